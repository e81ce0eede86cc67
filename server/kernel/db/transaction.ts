import type { Query, Sql } from './connect.ts'
import { Gathered, type Row } from './gathered.ts'

/** A chair is a database role with its own policies. */
export type Chair = 'desk' | 'self' | 'public' | 'server'

/** The row-security scope of one transaction; the empty string means none. */
export interface Scope {
  chair: Chair
  low: string
  person: string
  actor: string
  /** The epoch of the tree under which `low` was read; writing under another is refused (constraint `seat_moved`). */
  epoch?: number | undefined
}

/** `write` shares the tree of places with other writers; `alone` has it to itself, so that rows can go from place to place. */
export type Mode = 'read' | 'write' | 'alone'

export const serverScope: Scope = { chair: 'server', low: '', person: '', actor: '' }

const placeLiteral = /^\d{0,18}$/
const idLiteral = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/

/** `begin` and the sitting down in one message; throws on anything that is not a plain literal. */
function opening(scope: Scope, mode: Mode): string {
  const readOnly = mode === 'read'
  if (!placeLiteral.test(scope.low) || !idLiteral.test(scope.person) || !idLiteral.test(scope.actor)) {
    throw new Error('a scope may hold only a place code and two ids')
  }
  // Called, not selected: a call in this message is not planned.
  const settings = readOnly ? [] : [`call kernel.enter(${Number.isSafeInteger(scope.epoch) ? scope.epoch : 'null'}, ${mode === 'alone'})`]
  settings.push(`set local role gongzhi_${scope.chair}`)
  // The kept plan of a list would be the first seat's: good for a village, a thousandfold wrong for a county. One's own rows have
  // no range, and a command goes to its rows by their keys.
  if (readOnly && (scope.chair === 'desk' || scope.chair === 'public')) settings.push('set local plan_cache_mode = force_custom_plan')
  if (scope.low) settings.push(`set local seat.low = '${scope.low}'`, `set local seat.high = '${scope.low}~'`)
  if (scope.person) settings.push(`set local seat.person = '${scope.person}'`)
  if (scope.actor) settings.push(`set local seat.actor = '${scope.actor}'`)
  return `begin${readOnly ? ' read only' : ''};${settings.join(';')}`
}

/** One open transaction: `sql` for its statements, `defer` for writes whose answer nobody waits for before the commit. */
export interface Transaction {
  sql: Query
  defer(statement: PromiseLike<unknown>): void
  /** New rows that are written with the commit, together with what else is: no statement of this transaction sees them. */
  append(table: string, ...rows: Row[]): void
  /** Calls a function of the database with the commit, before such rows are written. Its answer is nobody's. */
  invoke(name: string, ...args: unknown[]): void
  /** Sends what was gathered so far ahead of the commit. */
  flush(): void
}

/**
 * Runs `work` in one transaction under `scope` and commits; any error rolls back and is thrown. Statements are pipelined:
 * `begin` travels with the first of them, deferred writes and what was gathered with `commit`.
 */
export async function transact<T>(
  pool: Sql, scope: Scope, mode: Mode, work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const open = opening(scope, mode)
  const connection = await pool.reserve()
  try {
    const deferred: PromiseLike<unknown>[] = []
    const send = (statement: PromiseLike<unknown>) => {
      // A lazy statement starts when somebody listens; a failure is heard again at the commit.
      statement.then(undefined, () => undefined)
      deferred.push(statement)
    }
    send(connection.unsafe(open).simple())
    let gathered = new Gathered()
    const flush = () => {
      const rest = gathered.statement()
      gathered = new Gathered()
      if (rest) send(connection.unsafe(rest.text, rest.values as never[], { prepare: rest.prepare }))
    }
    try {
      const result = await work({
        sql: connection as unknown as Query, defer: send, flush,
        append: (table, ...rows) => gathered.append(table, rows), invoke: (name, ...args) => gathered.invoke(name, args),
      })
      flush()
      send(connection.unsafe('commit').simple())
      await Promise.all(deferred)
      return result
    } catch (error) {
      const settled = await Promise.allSettled(deferred)
      await connection.unsafe('rollback').simple().catch(() => undefined)
      throw causeOf(error, settled)
    }
  } finally {
    connection.release()
  }
}

const isAborted = (error: unknown): boolean => error instanceof Error && (error as { code?: string }).code === '25P02'

/**
 * A statement that is sent after a deferred one hears only that the transaction is aborted when that one was refused; what
 * was wrong is said by the first that failed.
 */
function causeOf(error: unknown, deferred: readonly PromiseSettledResult<unknown>[]): unknown {
  // Nothing counts that was concluded in a transaction that never opened.
  if (deferred[0]?.status === 'rejected') return deferred[0].reason
  if (!isAborted(error)) return error
  const first = deferred.find(one => one.status === 'rejected' && !isAborted(one.reason))
  return first?.status === 'rejected' ? first.reason : error
}
