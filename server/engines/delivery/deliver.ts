import { retryAt } from '../../kernel/backoff.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import { serverScope, type Database, type Query } from '../../kernel/db/index.ts'
import { failingDays, hook, hookMinutes, logDays } from './constants.ts'
import { post, type Called, type Networks } from './reach.ts'
import { sealedFor, signed } from './sign.ts'

interface Due { county: string; id: string; subscription: string; event: string; body: string; at: string; attempts: number; url: string; secret: string; failures: number; failing_since: string | null }

/** What delivering needs. */
export interface Delivering {
  database: Database; vault: Vault; networks: Networks
  /** The instant, asked for each try anew. */
  now(): string
  /** A receiver is given up: its subscription is disabled, on record. */
  giveUp(subscription: string, why: string): Promise<unknown>
}

/** What a receiver's answer means: taken; refused this one though it works; out of order; told never to come again. */
function meaning({ status }: Called): 'taken' | 'refused' | 'broken' | 'gone' {
  if (status === null || status === 408 || status === 429 || status >= 500) return 'broken'
  if (status === 410) return 'gone'
  return status >= 200 && status < 300 ? 'taken' : 'refused'
}

/**
 * Sends what is due, the receivers side by side and each one's events in order, and says how many were tried. Each receiver has its
 * own share of a run, in events and in time: one that is out of order waits as a whole and one that answers slowly goes on in the next
 * run, so that it costs the others some seconds at most; an event that a working receiver refuses waits by itself. Several processes
 * may run it at once: a receiver with whom one is busy the others leave.
 */
export async function deliverEvents(delivering: Delivering): Promise<number> {
  const due = await claim(delivering.database, delivering.now())
  const bySubscription = grouped(due)
  const tried = await Promise.all([...bySubscription.values()].map(events => deliverTo(delivering, events)))
  return tried.reduce((sum, n) => sum + n, 0)
}

function grouped(due: readonly Due[]): Map<string, Due[]> {
  const groups = new Map<string, Due[]>()
  for (const one of due) groups.set(one.subscription, [...groups.get(one.subscription) ?? [], one])
  return groups
}

async function claim(database: Database, now: string): Promise<Due[]> {
  const due = await database.transact(serverScope, 'write', ({ sql }) => sql<Due[]>`
    with free as materialized (
      select s.county, s.id, s.url, s.secret, s.failures, s.failing_since from delivery.subscription s
      where s.disabled_at is null and s.ended_at is null and (s.retry_at is null or s.retry_at <= ${now}::timestamptz)
        and not exists (select from delivery.delivery d where d.subscription = s.id and d.done_at is null and d.given_up_at is null and d.claimed_until > ${now}::timestamptz)
      for no key update skip locked),
    due as materialized (
      select d.county, d.id, free.url, free.secret, free.failures, free.failing_since from free cross join lateral (
        select d.county, d.id from delivery.delivery d
        where d.county = free.county and d.subscription = free.id and d.done_at is null and d.given_up_at is null and d.due_at <= ${now}::timestamptz
        order by d.due_at, d.id limit ${hook.batch}) d)
    update delivery.delivery d set claimed_until = ${now}::timestamptz + make_interval(secs => ${hook.claim_seconds}) from due
    where d.county = due.county and d.id = due.id and (d.claimed_until is null or d.claimed_until <= ${now}::timestamptz)
    returning d.county, d.id, d.subscription, d.event, d.body, d.at, d.attempts, due.url, due.secret, due.failures, due.failing_since`)
  return due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.event < b.event ? -1 : 1))
}

async function deliverTo({ database, vault, networks, giveUp, ...clock }: Delivering, events: readonly Due[]): Promise<number> {
  const first = events[0]!
  const until = Date.now() + hook.turn_ms
  const secret = vault.open(first.secret, sealedFor(first.subscription))
  let { failures, failing_since } = first
  for (const [index, event] of events.entries()) {
    if (Date.now() >= until) {
      await database.transact(serverScope, 'write', ({ sql }) => letGo(sql, first.county, events.slice(index)))
      return index
    }
    const now = clock.now()
    const called = await post(event.url, event.body, signed(secret, event.event, now, event.body), networks)
    const meant = meaning(called)
    await note(database, event, called, meant, now)
    if (meant === 'taken') { failures = 0; failing_since = null; continue }
    failing_since ??= now
    if (meant === 'refused') continue
    await release(database, first, events.slice(index + 1), ++failures, failing_since, now)
    const days = (Date.parse(now) - Date.parse(failing_since)) / 86_400_000
    const why = meant === 'gone' ? '对方答复不再接收' : days >= failingDays ? `连续 ${failingDays} 天没有送达：${called.error ?? `对方答复 ${called.status}`}` : null
    if (why) await giveUp(first.subscription, why)
    return index + 1
  }
  return events.length
}

/** Writes down one try. A refused event comes back later by itself and is given up after some days; a success ends a spell of failure. */
async function note(database: Database, event: Due, called: Called, meant: ReturnType<typeof meaning>, now: string): Promise<void> {
  const attempts = event.attempts + 1
  const { county, id, subscription } = event
  const spent = Date.parse(now) - Date.parse(event.at) >= failingDays * 86_400_000
  await database.transact(serverScope, 'write', async ({ sql }) => {
    await sql`update delivery.delivery set attempts = ${attempts}, claimed_until = null,
        tries = (case when jsonb_array_length(tries) >= ${hook.tries_kept} then tries - 0 else tries end) || ${sql.json({ at: now, status: called.status, error: called.error, ms: called.ms })}::jsonb,
        done_at = ${meant === 'taken' ? now : null}, given_up_at = ${meant === 'refused' && spent ? now : null},
        due_at = ${meant === 'taken' ? now : retryAt(now, attempts, hookMinutes)}
      where county = ${county} and id = ${id}`
    if (meant === 'taken') await sql`update delivery.subscription set failures = 0, failing_since = null, retry_at = null where county = ${county} and id = ${subscription} and failing_since is not null`
    if (meant === 'refused') await sql`update delivery.subscription set failing_since = coalesce(failing_since, ${now}::timestamptz) where county = ${county} and id = ${subscription}`
  })
}

/** What was claimed and not tried is anybody's again. */
async function letGo(sql: Query, county: string, left: readonly Due[]): Promise<void> {
  if (left.length > 0) await sql`update delivery.delivery set claimed_until = null where county = ${county} and id in ${sql(left.map(one => one.id))}`
}

/** A receiver is out of order: it is left alone for a while, and what was not tried waits with it. */
async function release(database: Database, { county, subscription }: Due, left: readonly Due[], failures: number, since: string, now: string): Promise<void> {
  await database.transact(serverScope, 'write', async ({ sql }) => {
    await sql`update delivery.subscription set failures = ${failures}, failing_since = ${since}, retry_at = ${retryAt(now, failures, hookMinutes)}
      where county = ${county} and id = ${subscription}`
    await letGo(sql, county, left)
  })
}

/** Clears what is older than the log is kept. */
export async function clearDeliveries(database: Database, now: string): Promise<number> {
  return database.transact(serverScope, 'write', async ({ sql }) =>
    (await sql`delete from delivery.delivery where at < ${now}::timestamptz - make_interval(days => ${logDays}::integer)`).count)
}
