import assert from 'node:assert/strict'
import { test } from 'node:test'
import { officesBelow } from './offices.ts'

test('a county gives the offices of its county and below, but not its own administrator', () => {
  const given = officesBelow('county').map(o => o.code)
  assert.ok(given.includes('community_worker') && given.includes('county_civil_affairs'))
  assert.ok(!given.includes('county_admin') && !given.includes('auditor') && !given.includes('city_viewer'))
  assert.ok(officesBelow('province').some(o => o.code === 'county_admin'))
  assert.ok(!officesBelow('province').some(o => (o.code as string) === 'resident'))
})
