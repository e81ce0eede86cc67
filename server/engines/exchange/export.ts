import type { SheetPiece } from '../../../contract/sheet.ts'
import { beijingDay } from '../../../contract/time.ts'
import { elements, findElement, peopleWithFacts, recordLooks } from '../../ground/registry/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf, toCursor } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'

/** People in one piece: what one transaction reads, and records as looked at. */
const size = 5_000

/** An export as it was asked for: once, by one person, for a purpose. */
export interface ExportRow {
  county: string; id: string; place: string; scope: string; columns: string[]; format: 'xlsx' | 'csv'; purpose: string; state: 'open' | 'running' | 'done' | 'cancelled'
  rows: number; actor: string; actor_name: string; made_at: string; ended_at: string | null
}

/** What of people may be taken out; a sealed element only masked. */
export const exportablePeople = (): { id: string; name: string; masked: boolean }[] =>
  elements().filter(one => one.object === 'person').map(one => ({ id: one.id, name: one.name, masked: one.sensitivity === 'sealed' }))

/** Enters an export. Throws `exchange.columns` for what cannot be taken out. Answers its id. */
export async function beginExport({ sql, seat, now }: Context, { place, columns, format, purpose }: { place: string; columns: string[]; format: 'xlsx' | 'csv'; purpose: string }): Promise<string> {
  const allowed = new Set(exportablePeople().map(one => one.id))
  if (columns.some(one => !allowed.has(one)) || new Set(columns).size !== columns.length) throw new Problem('exchange.columns', { reason: '有一项不能导出，或选了两次，请重新选择' })
  const id = newId()
  await sql`insert into exchange.export ${sql({ county: countyOf(seat.place), id, place: seat.place, scope: place, columns: sql.json(columns as unknown as Json), format, purpose, state: 'open', actor: seat.actor, actor_name: seat.actorName, made_at: now } as never)}`
  return id
}

export async function exportOf({ sql }: Context, id: string): Promise<ExportRow | null> {
  const [row] = await sql<ExportRow[]>`select * from exchange.export where id = ${id} limit ${1}`
  return row ?? null
}

/** Exports from this seat's range, newest first. */
export async function exportsAt({ sql, seat }: Context, { after, limit }: { after?: string | undefined; limit: number }) {
  const [before] = fromCursor(after, 'id') ?? []
  const where = sql`e.place >= ${seat.place} and e.place < ${seat.place + '~'}`
  const rows = await sql<ExportRow[]>`select e.* from exchange.export e where ${where} ${before ? sql`and e.id < ${before}::uuid` : sql``} order by e.id desc limit ${limit + 1}`
  const names = await nameOf(sql, rows.map(row => row.scope))
  const { items, next } = pageOf(rows, limit, row => [row.id])
  return {
    next, count: await countUpTo(sql, sql`select 1 from exchange.export e where ${where}`),
    items: items.map(row => ({ ...row, scope_name: names.get(row.scope) ?? row.scope, columns: row.columns.map(id => findElement(id)?.name ?? id), mine: row.actor === seat.actor })),
  }
}

/**
 * The next people of an export, by key, under the seat's own row security, sealed values masked; every one of them can read that
 * they were taken out. Throws `exchange.not_yours`, `exchange.used`.
 */
export async function peoplePiece(ctx: Context, row: ExportRow, after: string | undefined): Promise<SheetPiece> {
  if (row.actor !== ctx.seat.actor) throw new Problem('exchange.not_yours')
  if (row.state !== (after === undefined ? 'open' : 'running')) throw new Problem('exchange.used')
  const key = fromCursor(after, 'text', 'id')
  const people = await peopleWithFacts(ctx, { place: row.scope, elements: row.columns, after: key && { place: key[0]!, id: key[1]! }, limit: size })
  const last = people.at(-1)
  const more = people.length === size && last !== undefined
  ctx.defer(recordLooks(ctx, 'exchange.export_rows', people, `导出名单：${row.purpose}`))
  ctx.defer(ctx.sql`update exchange.export set state = ${more ? 'running' : 'done'}, rows = rows + ${people.length}, ended_at = ${more ? null : ctx.now}::timestamptz
    where county = ${row.county} and id = ${row.id} and state in ('open', 'running')`)
  const head = after === undefined ? [...(ctx.settings.demonstration ? [['演示数据，不是真实的人']] : []), ['所在地区', ...row.columns.map(id => findElement(id)!.name)]] : []
  const names = await nameOf(ctx.sql, [...new Set(people.map(one => one.place)), row.scope])
  return {
    name: `${names.get(row.scope) ?? row.scope}居民${beijingDay(ctx.now)}`, sheet: '居民', format: row.format === 'xlsx' ? { kind: 'xlsx' } : { kind: 'csv', encoding: 'utf-8', bom: true, delimiter: ',' },
    rows: [...head, ...people.map(one => [names.get(one.place) ?? one.place, ...one.values])], next: more ? toCursor(last.place, last.id) : null, abandon: { operation: 'exchange.end_export', input: { export: row.id } },
  }
}

/** The client has gone, or wants no more. */
export async function finishExport({ sql, seat, now }: Context, row: ExportRow): Promise<void> {
  if (row.actor !== seat.actor) throw new Problem('exchange.not_yours')
  await sql`update exchange.export set state = 'cancelled', ended_at = ${now} where county = ${row.county} and id = ${row.id} and state in ('open', 'running')`
}
