import { z } from 'zod'
import { command, Id, Instant, Line, look, Page, PageRequest, Place, query } from './kernel.ts'
import { CaseNumber, CaseRow, Field, Item, LicenceHeld, Material, MemberAnswer, MemberRow, PaperGiven, Prepared } from './service.ts'

/** One matter (一件事): related items applied for together; evidence is shared, each item keeps its own case, clocks and rule. */
const ItemId = z.string().max(60)
/** What is chosen: items of the catalogue, each once. */
export const Chosen = z.array(ItemId).min(1, '请至少选一件').max(20, '一次最多选 20 件').refine(ids => new Set(ids).size === ids.length, '同一件事选了两次')

const BundleShown = z.object({ id: z.string(), name: z.string(), summary: z.string(), items: z.array(Item) })
export type BundleShown = z.infer<typeof BundleShown>
/** What belongs together at a stage of life, with the items as the catalogue shows them. */
export const bundles = query('service.bundles', z.object({}), z.object({ bundles: z.array(BundleShown) }))

/** A question that several items share: asked once, in the words of the first. */
export const SharedField = Field.extend({
  /** The items that need the answer, and those of them that cannot go without it. */
  items: z.array(z.string()), needed_by: z.array(z.string()),
  /** The words of the other items, where they ask it differently. */
  also: z.array(z.object({ item: z.string(), ask: z.string() })),
})
export type SharedField = z.infer<typeof SharedField>
/** How one item of the matter stands for this person, at the place that handles it. */
export const PartPrepared = z.object({
  item: Item, eligible: z.boolean(), reasons: Prepared.shape.reasons, outcome: z.string().nullable(), not_asked: Prepared.shape.not_asked,
  place: Place, place_name: z.string(), decides_name: z.string(), open_case: CaseNumber.nullable(), promise_barred: z.string().nullable(),
})
export type PartPrepared = z.infer<typeof PartPrepared>
export const MatterPrepared = z.object({
  title: z.string(), bundle: z.string().nullable(), person: Prepared.shape.person, place: Place, parts: z.array(PartPrepared),
  /** Of the items that may be applied for now: every question once, every paper once. */
  fields: z.array(SharedField),
  members: z.object({ title: z.string(), why: z.string(), rows: z.array(MemberRow), fields: z.array(SharedField) }).nullable(),
  papers: z.array(Material.extend({ items: z.array(z.string()) })),
  /** Of the licence library, each kind once: with the materials that it stands for and the items that would have it. */
  licences: z.array(LicenceHeld.omit({ material: true, name: true }).extend({ names: z.array(z.string()), items: z.array(z.string()) })),
})
export type MatterPrepared = z.infer<typeof MatterPrepared>
export const prepare = look('matter.prepare', z.object({ items: Chosen, bundle: ItemId.optional() }), MatterPrepared)

/** Applies for all chosen items or for none. What is wrong is named `items.<item>.…`; an answer that no item asks for, `answers.<element>`. */
export const apply = command('matter.apply', z.object({
  items: Chosen, bundle: ItemId.optional(), answers: z.record(z.string().max(80), z.unknown()), members: z.array(MemberAnswer).max(20).default([]),
  papers: z.array(PaperGiven).max(20).default([]),
  /** The kinds of licence that the person agrees to hand over from the library for this matter, to each item of it that wants one. */
  licences: z.array(z.string().max(60)).max(30).default([]), confirmed: z.literal(true, { error: '请先确认以上内容属实' }),
}), z.object({
  number: CaseNumber, title: z.string(),
  cases: z.array(z.object({ item: z.string(), number: CaseNumber, title: z.string(), state_name: z.string(), receipt: z.string(), due_at: Instant.nullable(), due_title: z.string() })),
}))

/** How the parts stand together. */
export const Composite = z.object({
  state: z.enum(['underway', 'awaiting', 'done']), state_name: z.string(), of: z.int(), decided: z.int(), granted: z.int(), awaiting: z.int(),
  /** The next instant by which somebody has to do something, and the case it belongs to. */
  next_due_at: Instant.nullable(), next_case: CaseNumber.nullable(), left: z.int().nullable(),
})
export const MatterRow = z.object({ number: CaseNumber, title: z.string(), bundle: z.string().nullable(), opened_at: Instant, status: Composite })
export type MatterRow = z.infer<typeof MatterRow>
export const mine = query('matter.mine', PageRequest, Page(MatterRow))
export const show = look('matter.show', z.object({ number: CaseNumber }), MatterRow.extend({ person: Id, person_name: Line(100), cases: z.array(CaseRow) }))
