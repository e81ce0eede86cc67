import * as contract from '../../../contract/person.ts'
import {
  elementOf, factsOf, history, householdOf, looksAt, openSealed, personOf, selfPerson, toPersonRow, type PersonRecord,
} from '../../ground/registry/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** A person outside the seat's range is not found: row security, not a rule of this module. */
const person = (ctx: Context, { id }: { id: string }): Promise<PersonRecord | null> => personOf(ctx, id)

async function record(ctx: Context, found: PersonRecord) {
  const [facts, household] = await Promise.all([factsOf(ctx, found.id), householdOf(ctx, found.id)])
  return { person: toPersonRow(found, ctx.now), facts, household }
}

const lookedAt = ({ id, place }: PersonRecord, purpose: string) => [{ person: id, place, purpose }]

export const show = serve(contract.show, {
  verb: 'person.open', at: person,
  run: (ctx, _input, found) => record(ctx, found),
  looked: ({ purpose }, _output, found) => lookedAt(found, purpose),
})

/** Shows one number in clear. The reason is part of what the person sees; the value is nowhere recorded. */
export const unmask = serve(contract.unmask, {
  verb: 'person.unmask', at: person,
  run: async (ctx, { element }, found) => {
    const { id } = elementOf(element)
    const [fact] = await factsOf(ctx, found.id, [id])
    if (!fact) throw new Problem('found.nothing')
    return { value: openSealed(ctx, fact) }
  },
  looked: ({ element, reason }, _output, found) => lookedAt(found, `查看完整的“${elementOf(element).name}”：${reason}`),
})

export const factHistory = serve(contract.factHistory, {
  verb: 'person.open', at: person,
  run: async (ctx, { element }, found) => ({ facts: await history(ctx, found.id, elementOf(element).id) }),
  looked: ({ element }, _output, found) => lookedAt(found, `查看“${elementOf(element).name}”的变更历史`),
})

/** One's own record; at a window that of the person served, which leaves a trace like any other look. */
export const mine = serve(contract.mine, {
  verb: 'person.own', at: selfPerson,
  run: (ctx, _input, found) => record(ctx, found),
  looked: (_input, _output, found) => lookedAt(found, '窗口接待'),
})

export const lookers = serve(contract.lookers, {
  verb: 'person.own', at: here,
  run: (ctx, page) => ctx.seat.person ? looksAt(ctx, ctx.seat.person, page) : { items: [], next: null, count: { n: 0, exact: true } },
})
