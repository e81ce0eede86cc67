import { within } from '../../contract/kernel.ts'
import { Problem } from './problem.ts'
import type { Seat } from './seat.ts'

/** Verbs per office, as the modules declare them. `resident` is every self chair, `serving` that of a person served at a window, `anyone` the public one. */
export type Offices = Readonly<Record<string, readonly string[]>>

export class Rights {
  readonly #verbs = new Map<string, Set<string>>()

  constructor(declared: readonly Offices[]) {
    for (const offices of declared) {
      for (const [office, verbs] of Object.entries(offices)) {
        const held = this.#verbs.get(office) ?? new Set()
        for (const verb of verbs) held.add(verb)
        this.#verbs.set(office, held)
      }
    }
  }

  holds(office: string, verb: string): boolean {
    return this.#verbs.get(office)?.has(verb) ?? false
  }

  /** All verbs of an office, sorted. */
  of(office: string): string[] {
    return [...(this.#verbs.get(office) ?? [])].sort()
  }

  get offices(): string[] {
    return [...this.#verbs.keys()].sort()
  }

  /**
   * True when the seat may do `verb` at `place`. A desk needs the verb at or above the place. A self chair needs what every
   * resident may do; by a pass, what its office holds. A clerk who serves somebody needs what serving needs, and an office
   * that holds `window.serve`.
   */
  allows(seat: Seat, verb: string, place: string): boolean {
    if (seat.chair === 'desk') return (this.holds(seat.office, verb) || this.#lent(seat, verb)) && within(place, seat.place)
    if (seat.chair !== 'self' || seat.pass) return this.holds(seat.office, verb)
    return seat.attendance ? this.holds('serving', verb) && this.holds(seat.office, 'window.serve') : this.holds('resident', verb)
  }

  /** What a program was given of the verbs that the office it stands for holds today. */
  #lent({ client }: Seat, verb: string): boolean {
    return client !== undefined && client.verbs.includes(verb) && this.holds(client.office, verb)
  }

  /** Throws unless the seat may do `verb` at `place`. */
  check(seat: Seat, verb: string, place: string): void {
    if (!this.allows(seat, verb, place)) throw new Problem(seat.chair === 'public' ? 'seat.none' : 'right.missing')
  }
}
