import type { Grounds } from './judge.ts'
import { elementOf, type Held, type Value } from '../../ground/registry/index.ts'

/** Elements that only a register or a document may settle are proven by the register: a worker's word alone decides nothing. */
export const isProven = (held: Held | undefined): boolean =>
  held?.fact !== undefined && held.fact !== null && (elementOf(held.fact.element).settled !== 'proof' || held.fact.source === 'shared')

/** A fact that is no longer fresh proves nothing. */
const fresh = (held: Held | undefined): Value | undefined => held?.state === 'held' ? held.value() : undefined

/** What held facts say to an item, the same before one applies and before one decides. */
export const groundsOf = (facts: ReadonlyMap<string, Held>): Required<Pick<Grounds, 'value' | 'unproven'>> => ({
  value: element => isProven(facts.get(element)) ? fresh(facts.get(element)) : undefined,
  unproven: element => fresh(facts.get(element)),
})
