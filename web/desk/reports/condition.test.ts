import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition } from '../../../contract/report.ts'
import { conditionOf, linesOf } from './condition.ts'

const typeOf = (element: string) => ({ 'person.alive': 'yes_no', 'household.cars': 'count' })[element] ?? 'choice'

test('what the page shows as lines comes back as the same condition; what fits into no line is kept', () => {
  const conditions: (Condition | null)[] = [
    null, { aged: { from: 60 } }, { all: [{ aged: { from: 60, to: 79 } }, { equal: ['person.living_arrangement', '1'] }, { not: { equal: ['person.resides', 'away'] } }] },
    { all: [{ equal: ['person.alive', true] }, { at_least: ['household.cars', 2] }, { not: { known: 'person.phone' } }, { members: { who: { aged: { to: 6 } }, at_least: 1 } }] },
    { any: [{ known: 'person.phone' }, { one_of: ['person.politics', ['01', '02']] }] },
  ]
  for (const condition of conditions) assert.deepEqual(conditionOf(linesOf(condition), typeOf), condition)
  assert.equal(conditionOf([{ kind: 'aged', from: '', to: '' }, { kind: 'equal', element: '', value: '' }], typeOf), null)
})
