import { retryAt } from './backoff.ts'
import type { Database, Json, Query } from './db/index.ts'
import { serverScope } from './db/index.ts'
import { newId } from './ids.ts'
import type { Context } from './operation.ts'
import { countyOf } from './seat.ts'

export interface Letter { topic: string; place: string; payload: Record<string, Json> }
/** Delivers one letter inside a transaction of the server chair; throwing leaves it for a later try. */
export type OutboxHandler = (sql: Query, letter: Letter & { id: string; at: string }) => Promise<void>

/** Puts letters into the outbox of this transaction: what is rolled back is never sent. */
export function emit(ctx: Context, ...letters: Letter[]): void {
  ctx.append('kernel.outbox', ...letters.map(letter => ({
    county: countyOf(letter.place), id: newId(), place: letter.place, actor: ctx.seat.actor,
    topic: letter.topic, payload: ctx.sql.json(letter.payload), at: ctx.now, due_at: ctx.now,
  })))
  ctx.afterCommit(ctx.ring)
}

/** Puts a letter that follows from another into the outbox, in the transaction in which that one is delivered. */
export async function forward(sql: Query, { topic, place, payload }: Letter): Promise<void> {
  await sql`insert into kernel.outbox (county, id, place, actor, topic, payload) values (${countyOf(place)}, ${newId()}, ${place}, null, ${topic}, ${sql.json(payload)})`
}

interface Due { county: string; id: string; place: string; topic: string; payload: Record<string, Json>; at: string; attempts: number }

/** How many letters go in one transaction. */
const bundle = 100

/**
 * Delivers the letters that are due at `now`, a bundle in each transaction, and says how many. Several processes may deliver at once: a locked
 * letter is skipped. Where one of a bundle fails, each goes by itself; a failed one is tried again after 1, 2, 4 …
 * minutes, at most an hour apart, and is never dropped.
 */
export async function deliver(database: Database, handlers: ReadonlyMap<string, OutboxHandler>, now: string, limit = 200): Promise<number> {
  let sent = 0
  while (sent < limit) {
    const most = Math.min(bundle, limit - sent)
    const done = await database.transact(serverScope, 'write', ({ sql }) => deliverBundle(sql, handlers, now, most))
    sent += done
    if (done < most) break
  }
  return sent
}

async function deliverBundle(sql: Query, handlers: ReadonlyMap<string, OutboxHandler>, now: string, most: number): Promise<number> {
  const letters = await sql<Due[]>`
    select county, id, place, topic, payload, at, attempts from kernel.outbox
    where done_at is null and due_at <= ${now} order by due_at limit ${most} for update skip locked`
  if (letters.length === 0) return 0
  const hand = async (letter: Due): Promise<void> => {
    const handler = handlers.get(letter.topic)
    if (!handler) throw new Error(`no handler for ${letter.topic}`)
    await handler(sql, letter)
  }
  const together = await attempt(sql, async () => {
    // All must have ended before the savepoint is left, or a late one would write outside of it.
    const ends = await Promise.allSettled(letters.map(hand))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  })
  const failures = new Map<Due, string>()
  if (together !== null) {
    for (const letter of letters) {
      const failure = await attempt(sql, () => hand(letter))
      if (failure !== null) failures.set(letter, failure)
    }
  }
  const done = letters.filter(letter => !failures.has(letter)).map(({ county, id }) => ({ county, id }))
  await sql`update kernel.outbox o set done_at = ${now} from jsonb_to_recordset(${sql.json(done)}) as x(county text, id uuid)
    where o.county = x.county and o.id = x.id`
  for (const [letter, failure] of failures) {
    await sql`update kernel.outbox set attempts = attempts + 1, last_error = ${failure.slice(0, 500)},
      due_at = ${retryAt(now, letter.attempts + 1)} where county = ${letter.county} and id = ${letter.id}`
  }
  return letters.length
}

/** Runs `work` under a savepoint: what it did, or nothing and the message of its failure. */
async function attempt(sql: Query, work: () => Promise<void>): Promise<string | null> {
  await sql`savepoint delivery`
  try {
    await work()
    return null
  } catch (error) {
    await sql`rollback to savepoint delivery`
    return error instanceof Error ? error.message : String(error)
  }
}

/** Letters answered for more than a week are cleared. */
export async function clearDelivered(database: Database, now: string): Promise<number> {
  return database.transact(serverScope, 'write', async ({ sql }) =>
    (await sql`delete from kernel.outbox where done_at < ${now}::timestamptz - interval '7 days'`).count)
}
