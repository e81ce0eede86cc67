import { identityChecks } from '../../ground/registry/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { factHistory, lookers, mine, show, unmask } from './records.ts'
import { list, record, register } from './roster.ts'
import { share } from './share.ts'
export { agencyRules } from './agency.ts'
import { attendances, attending, leave } from './window.ts'

/**
 * People and the window. Each office has what its work cannot be done without (PIPL art. 6):
 * - a grid worker goes from door to door: finds, opens and records the people of the grid, and needs no whole number;
 * - a community worker keeps the register, so must compare whole numbers with documents;
 * - a window clerk sees nobody but who stands before the window, by name and number, and then sits in that person's chair;
 * - a street examiner checks an application against the record and the number against the document, and changes no record;
 * - who decides at the county opens the record of the person concerned, and does not browse the roster of a county;
 * - both see a record covered unless they have a case of the person in hand: they do not keep it (docs/decisions/0010);
 * - administrators, advisers and auditors need no person's record;
 * - whoever lays a house registers its first members of staff, before anybody keeps a register (docs/decisions/0018).
 * The database is for counting attempts at the window outside the transaction that a refusal rolls back.
 */
export const personModule = ({ database }: { database: Database }): Module => ({
  name: 'person',
  offices: {
    resident: ['person.own'],
    grid_worker: ['person.list', 'person.open', 'person.record'],
    community_worker: ['person.list', 'person.open', 'person.unmask', 'person.record'],
    window_clerk: ['window.serve'],
    street_examiner: ['person.list', 'person.open', 'person.unmask'],
    // What a department's register says comes through its key, which stands for the county's office (docs/decisions/0020).
    county_civil_affairs: ['person.open', 'person.unmask', 'person.share'],
    founder: ['person.record'],
  },
  operations: [list, show, unmask, mine, lookers, factHistory, register, record, share, attending(identityChecks(database)), leave, attendances],
  constraints: {
    identity_pkey: 'identity.taken', assertion_current: 'conflict.stale', member_one_household: 'conflict.stale', member_pkey: 'conflict.stale',
  },
})
