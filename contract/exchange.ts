import { z } from 'zod'
import { command, Id, Instant, Line, look, Page, PageRequest, Place, query, Text } from './kernel.ts'
import { Fact } from './person.ts'
import { Format, SheetPiece } from './sheet.ts'

/** What a table is brought in for: to register people with household and facts, or to add facts about people who are known. */
export const importKinds = { residents: '登记居民', facts: '补充信息' } as const
const Kind = z.enum(['residents', 'facts'])
export type ImportKind = z.infer<typeof Kind>

export const sheetTypes = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'application/x-ole-storage'] as const
/** Keeps a table; reached only through an upload, like `file.keep`. */
export const upload = command('exchange.upload', z.object({
  name: Line(200), type: z.enum(sheetTypes), size: z.int().min(1).max(64 * 1024 * 1024), digest: z.string().regex(/^[0-9a-f]{64}$/),
}), z.object({ id: Id, name: z.string(), type: z.string(), size: z.int() }))

/** What a column may mean. `needed`: without it nobody is registered. */
export const Target = z.object({ id: z.string(), name: z.string(), group: z.enum(['person', 'household', 'row']), needed: z.boolean(), example: z.string() })
export type Target = z.infer<typeof Target>
/** A column of a file: where it stands (from 0), its title, and what it means; null: it is left out. */
export const Column = z.object({ at: z.int().min(0).max(400), title: z.string().max(200), target: z.string().max(80).nullable() })
export type Column = z.infer<typeof Column>

/** Reads the head of an uploaded table: its sheets, where the titles stand, what each column probably means, the first rows. */
export const open = query('exchange.open', z.object({ file: Id, kind: Kind, sheet: z.string().max(100).optional(), header: z.int().min(1).max(50).optional() }), z.object({
  name: z.string(), format: Format, sheets: z.array(z.string()), sheet: z.string(), header: z.int(), columns: z.array(Column), sample: z.array(z.array(z.string())),
  /** The template with these same titles that was used last. */
  template: z.string().nullable(), targets: z.array(Target),
}))

const Counts = z.object({ read: z.int(), written: z.int(), unchanged: z.int(), refused: z.int(), held: z.int() })
export type Counts = z.infer<typeof Counts>
const RowSaid = z.object({ line: z.int(), what: z.enum(['written', 'unchanged', 'refused', 'held']), says: z.string().nullable() })
export type RowSaid = z.infer<typeof RowSaid>
export const jobStates = { checking: '正在试算', checked: '等您确认', running: '正在导入', stopped: '已暂停', done: '已完成', broken: '没有完成' } as const
const JobState = z.enum(['checking', 'checked', 'running', 'stopped', 'done', 'broken'])
export type JobState = z.infer<typeof JobState>

export const Job = z.object({
  id: Id, place: Place, kind: Kind, state: JobState, file_name: z.string(), sheet: z.string(), template_name: z.string().nullable(), purpose: z.string(), actor_name: z.string(),
  counts: Counts, forecast: Counts.extend({ total: z.int(), samples: z.array(RowSaid) }).nullable(), why: z.string().nullable(),
  made_at: Instant, started_at: Instant.nullable(), ended_at: Instant.nullable(), mine: z.boolean(),
  /** The rules there ask that another starts it than who brought the file. */
  second: z.boolean().optional(),
})
export type Job = z.infer<typeof Job>

/** Begins the dry run of a file: every row is judged as it would be, and nothing is written. The columns are remembered under a name. */
export const check = command('exchange.check', z.object({
  file: Id, kind: Kind, sheet: z.string().max(100), header: z.int().min(1).max(50), columns: z.array(Column).min(1).max(200), purpose: Line(100), template: Line(60).optional(),
}), z.object({ job: Id }))
/** Writes what the dry run showed, or goes on after a stop. */
export const start = command('exchange.start', z.object({ job: Id }), z.object({}))
/** Stops after the rows in hand; what is written stays written. */
export const stop = command('exchange.stop', z.object({ job: Id }), z.object({}))
export const job = query('exchange.job', z.object({ job: Id }), Job)
export const jobs = query('exchange.jobs', PageRequest, Page(Job))
/** Rows with something to say, in the order of the file. */
export const rows = query('exchange.rows', z.object({ job: Id, after: z.string().max(20).optional() }), z.object({ items: z.array(RowSaid), next: z.string().nullable() }))
/** The file as it came, with a column that says what became of each row. */
export const answered = query('exchange.answered', z.object({ job: Id, after: z.string().max(20).optional() }), SheetPiece)
/** An empty table with the titles that are understood, and one line that shows how they are filled. */
export const blank = query('exchange.blank', z.object({ kind: Kind, after: z.string().max(20).optional() }), SheetPiece)

const Template = z.object({ id: Id, name: z.string(), kind: Kind, columns: z.array(Column), made_name: z.string(), used_at: Instant })
export const templates = query('exchange.templates', z.object({}), z.object({ items: z.array(Template) }))
export const dropTemplate = command('exchange.drop_template', z.object({ template: Id }), z.object({}))

/** One batch of a job, in the seat of whoever began it: called by the platform, which has read the rows; nobody else can. */
export const advance = command('exchange.advance', z.object({ job: Id, seq: z.int().min(1) }), z.object({ line: z.int(), done: z.boolean() }))
export const rehearse = query('exchange.rehearse', z.object({ job: Id, seq: z.int().min(1) }), z.object({ counts: Counts, samples: z.array(RowSaid) }))

export const exportStates = { open: '待下载', running: '正在下载', done: '已下载', cancelled: '中途取消' } as const
const Exported = z.object({
  id: Id, scope: Place, scope_name: z.string(), columns: z.array(z.string()), format: z.enum(['xlsx', 'csv']), purpose: z.string(), state: z.enum(['open', 'running', 'done', 'cancelled']),
  rows: z.int(), actor_name: z.string(), made_at: Instant, ended_at: Instant.nullable(), mine: z.boolean(),
})
/** What of people may be taken out: elements; a sealed one stays masked. */
export const exportable = query('exchange.exportable', z.object({}), z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), masked: z.boolean() })) }))
/** Asks for the people at or under a place with these facts, for a stated purpose. Downloaded once, as `GET /sheets/exchange.export_rows`. */
export const exportPeople = command('exchange.export', z.object({
  place: Place, columns: z.array(z.string().max(80)).min(1).max(60), format: z.enum(['xlsx', 'csv']), purpose: Text(200),
}), z.object({ export: Id }))
/** The people of an export, piece by piece; each of them can read that they were taken out, by whom and for what. */
export const exportRows = look('exchange.export_rows', z.object({ export: Id, after: z.string().max(200).optional() }), SheetPiece)
export const endExport = command('exchange.end_export', z.object({ export: Id }), z.object({}))
export const exports = query('exchange.exports', PageRequest, Page(Exported))

export const changeStates = { open: '待核对', accepted: '已采用', kept: '保留原登记' } as const
const ChangeState = z.enum(['open', 'accepted', 'kept'])
export const Change = z.object({
  id: Id, person: Id, name: z.string(), place: Place, place_name: z.string(), element: z.string(), element_name: z.string(), source_name: z.string(), organ: z.string(), purpose: z.string(),
  proposed_name: z.string(), proposed_at: Instant, state: ChangeState, reason: z.string().nullable(), decided_name: z.string().nullable(), decided_at: Instant.nullable(),
})
export type Change = z.infer<typeof Change>
/** Facts on which two sources disagree, newest first: whose and which, not what. `for_me`: those that wait for the decision of whoever asks. */
export const changes = query('change.list', PageRequest.extend({ place: Place.optional(), state: ChangeState.optional(), for_me: z.boolean().default(false) }), Page(Change))
/** Both values side by side. */
export const change = look('change.show', z.object({ id: Id, purpose: Line(100) }), z.object({
  change: Change, held: Fact.nullable(), proposed: z.string(),
  /** What both values rest on: goes back with the decision, which is refused when it has changed. */
  seen: z.string(),
}))
/** Says that a fact should be otherwise; whoever keeps the register decides. */
export const propose = command('change.propose', z.object({ person: Id, element: z.string().max(80), value: z.unknown(), purpose: Line(100) }), z.object({}))
/** Decides as it was seen. */
export const decide = command('change.decide', z.object({ id: Id, accept: z.boolean(), seen: z.string().max(64), reason: Text(200) }), z.object({}))

/** Something I said of my own record. */
export const Correction = z.object({
  id: Id, element: z.string(), element_name: z.string(), proposed: z.string(), purpose: z.string(), proposed_at: Instant, state: ChangeState, reason: z.string().nullable(), decided_at: Instant.nullable(),
})
/** Asks for the correction of one of my own facts; the community decides, and says why. */
export const correct = command('change.correct', z.object({ element: z.string().max(80), value: z.unknown(), purpose: Line(100) }), z.object({}))
export const corrections = query('change.own', PageRequest, Page(Correction))
