import { beijingDay } from '../../../contract/time.ts'
import { reportsAt, sendingsFor, type ReportRecord, type Sending } from '../../engines/report/index.ts'
import { layOn } from '../../ground/burden/index.ts'
import { standing } from '../../ground/gate/index.ts'
import type { Context } from '../../kernel/operation.ts'

/** Says that this command is done for a report that was sent: its minutes stand in the burden ledger under whoever was admitted to ask for it. */
export async function behalfOf(ctx: Context, { body }: ReportRecord, sendings: readonly Sending[]): Promise<void> {
  const numbers = new Set(sendings.map(one => one.admission))
  const found = (await standing(ctx.sql, ctx.seat.place, beijingDay(ctx.now), 'report')).find(one => numbers.has(one.number))
  layOn(ctx, { kind: 'report', requester: found?.requester ?? body.department, requester_name: found?.requester_name ?? body.department })
}

/** The report for which facts of these elements are mostly collected at a place; what no report that was sent waits for is the community's own work. */
export async function answersFor(ctx: Context, place: string, elements: readonly string[]): Promise<void> {
  const sendings = await sendingsFor(ctx.sql, place, beijingDay(ctx.now))
  if (sendings.length === 0) return
  const sent = new Set(sendings.map(one => one.report))
  const waiting = (record: ReportRecord): number =>
    elements.filter(element => record.body.columns.some(({ cell }) => 'element' in cell && cell.element === element)).length
  const most = (await reportsAt(ctx.sql, place)).filter(one => sent.has(one.id)).map(record => ({ record, n: waiting(record) }))
    .reduce<{ record: ReportRecord; n: number } | null>((best, one) => (one.n > (best?.n ?? 0) ? one : best), null)
  if (most) await behalfOf(ctx, most.record, sendings.filter(one => one.report === most.record.id))
}
