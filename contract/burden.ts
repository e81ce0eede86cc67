import { z } from 'zod'
import { command, Instant, Line, Place, query } from './kernel.ts'

export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份格式应为 2026-11')
/** What a place's communities spent in a month by kind of demand and requester, in person-minutes that the platform measured itself. */
export const spent = query('burden.spent', z.object({ month: Month, place: Place.optional() }), z.object({
  place: Place, place_name: z.string(), minutes: z.int(), communities: z.int(),
  /** The county's budget for one community and month, and what of it is promised to admissions in force. */
  allowed: z.int(), promised: z.int(), source: z.string(),
  items: z.array(z.object({ kind: z.string(), kind_name: z.string(), requester_name: z.string(), n: z.int(), minutes: z.int() })),
}))
/** Requesters by what they cost the communities of a county; for its task force. Villages stand in no such list. */
export const requesters = query('burden.requesters', z.object({ month: Month }), z.object({
  items: z.array(z.object({ requester_name: z.string(), communities: z.int(), n: z.int(), minutes: z.int() })), published: z.boolean(),
}))
/** Publishes the requesters of a month, by the task force's decision. */
export const publish = command('burden.publish', z.object({ month: Month, decision: Line(200) }), z.object({ n: z.int() }))
export const published = query('burden.published', z.object({ place: Place.default('32') }), z.object({
  months: z.array(z.object({
    place: Place, place_name: z.string(), month: Month, decision: z.string(), published_at: Instant, items: z.array(z.object({ requester_name: z.string(), communities: z.int(), minutes: z.int() })),
  })),
}))
/** Sets the minutes that admissions may ask of one community in a month; only lower than what holds above. */
export const setBudget = command('burden.set_budget', z.object({ minutes: z.int().min(0).max(100_000), basis: Line(200), valid_from: z.iso.date() }), z.object({ version: z.int() }))
/** Facts that were typed although held and fresh, of all that were typed, by form, by department or by place below one's own. */
export const measure = query('burden.measure', z.object({ month: Month, by: z.enum(['form', 'organ', 'place']) }), z.object({
  entered: z.int(), again: z.int(), items: z.array(z.object({ label: z.string(), name: z.string(), entered: z.int(), again: z.int() })),
}))
