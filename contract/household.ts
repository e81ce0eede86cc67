import { z } from 'zod'
import { command, Day, Id, Instant, Line, look, Name, Page, PageRequest, Place, query, Text } from './kernel.ts'

/**
 * What may happen to a household on the platform's own register. The registration of residence in law (户籍登记) is the police's;
 * this register says who lives with whom, for the work of the community.
 */
export const lifeKinds = {
  add: '新增成员', enter: '登记新户', transfer: '转入另一户', split: '分户', merge: '并户', head: '变更户主', move: '迁往别处', apart: '人户状态变更', death: '死亡登记', same: '合并重复登记', arrive: '迁入',
} as const
export type LifeKind = keyof typeof lifeKinds
export const LifeKind = z.enum(Object.keys(lifeKinds) as [LifeKind, ...LifeKind[]])
/** What a resident may ask for, for the own household. */
export const ownKinds = ['add', 'split', 'head', 'move', 'apart', 'death'] as const satisfies readonly LifeKind[]

export const lifeStates = { open: '待核对', called: '等迁出地同意', sent: '等迁入地接收', applied: '已生效', refused: '未同意', withdrawn: '已撤回', undone: '已还原' } as const
export type LifeState = keyof typeof lifeStates
export const LifeState = z.enum(Object.keys(lifeStates) as [LifeState, ...LifeState[]])

const Relation = z.string().max(4)
/** A member, and what that person is to the head of the household where they will be (GB/T 4761). */
const Relative = z.object({ person: Id, relation: Relation })
export type Relative = z.infer<typeof Relative>
/** Who is head of the household that stays behind, and what each other one there is to the new head. */
const Left = z.object({ head: Id, members: z.array(Relative).max(60) })
export type Left = z.infer<typeof Left>
const members = z.array(Relative).min(1, '请至少选择一人').max(60)

/** Somebody who is not registered yet: born, or newly arrived. `distinct`: compared, it is another person than the one who looks alike. */
const Newcomer = z.object({
  name: Name(100), identity: z.string().min(1, '请填写证件号码').max(40), phone: z.string().max(20).optional(), birth_date: Day.optional(),
  sex: z.enum(['1', '2'], { error: '请选择男或女' }).optional(), resides: z.enum(['with_hukou', 'migrant_in', 'away']).optional(), distinct: z.boolean().optional(),
})

/** What is asked for. `members` are those who go, the new head among them; `left` is needed when the head goes and others stay. */
export const LifeAsk = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), household: Id, relation: Relation, newcomer: Newcomer }),
  z.object({ kind: z.literal('enter'), place: Place, address: Line(200), newcomer: Newcomer }),
  z.object({ kind: z.literal('transfer'), person: Id, household: Id, relation: Relation, left: Left.optional() }),
  z.object({ kind: z.literal('split'), household: Id, head: Id, members, address: Line(200), left: Left.optional() }),
  z.object({ kind: z.literal('merge'), household: Id, other: Id, members }),
  z.object({ kind: z.literal('head'), household: Id, head: Id, members: z.array(Relative).max(60) }),
  z.object({ kind: z.literal('move'), household: Id, head: Id, members, to: Place, address: Line(200), hukou: z.enum(['moves', 'stays']), left: Left.optional() }),
  z.object({ kind: z.literal('apart'), person: Id, resides: z.enum(['with_hukou', 'migrant_in', 'away']), address: Line(200).optional(), hukou_place: Place.optional() }),
  z.object({ kind: z.literal('death'), person: Id, on: Day, left: Left.optional() }),
  z.object({ kind: z.literal('same'), person: Id, other: Id }),
])
export type LifeAsk = z.infer<typeof LifeAsk>

/** A household on one side of a preview; null on the other side where it is founded or ends. `mark` says what becomes of a member. */
const Side = z.object({
  place_name: z.string(), address: z.string().nullable(),
  members: z.array(z.object({ person: z.string(), name: z.string(), relation_name: z.string(), age: z.int(), head: z.boolean(), mark: z.enum(['same', 'new', 'left', 'changed']) })),
})
export type Side = z.infer<typeof Side>
export const Preview = z.object({
  /** What it rests on: goes back with the request or the decision, which is refused when it has changed. */
  seen: z.string(),
  households: z.array(z.object({ title: z.string(), before: Side.nullable(), after: Side.nullable() })),
  people: z.array(z.object({ person: z.string(), name: z.string(), lines: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })) })),
  /** What to think of before one agrees. */
  warnings: z.array(z.string()),
  /** Somebody registered looks like the newcomer. */
  alike: z.string().nullable(),
})
export type Preview = z.infer<typeof Preview>

export const LifeRow = z.object({
  id: Id, kind: LifeKind, who: z.string(), place: Place, place_name: z.string(), reason: z.string(), state: LifeState, asker_name: z.string(), by_self: z.boolean(), asked_at: Instant,
  decider_name: z.string().nullable(), answer: z.string().nullable(), decided_at: Instant.nullable(),
  /** I asked for it, so that somebody else decides. */
  mine: z.boolean(),
  /** The place to which they came and which asked for them; null where those who leave began it. */
  called_name: z.string().nullable(),
})
export type LifeRow = z.infer<typeof LifeRow>

/** The two sides, and what to think of, before anything is asked for. */
export const preview = look('household.preview', z.object({ ask: LifeAsk }), Preview)
/** Asks for it as it was previewed. Applied at once only where no second person is demanded. */
export const ask = command('household.ask', z.object({ ask: LifeAsk, seen: z.string().max(64), reason: Line(200) }), z.object({ id: Id, state: LifeState }))
/** `for_me`: only those that wait for the decision of whoever asks, who neither asked for them nor is concerned. */
export const list = query('household.requests', PageRequest.extend({ place: Place.optional(), state: LifeState.optional(), for_me: z.boolean().default(false) }), Page(LifeRow))
/** What I asked for, for my own household. */
export const mine = query('household.mine', PageRequest, Page(LifeRow))
/** The household there that those who come become part of, and what each of them is to its head. */
const Into = z.object({ household: Id, members })
export type Into = z.infer<typeof Into>
/** What whoever decides adds to a request: for one who was asked away by another place, who follows as head; for one who arrives, whose household they join. */
const Added = { left: Left.optional(), into: Into.optional() }
/**
 * One request with its two sides: as they are now while it is open (`stale`: otherwise than when it was asked), as they were when it
 * was decided. With what would be added to it. `wants_heir`: those who stay where the head goes
 * and a successor is to be named by who decides; `coming`: those who arrive.
 */
export const show = look('household.request', z.object({ id: Id, ...Added }), z.object({
  request: LifeRow, preview: Preview.nullable(), stale: z.boolean(), refused: z.string().nullable(), may: z.object({ decide: z.boolean(), withdraw: z.boolean(), undo: z.boolean() }),
  wants_heir: z.array(z.object({ person: Id, name: z.string(), age: z.int() })).nullable(), coming: z.array(z.object({ person: Id, name: z.string() })).nullable(),
}))
/** Decides as it was seen, with the same additions; somebody else than who asked. `distinct`: the newcomer is another person than the one who looks alike. */
export const decide = command('household.decide', z.object({ id: Id, accept: z.boolean(), seen: z.string().max(64), answer: Text(200), distinct: z.boolean().optional(), ...Added }), z.object({ state: LifeState }))
/**
 * Asks for people who came to live here and are registered elsewhere, by name and number; the first of them is the head here, the
 * relation of the others is to that one. The place where they are registered lets them go or does not; then this place takes them in.
 */
export const callIn = command('household.call_in', z.object({
  to: Place, address: Line(200), hukou: z.enum(['moves', 'stays']), reason: Line(200),
  people: z.array(z.object({ name: Name(100), identity: z.string().min(1, '请填写证件号码').max(40), relation: Relation.optional() })).min(1).max(10),
}), z.object({ id: Id, state: LifeState }))
export const withdraw = command('household.withdraw', z.object({ id: Id }), z.object({}))
/** Makes two records again of one that was merged, each as it was. */
export const undo = command('household.undo', z.object({ id: Id, reason: Text(200) }), z.object({}))

const Double = z.object({ person: Id, name: z.string(), identity_masked: z.string(), sex: z.string(), age: z.int(), place_name: z.string() })
/** Two who were compared and found to be two people: by whom, when and why. */
const Unlike = z.object({ finding: Id, one: Double, other: Double, reason: z.string(), found_name: z.string(), found_at: Instant })
/** People of a village or community who by the declared rules may be registered twice; `unlike` are those who were found to be two, newest first. */
export const doubles = look('household.doubles', z.object({ place: Place.optional() }), z.object({
  items: z.array(z.object({ one: Double, other: Double, why: z.string() })), more: z.boolean(), unlike: z.array(Unlike), unlike_more: z.boolean(),
}))
/** Says of two records that they are two people: they are not asked about again, and cannot be merged while that stands. */
export const unlike = command('household.unlike', z.object({ one: Id, other: Id, reason: Text(200) }), z.object({ finding: Id }))
/** Takes such a finding back, because there is new evidence. */
export const alikeAgain = command('household.unlike_undo', z.object({ finding: Id, reason: Text(200) }), z.object({}))
