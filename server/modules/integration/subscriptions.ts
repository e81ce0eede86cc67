import * as contract from '../../../contract/integration.ts'
import { organisationKinds } from '../../../contract/glossary.ts'
import { within } from '../../../contract/kernel.ts'
import { bodyOf } from '../../ground/registry/index.ts'
import { findPlace, nameOf } from '../../ground/territory/index.ts'
import { newId } from '../../kernel/ids.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { emit } from '../../kernel/outbox.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { sealedFor } from './deliver.ts'
import { newSigningSecret } from './event.ts'
import { refuse } from './keys.ts'
import { checkUrl, type Networks } from './reach.ts'

type Row = Omit<contract.Subscription, 'place_name' | 'topics'> & { topics: string[]; county: string; made_by_person: string }

const columns = ({ sql }: Context) => sql`s.county, s.id, s.organisation, s.organisation_name, s.place, s.url, s.topics, s.made_at, s.made_by, s.made_by_person, s.failing_since,
  s.disabled_at, s.disabled_why, s.ended_at, s.ended_reason, s.agreement, s.trial_asked_at, s.trial,
  (select count(*)::integer from integration.delivery d where d.subscription = s.id and d.done_at is null and d.given_up_at is null) as waiting`

export const topicName = (topic: string): string => contract.topics[topic as contract.Topic] ?? topic

async function shown(ctx: Context, rows: readonly Row[]): Promise<contract.Subscription[]> {
  const names = await nameOf(ctx.sql, rows.map(row => row.place))
  return rows.map(row => ({ ...row, place_name: names.get(row.place) ?? row.place, topics: row.topics.map(topic => ({ topic, name: topicName(topic) })) }))
}

async function byId(ctx: Context, id: string): Promise<Row | undefined> {
  const [row] = await ctx.sql<Row[]>`select ${columns(ctx)} from integration.subscription s where s.id = ${id} limit ${1} for update of s`
  return row
}
export const found = async (ctx: Context, { subscription }: { subscription: string }): Promise<{ place: string; row: Row } | null> => {
  const row = await byId(ctx, subscription)
  return row ? { place: row.place, row } : null
}
export const again = async (ctx: Context, id: string): Promise<contract.Subscription> => (await shown(ctx, [(await byId(ctx, id))!]))[0]!

export const serveSubscriptions: Served = serve(contract.subscriptions, {
  verb: 'integration.manage', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, { after, limit }, { place }) => {
    const from = fromCursor(after, 'id')?.[0]
    const range = ctx.sql`s.place >= ${place} and s.place < ${`${place}~`}`
    const rows = await ctx.sql<Row[]>`
      select ${columns(ctx)} from integration.subscription s where ${range} ${from ? ctx.sql`and s.id < ${from}::uuid` : ctx.sql``} order by s.id desc limit ${limit + 1}`
    const count = await countUpTo(ctx.sql, ctx.sql`select 1 from integration.subscription s where ${range}`)
    const { items, next } = pageOf(rows, limit, row => [row.id])
    return { items: await shown(ctx, items), next, count }
  },
})

export const serveSubscribe = (networks: Networks): Served => serve(contract.subscribe, {
  verb: 'integration.manage', secret: true,
  at: (_, { place }) => ({ place }),
  recorded: input => input,
  subject: (_input, { subscription }) => subscription.id,
  run: async (ctx, { organisation, place, url, topics, agreement }) => {
    const body = await bodyOf(ctx, organisation)
    if (!body) throw new Problem('found.nothing')
    if (body.dissolved_on) throw new Problem('organisation.dissolved', { day: body.dissolved_on })
    if (!(await findPlace(ctx.sql, place))) throw new Problem('place.unknown')
    if (!within(place, body.place)) throw refuse('推送的地区须在该组织所在地区之内', 'place')
    if (!contract.publicBodies.has(body.kind) && !agreement) throw refuse(`${organisationKinds[body.kind as keyof typeof organisationKinds] ?? '这个组织'}不是公共机构，按数据共享协议才能推送，请写明协议`, 'agreement')
    const [id, secret] = [newId(), newSigningSecret()]
    await ctx.sql`insert into integration.subscription (county, id, place, organisation, organisation_name, url, topics, agreement, secret, made_at, made_by, made_by_person)
      values (${countyOf(place)}, ${id}, ${place}, ${body.id}, ${body.name}, ${checkUrl(url, networks)}, ${[...new Set(topics)].sort()}::text[], ${agreement ?? null}, ${ctx.vault.seal(secret, sealedFor(id))},
        ${ctx.now}, ${ctx.seat.actorName}, ${ctx.seat.actor})`
    return { subscription: await again(ctx, id), secret }
  },
})

export const serveUnsubscribe: Served = serve(contract.unsubscribe, {
  verb: 'integration.manage', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { subscription, reason }, { row }) => {
    if (row.ended_at) throw refuse('这项推送已经取消过了', 'subscription')
    await ctx.sql`update integration.subscription set ended_at = ${ctx.now}, ended_reason = ${reason} where county = ${row.county} and id = ${subscription}`
    return again(ctx, subscription)
  },
})

export const serveEnable: Served = serve(contract.enable, {
  verb: 'integration.manage', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { subscription }, { row }) => {
    if (row.ended_at) throw refuse('这项推送已经取消，不能恢复', 'subscription')
    await ctx.sql`update integration.subscription set disabled_at = null, disabled_why = null, failures = 0, failing_since = null, retry_at = null
      where county = ${row.county} and id = ${subscription}`
    return again(ctx, subscription)
  },
})

/** The platform gives a receiver up and warns whoever registered it. What happens meanwhile is kept, and sent when it is taken up again. */
export const serveDisable: Served = serve(contract.disable, {
  verb: 'integration.lapse', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { subscription, why }, { row, place }) => {
    if (row.disabled_at) return {}
    await ctx.sql`update integration.subscription set disabled_at = ${ctx.now}, disabled_why = ${why} where county = ${row.county} and id = ${subscription}`
    emit(ctx, { topic: 'notice', place, payload: {
      person: row.made_by_person, title: '一项系统推送已停用', matter: null,
      body: `${row.organisation_name}的推送（${new URL(row.url).host}）已停用，原因：${why}。请联系对方检查，修好后在“系统接入”里恢复；停用期间的内容会保留并补发。`,
    } })
    return {}
  },
})

interface DeliveryRow { id: string; county: string; place: string; subscription: string; organisation_name: string; url: string; event: string; topic: string; subject: string; at: string; due_at: string; done_at: string | null; given_up_at: string | null; body: string; tries: contract.Delivery['tries']; closed: boolean }
const logged = ({ sql }: Context) => sql`d.id, d.county, d.place, d.subscription, s.organisation_name, s.url, d.event, d.topic, d.subject, d.at, d.due_at, d.done_at, d.given_up_at, d.body, d.tries,
  (s.disabled_at is not null or s.ended_at is not null) as closed`
const shownDelivery = (row: DeliveryRow): contract.Delivery =>
  ({ ...row, topic_name: topicName(row.topic), state: row.done_at ? 'delivered' : row.given_up_at ? 'given_up' : 'waiting' })

export const serveDeliveries: Served = serve(contract.deliveries, {
  verb: 'integration.manage', at: here,
  run: async (ctx, { after, limit, subscription, undelivered }) => {
    const from = fromCursor(after, 'instant', 'id')
    const { sql } = ctx
    const rowsOf = sql`integration.delivery d join integration.subscription s on s.county = d.county and s.id = d.subscription
      where true ${subscription ? sql`and d.subscription = ${subscription}` : sql``} ${undelivered ? sql`and d.done_at is null` : sql``}`
    const rows = await sql<DeliveryRow[]>`
      select ${logged(ctx)} from ${rowsOf} ${from ? sql`and (d.at, d.id) < (${from[0]!}, ${from[1]!}::uuid)` : sql``} order by d.at desc, d.id desc limit ${limit + 1}`
    const { items, next } = pageOf(rows, limit, row => [row.at, row.id])
    return { items: items.map(shownDelivery), next, count: await countUpTo(sql, sql`select 1 from ${rowsOf}`) }
  },
})

export const serveResend: Served = serve(contract.resend, {
  verb: 'integration.manage',
  at: async (ctx, { delivery }) => {
    const [row] = await ctx.sql<DeliveryRow[]>`select ${logged(ctx)} from integration.delivery d join integration.subscription s on s.county = d.county and s.id = d.subscription where d.id = ${delivery} limit ${1}`
    return row ? { place: row.place, row } : null
  },
  subject: ({ delivery }) => delivery,
  run: async (ctx, { delivery }, { row }) => {
    if (row.closed) throw refuse('这项推送已停用或取消，请先恢复', 'delivery')
    await ctx.sql`update integration.delivery set due_at = ${ctx.now}, done_at = null, given_up_at = null, claimed_until = null where county = ${row.county} and id = ${delivery}`
    await ctx.sql`update integration.subscription set retry_at = null where county = ${row.county} and id = ${row.subscription}`
    return shownDelivery({ ...row, due_at: ctx.now, done_at: null, given_up_at: null })
  },
})
