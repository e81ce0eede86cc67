import { z } from 'zod'
import { command, Id, Instant, Page, PageRequest, query } from './kernel.ts'

export const Message = z.object({ id: Id, title: z.string(), body: z.string(), matter: z.string().nullable(), at: Instant, read_at: Instant.nullable() })
export type Message = z.infer<typeof Message>
/** My messages, newest first, with how many are unread. */
export const list = query('message.list', PageRequest, Page(Message).extend({ unread: z.int() }))
export const read = command('message.read', z.object({ id: Id }), z.object({}))
