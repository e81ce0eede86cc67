import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { namedBy } from '../files.ts'
import type { House } from '../house.ts'
import { newId } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { Seat } from '../seat.ts'
import { idempotencyKey, type Entry } from './entry.ts'
import { apiHeaders, fileHeaders } from './headers.ts'
import { refusing } from './refuse.ts'
import { paperFiles, tableFiles, type Accepted, type FileStore } from './store.ts'

export interface FilesParts { house: House; entry: Entry; store: FileStore; log: Logger }

/** The command that keeps a file is reached only through an upload: with JSON one could claim the digest of another's file. */
export const keepOperation = 'file.keep'
/** What is kept so: papers, and tables that are brought in. */
const kept: Readonly<Record<string, Accepted>> = { [keepOperation]: paperFiles, 'exchange.upload': tableFiles }
export const isUpload = (operation: string): boolean => Object.hasOwn(kept, operation)
const readOperation = 'file.read'

/**
 * `POST /api/file.keep` (`exchange.upload` for tables): the body is the file itself, its name percent-encoded in `x-file-name`. Not multipart: there is
 * one file and nothing beside it, so a parser of boundaries and part headers would be attack surface for nothing, and the
 * bytes go from the socket to the disk once.
 */
export async function uploads(app: FastifyInstance, { house, entry, store, log }: FilesParts): Promise<void> {
  const answer = refusing(log)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  for (const [operation, accepted] of Object.entries(kept)) if (house.operations.some(served => served.operation.name === operation)) app.post(`/api/${operation}`, async (request, reply) => {
    const trace = newId()
    try {
      const key = idempotencyKey(request)
      const seat = known(await entry.seat(request, false))
      const received = await store.receive(request.raw, accepted)
      let output: unknown
      try {
        const { type, size, digest } = received
        output = await house.call(seat, operation, { name: fileName(request), type, size, digest }, { ...(key && { key }), trace, settle: () => store.keep(received) })
      } finally {
        await store.discard(received)
      }
      return reply.headers(apiHeaders).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(output))
    } catch (error) {
      // Whatever of the body was not read would be taken for the next request of this connection.
      if (!request.raw.readableEnded) reply.header('connection', 'close')
      return answer(error, request, reply, trace)
    }
  })
}

/** Files are nobody's who is not logged in; asked before ten megabytes are received, not after. */
function known(seat: Seat): Seat {
  if (seat.incomplete) throw new Problem('seat.needs_second_factor')
  if (seat.chair === 'public') throw new Problem('seat.none')
  return seat
}

/** The last part of the name as sent; the contract says what a name may be. */
function fileName(request: FastifyRequest): string {
  const raw = request.headers['x-file-name']
  try {
    return decodeURIComponent(typeof raw === 'string' ? raw : '').split(/[/\\]/).at(-1)!
  } catch {
    throw new Problem('input.invalid', {}, [{ path: 'name', message: '文件名无法读取' }])
  }
}

interface Wanted { Params: { id: string }; Querystring: { number?: string; seat?: string; serving?: string; download?: string } }

/**
 * `GET /files/<id>`: a look like any other, so that rights hold and a trace is left each time: browsers ask again before
 * they show what they kept. An address cannot carry headers, hence `seat` and `serving` in the query. Pictures open in
 * place; a PDF is saved, because browsers show none inside the sandbox that an uploaded file is put in.
 */
export async function downloads(app: FastifyInstance, { house, entry, store, log }: FilesParts): Promise<void> {
  const answer = refusing(log)
  app.get<Wanted>('/files/:id', async (request, reply) => {
    const trace = newId()
    try {
      entry.meter(request)
      const { number, seat: mandate, serving, download } = request.query
      const seat = known(await entry.seat(request, false, { seat: mandate, serving }))
      const found = await house.call(seat, readOperation, { file: request.params.id, ...(number && { number }) }, { trace }) as Found
      reply.headers(fileHeaders).header('etag', `"${found.digest}"`)
      if (request.headers['if-none-match'] === `"${found.digest}"`) return reply.code(304).send()
      return await send(reply, store, found, download !== undefined)
    } catch (error) {
      return answer(error, request, reply, trace)
    }
  })
}

interface Found { name: string; type: string; digest: string }

async function send(reply: FastifyReply, store: FileStore, { name, type, digest }: Found, save: boolean): Promise<FastifyReply> {
  const content = await store.open(digest)
  if (!content) throw new Problem('found.nothing')
  const inline = !save && type.startsWith('image/')
  return reply
    .header('content-type', type)
    .header('content-length', content.size)
    .header('content-disposition', disposition(namedBy(name, type), inline))
    .send(content.file.createReadStream())
}

/** Shown in place or saved, under its name in any script (RFC 6266). */
export const disposition = (name: string, inline: boolean): string =>
  `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`

const escape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
