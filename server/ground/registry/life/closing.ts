import { lifeKinds, type LifeState, type Preview } from '../../../../contract/household.ts'
import type { Json } from '../../../kernel/db/index.ts'
import type { Context } from '../../../kernel/operation.ts'
import { emit } from '../../../kernel/outbox.ts'
import { Problem } from '../../../kernel/problem.ts'
import type { Provenance } from '../assert.ts'
import { forgotten, sealed, type LifeRecord } from './requests.ts'

/** Where what a request settles comes from. */
export const provenance = ({ kind, reason, id, asker_office }: LifeRecord, { organ }: { organ: string }): Provenance =>
  ({ source: asker_office === 'resident' ? 'declared' : 'collected', organ, purpose: `${lifeKinds[kind]}：${reason}`.slice(0, 100), matter: id })

/** The one who decides closes the request; of two the slower hears who was faster. */
export async function close(ctx: Context, row: LifeRecord, state: LifeState, answer: string, preview: Preview | null): Promise<void> {
  const closed = await ctx.sql`
    update registry.life set state = ${state}, decider = ${ctx.seat.actor}, decider_name = ${ctx.seat.actorName}, answer = ${answer}, decided_at = ${ctx.now},
      ask = ${ctx.sql.json(state === 'refused' ? forgotten(row.ask) : sealed(ctx, row.id, row.ask))}, shown = coalesce(shown, ${preview ? ctx.sql.json({ preview } as unknown as Json) : null}::jsonb)
    where county = ${row.county} and id = ${row.id} and state = 'open' returning 1`
  if (closed.length === 0) throw new Problem('household.decided', { who: '同事' })
}

/** A resident who asked hears what became of it; so does whoever asked from another place. */
export const toAsker = (ctx: Context, row: LifeRecord, what: string): void => { if (row.asker_office === 'resident' || row.called_from !== null) notice(ctx, row, row.asker, what) }

/** Tells one person what happened to whom. */
export function notice(ctx: Context, { place, who, kind }: LifeRecord, person: string, what: string): void {
  emit(ctx, { topic: 'notice', place, payload: {
    person, title: kind === 'arrive' ? lifeKinds.move : lifeKinds[kind], body: `${who}：${what}这里是平台的户内登记，不代替公安机关的户籍登记；登记有误的，可以在“我的信息”里申请更正，或者告诉社区。`,
  } })
}
