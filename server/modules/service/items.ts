import * as contract from '../../../contract/service.ts'
import { find } from '../../../contract/search.ts'
import { beijingDay } from '../../../contract/time.ts'
import { itemOf, itemsOf, type ItemRecord } from '../../engines/item/index.ts'
import { newestDefinition } from '../../engines/process/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { applyFor } from './apply.ts'
import { groundwork, itemView, prepared } from './prepare.ts'

/** An item as the catalogue shows it today, with the numbers of the rules in force where it is answered for. */
export async function shown(ctx: Context, item: ItemRecord) {
  const day = beijingDay(ctx.now)
  const [rule, time] = await Promise.all([ruleOn(ctx.sql, item.body.rule, item.place, day), ruleOn(ctx.sql, item.body.time, item.place, day)])
  return itemView(item, rule?.params ?? {}, time?.params ?? {}, day)
}

export async function known(ctx: Context, id: string): Promise<ItemRecord> {
  const item = await itemOf(ctx.sql, id)
  if (!item) throw new Problem('found.nothing')
  return item
}

export const items = serve(contract.items, {
  verb: 'service.read', at: here,
  run: async (ctx, { text }) => ({
    items: await Promise.all((await itemsOf(ctx.sql)).map(one => shown(ctx, one))).then(all => text ? find(all, text) : all),
  }),
})

export const item = serve(contract.item, { verb: 'service.read', at: here, run: async (ctx, { id }) => shown(ctx, await known(ctx, id)) })

export const prepare = serve(contract.prepare, {
  verb: 'service.apply', at: here,
  run: async (ctx, { item: id }) => prepared(ctx, await known(ctx, id)),
  looked: (_input, output) => [{ person: output.person.id, place: output.place, purpose: `预填${output.item.name}申请` }],
})

export const apply = serve(contract.apply, {
  verb: 'service.apply',
  at: async (ctx, { item: id }) => {
    const work = await groundwork(ctx, await known(ctx, id))
    return { place: work.place, work }
  },
  run: async (ctx, input, { work }) => applyFor(ctx, work, await newestDefinition(ctx.sql, work.item.body.process), input),
  subject: (_input, output) => output.number,
})
