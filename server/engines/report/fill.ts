import { levels, type Level } from '../../../contract/kernel.ts'
import type { Cell, Column, FilledCell, FilledRow, Heading, ReportBody } from '../../../contract/report.ts'
import { codes } from '../../../contract/codes.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ageOn, elementOf, findElement, showValue, wordOf, type Value } from '../../ground/registry/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Fragment } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { fromCursor, toCursor } from '../../kernel/page.ts'
import { compile } from './condition.ts'
import { concat, frameOf, subjectOf, type Range } from './coverage.ts'

type Told = [value: unknown, source: string | null, organ: string | null, at: string | null, fresh_until: string | null] | null

export const headings = (columns: readonly Column[]): Heading[] => columns.map(({ id, title, note, cell }) => {
  const element = 'element' in cell ? cell.element : null
  return { id, title, note, element, sealed: element !== null && findElement(element)?.sensitivity === 'sealed' }
})

/** What a cell selects; people and households only. */
function selected(ctx: Context, cell: Cell, frame: Awaited<ReturnType<typeof frameOf>>): Fragment {
  const { sql } = ctx
  if ('element' in cell) return frame.told(cell.element)
  if ('age' in cell) return frame.told('person.birth_date')
  if ('place' in cell) return frame.place(levels[cell.place])
  if ('members' in cell) return frame.members(inner => cell.members === null ? sql`true` : compile(sql, cell.members, inner)).yes
  throw new Error('a row of a person holds no count of a place')
}

/**
 * The people or households of a report as rows, in order of place and name, `limit` of them after a cursor: one statement
 * whatever the number of columns. Nobody outside the seat's range is in it. `only`: the row of one, where it belongs. `nameless`: for
 * who may not read names, in no order of names and with none in the cursor, which anybody can read and forge.
 */
export async function fillRows(ctx: Context, body: Pick<ReportBody, 'grain' | 'population' | 'columns'>, range: Range, page: { after?: string | undefined; limit: number; only?: string; nameless?: boolean }): Promise<{ rows: FilledRow[]; next: string | null }> {
  const { sql } = ctx
  const grain = subjectOf(body)
  const frame = await frameOf(ctx, grain, range)
  const [place, called, id] = grain === 'person' ? [sql`p.place`, sql`p.sort_key`, sql`p.id`] : [sql`h.place`, sql`h.number`, sql`h.id`]
  const sort = page.nameless ? sql`''` : called
  const belongs = body.population === null ? sql`true` : compile(sql, body.population, frame)
  const cells = body.columns.map(({ cell }, i): Fragment => sql`, ${selected(ctx, cell, frame)} as ${sql(`c${i}`)}`)
  const key = fromCursor(page.after, 'text', 'text', 'id')
  const found = await sql<Record<string, unknown>[]>`
    select ${id} as key, ${place} as place, ${frame.place(levels.community)} as community, ${sort} as sort ${concat(sql, cells)} from ${frame.from}
    where ${frame.where} and ${belongs} ${page.only ? sql`and ${id} = ${page.only}::uuid` : sql``} ${key ? sql`and (${place}, ${sort}, ${id}) > (${key[0]!}, ${key[1]!}, ${key[2]!}::uuid)` : sql``}
    order by ${place}, ${page.nameless ? sql`` : sql`${sort},`} ${id} limit ${page.limit + 1}`
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: await shownRows(ctx, body.columns, rows, range.day),
    next: found.length > page.limit && last ? toCursor(String(last.place), String(last.sort), String(last.key)) : null,
  }
}

async function shownRows(ctx: Context, columns: readonly Column[], rows: readonly Record<string, unknown>[], day: string): Promise<FilledRow[]> {
  const named = new Set(rows.map(row => String(row.community)))
  columns.forEach(({ cell }, i) => {
    if ('place' in cell) for (const row of rows) named.add(String(row[`c${i}`]))
    if ('element' in cell && findElement(cell.element)?.type === 'place') for (const row of rows) if (row[`c${i}`]) named.add(String((row[`c${i}`] as [unknown])[0]))
  })
  const names = await nameOf(ctx.sql, [...named].filter(code => /^32\d*$/.test(code)))
  return rows.map(row => ({
    key: String(row.key), place: String(row.place), place_name: names.get(String(row.community)) ?? String(row.community),
    cells: columns.map(({ cell }, i) => shownCell(cell, row[`c${i}`], day, ctx.now, names)),
  }))
}

export const counted = (value: number | string | null): FilledCell => ({ value, shown: value === null ? '' : String(value), state: 'counted', source_name: null, organ: null, at: null })
const missing: FilledCell = { value: null, shown: '', state: 'missing', source_name: null, organ: null, at: null }

function shownCell(cell: Cell, raw: unknown, day: string, now: string, names: ReadonlyMap<string, string>): FilledCell {
  if ('place' in cell) return counted(names.get(String(raw)) ?? String(raw))
  if ('members' in cell) return counted(Number(raw))
  const told = raw as Told
  if (told === null || told[0] === null) return missing
  const element = elementOf('element' in cell ? cell.element : 'person.birth_date')
  const [value, source, organ, at, until] = told
  const judged = day < beijingDay(now) ? day : beijingDay(now)
  const common = {
    state: until !== null && beijingDay(until) <= judged && Date.parse(until) < Date.parse(now) ? 'stale' as const : 'held' as const,
    source_name: source && wordOf(codes.fact_source.id, source), organ, at: at && new Date(at).toISOString(),
  }
  if ('age' in cell) return { value: ageOn(String(value), day), shown: String(ageOn(String(value), day)), ...common }
  return { value: value as Value, shown: showValue(element, value as Value, judged, names.get(String(value))), ...common }
}

/** What a table of places draws on besides facts, given by the module: engines do not know each other. */
export interface Sources {
  cases(ctx: Context, wanted: { topic: string; states: readonly string[]; from: string | null; to: string }, place: string, length: number): Promise<ReadonlyMap<string, number>>
  indicators: Readonly<Record<string, { name: string; read(ctx: Context, place: string, length: number): Promise<ReadonlyMap<string, number>> }>>
}

/** The codes of a level at or under a place, on a day. */
export async function placesUnder(ctx: Context, place: string, level: Level, day: string): Promise<{ code: string; name: string }[]> {
  const { sql } = ctx
  const now = day >= beijingDay(ctx.now)
  return [...await sql<{ code: string; name: string }[]>`select p.code, p.display as name from territory.place p
    where p.level = ${level} and p.code >= ${place} and p.code < ${`${place}~`} and ${now ? sql`p.valid_to is null` : sql`p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date)`}
      and (not p.demonstration or ${ctx.settings.demonstration} or ${place.startsWith('3299')}) order by p.code limit ${30_000}`]
}

/**
 * A table of places: every column counted for all places of a level at once, never place by place. `level` may lie above the
 * report's own grain; what is said of a town is the sum of its communities.
 */
export async function fillPlaces(ctx: Context, body: Pick<ReportBody, 'population' | 'columns'>, range: Range & { from?: string | null }, level: Level, sources: Sources): Promise<{ rows: FilledRow[]; total: (number | null)[] }> {
  const length = levels[level]
  // Households of a city or the province are grouped in memory; with the usual few megabytes they would be sorted on disk.
  if (range.place.length < levels.county) ctx.defer(ctx.sql`set local work_mem = '48MB'`)
  const [places, people, homes, ...others] = await Promise.all([
    placesUnder(ctx, range.place, level, range.day), countPeople(ctx, body, range, length), countHomes(ctx, body.columns, range, length),
    ...body.columns.map(({ cell }) => 'cases' in cell ? sources.cases(ctx, { ...cell.cases, from: cell.cases.when === 'in_period' ? range.from ?? null : null, to: range.day }, range.place, length)
      : 'indicator' in cell ? sources.indicators[cell.indicator]!.read(ctx, range.place, length) : Promise.resolve(null)),
  ])
  const value = (code: string, { cell }: Column, i: number): number =>
    others[i]?.get(code) ?? ('people' in cell || 'sum' in cell ? people.get(code)?.[i] : 'households' in cell ? homes.get(code)?.[i] : 0) ?? 0
  const rows = places.map(({ code, name }) => ({ key: code, place: code, place_name: name, cells: body.columns.map((column, i) => counted(value(code, column, i))) }))
  return { rows, total: body.columns.map((_, i) => rows.reduce((sum, row) => sum + Number(row.cells[i]!.value), 0)) }
}

type Counts = ReadonlyMap<string, readonly (number | null)[]>

async function countPeople(ctx: Context, { population, columns }: Pick<ReportBody, 'population' | 'columns'>, range: Range, length: number): Promise<Counts> {
  if (!columns.some(({ cell }) => 'people' in cell || 'sum' in cell)) return new Map()
  const { sql } = ctx
  const frame = await frameOf(ctx, 'person', range)
  const belongs = population === null ? null : compile(sql, population, frame)
  return grouped(ctx, frame, length, columns.map(({ cell }): Fragment | null => {
    if (!('people' in cell || 'sum' in cell)) return null
    const own = 'people' in cell ? cell.people : cell.of
    const condition = own === null ? null : compile(sql, own, frame)
    const filter = [belongs, condition].filter(one => one !== null)
    const counting = 'people' in cell ? sql`count(*)` : sql`coalesce(sum(${frame.value(cell.sum)}), 0)::bigint`
    return filter.length === 0 ? counting : 'people' in cell ? sql`${counting} filter (where ${filter.reduce((all, one) => sql`${all} and ${one}`)})`
      : sql`coalesce(sum(${frame.value(cell.sum)}) filter (where ${filter.reduce((all, one) => sql`${all} and ${one}`)}), 0)::bigint`
  }))
}

async function countHomes(ctx: Context, columns: readonly Column[], range: Range, length: number): Promise<Counts> {
  if (!columns.some(({ cell }) => 'households' in cell)) return new Map()
  const { sql } = ctx
  const frame = await frameOf(ctx, 'household', range)
  return grouped(ctx, frame, length, columns.map(({ cell }): Fragment | null =>
    !('households' in cell) ? null : cell.households === null ? sql`count(*)` : sql`count(*) filter (where ${compile(sql, cell.households, frame)})`))
}

async function grouped(ctx: Context, frame: Awaited<ReturnType<typeof frameOf>>, length: number, counts: readonly (Fragment | null)[]): Promise<Counts> {
  const { sql } = ctx
  const columns = counts.map((one, i): Fragment => one === null ? sql`` : sql`, ${one} as ${sql(`c${i}`)}`)
  const rows = await sql<Record<string, unknown>[]>`select ${frame.place(length)} as place ${concat(sql, columns)} from ${frame.from} where ${frame.where} group by 1 limit ${100_000}`
  return new Map(rows.map(row => [String(row.place), counts.map((one, i) => one === null ? null : Number(row[`c${i}`]))]))
}

/** How many belong to a report in each place of a level, and for how many a column is old or not there. */
export async function surveyPlaces(ctx: Context, body: Pick<ReportBody, 'grain' | 'population' | 'columns'>, range: Range, level: Level): Promise<{ place: string; place_name: string; population: number; stale: number; missing: number }[]> {
  const { sql } = ctx
  const length = levels[level]
  const frame = await frameOf(ctx, subjectOf(body), range)
  const belongs = body.population === null ? sql`true` : compile(sql, body.population, frame)
  const elements = [...new Set(body.columns.flatMap(({ cell }) => 'element' in cell ? [cell.element] : []))]
  const states = elements.map(id => frame.state(id)).reduce<Fragment | null>((all, one) => all === null ? one : sql`${all}, ${one}`, null) ?? sql`'held'`
  const [places, rows] = await Promise.all([placesUnder(ctx, range.place, level, range.day), sql<{ place: string; population: number; stale: number; missing: number }[]>`
    select place, count(*) as population, count(*) filter (where 'missing' = any (states)) as missing,
      count(*) filter (where 'stale' = any (states) and not 'missing' = any (states)) as stale
    from (select ${frame.place(length)} as place, array[${states}] as states from ${frame.from} where ${frame.where} and ${belongs}) as subject group by place limit ${100_000}`])
  const by = new Map(rows.map(row => [row.place, row]))
  return places.map(({ code, name }) => ({ place: code, place_name: name, population: by.get(code)?.population ?? 0, stale: by.get(code)?.stale ?? 0, missing: by.get(code)?.missing ?? 0 }))
}
