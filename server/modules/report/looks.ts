import type { FilledRow } from '../../../contract/report.ts'
import { recordLooks } from '../../ground/registry/index.ts'
import type { Context } from '../../kernel/operation.ts'
import type { Found } from './found.ts'

/** So few people that whoever looked has singled them out (docs/decisions/0014). */
export const handful = 10

/** Leaves a trace with each of a handful of people whose rows went out on paper or in a file; of a long list nobody was meant. */
export function singledOut(ctx: Context, { record }: Pick<Found, 'record'>, rows: readonly FilledRow[], operation: string): void {
  if (record.body.grain !== 'person' || rows.length === 0 || rows.length > handful) return
  ctx.defer(recordLooks(ctx, operation, rows.map(({ key, place }) => ({ id: key, place })), `查看报表《${record.body.title}》`))
}
