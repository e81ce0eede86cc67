import { z } from 'zod'
import { Id, Instant, Page, PageRequest, Place, query } from './kernel.ts'

export const Entry = z.object({
  id: Id, at: Instant, place: Place, place_name: z.string(), actor_name: z.string(), office_name: z.string(), chair: z.enum(['desk', 'self', 'public', 'server']),
  /** Who was served, where a window acted for somebody. */
  for_name: z.string().nullable(),
  verb: z.string(), operation: z.string(),
  /** What was done: the step's own name, or the operation's. */
  operation_name: z.string(), subject: z.string().nullable(), suite: z.string(), digest: z.string(),
})
export type Entry = z.infer<typeof Entry>
/** The record of commands within one's range, newest first: all, the work alone, or comings and goings alone. */
export const list = query('ledger.list', PageRequest.extend({ place: Place.optional(), subject: z.string().max(80).optional(), kind: z.enum(['work', 'logins']).optional() }), Page(Entry))
