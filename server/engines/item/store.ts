import { createHash } from 'node:crypto'
import type { ItemBody } from '../../../contract/catalogue.ts'
import { canonicalJson } from '../../kernel/crypto/index.ts'
import type { Query, Sql } from '../../kernel/db/index.ts'
import { Memory } from '../../kernel/memory.ts'
import type { Context } from '../../kernel/operation.ts'

/** A published version of an item. */
export interface ItemRecord { id: string; version: number; place: string; body: ItemBody; published_at: string; published_by: string; retired: boolean }

const current = new Memory<readonly ItemRecord[]>()
const versions = new Map<string, ItemRecord>()

const columns = (sql: Query | Sql) => sql`id, version, place, body, published_at, published_by, retired_at is not null as retired`

/** The newest version of every item, retired ones too, in the order of their ids; at most a minute old. */
export async function allItems(sql: Query): Promise<readonly ItemRecord[]> {
  const found = await current.recall(['all'], async () => new Map([['all', await sql<ItemRecord[]>`
    select distinct on (id) ${columns(sql)} from item.version order by id, version desc limit ${2000}`]]))
  return found.get('all') ?? []
}

/** The items that may be applied for now. */
export const itemsOf = async (sql: Query): Promise<ItemRecord[]> => (await allItems(sql)).filter(one => !one.retired)

/** The newest version of one that may be applied for. */
export const itemOf = async (sql: Query, id: string): Promise<ItemRecord | undefined> => (await itemsOf(sql)).find(one => one.id === id)

/** One version as it was published; versions never change, so they are kept once read. */
export async function itemVersion(sql: Query, id: string, version: number): Promise<ItemRecord | undefined> {
  const key = `${id} ${version}`
  const known = versions.get(key)
  if (known) return known
  const [row] = await sql<ItemRecord[]>`select ${columns(sql)} from item.version where id = ${id} and version = ${version}`
  if (row) versions.set(key, row)
  return row
}

export const digestOf = (body: ItemBody): string => createHash('sha256').update(canonicalJson(body)).digest('hex')

/** Adds the next version of an item at a place; the versions before stay, running cases keep theirs. */
export async function addVersion(ctx: Context, body: ItemBody, place: string): Promise<number> {
  const [row] = await ctx.sql<{ version: number }[]>`
    insert into item.version (id, version, place, body, digest, published_at, published_by)
    select ${body.id}, coalesce(max(version), 0) + 1, ${place}, ${JSON.stringify(body)}::text::json, ${digestOf(body)}, ${ctx.now}, ${ctx.seat.actorName}
    from item.version where id = ${body.id} returning version`
  current.forget()
  return row!.version
}

export async function retireItem(ctx: Context, id: string, version: number, why: string): Promise<void> {
  await ctx.sql`update item.version set retired_at = ${ctx.now}, retired_why = ${why} where id = ${id} and version = ${version}`
  current.forget()
}

/** Enters the items that the platform brings along, as the owner. May be repeated; a changed body is the next version. */
export async function importItems(admin: Sql, items: readonly ItemBody[], place: string, at: string): Promise<number> {
  let entered = 0
  for (const body of items) {
    const [last] = await admin<{ version: number; digest: string; published_by: string }[]>`
      select version, digest, published_by from item.version where id = ${body.id} order by version desc limit 1`
    // What somebody published here goes before what the platform brings.
    if (last && (last.digest === digestOf(body) || last.published_by !== carriedBy)) continue
    await admin`insert into item.version (id, version, place, body, digest, published_at, published_by)
      values (${body.id}, ${(last?.version ?? 0) + 1}, ${place}, ${JSON.stringify(body)}::text::json, ${digestOf(body)}, ${at}, ${carriedBy})`
    entered++
  }
  current.forget()
  return entered
}
const carriedBy = '随平台发布'
