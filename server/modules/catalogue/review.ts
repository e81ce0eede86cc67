import * as contract from '../../../contract/catalogue.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { findDraft, isMaker, rowOf, type DraftRecord } from './drafts.ts'
import { faultsIn } from './parts.ts'

const at = (ctx: Context, { what, id, place }: DraftRecord, revision: number) =>
  ctx.sql`place = ${place} and what = ${what} and id = ${id} and revision = ${revision}`

/** From now on it waits for a second person; whoever proposes it has had a hand in it. */
export const propose = serve(contract.propose, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { revision }, found) => {
    if (found.proposed_at) throw new Problem('item.waits')
    if (found.revision !== revision) throw new Problem('conflict.stale')
    const faults = await faultsIn(ctx, found)
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    const done = await ctx.sql`update item.draft set proposed_at = ${ctx.now}, proposed_by = ${ctx.seat.actorName}, returned_why = null, returned_by = null,
      makers = array(select distinct unnest(makers || ${ctx.seat.actor}::uuid)) where ${at(ctx, found, revision)} and proposed_at is null`
    if (done.count === 0) throw new Problem('conflict.stale')
    return rowOf(ctx, { ...found, proposed_at: ctx.now, proposed_by: ctx.seat.actorName, returned_why: null, returned_by: null, makers: [...found.makers, ctx.seat.actor!] })
  },
  subject: ({ id }) => id,
})

/** Its makers take it back without a word being kept; a second person's reason stays with it until it is proposed again. */
export const sendBack = serve(contract.sendBack, {
  verb: 'item.publish', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { revision, reason }, found) => {
    if (!found.proposed_at) throw new Problem('item.not_proposed')
    const [why, by] = isMaker(found, ctx) ? [null, null] : [reason, ctx.seat.actorName]
    const done = await ctx.sql`update item.draft set proposed_at = null, proposed_by = null, returned_why = ${why}, returned_by = ${by} where ${at(ctx, found, revision)} and proposed_at is not null`
    if (done.count === 0) throw new Problem('conflict.stale')
    return rowOf(ctx, { ...found, proposed_at: null, proposed_by: null, returned_why: why, returned_by: by })
  },
  subject: ({ id }) => id, deed: ({ reason }, { mine }) => ({ title: mine ? '撤回待复核的草稿' : `退回事项草稿：${reason}` }),
})
