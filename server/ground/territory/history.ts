import type { PlaceRow, Succession } from '../../../contract/place.ts'
import type { Query } from '../../kernel/db/index.ts'
import { columns } from './read.ts'

/** Every version of a place, oldest first. */
export async function versionsOf(sql: Query, id: string): Promise<PlaceRow[]> {
  return [...await sql<PlaceRow[]>`
    select ${columns(sql, undefined)} from territory.place p where p.id = ${id} order by p.valid_from`]
}

/**
 * The events that made, changed or ended a place, oldest first: those that name it, and those of a place above it that
 * gave it another code.
 */
export async function successionsOf(sql: Query, id: string): Promise<Succession[]> {
  return [...await sql<Succession[]>`
    with path as (
      select distinct t.id, v.valid_from, v.valid_to from territory.place v
      join territory.place t on starts_with(v.code, t.code) and length(t.code) > 2 and length(t.code) < length(v.code)
        and t.code in (left(v.code, 4), left(v.code, 6), left(v.code, 9), left(v.code, 12), left(v.code, 15))
      where v.id = ${id}
    )
    select s.id, s.kind, s.effective, s.basis, ${namesOf(sql, 'before')} as before, ${namesOf(sql, 'after')} as after, s.moved, s.recorded_at
    from territory.succession s
    where ${id}::uuid = any (s.before) or ${id}::uuid = any (s.after)
      or exists (select 1 from path where path.id = any (s.before) and (path.valid_to = s.effective))
    order by s.effective, s.recorded_at`]
}

/** The places of one side of an event, as they were then. */
const namesOf = (sql: Query, side: 'before' | 'after') => {
  const then = side === 'before' ? sql`v.valid_from < s.effective` : sql`v.valid_from <= s.effective`
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('code', at.code, 'name', at.display) order by at.code), '[]') from (
      select distinct on (v.id) v.code, v.display from territory.place v
      where v.id = any (${side === 'before' ? sql`s.before` : sql`s.after`}) and ${then}
      order by v.id, v.valid_from desc) as at)`
}

/**
 * Where a code of a past day is today: the same place's code now, or that of the place it went into (of a split, the heir).
 * Null when the place was abolished or never was. For old links, letters under way and papers.
 */
export async function successorOf(sql: Query, code: string, day: string): Promise<string | null> {
  const [row] = await sql<{ code: string }[]>`
    with recursive chain (id, day) as (
      select id, ${day}::date from territory.place
      where code = ${code} and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
      union all
      select s.after[1], s.effective from chain join territory.succession s
        on chain.id = any (s.before) and s.effective > chain.day and s.kind in ('merged', 'split') and not (chain.id = any (s.after))
    )
    select p.code from chain join territory.place p on p.id = chain.id and p.valid_to is null
    order by chain.day desc limit 1`
  return row?.code ?? null
}

/**
 * The codes that a place of today bore on a past day: its own then, and those of places that have since gone into it. What
 * lay there on the day lies at or under these codes as they were then. Empty where it was not there yet.
 */
export async function codesOn(sql: Query, code: string, day: string): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    with recursive origin (id) as (
      select id from territory.place where code = ${code} and valid_to is null
      union
      select earlier.id from origin join territory.succession s on origin.id = any (s.after) and s.effective > ${day}::date
        and s.kind in ('merged', 'split') cross join lateral unnest(s.before) as earlier (id)
    )
    select distinct p.code from territory.place p join origin using (id)
    where p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date) order by p.code`
  return rows.map(row => row.code)
}
