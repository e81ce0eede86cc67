import { z } from 'zod'
import { command, Id, Instant, Page, PageRequest, query } from './kernel.ts'

/** The ways on which a notice leaves the house, besides the message centre. */
export const channels = { sms: '短信', email: '电子邮件' } as const
export const Channel = z.enum(Object.keys(channels) as [keyof typeof channels, ...(keyof typeof channels)[]])
export type Channel = z.infer<typeof Channel>
/** `dropped`: there was no address any more, or the person had closed the way. */
export const SendingState = z.enum(['waiting', 'sent', 'failed', 'dropped'])

export const Message = z.object({
  id: Id, title: z.string(), body: z.string(), matter: z.string().nullable(), at: Instant, read_at: Instant.nullable(),
  /** Where it was sent besides, masked, and how that went. */
  sent: z.array(z.object({ channel: Channel, recipient: z.string(), state: SendingState })),
})
export type Message = z.infer<typeof Message>
/** My messages, newest first, with how many are unread. */
export const list = query('message.list', PageRequest, Page(Message).extend({ unread: z.int() }))
export const read = command('message.read', z.object({ id: Id }), z.object({}))

/** Whether short messages are wanted, and which telephone and e-mail are held, masked. */
export const Settings = z.object({ sms: z.boolean(), phone: z.string().nullable(), email: z.string().nullable() })
export type Settings = z.infer<typeof Settings>
export const settings = query('message.settings', z.object({}), Settings)
/** An e-mail that is not given stays; null takes it away. */
export const set = command('message.set', z.object({ sms: z.boolean(), email: z.email({ error: '邮箱格式不对，例如 name@example.com' }).max(200).nullable().optional() }), Settings)

/** What the senders were handed, and how that went; with the demonstration's senders nothing of it left the house. */
export const Sent = z.object({
  id: Id, channel: Channel, recipient: z.string(), body: z.string(), state: SendingState, attempts: z.int(), last_error: z.string().nullable(), at: Instant, settled_at: Instant.nullable(),
})
export type Sent = z.infer<typeof Sent>
export const outbox = query('message.outbox', PageRequest, Page(Sent))
