import { z } from 'zod'
import type { ProblemCode } from '../../contract/problems.ts'
import { answered, guardOf, keep, keyForm, type Guard } from './answers.ts'
import type { Vault } from './crypto/index.ts'
import type { Database, Json, Mode } from './db/index.ts'
import { newId } from './ids.ts'
import { Numbers } from './numbers.ts'
import type { Context, Handler, Leave, Looked, Part, Served, Settings } from './operation.ts'
import { isRetryable, Problem, problemOf, violates, Withheld } from './problem.ts'
import type { Rights } from './rights.ts'
import { said } from './said.ts'
import { scopeOf, type Seat } from './seat.ts'

/** What is written to the record of a command. */
export interface Deed {
  place: string; verb: string; operation: string; input: unknown; output: unknown; subject: string | undefined
  /** What was done in its own words, and who did it, as the handler says; absent where operation and seat say it. */
  title?: string | undefined; name?: string | undefined
}

/** The record, handed in from the floor above: the kernel knows that it is kept, not how. */
export interface Recorder {
  command(ctx: Context, deed: Deed): void
  look(ctx: Context, operation: string, looked: Looked): PromiseLike<unknown>
}

/** Who gives leave for what is laid on others, handed in from the floor above. */
export interface Keeper {
  /** Opens the leave in this transaction and names it; throws `Withheld` where there is none. */
  ask(ctx: Context, leave: Leave): Promise<string>
  /** Hears what was withheld, after it was undone. */
  withheld(seat: Seat, operation: string, leave: Leave, now: string): Promise<unknown>
}

export interface HouseParts {
  database: Database
  rights: Rights
  recorder: Recorder
  /** Without one nothing is laid on anybody. */
  keeper?: Keeper
  /** What rooms do inside the transactions of others, by name. */
  parts?: Readonly<Record<string, Part>>
  vault: Vault
  settings: Settings
  operations: readonly Served[]
  constraints: Readonly<Record<string, ProblemCode>>
  /** Constraints that refuse the slower of two who raced: the command is run again and then sees what the faster did. */
  races?: readonly string[]
  clock?: () => Date
  /** Called after a commit that left letters in the outbox. */
  ring?: () => void
}

export interface CallOptions {
  key?: string | undefined
  trace?: string
  /** What a person spent on the form, in milliseconds, as the page says. */
  active_ms?: number | undefined
  /** Runs once everything is checked, before the commit: what is outside the database is in place before anybody can hear of it. */
  settle?: () => Promise<void>
}

type AnyHandler = Handler<never, never>

/** The whole house behind one face: every operation of the platform lives the same life. */
export class House {
  readonly #operations = new Map<string, Served>()
  readonly #parts: HouseParts
  readonly #numbers: Numbers

  constructor(parts: HouseParts) {
    this.#parts = parts
    this.#numbers = new Numbers(parts.database)
    for (const served of parts.operations) {
      if (this.#operations.has(served.operation.name)) throw new Error(`declared twice: ${served.operation.name}`)
      this.#operations.set(served.operation.name, served)
    }
  }

  get operations(): Served[] {
    return [...this.#operations.values()]
  }

  get rights(): Rights {
    return this.#parts.rights
  }

  get database(): Database {
    return this.#parts.database
  }

  /** The instant at which a request that comes now is written: what comes back by itself goes by the same clock. */
  get now(): string {
    return (this.#parts.clock?.() ?? new Date()).toISOString()
  }

  /**
   * The life of a request: parse, open, sit down, check the right, find the place, check the right there, ask for leave, run, check the output, record,
   * commit, answer. Throws a `Problem` for what the caller should hear. A command answered once under a key answers the
   * same again.
   */
  async call(asking: Seat, name: string, raw: unknown, options: CallOptions = {}): Promise<unknown> {
    let seat = asking
    const served = this.#operations.get(name)
    if (!served) throw new Problem('operation.unknown')
    const input = parse(served.operation.input, raw)
    if (seat.incomplete && !served.handler.halfSeated) throw new Problem('seat.needs_second_factor')
    const repeatable = served.operation.kind === 'command' && seat.actor !== null && !served.handler.secret
    if (repeatable && !keyForm.test(options.key ?? '')) throw new Problem('idempotency.missing')
    const guard = repeatable ? guardOf(this.#parts.vault, seat, options.key!, name, input) : null
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(seat, served, input, guard, options)
      } catch (error) {
        if (error instanceof Withheld) {
          await this.#parts.keeper?.withheld(seat, name, error.details.leave as Leave, this.now)
          throw new Problem(error.code, { ...error.details, leave: undefined })
        }
        if (attempt < 4 && (isRetryable(error) || this.#parts.races?.some(name => violates(error, name)))) continue
        // The seat's place got another code since it was read: it is taken anew, where the place now is.
        if (attempt < 4 && seat.renew && violates(error, 'seat_moved')) {
          seat = await seat.renew()
          continue
        }
        const earlier = guard && await this.#answered(seat, guard)
        if (earlier) return earlier.response
        throw violates(error, 'idempotency_pkey') ? new Problem('server.busy') : problemOf(error, { seat_moved: 'seat.moved', ...this.#parts.constraints })
      }
    }
  }

  async #attempt(seat: Seat, served: Served, input: unknown, guard: Guard | null, { trace = newId(), settle, active_ms = undefined }: CallOptions): Promise<unknown> {
    const { operation } = served
    const handler = served.handler as unknown as AnyHandler
    const after: (() => void)[] = []
    const output = await this.#parts.database.transact(scopeOf(seat), modeOf(operation.kind, handler, input), async tx => {
      let leave: string | null = null
      const ctx: Context = {
        sql: tx.sql, defer: tx.defer, append: tx.append, invoke: tx.invoke, seat, trace, vault: this.#parts.vault, settings: this.#parts.settings, numbers: this.#numbers,
        now: this.now, active_ms: active_ms ?? null, get leave() { return leave },
        perform: (part, payload) => this.#perform(ctx, part, payload),
        afterCommit: work => after.push(work),
        ring: this.#parts.ring ?? (() => undefined),
        may: verb => this.#parts.rights.allows(seat, verb, seat.place),
      }
      // An office that holds the verb nowhere is refused before anything is read.
      if (typeof handler.verb === 'string') this.#parts.rights.check(seat, handler.verb, seat.place)
      const found = await handler.at(ctx, input as never)
      if (!found) throw new Problem('found.nothing')
      const verb = typeof handler.verb === 'string' ? handler.verb : handler.verb(found, input as never)
      this.#parts.rights.check(seat, verb, (found as { place: string }).place)
      leave = await this.#leave(ctx, handler, input, found)
      const checked = operation.output.parse(await handler.run(ctx, input as never, found))
      await settle?.()
      this.#record(ctx, served, verb, input, checked, found, guard)
      return checked
    })
    for (const work of after) work()
    return output
  }

  /** Has the keeper open the leave for what this input lays on others; null where it lays nothing. */
  async #leave(ctx: Context, handler: AnyHandler, input: unknown, found: object): Promise<string | null> {
    let opened: string | null = null
    for (const leave of await handler.lays?.of(ctx, input as never, found as never) ?? []) {
      if (!handler.lays!.kinds.includes(leave.kind)) throw new Error(`lays ${leave.kind} and did not say so`)
      if (!this.#parts.keeper) throw new Error('nobody is there to give leave')
      opened = await this.#parts.keeper.ask(ctx, leave)
    }
    return opened
  }

  async #perform(ctx: Context, name: string, payload: Record<string, Json>): Promise<void> {
    const part = this.#parts.parts?.[name]
    if (!part) throw new Error(`no room does ${name}`)
    await part(ctx, payload)
  }

  #record(ctx: Context, served: Served, verb: string, input: unknown, output: unknown, found: { place: string }, guard: Guard | null): void {
    const { operation } = served
    const handler = served.handler as unknown as AnyHandler
    for (const looked of handler.looked?.(input as never, output as never, found as never) ?? []) {
      if (looked.person !== ctx.seat.actor) ctx.defer(this.#parts.recorder.look(ctx, operation.name, looked))
    }
    if (operation.kind !== 'command' || handler.idle?.(ctx)) return
    this.#parts.recorder.command(ctx, {
      place: found.place, verb, operation: operation.name, output: handler.secret ? null : output,
      input: handler.recorded ? handler.recorded(input as never) : handler.secret ? null : input,
      subject: handler.subject?.(input as never, output as never, ctx), ...handler.deed?.(input as never, output as never, found as never),
    })
    if (guard) keep(ctx, guard, operation.name, output)
  }

  /**
   * What this key was answered before. Looked up only when a command fails: one that was answered fails when it is run
   * again, at the latest on its key, and has then left nothing behind.
   */
  async #answered(seat: Seat, guard: Guard): Promise<{ response: unknown } | undefined> {
    return this.#parts.database.transact(scopeOf(seat), 'read', ({ sql }) => answered(sql, this.#parts.vault, seat, guard))
      .catch((error: unknown) => {
        if (error instanceof Problem) throw error
        return undefined
      })
  }
}

const modeOf = (kind: string, handler: AnyHandler, input: unknown): Mode =>
  kind === 'query' ? 'read' : handler.alone?.(input as never) ? 'alone' : 'write'

/** False for text that is no text: half a surrogate pair, or a NUL, which neither JSON nor PostgreSQL can keep. */
const isText = (value: unknown): boolean => typeof value === 'string'
  ? !/[\p{Surrogate}\0]/u.test(value)
  : typeof value !== 'object' || value === null || Object.entries(value).every(([key, inner]) => isText(key) && isText(inner))

function parse(schema: z.ZodType, raw: unknown): unknown {
  if (!isText(raw)) throw new Problem('input.invalid', {}, [{ path: '', message: '内容里有无法保存的字符' }])
  const parsed = schema.safeParse(raw, { error: said })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.slice(0, 50).map(issue => ({ path: issue.path.join('.'), message: issue.message }))
  throw new Problem('input.invalid', {}, fields)
}
