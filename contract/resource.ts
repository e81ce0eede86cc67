import { z } from 'zod'
import { command, Day, Fen, Id, Instant, Line, Page, PageRequest, Place, query, Text } from './kernel.ts'

/** What departments and mass groups send down (统筹一). */
export const resourceForms = { money: '资金', goods: '物资', project: '项目', people: '人员' } as const
export const purposes = {
  elders: '养老服务', children: '儿童和未成年人', disabled: '残疾人服务', relief: '困难帮扶', health: '卫生健康', employment: '就业创业', environment: '环境整治', facility: '设施建设', safety: '平安建设', culture: '文化体育', party: '党建', other: '其他',
} as const
const Form = z.enum(Object.keys(resourceForms) as [keyof typeof resourceForms, ...(keyof typeof resourceForms)[]], { error: '请选择资源类别' })
const Purpose = z.enum(Object.keys(purposes) as [keyof typeof purposes, ...(keyof typeof purposes)[]], { error: '请选择用途' })
const fields = { form: Form, purpose: Purpose, object: Line(60), period_from: Day, period_to: Day }

/** Declares what is sent down to one community in a period. Says with how much it overlaps: that must be answered before the body declares anything else. */
export const declare = command('resource.declare', z.object({
  ...fields, place: Place, title: Line(60), amount_fen: Fen.default(0), quantity: z.int().min(0).max(1_000_000).default(0), unit: z.string().max(10).default(''), organisation: Id.optional(),
}), z.object({ id: Id, clashes: z.int() }))
/** States what a community needs. */
export const need = command('resource.need', z.object({ purpose: Purpose, object: Line(60), title: Line(60), why: Text(500), wanted_by: Day.optional() }), z.object({ id: Id }))

const Sent = z.object({
  id: Id, place: Place, place_name: z.string(), owner_name: z.string(), ...fields, title: z.string(), amount_fen: z.int(), quantity: z.int(), unit: z.string(), declared_at: Instant,
  /** Why it was taken back; null where it holds. `mine`: of one's own body, which may take it back. */
  withdrawn_why: z.string().nullable(), mine: z.boolean(),
})
export const Match = z.object({ resource: Id, title: z.string(), owner_name: z.string(), reasons: z.array(z.string()), score: z.int() })
const Clash = z.object({ id: Id, place_name: z.string(), one: Sent, other: Sent, shares: z.string(), answer: z.string().nullable(), answered_at: Instant.nullable(), mine: z.boolean() })
/** Everything sent down to a place beside what it needs, each need with what fits it and why. */
export const pool = query('resource.pool', PageRequest.extend({ place: Place.optional() }), Page(Sent).extend({
  place: Place, place_name: z.string(), amount_fen: z.int(),
  needs: z.array(z.object({ id: Id, place_name: z.string(), purpose: Purpose, object: z.string(), title: z.string(), why: z.string(), wanted_by: Day.nullable(), met: z.boolean(), matches: z.array(Match) })),
  clashes: z.array(Clash), open_clashes: z.int(),
}))
/** Says that a need is met by what was sent, or no longer there. */
export const meet = command('resource.meet', z.object({ need: Id, how: Text(300) }), z.object({}))
/** Takes back what was declared, with its reason: it counts no longer, and what overlapped with it is answered by that. */
export const withdraw = command('resource.withdraw', z.object({ resource: Id, reason: Text(300) }), z.object({ answered: z.int() }))
/** Answers for double funding: why both. */
export const answer = command('resource.answer', z.object({ clash: Id, answer: Text(500) }), z.object({}))
