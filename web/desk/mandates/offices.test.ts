import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayGive, officesBelow } from './offices.ts'

test('a county gives the offices of its county and below, but not its own administrator', () => {
  const given = officesBelow('county').map(o => o.office)
  assert.ok(given.includes('community_worker') && given.includes('county_civil_affairs'))
  assert.ok(!given.includes('county_admin') && !given.includes('auditor') && !given.includes('city_viewer'))
})

test('whoever appoints is appointed from above, and residents hold no office', () => {
  const given = officesBelow('province').map(o => o.office)
  assert.ok(given.includes('county_admin') && given.includes('auditor'))
  assert.ok(!given.includes('security_admin') && !given.includes('resident'))
  assert.ok(!mayGive('county', 'county_admin', 'county'))
})

test('a window is offered at the street and at the community', () => {
  assert.deepEqual(officesBelow('county').filter(o => o.office === 'window_clerk').map(o => o.level), ['town', 'community'])
})
