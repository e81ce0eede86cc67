import type { FastifyRequest } from 'fastify'
import { headers } from '../../../contract/kernel.ts'
import { Problem } from '../problem.ts'
import type { Claim, Seat } from '../seat.ts'
import { Buckets, type Rate } from './buckets.ts'
import { bearerOf, tokenOf } from './cookie.ts'

/** Seats a claim; the address is the network's, for counting attempts. */
export type Authenticate = (claim: Claim & { address?: string | undefined }) => Promise<Seat>

/** How fast one session, and one network address without a session, may ask. Many telephones share one address. */
export interface RateLimits { session: Rate; address: Rate }
export const usualRates: RateLimits = { session: { burst: 60, per_second: 20 }, address: { burst: 300, per_second: 40 } }

/** The seat and the key that the headers of one call ask for, `seat` and `serving` perhaps from an address instead. */
export interface Asked { seat?: string | undefined; serving?: string | undefined }

export interface Entry {
  /**
   * Throws unless the request comes from one of our own pages, which bear the header, or from a program with a token of its own: a
   * browser sends cookies for another site's page, and never an `authorization`. And not too often.
   */
  admit(request: FastifyRequest): void
  /** Not too often; for what is not under /api. */
  meter(request: FastifyRequest): void
  /** Seats the caller. With `fresh` the token that came along is not looked at. */
  seat(request: FastifyRequest, fresh: boolean, asked?: Asked): Promise<Seat>
}

const one = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const keyForm = /^[\x21-\x7e]{8,100}$/

/** How long somebody worked on the form, as the page says; nothing where it says no sensible number. */
export function activeTime(request: FastifyRequest): number | undefined {
  const said = request.headers[headers.active]
  return typeof said === 'string' && /^\d{1,9}$/.test(said) ? Number(said) : undefined
}

/** The key under which a command is answered only once. Throws when it is none. */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = one(request.headers[headers.idempotency])
  if (key !== undefined && !keyForm.test(key)) throw new Problem('idempotency.missing')
  return key
}

export function createEntry(authenticate: Authenticate, rates: RateLimits | null): Entry {
  const sessions = rates && new Buckets(rates.session)
  const addresses = rates && new Buckets(rates.address)

  /** A token not seen before is also counted to its address: made-up tokens buy nothing. */
  const meter = (request: FastifyRequest): void => {
    if (!sessions || !addresses) return
    const token = tokenOf(request.headers)
    let seconds = 0
    if (token === undefined || !sessions.knows(token)) seconds = addresses.take(request.ip)
    if (seconds === 0 && token !== undefined) seconds = sessions.take(token)
    if (seconds > 0) throw new Problem('rate.exceeded', { seconds })
  }

  return {
    meter,
    admit(request) {
      const { origin } = request.headers
      if ((request.headers[headers.own] !== '1' && bearerOf(request.headers) === undefined) || (origin !== undefined && !sameHost(origin, request.host))) throw new Problem('input.not_ours')
      meter(request)
    },
    seat: (request, fresh, asked) => authenticate({
      token: fresh ? undefined : tokenOf(request.headers),
      mandate: asked?.seat ?? one(request.headers[headers.seat]),
      attendance: asked?.serving ?? one(request.headers[headers.serving]),
      pass: one(request.headers[headers.pass]),
      address: request.ip,
    }),
  }
}

/** Scheme aside, because TLS may end before us. */
const sameHost = (origin: string, host: string | undefined): boolean =>
  host !== undefined && (origin === `https://${host}` || origin === `http://${host}`)
