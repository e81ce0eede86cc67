import type { Cell, Coverage, ReportBody } from '../../../contract/report.ts'
import { Frame, type FrameGrain } from '../../ground/registry/index.ts'
import { codesOn } from '../../ground/territory/index.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Fragment } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { compile, elementsOf } from './condition.ts'
import { conditionOf } from './faults.ts'

/** Where and when: a place of today, and a day not ahead. */
export interface Range { place: string; day: string }

/** A frame over a place of today on a day; nothing where the place was not there yet. */
export async function frameOf(ctx: Context, grain: FrameGrain, { place, day }: Range): Promise<Frame> {
  const codes = day < beijingDay(ctx.now) ? await codesOn(ctx.sql, place, day) : [place]
  return new Frame(ctx, { grain, codes, day })
}

/** What a definition counts one by one: households where its rows are households, people otherwise. */
export const subjectOf = ({ grain }: Pick<ReportBody, 'grain'>): 'person' | 'household' => grain === 'household' ? 'household' : 'person'

/** The elements of which a cell is made; none for places, cases and indicators, which nobody is asked about. */
export function elementsOfCell(cell: Cell): string[] {
  if ('element' in cell) return [cell.element]
  if ('age' in cell) return ['person.birth_date']
  return [...new Set(['sum' in cell ? [cell.sum] : [], elementsOf(conditionOf(cell))].flat())]
}

/**
 * How much of a definition is already answered: how many belong, how many may belong but for a fact that is not held, and per
 * column how many have every fact of it held and fresh, one that is stale, one that is missing. One statement, under row
 * security, for any place and day; nobody is asked.
 */
export async function coverage(ctx: Context, definition: Pick<ReportBody, 'grain' | 'population' | 'columns'>, range: Range): Promise<Coverage> {
  const { sql } = ctx
  const frame = await frameOf(ctx, subjectOf(definition), range)
  const belongs = definition.population === null ? sql`true` : compile(sql, definition.population, frame)
  const asked = definition.columns.map(column => ({ column, elements: elementsOfCell(column.cell) }))
  const distinct = [...new Set(asked.flatMap(one => one.elements))]
  const states = distinct.map((id, i): Fragment => sql`, ${frame.state(id)} as ${sql(`s${i}`)}`)
  const sums = asked.map(({ elements }, i): Fragment => {
    const of = elements.map(id => sql(`s${distinct.indexOf(id)}`))
    if (of.length === 0) return sql``
    const all = of.reduce<Fragment | null>((list, one) => list === null ? sql`${one}` : sql`${list}, ${one}`, null)!
    return sql`, count(*) filter (where belongs and 'missing' in (${all})) as ${sql(`m${i}`)},
      count(*) filter (where belongs and 'stale' in (${all}) and 'missing' not in (${all})) as ${sql(`o${i}`)}`
  })
  const anything = distinct.map((_, i) => sql`or ${sql(`s${i}`)} <> 'held'`)
  const [row] = await sql<Record<string, number>[]>`
    select count(*) filter (where belongs) as population, count(*) filter (where belongs is null) as unknown,
      count(*) filter (where belongs and (false ${concat(sql, anything)})) as wanting ${concat(sql, sums)}
    from (select ${belongs} as belongs ${concat(sql, states)} from ${frame.from} where ${frame.where}) as subject limit ${1}`
  const population = row!.population!
  return {
    population, unknown: row!.unknown!, wanting: row!.wanting!,
    columns: asked.map(({ column, elements }, i) => {
      const [missing, stale] = [row![`m${i}`] ?? 0, row![`o${i}`] ?? 0]
      return { id: column.id, title: column.title, element: elements.length === 1 ? elements[0]! : null, held: population - missing - stale, stale, missing }
    }),
  }
}

export const concat = (sql: Context['sql'], parts: readonly Fragment[]): Fragment => parts.reduce((all, one) => sql`${all} ${one}`, sql``)
