import type { Module } from '../../kernel/module.ts'
import { ask, decide, doubles, list, mine, preview, show, undo, withdraw } from './operations.ts'

/**
 * Household life as requests. A community worker keeps the register and asks; a colleague or the street examiner is the second
 * person who agrees. A resident asks for the own household, and the community decides. This is the platform's register: the
 * registration of residence in law is the police's.
 */
export const householdModule: Module = {
  name: 'household',
  offices: {
    resident: ['household.ask', 'household.open'],
    community_worker: ['household.ask', 'household.open', 'household.decide'],
    street_examiner: ['household.open', 'household.decide'],
  },
  operations: [preview, ask, list, mine, show, decide, withdraw, undo, doubles],
  constraints: { life_pkey: 'conflict.stale', membership_one: 'conflict.stale' },
}
