import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Logger } from 'pino'
import { SheetPiece } from '../../../contract/sheet.ts'
import type { House } from '../house.ts'
import { newId } from '../ids.ts'
import { Problem } from '../problem.ts'
import { writeSheet } from '../sheets/index.ts'
import type { Entry } from './entry.ts'
import { disposition } from './files.ts'
import { fileHeaders } from './headers.ts'
import { described } from './log.ts'
import { refusing } from './refuse.ts'

interface Wanted { Querystring: Record<string, string | string[]> }
const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv' } as const

/**
 * `GET /sheets/<operation>?…`: the whole table of every operation that answers with a `SheetPiece`, asked for piece by piece while
 * the reader takes it: memory stays the same however long it is, each piece is a call with its own rights and record, and no
 * further piece is asked for once the client has gone.
 */
export async function sheets(app: FastifyInstance, { house, entry, log }: { house: House; entry: Entry; log: Logger }): Promise<void> {
  const answer = refusing(log)
  for (const { operation } of house.operations) {
    if (operation.output !== SheetPiece || operation.kind === 'command') continue
    app.get<Wanted>(`/sheets/${operation.name}`, async (request, reply) => {
      const trace = newId()
      try {
        entry.meter(request)
        const { seat: mandate, serving, ...input } = Object.fromEntries(Object.entries(request.query).map(([key, value]) => [key, [value].flat()[0]!]))
        const seat = await entry.seat(request, false, { seat: mandate, serving })
        if (seat.incomplete) throw new Problem('seat.needs_second_factor')
        const piece = (after: string | null) => house.call(seat, operation.name, { ...input, ...(after !== null && { after }) }, { trace }) as Promise<SheetPiece>
        const left = (first: SheetPiece) => first.abandon && house.call(seat, first.abandon.operation, first.abandon.input, { trace, key: newId() })
        return send(reply, await piece(null), piece, first => void Promise.resolve(left(first)).catch(error => log.warn({ error: described(error) }, 'an abandoned table was not noted')), log)
      } catch (error) {
        return answer(error, request, reply, trace)
      }
    })
  }
}

function send(reply: FastifyReply, first: SheetPiece, more: (after: string) => Promise<SheetPiece>, left: (first: SheetPiece) => void, log: Logger): FastifyReply {
  let [gone, ended] = [false, false]
  reply.raw.once('close', () => {
    gone = true
    if (!ended) left(first)
  })
  async function* rows() {
    let piece: SheetPiece = first
    for (;;) {
      yield* piece.rows
      if (piece.next === null) { ended = true; return }
      if (gone) return
      piece = await more(piece.next)
    }
  }
  const stream = writeSheet(rows(), first.format, first.sheet)
  stream.once('error', error => log.warn({ error: described(error) }, 'a table broke off'))
  const ending = first.format.kind
  const name = first.name.toLowerCase().endsWith(`.${ending}`) ? first.name : `${first.name}.${ending}`
  return reply.headers(fileHeaders).header('content-type', types[ending]).header('content-disposition', disposition(name, false)).send(stream)
}
