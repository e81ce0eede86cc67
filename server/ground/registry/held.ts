import { codes } from '../../../contract/codes.ts'
import type { Fact } from '../../../contract/person.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Context } from '../../kernel/operation.ts'
import { together } from '../../kernel/together.ts'
import { wordOf } from './lists.ts'
import { declared, findElement, orderOf, type ElementDefinition } from './elements.ts'
import { isSealed, sealedFor } from './seals.ts'
import { showValue, type Value } from './values.ts'

interface AssertionRow {
  id: string; element: string; value: unknown; source: Fact['source']; organ: string; collector_name: string | null; purpose: string
  asserted_at: string; fresh_until: string | null; ended_at: string | null; place_name: string | null
}

/** The seal behind a fact that was read here: it stays on the server, whatever becomes of the fact. */
const seals = new WeakMap<Fact, { sealed: string; aad: string }>()
const places = `{${declared.filter(({ type }) => type === 'place').map(({ id }) => id).join(',')}}`
const literal = (ids: readonly string[]): string => `{${ids.filter(id => findElement(id)).join(',')}}`

function rowsOf(ctx: Context, subject: string, wanted: readonly string[] | undefined, past: boolean) {
  const { sql } = ctx
  return sql<AssertionRow[]>`
    select a.id, a.element, a.value, a.source, a.organ, a.collector_name, a.purpose, a.asserted_at, a.fresh_until, a.ended_at,
      p.display as place_name
    from registry.assertion a
    left join territory.place p on p.code = case when a.element = any (${places}::text[]) then a.value #>> '{}' end and p.valid_to is null
    where a.subject = ${subject} ${past ? sql`` : sql`and a.ended_at is null`}
      ${wanted ? sql`and a.element = any (${literal(wanted)}::text[])` : sql``}
    order by a.asserted_at desc, a.id desc`
}

/** For an element that is no longer declared: shown as it was kept. */
const forgotten = (id: string): ElementDefinition => ({
  id, name: id, meaning: '', object: 'person', type: 'line', code_list: null, owner: '', shelf_days: null, sensitivity: 'personal', columns: [],
})

function toFact(ctx: Context, subject: string, row: AssertionRow): Fact {
  const element = findElement(row.element) ?? forgotten(row.element)
  const sealed = isSealed(row.value) ? row.value : null
  const on = beijingDay(row.asserted_at)
  const fact: Fact = {
    element: row.element, name: element.name, value: sealed ? sealed.masked : row.value,
    shown: sealed ? sealed.masked : showValue(element, row.value as Value, on, row.place_name),
    source: row.source, source_name: wordOf(codes.fact_source.id, row.source, on), organ: row.organ, collector_name: row.collector_name,
    purpose: row.purpose, asserted_at: row.asserted_at, fresh_until: row.fresh_until,
    stale: row.fresh_until !== null && row.fresh_until < ctx.now, sealed: sealed !== null,
  }
  if (sealed) seals.set(fact, { sealed: sealed.sealed, aad: sealedFor(row.element, subject) })
  return fact
}

/** What is held about a subject now, in the order of a page; sealed values masked. Row security decides whether any is seen. */
export async function factsOf(ctx: Context, subject: string, wanted?: readonly string[]): Promise<Fact[]> {
  const rows = await rowsOf(ctx, subject, wanted, false)
  return rows.map(row => toFact(ctx, subject, row)).sort((a, b) => orderOf(a.element) - orderOf(b.element))
}

export type PastFact = Fact & { ended_at: string | null }

/** Every version of one element of a subject, newest first; also what was said of a second record that was made one with it. */
export async function history(ctx: Context, subject: string, element: string): Promise<PastFact[]> {
  const records = await ctx.sql<{ id: string }[]>`
    with recursive same(id) as (select ${subject}::text union select l.ask ->> 'other' from same join registry.life l on l.ask ->> 'person' = same.id and l.kind = 'same' and l.state = 'applied')
    select id from same limit ${20}`
  const past = await Promise.all(records.map(async ({ id }) => (await rowsOf(ctx, id, [element], true)).map(row => ({ id: row.id, fact: Object.assign(toFact(ctx, id, row), { ended_at: row.ended_at }) }))))
  // Of one instant they stay in the order in which the database has them.
  return onceEach(past.flat()).map(one => one.fact).sort((a, b) => Date.parse(b.asserted_at) - Date.parse(a.asserted_at))
}

/** What an old county keeps of who left stands in the new one as well: the one that goes on, or ended later, is the fact. */
function onceEach(rows: readonly { id: string; fact: PastFact }[]): { id: string; fact: PastFact }[] {
  const until = ({ fact }: { fact: PastFact }): number => (fact.ended_at === null ? Infinity : Date.parse(fact.ended_at))
  const kept = new Map<string, { id: string; fact: PastFact }>()
  for (const row of rows) if (!kept.has(row.id) || until(kept.get(row.id)!) < until(row)) kept.set(row.id, row)
  return [...kept.values()]
}

/** The plain text of a sealed fact as this room gave it out (a copy of it does not open); `shown` of an open one. */
export function openSealed(ctx: Context, fact: Fact): string {
  const seal = seals.get(fact)
  if (seal) return ctx.vault.open(seal.sealed, seal.aad)
  if (fact.sealed) throw new Error(`a copied fact cannot be opened: ${fact.element}`)
  return fact.shown
}

/** What a form finds already there. `value` is the value itself, unsealed only when asked for; undefined when nothing is held. */
export interface Held { state: 'held' | 'stale' | 'missing'; fact: Fact | null; value(): Value | undefined }

const missing: Held = { state: 'missing', fact: null, value: () => undefined }

/** What several forms ask of a person in one turn is read in one statement. */
const askedTogether = together(async (ctx: Context, asked: readonly { person: string; wanted: readonly string[] }[]) => {
  const people = new Map<string, Set<string>>()
  for (const { person, wanted } of asked) people.set(person, new Set([...people.get(person) ?? [], ...wanted]))
  const found = new Map(await Promise.all([...people].map(async ([person, wanted]) =>
    [person, new Map((await factsOf(ctx, person, [...wanted])).map(fact => [fact.element, fact]))] as const)))
  return asked.map(({ person }) => found.get(person)!)
})

/** What is held for the elements of a form, in one query for any number of them. Every element asked for is in the answer. */
export async function fill(ctx: Context, person: string, wanted: readonly string[]): Promise<Map<string, Held>> {
  const facts = await askedTogether(ctx, { person, wanted })
  return new Map(wanted.map(id => {
    const fact = facts.get(id)
    return [id, fact ? heldOf(ctx, fact) : missing]
  }))
}

const heldOf = (ctx: Context, fact: Fact): Held => ({
  state: fact.stale ? 'stale' : 'held', fact, value: () => (fact.sealed ? openSealed(ctx, fact) : fact.value as Value),
})
