import type { Database } from '../../kernel/db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { attempts, checking } from './constants.ts'
import { slots } from './slots.ts'

/** Guesses have run out: at a person's password or code (`who` the person's id), or from a network address. */
export interface Lockout { of: 'password' | 'code' | 'address'; who: string }

/** One thing that may be guessed at only so often. */
export interface Guess { key: string; of: Lockout['of']; limit: number }

export interface Gate {
  /** A few passwords and codes at once, some waiting, the others refused. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /**
   * Counts the attempt before it is made and outside its transaction, which a refusal rolls back. A hundred guesses at once
   * thus get five answers. Throws `login.locked`. What it answers is called when the attempt was wrong, with the person
   * whose account it was, and the address if known: the attempt that used up the last guess is recorded, and no other.
   */
  knock(...guesses: Guess[]): Promise<(whose: { person?: string | undefined; address?: string | undefined }) => Promise<void>>
}

export function openGate({ door }: Database, report: (lockout: Lockout) => void): Gate {
  const reportAddress = async (who: string): Promise<void> => {
    const [counted] = await door<{ n: number }[]>`select n from kernel.knock(3600, 'lockouts of addresses')`
    if (counted!.n <= attempts.addresses_recorded) report({ of: 'address', who })
  }
  return {
    inTurn: slots(checking.at_once, checking.waiting),
    async knock(...guesses) {
      const [one, other] = guesses.map(guess => guess.key) as [string, string?]
      const counted = await door<{ key: string; n: number; seconds: number }[]>`
        select key, n, seconds from kernel.knock(${attempts.window_seconds}, ${one}, ${other ?? one})`
      const last: Lockout['of'][] = []
      for (const { key, n, seconds } of counted) {
        const { of, limit } = guesses.find(guess => guess.key === key)!
        if (n > limit) throw new Problem('login.locked', { minutes: Math.ceil(seconds / 60) })
        if (n === limit) last.push(of)
      }
      return async ({ person, address }) => {
        for (const of of last) {
          if (of === 'address') await (address && reportAddress(address))
          // A login that nobody has leaves nothing, or anybody could fill the record.
          else if (person) report({ of, who: person })
        }
      }
    },
  }
}
