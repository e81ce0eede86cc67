import * as contract from '../../../contract/catalogue.ts'
import { bundleFaultsOf, changesOf, doubtsOf, everyNewest, faultsOf, newestOf, type Known } from '../../engines/item/index.ts'
import { newestDefinitions, type Definition } from '../../engines/process/index.ts'
import { elementsAt, findElement, reaches, schemaOf } from '../../ground/registry/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import type { FieldProblem } from '../../kernel/problem.ts'
import { communitiesHandle } from './communities.ts'

/** What an item has to say in days: the time of each clock, and by how much one may be lengthened. */
const termsOf = ({ clocks, actions }: Definition) => [
  ...Object.entries(clocks).map(([name, { title, days, unit, basis }]) => ({ name, title, days, unit, basis })),
  ...Object.entries(actions).flatMap(([name, { title, clocks: turns }]) => turns?.lengthen ? [{ name, title, days: turns.lengthen.days, unit: clocks[turns.lengthen.clock]!.unit, basis: turns.lengthen.basis }] : []),
]
/** Processes that a person opens; what the platform opens itself, the follow-up of a bad grade, is nobody's item. */
const appliedFor = async (ctx: Context): Promise<Definition[]> => (await newestDefinitions(ctx.sql)).filter(one => one.open.by === 'applicant')

/** What an item has to fit to: the days and papers of a process, and who says yes in it. */
export function describe(definition: Definition): NonNullable<ReturnType<Known['process']>> {
  const by = definition.actions.grant?.by
  return {
    days: [...new Map(termsOf(definition).map(({ days, title }) => [days, { id: days, title }])).values()], papers: Object.keys(definition.papers),
    decides: typeof by === 'object' ? by : undefined,
  }
}

/** What an item of a place may refer to: elements that may be asked there, published processes. */
export async function knownTo(ctx: Context, place: string): Promise<Known> {
  const [definitions, items] = await Promise.all([appliedFor(ctx), everyNewest(ctx.sql, 'item')])
  return {
    schemaOf: id => { const known = findElement(id); return known && reaches(known, place) ? schemaOf(id) : undefined }, item: id => items.some(one => one.id === id), settled: id => findElement(id)?.settled !== undefined,
    process: id => {
      const found = definitions.find(one => one.id === id)
      return found && describe(found)
    },
  }
}

/** What stands in the way of publishing a draft at its place. */
export async function faultsIn(ctx: Context, { what, place, body }: { what: contract.What; place: string; body: unknown }): Promise<FieldProblem[]> {
  if (what === 'item') return faultsOf(body, await knownTo(ctx, place))
  const items = new Map((await everyNewest(ctx.sql, 'item')).map(one => [one.id, { name: one.body.name, place: one.place, retired: one.retired }]))
  return bundleFaultsOf(body, place, id => items.get(id))
}

/** Said early, because the number comes from another desk: what communities are to do is admitted before it is published. */
const leaveWanted = async (ctx: Context, draft: { what: contract.What; place: string; body: unknown }): Promise<FieldProblem[]> => await communitiesHandle(ctx, draft)
  ? [{ path: 'admission', message: '这个流程要村（社区）办理：发布时须填准入编号。请先由主管部门在“准入”里申请这一项“任务”。' }] : []

/** What stands in the way, and what has to be looked at; an item that is not whole yet raises no doubts. */
export async function judgedIn(ctx: Context, draft: { what: contract.What; place: string; body: unknown }) {
  const faults = await faultsIn(ctx, draft)
  const parsed = draft.what === 'item' && faults.length === 0 ? contract.ItemBody.parse(draft.body) : undefined
  return { faults, doubts: parsed ? [...doubtsOf(parsed, (await knownTo(ctx, draft.place)).process(parsed.process)?.decides), ...await leaveWanted(ctx, draft)] : [] }
}

/** What a draft would change of what is published under its name, in words. */
export const changesIn = async (ctx: Context, { what, id, body }: { what: contract.What; id: string; body: Record<string, unknown> }): Promise<string[]> =>
  changesOf((await newestOf(ctx.sql, what, id))?.body, body)

/** What an item can be made of; elements of organisations are asked in no form of a person. */
export const parts = serve(contract.parts, {
  verb: 'item.make', at: here,
  run: async ctx => ({
    processes: (await appliedFor(ctx)).map(definition => ({
      id: definition.id, version: definition.version, title: definition.title, clocks: termsOf(definition),
      papers: Object.entries(definition.papers).map(([paper, one]) => ({ id: paper, title: one.title })),
    })),
    elements: elementsAt(ctx.seat.place).filter(one => one.object !== 'organisation').map(one => ({ id: one.id, name: one.name, meaning: one.meaning, type: one.type, settled: one.settled !== undefined })),
    kinds: [...contract.itemKinds],
  }),
})
