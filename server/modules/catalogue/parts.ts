import * as contract from '../../../contract/catalogue.ts'
import { bundleFaultsOf, everyNewest, faultsOf, type Known } from '../../engines/item/index.ts'
import { newestDefinitions, type Definition } from '../../engines/process/index.ts'
import { elements, findElement, schemaOf } from '../../ground/registry/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import type { FieldProblem } from '../../kernel/problem.ts'

const daysOf = (definition: Definition): string[] => [...new Set(Object.values(definition.clocks).map(clock => clock.days))]

/** What an item may refer to: registered elements, published processes. */
export async function knownTo(ctx: Context): Promise<Known> {
  const [definitions, items] = await Promise.all([newestDefinitions(ctx.sql), everyNewest(ctx.sql, 'item')])
  return {
    schemaOf, item: id => items.some(one => one.id === id), settled: id => findElement(id)?.settled !== undefined,
    process: id => {
      const found = definitions.find(one => one.id === id)
      return found && { days: daysOf(found), papers: Object.keys(found.papers) }
    },
  }
}

/** What stands in the way of publishing a draft at its place. */
export async function faultsIn(ctx: Context, { what, place, body }: { what: contract.What; place: string; body: unknown }): Promise<FieldProblem[]> {
  if (what === 'item') return faultsOf(body, await knownTo(ctx))
  const items = new Map((await everyNewest(ctx.sql, 'item')).map(one => [one.id, { name: one.body.name, place: one.place, retired: one.retired }]))
  return bundleFaultsOf(body, place, id => items.get(id))
}

/** What an item can be made of; elements of organisations are asked in no form of a person. */
export const parts = serve(contract.parts, {
  verb: 'item.make', at: here,
  run: async ctx => ({
    processes: (await newestDefinitions(ctx.sql)).map(({ id, version, title, clocks, papers }) => ({
      id, version, title, clocks: Object.entries(clocks).map(([name, clock]) => ({ name, title: clock.title, days: clock.days, unit: clock.unit, basis: clock.basis })),
      papers: Object.entries(papers).map(([paper, one]) => ({ id: paper, title: one.title })),
    })),
    elements: elements.filter(one => one.object !== 'organisation').map(one => ({ id: one.id, name: one.name, meaning: one.meaning, type: one.type, settled: one.settled !== undefined })),
    kinds: [...contract.itemKinds],
  }),
})
