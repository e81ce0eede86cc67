import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { House } from '../house.ts'
import { newId } from '../ids.ts'
import { sessionCookie } from './cookie.ts'
import { activeTime, idempotencyKey, type Entry } from './entry.ts'
import { isUpload } from './files.ts'
import { apiHeaders } from './headers.ts'
import { refusing } from './refuse.ts'

/** How the answer of an operation opens a session in the browser, or closes it. */
export interface SessionRule {
  /** The token that comes with the call is not looked at: a dead one must not stand in the way of a new log-in. */
  fresh?: true
  /** `token` becomes the cookie (null: the cookie ends), for `max_age` seconds or as long as the browser is open; `body` is the answer without it. */
  session(output: unknown): { token: string | null; max_age?: number; body: unknown }
  /** Runs the call when its turn comes: what waits here holds no connection to the database yet. */
  inTurn?<T>(call: () => Promise<T>): Promise<T>
}
export type SessionRules = Readonly<Record<string, SessionRule>>

export interface ApiParts { house: House; entry: Entry; cookies: SessionRules; log: Logger }

/** One POST per operation, each route its own: nothing is looked up by name and no answer passes a serialiser. */
export function api(app: FastifyInstance, { house, entry, cookies, log }: ApiParts): void {
  const answer = refusing(log)
  for (const { operation } of house.operations) {
    const { name } = operation
    if (isUpload(name)) continue
    const rule = cookies[name]
    const fresh = rule?.fresh === true
    app.post(`/api/${name}`, async (request, reply) => {
      const trace = newId()
      try {
        const key = idempotencyKey(request)
        const seat = await entry.seat(request, fresh)
        const call = () => house.call(seat, name, request.body ?? {}, { ...(key !== undefined && { key }), trace, active_ms: activeTime(request) })
        const output = await (rule?.inTurn ? rule.inTurn(call) : call())
        const body = rule ? withSession(rule, output, request, reply) : output
        return reply.headers(apiHeaders).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body ?? null))
      } catch (error) {
        return answer(error, request, reply, trace)
      }
    })
  }
}

/** A program that asks for the token (`x-token: 1`) gets it and no cookie. */
function withSession(rule: SessionRule, output: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  if (request.headers['x-token'] === '1') return output
  const { token, max_age, body } = rule.session(output)
  reply.header('set-cookie', sessionCookie(token, request.protocol === 'https', max_age))
  return body
}
