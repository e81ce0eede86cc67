import { z } from 'zod'
import { command, Day, Id, Instant, Line, Page, PageRequest, Place, query, Text } from './kernel.ts'

/** What a service item is, as a value: the catalogue's national fields, a form over data elements, conditions, what is granted. */
const Name = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/, '只用小写字母、数字和下划线，以字母开头')
export const ElementId = z.string().regex(/^(person|household|organisation|matter)\.[a-z_]{2,60}$/, '数据项编号格式不对')

/**
 * A term of a condition: what is held or answered, a parameter of the rule, a constant, the age on the day, whether it was granted
 * before, whether the licence library holds a valid one of a kind, the day of the application, or how many whole days, months or
 * years have gone since a day that is held or answered.
 */
export const Term = z.union([
  z.strictObject({ element: ElementId }), z.strictObject({ param: Name }), z.strictObject({ value: z.union([z.string().max(200), z.number(), z.boolean()]) }),
  z.strictObject({ age: z.literal(true) }), z.strictObject({ granted: z.literal(true) }), z.strictObject({ licence: Name }), z.strictObject({ today: z.literal(true) }),
  z.strictObject({ since: z.strictObject({ element: ElementId }), in: z.enum(['days', 'months', 'years']) }),
])
export type Term = z.infer<typeof Term>
export type Expression =
  | { all: Expression[] } | { any: Expression[] } | { not: Expression } | { at_least: [Term, Term] } | { at_most: [Term, Term] } | { equal: [Term, Term] }
  | { one_of: [Term, (string | number)[]] } | { starts: [Term, string] } | { known: Term } | { is: Term }
/** A condition that anybody can read and the platform can judge: true, false, or not known yet. */
export const Expression: z.ZodType<Expression> = z.lazy(() => z.union([
  z.strictObject({ all: z.array(Expression).min(1).max(20) }), z.strictObject({ any: z.array(Expression).min(1).max(20) }), z.strictObject({ not: Expression }),
  z.strictObject({ at_least: z.tuple([Term, Term]) }), z.strictObject({ at_most: z.tuple([Term, Term]) }), z.strictObject({ equal: z.tuple([Term, Term]) }),
  z.strictObject({ one_of: z.tuple([Term, z.array(z.union([z.string().max(60), z.number()])).min(1).max(100)]) }),
  z.strictObject({ starts: z.tuple([Term, z.string().min(1).max(40)]) }), z.strictObject({ known: Term }), z.strictObject({ is: Term }),
]))
export const Condition = z.strictObject({ text: Line(120), basis: Line(120), when: Expression,
  /** What is said where it fails; without it the text. */
  otherwise: Line(120).optional() })

const words = { title: Line(60), description: z.string().max(200).default(''), examples: z.array(z.string().max(100)).max(3).default([]) }
/** One question: a reference to the element's own schema, with the item's words. `readOnly`: registers alone may say it. */
export const Question = z.strictObject({ $ref: z.string().regex(/^urn:gongzhi:element:(person|household|matter)\.[a-z_]{2,60}$/), ...words, readOnly: z.boolean().default(false) })
/** A group that repeats, one row for each member of the household, filled from the register. */
export const Group = z.strictObject({
  type: z.literal('array'), 'x-fill': z.literal('household'), ...words, minItems: z.int().min(0).max(20).default(0), maxItems: z.int().min(1).max(20).default(20),
  items: z.strictObject({ type: z.literal('object'), properties: z.record(ElementId, Question), required: z.array(ElementId).default([]), additionalProperties: z.literal(false) }),
})
export const membersKey = 'members'
/** A form: a JSON Schema (2020-12) whose properties are data elements, in the order in which they are asked. */
export const FormSchema = z.strictObject({
  $schema: z.literal('https://json-schema.org/draft/2020-12/schema'), type: z.literal('object'),
  properties: z.record(z.union([ElementId, z.literal(membersKey)]), z.union([Question, Group])), required: z.array(ElementId).max(60), additionalProperties: z.literal(false),
})
export type FormSchema = z.infer<typeof FormSchema>

/** A material: given by the applicant, supplied by a register or the licence library, or replaced by a promise. */
export const Material = z.strictObject({
  id: Name, name: Line(60), source: z.enum(['applicant', 'shared', 'promise']), required: z.boolean(), note: z.string().max(200).default(''),
  /** For shared ones: the element that proves it and the register that says so, or the kind of licence in the library. */
  element: ElementId.optional(), register: z.string().max(60).optional(), licence: Name.optional(),
  /** May be brought later (容缺受理): a minor one. */
  minor: z.boolean().default(false),
  /** Of a promise: the materials that need not come, or not at once, with it. */
  replaces: z.array(Name).max(20).default([]),
})
/**
 * Another item that nobody has together with this one, and the article: who was granted that one is refused this one, or
 * gets this one and the other ends with it.
 */
export const Exclusion = z.strictObject({ item: Name, what: Line(40), basis: Line(120), then: z.enum(['refuse', 'ends']).default('refuse') })
export type Exclusion = z.infer<typeof Exclusion>
/** A parameter of the item's rule; a county may set it within what `local` allows. */
export const Param = z.strictObject({
  id: Name, name: Line(40), unit: z.enum(['fen', 'days', 'months', 'years', 'count', 'percent']), value: z.int().min(0), local: z.enum(['fixed', 'at_most', 'at_least', 'free']),
})
export const itemKinds = ['行政给付', '行政确认', '行政许可', '行政奖励', '其他行政权力', '公共服务'] as const
/** The stages of life under which a resident looks for an item. */
export const lifeStages = ['birth', 'school', 'work', 'settle', 'hardship', 'disability', 'old_age', 'community'] as const
export const LifeStage = z.enum(lifeStages)
export type LifeStage = z.infer<typeof LifeStage>
export const Certificate = z.strictObject({ kind: Name, title: Line(40), months: z.int().min(1).max(600).nullable(), lines: z.array(z.strictObject({ label: Line(20), text: Line(120) })).max(12) })
export const ItemBody = z.strictObject({
  id: Name, name: Line(60), summary: Line(200),
  /** What people call it besides: it is found by these words too. */
  aliases: z.array(Line(20)).max(30).default([]), basic_code: z.string().max(40), implementing_code: z.string().max(40), kind: z.enum(itemKinds), level: Line(20),
  /** Organs change: each with the days in which it was the one. */
  organs: z.array(z.strictObject({ name: Line(60), from: Day, to: Day.nullable() })).min(1).max(10),
  basis: z.array(Line(200)).min(1).max(20), conditions: z.array(Condition).max(20), excludes: z.array(Exclusion).max(10).default([]), materials: z.array(Material).max(30), steps: z.array(Line(60)).min(1).max(20),
  fee: Line(60), result: Line(120), visits: z.int().min(0).max(9), channels: z.array(Line(40)).min(1).max(8), scope: Line(40),
  process: Name, rule: Name, time: z.string().max(80), params: z.array(Param).max(30), days: z.array(Param).max(20),
  form: FormSchema, handled_at: ElementId,
  outcome: z.strictObject({
    text: Line(200), amount: z.union([z.strictObject({ param: Name }), z.strictObject({ bands: Name })]).nullable(),
    /** What the sum rests on, and what is said while a register has not shown it: nobody is promised money on what is not known. */
    rests_on: z.array(ElementId).max(5).default([]), unknown: Line(200).optional(),
  }),
  certificate: Certificate.nullable(), valid_from: Day, stages: z.array(LifeStage).max(8).default([]),
})
export type ItemBody = z.infer<typeof ItemBody>
export type ItemBodyInput = z.input<typeof ItemBody>

/** Items that somebody at a stage of life needs together, applied for as one matter (一件事). */
export const Bundle = z.strictObject({ id: Name, name: Line(60), summary: Line(200), items: z.array(Name).min(2, '至少选两个事项').max(12, '最多选 12 个事项') })
export type Bundle = z.infer<typeof Bundle>

/** What the catalogue holds: items, and bundles of them. Both are drafted, tried, published and retired alike. */
export const What = z.enum(['item', 'bundle'])
export type What = z.infer<typeof What>
const which = { what: What.default('item') }
const One = z.object({ ...which, id: Name })
/** A draft of one's own place, or of another in one's range: the level above decides too. */
const Draft = One.extend({ place: Place.optional() })

/** A draft, as its maker left it; what is missing or wrong is said, and stands in the way of publishing only. */
const Fault = z.object({ path: z.string(), message: z.string() })
export const DraftRow = z.object({
  what: What, id: z.string(), place: Place, name: z.string(), revision: z.int(), base_version: z.int(), updated_at: Instant, updated_by: z.string(),
  /** Since when it waits for a second person, and at whose word; null while it is being made. */
  proposed_at: Instant.nullable(), proposed_by: z.string().nullable(),
  /** True for whoever had a hand in it: they do not decide on it. */
  mine: z.boolean(),
  /** Why it was sent back, and by whom. */
  returned_why: z.string().nullable(), returned_by: z.string().nullable(),
})
/** A draft as it opens: `faults` stand in the way of publishing, `doubts` are to be looked at, `changes` say in words what it would change. */
const Opened = z.object({ draft: DraftRow, faults: z.array(Fault), doubts: z.array(Fault), changes: z.array(z.string()) })
const Published = z.object({
  what: What, id: z.string(), version: z.int(), place: Place, place_name: z.string(), name: z.string(), published_at: Instant, published_by: z.string(), retired: z.boolean(),
  /** Of an item. */
  kind: z.string().nullable(), process: z.string().nullable(),
  /** Of a bundle: the names of its items. */
  items: z.array(z.string()),
})

/** What is published in one's range and above it; narrowed by kind, by whether it may be applied for, by words of its name. */
export const made = query('item.made', PageRequest.extend({ ...which, kind: z.enum(itemKinds).optional(), state: z.enum(['open', 'retired']).optional(), text: z.string().trim().max(60).optional() }), Page(Published))
/** `for_me`: only what waits for the decision of whoever asks, who had no hand in it. */
export const drafts = query('item.drafts', PageRequest.extend({ what: What.optional(), for_me: z.boolean().default(false) }), Page(DraftRow))
export const draft = query('item.draft', Draft, Opened.extend({ body: z.record(z.string(), z.unknown()) }))
/** What an item can be made of: published processes with their clocks and papers, elements, kinds. */
export const parts = query('item.parts', z.object({}), z.object({
  processes: z.array(z.object({ id: z.string(), version: z.int(), title: z.string(), clocks: z.array(z.object({ name: z.string(), title: z.string(), days: z.string(), unit: z.string(), basis: z.string() })), papers: z.array(z.object({ id: z.string(), title: z.string() })) })),
  elements: z.array(z.object({ id: z.string(), name: z.string(), meaning: z.string(), type: z.string(), settled: z.boolean() })), kinds: z.array(z.string()),
}))
/** Begins a draft: empty, or from what is published. Of another item neither its sentence nor the words people find it by come along: they are said anew. */
export const begin = command('item.begin', One.extend({ from: Name.optional(), name: Line(60).optional(), summary: Line(200).optional() }), DraftRow)
export const save = command('item.save', One.extend({ revision: z.int().min(0), body: z.record(z.string().max(40), z.unknown()) }), Opened)
export const discard = command('item.discard', One, z.object({ id: z.string() }))
const Tried = z.object({ eligible: z.boolean(), reasons: z.array(z.object({ ok: z.boolean(), text: z.string(), basis: z.string() })), outcome: z.string().nullable() })
/** Tries a draft against invented answers: how the conditions come out and what would be granted, of a bundle item by item. Nothing is written. */
export const attempt = query('item.try', Draft.extend({ age: z.int().min(0).max(130), answers: z.record(z.string().max(80), z.unknown()) }), Tried.extend({
  faults: z.array(Fault), asked: z.array(z.object({ element: z.string(), ask: z.string() })), parts: z.array(Tried.extend({ id: z.string(), name: z.string() })),
}))
/** Says that a draft is ready: from now on it waits for a second person, and nobody changes it. */
export const propose = command('item.propose', One.extend({ revision: z.int().min(0) }), DraftRow)
/** Sends a proposed draft back into the making: its makers take it back so, the second person says what is wrong. */
export const sendBack = command('item.send_back', Draft.extend({ revision: z.int().min(0), reason: Text(500) }), DraftRow)
/** Publishes what was proposed, by somebody who had no hand in it: of the same office, or of the level above. */
/** `admission`: the number under which its work was admitted toward communities, where its process gives them a step. */
export const publish = command('item.publish', Draft.extend({ revision: z.int().min(0), admission: Line(60).optional() }), z.object({ id: z.string(), version: z.int() }))
export const retire = command('item.retire', One.extend({ reason: Text(500) }), z.object({ id: z.string(), version: z.int() }))
/** A county's own numbers for an item, as one proposes them and another puts them in force. */
const Standard = z.object({
  id: Id, item: z.string(), item_name: z.string(), place: Place, place_name: z.string(), which: z.enum(['params', 'days']),
  /** Each number in words: what holds on that day, and what is to hold. */
  numbers: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })),
  basis: z.string(), valid_from: Day, back_dated: z.string().nullable(), state: z.enum(['proposed', 'in_force', 'returned']),
  proposed_at: Instant, proposed_name: z.string(), mine: z.boolean(), decided_at: Instant.nullable(), decided_name: z.string().nullable(), reason: z.string().nullable(),
})
/**
 * Proposes a county's numbers within what the province allows, from today or a later day. From a day that has passed they
 * hold only with a reason, which stays on the record, and only where nobody is worse off; terms never do.
 */
export const proposeParams = command('item.propose_params', z.object({
  id: Name, which: z.enum(['params', 'days']), values: z.record(Name, z.int().min(0)), basis: Line(200), valid_from: Day, back_dated: Line(200).optional(),
}), z.object({ standard: Id }))
export const standards = query('item.standards', PageRequest.extend({ item: Name.optional(), waiting: z.boolean().default(false), for_me: z.boolean().default(false) }), Page(Standard))
/** Puts proposed numbers in force; never by who proposed them. */
export const setParams = command('item.set_params', z.object({ standard: Id }), z.object({ rule: z.string(), version: z.int() }))
export const returnParams = command('item.return_params', z.object({ standard: Id, reason: Line(200) }), z.object({ standard: Id }))
export const params = query('item.params', z.object({ id: Name, place: Place.optional() }), z.object({
  params: z.array(Param.extend({ which: z.enum(['params', 'days']), own: z.boolean() })), sources: z.array(z.string()),
}))
