import { canonicalJson, type Vault } from './crypto/index.ts'
import { serverScope, type Database, type Query } from './db/index.ts'
import type { Context } from './operation.ts'
import { Problem } from './problem.ts'
import type { Seat } from './seat.ts'

/** A command that may come twice: the key it came under, and what it asked, told to nobody without the vault's keys. */
export interface Guard { key: string; digest: string }

export const keyForm = /^[\x21-\x7e]{8,100}$/

/** How long a command is answered again under its key. */
const keptHours = 48

/** A seal fits the answer to one person under one key and no other. */
const belongsTo = (seat: Seat, key: string): string => `answer ${seat.actor} ${key}`

/**
 * The guard of a command: a keyed hash, because inputs hold numbers of few possibilities that anybody with a copy of the
 * database could else try out. Actor and key enter it, so that equal inputs cannot be told from it either.
 */
export function guardOf(vault: Vault, seat: Seat, key: string, name: string, input: unknown): Guard {
  const { actor, mandate, attendance } = seat
  return { key, digest: vault.fingerprint('idempotency', canonicalJson({ actor, key, name, input, mandate, attendance })) }
}

/** Keeps what a command is answered, sealed: it may hold everything that a person's record holds. */
export function keep({ append, vault, seat, now }: Context, { key, digest }: Guard, operation: string, output: unknown): void {
  append('kernel.idempotency', { actor: seat.actor, key, operation, digest, response: vault.seal(JSON.stringify(output ?? null), belongsTo(seat, key)), at: now })
}

/** What a command was answered under this key; undefined when it was not. Throws `idempotency.reused` when it asked something else. */
export async function answered(sql: Query, vault: Vault, seat: Seat, guard: Guard): Promise<{ response: unknown } | undefined> {
  const [row] = await sql<{ digest: string; response: string }[]>`
    select digest, response from kernel.idempotency where actor = ${seat.actor} and key = ${guard.key}`
  if (!row) return undefined
  if (row.digest !== guard.digest) throw new Problem('idempotency.reused')
  return { response: JSON.parse(vault.open(row.response, belongsTo(seat, guard.key))) as unknown }
}

/** Clears answers older than two days; says how many. */
export async function clearAnswers(database: Database, now: string): Promise<number> {
  return database.transact(serverScope, 'write', async ({ sql }) =>
    (await sql`delete from kernel.idempotency where at < ${now}::timestamptz - make_interval(hours => ${keptHours}::integer)`).count)
}
