import { z } from 'zod'
import { command, Day, Id, Instant, Line, Page, PageRequest, Place, query } from './kernel.ts'

/** How a number stands. */
export const ticketStates = { waiting: '等候', called: '已叫号', served: '已接待', missed: '过号', cancelled: '已取消' } as const
export type TicketState = keyof typeof ticketStates
const TicketState = z.enum(Object.keys(ticketStates) as [TicketState, ...TicketState[]])
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间格式应为 09:30')

export const Slot = z.object({ slot: Id, day: Day, starts_at: Instant, capacity: z.int(), free: z.int() })
export type Slot = z.infer<typeof Slot>
/** Opens times of a day at one's own window, or changes how many each takes; 0 closes it to new bookings. */
export const open = command('queue.open', z.object({
  day: Day, slots: z.array(z.object({ at: Clock, capacity: z.int().min(0).max(99) })).min(1).max(48),
}), z.object({ slots: z.array(Slot) }))
/** Windows under a place that can be booked from now on. */
export const windows = query('queue.windows', PageRequest.extend({ place: Place }), Page(z.object({ place: Place, place_name: z.string(), free: z.int(), first_at: Instant })))
/** The times of a window that lie ahead, in order. */
export const slots = query('queue.slots', z.object({ place: Place }), z.object({ place: Place, place_name: z.string(), slots: z.array(Slot) }))

export const Ticket = z.object({
  ticket: Id, number: z.string(), state: TicketState, place: Place, place_name: z.string(), day: Day, starts_at: Instant.nullable(), counter: z.string().nullable(),
})
export type Ticket = z.infer<typeof Ticket>
/** Books a time for oneself; one a day. */
export const book = command('queue.book', z.object({ slot: Id }), Ticket)
/** Gives one's time back, as long as it has not begun. */
export const cancel = command('queue.cancel', z.object({ ticket: Id }), z.object({}))
export const mine = query('queue.mine', PageRequest, Page(Ticket))

/** A number for somebody who walked in. */
export const draw = command('queue.draw', z.object({}), Ticket)
const Called = Ticket.extend({ name: z.string().nullable() })
/** Calls the next to a counter: who booked and whose time has come first, walk-ins in between; null when nobody waits. */
export const next = command('queue.next', z.object({ counter: Line(12) }), z.object({ called: Called.nullable(), next_at: Instant.nullable() }))
/** Whoever was called came, or did not; or goes back into the queue. */
export const mark = command('queue.mark', z.object({ ticket: Id, as: z.enum(['served', 'missed', 'waiting']) }), z.object({ name: z.string().nullable() }))
/** The queue of my window on a day, in order, with how many stand how. */
export const today = query('queue.today', PageRequest.extend({ day: Day.optional() }), Page(Called).extend({ counts: z.record(TicketState, z.int()) }))
/** What the screen in the hall shows: numbers, no names. */
export const display = query('queue.display', z.object({ place: Place }), z.object({
  place_name: z.string(), day: Day, called: z.array(z.object({ number: z.string(), counter: z.string() })), waiting: z.array(z.string()),
}))
