import { createHash } from 'node:crypto'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { addDays, atBeijing, beijingDay, showInstant } from '../../../contract/time.ts'
import { serverScope } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { bom, csvLine } from '../../kernel/sheets/index.ts'
import type { Outgoing } from './adapter.ts'
import { Draft, furnish, put } from './disk.ts'
import { cellsOf, objectOf } from './fields.ts'
import { hold, type Work } from './folder.ts'
import { manifestOf } from './inspect.ts'
import type { FileRow } from './write.ts'

interface Line { id: string; subject: string; mark: string; event: string; sealed: string | null }
const page = 200
/** What binds sealed text to its line; the name is older than this room. */
const sealedAs = (id: string): string => `integration.line ${id}`

/** Writes what is due into an outgoing folder: when its hour has come everything that waits, else full files only. */
export async function giveFiles(work: Work): Promise<void> {
  await furnish(join(work.root, work.folder.path), 'out')
  for (const file of await unwritten(work)) await writeFile(work, file)
  const hour = lastHour(work)
  for (;;) {
    const until = await waits(work, work.folder.most_rows, 'infinity') ? 'infinity' : hour
    if (!(await waits(work, 1, until))) return
    await prepare(work, until)
    const file = await begin(work, until)
    if (file) await writeFile(work, file)
    await hold(work)
  }
}

const unwritten = ({ database, folder }: Work): Promise<FileRow[]> => database.transact(serverScope, 'read', async ({ sql }) => [...await sql<FileRow[]>`
  select county, id, number, name, state, at from filedrop.file where folder = ${folder.id} and county = ${folder.county} and state = 'writing' order by number`])

/** At least so many lines, laid before an instant, wait for a file. */
async function waits({ database, folder }: Work, n: number, until: string): Promise<boolean> {
  const [row] = await database.transact(serverScope, 'read', async ({ sql }) => [...await sql<{ n: number }[]>`
    select count(*)::integer as n from (select from filedrop.line where folder = ${folder.id} and file is null and refused is null and at < ${until}::timestamptz limit ${n}) l`])
  return row!.n >= n
}

/** The folder's hour that was last: what was laid before it is due. */
function lastHour({ house: { now }, folder: { daily_at } }: Work): string {
  if (daily_at === null) return 'infinity'
  const at = (day: string): string => atBeijing(day, `${String(daily_at).padStart(2, '0')}:00`)
  const today = beijingDay(now)
  return at(today) <= now ? at(today) : at(addDays(today, -1))
}

/** Says what each waiting line holds, once and sealed; what the key may not see is set aside with the reason. */
async function prepare(work: Work, until: string): Promise<void> {
  const { database, folder, house, seat, vault } = work
  const { operation } = work.adapter as Outgoing
  for (;;) {
    const lines = await database.transact(serverScope, 'read', async ({ sql }) => [...await sql<Line[]>`
      select id, subject, mark, event, sealed from filedrop.line where folder = ${folder.id} and file is null and refused is null and sealed is null and at < ${until}::timestamptz order by at, id limit ${page}`])
    if (lines.length === 0) return
    for (const { id, subject, mark, event } of lines) {
      const made = operation === null ? { text: JSON.stringify((JSON.parse(event) as { data: object }).data) } : await house.call(seat, operation, { number: subject })
        .then(output => ({ text: JSON.stringify({ ...output as object, mark }) }), (error: unknown) => {
          if (error instanceof Problem && error.status < 500) return { refused: error.message }
          throw error
        })
      await database.transact(serverScope, 'write', async ({ sql }) => sql`update filedrop.line set ${'text' in made
        ? sql`sealed = ${vault.seal(made.text, sealedAs(id))}` : sql`refused = ${made.refused}`} where county = ${folder.county} and id = ${id}`)
    }
    await hold(work)
  }
}

const endings = { csv: 'csv', csv_gb: 'csv', jsonl: 'jsonl' } as const

/** Gives the next file its number and its lines; from here on it is written until it is there. */
async function begin({ database, folder, house }: Work, until: string): Promise<FileRow | undefined> {
  return database.transact(serverScope, 'write', async ({ sql }) => {
    const id = newId()
    const lines = await sql`with next as (select county, id from filedrop.line where folder = ${folder.id} and file is null and sealed is not null and at < ${until}::timestamptz order by at, id limit ${folder.most_rows} for update)
      update filedrop.line l set file = ${id} from next where l.county = next.county and l.id = next.id`
    if (lines.count === 0) return undefined
    const today = beijingDay(house.now)
    const [next] = await sql<{ files: number }[]>`update filedrop.folder set files = files + 1 where county = ${folder.county} and id = ${folder.id} returning files`
    const name = `${String(next!.files).padStart(6, '0')}-${folder.adapter}-${today.replaceAll('-', '')}.${endings[folder.format]}`
    const [row] = await sql<FileRow[]>`insert into filedrop.file (county, id, place, folder, direction, number, name, state, read, written, at)
      values (${folder.county}, ${id}, ${folder.place}, ${folder.id}, 'out', ${next!.files}, ${name}, 'writing', ${lines.count}, ${lines.count}, ${house.now}) returning county, id, number, name, state, at`
    return row
  })
}

async function* linesOf({ database, vault }: Work, file: string): AsyncGenerator<Record<string, unknown>> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.transact(serverScope, 'read', async ({ sql }) => [...await sql<Line[]>`
      select id, sealed from filedrop.line where file = ${file} and id > ${after} order by id limit ${page}`])
    for (const { id, sealed } of rows) yield JSON.parse(vault.open(sealed!, sealedAs(id))) as Record<string, unknown>
    if (rows.length < page) return
    after = rows.at(-1)!.id
  }
}

/** Writes a file and then its manifest, each all at once: whoever sees the manifest finds the whole file. The same lines give the same bytes each time. */
async function writeFile(work: Work, file: FileRow): Promise<void> {
  const adapter = work.adapter as Outgoing
  const { format } = work.folder
  const path = join(work.at, file.name)
  const hash = createHash('sha256')
  const draft = (await Draft.open(path))!
  const add = async (text: string): Promise<void> => {
    const bytes = format === 'csv_gb' ? iconv.encode(text, 'gb18030') : Buffer.from(text)
    hash.update(bytes)
    await draft.write(bytes)
  }
  let rows = 0
  if (format !== 'jsonl') await add((format === 'csv' ? bom : '') + csvLine(adapter.columns.map(column => column.title)))
  for await (const values of linesOf(work, file.id)) {
    await add(format === 'jsonl' ? `${objectOf(adapter, values)}\n` : csvLine(cellsOf(adapter, values)))
    rows++
  }
  const { bytes } = draft
  await draft.finish()
  const sha256 = hash.digest('hex')
  await put(manifestOf(path), `${JSON.stringify({ file: file.name, number: file.number, adapter: adapter.id, version: adapter.version, format, rows, bytes, sha256, made_at: showInstant(file.at) }, null, 2)}\n`)
  await work.database.transact(serverScope, 'write', async ({ sql }) => sql`update filedrop.file set state = 'written', digest = ${sha256}, done_at = ${work.house.now}
    where county = ${file.county} and id = ${file.id}`)
}
