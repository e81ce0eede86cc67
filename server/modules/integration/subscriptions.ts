import * as contract from '../../../contract/integration.ts'
import { organisationKinds } from '../../../contract/glossary.ts'
import { within } from '../../../contract/kernel.ts'
import {
  askTrial, checkUrl, deliveriesHere, disableSubscription, enableSubscription, endSubscription, findDelivery, findSubscription, resend, subscribe, subscriptionsUnder,
  type Delivery, type Networks, type Subscription,
} from '../../engines/delivery/index.ts'
import { bodyOf } from '../../ground/registry/index.ts'
import { findPlace, nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { emit } from '../../kernel/outbox.ts'
import { Problem } from '../../kernel/problem.ts'
import { refuse } from './keys.ts'

export const topicName = (topic: string): string => contract.topics[topic as contract.Topic] ?? topic

async function shown(ctx: Context, rows: readonly Subscription[]): Promise<contract.Subscription[]> {
  const names = await nameOf(ctx.sql, rows.map(row => row.place))
  return rows.map(row => ({ ...row, place_name: names.get(row.place) ?? row.place, topics: row.topics.map(topic => ({ topic, name: topicName(topic) })) }))
}
const again = async (ctx: Context, id: string): Promise<contract.Subscription> => (await shown(ctx, [(await findSubscription(ctx, id))!]))[0]!

const found = async (ctx: Context, { subscription }: { subscription: string }): Promise<{ place: string; row: Subscription } | null> => {
  const row = await findSubscription(ctx, subscription)
  return row ? { place: row.place, row } : null
}

export const serveSubscriptions: Served = serve(contract.subscriptions, {
  verb: 'integration.manage', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, asked, { place }) => {
    const { items, ...page } = await subscriptionsUnder(ctx, place, asked)
    return { items: await shown(ctx, items), ...page }
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
    const { id, secret } = await subscribe(ctx, { place, organisation: body.id, organisation_name: body.name, url: checkUrl(url, networks), topics, agreement: agreement ?? null })
    return { subscription: await again(ctx, id), secret }
  },
})

export const serveUnsubscribe: Served = serve(contract.unsubscribe, {
  verb: 'integration.manage', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { subscription, reason }, { row }) => {
    if (row.ended_at) throw refuse('这项推送已经取消过了', 'subscription')
    await endSubscription(ctx, row, reason)
    return again(ctx, subscription)
  },
})

export const serveEnable: Served = serve(contract.enable, {
  verb: 'integration.manage', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { subscription }, { row }) => {
    if (row.ended_at) throw refuse('这项推送已经取消，不能恢复', 'subscription')
    await enableSubscription(ctx, row)
    return again(ctx, subscription)
  },
})

/** Asks for one trial of a receiver, disabled or not. */
export const serveTrial: Served = serve(contract.trial, {
  verb: 'integration.manage', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { subscription }, { row }) => {
    if (row.ended_at) throw refuse('这项推送已经取消，不能试发', 'subscription')
    await askTrial(ctx, row)
    return again(ctx, subscription)
  },
})

/** The platform gives a receiver up and warns whoever registered it. What happens meanwhile is kept, and sent when it is taken up again. */
export const serveDisable: Served = serve(contract.disable, {
  verb: 'integration.lapse', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { why }, { row, place }) => {
    if (row.disabled_at) return {}
    await disableSubscription(ctx, row, why)
    emit(ctx, { topic: 'notice', place, payload: {
      person: row.made_by_person, title: '一项系统推送已停用', matter: null,
      body: `${row.organisation_name}的推送（${new URL(row.url).host}）已停用，原因：${why}。请联系对方检查，修好后在“系统接入”里恢复；停用期间的内容会保留并补发。`,
    } })
    return {}
  },
})

const shownDelivery = (row: Delivery): contract.Delivery =>
  ({ ...row, topic_name: topicName(row.topic), state: row.done_at ? 'delivered' : row.given_up_at ? 'given_up' : 'waiting' })

export const serveDeliveries: Served = serve(contract.deliveries, {
  verb: 'integration.manage', at: here,
  run: async (ctx, asked) => {
    const { items, ...page } = await deliveriesHere(ctx, asked)
    return { items: items.map(shownDelivery), ...page }
  },
})

export const serveResend: Served = serve(contract.resend, {
  verb: 'integration.manage',
  at: async (ctx, { delivery }) => {
    const row = await findDelivery(ctx, delivery)
    return row ? { place: row.place, row } : null
  },
  subject: ({ delivery }) => delivery,
  run: async (ctx, _input, { row }) => {
    if (row.closed) throw refuse('这项推送已停用或取消，请先恢复', 'delivery')
    return shownDelivery(await resend(ctx, row))
  },
})
