import type { Module } from '../../kernel/module.ts'
import { begin, discard, draft, drafts, propose, save, sendBack } from './drafts.ts'
import { parts } from './parts.ts'
import { made, publish, retire } from './publish.ts'
import { params, proposeParams, returnParams, setParams, standards } from './standards.ts'
import { attempt } from './trial.ts'

export { bundles, carried, carriedRules, processes, rulesOf } from './carried/index.ts'

/**
 * The catalogue of service items and of bundles of them: made without code, tried, proposed by
 * one and published by another, retired; counties set their parameters, likewise by two. */
export const catalogue: Module = {
  name: 'catalogue',
  offices: {
    county_admin: ['item.read', 'item.make', 'item.publish'],
    province_admin: ['item.read', 'item.make', 'item.publish'],
    county_civil_affairs: ['item.read'], province_viewer: ['item.read'], city_viewer: ['item.read'],
  },
  operations: [made, drafts, draft, parts, begin, save, discard, attempt, propose, sendBack, publish, retire, params, standards, proposeParams, setParams, returnParams],
  constraints: { draft_pkey: 'item.drafted', standard_waiting: 'conflict.stale' },
}
