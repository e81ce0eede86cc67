import { z } from 'zod'
import { ElementId } from './catalogue.ts'
import { command, Count, Day, Id, Instant, Level, Line, look, Page, PageRequest, Place, query, Text } from './kernel.ts'
import { Document } from './paper.ts'

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
])).meta({ id: 'Condition' })

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
})
export type ReportBody = z.infer<typeof ReportBody>
export type ReportBodyInput = z.input<typeof ReportBody>

const Fault = z.object({ path: z.string(), message: z.string() })
/** What of a column is held for a population: people (or households) whose facts are there and fresh, there and old, not there. */
export const ColumnCoverage = z.object({ id: z.string(), title: z.string(), element: z.string().nullable(), held: z.int(), stale: z.int(), missing: z.int() })
/** `wanting`: how many of them have anything old or missing in any column, each counted once. */
export const Coverage = z.object({ population: z.int(), unknown: z.int(), wanting: z.int(), columns: z.array(ColumnCoverage) })
export type Coverage = z.infer<typeof Coverage>

/** How a place stands to a report for a period: nobody is asked, not yet said anything, late, said, approved above, opened again. */
export const returnStates = ['live', 'in_hand', 'late', 'confirmed', 'approved', 'reopened'] as const
export const ReturnState = z.enum(returnStates)
export type ReturnState = z.infer<typeof ReturnState>
export const PeriodKey = z.string().regex(/^(\d{4}(-(0[1-9]|1[0-2])|Q[1-4])?|once)$/, '期次应写成 2026-11、2026Q4、2026 或 once')

const Head = z.object({
  id: z.string(), version: z.int(), title: z.string(), department: z.string(), note: z.string(), grain: Grain, period: Period, place: Place, place_name: z.string(),
  published_at: Instant, published_by: z.string(), retired: z.boolean(), sent: z.boolean(), layout: z.boolean(), aliases: z.array(z.string()),
  /** Reports that were merged into it: their departments get theirs from this one. */
  merged: z.array(z.object({ title: z.string(), department: z.string() })),
})
export type ReportHead = z.infer<typeof Head>
const Progress = z.object({ communities: z.int(), confirmed: z.int(), approved: z.int(), late: z.int() })
const Owed = z.object({ head: Head, period: PeriodKey, period_name: z.string(), due_on: Day.nullable(), state: ReturnState, seq: z.int(), progress: Progress })
export type Owed = z.infer<typeof Owed>
const where = { report: ReportId, place: Place.optional(), day: Day.optional() }

/** The reports of one's range by due date: for a community its own return, above it how many have said theirs. */
export const list = query('report.list', PageRequest.extend({ place: Place.optional() }), Page(Owed))
export const show = query('report.show', z.object({ report: ReportId }), z.object({ head: Head, body: ReportBody }))

/** A cell with where it came from. Old facts are shown and marked; what is not held is null. A sealed one is masked. */
export const FilledCell = z.object({
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(), shown: z.string(), state: z.enum(['held', 'stale', 'missing', 'counted']),
  source_name: z.string().nullable(), organ: z.string().nullable(), at: Instant.nullable(),
})
export type FilledCell = z.infer<typeof FilledCell>
export const FilledRow = z.object({ key: z.string(), place: Place, place_name: z.string(), cells: z.array(FilledCell) })
export type FilledRow = z.infer<typeof FilledRow>
/** `sealed`: of this only a part, or that it is held, is ever in a table. What was kept before this was said does not say it. */
export const Heading = z.object({ id: z.string(), title: z.string(), note: z.string(), element: z.string().nullable(), sealed: z.boolean().default(false) })
export type Heading = z.infer<typeof Heading>
const Filled = z.object({
  head: Head, place: Place, place_name: z.string(), day: Day, columns: z.array(Heading), rows: z.array(FilledRow), next: z.string().nullable(),
  count: Count, total: z.array(z.number().nullable()),
})
export type Filled = z.infer<typeof Filled>
/** The table as it fills itself now, or as of a past day. A handful of people singled out can read that they were looked at. */
export const fill = look('report.fill', PageRequest.extend({ ...where, by: Level.optional() }), Filled)
/** The same by places of a level, counted: how many belong, and what of it is held. For whoever needs no names. */
export const survey = query('report.survey', z.object({ ...where, by: Level.optional() }), z.object({
  head: Head, place: Place, day: Day, by: Level, rows: z.array(z.object({ place: Place, place_name: z.string(), population: z.int(), stale: z.int(), missing: z.int() })), total: z.int(),
}))
export const covered = query('report.coverage', z.object(where), Coverage)

const which = { report: ReportId, period: PeriodKey }
const Standing = z.object({ report: z.string(), period: PeriodKey, place: Place, state: ReturnState, seq: z.int() })
/** A community says that its table is right. `seq` is the last step seen. Once it is locked only the level above opens it again. */
export const confirm = command('report.confirm', z.object({ ...which, place: Place, seq: z.int().min(0).max(1_000_000), note: Line(200).optional() }), Standing.extend({ n: z.int(), late: z.boolean() }))
export const approve = command('report.approve', z.object({ ...which, place: Place, seq: z.int().min(1).max(1_000_000) }), Standing)
export const reopen = command('report.reopen', z.object({ ...which, place: Place, seq: z.int().min(1).max(1_000_000), reason: Text(200) }), Standing)
/** How far the places below have come; a community each at the end. */
export const progress = query('report.progress', PageRequest.extend({ ...which, place: Place.optional() }), Page(z.object({
  place: Place, place_name: z.string(), level: Level, progress: Progress,
  standing: z.object({ state: ReturnState, seq: z.int(), n: z.int().nullable(), at: Instant.nullable(), by: z.string().nullable(), late: z.boolean(), note: z.string().nullable() }).nullable(),
})).extend({ head: Head, period_name: z.string(), due_on: Day.nullable(), sum: Progress }))
/** What was returned before, newest period first, with every step; also what was returned to a report that this one took over. */
export const returns = query('report.returns', PageRequest.extend({ report: ReportId, place: Place.optional() }), Page(z.object({
  report: z.string(), period: PeriodKey, period_name: z.string(), place: Place, place_name: z.string(), seq: z.int(), kind: z.enum(['confirmed', 'approved', 'reopened']), version: z.int(), as_of: Day.nullable(),
  n: z.int().nullable(), late: z.boolean(), note: z.string().nullable(), actor_name: z.string(), office_name: z.string(), at: Instant,
})))
/** A return as it was kept. */
export const kept = look('report.kept', z.object({ ...which, place: Place, seq: z.int().min(1).max(1_000_000) }), z.object({
  columns: z.array(Heading), rows: z.array(z.array(z.string())), as_of: Day, n: z.int(), confirmed_by: z.string(), at: Instant, digest: z.string(),
}))

const Side = z.object({ head: Head, population: z.int(), only: z.int(), columns: z.array(z.object({ title: z.string(), note: z.string(), element: z.string().nullable(), shared: z.boolean() })) })
/** Two reports side by side: which columns ask for the same element, and how many of one's range belong to both. */
export const compare = query('report.compare', z.object({ a: ReportId, b: ReportId, place: Place.optional() }), z.object({
  a: Side, b: Side, shared_elements: z.int(), elements: z.int(), both: z.int().nullable(), same_permille: z.int().nullable(), reason: z.string().nullable(),
}))
/** One report goes on under the other's definition; its id stays as a name of it. */
export const merge = command('report.merge', z.object({ keep: ReportId, drop: ReportId, why: Line(200) }), z.object({ keep: z.string(), drop: z.string() }))

const DraftRow = z.object({ id: z.string(), name: z.string(), revision: z.int(), updated_at: Instant, updated_by: z.string() })
export const drafts = query('report.drafts', PageRequest, Page(DraftRow))
const Drafted = z.object({ draft: DraftRow, body: z.record(z.string(), z.unknown()), faults: z.array(Fault), coverage: Coverage.nullable() })
/** A draft with what is wrong with it and, where nothing is, how much of it is held already. */
export const draft = query('report.draft', z.object({ id: ReportId }), Drafted)
export const begin = command('report.begin', z.object({ id: ReportId, title: Line(60), from: ReportId.optional() }), DraftRow)
export const save = command('report.save', z.object({ id: ReportId, revision: z.int().min(0).max(1_000_000), body: z.record(z.string().max(40), z.unknown()) }), Drafted)
export const discard = command('report.discard', z.object({ id: ReportId }), z.object({ id: z.string() }))
/** Makes a version of it, which anybody of the office may read in their range. Nobody is asked for anything by it. */
export const publish = command('report.publish', z.object({ id: ReportId, revision: z.int().min(0).max(1_000_000) }), z.object({ id: z.string(), version: z.int() }))
export const retire = command('report.retire', z.object({ report: ReportId, reason: Line(200) }), z.object({ id: z.string(), version: z.int() }))
/** Lays it on communities, who from then on confirm it each period: only what was admitted at the gate. */
export const send = command('report.send', z.object({
  report: ReportId, places: z.array(Place).min(1).max(200), from: Day, body: Id.optional(),
  /** The number under which it was admitted, where it was not admitted by the report's own id. */
  admission: z.string().max(60).optional(),
}), z.object({ report: z.string(), places: z.int(), communities: z.int() }))
/**
 * A bureau of a county reads a roster that is held, in place of asking communities for it: with a purpose, a basis, the columns that
 * the purpose needs and a last day. Rows are masked; once another person has let it, names are shown one by one, each on record.
 */
export const readingStates = ['masked', 'named', 'ended'] as const
const Reading = z.object({
  id: Id, report: z.string(), title: z.string(), place: Place, place_name: z.string(), body_name: z.string(), purpose: z.string(), basis: z.string(),
  columns: z.array(z.object({ id: z.string(), title: z.string() })), until: Day, state: z.enum(readingStates), named: z.int(), opened_at: Instant, opened_by: z.string(), own: z.boolean(),
  settled: z.object({ at: Instant, by: z.string(), note: z.string() }).nullable(),
})
export type Reading = z.infer<typeof Reading>
export const openReading = command('report.open_reading', z.object({
  report: ReportId, purpose: Line(100), basis: Line(200), columns: z.array(ReportId).min(1).max(60), until: Day, body: Id.optional(),
}), Reading)
/** Who reads which roster of one's range, for what and until when, newest first. `own`: whether this seat's body reads by it. */
export const readings = query('report.readings', PageRequest.extend({ report: ReportId.optional() }), Page(Reading))
/** A second person lets names be shown, or ends a reading. */
export const settleReading = command('report.settle_reading', z.object({ id: Id, to: z.enum(['named', 'ended']), note: Line(200) }), Reading)
/** The rows of a reading, with its columns and nothing else, masked. */
export const readMasked = look('report.read_masked', PageRequest.extend({ reading: Id, place: Place.optional() }), z.object({
  columns: z.array(Heading), rows: z.array(FilledRow), next: z.string().nullable(), count: Count, place: Place, place_name: z.string(), title: z.string(), purpose: z.string(), grain: Grain,
}))
/** One row of a reading with its name and address: the person can read who looked, and for what. */
export const readNamed = look('report.read_named', z.object({ reading: Id, person: Id }), z.object({ row: FilledRow, purpose: z.string() }))
/**
 * The department's own layout: an xlsx in which {{title}}, {{place}}, {{day}} and one row of {{column ids}} stand; null takes it away. Of a report that
 * another level published it is the own copy of this office, and only what this office takes away is set in it.
 */
export const layout = command('report.layout', z.object({ report: ReportId, content: z.base64().max(700_000).nullable() }), z.object({ id: z.string(), placeholders: z.array(z.string()) }))
/** A sheet as it would lie on the table: widths in characters, and of each cell what it says and how. `covered` cells lie under a merged one. */
const SheetShown = z.object({
  name: z.string(), widths: z.array(z.number()), rows: z.array(z.array(z.object({
    text: z.string(), wide: z.int(), high: z.int(), covered: z.boolean(), bold: z.boolean(), size: z.number().nullable(), align: z.enum(['left', 'center', 'right']), lined: z.boolean(),
  }))), wide: z.boolean(),
})
export type SheetShown = z.infer<typeof SheetShown>
/** The layout filled with the first rows, as it would be printed: that of the report, or one that is tried before it is kept. */
export const preview = look('report.preview', z.object({ ...where, content: z.base64().max(700_000).optional() }), z.object({ sheet: SheetShown.nullable(), rows: z.int(), count: z.int(), unknown: z.array(z.string()), own: z.boolean() }))
const Choice = z.object({ code: z.string(), label: z.string() })
/** What a report can be made of. */
export const parts = query('report.parts', z.object({}), z.object({
  elements: z.array(z.object({ id: z.string(), name: z.string(), meaning: z.string(), type: z.string(), object: z.string(), sealed: z.boolean(), choices: z.array(Choice) })),
  topics: z.array(z.object({ id: z.string(), name: z.string() })), states: z.array(Choice), indicators: z.array(z.object({ id: z.string(), name: z.string() })),
}))

/** What is missing or old for the reports of one's range, by household: one visit answers all of it, and what is fresh is not asked. */
const Asked = z.object({ person: Id, element: z.string(), state: z.enum(['stale', 'missing']), shown: z.string().nullable(), reports: z.array(z.string()), schema: z.record(z.string(), z.unknown()) })
export const tasks = query('report.tasks', PageRequest.extend({ place: Place.optional() }), Page(z.object({
  household: Id, number: z.string(), address: z.string().nullable(), place: Place, place_name: z.string(), head: z.string(), members: z.array(z.object({ person: Id, name: z.string(), age: z.int() })), asked: z.array(Asked),
})))
const answers = z.array(z.object({ person: Id, element: z.string().max(80), value: z.unknown() })).min(1).max(200)
const Facts = z.object({ changed: z.int(), renewed: z.int() })
/** `same`: what is held was found unchanged; nobody types it again, and a sealed value is not seen for it. */
const found = z.array(z.object({ person: Id, element: z.string().max(80), value: z.unknown(), same: z.literal(true).optional() })).min(1).max(200)
/**
 * Answers of one visit: each becomes a fact, and every report that waited for it is filled. Who moved away meanwhile is no longer in the range
 * (`away`): of them nothing is written, the others of the home are.
 */
export const collect = command('report.collect', z.object({ answers: found, purpose: Line(100).default('报表信息采集') }), Facts.extend({ away: z.array(Id) }))
/** What a department's own system holds comes back as facts shared by it; only a program may say so. */
export const give = command('report.give', z.object({ answers, purpose: Line(100).default('部门系统回传') }), Facts)

/** The table to print, and as a file for a spreadsheet, in the department's layout where it gave one. */
/** An address may give the code of a place as a number (`/papers/…`). */
const addressed = { ...where, place: z.union([Place, z.int().min(10).max(999_999_999).transform(String)]).optional(), by: Level.optional() }
export const paper = look('report.paper', z.object(addressed), Document)
export const sheet = look('report.sheet', z.object({ ...addressed, format: z.enum(['xlsx', 'csv']).default('xlsx') }), Document)
