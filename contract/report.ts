import { z } from 'zod'
import { ElementId } from './catalogue.ts'
import { command, Count, Day, Id, Instant, Level, Line, look, Page, PageRequest, Place, query, Text } from './kernel.ts'
import { Fact } from './person.ts'

/** A report as a value: who is counted, what is said of each, at which grain and when it is due. It holds no SQL and no text that becomes SQL. */
export const ReportId = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/, '只用小写字母、数字和下划线，以字母开头')
const Plain = z.union([z.string().max(200), z.number(), z.boolean()])

export type Condition =
  | { all: Condition[] } | { any: Condition[] } | { not: Condition } | { known: string } | { equal: [string, string | number | boolean] }
  | { one_of: [string, (string | number)[]] } | { at_least: [string, string | number] } | { at_most: [string, string | number] }
  | { aged: { from?: number | undefined; to?: number | undefined } } | { members: { who: Condition; at_least?: number | undefined; at_most?: number | undefined } }
/** Who belongs: true, false, or not known because a fact is not held. `aged` in completed years on the day; `members` counts those of the household. */
export const Condition: z.ZodType<Condition> = z.lazy(() => z.union([
  z.strictObject({ all: z.array(Condition).min(1).max(20) }), z.strictObject({ any: z.array(Condition).min(1).max(20) }), z.strictObject({ not: Condition }),
  z.strictObject({ known: ElementId }), z.strictObject({ equal: z.tuple([ElementId, Plain]) }),
  z.strictObject({ one_of: z.tuple([ElementId, z.array(z.union([z.string().max(60), z.number()])).min(1).max(100)]) }),
  z.strictObject({ at_least: z.tuple([ElementId, z.union([z.string().max(40), z.number()])]) }), z.strictObject({ at_most: z.tuple([ElementId, z.union([z.string().max(40), z.number()])]) }),
  z.strictObject({ aged: z.strictObject({ from: z.int().min(0).max(150).optional(), to: z.int().min(0).max(150).optional() }) }),
  z.strictObject({ members: z.strictObject({ who: Condition, at_least: z.int().min(1).max(50).optional(), at_most: z.int().min(0).max(50).optional() }) }),
]))

export const grains = ['person', 'household', 'community', 'town', 'county'] as const
export const Grain = z.enum(grains)
export type Grain = z.infer<typeof Grain>
/** What a cell says. Rows of people and households say facts; rows of places say counts and sums. */
export const Cell = z.union([
  z.strictObject({ element: ElementId }), z.strictObject({ age: z.literal(true) }), z.strictObject({ place: z.enum(['town', 'community', 'grid']) }),
  z.strictObject({ members: Condition.nullable() }),
  z.strictObject({ people: Condition.nullable() }), z.strictObject({ households: Condition.nullable() }), z.strictObject({ sum: ElementId, of: Condition.nullable() }),
  z.strictObject({ cases: z.strictObject({ topic: ReportId, states: z.array(ReportId).min(1).max(20), when: z.enum(['in_period', 'until_now']) }) }),
  z.strictObject({ indicator: z.string().regex(/^[a-z][a-z0-9_.]{1,59}$/) }),
])
export type Cell = z.infer<typeof Cell>
/** A column. `note` is the wording (口径); `aliases` are the names that departments use for the same thing. */
export const Column = z.strictObject({ id: ReportId, title: Line(40), note: z.string().max(200).default(''), aliases: z.array(Line(40)).max(10).default([]), cell: Cell })
export type Column = z.infer<typeof Column>
export const Period = z.enum(['month', 'quarter', 'year', 'once'])
export type Period = z.infer<typeof Period>
export const ReportBody = z.strictObject({
  id: ReportId, title: Line(60), note: z.string().max(500).default(''), department: Line(40), basis: z.array(Line(200)).min(1).max(10),
  grain: Grain, population: Condition.nullable(), columns: z.array(Column).min(1).max(60), period: Period,
  /** Calendar days after the end of the period; for what is asked once, the day itself. */
  due_days: z.int().min(1).max(120), due_on: Day.nullable().default(null), valid_from: Day,
  /** Whether communities confirm it; otherwise it is a live view that nobody is asked about. */
  confirmed: z.boolean(),
})
export type ReportBody = z.infer<typeof ReportBody>
export type ReportBodyInput = z.input<typeof ReportBody>

const Fault = z.object({ path: z.string(), message: z.string() })
/** What of a column is held for a population: people (or households) whose facts are there and fresh, there and old, not there. */
export const ColumnCoverage = z.object({ id: z.string(), title: z.string(), element: z.string().nullable(), held: z.int(), stale: z.int(), missing: z.int() })
export const Coverage = z.object({ population: z.int(), unknown: z.int(), columns: z.array(ColumnCoverage) })
export type Coverage = z.infer<typeof Coverage>
