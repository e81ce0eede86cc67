import * as contract from '../../../contract/licence.ts'
import { addDays, beijingDay } from '../../../contract/time.ts'
import { standingOf, verified } from '../../engines/licence/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import { here, serve, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seat } from '../../kernel/seat.ts'

/**
 * Wrong answers that one address gets, and one number from anywhere, in a quarter of an hour. A code has fifty bits: at this
 * pace trying out one number takes tens of millions of years. An office of many people stands behind one address.
 */
const guesses = { per_address: 30, per_number: 200, window_seconds: 15 * 60 } as const

export interface VerifyParts { database: Database; /** The network address of a seat, where it came over a network. */ addressOf(seat: Seat): string | undefined }

/** Whether a paper is true, asked by whoever holds it. An unknown number and a wrong code are one answer. */
export function verifying({ database, addressOf }: VerifyParts): Served {
  /** Counted outside the transaction and before the answer is known; an answer that was right is taken off again. */
  const knock = async (keys: { key: string; limit: number }[]): Promise<void> => {
    const [one, other] = keys.map(each => each.key) as [string, string?]
    const counted = await database.door<{ key: string; n: number; seconds: number }[]>`
      select key, n, seconds from kernel.knock(${guesses.window_seconds}, ${one}, ${other ?? one})`
    for (const { key, n, seconds } of counted) if (n > keys.find(each => each.key === key)!.limit) throw new Problem('rate.exceeded', { seconds })
  }
  return serve(contract.verify, {
    verb: 'licence.verify', at: here,
    run: async (ctx, { number, code }) => {
      const address = addressOf(ctx.seat)
      const keys = [{ key: `licence ${number}`, limit: guesses.per_number }, ...(address ? [{ key: `licence from ${address}`, limit: guesses.per_address }] : [])]
      await knock(keys)
      const row = await verified(ctx.sql, number, code)
      if (!row) throw new Problem('licence.unknown')
      for (const { key } of keys) await database.door`select kernel.relent(${key})`
      const standing = standingOf(row, beijingDay(ctx.now))
      const { title, holder_masked, organ, issued_on, valid_until } = row
      return {
        number, title, holder_masked, organ, issued_on, valid_until, standing, standing_name: contract.standings[standing], demonstration: ctx.settings.demonstration,
        since: standing === 'revoked' ? beijingDay(row.revoked_at!) : standing === 'expired' ? addDays(valid_until!, 1) : null,
        reason: standing === 'revoked' ? contract.revocations[row.revoked_reason as contract.Revocation] : null,
      }
    },
  })
}
