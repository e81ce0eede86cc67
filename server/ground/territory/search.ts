import type { Level } from '../../../contract/kernel.ts'
import type { PlaceRow } from '../../../contract/place.ts'
import type { Fragment, Query } from '../../kernel/db/index.ts'
import { normalise } from './names.ts'
import { columns, pathNameOf } from './read.ts'

export interface SearchOptions {
  /** Only places at or under this one. */
  within?: string | undefined
  level?: Level | undefined
  /** At most so many, 20 unless said. */
  limit?: number
  /** Demonstration places too: in a demonstration deployment only. */
  demonstration?: boolean
}

/** As people type pinyin: tones, spaces, apostrophes and hyphens do not count, ü is v. */
export const foldPinyin = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\p{M}\s'’·-]/gu, '')

/**
 * Places of today by name, pinyin, initials or the beginning of the code. The whole name goes before the name without its
 * ending (六合 → 六合区), then beginnings, then what merely holds the text; within each, higher levels first.
 */
export async function searchPlaces(sql: Query, text: string, options: SearchOptions = {}): Promise<(PlaceRow & { path: string })[]> {
  const { within = '', level, limit = 20, demonstration = false } = options
  const han = text.normalize('NFKC').replace(/\s/gu, '')
  const found = /^\d+$/.test(han) ? byCode(sql, han) : /\p{Script=Han}/u.test(han) ? byName(sql, han) : byPinyin(sql, foldPinyin(text))
  if (!found) return []
  const { rank, among } = found
  const rows = await sql<(PlaceRow & { rank: number })[]>`
    select ${columns(sql, undefined)}, p.rank
    from (
      select t.*, ${rank} as rank from territory.place t
      where t.valid_to is null and (${among}) and t.code >= ${within} and t.code < ${`${within}~`}
        and (${demonstration} or not t.demonstration) and (${level ?? null}::text is null or t.level = ${level ?? null})) as p
    where p.rank is not null
    order by p.rank, length(p.code), p.statistical, p.code limit ${limit}`
  const paths = await pathNameOf(sql, rows.map(row => row.code))
  return rows.map(({ rank: _, ...row }) => ({ ...row, path: paths.get(row.code) ?? row.display }))
}

/** The rank of a place for what was typed, null for one that does not fit; and `among`, by an index, all that can fit. */
interface Found { rank: Fragment; among: Fragment }

const prefixed = (sql: Query, column: 'code' | 'pinyin' | 'initials', typed: string) =>
  sql`t.${sql(column)} >= ${typed} and t.${sql(column)} < ${`${typed}\u{10ffff}`}`

const byCode = (sql: Query, code: string): Found => ({
  rank: sql`case when code = ${code} then 0 when starts_with(code, ${code}) then 2 end`, among: prefixed(sql, 'code', code),
})

const byName = (sql: Query, name: string): Found => {
  const said = normalise(name)
  const holds = (text: string) => sql`territory.grams(${text}, ${Math.min(2, text.length)}::integer, 2)`
  return { among: sql`territory.grams(t.display, 1, 2) @> ${holds(said)} or territory.grams(t.name, 1, 2) @> ${holds(name)}`, rank: sql`case
    when ${name} in (name, display) or display = ${said} then 0
    when starts_with(display, ${said}) and substr(display, ${said.length + 1}::int)
      in ('省', '市', '区', '县', '街道', '镇', '乡', '社区', '村') then 1
    when starts_with(display, ${said}) or starts_with(name, ${name}) then 2
    when strpos(display, ${said}) > 0 or strpos(name, ${name}) > 0 then 3 end` }
}

/** So many letters must be typed before the middle of a reading counts as its beginning does. */
const middle = 4

const byPinyin = (sql: Query, typed: string): Found | null => typed === '' ? null : {
  among: typed.length >= middle ? sql`territory.grams(t.pinyin, 3, 3) @> territory.grams(${typed}, 3, 3) or ${prefixed(sql, 'initials', typed)}`
    : sql`${prefixed(sql, 'pinyin', typed)} or ${prefixed(sql, 'initials', typed)}`,
  rank: sql`case
    when pinyin = ${typed} or initials = ${typed} then 0
    when starts_with(pinyin, ${typed}) and substr(pinyin, ${typed.length + 1}::int)
      in ('sheng', 'shi', 'qu', 'xian', 'jiedao', 'zhen', 'xiang', 'shequ', 'cun') then 1
    when starts_with(pinyin, ${typed}) or starts_with(initials, ${typed}) then 2
    when length(${typed}) >= ${middle} and strpos(pinyin, ${typed}) > 0 then 3 end`,
}
