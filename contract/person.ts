import { z } from 'zod'
import { AgentGiven } from './agency.ts'
import { command, Day, Id, Instant, Line, look, Name, Page, PageRequest, Place, query, Text } from './kernel.ts'

/** A fact with where it came from. A sealed value arrives masked. */
export const Fact = z.object({
  element: z.string(), name: z.string(), value: z.unknown(), shown: z.string(), source: z.enum(['declared', 'collected', 'shared', 'verified']),
  source_name: z.string(), organ: z.string(), collector_name: z.string().nullable(), purpose: z.string(), asserted_at: Instant,
  fresh_until: Instant.nullable(), stale: z.boolean(), sealed: z.boolean(),
})
export type Fact = z.infer<typeof Fact>

/** Without a reason to open it a record is covered: surname, age and place; birth, telephone, address and how one lives are null. */
export const PersonRow = z.object({
  id: Id, name: z.string(), sex: z.string(), birth_date: Day.nullable(), age: z.int(), identity_masked: z.string(), phone_masked: z.string().nullable(),
  place: Place, place_name: z.string(), address: z.string().nullable(), living: z.string().nullable(), resides: z.string(),
})
export type PersonRow = z.infer<typeof PersonRow>

/** A person as a roster shows one: enough to find somebody, no birth date, telephone or address. */
export const RosterRow = PersonRow.pick({ id: true, name: true, sex: true, age: true, identity_masked: true, place: true, place_name: true, living: true, resides: true })
export type RosterRow = z.infer<typeof RosterRow>

export const Household = z.object({
  id: Id, number: z.string(), kind: z.string(), address: z.string().nullable(), formed_on: Day,
  members: z.array(z.object({ person: Id, name: z.string(), relation: z.string(), relation_name: z.string(), age: z.int(), head: z.boolean() })),
})
export type Household = z.infer<typeof Household>

export const Looked = z.object({
  at: Instant, actor_name: z.string(), office_name: z.string(), place_name: z.string(), operation_name: z.string(), purpose: z.string(),
  /** Looks of one person for the same matter on the same day are told as one: how many, since when; `at` is the last. */
  times: z.int(), first_at: Instant,
  /** Each of them, newest first, the last fifty. */
  looks: z.array(z.object({ at: Instant, operation_name: z.string(), purpose: z.string() })),
})

/**
 * People registered within one's range, by name or pinyin prefix, at community grain or below for a search. A search that finds a
 * handful has singled them out: each of them can read that.
 */
export const list = look('person.list', PageRequest.extend({
  place: Place.optional(), text: Line(40).optional(), min_age: z.int().min(0).max(150).optional(), living: z.string().max(10).optional(),
}), Page(RosterRow))
/**
 * Opens one person's record: recorded, and visible to that person. `opened` says by what right: the office keeps the record,
 * or has a case of the person in hand; «covered» where there is neither, and then no fact and no household is shown.
 */
export const show = look('person.show', z.object({ id: Id, purpose: Line(100) }), z.object({
  opened: z.enum(['keeper', 'case', 'covered']), person: PersonRow, facts: z.array(Fact), household: Household.nullable(),
}))
/** Shows one sealed fact in clear, for a stated reason. */
export const unmask = look('person.unmask', z.object({ id: Id, element: z.string().max(80), reason: Text(200) }), z.object({ value: z.string() }))
/** One's own record, or that of the person one serves at a window. */
export const mine = look('person.mine', z.object({}), z.object({ person: PersonRow, facts: z.array(Fact), household: Household.nullable() }))
/** Who looked at my record, newest first. */
export const lookers = query('person.lookers', PageRequest, Page(Looked))
/** Every version of one fact of a person. */
export const factHistory = look('person.fact_history', z.object({ id: Id, element: z.string().max(80) }), z.object({ facts: z.array(Fact.extend({ ended_at: Instant.nullable() })) }))

export const RegisterInput = z.object({
  name: Name(100), identity: z.string().min(1, '请填写证件号码').max(40), place: Place, address: Line(200), phone: z.string().max(20).optional(),
  relation: z.string().max(4).optional(), household: Id.optional(), purpose: Line(100),
  /** For the old permanent residence card of foreigners, whose number tells neither; must agree with any other number. */
  birth_date: Day.optional(), sex: z.enum(['1', '2'], { error: '请选择男或女' }).optional(),
  /** Said after `person.alike`: both were compared, it is somebody else. */
  distinct: z.boolean().optional(),
})
/** Registers a person who is not yet known, in a household or as the head of a new one. */
export const register = command('person.register', RegisterInput, z.object({ id: Id }))
/**
 * Records a fact with its source; a newer one ends the older, which stays in the history. «Verified» needs two: somebody else
 * (a colleague, the person, a register) must have said the same before, but for what only a document can change.
 */
export const record = command('person.record', z.object({
  id: Id, element: z.string().max(80), value: z.unknown(), source: z.enum(['collected', 'verified']), purpose: Line(100),
}), z.object({ facts: z.array(Fact) }))

/**
 * A register says what it holds of a person (数据共享): facts with the source «shared», in the name of the organisation whose key
 * calls. Programs only. Name and number must both match somebody within the key's place, or it is as if there were nobody.
 * `changed` facts are new, `renewed` ones were said before.
 */
export const share = command('person.share', z.object({
  name: Line(100), identity: z.string().min(1, '请填写证件号码').max(40), facts: z.record(z.string().max(80), z.unknown())
    .refine(facts => Object.keys(facts).length > 0 && Object.keys(facts).length <= 20, '每次 1 到 20 项信息'), purpose: Line(100), as_of: Day.optional(),
}), z.object({ changed: z.int(), renewed: z.int() }))

/**
 * The window: who stands before me, or for whom somebody comes (`agent`, with manner `mandate` and only then). Name and number must
 * both match; the attendance lasts 30 minutes.
 */
export const attend = command('window.attend', z.object({
  name: Line(100), identity: z.string().min(1, '请填写证件号码').max(40), manner: z.enum(['present', 'mandate', 'visit']), note: Line(200).optional(),
  agent: AgentGiven.optional(),
}).superRefine(({ manner, agent }, context) => {
  if (manner === 'mandate' && !agent) context.addIssue({ code: 'custom', path: ['agent'], message: '请写明由谁代办' })
  if (manner !== 'mandate' && agent) context.addIssue({ code: 'custom', path: ['agent'], message: '不是委托代办，不用填代办人' })
}), z.object({ attendance: Id, person: Id, name: z.string(), identity_masked: z.string(), age: z.int(), expires_at: Instant,
  /** The register says that they have died: only what is done after a death can be applied for. */
  deceased: z.boolean(),
}))
export const leave = command('window.leave', z.object({ attendance: Id }), z.object({}))
export const attendances = query('window.attendances', PageRequest, Page(z.object({
  attendance: Id, name: z.string(), manner: z.string(), opened_at: Instant, closed_at: Instant.nullable(), open: z.boolean(),
})))
