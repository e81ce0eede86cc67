import type { Level } from '../../../contract/kernel.ts'
import type { PlaceRow } from '../../../contract/place.ts'
import type { Query } from '../../kernel/db/index.ts'
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
  const rank = /^\d+$/.test(han) ? byCode(sql, han) : /\p{Script=Han}/u.test(han) ? byName(sql, han) : byPinyin(sql, foldPinyin(text))
  if (!rank) return []
  const rows = await sql<(PlaceRow & { rank: number })[]>`
    select ${columns(sql, undefined)}, p.rank
    from (
      select t.*, ${rank} as rank from territory.place t
      where t.valid_to is null and t.code >= ${within} and t.code < ${`${within}~`}
        and (${demonstration} or not t.demonstration) and (${level ?? null}::text is null or t.level = ${level ?? null})) as p
    where p.rank is not null
    order by p.rank, length(p.code), p.statistical, p.code limit ${limit}`
  const paths = await pathNameOf(sql, rows.map(row => row.code))
  return rows.map(({ rank: _, ...row }) => ({ ...row, path: paths.get(row.code) ?? row.display }))
}

const byCode = (sql: Query, code: string) => sql`case when code = ${code} then 0 when starts_with(code, ${code}) then 2 end`

const byName = (sql: Query, name: string) => {
  const said = normalise(name)
  return sql`case
    when ${name} in (name, display) or display = ${said} then 0
    when starts_with(display, ${said}) and substr(display, ${said.length + 1}::int)
      in ('省', '市', '区', '县', '街道', '镇', '乡', '社区', '村') then 1
    when starts_with(display, ${said}) or starts_with(name, ${name}) then 2
    when strpos(display, ${said}) > 0 or strpos(name, ${name}) > 0 then 3 end`
}

const byPinyin = (sql: Query, typed: string) => typed === '' ? null : sql`case
  when pinyin = ${typed} or initials = ${typed} then 0
  when starts_with(pinyin, ${typed}) and substr(pinyin, ${typed.length + 1}::int)
    in ('sheng', 'shi', 'qu', 'xian', 'jiedao', 'zhen', 'xiang', 'shequ', 'cun') then 1
  when starts_with(pinyin, ${typed}) or starts_with(initials, ${typed}) then 2
  when length(${typed}) >= 4 and strpos(pinyin, ${typed}) > 0 then 3 end`
