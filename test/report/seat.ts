import type { Context } from '../../server/kernel/operation.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { scopeOf } from '../../server/kernel/seat.ts'
import type { TestHouse } from '../house.ts'

/** Runs work from a seat in a reading transaction of a house, as its operations do: for what has no operation of its own. */
export const from = <T>({ platform, at }: TestHouse, seat: Seat, work: (ctx: Context) => Promise<T>): Promise<T> =>
  platform.database.transact(scopeOf(seat), 'read', ({ sql, defer }) => work({
    sql, defer, seat, now: at ?? new Date().toISOString(), trace: 'test', settings: platform.settings,
    may: (verb: string) => platform.house.rights.allows(seat, verb, seat.place),
    get vault(): never { throw new Error('no vault here') }, get numbers(): never { throw new Error('no numbers here') },
    ring: () => undefined, afterCommit: () => undefined, leave: null, active_ms: null, perform: () => Promise.reject(new Error('no parts here')),
  } as unknown as Context))
