import * as contract from '../../../contract/report.ts'
import { levelOf, levels } from '../../../contract/kernel.ts'
import { daysOf, dueOn, periodBefore, periodName, periodOn } from '../../../contract/period.ts'
import { beijingDay } from '../../../contract/time.ts'
import {
  coverage, fillPlaces, fillRows, headings, headOf, isRowGrain, progressUnder, reportsAt, sendingsFor, standingAt, surveyPlaces, type ReportRecord, type Sending,
} from '../../engines/report/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { at, levelFor, owes, rowsVerb, type Found } from './found.ts'
import { handful } from './looks.ts'
import { sources } from './sources.ts'

export const narrowed = ({ seat }: Context, { place }: { place?: string | undefined }) => ({ place: place ?? seat.place })

interface Line { record: ReportRecord; sendings: Sending[]; period: string; due: string | null }

/** The periods that concern people now: the one that goes on, and the last one before it. */
function lines(record: ReportRecord, sendings: Sending[], today: string): Line[] {
  const { body } = record
  const now = periodOn(body.period, today)
  const before = periodBefore(body.period, now)
  const owed = (key: string) => sendings.some(one => one.starts_on <= (daysOf(key)?.to ?? today))
  const keys = sendings.length === 0 ? [] : [...before && owed(before) ? [before] : [], ...owed(now) ? [now] : []]
  return keys.length === 0 ? [{ record, sendings: [], period: now, due: null }] : keys.map(period => ({ record, sendings, period, due: dueOn(body, period) }))
}

async function owedLine(ctx: Context, place: string, { record, sendings, period, due }: Line): Promise<contract.Owed> {
  const { body } = record
  const head = await headOf(ctx, record, sendings.length > 0)
  const common = { head, period, period_name: periodName(period), due_on: due }
  const none = { communities: 0, confirmed: 0, approved: 0, late: 0 }
  // A grid is asked nothing: its community says whether the table is right.
  if (sendings.length === 0 || place.length > levels.community) return { ...common, state: 'live', seq: 0, progress: none }
  if (place.length === levels.community) {
    const { state, seq } = await standingAt(ctx, body, period, place)
    return { ...common, state, seq, progress: { communities: 1, confirmed: Number(state === 'confirmed'), approved: Number(state === 'approved'), late: Number(state === 'late') } }
  }
  const [sum = none] = await progressUnder(ctx, body, period, place, levelOf(place), sendings)
  const { communities, confirmed, approved, late } = sum
  const state = approved === communities ? 'approved' : confirmed + approved === communities ? 'confirmed' : late > 0 ? 'late' : 'in_hand'
  return { ...common, state, seq: 0, progress: { communities, confirmed, approved, late } }
}

export const list = serve(contract.list, {
  verb: 'report.read', at: narrowed,
  run: async (ctx, { after, limit }, { place }) => {
    const today = beijingDay(ctx.now)
    const [records, sendings] = await Promise.all([reportsAt(ctx.sql, place), sendingsFor(ctx.sql, place, today)])
    const all = records.flatMap(record => lines(record, sendings.filter(one => one.report === record.id), today))
      .map(line => ({ line, key: `${line.due ?? '9999'} ${line.record.id} ${line.period}` })).sort((a, b) => (a.key < b.key ? -1 : 1))
    const from = fromCursor(after, 'text')?.[0]
    const { items, next } = pageOf(all.filter(one => from === undefined || one.key > from).slice(0, limit + 1), limit, one => [one.key])
    return { items: await Promise.all(items.map(one => owedLine(ctx, place, one.line))), next, count: { n: all.length, exact: true } }
  },
})

export const show = serve(contract.show, {
  verb: 'report.read', at: (ctx, input) => at(ctx, input),
  run: async (ctx, _input, { record, sendings }) => ({ head: await headOf(ctx, record, sendings.length > 0), body: record.body }),
})

/** The whole table at a place and day, or a page of it. */
export async function filled(ctx: Context, { record, place, day }: Found, page: { after?: string | undefined; limit: number; by?: Parameters<typeof levelFor>[1] }): Promise<{ rows: contract.FilledRow[]; next: string | null; total: (number | null)[]; n: number | null }> {
  const { body } = record
  if (isRowGrain(body.grain)) return { ...await fillRows(ctx, body, { place, day }, page), total: [], n: null }
  const { rows, total } = await fillPlaces(ctx, body, { place, day, from: daysOf(periodOn(body.period, day))?.from ?? null }, levelFor(place, page.by), sources)
  const from = fromCursor(page.after, 'text')?.[0]
  const rest = rows.filter(row => from === undefined || row.key > from)
  const { items, next } = pageOf(rest.slice(0, page.limit + 1), page.limit, row => [row.key])
  return { rows: items, next, total, n: rows.length }
}

export const fill = serve(contract.fill, {
  at: (ctx, input) => at(ctx, input), verb: rowsVerb,
  run: async (ctx, { after, limit, by }, found) => {
    const { record, place, day } = found
    // A look writes, and what writes keeps its plans; that of a table would be the first seat's.
    ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
    const [table, names, head] = await Promise.all([filled(ctx, found, { after, limit, by }), nameOf(ctx.sql, [place]), headOf(ctx, record, found.sendings.length > 0)])
    const n = table.n ?? (await coverage(ctx, { ...record.body, columns: [] }, { place, day })).population
    return {
      head, place, place_name: names.get(place) ?? place, day, columns: headings(record.body.columns), rows: table.rows, next: table.next, total: table.total, count: { n, exact: true },
    }
  },
  looked: (_input, { rows, count, head }) => head.grain !== 'person' || count.n > handful ? null
    : rows.map(({ key, place }) => ({ person: key, place, purpose: `查看报表《${head.title}》` })),
})

export const survey = serve(contract.survey, {
  verb: 'report.read', at: (ctx, input) => at(ctx, input),
  run: async (ctx, { by }, { record, place, day, sendings }) => {
    const level = levelFor(place, by)
    const rows = await surveyPlaces(ctx, record.body, { place, day }, level)
    return { head: await headOf(ctx, record, sendings.length > 0), place, day, by: level, rows, total: rows.reduce((sum, row) => sum + row.population, 0) }
  },
})

export const covered = serve(contract.covered, {
  verb: 'report.read', at: (ctx, input) => at(ctx, input),
  run: (ctx, _input, { record, place, day }) => coverage(ctx, record.body, { place, day }),
})

export function owedOrRefused(found: Found, period: string, today: string): void {
  if (!owes(found, period, today)) throw new Problem('report.not_owed')
}
