import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { serverScope } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { forward } from '../../kernel/outbox.ts'
import { countyOf } from '../../kernel/seat.ts'
import type { Incoming } from './adapter.ts'
import { cutName, furnish, move, put, readableNames } from './disk.ts'
import { noticeTo, type Work } from './folder.ts'
import { digestOf, inspect, manifestOf, type Inspected } from './inspect.ts'
import { BadFile, type Encoding } from './rows.ts'
import { writeRows, type FileRow } from './write.ts'

/** A file without a manifest is taken once nobody has written to it for so long; one with it at once. */
const quietSeconds = 60
const unfinished = /^\.|\.(tmp|part|filepart|swp|manifest\.json)$/i

/** Takes what a department put into its folder, oldest name first; false when there is more to do than one turn may take. */
export async function takeFiles(work: Work): Promise<boolean> {
  await furnish(join(work.root, work.folder.path), 'in')
  // What somebody began comes first: it is half written.
  for (const name of await listed(join(work.at, 'taking'))) if (!(await takeOne(work, name))) return false
  await readableNames(work.at, (name, mtimeMs) => !unfinished.test(name) && isQuiet(work, mtimeMs))
  for (const name of await listed(work.at)) {
    if (!(await isReady(work, name))) continue
    if (await exists(manifestOf(join(work.at, name)))) await move(manifestOf(join(work.at, name)), manifestOf(join(work.at, 'taking', name)))
    await move(join(work.at, name), join(work.at, 'taking', name))
    if (!(await takeOne(work, name))) return false
  }
  return true
}

const listed = async (folder: string): Promise<string[]> => (await readdir(folder, { withFileTypes: true }))
  .filter(entry => !entry.isDirectory() && !unfinished.test(entry.name)).map(entry => entry.name).sort()
const exists = (path: string): Promise<boolean> => lstat(path).then(file => file.isFile(), () => false)

const isQuiet = ({ house }: Work, mtimeMs: number): boolean => (Date.parse(house.now) - mtimeMs) / 1000 >= quietSeconds

async function isReady(work: Work, name: string): Promise<boolean> {
  const file = await lstat(join(work.at, name)).catch(() => null)
  if (!file) return false
  return !file.isFile() || isQuiet(work, file.mtimeMs) || await exists(manifestOf(join(work.at, name)))
}

/** One file of `taking`, until it is done; false when the turn is over before. */
async function takeOne(work: Work, name: string): Promise<boolean> {
  const path = join(work.at, 'taking', name)
  const known = await digestOf(path)
  const before = known && await earlier(work, known.digest)
  if (before && !(before.state === 'taking' && before.name === name)) {
    if (before.state === 'taking') return true
    // Counted and answered, but killed before it was moved: it is this very file.
    if (before.name === name && !(await exists(join(work.at, goal(before), filed(before))))) await settle(work, before, path)
    else await again(work, before, name, path, known.digest)
    return true
  }
  const inspected = await inspect(path, work.adapter as Incoming, known).catch((error: unknown) => {
    if (error instanceof BadFile) return error
    throw error
  })
  if (inspected instanceof BadFile) {
    await refuse(work, before ?? await enter(work, name, known?.digest ?? null), path, inspected.message)
    return true
  }
  const row = before ?? await enter(work, name, inspected.digest)
  if (!(await writeRows(work, row, path, inspected.encoding as Encoding, join(work.at, 'done', `${filed(row)}.answer`)))) return false
  await settle(work, row, path)
  return true
}

const columns = 'county, id, number, name, state, at, read, written, unchanged, refused, answer_bytes, attempts, why'
/** The name under which a file is put aside: its number first, so that no two meet. */
const filed = ({ number, name }: FileRow): string => `${String(number).padStart(6, '0')}-${cutName(name)}`
const goal = ({ state }: FileRow): string => state === 'bad' ? 'bad' : 'done'

async function earlier({ database, folder }: Work, digest: string): Promise<FileRow | undefined> {
  const [row] = await database.transact(serverScope, 'read', async ({ sql }) => [...await sql<FileRow[]>`select ${sql(columns.split(', '))} from filedrop.file
    where county = ${folder.county} and folder = ${folder.id} and digest = ${digest} and direction = 'in'`])
  return row
}

/** Gives a file its number; from here on it is never taken a second time. */
async function enter({ database, house, folder }: Work, name: string, digest: Inspected['digest'] | null): Promise<FileRow> {
  return database.transact(serverScope, 'write', async ({ sql }) => {
    const [next] = await sql<{ files: number }[]>`update filedrop.folder set files = files + 1 where county = ${folder.county} and id = ${folder.id} returning files`
    const [row] = await sql<FileRow[]>`insert into filedrop.file (county, id, place, folder, direction, number, name, digest, state, at)
      values (${countyOf(folder.county)}, ${newId()}, ${folder.place}, ${folder.id}, 'in', ${next!.files}, ${name}, ${digest}, 'taking', ${house.now}) returning ${sql(columns.split(', '))}`
    return row!
  })
}

/** The file and its manifest go where they are kept. */
async function settle(work: Work, row: FileRow, path: string): Promise<void> {
  const to = join(work.at, goal(row), filed(row))
  if (await exists(manifestOf(path))) await move(manifestOf(path), manifestOf(to))
  await move(path, to)
}

/** Puts a bad file aside with a sentence, and tells whoever opened the folder. */
async function refuse(work: Work, row: FileRow, path: string, why: string): Promise<void> {
  await put(join(work.at, 'bad', `${filed(row)}.answer.txt`), `${row.name}：没有写入。${why}。\n`)
  await work.database.transact(serverScope, 'write', async ({ sql }) => {
    await sql`update filedrop.file set state = 'bad', why = ${why}, done_at = ${work.house.now} where county = ${row.county} and id = ${row.id}`
    await forward(sql, noticeTo(work, work.folder, '一个交换文件被退回', `${row.name} 没有写入。${why}。`))
  })
  await settle(work, { ...row, state: 'bad' }, path)
}

/** The same content came before: it is answered so, and nothing is written. */
async function again(work: Work, before: FileRow, name: string, path: string, digest: string): Promise<void> {
  const to = join(work.at, 'again', `${digest.slice(0, 12)}-${cutName(name)}`)
  const what = before.state === 'bad' ? `当时没有写入：${before.why}` : `读 ${before.read} 行：写入 ${before.written}，无变化 ${before.unchanged}，拒绝 ${before.refused}`
  await put(`${to}.answer.txt`, `${name}：同样内容的文件已经收过（第 ${before.number} 号，${before.name}），没有再次写入。${what}。结果见 ${goal(before)}/${filed(before)}.answer.${before.state === 'bad' ? 'txt' : 'csv'}。\n`)
  if (await exists(manifestOf(path))) await rm(manifestOf(path))
  await move(path, to)
}
