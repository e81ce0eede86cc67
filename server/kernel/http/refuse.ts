import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { newId } from '../ids.ts'
import { Problem } from '../problem.ts'
import { cookieToken, sessionCookie } from './cookie.ts'
import { apiHeaders } from './headers.ts'
import { described } from './log.ts'

/** The database is away or full: not our bug, and worth trying again. */
const away = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57P01', '57P02', '57P03', '53300',
])

/** What the caller hears of anything thrown. Whatever is not foreseen is a bug: logged under `trace`, and no word of it said. */
export function problemFor(error: unknown, log: Logger, trace: string, where: string): Problem {
  if (error instanceof Problem) {
    if (error.status === 401 || error.status === 403 || error.status === 429) log.info({ trace, where, refused: error.code }, 'refused')
    return error
  }
  const { code = '', statusCode } = (error ?? {}) as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('input.too_large', { limit: '1 MB' })
  if (code.startsWith('FST_ERR_CTP') || (error instanceof SyntaxError && statusCode === 400)) return new Problem('input.not_json')
  // JSON nested so deep that walking through it overflows the stack.
  if (error instanceof RangeError && error.message.includes('call stack')) return new Problem('input.not_json')
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_ASYNC_CONSTRAINT') return new Problem('found.nothing')
  log.error({ trace, where, error: described(error) }, 'fault')
  return away.has(code) ? new Problem('server.busy') : new Problem('server.fault', { trace })
}

/** Answers with a problem. A browser whose session has run out is told to forget it, so that open pages work again. */
export function refuse(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  reply.code(problem.status).headers(apiHeaders).header('content-type', 'application/json; charset=utf-8')
  const seconds = problem.code === 'rate.exceeded' ? problem.details.seconds : problem.code === 'login.locked' ? Number(problem.details.minutes) * 60 : undefined
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  if (problem.code === 'seat.expired' && !request.headers.authorization && cookieToken(request.headers)) {
    reply.header('set-cookie', sessionCookie(null, request.protocol === 'https'))
  }
  return reply.send(JSON.stringify(problem.body()))
}

/** Catches what a route threw. */
export const refusing = (log: Logger) => (error: unknown, request: FastifyRequest, reply: FastifyReply, trace = newId()): FastifyReply =>
  refuse(request, reply, problemFor(error, log, trace, request.url.split('?', 1)[0]!))
