import { z } from 'zod'
import { command, Day, Id, Instant, Level, Line, Page, PageRequest, Place, query, Text } from './kernel.ts'

/**
 * A key with which a department's own system calls. It sits in a seat of its own: it stands for one office at one place, with
 * some of that office's verbs. `hint` is the end of the secret, by which people tell keys apart; the secret itself is not kept.
 */
export const Key = z.object({
  id: Id, name: z.string(), hint: z.string(), organisation: Id, organisation_name: z.string(), office: z.string(), office_name: z.string(),
  verbs: z.array(z.object({ verb: z.string(), name: z.string() })), place: Place, place_name: z.string(), valid_until: Day, per_minute: z.int(), basis: z.string(),
  made_at: Instant, made_by: z.string(), used_at: Instant.nullable(), revoked_at: Instant.nullable(), revoked_reason: z.string().nullable(),
})
export type Key = z.infer<typeof Key>

/** Keys for places within one's range, newest first. */
export const keys = query('integration.keys', PageRequest.extend({ place: Place.optional() }), Page(Key))
/** The offices that a key made from this seat may stand for, with the verbs that it may be given. */
export const keyOffices = query('integration.key_offices', z.object({}), z.object({
  offices: z.array(z.object({ office: z.string(), office_name: z.string(), level: Level, verbs: z.array(z.object({ verb: z.string(), name: z.string() })) })),
}))
/** Makes a key for an organisation of one's range. `secret` is told this once. */
export const makeKey = command('integration.make_key', z.object({
  organisation: Id, name: Line(40), office: z.string().min(1, '请选择岗位').max(40), verbs: z.array(z.string().max(40)).min(1, '请至少选择一项权限').max(60), place: Place,
  valid_until: Day, per_minute: z.int().min(1, '每分钟至少 1 次').max(6000, '每分钟最多 6000 次').default(120), basis: Line(200),
}), z.object({ key: Key, secret: z.string() }))
/** Ends a key at once. */
export const revokeKey = command('integration.revoke_key', z.object({ key: Id, reason: Text(200) }), Key)
/** What a system may do with the key that it calls with. */
export const whoami = query('integration.whoami', z.object({}), z.object({
  key: Id, name: z.string(), office: z.string(), place: Place, place_name: z.string(), verbs: z.array(z.string()),
}))

/** What a department's system can be told of, as it happens. */
const caseTopics = { 'case.opened': '办件提交', 'case.moved': '办件进展', 'case.decided': '办件决定' } as const
export const topics = { ...caseTopics, 'report.moved': '报表进展' } as const
export const Topic = z.enum(Object.keys(topics) as [keyof typeof topics, ...(keyof typeof topics)[]], { error: '请选择要推送的内容' })
export type Topic = z.infer<typeof Topic>

/** An event as a receiver gets it (CloudEvents 1.0): which case of which item stands where. It names nobody. */
export const CaseEvent = z.object({
  specversion: z.literal('1.0'), id: Id, source: z.string(), type: z.enum(Object.keys(caseTopics).map(topic => `cn.gongzhi.${topic}`)), subject: z.string(), time: Instant,
  datacontenttype: z.literal('application/json'),
  data: z.object({
    number: z.string(), item: z.string(), item_name: z.string(), place: Place, action: z.string(), state: z.string(), state_name: z.string(), seq: z.int(), closed: z.boolean(),
    opened_at: Instant, at: Instant,
  }),
})
export type CaseEvent = z.infer<typeof CaseEvent>
/** Which report of which community stands where; the table itself is taken by `report.fill`. */
export const ReportEvent = z.object({
  specversion: z.literal('1.0'), id: Id, source: z.string(), type: z.literal('cn.gongzhi.report.moved'), subject: z.string(), time: Instant, datacontenttype: z.literal('application/json'),
  data: z.object({ report: z.string(), version: z.int(), title: z.string(), period: z.string(), place: Place, state: z.enum(['confirmed', 'approved', 'reopened']), seq: z.int(), at: Instant }),
})
export type ReportEvent = z.infer<typeof ReportEvent>
/** What each topic tells. */
export const eventOf = (topic: Topic): typeof CaseEvent | typeof ReportEvent => topic === 'report.moved' ? ReportEvent : CaseEvent

/** Where an organisation's system is told. `waiting` deliveries have not arrived yet. */
export const Subscription = z.object({
  id: Id, organisation: Id, organisation_name: z.string(), place: Place, place_name: z.string(), url: z.string(), topics: z.array(z.object({ topic: z.string(), name: z.string() })),
  made_at: Instant, made_by: z.string(), failing_since: Instant.nullable(), disabled_at: Instant.nullable(), disabled_why: z.string().nullable(),
  ended_at: Instant.nullable(), ended_reason: z.string().nullable(), waiting: z.int(),
})
export type Subscription = z.infer<typeof Subscription>
export const subscriptions = query('integration.subscriptions', PageRequest.extend({ place: Place.optional() }), Page(Subscription))
/**
 * Subscribes an organisation's system to what happens at or below a place. `secret` is told this once; with it the receiver checks
 * the signature of every delivery (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`).
 */
export const subscribe = command('integration.subscribe', z.object({
  organisation: Id, place: Place, url: z.string().trim().min(1, '请填写接收网址').max(500, '最多 500 个字'), topics: z.array(Topic).min(1, '请至少选择一项').max(10),
}), z.object({ subscription: Subscription, secret: z.string() }))
export const unsubscribe = command('integration.unsubscribe', z.object({ subscription: Id, reason: Text(200) }), Subscription)
/** Takes a disabled subscription up again; what waited is sent. */
export const enable = command('integration.enable', z.object({ subscription: Id }), Subscription)
/** A receiver has failed for days: only the platform itself may say so. */
export const disable = command('integration.disable', z.object({ subscription: Id, why: Line(200) }), z.object({}))

/** One event on its way to one receiver, with every try. The event keeps its id however often it is sent. */
export const Delivery = z.object({
  id: Id, subscription: Id, organisation_name: z.string(), url: z.string(), event: Id, topic: z.string(), topic_name: z.string(), subject: z.string(), at: Instant,
  state: z.enum(['waiting', 'delivered', 'given_up']), due_at: Instant, done_at: Instant.nullable(), body: z.string(),
  tries: z.array(z.object({ at: Instant, status: z.int().nullable(), error: z.string().nullable(), ms: z.int() })),
})
export type Delivery = z.infer<typeof Delivery>
export const deliveries = query('integration.deliveries', PageRequest.extend({ subscription: Id.optional(), undelivered: z.boolean().optional() }), Page(Delivery))
/** Sends an event once more, now; the receiver knows it by its id. */
export const resend = command('integration.resend', z.object({ delivery: Id }), Delivery)
