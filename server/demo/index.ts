import { asOf } from './calendar.ts'
import { castList } from './cast.ts'
import { describe, phoneOf } from './facts.ts'
import { numbers } from './identity.ts'
import { found } from './organisations.ts'
import { places } from './places.ts'
import { dice } from './prng.ts'
import { settle } from './settle.ts'
import { traits } from './traits.ts'
import type { DemoWorld } from './types.ts'

export { asOf } from './calendar.ts'
export { cast, castKeys, castList } from './cast.ts'
export type { CastKey, CastMember, CastSeat } from './cast.ts'
export { shelf } from './facts.ts'
export { demoWork, gateStories, type GateStory } from './gate.ts'
export { tellHistory, type Teller } from './history.ts'
export { loadDemo, type LoadOptions } from './load.ts'
export { demoRules } from './rules.ts'
export * from './types.ts'

/**
 * The demonstration province corner under 3299: about 12,400 people who cannot exist, as they stand on `asOf`. Pure: the
 * same seed gives byte-identical output (as JSON) everywhere. Nobody in it is dead; nothing in it is in the database.
 */
export function generate(seed = 3299): DemoWorld {
  const { dwellings, households, members, residents } = settle(seed)
  const chance = dice(seed, 'traits')
  const all = residents.map(resident => ({ resident, traits: traits(chance, resident) }))
  const issue = numbers(dice(seed, 'numbers'))
  const bodies = found(dice(seed, 'organisations'), issue, all)
  const phones = new Map<unknown, string>()
  const telephones = dice(seed, 'phones')
  for (const one of all) {
    const phone = phoneOf(one.resident, one.traits.age, telephones, issue)
    if (phone) phones.set(one.resident.draft, phone)
  }
  const facts = dice(seed, 'facts')
  const persons = all.map(one =>
    describe(one.resident, one.traits, phones.get(one.resident.draft) ?? null, facts, issue, phones))
  return { as_of: asOf, places: places(), dwellings, persons, households, members, ...bodies, cast: castList }
}
