import type { Database } from '../../kernel/db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seat } from '../../kernel/seat.ts'

/** Far above what one desk can serve, far below what guessing needs: a name and a number must both be right. */
const checks = { per_window: 40, window_seconds: 15 * 60 } as const

/** Counts that somebody asks whether a name and a number belong together. Throws `rate.exceeded`. */
export type Knock = (seat: Seat) => Promise<void>

/** For every operation that answers to a name and a number: counted per person, outside the transaction, which a refusal rolls back. */
export const identityChecks = ({ door }: Database): Knock => async ({ actor }) => {
  const [row] = await door<{ n: number; seconds: number }[]>`select n, seconds from kernel.knock(${checks.window_seconds}, ${`identity ${actor}`})`
  if (row!.n > checks.per_window) throw new Problem('rate.exceeded', { seconds: row!.seconds })
}
