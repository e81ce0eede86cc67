import type { ProblemCode } from '../../contract/problems.ts'
import type { Database } from './db/index.ts'
import type { House } from './house.ts'
import type { Part, Served } from './operation.ts'
import type { OutboxHandler } from './outbox.ts'
import type { Offices } from './rights.ts'

/** Work that comes back by itself: clocks that run out, old rows to clear. It must be safe to run in several processes at once. */
export interface Sweep {
  name: string
  every_seconds: number
  /** Says how much it did. */
  run(house: House, database: Database): Promise<number>
  /** The most that one run does: after a full one the next follows at once, so that a backlog does not wait for the clock. */
  batch?: number
}

/** What a room of the upper floor declares; `main.ts` brings the declarations together. */
export interface Module {
  name: string
  /** Verbs per office; `resident` is every self chair, `serving` that of a person served at a window, `anyone` the public one. */
  offices: Offices
  operations: readonly Served[]
  /** Names of database constraints, and what a caller hears when one refuses. */
  constraints?: Readonly<Record<string, ProblemCode>>
  /** Constraints that tell a race: the command runs again and sees what the faster one did. */
  races?: readonly string[]
  /** Handlers of outbox topics. */
  topics?: Readonly<Record<string, OutboxHandler>>
  sweeps?: readonly Sweep[]
  /** Its part in what other rooms do, run inside their transaction and under their seat; throwing refuses the whole. */
  parts?: Readonly<Record<string, Part>>
}
