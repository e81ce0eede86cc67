import { join } from 'node:path'
import { atBeijing, beijingDay } from '../../contract/time.ts'
import { serverScope, type Database, type Query } from './db/index.ts'
import { newId } from './ids.ts'
import type { Context } from './operation.ts'
import { Problem } from './problem.ts'
import { countyOf } from './seat.ts'

/** What is known of a kept file; its content lies in the file store under its digest. */
export interface KeptFile { id: string; place: string; person: string | null; actor: string; name: string; type: FileType; size: number; digest: string }
export type FileType = 'image/jpeg' | 'image/png' | 'application/pdf' | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' | 'text/csv' | 'application/x-ole-storage'

/** How much one person may bring in a day of Beijing: far more than any application needs, far less than a disk holds. */
export const quota = { files: 60, bytes: 200 * 1024 * 1024 } as const
/** Days after which a file that became a paper of nothing is cleared away. */
const looseDays = 30

const endings: Readonly<Record<string, readonly [string, ...string[]]>> = { 'image/jpeg': ['jpg', 'jpeg'], 'image/png': ['png'], 'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'], 'text/csv': ['csv', 'txt'], 'application/x-ole-storage': ['xls', 'xlsx'],
}

/** Where the content of a kept file lies. */
export const contentPath = (uploads: string, digest: string): string => join(uploads, digest.slice(0, 2), digest)

/** The name with the ending of what the file is: a PDF that was called `a.html` is saved as `a.pdf`. */
export function namedBy(name: string, type: string): string {
  const own = endings[type] ?? ['bin']
  const has = (text: string) => own.some(ending => text.toLowerCase().endsWith(`.${ending}`) && text.length > ending.length + 1)
  const plain = name.replace(/[. ]+$/, '')
  const base = has(plain) ? plain : plain.replace(/\.[a-z0-9]{1,8}$/i, '')
  return has(base) ? base : `${base === '' ? '材料' : base}.${own[0]}`
}

/**
 * Enters a file at a place, of the person in whose chair one sits, or of the desk's own. Throws `file.quota` when that person
 * has brought too much today. Answers its id.
 */
export async function addFile(ctx: Context, place: string, file: Pick<KeptFile, 'name' | 'type' | 'size' | 'digest'>): Promise<string> {
  const { sql, seat, now } = ctx
  const person = seat.chair === 'self' ? seat.person : null
  const today = atBeijing(beijingDay(now), '00:00')
  // One by one, or a hundred at once would each find the day empty.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${person ?? seat.actor}`}, 0))`
  const [used] = await sql<{ files: number; bytes: number }[]>`select count(*) as files, coalesce(sum(size), 0)::bigint as bytes from kernel.file
    where ${person ? sql`person = ${person}` : sql`person is null and actor = ${seat.actor}`} and at >= ${today}`
  if (used!.files >= quota.files || used!.bytes + file.size > quota.bytes) throw new Problem('file.quota', { files: quota.files, limit: `${quota.bytes / 1024 / 1024} MB` })
  const id = newId()
  ctx.defer(sql`insert into kernel.file (county, id, place, person, actor, name, type, size, digest, at)
    values (${countyOf(place)}, ${id}, ${place}, ${person}, ${seat.actor}, ${file.name}, ${file.type}, ${file.size}, ${file.digest}, ${now})`)
  return id
}

/** A file, if the seat may see it. */
export async function fileOf(sql: Query, id: string): Promise<KeptFile | null> {
  const [row] = await sql<KeptFile[]>`select id, place, person, actor, name, type, size, digest from kernel.file where id = ${id}`
  return row ?? null
}

/** Those of these files that are a person's own, or that whoever sits here has kept as nobody's. */
export async function filesOf({ sql, seat }: Context, ids: readonly string[], person: string | null): Promise<{ id: string; name: string }[]> {
  return [...await sql<{ id: string; name: string }[]>`select id, name from kernel.file
    where id in ${sql([...ids])} and (person = ${person} or (person is null and actor = ${seat.actor}))`]
}

/** A second entry for the same content; it travels with the commit. Answers its id. */
export function copyFile({ sql, defer, now }: Context, file: string): string {
  const id = newId()
  defer(sql`insert into kernel.file (county, id, place, person, actor, name, type, size, digest, at)
    select county, ${id}::uuid, place, person, actor, name, type, size, digest, ${now}::timestamptz from kernel.file where id = ${file}`)
  return id
}

/** These files belong to something that lies at a place: they move there, and are no longer cleared away. */
export function settleFiles({ sql, defer, now }: Context, files: readonly string[], place: string): void {
  defer(sql`update kernel.file set place = ${place}, kept_at = ${now} where id in ${sql([...files])}`)
}

/** Forgets files that became a paper of nothing; says how many. Their content goes when no other entry has it. */
export const clearLoose = (database: Database, now: string): Promise<number> => database.transact(serverScope, 'write', async ({ sql }) =>
  (await sql`delete from kernel.file where kept_at is null and at < ${now}::timestamptz - make_interval(days => ${looseDays}::integer)`).count)

/** Which of these contents some entry has. */
export const knownContents = (database: Database, digests: readonly string[]): Promise<Set<string>> => database.transact(serverScope, 'read', async ({ sql }) =>
  new Set((await sql<{ digest: string }[]>`select distinct digest from kernel.file where digest in ${sql([...digests])}`).map(row => row.digest)))
