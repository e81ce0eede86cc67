import * as contract from '../../../contract/report.ts'
import { coverage, intoLayout, layoutFor, placeholdersOf, reportOf, setLayout, setOwnLayout, shownLayout } from '../../engines/report/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { measureWorkbook } from '../../kernel/sheets/index.ts'
import { wordsOf } from './files.ts'
import { at, rowsVerb } from './found.ts'
import { singledOut } from './looks.ts'
import { filled } from './read.ts'

/** What a seat's own place published; another's is not there to be changed. */
export const own = async (ctx: Context, { report }: { report: string }) => {
  const record = await reportOf(ctx, report)
  return record && !record.retired ? { place: record.place, record } : null
}

/** The names in a layout. Throws `sheet.…` for what is no sound workbook, `report.layout` for one that cannot be opened. */
async function namesIn(content: string, columns: readonly { id: string }[]) {
  const bytes = Buffer.from(content, 'base64')
  await measureWorkbook(bytes)
  return { bytes, ...await placeholdersOf(bytes, columns).catch(() => { throw new Problem('report.layout', { reason: '文件打不开，请另存为 xlsx 再上传' }) }) }
}

export const layout = serve(contract.layout, {
  verb: 'report.define',
  at: async (ctx, { report }) => {
    const found = await own(ctx, { report })
    return found && { ...found, place: ctx.seat.place }
  },
  run: async (ctx, { content }, { record }) => {
    // What another level published is not changed: this office sets it in a layout of its own.
    const keep = record.place === ctx.seat.place ? setLayout : setOwnLayout
    if (content === null) {
      await keep(ctx, record, null)
      return { id: record.id, placeholders: [] }
    }
    const { bytes, names, unknown, row } = await namesIn(content, record.body.columns)
    if (unknown.length > 0) throw new Problem('report.layout', { reason: `报表里没有 ${unknown.slice(0, 5).map(one => `{{${one}}}`).join('、')}` })
    if (!row) throw new Problem('report.layout', { reason: '版式里没有写栏目的那一行，例如 {{name}}' })
    await keep(ctx, record, bytes)
    return { id: record.id, placeholders: names }
  },
  recorded: ({ report }) => ({ report }),
  subject: ({ report }) => report,
})

/** So many rows show how a layout falls. */
const previewed = 20

/** What is tried is shown as it is, also with names that this report does not have, or no longer has: they are told. */
export const preview = serve(contract.preview, {
  at: (ctx, input) => at(ctx, input), verb: rowsVerb,
  run: async (ctx, { content }, found) => {
    const { record: { body }, place, day } = found
    const kept = await layoutFor(ctx, found.record)
    const own = kept?.own ?? false
    const used = content ?? kept?.content.toString('base64')
    if (used === undefined) return { sheet: null, rows: 0, count: 0, unknown: [], own }
    const { bytes, unknown } = await namesIn(used, body.columns)
    ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
    const [{ rows, n }, names, { population }] = await Promise.all([filled(ctx, found, { limit: previewed }), nameOf(ctx.sql, [place]), coverage(ctx, { ...body, columns: [] }, { place, day })])
    singledOut(ctx, found, rows, contract.preview.name)
    const count = n ?? population
    const shown = rows.slice(0, previewed)
    const sheet = await shownLayout(await intoLayout(bytes, { words: wordsOf(found, names.get(place) ?? place, count), columns: body.columns, rows: shown }))
    return { sheet, rows: shown.length, count, unknown, own }
  },
  looked: () => null,
})
