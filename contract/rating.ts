import { z } from 'zod'
import { command, Day, Id, Instant, look, Page, PageRequest, Place, query, Text } from './kernel.ts'
import { CaseNumber } from './service.ts'

/** 政务服务好差评 (国办发〔2019〕51号): five grades, of which the lowest two are bad. */
export const gradeNames = { 5: '很好', 4: '好', 3: '一般', 2: '差', 1: '很差' } as const
export const Grade = z.union([z.literal(5), z.literal(4), z.literal(3), z.literal(2), z.literal(1)], { error: '请选择一个评价' })
export type Grade = z.infer<typeof Grade>
/** Where it was given: on one's own telephone after a case, at a window, or at a window by somebody on one's behalf. */
export const channels = { phone: '手机', window: '窗口', mandate: '代办' } as const
export type Channel = keyof typeof channels

/** How many gave which grade, and the share of those that were not bad, in per mille; null below the number that is published. */
export const Rate = z.object({
  n: z.int().min(0), grades: z.array(z.object({ grade: Grade, n: z.int().min(0) })), good_permille: z.int().min(0).max(1000).nullable(),
})
export type Rate = z.infer<typeof Rate>
const words = Text(500).optional()

/** What became of a bad grade. */
export const Follow = z.object({ state: z.string(), state_name: z.string(), done: z.string().nullable() })
/** May I rate this case (mine, ended, not yet rated), is a telephone of mine known for an answer, and what did I say. */
export const of = query('rating.of', z.object({ number: CaseNumber }), z.object({
  may: z.boolean(), reachable: z.boolean(), given: z.object({ grade: Grade, words: z.string().nullable(), at: Instant, follow: Follow.nullable() }).nullable(),
}))
/** Rates a case of one's own after its end, once (一事一评). */
export const give = command('rating.give', z.object({ number: CaseNumber, grade: Grade, words }), z.object({ bad: z.boolean() }))

/** The clerk hands over: a short-lived token for the rating screen, about a visit of today. */
export const invite = command('rating.invite', z.object({ attendance: Id, item: z.string().max(60).optional() }), z.object({ token: z.string(), expires_at: Instant }))
/** What the rating screen asks about, in the chair of the person served. */
export const ballot = query('rating.ballot', z.object({}), z.object({ place_name: z.string(), item_name: z.string().nullable(), given: z.boolean(), reachable: z.boolean(), expires_at: Instant }))
/** Rates a visit, once (一次一评). */
export const cast = command('rating.cast', z.object({ grade: Grade, words }), z.object({ bad: z.boolean() }))

/** Rates of a place per item or window, open to anyone. */
export const published = query('rating.public', PageRequest.extend({
  place: Place.default('32'), by: z.enum(['item', 'window']), channel: z.enum(['phone', 'window', 'mandate']).optional(),
}), Page(Rate.extend({ subject: z.string(), label: z.string() })).extend({ shown_from: z.int(), place_name: z.string() }))

const Graded = z.object({
  rating: Id, grade: Grade, words: z.string().nullable(), on: Day, channel: z.enum(['phone', 'window', 'mandate']), item_name: z.string().nullable(), bad: z.boolean(),
  follow: Follow.nullable(), counted: z.boolean(),
})
/** What was said of me, without who said it; a bad grade may be appealed against. */
export const own = query('rating.own', PageRequest, Page(Graded.extend({ appeal: z.enum(['open', 'made', 'closed']) })).extend({ rate: Rate }))
/** A grade was given in bad faith, says the rated; the supervisor decides. Once, within the time of the rule. */
export const appeal = command('rating.appeal', z.object({ rating: Id, reason: Text(500) }), z.object({}))

/** The rates of the workers of a county, for its supervisor. */
export const workers = query('rating.workers', PageRequest, Page(Rate.extend({ worker: Id, name: z.string(), place_name: z.string() })))
/** Bad grades of a county, newest first, with their follow-up. */
export const bad = query('rating.bad', PageRequest, Page(Graded.extend({ worker_name: z.string().nullable(), place_name: z.string(), number: CaseNumber.nullable() })))
/** Who gave a bad grade and how to reach them, for whoever follows it up. Leaves a trace. */
export const contact = look('rating.contact', z.object({ number: CaseNumber }), z.object({ name: z.string(), phone: z.string().nullable() }))
/** Opens the follow-up of a bad grade, or lodges the appeal against it; only the platform itself may call it. */
export const advance = command('rating.advance', z.object({ rating: Id }), z.object({ number: CaseNumber.nullable() }))
