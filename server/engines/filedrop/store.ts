import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf, type PageOf, type PageWanted } from '../../kernel/page.ts'
import { countyOf } from '../../kernel/seat.ts'
import type { Adapter } from './adapter.ts'

/** A folder as it is kept; `waiting` lines go with the next file. */
export interface Folder {
  county: string; id: string; organisation: string; organisation_name: string; place: string; key: string; adapter: string; direction: 'in' | 'out'; format: string; daily_at: number | null; most_rows: number
  path: string; files: number; trouble: string | null; made_at: string; made_by: string; ended_at: string | null; ended_reason: string | null; waiting: number
}
/** A file that went out or came in: read = written + unchanged + refused. */
export interface DroppedFile {
  county: string; place: string; id: string; folder: string; organisation_name: string; adapter: string; direction: 'in' | 'out'; number: number; name: string; digest: string | null
  state: 'writing' | 'written' | 'taking' | 'taken' | 'bad'; read: number; written: number; unchanged: number; refused: number; why: string | null; at: string; done_at: string | null
  /** Its folder has ended. */
  closed: boolean
}

const columns = ({ sql }: Context) => sql`f.county, f.id, f.organisation, f.organisation_name, f.place, f.key, f.adapter, f.direction, f.format, f.daily_at, f.most_rows,
  f.path, f.files, f.trouble, f.made_at, f.made_by, f.ended_at, f.ended_reason,
  (select count(*)::integer from filedrop.line l where l.folder = f.id and l.file is null and l.refused is null) as waiting`

/** Folders for places at or under one, newest first. */
export async function foldersUnder(ctx: Context, place: string, { after, limit }: PageWanted): Promise<PageOf<Folder>> {
  const { sql } = ctx
  const from = fromCursor(after, 'id')?.[0]
  const range = sql`f.place >= ${place} and f.place < ${`${place}~`}`
  const rows = await sql<Folder[]>`select ${columns(ctx)} from filedrop.folder f where ${range} ${from ? sql`and f.id < ${from}::uuid` : sql``} order by f.id desc limit ${limit + 1}`
  return { ...pageOf(rows, limit, row => [row.id]), count: await countUpTo(sql, sql`select 1 from filedrop.folder f where ${range}`) }
}

/** One; undefined where the seat does not see it. */
export async function findFolder(ctx: Context, id: string): Promise<Folder | undefined> {
  const [row] = await ctx.sql<Folder[]>`select ${columns(ctx)} from filedrop.folder f where f.id = ${id} limit ${1}`
  return row
}

export interface Opening extends Pick<Folder, 'place' | 'organisation' | 'organisation_name' | 'key' | 'format' | 'daily_at' | 'most_rows'> { adapter: Adapter }
/** Enters a folder whose key holds what the adapter needs; it is made on disk when it is worked on first. Answers its id. */
export async function enterFolder({ sql, now, seat }: Context, { place, adapter, ...one }: Opening): Promise<string> {
  const id = newId()
  await sql`insert into filedrop.folder (county, id, place, organisation, organisation_name, key, adapter, direction, format, daily_at, most_rows, path, made_at, made_by, made_by_person)
    values (${countyOf(place)}, ${id}, ${place}, ${one.organisation}, ${one.organisation_name}, ${one.key}, ${adapter.id}, ${adapter.direction}, ${one.format},
      ${adapter.direction === 'out' ? one.daily_at : null}, ${one.most_rows}, ${`${place}/${adapter.id}-${id.slice(-8)}`}, ${now}, ${seat.actorName}, ${seat.actor})`
  return id
}

/** Nothing is taken from it and nothing written into it any more; what lies there stays. */
export async function endFolder({ sql, now }: Context, { county, id }: Folder, reason: string): Promise<void> {
  await sql`update filedrop.folder set ended_at = ${now}, ended_reason = ${reason} where county = ${county} and id = ${id}`
}

const fileColumns = ({ sql }: Context) => sql`d.county, d.place, d.id, d.folder, f.organisation_name, f.adapter, d.direction, d.number, d.name, d.digest, d.state, d.read, d.written, d.unchanged, d.refused, d.why, d.at, d.done_at,
  f.ended_at is not null as closed`
const tables = ({ sql }: Context) => sql`filedrop.file d join filedrop.folder f on f.county = d.county and f.id = d.folder`

/** Files in the seat's range, newest first; of one folder. */
export async function filesHere(ctx: Context, { after, limit, folder }: PageWanted & { folder?: string | undefined }): Promise<PageOf<DroppedFile>> {
  const { sql } = ctx
  const from = fromCursor(after, 'instant', 'id')
  const rowsOf = sql`${tables(ctx)} where true ${folder ? sql`and d.folder = ${folder}` : sql``}`
  const rows = await sql<DroppedFile[]>`select ${fileColumns(ctx)} from ${rowsOf} ${from ? sql`and (d.at, d.id) < (${from[0]!}, ${from[1]!}::uuid)` : sql``} order by d.at desc, d.id desc limit ${limit + 1}`
  return { ...pageOf(rows, limit, row => [row.at, row.id]), count: await countUpTo(sql, sql`select 1 from ${rowsOf}`) }
}

/** One, and whether its lines are still kept. */
export async function findFile(ctx: Context, id: string): Promise<(DroppedFile & { kept: boolean }) | undefined> {
  const [row] = await ctx.sql<(DroppedFile & { kept: boolean })[]>`select ${fileColumns(ctx)}, exists (select from filedrop.line l where l.file = d.id) as kept from ${tables(ctx)} where d.id = ${id} limit ${1}`
  return row
}

/** Has an outgoing file written once more, under its own name and with the same lines. */
export async function rewrite({ sql }: Context, { county, id }: DroppedFile): Promise<void> {
  await sql`update filedrop.file set state = 'writing' where county = ${county} and id = ${id}`
}
