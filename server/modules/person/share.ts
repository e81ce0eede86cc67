import * as contract from '../../../contract/person.ts'
import { beijingDay } from '../../../contract/time.ts'
import { assertFacts, personWithin } from '../../ground/registry/index.ts'
import { serve } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** What a register holds of a person, in its own name. It is a program that says it: an official who knows something records it as collected. */
export const share = serve(contract.share, {
  verb: 'person.share',
  at: async (ctx, { name, identity }) => {
    if (!ctx.seat.client) throw new Problem('right.missing')
    return personWithin(ctx, identity, name)
  },
  // Of the number and the values only that they were said enters the digest; the facts themselves stand in the registry.
  recorded: ({ facts, purpose, as_of }) => ({ elements: Object.keys(facts).sort(), purpose, as_of }),
  run: async (ctx, { facts, purpose, as_of }, person) => {
    if (as_of && as_of > beijingDay(ctx.now)) throw new Problem('input.invalid', {}, [{ path: 'as_of', message: '截至日期不能晚于今天' }])
    const given = Object.entries(facts).map(([element, value]) => ({ element, value }))
    const asserted = await assertFacts(ctx, person, given, { source: 'shared', organ: ctx.seat.client!.organisation, purpose: as_of ? `${purpose}（截至 ${as_of}）` : purpose })
    return { changed: asserted.changed.length, renewed: asserted.renewed.length }
  },
})
