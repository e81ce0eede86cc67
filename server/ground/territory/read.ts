import { levelNames, levels, type Level } from '../../../contract/kernel.ts'
import type { PlaceRow } from '../../../contract/place.ts'
import type { Query } from '../../kernel/db/index.ts'
import { Memory } from '../../kernel/memory.ts'
import { pathCodes } from './codes.ts'
import { texts } from './texts.ts'

/** The condition that a version holds on a day; absent: now. An event is never dated ahead, so now is the open version. */
export const holds = (sql: Query, version: 'p' | 'c', asOf: string | undefined) => {
  const [from, to] = version === 'p' ? [sql`p.valid_from`, sql`p.valid_to`] : [sql`c.valid_from`, sql`c.valid_to`]
  return asOf ? sql`${from} <= ${asOf}::date and (${to} is null or ${to} > ${asOf}::date)` : sql`${to} is null`
}

/** The columns of a `PlaceRow`; demonstration places are not counted as children of a real one. */
export const columns = (sql: Query, asOf: string | undefined) => sql`
  p.id, p.code, p.name, p.display, p.level, p.kind, p.parent, p.statistical, p.demonstration, p.valid_from, p.valid_to,
  (select count(*)::int from territory.place c
    where c.parent = p.code and (p.demonstration or not c.demonstration) and ${holds(sql, 'c', asOf)}) as children`

/** The places with these codes on a day (absent: now), in the order of their codes; unknown codes are left out. */
export async function placesByCode(sql: Query, codes: readonly string[], asOf?: string): Promise<PlaceRow[]> {
  if (codes.length === 0) return []
  return [...await sql<PlaceRow[]>`
    select ${columns(sql, asOf)} from territory.place p
    where p.code = any (${texts(codes)}::text[]) and ${holds(sql, 'p', asOf)} order by p.code`]
}

/** One place on a day (absent: now); undefined when there was none of this code. */
export async function findPlace(sql: Query, code: string, asOf?: string): Promise<PlaceRow | undefined> {
  return (await placesByCode(sql, [code], asOf))[0]
}

/** The places directly under `parent` on a day, in the order of their codes. */
export async function children(sql: Query, parent: string, asOf?: string): Promise<PlaceRow[]> {
  return [...await sql<PlaceRow[]>`
    select ${columns(sql, asOf)} from territory.place p
    where p.parent = ${parent} and ${holds(sql, 'p', asOf)} order by p.code`]
}

/** The communities and what lies below them, at or under a place, with the names that people say. */
export async function groundsUnder(sql: Query, code: string): Promise<{ code: string; name: string; display: string }[]> {
  return [...await sql<{ code: string; name: string; display: string }[]>`
    select p.code, p.name, p.display from territory.place p
    where p.code >= ${code} and p.code < ${`${code}~`} and length(p.code) >= ${levels.community} and p.valid_to is null order by p.code`]
}

/** The places above one, from the province down, without itself. */
export async function ancestors(sql: Query, code: string, asOf?: string): Promise<PlaceRow[]> {
  return placesByCode(sql, pathCodes(code).slice(0, -1), asOf)
}

/**
 * How many places lie under one: by level (`county: 95`, zones of the statistics left out) and by kind (`镇: 689`).
 * Demonstration places count only within a demonstration place.
 */
export async function countsUnder(sql: Query, code: string, asOf?: string): Promise<Record<string, number>> {
  const rows = await sql<{ level: Level; kind: string; statistical: boolean; n: number }[]>`
    select p.level, p.kind, p.statistical, count(*) as n from territory.place p
    where p.code > ${code} and p.code < ${`${code}~`} and ${holds(sql, 'p', asOf)}
      and (not p.demonstration or exists (select 1 from territory.place t where t.code = ${code} and t.demonstration))
    group by p.level, p.kind, p.statistical`
  const counts: Record<string, number> = {}
  const add = (key: string, n: number): void => void (counts[key] = (counts[key] ?? 0) + n)
  for (const level of levelNames) for (const row of rows) if (row.level === level && !row.statistical) add(level, row.n)
  for (const row of rows) if (row.kind) add(row.kind, row.n)
  return counts
}

const names = new Memory<string>()
/** After places were re-organised or imported in this process. */
export const forgetNames = (): void => names.forget()

async function readNames(sql: Query, codes: readonly string[], asOf?: string): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await sql<{ code: string; display: string }[]>`
    select distinct on (p.code) p.code, p.display from territory.place p where p.code = any (${texts([...new Set(codes)])}::text[])
    order by p.code, (${holds(sql, 'p', asOf)}) desc, p.valid_from desc`
  return new Map(rows.map(row => [row.code, row.display]))
}

/** The names that people say of these codes; a code that is no longer used keeps its last name. Unknown codes are left out. */
export const nameOf = (sql: Query, codes: readonly string[]): Promise<Map<string, string>> => names.recall(codes, asked => readNames(sql, asked))

/**
 * Full names along the path, the province left out: 南京市鼓楼区宁海路街道. `province: true` puts it in front; `below`
 * starts under that level: `below: 'county'` gives 宁海路街道…. A name that begins with the one above says it once.
 */
export async function pathNameOf(
  sql: Query, codes: readonly string[], options: { asOf?: string | undefined; province?: boolean; below?: Level } = {},
): Promise<Map<string, string>> {
  const top = options.below ? levels[options.below] : options.province ? 0 : levels.province
  const names = await (options.asOf ? readNames(sql, codes.flatMap(pathCodes), options.asOf) : nameOf(sql, codes.flatMap(pathCodes)))
  const path = (code: string): string => {
    const steps = pathCodes(code).filter(step => step.length > top || step === code).map(step => names.get(step) ?? '')
    return steps.filter((name, i) => !steps[i + 1]?.startsWith(name)).join('')
  }
  return new Map(codes.filter(code => names.has(code)).map(code => [code, path(code)]))
}

