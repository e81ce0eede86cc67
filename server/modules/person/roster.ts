import type { z } from 'zod'
import * as contract from '../../../contract/person.ts'
import {
  assertFacts, coveredRow, elements, factsOf, personOf, registerPerson, requireSecond, roster, toPersonRow, type Provenance, type PersonRecord,
} from '../../ground/registry/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** The place a list is narrowed to, one's own unless said otherwise; whether it lies within the seat is checked as for any place. */
const narrowed = (ctx: Context, { place }: { place?: string | undefined }) => ({ place: place ?? ctx.seat.place })

/** Who does not keep the roster finds people by name in it, and opens a record to see more. */
const listed = (row: z.infer<typeof contract.PersonRow>) => ({ ...coveredRow(row), name: row.name })

export const list = serve(contract.list, {
  verb: 'person.list', at: narrowed,
  run: async (ctx, input, { place }) => {
    const page = await roster(ctx, { ...input, place })
    const keeps = ctx.may('person.record')
    return { ...page, items: page.items.map(row => keeps ? toPersonRow(row, ctx.now) : listed(toPersonRow(row, ctx.now))) }
  },
})

/** The catalogue of elements is reference data, as open as the tree of places is. */
export const elementList = serve(contract.elements, {
  verb: 'place.read', at: here,
  run: () => ({ items: elements.map(one => ({ ...one })) }),
})

/** The organ that answers for what is recorded at a seat is that of its place. */
async function organOf({ sql, seat }: Context): Promise<string> {
  const [place] = await sql<{ display: string }[]>`select display from territory.place where code = ${seat.place} and valid_to is null`
  return place?.display ?? seat.place
}

interface Recorded extends PersonRecord { organ: string }

export const register = serve(contract.register, {
  verb: 'person.record',
  at: async (ctx, { place }) => ({ place, organ: await organOf(ctx) }),
  run: async (ctx, { purpose, ...input }, { organ }) => {
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
