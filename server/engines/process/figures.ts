import { levelOf, levelNames, levels, within, type Level } from '../../../contract/kernel.ts'
import { atBeijing } from '../../../contract/time.ts'
import { demonstrationCity, texts } from '../../ground/territory/index.ts'
import type { Query } from '../../kernel/db/index.ts'

export interface Figure { place: string; place_name: string; level: Level; total: number; open: number; late: number; counts: Record<string, number> }

/** The level below, as far as counts are broken down: grids have none of their own. */
const below = (place: string): Level | undefined => {
  const next = levelNames[levelNames.indexOf(levelOf(place)) + 1]
  return next && levels[next] <= levels.community ? next : undefined
}

/**
 * For each place directly below: all cases and the open ones from the kept counters (at community level counted, a few hundred
 * rows), the late ones from the index of due instants. Demonstration places stand outside the province's figures.
 */
export async function figuresUnder(sql: Query, place: string, now: string): Promise<Figure[]> {
  const level = below(place)
  if (!level) return []
  const length = levels[level]
  const range = (column: 'place' | 'c.place') => sql`${sql(column)} >= ${place} and ${sql(column)} < ${place + '~'}`
  const [counted, opened] = level === 'community'
    ? [sql`select left(c.place, ${length}) as child, c.state, count(*) as n from process."case" c where ${range('c.place')} group by 1, 2`,
      sql`select left(c.place, ${length}) as child, count(*) as open from process."case" c where c.awaits is not null and ${range('c.place')} group by 1`]
    : [sql`select left(place, ${length}) as child, state, sum(n)::bigint as n from kernel.counter
        where ${range('place')} and kind >= 'case:' and kind < 'case;' group by 1, 2`,
      sql`select left(place, ${length}) as child, sum(n)::bigint as open from kernel.counter
        where ${range('place')} and kind >= 'open:' and kind < 'open;' group by 1`]
  return sql<Figure[]>`
    with states as (select child, jsonb_object_agg(state, n) filter (where n <> 0) as counts, sum(n)::bigint as total from (${counted}) as s group by child),
    waiting as (${opened}),
    late as (select left(c.place, ${length}) as child, count(*) as late
      from process."case" c where c.awaits is not null and c.due_at < ${now} and ${range('c.place')} group by 1)
    select p.code as place, p.display as place_name, ${level}::text as level, coalesce(s.total, 0) as total, coalesce(w.open, 0) as open,
      coalesce(l.late, 0) as late, coalesce(s.counts, '{}') as counts
    from territory.place p left join states s on s.child = p.code left join waiting w on w.child = p.code left join late l on l.child = p.code
    where p.parent = ${place} and p.valid_to is null and (not p.demonstration or ${within(place, demonstrationCity)} or coalesce(s.total, 0) > 0 and p.code = ${demonstrationCity})
    order by p.code limit ${500}`
}

interface CaseCount { topic: string; states: readonly string[]; from: string | null; to: string }

/** Cases of a topic that came to one of these states by the end of a day, since the beginning or since a day, counted by place. */
export async function casesAt(sql: Query, { topic, states, from, to }: CaseCount, place: string, length: number): Promise<Map<string, number>> {
  const at = (day: string, time: string) => atBeijing(day, time)
  const rows = await sql<{ place: string; n: number }[]>`
    select left(c.place, ${length}) as place, count(*) as n from process."case" c
    where c.topic = ${topic} and c.state = any (${texts(states)}::text[]) and c.place >= ${place} and c.place < ${place + '~'}
      and coalesce(c.closed_at, c.opened_at) < ${at(to, '24:00')}::timestamptz ${from ? sql`and coalesce(c.closed_at, c.opened_at) >= ${at(from, '00:00')}::timestamptz` : sql``}
    group by 1 limit ${100_000}`
  return new Map(rows.map(row => [row.place, row.n]))
}

/** Cases that wait for somebody, or of them those that are late, by place. */
export async function openCasesAt(sql: Query, place: string, length: number, lateAt: string | null): Promise<Map<string, number>> {
  const rows = await sql<{ place: string; n: number }[]>`
    select left(c.place, ${length}) as place, count(*) as n from process."case" c
    where c.awaits is not null and c.place >= ${place} and c.place < ${place + '~'} ${lateAt ? sql`and c.due_at < ${lateAt}::timestamptz` : sql``} group by 1 limit ${100_000}`
  return new Map(rows.map(row => [row.place, row.n]))
}
