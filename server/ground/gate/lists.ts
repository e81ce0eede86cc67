import type { Query, Sql } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'
import { pathCodes, texts } from '../territory/index.ts'

export type ListName = 'duties' | 'help' | 'negative' | 'certificates'
/** An entry, and words by which a request that concerns it is known. */
export interface ListEntry { code: string; text: string; words: string[] }
export interface List { list: ListName; version: number; place: string; title: string; source: string; verified: boolean; valid_from: string; entries: ListEntry[] }

/** The lists in force at a place on a day: of each the newest version of the lowest place on the path that has one. */
export async function listsOn(sql: Query, place: string, day: string): Promise<List[]> {
  return [...await sql<List[]>`
    select distinct on (list) list, version, place, title, source, verified, valid_from, entries from gate.list
    where place = any (${texts(pathCodes(place))}::text[]) and valid_from <= ${day}::date
    order by list, length(place) desc, valid_from desc, version desc`]
}

/** What of a list a text concerns: the entries of which a word stands in it. */
export const concerning = (list: Pick<List, 'entries'> | undefined, text: string): ListEntry[] =>
  (list?.entries ?? []).filter(one => one.words.some(word => text.includes(word)))

/** Enters the next version of a list at a place within the seat's range; the versions before stay. Says which it became. */
export async function addList({ sql }: Context, list: Omit<List, 'version'>): Promise<number> {
  const [last] = await sql<{ version: number }[]>`select coalesce(max(version), 0)::int as version from gate.list where place = ${list.place} and list = ${list.list}`
  const version = last!.version + 1
  await insert(sql, { ...list, version })
  return version
}

const insert = (sql: Query, { entries, ...list }: List) =>
  sql`insert into gate.list ${sql({ ...list, county: countyOf(list.place), entries: sql.json(entries as never) })}`

/** Enters the lists that the platform brings along, as the owner; what is there stays. */
export async function importLists(admin: Sql, lists: readonly List[]): Promise<void> {
  for (const list of lists) {
    const [known] = await admin`select 1 from gate.list where place = ${list.place} and list = ${list.list} and version = ${list.version}`
    if (!known) await insert(admin, list)
  }
}
