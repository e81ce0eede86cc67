import * as contract from '../../../contract/licence.ts'
import { officeName } from '../../../contract/glossary.ts'
import { levelOf, type Level } from '../../../contract/kernel.ts'
import { findLicence, revoke as revokeLicence, type LicenceRow } from '../../engines/licence/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** At which level the offices sit that issue certificates, and so revoke them. */
const sits: Readonly<Record<string, Level>> = { county_civil_affairs: 'county', street_examiner: 'town', community_worker: 'community' }

/** The office that issued it, where it issued it; nobody in their own matter (公务员法 art. 76). */
const issuedIt = ({ seat }: Context, row: LicenceRow): boolean => seat.chair === 'desk' && seat.office === row.office && levelOf(seat.place) === sits[row.office]
export const mayRevoke = (ctx: Context, row: LicenceRow): boolean =>
  row.revoked_at === null && issuedIt(ctx, row) && ctx.seat.actor !== row.person && ctx.may('licence.revoke')

export const revoke = serve(contract.revoke, {
  verb: 'licence.revoke',
  at: async (ctx, { number }) => {
    const row = await findLicence(ctx.sql, number)
    return row ? { place: row.place, row } : null
  },
  run: async (ctx, { number, reason, note }, { row }) => {
    if (!issuedIt(ctx, row)) throw new Problem('licence.not_you', { office: officeName(row.office) })
    if (ctx.seat.actor === row.person) throw new Problem('case.own')
    return { number, revoked_at: await revokeLicence(ctx, row, reason, note) }
  },
  subject: ({ number }) => number,
})
