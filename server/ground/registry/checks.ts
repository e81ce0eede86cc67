import { knock } from '../../kernel/attempts.ts'
import type { Database } from '../../kernel/db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seat } from '../../kernel/seat.ts'

/** Far above what one desk can serve, far below what guessing needs: a name and a number must both be right. */
const checks = { per_window: 40, window_seconds: 15 * 60 } as const

/** Counts that somebody asks whether a name and a number belong together. Throws `rate.exceeded`. */
export type Knock = (seat: Seat) => Promise<void>

/** For every operation that answers to a name and a number: counted per person, outside the transaction, which a refusal rolls back. */
export const identityChecks = (database: Database): Knock => async ({ actor }) => {
  const [counted] = await knock(database, checks.window_seconds, `identity ${actor}`)
  if (counted!.n > checks.per_window) throw new Problem('rate.exceeded', { seconds: counted!.seconds })
}
