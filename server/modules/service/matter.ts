import type { z } from 'zod'
import { agencyPaper } from '../../../contract/agency.ts'
import * as contract from '../../../contract/matter.ts'
import { stateName } from '../../../contract/glossary.ts'
import { beijingDay } from '../../../contract/time.ts'
import { bundlesOf, itemsOf, type ItemRecord } from '../../engines/item/index.ts'
import { addMatter } from '../../engines/matter/index.ts'
import { newestDefinition } from '../../engines/process/index.ts'
import { personOf, type Value } from '../../ground/registry/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { dueTitle, examined, hold, openFor, type Examined } from './apply.ts'
import { known, shown } from './items.ts'
import { groundwork, type Groundwork } from './prepare.ts'
import { notHeld } from './reuse.ts'
import { partOf, wholeOf } from './together.ts'

type ApplyInput = z.output<typeof contract.apply.input>

/** The bundles whose items are still in the catalogue; one that lost all but one of them is none. */
export const bundlesShown = serve(contract.bundles, {
  verb: 'service.read', at: here,
  run: async ctx => {
    const items = new Map((await itemsOf(ctx.sql)).map(item => [item.id, item]))
    const listed = await Promise.all((await bundlesOf(ctx.sql)).map(async ({ body: bundle }) => ({
      ...bundle, items: await Promise.all(bundle.items.flatMap(id => items.has(id) ? [shown(ctx, items.get(id)!)] : [])),
    })))
    return { bundles: listed.filter(bundle => bundle.items.length > 1) }
  },
})

/** What the matter is called: the bundle's name, or that of its items. */
async function titleOf(ctx: Context, items: readonly ItemRecord[], bundle: string | undefined): Promise<string> {
  const found = bundle === undefined ? undefined : (await bundlesOf(ctx.sql)).find(one => one.id === bundle)?.body
  const named = found && items.every(item => found.items.includes(item.id)) ? found : undefined
  if (bundle !== undefined && !named) throw new Problem('input.invalid', {}, [{ path: 'bundle', message: '没有这个一件事，或者选了它以外的事项' }])
  return named?.name ?? (items.length === 1 ? items[0]!.body.name : `${items[0]!.body.name}等 ${items.length} 件事`)
}

/** Items that are not in the catalogue are said one by one, by their place in the list. */
async function chosen(ctx: Context, ids: readonly string[]): Promise<ItemRecord[]> {
  const found = await itemsOf(ctx.sql)
  const missing = ids.flatMap((id, i) => found.some(item => item.id === id) ? [] : [{ path: `items.${i}`, message: '没有这个事项' }])
  if (missing.length > 0) throw new Problem('input.invalid', {}, missing)
  return Promise.all(ids.map(id => known(ctx, id)))
}

export const matterPrepare = serve(contract.prepare, {
  verb: 'service.apply', at: here,
  run: async (ctx, input) => {
    const items = await chosen(ctx, input.items)
    const title = await titleOf(ctx, items, input.bundle)
    const person = ctx.seat.person ? await personOf(ctx, ctx.seat.person) : undefined
    if (!person) throw new Problem(ctx.seat.person ? 'person.unknown' : ctx.seat.chair === 'public' ? 'seat.none' : 'right.missing')
    const found = await Promise.all(items.map(item => partOf(ctx, item)))
    const ready = found.flatMap(part => 'reason' in part ? [] : [part])
    const refused = await Promise.all(found.flatMap(part => 'reason' in part ? [outside(ctx, part.item, part.reason, person.place)] : []))
    const parts = items.map(({ id }) => ready.find(part => part.item.id === id) ?? refused.find(part => part.item.id === id)!)
    return {
      title, bundle: input.bundle ?? null, place: person.place, ...wholeOf(ready), parts,
      person: { id: person.id, name: person.name, identity_masked: person.identity_masked, age: ready[0]?.person.age ?? 0 },
    }
  },
  looked: (_input, output) => [{ person: output.person.id, place: output.place, purpose: `预填${output.title}申请` }],
})

/** An item that the person's place does not handle: shown as not open, with the reason. */
async function outside(ctx: Context, item: ItemRecord, reason: string, place: string): Promise<z.input<typeof contract.PartPrepared>> {
  const view = await shown(ctx, item)
  return { item: view, eligible: false, reasons: [{ ok: false, text: reason, basis: item.body.basis[0]! }], outcome: null, not_asked: [], place, place_name: '', decides_name: view.organ, open_case: null, promise_barred: null }
}

/** What of the shared input concerns one item; a licence goes to each item that has a material for it. */
function givenTo({ item, questions, licences }: Groundwork, input: ApplyInput) {
  const own = new Set(questions.filter(question => question.editable).map(question => question.element))
  // What whoever comes for another rests on belongs to every case.
  const kinds = new Set([agencyPaper, ...item.body.materials.filter(one => one.source !== 'shared').map(one => one.id)])
  const group = item.body.form.properties.members
  const asked = group && 'items' in group ? new Set(Object.keys(group.items.properties)) : new Set<string>()
  return {
    answers: Object.fromEntries(Object.entries(input.answers).filter(([element]) => own.has(element))),
    members: asked.size === 0 ? [] : input.members.map(({ person, answers }) => ({ person, answers: Object.fromEntries(Object.entries(answers).filter(([element]) => asked.has(element))) })),
    papers: input.papers.filter(paper => kinds.has(paper.kind)),
    licences: licences.filter(one => input.licences.includes(one.kind)).map(one => one.material),
  }
}

/** What is wrong with one item, under its name. */
function named(item: string, error: unknown): FieldProblem[] {
  if (!(error instanceof Problem)) throw error
  if (error.fields) return error.fields.map(({ path, message }) => ({ path: `items.${item}.${path}`, message }))
  return [{ path: `items.${item}`, message: error.message }]
}

async function groundworks(ctx: Context, items: readonly ItemRecord[]): Promise<{ works: Groundwork[]; wrong: FieldProblem[] }> {
  const settled = await Promise.all(items.map(item => groundwork(ctx, item).catch((error: unknown) => named(item.id, error))))
  return { works: settled.flatMap(one => Array.isArray(one) ? [] : [one]), wrong: settled.flatMap(one => Array.isArray(one) ? one : []) }
}

/** Answers, members and papers that no chosen item asks for, and licences that the library has for none: nothing that was sent is silently dropped. */
function unasked(works: readonly Groundwork[], input: ApplyInput): FieldProblem[] {
  const given = works.map(work => givenTo(work, input))
  const answers = Object.keys(input.answers).filter(element => !given.some(one => Object.hasOwn(one.answers, element)))
  const papers = input.papers.flatMap((paper, i) => given.some(one => one.papers.includes(paper)) ? [] : [i])
  return [
    ...input.licences.flatMap((kind, i) => works.some(work => work.licences.some(one => one.kind === kind)) ? [] : [{ path: `licences.${i}`, message: notHeld }]),
    ...answers.map(element => ({ path: `answers.${element}`, message: '这一项不用填' })), ...papers.map(i => ({ path: `papers.${i}`, message: '不需要这种材料' })),
    ...(input.members.length > 0 && given.every(one => one.members.length === 0) ? [{ path: 'members', message: '这一项不用填' }] : []),
  ]
}

interface Ready { work: Groundwork; ready: Examined }

/** Examines every item before one is opened; throws all that is wrong, item by item, field by field. */
function allExamined({ works, wrong }: { works: readonly Groundwork[]; wrong: readonly FieldProblem[] }, input: ApplyInput): Ready[] {
  const fields = [...wrong]
  const ready = works.flatMap((work): Ready[] => {
    try {
      return [{ work, ready: examined(work, givenTo(work, input)) }]
    } catch (error) {
      fields.push(...named(work.item.id, error))
      return []
    }
  })
  const n = new Set(fields.map(field => field.path.split('.')[1])).size
  if (works.length === input.items.length) fields.push(...unasked(works, input))
  if (fields.length > 0) throw new Problem(n > 0 ? 'matter.refused' : 'input.invalid', n > 0 ? { n } : {}, fields)
  return ready
}

async function applied(ctx: Context, input: ApplyInput, ready: readonly Ready[], title: string): Promise<z.input<typeof contract.apply.output>> {
  const { person } = ready[0]!.work
  const number = await ctx.numbers.take(countyOf(person.place), beijingDay(ctx.now))
  addMatter(ctx, { number, place: person.place, person: person.id, person_name: person.name, title, bundle: input.bundle ?? null })
  const cases: z.input<typeof contract.apply.output>['cases'] = []
  const answers = new Map<string, Value>()
  // One after the other: a paper that the first case has is a reference in the next.
  for (const { work, ready: one } of ready) {
    const definition = await newestDefinition(ctx.sql, work.item.body.process)
    const opened = await openFor(ctx, work, definition, one, givenTo(work, input).papers, number).catch((error: unknown) => {
      if (error instanceof Problem) throw new Problem('matter.refused', { n: 1 }, named(work.item.id, error))
      throw error
    })
    for (const [element, value] of one.answers) answers.set(element, value)
    cases.push({ item: work.item.id, number: opened.number, title: work.item.body.name, state_name: stateName(opened.state), receipt: definition.open.notice?.title ?? '', due_at: opened.due_at, due_title: dueTitle(definition) })
  }
  await hold(ctx, person, answers, title, number)
  return { number, title, cases }
}

export const matterApply = serve(contract.apply, {
  verb: 'service.apply',
  at: async (ctx, input) => {
    const items = await chosen(ctx, input.items)
    const title = await titleOf(ctx, items, input.bundle)
    const found = await groundworks(ctx, items)
    return { place: found.works[0]?.person.place ?? ctx.seat.place, found, title }
  },
  run: async (ctx, input, { found, title }) => applied(ctx, input, allExamined(found, input), title),
  subject: (_input, output) => output.number,
})
