import { createHash } from 'node:crypto'
import { beijingDay } from '../../../contract/time.ts'
import { Problem } from '../../kernel/problem.ts'
import { bom, csvLine } from '../../kernel/sheets/index.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Incoming } from './adapter.ts'
import { Draft, put } from './disk.ts'
import { BadCell, inputOf, titleOf } from './fields.ts'
import { hold, type Work } from './folder.ts'
import { rowsOf, type Encoding, type Row } from './rows.ts'

export interface FileRow {
  county: string; id: string; number: number; name: string; state: 'taking' | 'taken' | 'bad' | 'writing' | 'written'; at: string
  read: number; written: number; unchanged: number; refused: number; answer_bytes: number; attempts: number; why: string | null
}
type Result = 'written' | 'unchanged' | 'refused'
export const resultNames: Readonly<Record<Result, string>> = { written: '已写入', unchanged: '无变化', refused: '未写入' }

/** Rows after which it is written down how far a file has got, and how long one turn may last. */
const step = 100, turnMs = 60_000
/** A row at which the platform itself fails is tried again in this many turns before it is answered. */
const patience = 3

/**
 * Writes the rows of a file one by one, each as a call of its own with the key's rights, and answers each beside the file. A turn
 * that is over, or killed, is gone on with where it was written down; rows done since are answered again as they were
 * (their idempotency key is the file's digest and the line). False when the turn is over before the file.
 */
export async function writeRows(work: Work, row: FileRow, path: string, encoding: Encoding, answer: string): Promise<boolean> {
  const began = Date.now()
  // An answer that is gone is begun anew: what was written is then answered as it was.
  const draft = await Draft.open(`${answer}.csv`, Number(row.answer_bytes)) ?? await startOver(row, answer)
  const attempts = await tried(work, row)
  let position = 0
  try {
    if (row.read === 0) await draft.write(bom + csvLine(['行号', '结果', '说明', '代码']))
    for await (const one of rowsOf(path, encoding, () => undefined)) {
      if (position++ < row.read) continue
      const { result, said, code } = await writeRow(work, row, one, attempts > patience)
      row.read++
      row[result]++
      await draft.write(csvLine([one.line, resultNames[result], said, code]))
      if (row.read % step !== 0) continue
      await checkpoint(work, row, draft)
      if (Date.now() - began < turnMs) continue
      await again(work, row)
      return false
    }
    await draft.write(csvLine(['合计', `读 ${row.read}`, `已写入 ${row.written}，无变化 ${row.unchanged}，未写入 ${row.refused}`, '']))
  } catch (error) {
    await checkpoint(work, row, draft).catch(() => undefined)
    await draft.leave()
    throw error
  }
  await finish(work, row, draft, answer)
  return true
}

async function startOver(row: FileRow, answer: string): Promise<Draft> {
  Object.assign(row, { read: 0, written: 0, unchanged: 0, refused: 0, answer_bytes: 0 })
  return (await Draft.open(`${answer}.csv`))!
}

const tried = ({ database }: Work, { county, id }: FileRow): Promise<number> => database.transact(serverScope, 'write', async ({ sql }) =>
  (await sql<{ attempts: number }[]>`update filedrop.file set attempts = attempts + 1 where county = ${county} and id = ${id} returning attempts`)[0]!.attempts)
/** A turn that ends in its time is no failure. */
const again = ({ database }: Work, { county, id }: FileRow): Promise<unknown> => database.transact(serverScope, 'write', async ({ sql }) =>
  sql`update filedrop.file set attempts = 0 where county = ${county} and id = ${id}`)

async function checkpoint(work: Work, row: FileRow, draft: Draft): Promise<void> {
  await draft.keep()
  await work.database.transact(serverScope, 'write', async ({ sql }) => {
    await sql`update filedrop.file set read = ${row.read}, written = ${row.written}, unchanged = ${row.unchanged}, refused = ${row.refused}, answer_bytes = ${draft.bytes}
      where county = ${row.county} and id = ${row.id}`
  })
  await hold(work)
}

/** The answers first, then that it is done: killed between the two, the file is gone through once more and answered the same. */
async function finish({ database, house, adapter }: Work, row: FileRow, draft: Draft, answer: string): Promise<void> {
  await draft.finish()
  const { name, number, read, written, unchanged, refused } = row
  await put(`${answer}.json`, `${JSON.stringify({ file: name, number, adapter: adapter.id, version: adapter.version, read, written, unchanged, refused, taken_at: house.now }, null, 2)}\n`)
  await database.transact(serverScope, 'write', async ({ sql }) => {
    await sql`update filedrop.file set state = 'taken', read = ${read}, written = ${written}, unchanged = ${unchanged}, refused = ${refused}, done_at = ${house.now}
      where county = ${row.county} and id = ${row.id}`
  })
  row.state = 'taken'
}

interface Answered { result: Result; said: string; code: string }
const refusedFor = (said: string, code: string): Answered => ({ result: 'refused', said, code })

async function writeRow({ house, seat, adapter, folder }: Work, file: FileRow, { line, cells, fault }: Row, last: boolean): Promise<Answered> {
  if (!cells) return refusedFor(fault!, 'row.unreadable')
  const { operation } = adapter as Incoming
  const key = createHash('sha256').update(`${folder.id} ${file.id} ${line}`).digest('hex')
  try {
    const output = await house.call(seat, operation, inputOf(adapter as Incoming, cells, beijingDay(house.now)), { key })
    return { result: resultOf(output as Record<string, unknown>), said: '', code: '' }
  } catch (error) {
    if (error instanceof BadCell) return refusedFor(error.message, 'input.invalid')
    if (error instanceof Problem && error.status < 500) return refusedFor(sentenceOf(adapter as Incoming, error), error.code)
    // The platform is out of order, not the row: the file waits and the row comes again.
    if (!last) throw error
    return refusedFor('系统出错，这一行没有写入，请与平台联系后重新放入', 'server.fault')
  }
}

/** A register's word or a certificate that says what was said before changes nothing; a step is always new. */
const resultOf = (output: Record<string, unknown>): Result => output['changed'] === 0 || output['written'] === false ? 'unchanged' : 'written'

function sentenceOf(adapter: Incoming, problem: Problem): string {
  const fields = problem.fields?.map(({ path, message }) => { const title = titleOf(adapter, path); return title ? `${title}：${message}` : message })
  return fields && fields.length > 0 ? fields.join('；') : problem.message
}
