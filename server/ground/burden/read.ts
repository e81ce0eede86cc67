import type { Query } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'
import type { Pace } from './rules.ts'

const range = (sql: Query, place: string) => sql`place >= ${place} and place < ${place + '~'}`
/** The first day of a month `2026-11`. */
export const monthOf = (month: string): string => `${month}-01`

/** Minutes and times at or under a place in a month, by kind of demand and requester; the largest first. Whole minutes. */
export const spentAt = (sql: Query, place: string, month: string) => sql<{ kind: string; requester: string; requester_name: string; n: number; minutes: number }[]>`
  select kind, requester, max(requester_name) as requester_name, sum(n)::bigint as n, ceil(sum(ms) / 60000)::bigint as minutes
  from burden.spent where ${range(sql, place)} and month = ${monthOf(month)}::date group by kind, requester order by sum(ms) desc, kind, requester limit ${200}`

/** Requesters by what they cost all communities at or under a place in a month; what communities do of themselves is left out. */
export const requestersAt = (sql: Query, place: string, month: string) => sql<{ requester: string; requester_name: string; communities: number; n: number; minutes: number }[]>`
  select requester, max(requester_name) as requester_name, count(distinct place)::bigint as communities, sum(n)::bigint as n, ceil(sum(ms) / 60000)::bigint as minutes
  from burden.spent where ${range(sql, place)} and month = ${monthOf(month)}::date and requester <> '' group by requester order by sum(ms) desc, requester limit ${200}`

/** How fast facts are typed at or under a place, as measured, all together and of each element; null, or no element, below the number from which that counts. */
export async function paceAt(sql: Query, place: string, from: number): Promise<Pace> {
  const [[row], each] = await Promise.all([
    sql<{ timed: number; ms: number }[]>`select coalesce(sum(timed), 0)::bigint as timed, coalesce(sum(ms), 0)::bigint as ms from burden.entered where ${range(sql, place)}`,
    sql<{ element: string; seconds: number }[]>`
      select element, (sum(ms) / sum(n) / 1000.0)::float8 as seconds from burden.pace where ${range(sql, place)} group by element having sum(n) >= ${Math.max(1, from)}::integer`,
  ])
  const { timed, ms } = row!
  return { measured: timed, seconds: timed >= from && timed > 0 ? ms / timed / 1000 : null, elements: new Map(each.map(one => [one.element, one.seconds])) }
}

/** Minutes that one handling of a kind of demand took communities at or under a place, as measured; null where too few were. */
export async function handlingAt(sql: Query, place: string, kind: string, from: number): Promise<{ minutes: number | null; n: number }> {
  const [row] = await sql<{ n: number; ms: number }[]>`select coalesce(sum(n), 0)::bigint as n, coalesce(sum(ms), 0)::bigint as ms from burden.spent where ${range(sql, place)} and kind = ${kind}`
  const { n, ms } = row!
  return { minutes: n >= from && n > 0 ? ms / n / 60_000 : null, n }
}

export interface Measured { label: string; entered: number; again: number }
/** Facts that were typed although held and fresh, of all typed, at or under a place in a month: by form, by organ or by place. */
export async function measureOf(sql: Query, place: string, month: string, by: 'form' | 'organ' | 'place', length: number): Promise<Measured[]> {
  const label = by === 'place' ? sql`left(place, ${length}::integer)` : by === 'form' ? sql`form` : sql`organ`
  return [...await sql<Measured[]>`
    select ${label} as label, sum(entered)::bigint as entered, sum(again)::bigint as again from burden.entered
    where ${range(sql, place)} and month = ${monthOf(month)}::date group by 1 order by 1 limit ${500}`]
}

/** Publishes the requesters of a month by the task force's decision; a month is published once. */
export async function publish(ctx: Context, place: string, month: string, decision: string): Promise<number> {
  const rows = await requestersAt(ctx.sql, place, month)
  if (rows.length === 0) return 0
  await ctx.sql`insert into burden.published ${ctx.sql(rows.map(({ requester, requester_name, minutes, communities }) => ({
    county: countyOf(place), place, month: monthOf(month), requester, requester_name, minutes, communities, decision, published_at: ctx.now,
  })))}`
  return rows.length
}

/** What was published of a place, newest month first, each month by minutes. */
export const publishedAt = (sql: Query, place: string) => sql<{ place: string; month: string; requester_name: string; minutes: number; communities: number; decision: string; published_at: string }[]>`
  select place, month, requester_name, minutes, communities, decision, published_at from burden.published where ${range(sql, place)}
  order by month desc, place, minutes desc limit ${500}`
