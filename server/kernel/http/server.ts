import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { clearLoose, knownContents } from '../files.ts'
import type { House } from '../house.ts'
import type { Settings } from '../operation.ts'
import { Problem } from '../problem.ts'
import { api, type SessionRules } from './api.ts'
import { createEntry, usualRates, type Authenticate, type RateLimits } from './entry.ts'
import { downloads, uploads } from './files.ts'
import { apiHeaders } from './headers.ts'
import { createLog, described } from './log.ts'
import { openapi, type Events } from './openapi.ts'
import { papers } from './papers.ts'
import { sheets } from './sheets.ts'
import { refuse, refusing } from './refuse.ts'
import { FileStore } from './store.ts'
import { web } from './web.ts'

export interface HttpParts {
  house: House
  authenticate: Authenticate
  settings: Settings
  /** Where faults and refusals are written; without it a log of `logLevel` (info) on standard output. */
  log?: Logger
  logLevel?: string
  /** The folder of the built web; without it only the API is served. */
  web?: string | undefined
  /** Operations whose answers open or close a session. */
  cookies?: SessionRules
  /** What programs are told of, for the description. */
  events?: Events | undefined
  /** null: none, for measuring. */
  rateLimits?: RateLimits | null
  /**
   * Whose `x-forwarded-for`, `-proto` and `-host` are believed: addresses or networks of the proxies in front
   * (`loopback`, `10.0.0.0/8`), or how many of them there are. Nobody's unless said: else anyone could choose the address that attempts are counted by.
   */
  trustProxy?: string | string[] | number | undefined
  /** The newest migration this program was built with (`0020_doors.sql`); an older database is not ready. */
  migration?: string | undefined
}

const jsonLimit = 1024 * 1024
const closingMs = 10_000
const hour = 3600 * 1000

/**
 * The transport: a thin skin over `house.call`. It knows requests, cookies, files and pages, and no operation but the two
 * of files. Closing stops accepting, lets running requests finish and cuts what is left after ten seconds.
 */
export function createHttp(parts: HttpParts): FastifyInstance {
  const { house, settings } = parts
  const log = parts.log ?? createLog({ level: parts.logLevel ?? 'info' })
  const entry = createEntry(parts.authenticate, parts.rateLimits === undefined ? usualRates : parts.rateLimits)
  const store = new FileStore(settings.uploads)
  const answer = refusing(log)
  const app = Fastify({
    logger: false, bodyLimit: jsonLimit, requestTimeout: 120_000, keepAliveTimeout: 72_000, return503OnClosing: false,
    trustProxy: trusted(parts.trustProxy),
    frameworkErrors: (error, request, reply) => void answer(error, request as FastifyRequest, reply as unknown as FastifyReply),
  })
  app.setErrorHandler((error, request, reply) => answer(error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    refuse(request, reply, new Problem(request.url.startsWith('/api/') ? 'operation.unknown' : 'found.nothing')))
  app.removeContentTypeParser('text/plain')

  app.addHook('onRequest', (request, _reply, done) => {
    try {
      if (request.method === 'POST') entry.admit(request)
      done()
    } catch (error) {
      done(error as Error)
    }
  })

  api(app, { house, entry, cookies: parts.cookies ?? {}, log })
  app.register(uploads, { house, entry, store, log })
  app.register(downloads, { house, entry, store, log })
  app.register(papers, { house, entry, log })
  app.register(sheets, { house, entry, log })
  if (parts.web !== undefined) app.register(web, { folder: parts.web, log })
  probes(app, parts, log)
  sweeping(app, parts, store, log)
  closing(app)
  return app
}

/** So many hops from here, whoever they are; or whoever bears one of these addresses. */
const trusted = (proxies: HttpParts['trustProxy']): string | string[] | false | ((address: string, hop: number) => boolean) =>
  typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies ?? false

/** The description for programs, and two questions for whoever watches the process. */
function probes(app: FastifyInstance, { house, migration, events, cookies = {} }: HttpParts, log: Logger): void {
  let document: string | undefined
  const json = (reply: FastifyReply, body: string) => reply.headers(apiHeaders).header('content-type', 'application/json; charset=utf-8').send(body)
  app.get('/openapi.json', (_, reply) => json(reply, document ??= JSON.stringify(openapi({ operations: house.operations, rights: house.rights, sessions: Object.keys(cookies), events }))))
  app.get('/healthz', (_, reply) => json(reply, '{"ok":true}'))
  app.get('/readyz', async (request, reply) => {
    try {
      const [row] = await house.database.door<{ migrated: string | null }[]>`select kernel.migrated() as migrated`
      if (!row?.migrated || (migration !== undefined && row.migrated < migration)) throw new Error(`migrated to ${row?.migrated ?? 'nothing'}`)
      return json(reply, '{"ok":true}')
    } catch (error) {
      log.warn({ error: described(error) }, 'not ready')
      return refuse(request, reply, new Problem('server.busy'))
    }
  })
}

/** Clears abandoned uploads, files that became a paper of nothing, and contents that nobody has, now and every hour. */
function sweeping(app: FastifyInstance, { house }: HttpParts, store: FileStore, log: Logger): void {
  const work = async () => {
    await store.sweep()
    await clearLoose(house.database, house.now)
    await store.clear(digests => knownContents(house.database, digests))
  }
  let running: Promise<void> = Promise.resolve()
  const sweep = () => { running = running.then(work).catch(error => log.warn({ error: described(error) }, 'sweeping uploads')) }
  let timer: NodeJS.Timeout | undefined
  app.addHook('onReady', done => {
    sweep()
    timer = setInterval(sweep, hour).unref()
    done()
  })
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await running
  })
}

function closing(app: FastifyInstance): void {
  const timers: NodeJS.Timeout[] = []
  app.addHook('preClose', done => {
    // A connection that was busy when we began to close becomes idle later and would be kept alive.
    timers.push(setInterval(() => app.server.closeIdleConnections(), 100), setTimeout(() => app.server.closeAllConnections(), closingMs))
    done()
  })
  app.addHook('onClose', (_, done) => {
    for (const timer of timers) clearTimeout(timer)
    done()
  })
}
