import { identityChecks } from '../../ground/registry/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { ask, calling, decide, doubles, list, mine, preview, show, undo, unlikeSaid, unlikeUndone, withdraw } from './operations.ts'

/**
 * Household life as requests. A community worker keeps the register and asks; a colleague or the street examiner is the second
 * person who agrees. A resident asks for the own household, and the community decides. This is the platform's register: the
 * registration of residence in law is the police's. The database is for counting who asks for people by name and number.
 */
export const householdModule = ({ database }: { database: Database }): Module => ({
  name: 'household',
  offices: {
    resident: ['household.ask', 'household.open'],
    community_worker: ['household.ask', 'household.open', 'household.decide'],
    street_examiner: ['household.open', 'household.decide'],
  },
  operations: [preview, ask, list, mine, show, decide, withdraw, undo, doubles, unlikeSaid, unlikeUndone, calling(identityChecks(database))],
  constraints: { life_pkey: 'conflict.stale', membership_one: 'conflict.stale' },
})
