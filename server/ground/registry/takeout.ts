import { beijingDay } from '../../../contract/time.ts'
import { texts } from '../territory/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'
import { elementOf, showValue, type Value } from './values.ts'
import { isSealed } from './seals.ts'

/** A person on a list that leaves the house: values in words, in the order of the elements asked for; sealed ones masked. */
export interface TakenOut { id: string; place: string; values: (string | null)[] }
interface Wanted { place: string; elements: readonly string[]; after: { place: string; id: string } | null; limit: number }

/** People at or under a place with these facts, in the order of places, by key. Row security keeps them within the seat's range. */
export async function peopleWithFacts({ sql, now }: Context, { place, elements, after, limit }: Wanted): Promise<TakenOut[]> {
  const rows = await sql<{ id: string; place: string; facts: Record<string, unknown> | null }[]>`
    with people as materialized (
      select p.county, p.id, p.place from registry.person p
      where p.place >= ${after?.place ?? place} and p.place < ${place + '~'} ${after ? sql`and (p.place, p.id) > (${after.place}, ${after.id}::uuid)` : sql``}
      order by p.place, p.id limit ${limit})
    select p.id, p.place, f.facts from people p left join lateral (
      select jsonb_object_agg(a.element, case when jsonb_typeof(a.value) = 'object' then jsonb_build_object('sealed', '', 'masked', a.value -> 'masked') else a.value end) as facts
      from registry.assertion a where a.county = p.county and a.subject = p.id and a.ended_at is null and a.element = any (${texts([...elements])}::text[])) f on true
    order by p.place, p.id`
  const declared = elements.map(elementOf)
  const today = beijingDay(now)
  const shown = (element: (typeof declared)[number], value: unknown): string | null =>
    value === undefined || value === null ? null : isSealed(value) ? value.masked : showValue(element, value as Value, today)
  return rows.map(({ id, place, facts }) => ({ id, place, values: declared.map(element => shown(element, facts?.[element.id])) }))
}

/** As `recordLook`, for all who stand on a list: in one statement, each with a row that the person reads. */
export function recordLooks({ sql, seat, now }: Context, operation: string, people: readonly { id: string; place: string }[], purpose: string): PromiseLike<unknown> {
  const rows = people.filter(one => one.id !== seat.actor).map(({ id, place }) => ({ county: countyOf(place), id: newId(), place, person: id }))
  return sql`
    insert into registry.look (county, id, place, person, actor, actor_name, office, actor_place, operation, purpose, confidential, at)
    select county, id, place, person, ${seat.actor}::uuid, ${seat.actorName}, ${seat.office}, ${seat.place}, ${operation}, ${purpose}, false, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(county text, id uuid, place text, person uuid)`
}
