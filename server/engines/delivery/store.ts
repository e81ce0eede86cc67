import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf, type PageOf, type PageWanted } from '../../kernel/page.ts'
import { countyOf } from '../../kernel/seat.ts'
import type { Called } from './reach.ts'
import { newSigningSecret, sealedFor } from './sign.ts'

/** Where a system is told of what happens at a place and below; `waiting` counts what it was not told yet. */
export interface Subscription {
  county: string; id: string; place: string; organisation: string; organisation_name: string; url: string; topics: string[]; agreement: string | null
  made_at: string; made_by: string; made_by_person: string; failing_since: string | null; disabled_at: string | null; disabled_why: string | null
  ended_at: string | null; ended_reason: string | null; trial_asked_at: string | null; trial: (Called & { at: string }) | null; waiting: number
}
/** An event on its way to one receiver, or there; with every try that is remembered. */
export interface Delivery {
  county: string; id: string; place: string; subscription: string; organisation_name: string; url: string; event: string; topic: string; subject: string; at: string; due_at: string
  done_at: string | null; given_up_at: string | null; body: string; tries: (Called & { at: string })[]
  /** Its subscription is disabled or has ended: nothing is sent. */
  closed: boolean
}

const columns = ({ sql }: Context) => sql`s.county, s.id, s.organisation, s.organisation_name, s.place, s.url, s.topics, s.made_at, s.made_by, s.made_by_person, s.failing_since,
  s.disabled_at, s.disabled_why, s.ended_at, s.ended_reason, s.agreement, s.trial_asked_at, s.trial,
  (select count(*)::integer from delivery.delivery d where d.subscription = s.id and d.done_at is null and d.given_up_at is null) as waiting`

/** Subscriptions for places at or under one, newest first. */
export async function subscriptionsUnder(ctx: Context, place: string, { after, limit }: PageWanted): Promise<PageOf<Subscription>> {
  const { sql } = ctx
  const from = fromCursor(after, 'id')?.[0]
  const range = sql`s.place >= ${place} and s.place < ${`${place}~`}`
  const rows = await sql<Subscription[]>`
    select ${columns(ctx)} from delivery.subscription s where ${range} ${from ? sql`and s.id < ${from}::uuid` : sql``} order by s.id desc limit ${limit + 1}`
  return { ...pageOf(rows, limit, row => [row.id]), count: await countUpTo(sql, sql`select 1 from delivery.subscription s where ${range}`) }
}

/** One, held until the transaction ends; undefined where the seat does not see it. */
export async function findSubscription(ctx: Context, id: string): Promise<Subscription | undefined> {
  const [row] = await ctx.sql<Subscription[]>`select ${columns(ctx)} from delivery.subscription s where s.id = ${id} limit ${1} for update of s`
  return row
}

/** Enters a subscription whose address was checked. Answers its id, and its secret this once. */
export async function subscribe({ sql, vault, now, seat }: Context, one: Pick<Subscription, 'place' | 'organisation' | 'organisation_name' | 'url' | 'topics' | 'agreement'>): Promise<{ id: string; secret: string }> {
  const [id, secret] = [newId(), newSigningSecret()]
  await sql`insert into delivery.subscription (county, id, place, organisation, organisation_name, url, topics, agreement, secret, made_at, made_by, made_by_person)
    values (${countyOf(one.place)}, ${id}, ${one.place}, ${one.organisation}, ${one.organisation_name}, ${one.url}, ${[...new Set(one.topics)].sort()}::text[], ${one.agreement}, ${vault.seal(secret, sealedFor(id))},
      ${now}, ${seat.actorName}, ${seat.actor})`
  return { id, secret }
}

export async function endSubscription({ sql, now }: Context, { county, id }: Subscription, reason: string): Promise<void> {
  await sql`update delivery.subscription set ended_at = ${now}, ended_reason = ${reason} where county = ${county} and id = ${id}`
}

/** Takes a receiver up again; what was kept for it meanwhile is sent. */
export async function enableSubscription({ sql }: Context, { county, id }: Subscription): Promise<void> {
  await sql`update delivery.subscription set disabled_at = null, disabled_why = null, failures = 0, failing_since = null, retry_at = null where county = ${county} and id = ${id}`
}

/** Sends a receiver nothing any more, and keeps what happens meanwhile. */
export async function disableSubscription({ sql, now }: Context, { county, id }: Subscription, why: string): Promise<void> {
  await sql`update delivery.subscription set disabled_at = ${now}, disabled_why = ${why} where county = ${county} and id = ${id}`
}

const logged = ({ sql }: Context) => sql`d.id, d.county, d.place, d.subscription, s.organisation_name, s.url, d.event, d.topic, d.subject, d.at, d.due_at, d.done_at, d.given_up_at, d.body, d.tries,
  (s.disabled_at is not null or s.ended_at is not null) as closed`
const log = ({ sql }: Context) => sql`delivery.delivery d join delivery.subscription s on s.county = d.county and s.id = d.subscription`

/** What was to be delivered in the seat's range, newest first; of one subscription, or what has not arrived. */
export async function deliveriesHere(ctx: Context, { after, limit, subscription, undelivered }: PageWanted & { subscription?: string | undefined; undelivered?: boolean | undefined }): Promise<PageOf<Delivery>> {
  const { sql } = ctx
  const from = fromCursor(after, 'instant', 'id')
  const rowsOf = sql`${log(ctx)} where true ${subscription ? sql`and d.subscription = ${subscription}` : sql``} ${undelivered ? sql`and d.done_at is null` : sql``}`
  const rows = await sql<Delivery[]>`
    select ${logged(ctx)} from ${rowsOf} ${from ? sql`and (d.at, d.id) < (${from[0]!}, ${from[1]!}::uuid)` : sql``} order by d.at desc, d.id desc limit ${limit + 1}`
  return { ...pageOf(rows, limit, row => [row.at, row.id]), count: await countUpTo(sql, sql`select 1 from ${rowsOf}`) }
}

export async function findDelivery(ctx: Context, id: string): Promise<Delivery | undefined> {
  const [row] = await ctx.sql<Delivery[]>`select ${logged(ctx)} from ${log(ctx)} where d.id = ${id} limit ${1}`
  return row
}

/** Lays one ready again, also one that has arrived or was given up, and has its receiver tried at once. Answers how it stands then. */
export async function resend({ sql, now }: Context, row: Delivery): Promise<Delivery> {
  const { county, id, subscription } = row
  await sql`update delivery.delivery set due_at = ${now}, done_at = null, given_up_at = null, claimed_until = null where county = ${county} and id = ${id}`
  await sql`update delivery.subscription set retry_at = null where county = ${county} and id = ${subscription}`
  return { ...row, due_at: now, done_at: null, given_up_at: null }
}
