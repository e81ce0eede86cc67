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
export const topics = { 'case.opened': '办件提交', 'case.moved': '办件进展', 'case.decided': '办件决定', 'certificate.issued': '证照签发', 'certificate.revoked': '证照撤销', 'report.moved': '报表进展' } as const
export const Topic = z.enum(Object.keys(topics) as [keyof typeof topics, ...(keyof typeof topics)[]], { error: '请选择要推送的内容' })
export type Topic = z.infer<typeof Topic>

const typesOf = (about: 'case' | 'certificate' | 'report') => z.enum(Object.keys(topics).filter(topic => topic.startsWith(`${about}.`)).map(topic => `cn.gongzhi.${topic}`))
/** What every event bears (CloudEvents 1.0). */
const Envelope = z.object({
  specversion: z.literal('1.0'), id: Id, source: z.string(), type: z.string(), subject: z.string(), time: Instant, datacontenttype: z.literal('application/json'),
})
/** An event as a receiver gets it: which case of which item stands where. It names nobody. */
export const CaseEvent = Envelope.extend({
  type: typesOf('case'),
  data: z.object({
    number: z.string(), item: z.string(), item_name: z.string(), place: Place, action: z.string(), state: z.string(), state_name: z.string(), seq: z.int(), closed: z.boolean(),
    opened_at: Instant, at: Instant,
  }),
})
export type CaseEvent = z.infer<typeof CaseEvent>
/** A certificate that was issued or revoked, from which case, by which organ; of a reason its kind only. It names nobody and bears no code. */
export const CertificateEvent = Envelope.extend({
  type: typesOf('certificate'),
  data: z.object({
    number: z.string(), kind: z.string(), title: z.string(), matter: z.string(), place: Place, organ: z.string(), issued_on: Day, valid_until: Day.nullable(),
    standing: z.enum(['valid', 'revoked']), reason: z.string().nullable(), at: Instant,
  }),
})
export type CertificateEvent = z.infer<typeof CertificateEvent>
/** Which report of which community stands where; the table itself is taken by `report.fill`. */
export const ReportEvent = Envelope.extend({
  type: typesOf('report'),
  data: z.object({ report: z.string(), version: z.int(), title: z.string(), period: z.string(), place: Place, state: z.enum(['confirmed', 'approved', 'reopened']), seq: z.int(), at: Instant }),
})
export type ReportEvent = z.infer<typeof ReportEvent>
/** What a receiver gets when it is tried on purpose (试发): about nothing and nobody. */
export const TrialEvent = Envelope.extend({ type: z.literal('cn.gongzhi.trial'), data: z.object({ message: z.string() }) })
export type TrialEvent = z.infer<typeof TrialEvent>
/** What the events of a topic say. */
export const eventOf = (topic: string): z.ZodType => topic.startsWith('certificate.') ? CertificateEvent : topic.startsWith('report.') ? ReportEvent : CaseEvent

/** Where an organisation's system is told. `waiting` deliveries have not arrived yet. */
export const Subscription = z.object({
  id: Id, organisation: Id, organisation_name: z.string(), place: Place, place_name: z.string(), url: z.string(), topics: z.array(z.object({ topic: z.string(), name: z.string() })),
  made_at: Instant, made_by: z.string(), failing_since: Instant.nullable(), disabled_at: Instant.nullable(), disabled_why: z.string().nullable(),
  ended_at: Instant.nullable(), ended_reason: z.string().nullable(), waiting: z.int(),
  /** Of a body that is no public one: the agreement under which it is told. */
  agreement: z.string().nullable(),
  /** When it was last tried on purpose, and what came of it; null while the answer is awaited. */
  trial_asked_at: Instant.nullable(), trial: z.object({ at: Instant, status: z.int().nullable(), error: z.string().nullable(), ms: z.int() }).nullable(),
})
export type Subscription = z.infer<typeof Subscription>
export const subscriptions = query('integration.subscriptions', PageRequest.extend({ place: Place.optional() }), Page(Subscription))
/** Bodies that are told of cases by their office; the others (property firms, associations, owners) under an agreement only. */
export const publicBodies: ReadonlySet<string> = new Set(['government_office', 'public_institution', 'party_branch', 'residents_committee', 'villagers_committee'])
/**
 * Subscribes an organisation's system to what happens at or below a place. `secret` is told this once; with it the receiver checks
 * the signature of every delivery (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`).
 */
export const subscribe = command('integration.subscribe', z.object({
  organisation: Id, place: Place, url: z.string().trim().min(1, '请填写接收网址').max(500, '最多 500 个字'), topics: z.array(Topic).min(1, '请至少选择一项').max(10), agreement: Line(200).optional(),
}), z.object({ subscription: Subscription, secret: z.string() }))
export const unsubscribe = command('integration.unsubscribe', z.object({ subscription: Id, reason: Text(200) }), Subscription)
/** Takes a disabled subscription up again; what waited is sent. */
export const enable = command('integration.enable', z.object({ subscription: Id }), Subscription)
/** Tries a receiver once, now: its answer stands with the subscription some seconds later. Not more often than every ten seconds. */
export const trial = command('integration.trial', z.object({ subscription: Id }), Subscription)
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

/** How files are written: text with commas in UTF-8 or GB18030, or one JSON object on each line. What comes in tells its encoding itself. */
export const formats = { csv: 'CSV（UTF-8）', csv_gb: 'CSV（GB18030）', jsonl: 'JSON Lines' } as const
const Format = z.enum(['csv', 'csv_gb', 'jsonl'], { error: '请选择文件格式' })
const directions = z.enum(['in', 'out'])
/** An adapter (适配器): what files of one topic hold, column by column, and which operation each row goes through or comes from. */
export const Adapter = z.object({
  id: z.string(), name: z.string(), about: z.string(), direction: directions, version: z.int(), verbs: z.array(z.object({ verb: z.string(), name: z.string() })),
  columns: z.array(z.object({ title: z.string(), name: z.string(), required: z.boolean(), about: z.string() })),
})
export type Adapter = z.infer<typeof Adapter>
export const adapters = query('integration.adapters', z.object({}), z.object({ adapters: z.array(Adapter) }))

/**
 * A folder in which files are exchanged with an organisation's system, with the rights of one of its keys. `path` lies under the
 * drop's root; `trouble` says why it stands still; `waiting` lines go with the next file.
 */
export const Folder = z.object({
  id: Id, organisation: Id, organisation_name: z.string(), place: Place, place_name: z.string(), key: Id, key_name: z.string(), key_hint: z.string(), adapter: z.string(), adapter_name: z.string(), direction: directions,
  format: z.string(), format_name: z.string(), daily_at: z.int().nullable(), most_rows: z.int(), path: z.string(), waiting: z.int(), files: z.int(), trouble: z.string().nullable(),
  made_at: Instant, made_by: z.string(), ended_at: Instant.nullable(), ended_reason: z.string().nullable(),
})
export type Folder = z.infer<typeof Folder>
export const folders = query('integration.folders', PageRequest.extend({ place: Place.optional() }), Page(Folder).extend({ root: z.string().nullable() }))
/** Opens a folder for a key that holds what the adapter needs. Outgoing: daily at an hour of Beijing, or as soon as there is something; a new file after `most_rows`. */
export const openFolder = command('integration.open_folder', z.object({
  key: Id, adapter: z.string().min(1, '请选择内容').max(60), format: Format.default('csv'), daily_at: z.int().min(0, '请填写 0 到 23 点').max(23, '请填写 0 到 23 点').nullable().default(null),
  most_rows: z.int().min(1, '每个文件至少 1 行').max(100_000, '每个文件最多 100000 行').default(10_000),
}), Folder)
/** Ends a folder: nothing is taken from it and nothing written into it any more. What lies there stays. */
export const closeFolder = command('integration.close_folder', z.object({ folder: Id, reason: Text(200) }), Folder)

export const fileStates = { writing: '正在生成', written: '已生成', taking: '正在处理', taken: '已处理', bad: '已退回' } as const
/** A file that went out or came in. Read = written + unchanged + refused. */
export const DroppedFile = z.object({
  id: Id, folder: Id, organisation_name: z.string(), adapter_name: z.string(), direction: directions, number: z.int(), name: z.string(), digest: z.string().nullable(),
  state: z.enum(['writing', 'written', 'taking', 'taken', 'bad']), state_name: z.string(), read: z.int(), written: z.int(), unchanged: z.int(), refused: z.int(), why: z.string().nullable(),
  at: Instant, done_at: Instant.nullable(),
})
export type DroppedFile = z.infer<typeof DroppedFile>
export const droppedFiles = query('integration.files', PageRequest.extend({ folder: Id.optional() }), Page(DroppedFile))
/** Writes an outgoing file once more, under its own name and with the same lines. */
export const redeliver = command('integration.redeliver', z.object({ file: Id }), z.object({ file: Id, name: z.string() }))
