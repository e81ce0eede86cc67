import type { ReportBody } from '../../../contract/report.ts'
import type { Context } from '../../kernel/operation.ts'
import { compile, elementsOf } from './condition.ts'
import { elementsOfCell, frameOf, subjectOf, type Range } from './coverage.ts'

export interface Overlap { a: number; b: number; both: number }

/** How many belong to either and to both of two definitions, in one reading of the range. Null where one counts households and the other people. */
export async function overlap(ctx: Context, a: ReportBody, b: ReportBody, range: Range): Promise<Overlap | null> {
  if (subjectOf(a) !== subjectOf(b)) return null
  const { sql } = ctx
  const frame = await frameOf(ctx, subjectOf(a), range)
  const [inA, inB] = [a, b].map(({ population }) => population === null ? sql`true` : compile(sql, population, frame))
  const [row] = await sql<Overlap[]>`
    select count(*) filter (where in_a) as a, count(*) filter (where in_b) as b, count(*) filter (where in_a and in_b) as both
    from (select ${inA!} as in_a, ${inB!} as in_b from ${frame.from} where ${frame.where}) as subject limit ${1}`
  return { ...row! }
}

/** What a definition asks about people, as it is compared with what was admitted. */
export const asksOf = ({ grain, population, period, columns }: Pick<ReportBody, 'grain' | 'population' | 'period' | 'columns'>) =>
  ({ grain, population, period, elements: [...new Set([...askedElements({ columns }), ...elementsOf(population)])] })

/** The elements that the columns of a definition ask for. */
export const askedElements = ({ columns }: Pick<ReportBody, 'columns'>): Set<string> => new Set(columns.flatMap(({ cell }) => elementsOfCell(cell)))
