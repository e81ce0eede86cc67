import * as contract from '../../../contract/person.ts'
import { caseInHand } from '../../engines/process/index.ts'
import {
  coveredRow, elementOf, factsOf, history, householdOf, looksAt, openSealed, personOf, selfPerson, toPersonRow, type PersonRecord,
} from '../../ground/registry/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** By what right a record is open to a seat: its office keeps it, or has a case of the person in hand (docs/decisions/0010). */
type Ground = { opened: 'keeper' | 'covered' } | { opened: 'case'; number: string; title: string }
type Found = PersonRecord & { ground: Ground }

async function groundFor(ctx: Context, id: string): Promise<Ground> {
  if (ctx.may('person.record')) return { opened: 'keeper' }
  const matter = await caseInHand(ctx.sql, id, ctx.seat.office, ctx.now)
  return matter ? { opened: 'case', ...matter } : { opened: 'covered' }
}

/** A person outside the seat's range is not found: row security, not a rule of this module. */
async function person(ctx: Context, { id }: { id: string }): Promise<Found | null> {
  const [found, ground] = await Promise.all([personOf(ctx, id), groundFor(ctx, id)])
  return found && { ...found, ground }
}

/** For what a covered record does not show at all. */
function openOnly({ ground }: Found): void {
  if (ground.opened === 'covered') throw new Problem('person.covered')
}

async function record(ctx: Context, found: PersonRecord) {
  const [facts, household] = await Promise.all([factsOf(ctx, found.id), householdOf(ctx, found.id)])
  return { person: toPersonRow(found, ctx.now), facts, household }
}

/** What the person reads: the purpose that was written, and the matter by which the record was open, or that it was not. */
function lookedAt({ id, place, ground }: PersonRecord & { ground?: Ground }, purpose: string) {
  const by = ground?.opened === 'case' ? `（办理${ground.title}，${ground.number}）` : ground?.opened === 'covered' ? '（只看到遮蔽后的内容）' : ''
  return [{ person: id, place, purpose: `${purpose}${by}` }]
}

export const show = serve(contract.show, {
  verb: 'person.open', at: person,
  run: async (ctx, _input, found) => {
    const { opened } = found.ground
    if (opened === 'covered') return { opened, person: coveredRow(toPersonRow(found, ctx.now)), facts: [], household: null }
    return { opened, ...await record(ctx, found) }
  },
  looked: ({ purpose }, _output, found) => lookedAt(found, purpose),
})

/** Shows one number in clear. The reason is part of what the person sees; the value is nowhere recorded. */
export const unmask = serve(contract.unmask, {
  verb: 'person.unmask', at: person,
  run: async (ctx, { element }, found) => {
    openOnly(found)
    const { id } = elementOf(element)
    const [fact] = await factsOf(ctx, found.id, [id])
    if (!fact) throw new Problem('found.nothing')
    return { value: openSealed(ctx, fact) }
  },
  looked: ({ element, reason }, _output, found) => lookedAt(found, `查看完整的“${elementOf(element).name}”：${reason}`),
})

export const factHistory = serve(contract.factHistory, {
  verb: 'person.open', at: person,
  run: async (ctx, { element }, found) => {
    openOnly(found)
    return { facts: await history(ctx, found.id, elementOf(element).id) }
  },
  looked: ({ element }, _output, found) => lookedAt(found, `查看“${elementOf(element).name}”的变更历史`),
})

/** One's own record. A clerk who serves somebody sees what the form of the matter shows, not the record. */
export const mine = serve(contract.mine, {
  verb: 'person.own', at: selfPerson,
  run: (ctx, _input, found) => record(ctx, found),
  looked: (_input, _output, found) => lookedAt(found, '查看本人档案'),
})

export const lookers = serve(contract.lookers, {
  verb: 'person.own', at: here,
  run: (ctx, page) => ctx.seat.person ? looksAt(ctx, ctx.seat.person, page) : { items: [], next: null, count: { n: 0, exact: true } },
})
