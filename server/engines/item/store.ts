import { createHash } from 'node:crypto'
import type { Bundle, ItemBody, What } from '../../../contract/catalogue.ts'
import { canonicalJson } from '../../kernel/crypto/index.ts'
import type { Query, Sql } from '../../kernel/db/index.ts'
import { Memory } from '../../kernel/memory.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** What a value of the catalogue is made of. */
export interface Bodies { item: ItemBody; bundle: Bundle }
/** A published version of an item or of a bundle. */
export interface Published<W extends What> { id: string; version: number; place: string; body: Bodies[W]; published_at: string; published_by: string; retired: boolean }
export type ItemRecord = Published<'item'>
export type BundleRecord = Published<'bundle'>

const current = new Memory<readonly Published<What>[]>()
const versions = new Map<string, ItemRecord>()

const columns = (sql: Query | Sql) => sql`id, version, place, body, published_at, published_by, retired_at is not null as retired`

/** The newest version of everything of one kind, retired ones too, in the order of their ids; at most a minute old. */
export async function everyNewest<W extends What>(sql: Query, what: W): Promise<readonly Published<W>[]> {
  const found = await current.recall([what], async () => new Map([[what, await sql<Published<W>[]>`
    select distinct on (id) ${columns(sql)} from item.version where what = ${what} order by id, version desc limit ${2000}`]]))
  return (found.get(what) ?? []) as readonly Published<W>[]
}

/** The newest version of one, retired or not: whoever published it answers for its name. */
export const newestOf = async <W extends What>(sql: Query, what: W, id: string): Promise<Published<W> | undefined> => (await everyNewest(sql, what)).find(one => one.id === id)

/** The items that may be applied for now. */
export const itemsOf = async (sql: Query): Promise<ItemRecord[]> => (await everyNewest(sql, 'item')).filter(one => !one.retired)

/** The bundles that are offered now. */
export const bundlesOf = async (sql: Query): Promise<BundleRecord[]> => (await everyNewest(sql, 'bundle')).filter(one => !one.retired)

/** The newest version of one that may be applied for. */
export const itemOf = async (sql: Query, id: string): Promise<ItemRecord | undefined> => (await itemsOf(sql)).find(one => one.id === id)

/** One version of an item as it was published; versions never change, so they are kept once read. */
export async function itemVersion(sql: Query, id: string, version: number): Promise<ItemRecord | undefined> {
  const key = `${id} ${version}`
  const known = versions.get(key)
  if (known) return known
  const [row] = await sql<ItemRecord[]>`select ${columns(sql)} from item.version where what = 'item' and id = ${id} and version = ${version}`
  if (row) versions.set(key, row)
  return row
}

export const digestOf = (body: Bodies[What]): string => createHash('sha256').update(canonicalJson(body)).digest('hex')

/**
 * Adds the next version at a place; the versions before stay, running cases keep theirs. Of two who publish the same name the
 * second waits; throws `item.taken` where it belongs to another place by now, whatever this process remembers.
 */
export async function addVersion<W extends What>(ctx: Context, what: W, body: Bodies[W], place: string, by: string): Promise<number> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`publish ${what} ${body.id}`}, 0))`
  const [last] = await ctx.sql<{ place: string }[]>`select place from item.version where what = ${what} and id = ${body.id} order by version desc limit ${1}`
  if (last && last.place !== place) throw new Problem('item.taken', { id: body.id })
  const [row] = await ctx.sql<{ version: number }[]>`
    insert into item.version (what, id, version, place, body, digest, published_at, published_by)
    select ${what}, ${body.id}, coalesce(max(version), 0) + 1, ${place}, ${JSON.stringify(body)}::text::json, ${digestOf(body)}, ${ctx.now}, ${by}
    from item.version where what = ${what} and id = ${body.id} returning version`
  current.forget()
  return row!.version
}

export async function retire(ctx: Context, what: What, { id, version }: { id: string; version: number }, why: string): Promise<void> {
  await ctx.sql`update item.version set retired_at = ${ctx.now}, retired_why = ${why} where what = ${what} and id = ${id} and version = ${version}`
  current.forget()
}

/** Enters what the platform brings along, as the owner. May be repeated; a changed body is the next version. */
export async function importCarried<W extends What>(admin: Sql, what: W, bodies: readonly Bodies[W][], place: string, at: string): Promise<number> {
  let entered = 0
  for (const body of bodies) {
    const [last] = await admin<{ version: number; digest: string; published_by: string }[]>`
      select version, digest, published_by from item.version where what = ${what} and id = ${body.id} order by version desc limit 1`
    // What somebody published here goes before what the platform brings.
    if (last && (last.digest === digestOf(body) || last.published_by !== carriedBy)) continue
    await admin`insert into item.version (what, id, version, place, body, digest, published_at, published_by)
      values (${what}, ${body.id}, ${(last?.version ?? 0) + 1}, ${place}, ${JSON.stringify(body)}::text::json, ${digestOf(body)}, ${at}, ${carriedBy})`
    entered++
  }
  current.forget()
  return entered
}
const carriedBy = '随平台发布'
