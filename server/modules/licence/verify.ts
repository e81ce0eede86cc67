import * as contract from '../../../contract/licence.ts'
import { addDays, beijingDay } from '../../../contract/time.ts'
import { standingOf, verified } from '../../engines/licence/index.ts'
import { knock, relent } from '../../kernel/attempts.ts'
import type { Database } from '../../kernel/db/index.ts'
import { here, serve, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seat } from '../../kernel/seat.ts'

/**
 * Wrong answers in a quarter of an hour. An address has so many, at whatever it guesses; an office of many people stands behind one. A
 * number at which that many were given from anywhere is braked: an address then has only a few more at it. Nobody can shut a true
 * paper out by guessing at its number, for whoever asks from elsewhere is answered, and a right answer is not counted. The code holds
 * without the brake: of its fifty bits, a hundred thousand addresses at this pace try out one in ten thousand years.
 */
const guesses = { of_address: 30, of_number: 200, of_address_when_braked: 3, window_seconds: 15 * 60 } as const

export interface VerifyParts { database: Database; /** The network address of a seat, where it came over a network. */ addressOf(seat: Seat): string | undefined }

/** Counts that an address asks for a number; answers what takes that back. Throws `rate.exceeded`. */
async function asked(database: Database, number: string, address: string): Promise<() => Promise<void>> {
  const keys = { address: `licence from ${address}`, number: `licence ${number}`, both: `licence ${number} from ${address}` }
  const counted = new Map((await knock(database, guesses.window_seconds, ...Object.values(keys))).map(one => [one.key, one]))
  const [byAddress, ofNumber, both] = [counted.get(keys.address)!, counted.get(keys.number)!, counted.get(keys.both)!]
  if (byAddress.n > guesses.of_address) throw new Problem('rate.exceeded', { seconds: byAddress.seconds })
  if (ofNumber.n > guesses.of_number && both.n > guesses.of_address_when_braked) throw new Problem('rate.exceeded', { seconds: Math.min(ofNumber.seconds, both.seconds) })
  return () => relent(database, ...Object.values(keys))
}

/** Whether a paper is true, asked by whoever holds it. An unknown number and a wrong code are one answer. */
export const verifying = ({ database, addressOf }: VerifyParts): Served => serve(contract.verify, {
  verb: 'licence.verify', at: here,
  run: async (ctx, { number, code }) => {
    const right = await asked(database, number, addressOf(ctx.seat) ?? '')
    const row = await verified(ctx.sql, number, code)
    if (!row) throw new Problem('licence.unknown')
    await right()
    const standing = standingOf(row, beijingDay(ctx.now))
    const { title, holder_masked, organ, issued_on, valid_until } = row
    return {
      number, title, holder_masked, organ, issued_on, valid_until, standing, standing_name: contract.standings[standing], demonstration: ctx.settings.demonstration,
      since: standing === 'revoked' ? beijingDay(row.revoked_at!) : standing === 'expired' ? addDays(valid_until!, 1) : null,
      reason: standing === 'revoked' ? contract.revocations[row.revoked_reason as contract.Revocation] : null,
    }
  },
})
