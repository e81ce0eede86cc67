import * as contract from '../../../contract/report.ts'
import { beijingDay } from '../../../contract/time.ts'
import { addAlias, askedElements, coverage, foundReport, headOf, overlap, type ReportRecord } from '../../engines/report/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

const both = async (ctx: Context, { a, b, place = ctx.seat.place }: { a: string; b: string; place?: string | undefined }) =>
  ({ place, a: await foundReport(ctx, a, place), b: await foundReport(ctx, b, place) })

async function side(ctx: Context, record: ReportRecord, other: ReportRecord, population: number, shared: number) {
  const theirs = askedElements(other.body)
  return {
    head: await headOf(ctx, record, false), population, only: population - shared,
    columns: record.body.columns.map(({ title, note, cell }) => {
      const element = 'element' in cell ? cell.element : 'age' in cell ? 'person.birth_date' : null
      return { title, note, element, shared: element !== null && theirs.has(element) }
    }),
  }
}

export const compare = serve(contract.compare, {
  verb: 'report.read', at: both,
  run: async (ctx, _input, { place, a, b }) => {
    const range = { place, day: beijingDay(ctx.now) }
    const found = await overlap(ctx, a.body, b.body, range)
    const counts = found ?? {
      a: (await coverage(ctx, { ...a.body, columns: [] }, range)).population, b: (await coverage(ctx, { ...b.body, columns: [] }, range)).population, both: 0,
    }
    const [left, right] = [askedElements(a.body), askedElements(b.body)]
    const union = counts.a + counts.b - counts.both
    return {
      a: await side(ctx, a, b, counts.a, counts.both), b: await side(ctx, b, a, counts.b, counts.both),
      shared_elements: [...left].filter(one => right.has(one)).length, elements: new Set([...left, ...right]).size,
      both: found && counts.both, same_permille: found && union > 0 ? Math.floor(counts.both * 1000 / union) : null,
      reason: found ? null : '一张按人、一张按户，人数不能直接相比',
    }
  },
})

/** Only whoever may define both: each lies within the seat. */
export const merge = serve(contract.merge, {
  verb: 'report.define',
  at: async (ctx, { keep, drop }) => {
    const [stays, goes] = await Promise.all([foundReport(ctx, keep), foundReport(ctx, drop)])
    // The verb is checked at the higher of the two, so that a county cannot end a report of the province.
    return { place: stays.place.length < goes.place.length ? stays.place : goes.place, stays, goes }
  },
  run: async (ctx, { why }, { stays, goes }) => {
    if (stays.id === goes.id) throw new Problem('input.invalid', {}, [{ path: 'drop', message: '请选择另一张报表' }])
    if (stays.body.grain !== goes.body.grain) throw new Problem('input.invalid', {}, [{ path: 'drop', message: '两张报表的行不一样，不能合并' }])
    await addAlias(ctx, stays, goes, why)
    return { keep: stays.id, drop: goes.id }
  },
  subject: ({ drop }) => drop,
})
