import { levels } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Deed } from '../../kernel/house.ts'
import type { Context } from '../../kernel/operation.ts'
import { partOf } from '../../kernel/seat.ts'
import { enteredIn } from '../registry/index.ts'

/** For whose demand something is done; what nobody asked for is a community's own duty. */
export interface Behalf { kind: string; requester: string; requester_name: string }
const behalves = new WeakMap<object, Behalf>()

/** Says for whose demand the running command is done, so that its time is counted there. */
export const layOn = (ctx: Context, behalf: Behalf): void => void behalves.set(ctx, behalf)

const own: Behalf = { kind: 'duty', requester: '', requester_name: '村（社区）自己的工作' }
/** Offices whose time is a community's; a reader above costs it nothing. */
const inCommunity = (ctx: Context): boolean =>
  ctx.seat.chair === 'desk' && ctx.seat.place.length >= levels.community && ctx.seat.client === undefined && partOf(ctx.seat) !== ''

/** The longest time that one form can count, in milliseconds: whoever was away did not work. */
const most = 2 * 3_600_000

/**
 * Counts what a command cost the community from which it was done and the facts that it entered. Undefined where there is
 * nothing to count. The statement travels with the commit.
 */
export function note(ctx: Context, deed: Pick<Deed, 'operation'>): PromiseLike<unknown> | undefined {
  const facts = enteredIn(ctx)
  const local = inCommunity(ctx)
  if (facts.length === 0 && !(local && ctx.active_ms)) return undefined
  const month = `${beijingDay(ctx.now).slice(0, 7)}-01`
  const form = deed.operation
  const spent = local && ctx.active_ms ? { ...(behalves.get(ctx) ?? own), place: ctx.seat.place.slice(0, levels.community), month, form } : null
  const entered = facts.map(one => ({ ...one, place: one.place.slice(0, levels.community), month, form }))
  return ctx.sql`select burden.note(${ctx.seat.actor}::uuid, ${ctx.now}::timestamptz, ${ctx.active_ms ?? 0}, ${most}, ${spent && ctx.sql.json(spent as never)}::jsonb, ${ctx.sql.json(entered as never)})`
}
