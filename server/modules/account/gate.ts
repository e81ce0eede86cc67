import { knock } from '../../kernel/attempts.ts'
import type { Database } from '../../kernel/db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { attempts, checking } from './constants.ts'
import { slots } from './slots.ts'

/** Guesses have run out: at a person's password or code (`who` the person's id), or from a network address. */
export interface Lockout { of: 'password' | 'code' | 'address'; who: string }

/** One thing that may be guessed at only so often. */
export interface Guess {
  key: string
  of: Lockout['of']
  limit: number
  /** Each time its guesses run out it is locked for twice as long. */
  growing?: true
}

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

export function openGate(database: Database, report: (lockout: Lockout) => void): Gate {
  const reportAddress = async (who: string): Promise<void> => {
    const [counted] = await knock(database, 3600, 'lockouts of addresses')
    if (counted!.n <= attempts.addresses_recorded) report({ of: 'address', who })
  }
  /** Whoever has many addresses locks many times; the record hears of a person once in a window. */
  const reportPerson = async (of: Lockout['of'], who: string): Promise<void> => {
    const [counted] = await knock(database, attempts.window_seconds, `lockout of ${of} ${who}`)
    if (counted!.n === 1) report({ of, who })
  }
  const lengthen = async (key: string): Promise<void> => {
    const [times] = await knock(database, attempts.remembered_seconds, `again ${key}`)
    const seconds = Math.min(attempts.remembered_seconds, attempts.window_seconds * 2 ** (times!.n - 1))
    if (times!.n > 1) await database.door`select kernel.prolong(${key}, ${seconds})`
  }
  return {
    inTurn: slots(checking.at_once, checking.waiting),
    async knock(...guesses) {
      const last: Guess[] = []
      for (const { key, n, seconds } of await knock(database, attempts.window_seconds, ...guesses.map(guess => guess.key))) {
        const guess = guesses.find(one => one.key === key)!
        if (n > guess.limit) throw new Problem('login.locked', { minutes: Math.ceil(seconds / 60) })
        if (n === guess.limit) last.push(guess)
      }
      return async ({ person, address }) => {
        for (const { key, of, growing } of last) {
          if (growing) await lengthen(key)
          if (of === 'address') await (address && reportAddress(address))
          // A login that nobody has leaves nothing, or anybody could fill the record.
          else if (person) await reportPerson(of, person)
        }
      }
    },
  }
}
