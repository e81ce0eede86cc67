import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Expression } from '../../../contract/catalogue.ts'
import { judge, type Grounds } from './judge.ts'

const grounds = (facts: Record<string, unknown>, more: Partial<Grounds> = {}): Grounds =>
  ({ value: element => facts[element], params: { min_age: 80 }, day: '2026-11-22', age: 79, granted: null, ...more })

const leaf = fc.constantFrom<Expression>({ is: { value: true } }, { is: { value: false } }, { is: { element: 'person.alive' } })
const expression = fc.letrec<{ any: Expression }>(tie => ({
  any: fc.oneof({ maxDepth: 4 }, leaf, fc.record({ not: tie('any') }), fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map(all => ({ all })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map(any => ({ any }))),
})).any

describe('a condition', () => {
  test('what is not known changes no verdict that is certain, whatever it turns out to be', () => {
    fc.assert(fc.property(expression, fc.boolean(), (one, alive) => {
      const unknown = judge(one, grounds({}))
      if (unknown !== null) assert.equal(judge(one, grounds({ 'person.alive': alive })), unknown)
    }))
  })
  test('«any» is «all» turned round (De Morgan), also where something is unknown', () => {
    fc.assert(fc.property(fc.array(expression, { minLength: 1, maxLength: 4 }), any => {
      assert.equal(judge({ any }, grounds({})), judge({ not: { all: any.map(not => ({ not })) } }, grounds({})))
    }))
  })
  test('at least includes the bound; numbers compare as numbers, days as days', () => {
    const old: Expression = { at_least: [{ age: true }, { param: 'min_age' }] }
    assert.deepEqual([79, 80, 100].map(age => judge(old, grounds({}, { age }))), [false, true, true])
    assert.equal(judge({ at_least: [{ element: 'matter.people' }, { value: 9 }] }, grounds({ 'matter.people': 10 })), true)
    assert.equal(judge({ at_most: [{ element: 'matter.starts_on' }, { value: '2026-12-31' }] }, grounds({ 'matter.starts_on': '2027-01-01' })), false)
  })
  test('one of, starts, known, granted', () => {
    assert.equal(judge({ one_of: [{ element: 'person.disability_level' }, ['1', '2']] }, grounds({ 'person.disability_level': '3' })), false)
    assert.equal(judge({ starts: [{ element: 'person.hukou_place' }, '32'] }, grounds({ 'person.hukou_place': '329901' })), true)
    assert.equal(judge({ known: { element: 'person.phone' } }, grounds({})), false)
    assert.equal(judge({ known: { element: 'person.phone' } }, grounds({}, { asked: new Set(['person.phone']) })), null, 'the form asks it yet')
    assert.equal(judge({ is: { granted: true } }, grounds({}, { granted: '329901-20260101-000001' })), true)
  })
})
