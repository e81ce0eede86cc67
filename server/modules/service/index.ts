import type { Module } from '../../kernel/module.ts'
import { apply, item, items, prepare } from './items.ts'
import { bundlesShown, matterApply, matterPrepare } from './matter.ts'

const applying = ['service.read', 'service.apply']
/** Whoever is asked at a door, a window or a desk can at least explain an item. */
const explaining = ['window_clerk', 'community_worker', 'street_examiner', 'county_civil_affairs', 'county_admin', 'grid_worker', 'province_admin', 'security_admin', 'auditor', 'city_viewer', 'province_viewer']

/** Services: the catalogue as people see it, and applying for one item or for several at once. What was applied for is a case. */
export const service: Module = {
  name: 'service',
  offices: {
    anyone: ['service.read'],
    resident: applying,
    serving: applying,
    ...Object.fromEntries(explaining.map(office => [office, ['service.read']])),
  },
  operations: [items, item, prepare, apply, bundlesShown, matterPrepare, matterApply],
  constraints: { case_one_open: 'service.open_already' },
  races: ['case_one_open'],
}
