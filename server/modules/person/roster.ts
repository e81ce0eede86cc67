import * as contract from '../../../contract/person.ts'
import {
  asksSecond, assertFacts, factsOf, personOf, registerPerson, requireSecond, roster, toRosterRow, type Provenance, type PersonRecord,
} from '../../ground/registry/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** The place a list is narrowed to, one's own unless said otherwise; whether it lies within the seat is checked as for any place. */
const narrowed = (ctx: Context, { place }: { place?: string | undefined }) => ({ place: place ?? ctx.seat.place })

/** So few people that whoever searched has singled them out (docs/decisions/0014). */
const handful = 10

export const list = serve(contract.list, {
  verb: 'person.list', at: narrowed,
  run: async (ctx, input, { place }) => {
    // A look writes, and what writes keeps its plans; that of a list would be the first seat's.
    ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
    const page = await roster(ctx, { ...input, place })
    const keeps = ctx.may('person.record')
    return { ...page, items: page.items.map(row => toRosterRow(row, ctx.now, keeps)) }
  },
  looked: ({ text, min_age, living }, { items, count }) => (text ?? min_age ?? living) === undefined || count.n > handful ? null
    : items.map(({ id, place }) => ({ person: id, place, purpose: text === undefined ? '按年龄、居住状况查找' : '按姓名查找' })),
})

/** The organ that answers for what is recorded at a seat is that of its place. */
async function organOf({ sql, seat }: Context): Promise<string> {
  return (await nameOf(sql, [seat.place])).get(seat.place) ?? seat.place
}

interface Recorded extends PersonRecord { organ: string }

export const register = serve(contract.register, {
  verb: 'person.record',
  at: async (ctx, { place }) => ({ place, organ: await organOf(ctx) }),
  run: async (ctx, { purpose, ...input }, { organ }) => {
    // Every way in asks the same rule; who lays a house has no colleague yet.
    if (ctx.seat.office !== 'founder' && await asksSecond(ctx, 'add', input.place)) throw new Problem('person.needs_second')
    const from: Provenance = { source: 'collected', organ, purpose }
    const { id } = await registerPerson(ctx, input, from)
    return { id }
  },
  subject: (_input, { id }) => id,
})

export const record = serve(contract.record, {
  verb: 'person.record',
  at: async (ctx, { id }): Promise<Recorded | null> => {
    const [person, organ] = await Promise.all([personOf(ctx, id), organOf(ctx)])
    return person && { ...person, organ }
  },
  run: async (ctx, { element, value, source, purpose }, person) => {
    // Nobody is a witness in their own matter.
    if (person.id === ctx.seat.actor) throw new Problem('right.own')
    if (source === 'verified') await requireSecond(ctx, person, { element, value })
    await assertFacts(ctx, person, [{ element, value }], { source, organ: person.organ, purpose })
    return { facts: await factsOf(ctx, person.id) }
  },
  subject: ({ id }) => id,
})
