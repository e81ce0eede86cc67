import * as contract from '../../../contract/report.ts'
import { levels } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { dueFacts, laidOn, reportsAt, sendingsFor } from '../../engines/report/index.ts'
import { assertFacts, factsOf, findElement, householdOf, openSealed, personOf, schemaOf, showValue, type PersonRecord, type Provenance, type Value } from '../../ground/registry/index.ts'
import { common, nameOf } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { answersFor } from './behalf.ts'
import { narrowed } from './read.ts'

export const tasks = serve(contract.tasks, {
  verb: 'report.collect', at: narrowed,
  run: async (ctx, { after, limit }, { place }) => {
    if (place.length < levels.town) throw new Problem('input.invalid', {}, [{ path: 'place', message: '请先选择到镇街、村（社区）或网格' }])
    const sendings = await sendingsFor(ctx.sql, place, beijingDay(ctx.now))
    const sent = new Set(sendings.map(one => one.report))
    const due = await dueFacts(ctx, (await reportsAt(ctx.sql, place)).filter(one => sent.has(one.id)).map(one => one.body), place, await laidOn(ctx.sql, sendings, place))
    const homes = new Map<string, typeof due>()
    for (const one of due) homes.set(one.household, [...homes.get(one.household) ?? [], one])
    const from = fromCursor(after, 'id')?.[0]
    const keys = [...homes.keys()].sort()
    const { items, next } = pageOf(keys.filter(key => from === undefined || key > from).slice(0, limit + 1), limit, key => [key])
    return { items: await Promise.all(items.map(key => visit(ctx, key, homes.get(key)!))), next, count: { n: keys.length, exact: true } }
  },
})

type Due = Awaited<ReturnType<typeof dueFacts>>
async function visit(ctx: Context, household: string, due: Due) {
  const [home, person] = await Promise.all([householdOf(ctx, due[0]!.person), personOf(ctx, due[0]!.person)])
  const members = home?.members ?? []
  const day = beijingDay(ctx.now)
  return {
    household, number: home?.number ?? '', address: home?.address ?? person?.address ?? null, place: person!.place, place_name: person!.place_name,
    head: members.find(one => one.head)?.name ?? due[0]!.name, members: members.map(({ person: id, name, age }) => ({ person: id, name, age })),
    asked: due.map(({ person: id, element, state, shown, reports }) => ({
      person: id, element, state, reports, shown: shownOf(element, shown, day), schema: { ...schemaOf(element) } as Record<string, unknown>,
    })),
  }
}

function shownOf(id: string, value: unknown, day: string): string | null {
  if (value === null || value === undefined) return null
  return showValue(findElement(id)!, value as Value, day)
}

/** Who was met, and who is no longer in the seat's range. */
interface Visited { place: string; people: Map<string, PersonRecord>; away: string[] }
type Answers = { person: string; element: string; value?: unknown; same?: true | undefined }[]

async function visited(ctx: Context, answers: Answers): Promise<Visited | null> {
  const ids = [...new Set(answers.map(one => one.person))]
  const found = (await Promise.all(ids.map(id => personOf(ctx, id)))).filter(one => one !== null)
  const people = new Map(found.map(one => [one.id, one]))
  return found.length === 0 ? null : { place: common(found.map(one => one.place)), people, away: ids.filter(id => !people.has(id)) }
}

/** Values as they are to be held: what was found unchanged is read here, and opened only to be sealed again. */
async function saidOf(ctx: Context, person: string, answers: Answers): Promise<{ element: string; value: unknown }[]> {
  const unchanged = answers.filter(one => one.same).map(one => one.element)
  const held = new Map(unchanged.length === 0 ? [] : (await factsOf(ctx, person, unchanged)).map(fact => [fact.element, fact]))
  return answers.map(({ element, value, same }) => {
    if (!same) return { element, value }
    const fact = held.get(element)
    if (!fact) throw new Problem('input.invalid', {}, [{ path: element, message: '原来没有登记，请填写' }])
    return { element, value: fact.sealed ? openSealed(ctx, fact) : fact.value }
  })
}

async function hold(ctx: Context, answers: Answers, { people }: Visited, from: Omit<Provenance, 'matter'>) {
  // Nobody is a witness in their own matter.
  if (ctx.seat.actor !== null && people.has(ctx.seat.actor)) throw new Problem('right.own')
  let changed = 0, renewed = 0
  for (const [id, person] of people) {
    const done = await assertFacts(ctx, person, await saidOf(ctx, id, answers.filter(one => one.person === id)), from)
    changed += done.changed.length
    renewed += done.renewed.length
  }
  return { changed, renewed }
}

/** What a visit found: facts by the registry's own way, collected for the organ of the seat's place. Who moved away meanwhile keeps nobody else's answers from being kept. */
export const collect = serve(contract.collect, {
  verb: 'report.collect', at: (ctx, { answers }) => visited(ctx, answers),
  run: async (ctx, { answers, purpose }, found) => {
    await answersFor(ctx, found.place, answers.map(one => one.element))
    const organ = (await nameOf(ctx.sql, [ctx.seat.place])).get(ctx.seat.place) ?? ctx.seat.place
    return { ...await hold(ctx, answers, found, { source: 'collected', organ, purpose }), away: found.away }
  },
})

/** What a department's system holds. A person before a screen is no register: only a program with a key may share. */
export const give = serve(contract.give, {
  verb: 'report.give',
  at: async (ctx, { answers }) => {
    if (!ctx.seat.client) throw new Problem('right.missing')
    const found = await visited(ctx, answers)
    // A system is told at once that it means somebody else's people: half a delivery would be taken for a whole one.
    return found && found.away.length === 0 ? found : null
  },
  run: (ctx, { answers, purpose }, found) => hold(ctx, answers, found, { source: 'shared', organ: ctx.seat.client!.organisation, purpose }),
})
