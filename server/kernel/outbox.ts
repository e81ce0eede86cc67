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
  const rows = letters.map(letter => ({
    county: countyOf(letter.place), id: newId(), place: letter.place, actor: ctx.seat.actor,
    topic: letter.topic, payload: ctx.sql.json(letter.payload), at: ctx.now, due_at: ctx.now,
  }))
  ctx.defer(ctx.sql`insert into kernel.outbox ${ctx.sql(rows)}`)
  ctx.afterCommit(ctx.ring)
}

interface Due { county: string; id: string; place: string; topic: string; payload: Record<string, Json>; at: string; attempts: number }

/**
 * Delivers due letters, each in its own transaction, and says how many. Several processes may deliver at once: a locked
 * letter is skipped. A failed one is tried again after 1, 2, 4 … minutes, at most an hour apart, and is never dropped.
 */
export async function deliver(database: Database, handlers: ReadonlyMap<string, OutboxHandler>, limit = 200): Promise<number> {
  let sent = 0
  while (sent < limit) {
    const done = await database.transact(serverScope, 'write', async ({ sql }) => {
      const [letter] = await sql<Due[]>`
        select county, id, place, topic, payload, at, attempts from kernel.outbox
        where done_at is null and due_at <= now() order by due_at limit ${1} for update skip locked`
      if (!letter) return false
      const failure = await attempt(sql, async () => {
        const handler = handlers.get(letter.topic)
        if (!handler) throw new Error(`no handler for ${letter.topic}`)
        await handler(sql, letter)
      })
      const wait = Math.min(60, 2 ** letter.attempts)
      await (failure === null
        ? sql`update kernel.outbox set done_at = now() where county = ${letter.county} and id = ${letter.id}`
        : sql`update kernel.outbox set attempts = attempts + 1, last_error = ${failure.slice(0, 500)},
            due_at = now() + make_interval(mins => ${wait}) where county = ${letter.county} and id = ${letter.id}`)
      return true
    })
    if (!done) break
    sent++
  }
  return sent
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
export async function clearDelivered(database: Database): Promise<number> {
  return database.transact(serverScope, 'write', async ({ sql }) =>
    (await sql`delete from kernel.outbox where done_at < now() - interval '7 days'`).count)
}
