import { maskName } from '../../../contract/identifiers.ts'
import type { FilledRow, Reading, ReportBody } from '../../../contract/report.ts'
import { beijingDay } from '../../../contract/time.ts'
import { findElement } from '../../ground/registry/index.ts'
import type { Fragment } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'

/** A bureau's reading of a roster: for what, on what basis, which columns, until when, and whether names were let. */
export interface ReadingRecord {
  county: string; id: string; place: string; report: string; body: string; body_name: string; purpose: string; basis: string; columns: string[]; until: string
  state: Reading['state']; named: number; opened_at: string; opened_by: string; opened_by_name: string; settled_at: string | null; settled_by_name: string | null; settled_note: string | null
}
const fields = (sql: Context['sql']): Fragment => sql`
  county, id, place, report, body, body_name, purpose, basis, columns, until, state, named, opened_at, opened_by, opened_by_name, settled_at, settled_by_name, settled_note`

/** Enters a reading at the seat's place; who opened it stands in it. */
export async function addReading(ctx: Context, given: Pick<ReadingRecord, 'report' | 'body' | 'body_name' | 'purpose' | 'basis' | 'columns' | 'until'>): Promise<ReadingRecord> {
  const { sql, seat } = ctx
  const [row] = await sql<ReadingRecord[]>`insert into report.reading ${sql({
    ...given, county: countyOf(seat.place), id: newId(), place: seat.place, opened_at: ctx.now, opened_by: seat.actor!, opened_by_name: seat.actorName,
  })} returning ${fields(sql)}`
  return row!
}

/** A reading within the seat's range. */
export async function readingOf({ sql }: Context, id: string): Promise<ReadingRecord | null> {
  const [row] = await sql<ReadingRecord[]>`select ${fields(sql)} from report.reading where id = ${id} limit ${1}`
  return row ?? null
}

export const readingRows = ({ sql, seat }: Context, report: string | undefined): Fragment =>
  sql`from report.reading where place >= ${seat.place} and place < ${`${seat.place}~`} ${report ? sql`and report = ${report}` : sql``}`
/** Readings of the seat's range, newest first, before a key. */
export async function listReadings(ctx: Context, report: string | undefined, before: string | undefined, limit: number): Promise<ReadingRecord[]> {
  const { sql } = ctx
  return [...await sql<ReadingRecord[]>`select ${fields(sql)} ${readingRows(ctx, report)} ${before ? sql`and id < ${before}::uuid` : sql``} order by id desc limit ${limit}`]
}

/** Lets names be shown by a reading, or ends it. Throws `report.reading_own` for who opened it, `report.reading_over` where nothing is left of it. */
export async function settle(ctx: Context, found: ReadingRecord, to: 'named' | 'ended', note: string): Promise<ReadingRecord> {
  const { sql, seat } = ctx
  if (found.opened_by === seat.actor) throw new Problem('report.reading_own')
  if (endedReading(ctx, found)) throw new Problem('report.reading_over')
  const [row] = await sql<ReadingRecord[]>`update report.reading set state = ${to}, settled_at = ${ctx.now}, settled_by_name = ${seat.actorName}, settled_note = ${note}
    where county = ${found.county} and id = ${found.id} and state <> 'ended' returning ${fields(sql)}`
  // Of two who settle at once: what was ended stays ended.
  if (!row) throw new Problem('report.reading_over')
  return row
}

/** Counts a name that was shown. */
export const nameShown = ({ sql }: Context, { county, id }: ReadingRecord): PromiseLike<unknown> => sql`update report.reading set named = named + 1 where county = ${county} and id = ${id}`

/** True once a reading was ended or its last day is over. */
export const endedReading = ({ now }: Pick<Context, 'now'>, { state, until }: Pick<ReadingRecord, 'state' | 'until'>): boolean => state === 'ended' || until < beijingDay(now)

/** Whether an element's free words name somebody; other free words (an address, a school) say who it is as well. */
const namesSomebody = (element: string): boolean => /(^|[._])(name|head|holder)$/.test(element)

/** A row of which nobody is known by it: names keep the surname, other free words are not shown, what is sealed is masked anyway. */
export function maskedRow({ columns }: Pick<ReportBody, 'columns'>, row: FilledRow): FilledRow {
  return {
    ...row, cells: row.cells.map((cell, i) => {
      const from = columns[i]!.cell
      const element = 'element' in from ? findElement(from.element) : undefined
      if (cell.state === 'missing' || element?.type !== 'line' && element?.type !== 'text' && element?.type !== 'day') return cell
      const shown = element.type === 'day' ? `${cell.shown.slice(0, 4)} 年` : namesSomebody(element.id) ? maskName(cell.shown) : '已登记'
      return { ...cell, value: shown, shown }
    }),
  }
}
