import type { Operation, OutputOf, ParsedOf } from '../../contract/kernel.ts'
import type { Vault } from './crypto/index.ts'
import type { Json, Query, Row } from './db/index.ts'
import type { Numbers } from './numbers.ts'
import type { Seat } from './seat.ts'

/** What the deployment is, fixed when the process starts. */
export interface Settings {
  /** This database bears demonstration people: screens and papers say so. */
  demonstration: boolean
  /** The folder of kept files. */
  uploads: string
}

/** What a running operation holds: its transaction, who sits, and what is to be told afterwards. */
export interface Context {
  readonly sql: Query
  readonly seat: Seat
  /** The instant of this request, ISO 8601; one for everything it writes. */
  readonly now: string
  readonly trace: string
  /** Seals what is kept secret per field, and finds it by keyed hash. */
  readonly vault: Vault
  readonly settings: Settings
  readonly numbers: Numbers
  /** A write whose answer nobody waits for: it travels with the commit, and its failure undoes everything. */
  defer(statement: PromiseLike<unknown>): void
  /** New rows that are written with the commit, all of a command in one statement: nothing that is read here sees them. JSON comes in `sql.json`. */
  append(table: string, ...rows: Row[]): void
  /** Calls a function of the database with the commit, before those rows are written; what it refuses undoes everything. */
  invoke(name: string, ...args: unknown[]): void
  /** Says that there is post to deliver once the transaction has committed. */
  ring(): void
  /** Whether this seat also holds another right where it sits: for what an answer may show, not for what may be done. */
  may(verb: string): boolean
  /** The leave under which this operation lays what it declared, as its keeper names it; null where it lays nothing. */
  readonly leave: string | null
  /** What a person spent on the form that came with this, as the page says; nobody checked it yet. Null where no form was open. */
  readonly active_ms: number | null
  /** Has another room do its part in this transaction, by the name under which it declared it; what it refuses is refused here. */
  perform(name: string, payload: Record<string, Json>): Promise<void>
  /** Runs after the commit; it may fail without undoing anything. */
  afterCommit(work: () => void): void
}

/** Where the input lies. Rooms may carry what they found on the way, so that it is not read twice. */
export interface Located { place: string }

/** A look says whose record was opened and for what. */
export interface Looked { person: string; place: string; purpose: string; confidential?: boolean }

/** What a room does inside the transaction of another, under the seat that sits there. */
export type Part = (ctx: Context, payload: Record<string, Json>) => Promise<void>

/**
 * What an operation lays on others, for which a right is not enough: leave must have been given to this asker, for this kind
 * and subject, at these places. The kernel asks for it and knows none of the words.
 */
export interface Leave {
  kind: string; subject: string | null; places: readonly string[]; by: string; by_name: string
  /** Other subjects under which leave may have been given. */
  or?: readonly string[]
  /** What it is called and what it asks, where its keeper is to compare that with what leave was given for. */
  title?: string; asks?: Json
}

/** The kinds that an operation may lay, said beforehand so that they can be walked, and what a certain input does lay. */
export interface Lays<Op extends Operation, Found extends Located> {
  kinds: readonly string[]
  of(ctx: Context, input: ParsedOf<Op>, found: Found): readonly Leave[] | Promise<readonly Leave[]>
}

export interface Handler<Op extends Operation = Operation, Found extends Located = Located> {
  /** The right that the seat's office must hold at or above the place. */
  verb: string | ((found: Found, input: ParsedOf<Op>) => string)
  /** Finds the place that the input concerns, under row security; null is answered as «not found». */
  at(ctx: Context, input: ParsedOf<Op>): Found | null | Promise<Found | null>
  run(ctx: Context, input: ParsedOf<Op>, found: Found): OutputOf<Op> | Promise<OutputOf<Op>>
  /** What it lays on others. An operation that lays something and does not say so is refused by the tables that it writes. */
  lays?: Lays<Op, Found>
  /** For a look: what the register of looks keeps. Null where nobody's record was opened. */
  looked?(input: ParsedOf<Op>, output: OutputOf<Op>, found: Found): Looked[] | null
  /** What of the input enters the salted digest; all of it unless said otherwise (never a password). */
  recorded?(input: ParsedOf<Op>): unknown
  /** Input or answer is a secret: neither is kept for repetition, and of the input only what `recorded` says enters the digest. */
  secret?: true
  /** True when nobody may write anything meanwhile: what it changes is what others stand on. */
  alone?(input: ParsedOf<Op>): boolean
  /** May be called before the second factor has been given. */
  halfSeated?: true
  /** True when there was nothing to do, so that nothing is recorded. */
  idle?(ctx: Context): boolean
  /** The thing that the ledger entry is about: a case number, an id. */
  subject?(input: ParsedOf<Op>, output: OutputOf<Op>, ctx: Context): string | undefined
  /** What the record says was done, where the operation's own name says too little; and who it turned out to be, where nobody sat yet. */
  deed?(input: ParsedOf<Op>, output: OutputOf<Op>, found: Found): { title?: string | undefined; name?: string | undefined }
}

export interface Served<Op extends Operation = Operation> {
  operation: Op
  handler: Handler<Op, never>
}

/** A look must say whose record was opened. */
type Traced<Op extends Operation, Found extends Located> =
  Op['kind'] extends 'look' ? Required<Pick<Handler<Op, Found>, 'looked'>> : unknown

/**
 * Declares how an operation is served. Without a verb and a place it does not compile, nor a look without a trace.
 * Where `verb` is a function of what was found, write `at` above it.
 */
export function serve<Op extends Operation, Found extends Located>(
  operation: Op, handler: Handler<Op, Found> & Traced<Op, Found>,
): Served<Op> {
  return { operation, handler: handler as unknown as Handler<Op, never> }
}

/** The input concerns the place where one sits, or no place at all. */
export const here = (ctx: Context): Located => ({ place: ctx.seat.place })
