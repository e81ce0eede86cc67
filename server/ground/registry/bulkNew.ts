import { maskIdentity } from '../../../contract/identifiers.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { freshUntil, shadowsOf, tally, type Provenance } from './assert.ts'
import type { Batch, BulkOptions, Entrant, Readied } from './batch.ts'
import { findElement, type ElementDefinition } from './elements.ts'
import { headRelation } from './households.ts'
import { identityHash, stored, type SealedValue } from './seals.ts'
import type { Value } from './values.ts'

/** Somebody about to be registered, under the number's keyed hash and the id that is made for them. */
export interface Enrolling { entrant: Entrant; hash: string; id: string; ready: Readied }

const core = (id: string): ElementDefinition => findElement(id)!

/** What makes a person, with what else the row says: the same facts that a registration at the window writes. */
function factsOf({ name, identity, place, address, values }: Entrant): Map<ElementDefinition, Value> {
  return new Map<ElementDefinition, Value>([
    [core('person.name'), name], [core('person.sex'), identity.sex], [core('person.birth_date'), identity.birth_date], [core('person.identity_kind'), identity.kind],
    [core('person.identity_number'), identity.number], [core('person.alive'), true], [core('person.residence_place'), place!], [core('person.residence_address'), address!], ...values,
  ])
}

/**
 * Works out what a row will need if its person is new: hash, id, sealed facts. It asks the database nothing, so that it can be done
 * while the batch before is being written.
 */
export function readied(vault: Vault, entrant: Entrant): Readied {
  const id = newId()
  const facts = factsOf(entrant)
  const kept: Record<string, Value | SealedValue> = {}
  for (const [element, value] of facts) kept[element.id] = stored(vault, element, id, value)
  return { hash: identityHash(vault, entrant.identity.number), id, facts, kept }
}

/** Registers people who are certainly new, with households, facts and counts; of a household without a head nobody is registered. */
export async function enrolNew(batch: Batch, rows: readonly Enrolling[], { from, rehearse }: BulkOptions): Promise<void> {
  const homes = await housed(batch, rows, rehearse)
  const settled = rows.filter(({ entrant }) => !batch.said(entrant))
  for (const { entrant } of settled) batch.say(entrant, 'written')
  if (rehearse || settled.length === 0) return
  const { ctx } = batch
  const { sql } = ctx
  const json = (value: unknown) => sql.json(value as Json)
  const [enrolled] = await sql<{ n: number }[]>`
    select registry.enrol_all(array_agg(hash), array_agg(id), array_agg(county)) as n
    from jsonb_to_recordset(${json(settled.map(({ entrant, hash, id }) => ({ hash, id, county: countyOf(entrant.place!) })))}) as x(hash text, id uuid, county text)`
  // Somebody registered one of them since they were looked up: the batch is judged anew.
  if (enrolled!.n !== settled.length) throw new Problem('conflict.stale')
  await Promise.all([writePeople(ctx, settled, from), writeHomes(ctx, homes), count(ctx, settled)])
}

async function writePeople(ctx: Context, settled: readonly Enrolling[], from: Provenance): Promise<void> {
  const { sql, seat, now } = ctx
  const shelves = new Map<string, string | null>()
  const people = settled.map(({ entrant, id, ready: { facts, kept } }) => {
    tally(ctx, entrant.place!, from, Array.from(facts.keys(), element => element.id), 0)
    for (const element of facts.keys()) if (!shelves.has(element.id)) shelves.set(element.id, freshUntil(element, now))
    return {
      county: countyOf(entrant.place!), id, place: entrant.place, ...shadowsOf(facts), sex: entrant.identity.sex, birth_date: entrant.identity.birth_date,
      identity_kind: entrant.identity.kind, identity_sealed: (kept['person.identity_number'] as SealedValue).sealed, identity_masked: maskIdentity(entrant.identity.number), facts: kept,
    }
  })
  await sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(people)}::text::json) as x(county text, id uuid, place text, name text, pinyin text, initials text, sort_key text, sex text, birth_date date,
        identity_kind text, identity_sealed text, identity_masked text, phone_masked text, address text, resides text, living text, facts jsonb)),
    shelf as materialized (select key as element, value::timestamptz as until from jsonb_each_text(${sql.json(Object.fromEntries(shelves))})),
    person as (
      insert into registry.person (county, id, place, name, pinyin, initials, sort_key, sex, birth_date, identity_kind, identity_sealed, identity_masked, phone_masked, address, resides, living, registered_at)
      select county, id, place, name, pinyin, initials, sort_key, sex, birth_date, identity_kind, identity_sealed, identity_masked, phone_masked, address, coalesce(resides, 'with_hukou'), living, ${now}::timestamptz
      from given)
    insert into registry.assertion (county, subject, element, id, place, value, source, organ, collector, collector_name, purpose, matter, asserted_at, fresh_until)
    select g.county, g.id, f.key, ${newId()}::uuid, g.place, f.value, ${from.source}, ${from.organ}, ${seat.actor}::uuid, ${seat.actorName}, ${from.purpose},
      ${from.matter ?? null}, ${now}::timestamptz, s.until
    from given g, jsonb_each(g.facts) f join shelf s on s.element = f.key`
}

async function count({ sql }: Context, settled: readonly Enrolling[]): Promise<void> {
  const towns = new Map<string, number>()
  for (const { entrant } of settled) towns.set(entrant.place!.slice(0, 9), (towns.get(entrant.place!.slice(0, 9)) ?? 0) + 1)
  for (const [town, n] of [...towns].sort(([a], [b]) => (a < b ? -1 : 1))) await sql`select kernel.bump(${town}, 'person', array['resident'], array[${n}]::integer[])`
}

/** A household that is founded or joined: rows for three tables. */
interface Home { county: string; id: string; place: string; number: string; address: string; head: string; members: { person: string; relation: string }[]; founded: boolean }
interface Standing { id: string; county: string; place: string; number: string; address: string | null }

const keyOf = (place: string, { household, address }: { household: string | null; address: string | null }): string => household === null ? `${place} @${address ?? ''}` : `${place} #${household}`

/** Whose household each belongs to: that of its number, else that of its address; whose head stands in neither the file nor the register is refused. */
async function housed(batch: Batch, rows: readonly Enrolling[], rehearse: boolean): Promise<Home[]> {
  const standing = await standingHomes(batch.ctx, rows)
  const homes = new Map<string, Home>()
  const heads = rows.filter(({ entrant }) => entrant.relation === null || isHead(entrant.relation))
  const day = beijingDay(batch.ctx.now)
  for (const { entrant, id } of heads) {
    const { place, household, address, relation } = entrant
    const key = keyOf(place!, entrant)
    if ((relation !== null || household !== null) && (standing.has(key) || homes.has(key))) {
      batch.say(entrant, 'held', household === null ? '这个地址已有一户和户主，请核对与户主的关系，或填写户号' : `户号 ${household} 已有户主，请核对与户主的关系`)
      continue
    }
    const county = countyOf(place!)
    homes.set(relation === null && household === null ? id : key, {
      county, id: newId(), place: place!, number: household ?? (rehearse ? '' : await batch.ctx.numbers.take(county, day)), address: address!, head: id,
      members: [{ person: id, relation: headRelation }], founded: true,
    })
  }
  for (const { entrant, id } of rows) {
    if (entrant.relation === null || isHead(entrant.relation)) continue
    const key = keyOf(entrant.place!, entrant)
    const known = standing.get(key)
    const home = homes.get(key) ?? (known && { ...known, number: '', address: known.address ?? '', head: '', members: [], founded: false })
    if (!home) batch.say(entrant, 'refused', entrant.household === null ? '没有找到这个地址的户主，请把户主放在家庭成员前面，或填写户号' : `没有找到户号 ${entrant.household} 的户主，请把户主放在家庭成员前面`)
    else {
      home.members.push({ person: id, relation: entrant.relation })
      homes.set(key, home)
    }
  }
  return [...homes.values()]
}
/** 本人 of older lists and 户主. */
const isHead = (relation: string): boolean => relation === '01' || relation === headRelation

async function standingHomes({ sql }: Context, rows: readonly Enrolling[]): Promise<Map<string, Standing>> {
  const wanted = rows.filter(({ entrant }) => entrant.household !== null || entrant.relation !== null)
    .map(({ entrant: { place, household, address } }) => ({ place, number: household, address: household === null ? address : null }))
  if (wanted.length === 0) return new Map()
  const found = await sql<(Standing & { by_number: boolean })[]>`
    with wanted as materialized (select distinct place, number, address from jsonb_to_recordset(${sql.json(wanted)}) as x(place text, number text, address text))
    select h.id, h.county, h.place, h.number, d.address, true as by_number from wanted w
      join registry.household h on h.place = w.place and h.number = w.number and h.ended_on is null
      left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
    union all
    select h.id, h.county, h.place, h.number, d.address, false from wanted w
      join registry.dwelling d on d.place = w.place and d.address = w.address
      join registry.household h on h.county = d.county and h.dwelling = d.id and h.place = w.place and h.ended_on is null`
  return new Map(found.map(row => [keyOf(row.place, { household: row.by_number ? row.number : null, address: row.address }), row]))
}

async function writeHomes({ sql, now }: Context, homes: readonly Home[]): Promise<void> {
  if (homes.length === 0) return
  const day = beijingDay(now)
  const founded = homes.filter(home => home.founded).map(({ members: _members, ...home }) => ({ ...home, dwelling: newId() }))
  const members = homes.flatMap(home => home.members.map(member => ({ ...member, county: home.county, household: home.id, place: home.place })))
  await sql`
    with given as materialized (
      select * from jsonb_to_recordset(${sql.json(founded)}) as x(county text, id uuid, place text, number text, address text, head uuid, dwelling uuid)),
    places as materialized (
      select distinct on (g.county, g.place, g.address) g.county, g.place, g.address, coalesce(d.id, g.dwelling) as id, d.id is null as built
      from given g left join registry.dwelling d on d.county = g.county and d.place = g.place and d.address = g.address
      order by g.county, g.place, g.address, d.id),
    built as (insert into registry.dwelling (county, id, place, address, kind) select county, id, place, address, 'other' from places where built),
    homes as (
      insert into registry.household (county, id, place, number, kind, head, dwelling, formed_on)
      select g.county, g.id, g.place, g.number, 'family', g.head, p.id, ${day}::date from given g join places p on p.county = g.county and p.place = g.place and p.address = g.address)
    insert into registry.member (county, household, person, place, relation, since)
    select county, household, person, place, relation, ${day}::date
    from jsonb_to_recordset(${sql.json(members)}) as x(county text, household uuid, person uuid, place text, relation text)`
}
