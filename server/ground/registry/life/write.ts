import type { LifeAsk } from '../../../../contract/household.ts'
import { beijingDay } from '../../../../contract/time.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { countyOf } from '../../../kernel/seat.ts'
import { writeFacts, type Provenance, type Subject } from '../assert.ts'
import { elementOf, type Value } from '../values.ts'
import { headRelation } from '../households.ts'
import { registerPerson } from '../persons.ts'
import { fuse } from './fuse.ts'
import { newHouse, type Edit } from './edits.ts'
import type { World } from './world.ts'

type Step<D extends Edit['do']> = Extract<Edit, { do: D }>
/** `at`: where people lie by now. */
export interface Writing { ctx: Context; world: World; ask: LifeAsk; from: Provenance; day: string; made: string; journal: unknown; at: Map<string, Subject> }

/** Writes the steps of a request, in their order, in the transaction of the decision. Answers a journal where there is one to keep. */
export async function write(ctx: Context, world: World, ask: LifeAsk, edits: readonly Edit[], from: Provenance): Promise<unknown> {
  const writing: Writing = { ctx, world, ask, from, day: beijingDay(ctx.now), made: newId(), journal: null, at: new Map() }
  const facts = new Map<string, Step<'fact'>[]>()
  // Two records that become one are one statement of the database, with the household that ends.
  for (const edit of ask.kind === 'same' ? edits.filter(one => one.do === 'fuse') : edits) {
    if (edit.do === 'fact') facts.set(edit.person, [...facts.get(edit.person) ?? [], edit])
    else await one(writing, edit)
  }
  for (const [person, given] of facts) await hold(writing, person, given)
  return writing.journal
}

/** Locks what a request touches, in one order, so that of two who decide at once the second sees what the first did. */
export async function lock({ sql }: Context, houses: readonly string[], people: readonly string[]): Promise<void> {
  await sql`select 1 from registry.household where id = any (${[...houses]}::uuid[]) order by id for update`
  await sql`select 1 from registry.person where id = any (${[...people]}::uuid[]) order by id for update`
}

async function one(writing: Writing, edit: Exclude<Edit, Step<'fact'>>): Promise<void> {
  const { ctx: { sql }, ask, day } = writing
  switch (edit.do) {
    case 'leave': return leave(writing, edit)
    case 'join': return join(writing, edit.house === newHouse ? writing.made : edit.house, edit.person, edit.relation)
    case 'relate': return relate(writing, edit)
    case 'head': await sql`update registry.household set head = ${edit.person} where id = ${edit.house} and ended_on is null`; return
    case 'end': await sql`update registry.household set ended_on = ${day} where id = ${edit.house} and ended_on is null`; return
    case 'found': if (ask.kind !== 'enter') await found(writing, edit); return
    case 'enrol': return enrol(writing, edit)
    case 'unsettle': await sql`select registry.unsettle(array[${edit.person}::uuid], ${writing.ctx.now}::timestamptz)`; return
    case 'fuse': writing.journal = await fuse(writing.ctx, edit.kept, edit.gone); return
    case 'relocate': return relocate(writing, edit)
  }
}

async function relocate({ ctx: { sql }, at }: Writing, { person, to, county }: Step<'relocate'>): Promise<void> {
  await sql`select registry.nearer(${person}, ${to}, ${county})`
  at.set(person, { id: person, county, place: to })
}

/** A membership ends on the day; of somebody who died on the day of the death, never before it began. */
async function leave({ ctx: { sql }, ask, day }: Writing, { person, house }: Step<'leave'>): Promise<void> {
  const until = ask.kind === 'death' ? ask.on : day
  await sql`update registry.member set until = greatest(${until}::date, since) where household = ${house} and person = ${person} and until is null`
}

/** Who comes back to a household on the day on which they left it goes on as before. */
async function join({ ctx: { sql }, day }: Writing, house: string, person: string, relation: string): Promise<void> {
  await sql`
    insert into registry.member (county, household, person, place, relation, since)
    select h.county, h.id, ${person}::uuid, h.place, ${relation}, ${day}::date from registry.household h where h.id = ${house}
    on conflict (county, household, person, since) do update set until = null, relation = excluded.relation`
}

async function relate(writing: Writing, { person, house, relation }: Step<'relate'>): Promise<void> {
  const { ctx: { sql }, world, day } = writing
  const held = world.houses.get(house)!.members.find(member => member.person === person)!
  if (held.relation === relation) return
  if (held.since >= day) await sql`update registry.member set relation = ${relation} where household = ${house} and person = ${person} and until is null`
  else {
    await sql`update registry.member set until = ${day} where household = ${house} and person = ${person} and until is null`
    await join(writing, house, person, relation)
  }
}

/** In the shard of its people: that of the place where they go, else that in which they are. */
async function found({ ctx, ask, world, day, made }: Writing, { place, address, head, kind }: Step<'found'>): Promise<void> {
  const [county, dwelling] = [ask.kind === 'move' ? countyOf(place) : world.people.get(head)!.county, newId()]
  const number = await ctx.numbers.take(county, day)
  await ctx.sql`
    with known as (select id from registry.dwelling where county = ${county} and place = ${place} and address = ${address} limit 1),
    built as (
      insert into registry.dwelling (county, id, place, address, kind)
      select ${county}, ${dwelling}::uuid, ${place}, ${address}, 'other' where not exists (select from known)),
    founded as (
      insert into registry.household (county, id, place, number, kind, head, dwelling, formed_on)
      values (${county}, ${made}, ${place}, ${number}, ${kind}, ${head}, coalesce((select id from known), ${dwelling}), ${day}))
    insert into registry.member (county, household, person, place, relation, since)
    values (${county}, ${made}, ${head}, ${place}, ${headRelation}, ${day})`
}

async function enrol({ ctx, ask, world, from }: Writing, { house, relation }: Step<'enrol'>): Promise<void> {
  if (ask.kind === 'enter') {
    // The registration founds the household of its head.
    await registerPerson(ctx, { ...ask.newcomer, place: ask.place, address: ask.address }, from)
    return
  }
  if (ask.kind !== 'add' || house === null) return
  const { place, address } = world.houses.get(house)!
  await registerPerson(ctx, { ...ask.newcomer, place, address: address ?? '', household: house, relation }, from)
}

/** Facts that the request settles; those that only a document shows are verified, because two people have seen it. */
async function hold({ ctx, world, ask, from, at }: Writing, person: string, given: readonly Step<'fact'>[]): Promise<void> {
  // Who moved lies by now where the move led.
  const subject = ask.kind === 'move' ? { id: person, county: countyOf(ask.to), place: ask.to } : at.get(person) ?? subjectOf(world, person)
  for (const proven of [true, false]) {
    const values = new Map(given.filter(edit => edit.proven === proven).map(edit => [elementOf(edit.element), edit.value as Value]))
    await writeFacts(ctx, subject, values, proven ? { ...from, source: 'verified' } : from)
  }
}

const subjectOf = ({ people }: World, person: string): Subject => {
  const { id, county, place } = people.get(person)!
  return { id, county, place }
}
