import * as contract from '../../../contract/licence.ts'
import { beijingDay } from '../../../contract/time.ts'
import { deposit as depositIn } from '../../engines/licence/index.ts'
import { personWithin } from '../../ground/registry/index.ts'
import { serve } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** A certificate of another issuer enters the library; what the issuer says last holds. */
export const deposit = serve(contract.deposit, {
  verb: 'licence.deposit',
  at: async (ctx, { name, identity }) => {
    if (!ctx.seat.client) throw new Problem('right.missing')
    return personWithin(ctx, identity, name)
  },
  recorded: ({ kind, number, issued_on, valid_until, revoked }) => ({ kind, number, issued_on, valid_until, revoked }),
  run: async (ctx, { kind, title, number, issued_on, valid_until, revoked }, { id, county, place }) => {
    if (issued_on > beijingDay(ctx.now)) throw new Problem('input.invalid', {}, [{ path: 'issued_on', message: '签发日期不能晚于今天' }])
    const written = await depositIn(ctx, { county, place, person: id, kind, title, number, organ: ctx.seat.client!.organisation, issued_on, valid_until, revoked })
    if (written === null) throw new Problem('licence.held_by_other')
    return { written }
  },
  subject: ({ number }) => number,
})
