import { beijingDay } from '../../../contract/time.ts'
import { defineRule } from '../../ground/law/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { standardFaults, standardRule, type Asked, type Which } from './rules.ts'
import { itemOf, type ItemRecord } from './store.ts'

/** Numbers that a place wants for itself (本地标准): proposed by one, in force or returned at the word of another. */
export interface Standard {
  id: string; place: string; item: string; which: Which; numbers: Record<string, number>; basis: string; valid_from: string; back_dated: string | null
  proposed_at: string; proposed_by: string; proposed_name: string; state: 'proposed' | 'in_force' | 'returned'; decided_at: string | null; decided_name: string | null; reason: string | null
}
const columns = ({ sql }: Context) => sql`id, place, item, which, numbers, basis, valid_from, back_dated, proposed_at, proposed_by, proposed_name, state, decided_at, decided_name, reason`

/** The item whose numbers a place may set: the province's, or its own. Throws `found.nothing`. */
async function itemFor({ sql }: Context, id: string, place: string): Promise<ItemRecord> {
  const found = await itemOf(sql, id)
  if (!found || !place.startsWith(found.place)) throw new Problem('found.nothing')
  return found
}

async function refuseFaults(ctx: Context, item: ItemRecord, place: string, asked: Asked): Promise<void> {
  const faults = await standardFaults(ctx, item, place, asked)
  if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
}

/** Enters numbers for the seat's own place that wait for a second person. Throws `found.nothing`, `input.invalid`, `item.standard_waits` where some of this item wait already. Answers its id. */
export async function proposeStandard(ctx: Context, id: string, asked: Asked): Promise<string> {
  const { sql, seat: { place, actor, actorName }, now } = ctx
  const item = await itemFor(ctx, id, place)
  const back_dated = asked.valid_from < beijingDay(now) ? asked.back_dated ?? null : null
  await refuseFaults(ctx, item, place, { ...asked, back_dated })
  const [waiting] = await sql`select 1 from item.standard where county = ${countyOf(place)} and place = ${place} and item = ${id} and which = ${asked.which} and state = 'proposed' limit ${1}`
  if (waiting) throw new Problem('item.standard_waits', { name: item.body.name })
  const standard = newId()
  await sql`insert into item.standard (county, id, place, item, which, numbers, basis, valid_from, back_dated, proposed_at, proposed_by, proposed_name)
    values (${countyOf(place)}, ${standard}, ${place}, ${id}, ${asked.which}, ${sql.json(asked.values)}, ${asked.basis}, ${asked.valid_from}::date, ${back_dated}, ${now}, ${actor}, ${actorName})`
  return standard
}

export async function findStandard(ctx: Context, id: string): Promise<Standard | null> {
  const [row] = await ctx.sql<Standard[]>`select ${columns(ctx)} from item.standard where id = ${id} limit ${1}`
  return row ?? null
}

export interface StandardsAsked { item?: string | undefined; waiting?: boolean | undefined; for_me?: boolean | undefined; after?: string | undefined; limit: number }
/** Standards in the seat's range, newest first; `waiting` those that nobody decided yet, `for_me` those of them that this person may decide. */
export async function standardsHere(ctx: Context, { item, waiting, for_me, after, limit }: StandardsAsked) {
  const { sql, seat } = ctx
  const key = fromCursor(after, 'id')
  const wanted = sql`place >= ${seat.place} and place < ${seat.place + '~'} ${item ? sql`and item = ${item}` : sql``} ${waiting || for_me ? sql`and state = 'proposed'` : sql``}
    ${for_me ? sql`and proposed_by <> ${seat.actor}` : sql``}`
  const [rows, count] = await Promise.all([
    sql<Standard[]>`select ${columns(ctx)} from item.standard where ${wanted} ${key ? sql`and id < ${key[0]!}::uuid` : sql``} order by id desc limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from item.standard where ${wanted}`),
  ])
  return { ...pageOf(rows, limit, row => [row.id]), count }
}

/** Of two who decide at once the slower is told so. */
async function decide({ sql, seat, now }: Context, { id, place }: Standard, state: 'in_force' | 'returned', reason: string | null): Promise<void> {
  const done = await sql`update item.standard set state = ${state}, decided_at = ${now}, decided_name = ${seat.actorName}, reason = ${reason}
    where county = ${countyOf(place)} and id = ${id} and state = 'proposed'`
  if (done.count === 0) throw new Problem('item.standard_decided')
}

/**
 * Puts a standard in force at the word of a second person, judged once more, for what holds above may have changed. Throws
 * `item.standard_decided`, `item.own`, `item.too_late` once its day has passed, `input.invalid`. Answers the rule that it makes.
 */
export async function enforceStandard(ctx: Context, found: Standard): Promise<{ rule: string; version: number }> {
  const { place, valid_from, back_dated } = found
  if (found.state !== 'proposed') throw new Problem('item.standard_decided')
  if (found.proposed_by === ctx.seat.actor) throw new Problem('item.own')
  const item = await itemFor(ctx, found.item, place)
  if (valid_from < beijingDay(ctx.now) && back_dated === null) throw new Problem('item.too_late', { day: valid_from })
  const asked = { ...found, values: found.numbers }
  await refuseFaults(ctx, item, place, asked)
  await decide(ctx, found, 'in_force', null)
  const rule = standardRule(item, place, asked)
  return { rule: rule.id, version: await defineRule(ctx, rule) }
}

/** Throws `item.standard_decided`. */
export const returnStandard = (ctx: Context, found: Standard, reason: string): Promise<void> => decide(ctx, found, 'returned', reason)
