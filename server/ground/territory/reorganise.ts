import type { Succession } from '../../../contract/place.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { parentCode } from './codes.ts'
import { insertVersions } from './import.ts'
import { normalise } from './names.ts'
import { codesOf, planOf, refuse, type Move, type Plan, type PlaceEvent, type Stand, type Standing } from './plan.ts'
import { texts } from './texts.ts'

export interface CounterRow { place: string; kind: string; state: string; n: number }
/**
 * A room that keeps counters says how to count them anew, for places of town grain or above: needed where a community
 * goes from one town to another, because counters are kept at town grain.
 */
export interface Recount {
  covers(kind: string): boolean
  count(sql: Query, places: readonly string[]): Promise<CounterRow[]>
}
export interface ReorganiseOptions { rehearse?: boolean; recounts?: readonly Recount[] }

export interface Reorganised {
  event: Succession
  /** Rows that moved, by table; only tables with any. */
  moved: Record<string, number>
  /** True: as many rows lie in the places concerned as before, table by table. An event that would lose one is refused. */
  unchanged: boolean
  rehearsed: boolean
  /** Every place that got a new code, from the old to the new. */
  mapping: { id: string; name: string; before: string; after: string }[]
}

/**
 * Re-organises places: writes the new versions and the succession, and moves the rows of every table. A renamed or
 * converted place keeps its id; a merger makes a new one, the children keep theirs. Refuses with `place.event_invalid`
 * or `place.taken`. `rehearse` plans it all, counts the rows that would move and leaves the tree as it was. Whoever calls must have checked the right at `placeOfEvent`.
 */
export async function reorganise(
  ctx: Pick<Context, 'sql' | 'now'>, event: PlaceEvent, effective: string, basis: string, options: ReorganiseOptions = {},
): Promise<Reorganised> {
  const { sql } = ctx
  const today = beijingDay(ctx.now)
  if (effective > today) throw refuse(`生效日期 ${effective} 还没有到，请在当天或之后办理（今天是 ${today}）。`)
  // Held already where the house called (`alone`). A rehearsal writes nothing that others could trip over: it shares the tree.
  if (options.rehearse) await sql`savepoint rehearsal`
  else await sql`select pg_advisory_xact_lock(3299324)`
  const plan = planOf(event, await standing(sql, event, effective))
  for (const place of plan.closing) {
    if (place.valid_from >= effective) throw refuse(`“${place.name}”的现行设置自 ${place.valid_from} 起，生效日期须晚于这一天。`)
  }
  const moved = await moveRows(sql, event, plan, options)
  const id = newId()
  const total = Object.values(moved).reduce((sum, n) => sum + n, 0)
  await write(ctx, plan, { id, kind: event.kind, effective, basis, moved: total })
  if (options.rehearse) await sql`rollback to savepoint rehearsal`
  const named = ({ code, name }: { code: string; name: string }) => ({ code, name: normalise(name) })
  return {
    event: { id, kind: event.kind, effective, basis, before: plan.before.map(named), after: plan.after.map(named), moved: total, recorded_at: ctx.now },
    moved, unchanged: true, rehearsed: options.rehearse ?? false, mapping: mappingOf(plan),
  }
}

function mappingOf(plan: Plan): Reorganised['mapping'] {
  const standing = new Map(plan.closing.map(place => [place.id, place]))
  return plan.opening.flatMap(place => {
    const before = standing.get(place.id)
    return before && before.code !== place.code ? [{ id: place.id, name: normalise(place.name), before: before.code, after: place.code }] : []
  })
}

async function standing(sql: Query, event: PlaceEvent, effective: string): Promise<Stand> {
  const codes = codesOf(event)
  const parents = codes.flatMap(code => parentCode(code) ?? [])
  const rows = await sql<(Standing & { current: boolean })[]>`
    select distinct p.id, p.code, p.name, p.kind, p.valid_from, p.valid_to is null as current
    from (
      select top, top || '~' as bound from unnest(${texts(codes)}::text[]) as top
      union all select code, code || ' ' from unnest(${texts(parents)}::text[]) as code) as range
    join territory.place p on p.code >= range.top collate "C" and p.code < range.bound collate "C"
    where p.valid_to is null or p.valid_to > ${effective}::date
    order by p.code, p.valid_from`
  return {
    places: new Map(rows.filter(row => row.current).map(({ current: _, ...row }) => [row.code, row])),
    blocked: new Set(rows.filter(row => !row.current).map(row => row.code)), effective,
  }
}

interface Moved { name: string; moved: number; joined: number; stray: number }
type Census = Map<string, { part: string; n: number }>

async function moveRows(sql: Query, event: PlaceEvent, plan: Plan, { rehearse = false, recounts = [] }: ReorganiseOptions): Promise<Record<string, number>> {
  const leftovers = plan.fresh.length > 0 ? await census(sql, plan.fresh) : new Map()
  if (leftovers.size > 0) throw refuse(`代码 ${plan.fresh.join('、')} 下还留有过去的记录，请换一个没有用过的代码。`)
  if (plan.moves.length === 0) return {}
  // A province's rows may take longer than a request's statement is allowed.
  await sql`set local statement_timeout = '15min'`
  const [old, next] = [plan.moves.map(move => move.old), plan.moves.map(move => move.new)]
  const scope = [...old, ...next]
  const before = rehearse ? null : await census(sql, scope)
  if (event.kind === 'abolished') refuseLiving(plan.before[0]!, await census(sql, [event.code]))
  const rows = await sql<Moved[]>`select name, moved, joined, stray from territory.move(${texts(old)}::text[], ${texts(next)}::text[], ${rehearse})`
  const stray = rows.reduce((sum, row) => sum + row.stray, 0)
  if (stray > 0) throw refuse(`有 ${stray} 条记录的地区代码不在区划树中，请先核对后再调整。`, { tables: rows.filter(row => row.stray > 0).map(row => row.name) })
  if (before) verify(before, await census(sql, scope), rows)
  await recount(sql, splitTowns(plan.moves), recounts, rehearse)
  return Object.fromEntries(rows.filter(row => row.moved > 0).map(row => [row.name, row.moved]))
}

async function census(sql: Query, codes: readonly string[]): Promise<Census> {
  const rows = await sql<{ name: string; part: string; n: number }[]>`select name, part, n from territory.census(${texts(codes)}::text[])`
  return new Map(rows.map(row => [row.name, { part: row.part, n: row.n }]))
}

function refuseLiving(place: Standing, rows: Census): void {
  const living = [...rows].filter(([, { part }]) => part === 'living')
  const n = living.reduce((sum, [, row]) => sum + row.n, 0)
  if (n > 0) {
    throw refuse(`“${place.name}”还有 ${n} 条在册记录（居民、户、办件、任职等），不能撤销，请改为并入其他地区。`,
      { rows: Object.fromEntries(living.map(([name, row]) => [name, row.n])) })
  }
}

/** Not one row may be lost or won, but for those views of one case that became one. Anything else is a fault, and nothing happens. */
function verify(before: Census, after: Census, rows: readonly Moved[]): void {
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const joined = name === 'process.involvement' ? rows.find(row => row.name === name)?.joined ?? 0 : 0
    const [was, is] = [before.get(name)?.n ?? 0, (after.get(name)?.n ?? 0) + joined]
    if (was !== is) throw new Error(`re-organisation would change ${name}: ${was} rows before, ${is} after`)
  }
}

/** The places of town grain whose counters cannot be moved because only a part of what they count goes elsewhere. */
export function splitTowns(moves: readonly Move[]): string[] {
  const first = new Map<string, string>()
  for (const move of moves) if (!first.has(move.old)) first.set(move.old, move.new)
  const towns = new Set<string>()
  for (const [old, next] of first) {
    if (old.length <= 9) continue
    const [from, to] = [first.get(old.slice(0, 9)) ?? old.slice(0, 9), next.slice(0, 9)]
    if (from !== to) for (const town of [from, to]) towns.add(town)
  }
  return [...towns].sort()
}

async function recount(sql: Query, places: readonly string[], recounts: readonly Recount[], rehearse: boolean): Promise<void> {
  if (places.length === 0) return
  const kept = await sql<{ kind: string }[]>`
    select kind from kernel.counter where place = any (${texts(places)}::text[]) group by kind having bool_or(n <> 0)`
  const nobody = kept.filter(({ kind }) => !recounts.some(one => one.covers(kind)))
  if (nobody.length > 0) throw new Error(`nobody can count anew: ${nobody.map(({ kind }) => kind).join(', ')}`)
  if (rehearse) return
  const counted: CounterRow[] = []
  for (const one of recounts) counted.push(...await one.count(sql, places))
  await sql`select territory.recount(${texts(places)}::text[], ${sql.json(counted.map(row => ({ ...row })))})`
}

async function write(
  ctx: Pick<Context, 'sql' | 'now'>, plan: Plan, event: { id: string; kind: string; effective: string; basis: string; moved: number },
): Promise<void> {
  const { sql } = ctx
  const closed = await sql`
    update territory.place set valid_to = ${event.effective}::date
    where id = any (${texts(plan.closing.map(place => place.id))}::uuid[]) and valid_to is null`
  const opened = await insertVersions(sql, plan.opening.map(place => ({ ...place, valid_from: event.effective })))
  if (closed.count !== plan.closing.length || opened !== plan.opening.length) throw new Error('the tree was not written whole')
  await sql`
    insert into territory.succession (id, kind, effective, basis, before, after, moved, recorded_at)
    values (${event.id}, ${event.kind}, ${event.effective}::date, ${event.basis}, ${texts(plan.before.map(place => place.id))}::uuid[],
      ${texts(plan.after.map(place => place.id))}::uuid[], ${event.moved}, ${ctx.now})`
}
