import * as contract from '../../../contract/report.ts'
import type { Document } from '../../../contract/paper.ts'
import { periodName, periodOn } from '../../../contract/period.ts'
import { documentOf, tableOf } from '../../engines/paper/index.ts'
import { headings, intoLayout, layoutFor, layoutWords, type Sheeted } from '../../engines/report/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { writeSheet } from '../../kernel/sheets/index.ts'
import { at, rowsVerb, type Found } from './found.ts'
import { singledOut } from './looks.ts'
import { wholeTable } from './returns.ts'

/** A page of paper that nobody would print. */
const mostPrinted = 3000

/** What stands above a table on paper. */
export const wordsOf = ({ record: { body }, day }: Found, place: string, count: number): Record<(typeof layoutWords)[number], string> =>
  ({ title: body.title, department: body.department, place, day, period: periodName(periodOn(body.period, day)), count: String(count) })

/** The table with its words. */
async function sheeted(ctx: Context, found: Found, by: Parameters<typeof wholeTable>[2], { name: operation }: { name: string }, most?: number): Promise<Sheeted & { total: (number | null)[] }> {
  const { record: { body }, place } = found
  ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
  const [{ rows, total }, names] = await Promise.all([wholeTable(ctx, found, by, most), nameOf(ctx.sql, [place])])
  singledOut(ctx, found, rows, operation)
  const words = wordsOf(found, names.get(place) ?? place, rows.length)
  return { words, columns: body.columns.map(({ id, title }) => ({ id, title })), rows, total }
}

export const paper = serve(contract.paper, {
  at: (ctx, input) => at(ctx, input), verb: rowsVerb,
  run: async (ctx, { by }, found) => {
    const { words, columns, rows, total } = await sheeted(ctx, found, by, contract.paper, mostPrinted + 1)
    if (rows.length > mostPrinted) throw new Problem('report.too_long', { most: mostPrinted })
    const places = found.record.body.grain !== 'person' && found.record.body.grain !== 'household'
    const pdf = tableOf({
      title: words.title!, place: words.place!, day: found.day, note: found.record.body.note, sealed: headings(found.record.body.columns).filter(one => one.sealed).map(one => one.title), department: words.department!, demonstration: ctx.settings.demonstration,
      head: ['序号', ...places ? ['地区'] : [], ...columns.map(one => one.title)],
      rows: rows.map((row, i) => ({ cells: [String(i + 1), ...places ? [row.place_name] : [], ...row.cells.map(cell => cell.shown)], stale: [false, ...places ? [false] : [], ...row.cells.map(cell => cell.state === 'stale')] })),
      total: places ? ['', '合计', ...total.map(one => one === null ? '' : String(one))] : null, by: ctx.seat.actorName,
    })
    return documentOf(`${words.title} ${words.place} ${found.day}`, { content: pdf, type: 'application/pdf' })
  },
  looked: () => null,
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

async function* lines({ columns, rows, total }: Sheeted & { total: (number | null)[] }, places: boolean): AsyncGenerator<(string | number | null)[]> {
  yield ['序号', '地区', ...columns.map(one => one.title)]
  for (const [i, row] of rows.entries()) yield [i + 1, row.place_name, ...row.cells.map(({ value, shown, state }) => state === 'missing' ? null : typeof value === 'number' && shown === String(value) ? value : shown)]
  if (places) yield [null, '合计', ...total]
}

export const sheet = serve(contract.sheet, {
  at: (ctx, input) => at(ctx, input), verb: rowsVerb,
  run: async (ctx, { by, format }, found): Promise<Document> => {
    const [table, layout] = await Promise.all([sheeted(ctx, found, by, contract.sheet), format === 'xlsx' ? layoutFor(ctx, found.record) : null])
    const name = `${table.words.title} ${table.words.place} ${found.day}.${format}`
    const places = found.record.body.grain !== 'person' && found.record.body.grain !== 'household'
    const bytes = layout ? await intoLayout(layout.content, table)
      : await collected(writeSheet(lines(table, places), format === 'xlsx' ? { kind: 'xlsx' } : { kind: 'csv', encoding: 'utf-8', bom: true, delimiter: ',' }, table.words.title))
    return { name, type: format === 'xlsx' ? xlsx : 'text/csv', content: bytes.toString('base64') }
  },
  looked: () => null,
})
