import { serverScope, type Database, type Query } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { together } from '../../../kernel/together.ts'
import { adapterOf, type Outgoing } from './adapters.ts'
import { claim, release, workOn, type Drop, type Held } from './folder.ts'
import { giveFiles } from './give.ts'
import { takeFiles } from './take.ts'

export { adapterOf, adapterValues } from './adapters.ts'
export { rowsOf, fingerprint } from './rows.ts'

/** Days for which outgoing lines are kept, so that a file can be written once more. */
export const keptDays = 180

/** Goes through every folder that nobody works on, side by side, and says how many there were. What fails in one stops that one only. */
export async function exchange(drop: Drop): Promise<number> {
  const folders = await claim(drop)
  const ends = await Promise.allSettled(folders.map(folder => turn(drop, folder)))
  const failed = ends.filter(end => end.status === 'rejected')
  if (failed.length > 0) throw new Error(`${failed.length} of ${ends.length} folders: ${String((failed[0] as PromiseRejectedResult).reason)}`)
  return folders.length
}

async function turn(drop: Drop, folder: Held): Promise<void> {
  let trouble: string | null = '上次没有处理完，会再试'
  try {
    const work = await workOn(drop, folder)
    if (typeof work === 'string') { trouble = work; return }
    await (folder.direction === 'in' ? takeFiles(work) : giveFiles(work))
    trouble = null
  } finally {
    await release(drop, folder, trouble)
  }
}

interface Step { id: string; at: string; number: string; state: string; event: string }

interface Folder { county: string; id: string; place: string; adapter: string }

/** The folders of files that go out, at these places; one statement for all the letters of a bundle. */
const foldersAt = together(async (sql: Query, paths: readonly (readonly string[])[]): Promise<Folder[][]> => {
  const all = await sql<Folder[]>`
    select county, id, place, adapter from integration.folder
    where place = any (${`{${[...new Set(paths.flat())].join(',')}}`}::text[]) and direction = 'out' and ended_at is null order by place, id`
  return paths.map(path => all.filter(one => path.includes(one.place)))
})

/** Lays a step ready for the outgoing folders at the place or above that want it; once for a case and mark. */
export async function layLines(sql: Query, above: readonly string[], { id, at, number, state, event }: Step): Promise<void> {
  const folders = await foldersAt(sql, above)
  const rows = folders.flatMap(folder => {
    const adapter = adapterOf(folder.adapter) as Outgoing | undefined
    const mark = adapter?.marks === null ? id : adapter?.marks[state]
    return mark === undefined ? [] : [{ county: folder.county, id: newId(), place: folder.place, folder: folder.id, subject: number, mark, event, at }]
  })
  if (rows.length > 0) await sql`insert into integration.line ${sql(rows)} on conflict (county, folder, subject, mark) do nothing`
}

/** Forgets what outgoing lines held; says how many. */
export const clearLines = (database: Database, now: string): Promise<number> => database.transact(serverScope, 'write', async ({ sql }) =>
  (await sql`delete from integration.line where file is not null and at < ${now}::timestamptz - make_interval(days => ${keptDays}::integer)`).count)
