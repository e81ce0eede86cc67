import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merged } from './merged.ts'

const look = (minute: number, purpose: string, actor_name = '章文') =>
  ({ at: new Date(Date.UTC(2026, 10, 22, 2, minute)).toISOString(), actor_name, office: 'street_examiner', operation: 'case.show', purpose })

test('looks of one person for one thing within minutes are one visit, also when others came between', () => {
  const visits = merged([look(30, 'A'), look(28, 'B'), look(25, 'A'), look(24, 'A', '钱立'), look(17, 'A')])
  assert.deepEqual(visits.map(one => [one.actor_name, one.purpose, one.times, one.first_at.slice(14, 16)]),
    [['章文', 'A', 3, '17'], ['章文', 'B', 1, '28'], ['钱立', 'A', 1, '24']])
})

test('what lies further apart stays apart', () => {
  assert.deepEqual(merged([look(50, 'A'), look(30, 'A')]).map(one => one.times), [1, 1])
  assert.deepEqual(merged([]), [])
})
