import { beijingDay } from '../../../contract/time.ts'
import type { RowSaid } from '../../../contract/exchange.ts'
import { createHash } from 'node:crypto'
import { setImmediate as others } from 'node:timers/promises'
import { readied } from '../../ground/registry/index.ts'
import { groundsUnder, heldToday } from '../../ground/territory/index.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import { serverScope, type Database, type Json } from '../../kernel/db/index.ts'
import { contentPath } from '../../kernel/files.ts'
import type { House } from '../../kernel/house.ts'
import { newId } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seat } from '../../kernel/seat.ts'
import { openWorkbook, type SheetRow } from '../../kernel/sheets/index.ts'
import { groundOf, prepare, type Prepared, type Reading } from './prepare.ts'
import type { JobRow } from './store.ts'

/** Rows that go into one transaction: enough that statements cost nothing, few enough that a stop is felt at once. */
const size = 1_000
/** How long one turn works before others get theirs, and how long a job stays with a process that says nothing. */
const turnMs = 3_000, leaseSeconds = 15, atOnce = 2
const lease = newId()

/** After so many rows others get their turn: what is read and sealed ahead must not keep the database waiting. */
const slice = 10

/** What the work needs beside the house: the file's folder, and the vault with which rows are sealed ahead. */
export interface Tools { database: Database; uploads: string; vault: Vault }

export interface Batch { seq: number; rows: Prepared[]; line: number; last: boolean }
/** A job in this process's hands: where its file is read, and the batch that was prepared while the one before was written. */
interface Work { job: JobRow; seat: Seat; rows: AsyncGenerator<SheetRow>; reading: Reading; next: Promise<Batch> | null; seq: number; line: number; forecast: NonNullable<JobRow['forecast']>; seen: Map<string, [string, number]> | null }
const works = new Map<string, Work>()
const prepared = new Map<string, Batch>()

/** The batch that this process has read and is about to write; undefined for anybody else's call. */
export const preparedBatch = (job: string, seq: number): Batch | undefined => prepared.get(`${job} ${seq}`)

/** Takes jobs in hand and works at them for a turn; says how many have more to do. Safe in several processes: a job is leased. */
export async function importsDue(house: House, tools: Tools): Promise<number> {
  const jobs = await claim(tools.database)
  for (const id of works.keys()) if (!jobs.some(job => job.id === id)) await drop(id)
  const more = await Promise.all(jobs.map(job => turn(house, tools, job)))
  return more.filter(Boolean).length
}

const claim = (database: Database): Promise<JobRow[]> => database.transact(serverScope, 'write', async ({ sql }) => [...await sql<JobRow[]>`
  with due as (
    select county, id from exchange.job where state in ('checking', 'running') and (leased_until is null or leased_until < now() or lease = ${lease}::uuid)
    order by made_at limit ${atOnce} for update skip locked)
  update exchange.job j set lease = ${lease}::uuid, leased_until = now() + make_interval(secs => ${leaseSeconds}) from due where j.county = due.county and j.id = due.id
  returning j.*`])

async function turn(house: House, tools: Tools, job: JobRow): Promise<boolean> {
  const { database } = tools
  let work = works.get(job.id)
  try {
    if (work && (work.job.state !== job.state || work.seq !== job.batches && job.state === 'running')) { await drop(job.id); work = undefined }
    work ??= await take(house, tools, job)
    for (const end = Date.now() + turnMs; Date.now() < end;) {
      work.next ??= read(work, tools.vault)
      const batch = await work.next
      work.next = batch.last ? null : read(work, tools.vault)
      // Read while this one is written; what is wrong with it is told in its own turn.
      work.next?.catch(() => undefined)
      if (job.state === 'checking') await rehearse(house, database, work, batch)
      else await write(house, work, batch)
      if (batch.last) { await drop(job.id); return false }
    }
    return true
  } catch (error) {
    await drop(job.id)
    const stopped = error instanceof Problem && error.code === 'exchange.not_now'
    if (!stopped) await give(database, job, error)
    if (!(error instanceof Problem)) throw error
    return false
  }
}

async function drop(id: string): Promise<void> {
  const work = works.get(id)
  works.delete(id)
  await work?.next?.catch(() => undefined)
  await work?.rows.return(undefined)
}

async function take(house: House, { database, uploads }: Tools, job: JobRow): Promise<Work> {
  const { seat, places } = await database.transact(serverScope, 'read', async ({ sql }) => ({
    seat: job.mandate ? await heldToday(sql, job.mandate) : null, places: await groundsUnder(sql, job.place),
  }))
  if (!seat || seat.office !== job.office || seat.actor !== job.actor) throw new Problem('seat.not_yours')
  const book = await openWorkbook(contentPath(uploads, job.digest), job.sheet === '' ? undefined : job.sheet)
  const rehearsing = job.state === 'checking'
  const work: Work = {
    job, seat, seq: rehearsing ? 0 : job.batches, line: rehearsing ? job.header : job.line, rows: book.rows({ after: rehearsing ? job.header : job.line }), next: null,
    reading: { kind: job.kind, columns: job.columns, ground: groundOf(seat.place, places), today: beijingDay(house.now), from1904: book.from1904 },
    forecast: { total: 0, read: 0, written: 0, unchanged: 0, refused: 0, held: 0, samples: [] }, seen: rehearsing ? new Map() : null,
  }
  works.set(job.id, work)
  return work
}

/** The next rows of the file, read against the columns and sealed if they will be written. Lines without anything in them are no rows. */
async function read(work: Work, vault: Vault): Promise<Batch> {
  const rows: Prepared[] = []
  for (let n = 1; ; n++) {
    const { value, done } = await work.rows.next()
    if (done) return { seq: work.seq + 1, rows, line: work.line, last: true }
    work.line = value.line
    if (value.cells.length > 0) rows.push(prepare(value, work.reading))
    const { entrant } = rows.at(-1) ?? { entrant: null }
    if (entrant && !entrant.ready && work.job.state === 'running' && work.job.kind === 'residents') entrant.ready = readied(vault, entrant)
    if (n % slice === 0) await others()
    if (rows.length >= size) return { seq: work.seq + 1, rows, line: work.line, last: false }
  }
}

/** Calls an operation in the seat of whoever began the job, with the batch at hand for it alone. */
async function withBatch<T>(work: Work, batch: Batch, call: (seq: number) => Promise<T>): Promise<T> {
  const key = `${work.job.id} ${work.seq + 1}`
  prepared.set(key, batch)
  try {
    const answer = await call(work.seq + 1)
    work.seq++
    return answer
  } finally {
    prepared.delete(key)
  }
}

/** Writes a batch; where others changed the same people meanwhile it is judged anew. */
async function write(house: House, work: Work, batch: Batch): Promise<void> {
  await withBatch(work, batch, async seq => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await house.call(work.seat, 'exchange.advance', { job: work.job.id, seq }, { key: `import-${work.job.id}-${seq}` })
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'conflict.stale' || attempt >= 5) throw error
      }
    }
  })
}

/** Judges a batch, and what only the whole file shows: a number that stood in an earlier batch. */
async function rehearse(house: House, database: Database, work: Work, batch: Batch): Promise<void> {
  const again: RowSaid[] = []
  const fresh = batch.rows.filter(row => {
    if (!row.entrant) return true
    const { line: _line, identity, values, ...rest } = row.entrant
    // Only its print is kept: of a long file that many rows would be too much to hold.
    const content = createHash('sha256').update(JSON.stringify([rest, [...values].map(([element, value]) => [element.id, value])])).digest('base64')
    const earlier = work.seen!.get(identity.number)
    if (!earlier) work.seen!.set(identity.number, [content, row.line])
    if (!earlier || earlier[1] > batch.rows[0]!.line) return true
    again.push(earlier[0] === content ? { line: row.line, what: 'unchanged', says: `与第 ${earlier[1]} 行完全相同，不会重复登记` } : { line: row.line, what: 'held', says: `与第 ${earlier[1]} 行是同一个证件号码，内容却不同，请核对后只留一行` })
    return false
  })
  const { counts, samples } = await withBatch(work, { ...batch, rows: fresh }, seq =>
    house.call(work.seat, 'exchange.rehearse', { job: work.job.id, seq }) as Promise<{ counts: Record<'read' | 'written' | 'unchanged' | 'refused' | 'held', number>; samples: RowSaid[] }>)
  const { forecast } = work
  for (const key of ['read', 'written', 'unchanged', 'refused', 'held'] as const) forecast[key] += counts[key]
  for (const row of again) { forecast.read++; forecast[row.what]++ }
  forecast.total = forecast.read
  forecast.samples = [...forecast.samples, ...samples, ...again].slice(0, 30)
  const { job } = work
  const kept = await database.transact(serverScope, 'write', async ({ sql }) => (await sql`update exchange.job set forecast = ${sql.json(forecast as unknown as Json)},
    state = ${batch.last ? 'checked' : 'checking'} where county = ${job.county} and id = ${job.id} and state = 'checking'`).count)
  if (kept === 0) throw new Problem('exchange.not_now', { state: '已暂停' })
}

/** Lets go of a job that cannot go on, with the reason; what is written stays, and whoever began it may go on from there. */
async function give(database: Database, job: JobRow, error: unknown): Promise<void> {
  const why = error instanceof Problem ? error.message : '系统出错，导入停下了。已写入的保持不变，可以继续导入。'
  const lost = job.state === 'checking'
  await database.transact(serverScope, 'write', ({ sql }) => sql`update exchange.job set state = ${lost ? 'broken' : 'stopped'}, why = ${why}, lease = null, leased_until = null,
    ended_at = ${lost ? sql`now()` : sql`null`} where county = ${job.county} and id = ${job.id} and state in ('checking', 'running')` as unknown as Promise<unknown>)
}
