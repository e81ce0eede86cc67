import { levels } from '../../../contract/kernel.ts'
import type { ReportBody } from '../../../contract/report.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ageOn, findElement, type ElementDefinition } from '../../ground/registry/index.ts'
import { texts } from '../../ground/territory/index.ts'
import type { Fragment } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { compile, ownElements } from './condition.ts'
import { elementsOfCell, frameOf } from './coverage.ts'

/** What a visit can find out: nothing that only a register or a document may say, nothing that was settled at registration. */
export const isCollectable = (element: ElementDefinition): boolean => element.settled === undefined && element.object === 'person' && element.type !== 'identity'

export interface Due { household: string; person: string; name: string; age: number; element: string; state: 'stale' | 'missing'; shown: unknown; reports: string[]; community: string }

/**
 * What is old or missing for these reports, person by person, at or under a place: facts of the columns for who belongs, and of
 * the population for who may. Each report is one statement; what is fresh never shows here, so a task ends when it is answered.
 * `laid` says in which communities a report may be asked for: an admission that reaches villages only is no reason to knock elsewhere.
 */
export async function dueFacts(
  ctx: Context, reports: readonly Pick<ReportBody, 'id' | 'title' | 'grain' | 'population' | 'columns'>[], place: string, laid: (report: string, community: string) => boolean,
): Promise<Due[]> {
  const day = beijingDay(ctx.now)
  const found = new Map<string, Due>()
  for (const body of reports) {
    const inColumns = [...new Set(body.columns.flatMap(({ cell }) => elementsOfCell(cell)))].filter(collectable)
    const deciding = ownElements(body.population).filter(collectable)
    for (const row of await dueOf(ctx, body, place, day, inColumns, deciding)) {
      if (!laid(body.id, row.community)) continue
      const key = `${row.person} ${row.element}`
      const known = found.get(key)
      if (known) known.reports.push(body.title)
      else found.set(key, { ...row, age: ageOn(row.birth_date, day), reports: [body.title] })
    }
  }
  return [...found.values()]
}
const collectable = (id: string): boolean => {
  const element = findElement(id)
  return element !== undefined && isCollectable(element)
}

type Row = Omit<Due, 'reports' | 'age'> & { birth_date: string }

async function dueOf(ctx: Context, body: Pick<ReportBody, 'grain' | 'population'>, place: string, day: string, columns: readonly string[], deciding: readonly string[]): Promise<Row[]> {
  const asked = [...new Set([...columns, ...deciding])]
  // A count is what is held; only a roster is a reason to knock.
  if (body.grain !== 'person' || asked.length === 0) return []
  const { sql } = ctx
  const frame = await frameOf(ctx, 'person', { place, day })
  const belongs = body.population === null ? sql`true` : compile(sql, body.population, frame)
  const household = frame.household()
  return [...await sql<Row[]>`
    select s.household, s.community, s.person, s.name, s.birth_date, x.element, x.state, x.shown from (
      select ${household} as household, ${frame.place(levels.community)} as community, p.id as person, p.name, p.birth_date, ${belongs} as belongs,
        array[${list(sql, asked.map(id => sql`${id}::text`))}] as elements, array[${list(sql, asked.map(id => frame.state(id)))}] as states,
        array[${list(sql, asked.map(id => sql`${frame.told(id)} -> 0`))}] as shown
      from ${frame.from} where ${frame.where} and ${belongs} is not false) as s
    cross join lateral unnest(s.elements, s.states, s.shown) as x(element, state, shown)
    where s.household is not null and x.state <> 'held'
      and case when s.belongs then x.element = any (${texts(asked)}::text[]) else x.element = any (${texts(deciding)}::text[]) and x.state = 'missing' end
    limit ${20_000}`]
}
const list = (sql: Context['sql'], parts: readonly Fragment[]): Fragment => parts.reduce((all, one) => sql`${all}, ${one}`)
