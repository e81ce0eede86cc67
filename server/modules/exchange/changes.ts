import * as contract from '../../../contract/exchange.ts'
import { changeOf, changesAt, correct, correctionsOf, decideChange, personOf, proposeChange } from '../../ground/registry/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

export const changeList = serve(contract.changes, {
  verb: 'change.decide', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: (ctx, input, { place }) => changesAt(ctx, { ...input, place }),
})
export const changeShow = serve(contract.change, {
  verb: 'change.decide', at: (ctx, { id }) => changeOf(ctx, id),
  run: (_ctx, _input, found) => found.shown,
  looked: ({ purpose }, _output, { person, place, shown }) => [{ person, place, purpose: `核对“${shown.change.element_name}”：${purpose}` }],
})
/** The organ is that of the seat: a street's word and a community's are two sources. */
export const changePropose = serve(contract.propose, {
  verb: 'change.propose', at: (ctx, { person }) => personOf(ctx, person), subject: ({ person }) => person,
  run: async (ctx, { element, value, purpose }, person) => {
    if (person.id === ctx.seat.actor) throw new Problem('right.own')
    const organ = (await nameOf(ctx.sql, [ctx.seat.place])).get(ctx.seat.place) ?? ctx.seat.place
    await proposeChange(ctx, person, { element, value }, { source: 'collected', organ, purpose })
    return {}
  },
})
export const changeDecide = serve(contract.decide, {
  verb: 'change.decide', at: (ctx, { id }) => changeOf(ctx, id), subject: ({ id }) => id,
  run: async (ctx, { id: _id, ...decided }, found) => { await decideChange(ctx, found, decided); return {} },
})
/** One's own word about oneself; it changes nothing until somebody has checked it. */
export const changeCorrect = serve(contract.correct, {
  verb: 'person.own', at: here, subject: (_input, _output, { seat }) => seat.person ?? undefined,
  run: async (ctx, { element, value, purpose }) => { await correct(ctx, { element, value }, purpose); return {} },
})
export const changesOwn = serve(contract.corrections, { verb: 'person.own', at: here, run: (ctx, page) => correctionsOf(ctx, page) })
