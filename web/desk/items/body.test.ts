import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { expressionOf, fenOf, moved, rowsOf, simpleOf, withRows, yuanOf, type Body, type Simple } from './body.ts'

const element = fc.constantFrom('person.alive', 'matter.people', 'household.cars')
const param = fc.constantFrom('min_age', 'max_cars')
const simple: fc.Arbitrary<Simple> = fc.oneof(
  fc.record({ kind: fc.constantFrom('age_at_least', 'age_below'), param }), fc.record({ kind: fc.constantFrom('number_at_least', 'number_at_most'), element, param }),
  fc.record({ kind: fc.constantFrom('yes', 'known'), element }), fc.record({ kind: fc.constant('one_of' as const), element, codes: fc.array(fc.constantFrom('1', '2', '3'), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constantFrom('days_since', 'months_since', 'years_since'), element, param }),
  fc.constant({ kind: 'not_granted' } as const), fc.constant({ kind: 'hukou' } as const)) as fc.Arbitrary<Simple>

describe('the editor of an item', () => {
  test('a condition put together from fields comes back as these fields; one written otherwise is left alone', () => {
    fc.assert(fc.property(simple, one => { assert.deepEqual(simpleOf(expressionOf(one)), { ...one }) }))
    assert.equal(simpleOf({ any: [{ is: { element: 'person.alive' } }, { known: { element: 'person.phone' } }] }), null)
  })
  test('money goes there and back to the fen, and what is no amount is none', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fen => { assert.equal(fenOf(yuanOf(fen)), fen) }))
    for (const wrong of ['', '-1', '1.234', '一百', '1e3']) assert.equal(fenOf(wrong), null, wrong)
  })
  test('questions keep their order and their words; a group of members stays', () => {
    const group = { type: 'array', 'x-fill': 'household', title: '成员', items: { type: 'object', properties: {}, additionalProperties: false } } as const
    const body = { form: { properties: { members: group }, required: [] } } as unknown as Body
    const rows = [{ element: 'person.phone', title: '电话', description: '', example: '', required: true, readOnly: false }, { element: 'person.name', title: '姓名', description: 'x', example: 'y', required: true, readOnly: true }]
    const filled = withRows(body, rows)
    assert.deepEqual(rowsOf(filled), rows)
    assert.deepEqual(Object.keys(filled.form.properties), ['person.phone', 'person.name', 'members'])
    assert.deepEqual(rowsOf(withRows(filled, moved(rows, 0, 1))).map(row => row.element), ['person.name', 'person.phone'])
    assert.deepEqual(moved(rows, 0, -1), rows)
  })
})
