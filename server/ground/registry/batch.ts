import type { Context } from '../../kernel/operation.ts'
import type { Provenance } from './assert.ts'
import type { ElementDefinition } from './elements.ts'
import type { Known } from './persons.ts'
import type { SealedValue } from './seals.ts'
import type { Value } from './values.ts'

/** The keyed hash of a row's number and, in case nobody bears it yet, the id of whoever will be registered with all facts as they are kept. */
export interface Readied { hash: string; id: string; facts: ReadonlyMap<ElementDefinition, Value>; kept: Readonly<Record<string, Value | SealedValue>> }

/** One row about one person, checked cell by cell: who it is, and what it says. */
export interface Entrant {
  line: number
  identity: Known
  name: string
  /** A community or a grid that stands in the tree, within the seat's range; null where the row does not say. */
  place: string | null
  address: string | null
  /** What it says beside what makes a person: any elements about a person. */
  values: ReadonlyMap<ElementDefinition, Value>
  /** The number of the household's register, and what the person is to its head. */
  household: string | null
  relation: string | null
  /** What was worked out before the batch is written, by `readied`. */
  ready?: Readied
  /** Somebody has compared and says that it is another person than the one who looks alike. */
  distinct: boolean
}

export interface Outcome { line: number; what: 'written' | 'unchanged' | 'refused' | 'held'; says: string | null }
export interface BulkOptions {
  from: Provenance
  /** Whether people who are not known are registered, or refused. */
  enrol: boolean
  /** Judges and writes nothing. */
  rehearse: boolean
}

/** The rows of one batch and what became of each. */
export class Batch {
  readonly ctx: Context
  readonly #rows: readonly Entrant[]
  readonly #outcomes = new Map<number, Outcome>()

  constructor(ctx: Context, rows: readonly Entrant[]) {
    this.ctx = ctx
    this.#rows = rows
  }

  say({ line }: Entrant, what: Outcome['what'], says: string | null = null): void {
    this.#outcomes.set(line, { line, what, says })
  }

  said = ({ line }: Entrant): Outcome | undefined => this.#outcomes.get(line)

  /** Two rows of one number: the same again, or a contradiction that the file itself must settle. */
  twice(entrant: Entrant, earlier: Entrant): void {
    const content = ({ line: _line, ready: _ready, identity, values, ...rest }: Entrant) => JSON.stringify([rest, identity.number, [...values].map(([element, value]) => [element.id, value]).sort()])
    if (content(entrant) === content(earlier)) this.say(entrant, 'unchanged', `与第 ${earlier.line} 行完全相同，没有重复登记`)
    else this.say(entrant, 'held', `与第 ${earlier.line} 行是同一个证件号码，内容却不同，请核对后只留一行`)
  }

  outcomes(): Outcome[] {
    return this.#rows.map(({ line }) => {
      const outcome = this.#outcomes.get(line)
      if (!outcome) throw new Error(`line ${line} came out nowhere`)
      return outcome
    })
  }
}
