import type { Column, Counts, ImportKind, Job, JobState, RowSaid } from '../../../contract/exchange.ts'
import { settle, type BulkOptions } from '../../ground/registry/index.ts'
import { nameOf, texts } from '../../ground/territory/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { settleFiles } from '../../kernel/files.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import type { SheetFormat } from '../../kernel/sheets/index.ts'
import { checkColumns, openFile } from './open.ts'
import type { Prepared } from './prepare.ts'
import { rememberTemplate } from './templates.ts'

/** A job as it is kept. `line` is the last line that was committed. */
export interface JobRow extends Counts {
  county: string; id: string; place: string; kind: ImportKind; state: JobState; file: string; file_name: string; digest: string; format: SheetFormat; sheet: string; header: number
  columns: Column[]; purpose: string; template_name: string | null; actor: string; actor_name: string; office: string; mandate: string | null; line: number; batches: number
  forecast: Job['forecast']; why: string | null; made_at: string; started_at: string | null; ended_at: string | null
}

export interface Beginning { file: string; kind: ImportKind; sheet: string; header: number; columns: Column[]; purpose: string; template?: string | undefined }

/** Enters a job whose dry run then begins by itself. Throws `exchange.columns`, `sheet.…`. Answers its id. */
export async function beginJob(ctx: Context, { file: id, kind, sheet, header, columns, purpose, template }: Beginning): Promise<string> {
  const { sql, seat, now } = ctx
  checkColumns(columns, kind, seat.place)
  const { file, book, head } = await openFile(ctx, id, kind, sheet === '' ? undefined : sheet, header)
  if (columns.some(column => column.at >= head.titles.length)) throw new Problem('exchange.columns', { reason: '有一列在文件里找不到，请重新打开文件' })
  const job = { county: countyOf(seat.place), id: newId(), place: seat.place, kind, state: 'checking', file: id, file_name: file.name, digest: file.digest, sheet: book.sheet, header: head.line,
    purpose, template_name: template ?? null, actor: seat.actor, actor_name: seat.actorName, office: seat.office, mandate: seat.mandate, line: head.line, made_at: now }
  await sql`insert into exchange.job ${sql({ ...job, format: sql.json(book.format as unknown as Json), columns: sql.json(columns as unknown as Json) } as never)}`
  settleFiles(ctx, [id], seat.place)
  if (template) await rememberTemplate(ctx, template, kind, columns)
  return job.id
}

/** A job, if the seat may see it. */
export async function jobOf({ sql }: Pick<Context, 'sql'>, id: string): Promise<JobRow | null> {
  const [row] = await sql<JobRow[]>`select county, id, place, kind, state, file, file_name, digest, format, sheet, header, columns, purpose, template_name, actor, actor_name, office, mandate,
    line, batches, read, written, unchanged, refused, held, forecast, why, made_at, started_at, ended_at from exchange.job where id = ${id} limit ${1}`
  return row ?? null
}

export const toJob = ({ read, written, unchanged, refused, held, ...row }: JobRow, actor: string | null): Job =>
  ({ ...row, counts: { read, written, unchanged, refused, held }, mine: row.actor === actor })

/** Jobs at or under the seat's place, newest first. */
export async function jobsAt(ctx: Context, { after, limit }: { after?: string | undefined; limit: number }): Promise<{ items: Job[]; next: string | null; count: { n: number; exact: boolean } }> {
  const { sql, seat } = ctx
  const [before] = fromCursor(after, 'id') ?? []
  const where = sql`j.place >= ${seat.place} and j.place < ${seat.place + '~'}`
  const rows = await sql<JobRow[]>`select j.* from exchange.job j where ${where} ${before ? sql`and j.id < ${before}::uuid` : sql``} order by j.id desc limit ${limit + 1}`
  const { items, next } = pageOf(rows, limit, row => [row.id])
  return { items: items.map(row => toJob(row, seat.actor)), next, count: await countUpTo(sql, sql`select 1 from exchange.job j where ${where}`) }
}

/** What may follow what: a checked or stopped job runs, a running one stops. */
const ways: Readonly<Record<'running' | 'stopped', readonly JobState[]>> = { running: ['checked', 'stopped'], stopped: ['running', 'checking'] }
export const stateWords: Readonly<Record<JobState, string>> = { checking: '正在试算', checked: '等您确认', running: '正在导入', stopped: '已暂停', done: '已完成', broken: '没有完成' }

/** Starts a job or stops it. `second`: it is for another than who brought the file to start it. Throws `exchange.second`, `exchange.not_yours`, `exchange.not_now`. */
export async function setState({ sql, seat, now }: Context, job: JobRow, to: 'running' | 'stopped', second = false): Promise<void> {
  const own = job.actor === seat.actor
  if (second && own) throw new Problem('exchange.second')
  if (!second && !own) throw new Problem('exchange.not_yours')
  const changed = await sql`update exchange.job set state = ${to}, why = null, started_at = coalesce(started_at, case when ${to} = 'running' then ${now}::timestamptz end), lease = null, leased_until = null
    where county = ${job.county} and id = ${job.id} and state = any (${texts([...ways[to]])}::text[])`
  if (changed.count === 0) throw new Problem('exchange.not_now', { state: stateWords[job.state] })
}

const letters = { written: 'w', unchanged: 'u', refused: 'r', held: 'h' } as const

async function optionsOf({ sql }: Context, job: JobRow, rehearse: boolean): Promise<BulkOptions> {
  const organ = (await nameOf(sql, [job.place])).get(job.place) ?? job.place
  return { from: { source: 'collected', organ, purpose: job.purpose, matter: job.id }, enrol: job.kind === 'residents', rehearse }
}

/** What would become of these rows, or becomes of them: every row has one outcome. */
async function judged(ctx: Context, job: JobRow, rows: readonly Prepared[], rehearse: boolean): Promise<RowSaid[]> {
  const entrants = rows.flatMap(row => row.entrant ?? [])
  const settled = new Map((entrants.length === 0 ? [] : await settle(ctx, entrants, await optionsOf(ctx, job, rehearse))).map(one => [one.line, one]))
  return rows.map(row => settled.get(row.line) ?? { line: row.line, what: 'refused', says: row.fault })
}
const countsOf = (said: readonly RowSaid[]): Counts => {
  const of = (what: RowSaid['what']) => said.filter(row => row.what === what).length
  return { read: said.length, written: of('written'), unchanged: of('unchanged'), refused: of('refused'), held: of('held') }
}

export async function judgeBatch(ctx: Context, job: JobRow, rows: readonly Prepared[]): Promise<{ counts: Counts; samples: RowSaid[] }> {
  const said = await judged(ctx, job, rows, true)
  return { counts: countsOf(said), samples: said.filter(row => row.says !== null).slice(0, 30) }
}

/**
 * Writes one batch in the transaction of its call: facts, what became of each row, the counts and how far the job has come.
 * Throws `conflict.stale` when the job is not where this batch begins: another process was faster.
 */
export async function writeBatch(ctx: Context, job: JobRow, { seq, rows, line, last }: { seq: number; rows: readonly Prepared[]; line: number; last: boolean }): Promise<void> {
  const { sql, now } = ctx
  const said = await judged(ctx, job, rows, false)
  const counts = countsOf(said)
  const moved = await sql`
    update exchange.job set line = ${line}, batches = ${seq}, read = read + ${counts.read}, written = written + ${counts.written}, unchanged = unchanged + ${counts.unchanged},
      refused = refused + ${counts.refused}, held = held + ${counts.held}, state = ${last ? 'done' : 'running'}, ended_at = ${last ? now : null}::timestamptz
    where county = ${job.county} and id = ${job.id} and batches = ${seq - 1} and state = 'running'`
  if (moved.count === 0) throw new Problem('conflict.stale')
  if (said.length === 0) return
  await sql`insert into exchange.batch (county, job, seq, place, lines, outcomes, said) values (${job.county}, ${job.id}, ${seq}, ${job.place},
    ${sql.json(said.map(row => row.line))}, ${said.map(row => letters[row.what]).join('')},
    ${sql.json(Object.fromEntries(said.filter(row => row.says !== null).map(row => [row.line, row.says])) as Json)})`
}

export interface BatchRow { seq: number; lines: number[]; outcomes: string; said: Record<string, string> }
const back = { w: 'written', u: 'unchanged', r: 'refused', h: 'held' } as const
export const saidOf = ({ lines, outcomes, said }: BatchRow): RowSaid[] => lines.map((line, i) => ({ line, what: back[outcomes[i] as keyof typeof back], says: said[line] ?? null }))

/** The batches of a job after one, in their order. */
export const batchesOf = async ({ sql }: Context, job: JobRow, after: number, limit: number): Promise<BatchRow[]> => [...await sql<BatchRow[]>`
  select seq, lines, outcomes, said from exchange.batch where county = ${job.county} and job = ${job.id} and seq > ${after} order by seq limit ${limit}`]

/** Rows that have something to say, some batches at a time. */
export async function saidRows(ctx: Context, job: JobRow, after: number): Promise<{ items: RowSaid[]; next: string | null }> {
  const items: RowSaid[] = []
  for (let seq = after; ;) {
    const batches = await batchesOf(ctx, job, seq, 20)
    for (const batch of batches) {
      items.push(...saidOf(batch).filter(row => row.says !== null))
      seq = batch.seq
      if (items.length >= 200) return { items, next: String(seq) }
    }
    if (batches.length < 20) return { items, next: null }
  }
}
