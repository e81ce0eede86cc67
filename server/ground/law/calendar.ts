import type { CalendarYear } from '../../../contract/place.ts'
import type { Query, Sql } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { parseNotice } from './notice.ts'
import { createCalendar, type Calendar, type Edition, type SpecialDay } from './workdays.ts'

const lifeMs = 60_000
/** A calendar that knows the serial of the newest edition in it: a reckoning under a lower one is old. */
export interface DatedCalendar extends Calendar { serial: number }
let cached: { calendar: Promise<DatedCalendar>; until: number } | undefined
/** Rises with every upload here: a reading begun before it must not be kept after it. */
let generation = 0
/** Calendars of transactions that recorded a notice and have not committed. */
const recording = new WeakMap<Query, DatedCalendar>()

/** Forgets the calendar kept by this process. */
export function forgetCalendar(): void {
  generation++
  cached = undefined
}

/**
 * The working calendar of the newest editions, kept in this process for a minute at most: an upload in another process
 * is heard within that minute, one in this process at its commit, and one in this transaction at once.
 */
export async function calendarOf(sql: Query): Promise<DatedCalendar> {
  const own = recording.get(sql)
  if (own) return own
  if (cached && cached.until > Date.now()) return cached.calendar
  const begun = generation
  const calendar = await freshCalendar(sql)
  if (begun === generation) cached = { calendar: Promise.resolve(calendar), until: Date.now() + lifeMs }
  return calendar
}

/** The working calendar as it stands in the database now: for what cannot be taken back. */
export async function freshCalendar(sql: Query): Promise<DatedCalendar> {
  const editions = await newestEditions(sql)
  return { ...createCalendar(editions), serial: Math.max(0, ...editions.map(edition => edition.serial)) }
}

/** The serial of the newest edition of any year. */
export async function newestSerial(sql: Query): Promise<number> {
  const [row] = await sql<{ serial: number }[]>`select coalesce(max(serial), ${0}) as serial from law.calendar_edition`
  return row!.serial
}

interface EditionRow { serial: number; year: number; edition: number; notice: string; published_on: string | null; recorded_at: string; days: SpecialDay[] }

async function newestEditions(sql: Query, year?: number): Promise<(Edition & EditionRow)[]> {
  const rows = await sql<EditionRow[]>`
    select distinct on (e.year) e.serial, e.year, e.edition, e.notice, e.published_on, e.recorded_at,
      (select coalesce(jsonb_agg(jsonb_build_object('date', d.date, 'kind', d.kind, 'name', d.name) order by d.date), '[]')
        from law.calendar_day d where d.year = e.year and d.edition = e.edition) as days
    from law.calendar_edition e where ${year ?? null}::int is null or e.year = ${year ?? null}
    order by e.year, e.edition desc`
  return rows.map(row => ({ ...row, published_on: row.published_on ?? '' }))
}

export interface Notice { year: number; notice: string; published_on: string; csv: string }

/**
 * Records a year's notice as a new edition; the older ones stay. Throws `calendar.invalid` with the first bad line. From
 * here on `calendarOf` knows it within this transaction.
 */
export async function recordNotice(
  ctx: Pick<Context, 'sql' | 'now' | 'afterCommit'>, { year, notice, published_on, csv }: Notice,
): Promise<{ edition: number }> {
  const parsed = parseNotice(csv, year, { notice, published_on })
  if (!parsed.ok) {
    throw new Problem('calendar.invalid', { ...parsed.errors[0] }, parsed.errors.map(error => ({ path: 'csv', message: `第 ${error.line} 行：${error.reason}` })))
  }
  const edition = await insertEdition(ctx.sql, parsed.edition, ctx.now)
  recording.set(ctx.sql, await freshCalendar(ctx.sql))
  ctx.afterCommit(forgetCalendar)
  return { edition }
}

async function insertEdition(sql: Query, { year, notice, published_on, days }: Edition, at: string): Promise<number> {
  // One after the other: a higher serial is never seen before a lower one.
  await sql`select pg_advisory_xact_lock(3299325)`
  const [row] = await sql<{ edition: number }[]>`
    insert into law.calendar_edition (year, edition, notice, published_on, recorded_at, serial)
    select ${year}::int, coalesce(max(edition) filter (where year = ${year}), 0) + 1, ${notice}, nullif(${published_on}, '')::date, ${at}::timestamptz,
      coalesce(max(serial), 0) + 1
    from law.calendar_edition returning edition`
  await sql`
    insert into law.calendar_day (year, edition, date, kind, name)
    select ${year}::int, ${row!.edition}::int, date, kind, name
    from jsonb_to_recordset(${sql.json(days.map(day => ({ ...day })))}) as x(date date, kind text, name text)`
  return row!.edition
}

/** One year as it is shown: its newest edition, or none, and all editions, newest first. */
export async function calendarYear(sql: Query, year: number): Promise<CalendarYear> {
  const [newest] = await newestEditions(sql, year)
  const editions = await sql<{ edition: number; notice: string; recorded_at: string }[]>`
    select edition, notice, recorded_at from law.calendar_edition where year = ${year} order by edition desc`
  const calendar = await freshCalendar(sql)
  return {
    year, edition: newest?.edition ?? null, notice: newest?.notice ?? null, published_on: newest?.published_on || null,
    workdays: calendar.countWorkdays(`${year - 1}-12-31`, `${year}-12-31`), days: [...newest?.days ?? []], editions: [...editions],
  }
}

/** The notices of the years that the project carries (data/README.md). */
const carried: Readonly<Record<number, { notice: string; published_on: string }>> = {
  2024: { notice: '国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）', published_on: '2023-10-25' },
  2025: { notice: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）', published_on: '2024-11-12' },
  2026: { notice: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）', published_on: '2025-11-04' },
}

/** Enters the carried notices (`data/cn-holidays.csv`) for years that have no edition yet, as the owner. Returns the years entered. */
export async function importHolidays(admin: Sql, csv: string): Promise<number[]> {
  const lines = csv.trim().split(/\r?\n/).slice(1)
  const years = [...new Set(lines.map(line => Number(line.slice(0, 4))))].sort()
  const entered = await admin.begin(async tx => {
    await tx`set local role gongzhi_owner`
    const known = new Set((await tx<{ year: number }[]>`select distinct year from law.calendar_edition`).map(row => row.year))
    const missing = years.filter(year => !known.has(year))
    for (const year of missing) {
      const about = carried[year] ?? { notice: `${year} 年放假安排`, published_on: '' }
      const parsed = parseNotice(lines.filter(line => line.startsWith(`${year}-`)).join('\n'), year, about)
      if (!parsed.ok) throw new Error(`holidays of ${year}: ${parsed.errors[0]!.reason}`)
      await insertEdition(tx, parsed.edition, new Date().toISOString())
    }
    return missing
  })
  forgetCalendar()
  return entered as number[]
}
