import { pathCodes, texts } from '../../ground/territory/index.ts'
import { serverScope, type Database, type Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { together } from '../../kernel/together.ts'
import type { AdapterOf, Outgoing } from './adapter.ts'

/** Days for which outgoing lines are kept, so that a file can be written once more. */
const keptDays = 180

/** A step of a case or whatever else has states: `subject` is its number, `event` what is said of it as JSON. */
export interface Step { id: string; at: string; subject: string; state: string; event: string }
interface Folder { county: string; id: string; place: string; adapter: string }

/** The folders of files that go out, at a place or above it; one statement for all the letters of a bundle. */
const foldersAt = together(async (sql: Query, places: readonly string[]): Promise<Folder[][]> => {
  const paths = places.map(pathCodes)
  const all = await sql<Folder[]>`
    select county, id, place, adapter from filedrop.folder
    where place = any (${texts([...new Set(paths.flat())])}::text[]) and direction = 'out' and ended_at is null order by place, id`
  return paths.map(path => all.filter(one => path.includes(one.place)))
})

/** Lays a step ready for the outgoing folders at the place or above that want it; once for a subject and mark. */
export async function layLines(sql: Query, adapterOf: AdapterOf, place: string, { id, at, subject, state, event }: Step): Promise<void> {
  const folders = await foldersAt(sql, place)
  const rows = folders.flatMap(folder => {
    const adapter = adapterOf(folder.adapter) as Outgoing | undefined
    const mark = adapter?.marks === null ? id : adapter?.marks[state]
    return mark === undefined ? [] : [{ county: folder.county, id: newId(), place: folder.place, folder: folder.id, subject, mark, event, at }]
  })
  if (rows.length > 0) await sql`insert into filedrop.line ${sql(rows)} on conflict (county, folder, subject, mark) do nothing`
}

/** Forgets what outgoing lines held; says how many. */
export const clearLines = (database: Database, now: string): Promise<number> => database.transact(serverScope, 'write', async ({ sql }) =>
  (await sql`delete from filedrop.line where file is not null and at < ${now}::timestamptz - make_interval(days => ${keptDays}::integer)`).count)
