import * as contract from '../../../contract/service.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { applyFor } from './apply.ts'
import { catalogue, itemOf } from './catalogue.ts'
import type { ItemDeclaration } from './declaration.ts'
import { groundwork, itemView, prepared } from './prepare.ts'

async function shown(ctx: Context, declared: ItemDeclaration) {
  const time = await ruleOn(ctx.sql, declared.definition.rule, '32', beijingDay(ctx.now))
  if (!time) throw new Error(`no rule ${declared.definition.rule} in force`)
  return itemView(declared, time.params)
}

function known(id: string): ItemDeclaration {
  const declared = itemOf(id)
  if (!declared) throw new Problem('found.nothing')
  return declared
}

export const items = serve(contract.items, {
  verb: 'service.read', at: here,
  run: async (ctx, { text }) => ({
    items: await Promise.all(catalogue.filter(({ item }) => !text || `${item.name}${item.summary}`.includes(text)).map(one => shown(ctx, one))),
  }),
})

export const item = serve(contract.item, { verb: 'service.read', at: here, run: (ctx, { id }) => shown(ctx, known(id)) })

export const prepare = serve(contract.prepare, {
  verb: 'service.apply', at: here,
  run: (ctx, { item: id }) => prepared(ctx, known(id)),
  looked: (_input, output) => [{ person: output.person.id, place: output.place, purpose: `预填${output.item.name}申请` }],
})

export const apply = serve(contract.apply, {
  verb: 'service.apply',
  at: async (ctx, { item: id }) => {
    const work = await groundwork(ctx, known(id))
    return { place: work.place, work }
  },
  run: (ctx, input, { work }) => applyFor(ctx, work, input),
  subject: (_input, output) => output.number,
})
