import { identityChecks } from '../../ground/registry/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { addPost, begin, dissolve, end, list, publicBodies, register, revise, show } from './operations.ts'

/**
 * Organisations, their posts and who holds them. The county's civil affairs office keeps the register of bodies (村民委员会组织法,
 * 社会团体登记管理条例); the street or town records who was elected or appointed, because results are reported to it. Nobody
 * records a post of their own, and a village does not register itself.
 */
export const organisationModule = ({ database }: { database: Database }): Module => ({
  name: 'organisation',
  offices: {
    anyone: ['organisation.public'],
    resident: ['organisation.public'],
    grid_worker: ['organisation.read'],
    community_worker: ['organisation.read'],
    street_examiner: ['organisation.read', 'organisation.appoint'],
    county_civil_affairs: ['organisation.read', 'organisation.register', 'organisation.appoint'],
    county_admin: ['organisation.read'],
    city_viewer: ['organisation.read'],
    province_viewer: ['organisation.read'],
    province_admin: ['organisation.read'],
  },
  operations: [list, show, publicBodies, register, revise, dissolve, addPost, begin(identityChecks(database)), end],
  constraints: { organisation_credit_code: 'organisation.code_taken', membership_one: 'organisation.seated' },
})
