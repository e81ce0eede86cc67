import { serverScope, type Database } from '../../kernel/db/index.ts'
import { randomToken, sha256 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Claim, Seat } from '../../kernel/seat.ts'

const prefix = 'gzk_'
/** A new secret of 256 random bits, by whose first letters a scanner of leaked code knows it. */
export const newSecret = (): string => prefix + randomToken()

/** True for a token that is a key and not the token of a session. */
export const isKey = (token: string | undefined): boolean => token?.startsWith(prefix) ?? false

interface Row {
  key: string; name: string; organisation: string; organisation_name: string; office: string; verbs: string[]; place: string; live: boolean
  per_minute: number; n: number; seconds: number
}

/**
 * Seats a program by its key, in one call to the database. Throws `key.dead` for a key that is unknown, revoked, expired or
 * whose organisation is dissolved, `rate.exceeded` beyond its rate (counted over all server processes), `seat.not_yours`
 * when it asks for a seat of somebody else.
 */
export function keySeats({ door }: Database): (claim: Claim) => Promise<Seat> {
  return async ({ token, mandate, attendance }) => {
    const [row] = await door<Row[]>`
      select key, name, organisation, organisation_name, office, verbs, place, live, per_minute, n, seconds from integration.sit(${sha256(token ?? '')})`
    if (!row?.live) throw new Problem('key.dead')
    if (row.n > row.per_minute) throw new Problem('rate.exceeded', { seconds: row.seconds })
    if (mandate !== undefined || attendance !== undefined) throw new Problem('seat.not_yours')
    return seatOfKey(row)
  }
}

/** The seat of a key: the actor is the organisation, named with its key, and the key stands where a mandate would. */
const seatOfKey = (row: Pick<Row, 'key' | 'name' | 'organisation' | 'organisation_name' | 'office' | 'verbs' | 'place'>): Seat => ({
  chair: 'desk', office: 'system_client', place: row.place, actor: row.organisation, actorName: `${row.organisation_name}（${row.name}）`,
  person: null, personName: null, mandate: row.key, attendance: null, client: { office: row.office, verbs: row.verbs, organisation: row.organisation_name },
})

/** The seat of a key by its id, with the rights that it has now, for what is done in its name while nobody calls; null for a dead one. */
export async function seatById(database: Database, key: string): Promise<Seat | null> {
  const [row] = await database.transact(serverScope, 'read', async ({ sql }) => [...await sql<Omit<Row, 'per_minute' | 'n' | 'seconds'>[]>`
    select key, name, organisation, organisation_name, office, verbs, place, live from integration.seat(${key})`])
  return row?.live ? seatOfKey(row) : null
}
