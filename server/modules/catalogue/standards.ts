import * as contract from '../../../contract/catalogue.ts'
import { beijingDay } from '../../../contract/time.ts'
import {
  enforceStandard, everyNewest, findStandard, newestOf, proposeStandard, returnStandard, ruleOf, spoken, standardsHere, type ItemRecord, type Standard, type Which,
} from '../../engines/item/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** The parameters in force at a place, and which of them its own rule sets. */
export const params = serve(contract.params, {
  verb: 'item.read', at: here,
  run: async (ctx, { id, place = ctx.seat.place }) => {
    const found = await newestOf(ctx.sql, 'item', id)
    if (!found || !place.startsWith(ctx.seat.place)) throw new Problem('found.nothing')
    const day = beijingDay(ctx.now)
    const [rule, time] = await Promise.all([ruleOn(ctx.sql, found.body.rule, place, day), ruleOn(ctx.sql, found.body.time, place, day)])
    const rows = (which: Which, held: typeof rule) => found.body[which].map(one => ({ ...one, which, value: held?.params[one.id] ?? one.value, own: held?.place === place }))
    return { params: [...rows('params', rule), ...rows('days', time)], sources: [rule, time].flatMap(one => one ? [`${one.title}：${one.source}${one.verified ? '' : '（随平台带来，尚未与原文核对，启用前请核对）'}`] : []) }
  },
})

export const proposeParams = serve(contract.proposeParams, {
  verb: 'item.make', at: here,
  run: async (ctx, { id, ...asked }) => ({ standard: await proposeStandard(ctx, id, asked) }),
  subject: ({ id }) => id, deed: ({ valid_from, back_dated }) => ({ title: back_dated ? `提出本地标准，追溯自 ${valid_from}：${back_dated}` : undefined }),
})

export const standards = serve(contract.standards, {
  verb: 'item.read', at: here,
  run: async (ctx, asked) => {
    const [{ items: rows, ...page }, items] = await Promise.all([standardsHere(ctx, asked), everyNewest(ctx.sql, 'item')])
    const names = await nameOf(ctx.sql, rows.map(row => row.place))
    return { items: await Promise.all(rows.map(row => shown(ctx, row, items.find(one => one.id === row.item), names))), ...page }
  },
})

/** A standard in words: what held on its first day beside what is to hold. */
async function shown(ctx: Context, { numbers, ...row }: Standard, item: ItemRecord | undefined, names: ReadonlyMap<string, string>) {
  const { proposed_by, place, which, valid_from } = row
  const fields = item?.body[which] ?? []
  const above = item && (await ruleOn(ctx.sql, ruleOf(item, which), place, valid_from))?.params
  return {
    ...row, item_name: item?.body.name ?? row.item, place_name: names.get(place) ?? place, mine: proposed_by === ctx.seat.actor,
    numbers: Object.entries(numbers).map(([id, value]) => {
      const { name, say } = spoken(fields, id)
      return { name, before: above?.[id] === undefined ? '—' : say(above[id]), after: say(value) }
    }),
  }
}

export const setParams = serve(contract.setParams, {
  verb: 'item.publish', at: (ctx, { standard }) => findStandard(ctx, standard),
  run: (ctx, _input, found) => enforceStandard(ctx, found),
  subject: (_input, { rule }) => rule, deed: (_input, _output, { valid_from, back_dated }) => ({ title: back_dated ? `复核本地标准，追溯自 ${valid_from}：${back_dated}` : undefined }),
})

export const returnParams = serve(contract.returnParams, {
  verb: 'item.publish', at: (ctx, { standard }) => findStandard(ctx, standard),
  run: async (ctx, { standard, reason }, found) => {
    await returnStandard(ctx, found, reason)
    return { standard }
  },
  subject: ({ standard }) => standard, deed: ({ reason }, _output, { proposed_name }) => ({ title: `退回${proposed_name}提出的本地标准：${reason}` }),
})
