import * as contract from '../../../contract/report.ts'
import { levels } from '../../../contract/kernel.ts'
import { addDays, beijingDay } from '../../../contract/time.ts'
import {
  addReading, coverage, endedReading, fillRows, foundReport, headings, isRowGrain, listReadings, maskedRow, nameShown, readingOf, readingRows, settle, type ReadingRecord, type ReportRecord,
} from '../../engines/report/index.ts'
import { speaksFor } from '../../ground/gate/index.ts'
import { ruleOn, type RuleDeclaration } from '../../ground/law/index.ts'
import { bodiesOf } from '../../ground/registry/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { handful } from './looks.ts'

const readingRule = 'report_reading'
/** How long a bureau may read a roster on one purpose, as law with dates; a county may only be stricter. */
export const reportRules: readonly RuleDeclaration[] = [{
  id: readingRule, version: 1, title: '部门查看名册的期限', level: 'province', valid_from: '2020-01-01', valid_to: null, verified: false,
  source: '个人信息保护法第六条、第三十四条：限于处理目的和履行法定职责所必需；天数为平台的起始值',
  params: { days: { value: 90, local: 'at_most' } },
}]

const wrong = (path: string, message: string) => new Problem('input.invalid', {}, [{ path, message }])

async function shown(ctx: Context, rows: readonly ReadingRecord[]): Promise<contract.Reading[]> {
  const [records, names, bodies] = await Promise.all([
    Promise.all(rows.map(row => foundReport(ctx, row.report, row.place).catch(() => undefined))), nameOf(ctx.sql, rows.map(row => row.place)), ctx.seat.actor ? bodiesOf(ctx, ctx.seat.actor) : [],
  ])
  return rows.map((row, i) => {
    const columns = records[i]?.body.columns ?? []
    return {
      id: row.id, report: row.report, title: records[i]?.body.title ?? row.report, place: row.place, place_name: names.get(row.place) ?? row.place, body_name: row.body_name, purpose: row.purpose, basis: row.basis,
      columns: row.columns.map(id => ({ id, title: columns.find(one => one.id === id)?.title ?? id })), until: row.until, state: endedReading(ctx, row) ? 'ended' as const : row.state, named: row.named,
      opened_at: row.opened_at, opened_by: row.opened_by_name, own: bodies.some(one => one.id === row.body),
      settled: row.settled_at === null ? null : { at: row.settled_at, by: row.settled_by_name!, note: row.settled_note! },
    }
  })
}

export const openReading = serve(contract.openReading, {
  verb: 'report.view',
  at: async (ctx, { report }) => ({ place: ctx.seat.place, record: await foundReport(ctx, report) }),
  run: async (ctx, { purpose, basis, columns, until, body }, { record }) => {
    if (ctx.seat.place.length < levels.county) throw new Problem('report.reading_level')
    if (!isRowGrain(record.body.grain)) throw wrong('report', '这张报表只有数，可以直接看')
    const unknown = columns.find(id => !record.body.columns.some(one => one.id === id))
    if (unknown !== undefined) throw wrong('columns', '这张报表里没有这一栏，请刷新后重选')
    const today = beijingDay(ctx.now)
    const days = (await ruleOn(ctx.sql, readingRule, ctx.seat.place, today))!.params.days as number
    if (until < today) throw wrong('until', '日期不能早于今天')
    if (until > addDays(today, days)) throw wrong('until', `最长 ${days} 天，到期再写明用途`)
    const asker = await speaksFor(ctx, body)
    const row = await addReading(ctx, { report: record.id, body: asker.id, body_name: asker.name, purpose, basis, columns: [...new Set(columns)], until })
    return (await shown(ctx, [row]))[0]!
  },
  subject: ({ report }) => report,
})

export const readings = serve(contract.readings, {
  verb: 'report.read', at: here,
  run: async (ctx, { report, after, limit }) => {
    const [rows, count] = await Promise.all([listReadings(ctx, report, fromCursor(after, 'id')?.[0], limit + 1), countUpTo(ctx.sql, ctx.sql`select 1 ${readingRows(ctx, report)}`)])
    const { items, next } = pageOf(rows, limit, row => [row.id])
    return { items: await shown(ctx, items), next, count }
  },
})

export const settleReading = serve(contract.settleReading, {
  verb: 'report.let', at: (ctx, { id }) => readingOf(ctx, id),
  run: async (ctx, { to, note }, found) => (await shown(ctx, [await settle(ctx, found, to, note)]))[0]!,
  subject: (_input, { report }) => report,
})

/** A reading of one's own body that is not over, with the definition cut to its columns. */
async function open(ctx: Context, id: string): Promise<{ place: string; reading: ReadingRecord; record: ReportRecord; body: ReportRecord['body'] } | null> {
  const reading = await readingOf(ctx, id)
  if (!reading) return null
  await speaksFor(ctx, reading.body)
  if (endedReading(ctx, reading)) throw new Problem('report.reading_over')
  const record = await foundReport(ctx, reading.report, reading.place)
  // What was merged into another is another question about other people.
  if (record.retired || record.id !== reading.report) throw new Problem('report.reading_over')
  return { place: reading.place, reading, record, body: { ...record.body, columns: record.body.columns.filter(one => reading.columns.includes(one.id)) } }
}

export const readMasked = serve(contract.readMasked, {
  verb: 'report.view', at: (ctx, { reading }) => open(ctx, reading),
  run: async (ctx, { after, limit, place: wanted }, { place: top, reading, body }) => {
    const place = wanted ?? top
    if (!place.startsWith(top)) throw new Problem('found.nothing')
    const range = { place, day: beijingDay(ctx.now) }
    ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
    const [{ rows, next }, { population }, names] = await Promise.all([fillRows(ctx, body, range, { after, limit, nameless: true }), coverage(ctx, { ...body, columns: [] }, range), nameOf(ctx.sql, [place])])
    return {
      columns: headings(body.columns), rows: rows.map(row => maskedRow(body, row)), next, count: { n: population, exact: true }, place, place_name: names.get(place) ?? place,
      title: body.title, purpose: reading.purpose, grain: body.grain,
    }
  },
  // A handful is singled out, also without a name (docs/decisions/0014).
  looked: (_input, { rows, count, grain, title, purpose }) => grain !== 'person' || count.n > handful ? null
    : rows.map(({ key, place }) => ({ person: key, place, purpose: `${purpose}（《${title}》，不含姓名）` })),
})

export const readNamed = serve(contract.readNamed, {
  verb: 'report.view', at: (ctx, { reading }) => open(ctx, reading),
  run: async (ctx, { person }, { place, reading, body }) => {
    if (reading.state !== 'named') throw new Problem('report.reading_masked')
    if (body.grain !== 'person') throw new Problem('found.nothing')
    ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
    const { rows: [row] } = await fillRows(ctx, body, { place, day: beijingDay(ctx.now) }, { limit: 1, only: person })
    if (!row) throw new Problem('found.nothing')
    ctx.defer(nameShown(ctx, reading))
    return { row, purpose: `${reading.purpose}（《${body.title}》）` }
  },
  looked: (_input, { row, purpose }) => [{ person: row.key, place: row.place, purpose }],
})
