import { addDays, atBeijing, beijingDay } from '../../../contract/time.ts'
import type { Json } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { placesByCode, provinceCode } from '../territory/index.ts'
import { reaches } from './aliases.ts'
import type { ElementDefinition } from './elements.ts'
import { cleanName, nameLetters } from './names.ts'
import { stored } from './seals.ts'
import { checkValues, maskValue, type Given, type Value } from './values.ts'

/** Whom a fact is about, and where its row lies. */
export interface Subject { id: string; county: string; place: string }

/** How a fact came to be held: said by the person, seen by a worker, fetched from another body, or checked by one. */
export type Source = 'declared' | 'collected' | 'shared' | 'verified'

/** Where facts come from: the organ that answers for them, the purpose they were given for, the matter they belong to. */
export interface Provenance { source: Source; organ: string; purpose: string; matter?: string | undefined }

/** Which elements got a new value, and which were only confirmed. Both in the order of their ids. */
export interface Asserted { changed: string[]; renewed: string[] }

/**
 * Holds facts about a subject. A new value ends the current one, which stays in the history; the same value from the same
 * source and organ, still fresh, is not written again but stays fresh for longer. One round trip for any number of facts.
 * Throws `fact.element_unknown` (also for what was registered for other places), `fact.value_invalid` (all wrong fields at once), and `conflict.stale` when others
 * keep asserting the same.
 */
export async function assertFacts(ctx: Context, subject: Subject, facts: readonly Given[], from: Provenance): Promise<Asserted> {
  const values = checkValues(facts, beijingDay(ctx.now))
  const far = [...values.keys()].find(element => !reaches(element, subject.place))
  if (far) throw new Problem('fact.element_unknown', { element: far.name })
  for (const [element, value] of values) if (element.settled !== 'register' || !(await held(ctx, subject, element, value))) refuseSettled(element, from.source)
  refuseDeath(values, from.source)
  await refuseUnknownPlaces(ctx, values)
  return writeFacts(ctx, subject, values, from)
}

/** That what was settled at registration is still so may be said by anybody who may record: it makes the fact fresh again and changes nothing. */
async function held({ sql, vault }: Context, { id, county }: Subject, element: ElementDefinition, value: Value): Promise<boolean> {
  const kept = stored(vault, element, id, value) as { print?: string } | Value
  const print = typeof kept === 'object' ? kept.print! : kept
  return (await sql`select 1 from registry.assertion where county = ${county} and subject = ${id} and element = ${element.id} and ended_at is null
    and coalesce(value -> 'print', value) = ${sql.json(print as Json)}`).length > 0
}

/** A place of the province must stand in the tree; of one outside only the form of the code is known. */
async function refuseUnknownPlaces({ sql }: Context, values: ReadonlyMap<ElementDefinition, Value>): Promise<void> {
  const named = [...values].filter(([{ type }, value]) => type === 'place' && String(value).startsWith(provinceCode))
  if (named.length === 0) return
  const known = new Set((await placesByCode(sql, named.map(([, value]) => String(value)))).map(place => place.code))
  const [wrong] = named.find(([, value]) => !known.has(String(value))) ?? []
  const reason = '没有这个地区，请核对区划代码'
  if (wrong) throw new Problem('fact.value_invalid', { name: wrong.name, reason }, [{ path: wrong.id, message: reason }])
}

function refuseSettled(element: ElementDefinition, source: Source): void {
  const proven = source === 'shared' || source === 'verified'
  if (element.settled === undefined || (element.settled === 'proof' && proven)) return
  const reason = element.settled === 'proof' ? '须凭证件核验后更改' : '登记时已确定，不能在这里更改'
  throw new Problem('fact.value_invalid', { name: element.name, reason }, [{ path: element.id, message: reason }])
}

/** A death is a change of a household, to which a second person agrees; beside that only a register may say it. */
export function refuseDeath(values: ReadonlyMap<ElementDefinition, Value>, source: Source): void {
  const said = [...values].find(([{ id }, value]) => id === 'person.alive' && value === false)
  if (!said || source === 'shared') return
  const reason = '死亡请按“户内变动”办理，由另一位同事核对'
  throw new Problem('fact.value_invalid', { name: said[0].name, reason }, [{ path: said[0].id, message: reason }])
}

/** Until when a value asserted now may be relied on: the end of the last day of its shelf life, in Beijing. */
export const freshUntil = ({ shelf_days }: ElementDefinition, now: string): string | null =>
  shelf_days === null ? null : atBeijing(addDays(beijingDay(now), shelf_days), '24:00')

/**
 * Writes checked values. Two who assert at once meet at the current row: the second sees nothing written and tries anew.
 * `shadows` are the columns of registry.person that change with them; null where the row already says so.
 */
export async function writeFacts(
  ctx: Context, subject: Subject, values: ReadonlyMap<ElementDefinition, Value>, from: Provenance, shadows: Shadows | null = shadowsOf(values),
): Promise<Asserted> {
  const rows = [...values].map(([element, value]) => ({
    element: element.id, id: newId(), fresh_until: freshUntil(element, ctx.now),
    value: stored(ctx.vault, element, subject.id, element.id === 'person.name' ? cleanName(String(value)) : value),
  }))
  if (rows.length === 0) return { changed: [], renewed: [] }
  for (let attempt = 1; attempt <= 5; attempt++) {
    const done = await write(ctx, subject, rows as unknown as Json, from, shadows)
    if (done.length === rows.length) {
      tally(ctx, subject.place, from, done.map(row => row.element), done.filter(row => row.again).length)
      const of = (what: string) => done.filter(row => row.what === what).map(row => row.element).sort()
      return { changed: of('changed'), renewed: of('renewed') }
    }
  }
  throw new Problem('conflict.stale')
}

export type Shadows = Record<string, string>

/** Columns of registry.person that repeat a fact, so that a list needs no assertion. */
export function shadowsOf(values: ReadonlyMap<ElementDefinition, Value>): Shadows | null {
  const shadows: Shadows = {}
  for (const [element, value] of values) {
    const text = String(value)
    if (element.id === 'person.name') Object.assign(shadows, { name: cleanName(text), ...nameLetters(cleanName(text)) })
    if (element.id === 'person.phone') shadows.phone_masked = maskValue(element, text)
    if (element.id === 'person.residence_address') shadows.address = text
    if (element.id === 'person.living_arrangement') shadows.living = text
    if (element.id === 'person.resides') shadows.resides = text
  }
  return Object.keys(shadows).length === 0 ? null : shadows
}
const shadowed = '{person.name,person.phone,person.residence_address,person.living_arrangement,person.resides}'

/** What became of a fact; `again`: it had been held, the same and fresh, whoever had given it. */
interface Done { element: string; what: 'changed' | 'renewed'; again: boolean }

/** Facts that one request entered by hand for an organ at a place, of which elements, and how many of them had been held already. */
export interface Entered { place: string; organ: string; entered: number; again: number; elements: readonly string[] }
const tallies = new WeakMap<object, Map<string, Entered>>()

/** What this request has entered so far; facts that a register supplied were typed by nobody. */
export const enteredIn = (ctx: object): Entered[] => [...tallies.get(ctx)?.values() ?? []]

/** Counts facts of these elements that were entered about somebody at a place, and how many of them had been held, the same and fresh. */
export function tally(ctx: object, place: string, { source, organ }: Provenance, entered: readonly string[], again: number): void {
  if (source === 'shared' || entered.length === 0) return
  const mine = tallies.get(ctx) ?? new Map<string, Entered>()
  tallies.set(ctx, mine)
  const one = mine.get(`${place} ${organ}`) ?? { place, organ, entered: 0, again: 0, elements: [] }
  mine.set(`${place} ${organ}`, { ...one, entered: one.entered + entered.length, again: one.again + again, elements: [...one.elements, ...entered] })
}

function write(ctx: Context, { id, county, place }: Subject, rows: Json, from: Provenance, shadows: Shadows | null) {
  const { sql, now, seat } = ctx
  const key = sql`a.county = ${county} and a.subject = ${id}`
  return sql<Done[]>`
    with given as materialized (
      select * from jsonb_to_recordset(${sql.json(rows)}) as x(element text, id uuid, value jsonb, fresh_until timestamptz)),
    held as materialized (
      select a.element, a.id, a.value, a.fresh_until, a.source, a.organ from registry.assertion a
      where ${key} and a.ended_at is null and a.element in (select element from given)
      order by a.element for update),
    same as materialized (
      select held.element, held.id, given.fresh_until from given join held using (element)
      where coalesce(held.value -> 'print', held.value) = coalesce(given.value -> 'print', given.value)
        and held.source = ${from.source} and held.organ = ${from.organ}
        and (held.fresh_until is null or held.fresh_until >= ${now}::timestamptz)),
    renewed as (
      update registry.assertion a set fresh_until = greatest(a.fresh_until, same.fresh_until), confirmed_at = ${now}
      from same where ${key} and a.element = same.element and a.id = same.id returning a.element),
    ended as (
      update registry.assertion a set ended_at = ${now}
      from held where ${key} and a.element = held.element and a.id = held.id
        and held.element not in (select element from same) returning a.element),
    changed as (
      insert into registry.assertion (county, subject, element, id, place, value, source, organ, collector, collector_name, purpose,
        matter, asserted_at, fresh_until)
      select ${county}, ${id}::uuid, element, id, ${place}, value, ${from.source}, ${from.organ}, ${seat.actor}::uuid, ${seat.actorName},
        ${from.purpose}, ${from.matter ?? null}, ${now}::timestamptz, fresh_until
      -- counting what was ended makes the ending come first, so that the current row is free
      from given where element not in (select element from same) and (select count(*) from ended) >= 0
      order by element
      on conflict (county, subject, element) where ended_at is null do nothing
      returning element)
    ${shadows === null ? sql`` : sql`, shadows as (
      update registry.person p set ${sql(shadows)}, revision = p.revision + 1 where p.county = ${county} and p.id = ${id}
        and exists (select from changed where element = any (${shadowed}::text[])))`}
    select element, 'changed' as what, exists (select from held join given using (element) where held.element = changed.element
        and coalesce(held.value -> 'print', held.value) = coalesce(given.value -> 'print', given.value)
        and (held.fresh_until is null or held.fresh_until >= ${now}::timestamptz)) as again from changed
    union all select element, 'renewed', true from renewed`
}
