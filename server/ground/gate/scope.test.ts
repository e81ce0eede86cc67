import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Condition } from '../../../contract/report.ts'
import { beyond, narrows, overreach, type Scope } from './scope.ts'

const alone: Condition = { all: [{ aged: { from: 60 } }, { equal: ['person.living_arrangement', '1'] }] }
const admitted: Scope = { grain: 'person', population: alone, period: 'quarter', elements: ['person.name', 'person.phone', 'person.living_arrangement'], titles: ['姓名', '手机号', '职业', '有没有呼叫器'] }
const asked = { grain: 'person', population: alone, period: 'quarter', elements: ['person.name'] }

test('fewer of the same people is narrower, other people are not', () => {
  assert.ok(narrows({ all: [{ aged: { from: 80 } }, { equal: ['person.living_arrangement', '1'] }, { known: 'person.phone' }] }, alone))
  assert.ok(!narrows({ aged: { from: 60 } }, alone))
  assert.ok(!narrows({ all: [{ aged: { from: 59 } }, { equal: ['person.living_arrangement', '1'] }] }, alone))
  assert.ok(!narrows({ any: [alone, { aged: { to: 17 } }] }, alone))
  assert.ok(!narrows(null, alone) && narrows(alone, null))
})

test('of two ages the one is narrower exactly where nobody of it lies outside the other', () => {
  const span = fc.record({ from: fc.integer({ min: 0, max: 20 }), to: fc.integer({ min: 0, max: 20 }) })
  fc.assert(fc.property(span, span, (one, other) => {
    const inside = Array.from({ length: 21 }, (_, age) => age).every(age => age < one.from || age > one.to || (age >= other.from && age <= other.to))
    return !narrows({ aged: one }, { aged: other }) || inside
  }))
})

test('what stays within passes; a fact more, everybody, households or every month is said in words', () => {
  assert.deepEqual(beyond(admitted, asked), [])
  assert.deepEqual(beyond(admitted, { ...asked, elements: ['person.occupation'] }), ['准入的栏目里没有“职业”'], 'a title alone admits nothing: what no element answered was registered with the decision')
  assert.deepEqual(beyond(admitted, { ...asked, grain: 'county', population: null }), [], 'sums of the same facts over everybody')
  const more = beyond(admitted, { grain: 'household', population: null, period: 'month', elements: ['person.bank_account'] })
  assert.equal(more.length, 4)
  assert.match(more[0]!, /^准入的栏目里没有“/)
})

test('under a number the name stays; marks and blanks make no other name', () => {
  const given = { kind: 'task', title: '冬季走访（独居老人）', subject: null, asks: null }
  const leave = { kind: 'task', subject: 'x', places: [], by: '', by_name: '' }
  assert.deepEqual(overreach(given, { ...leave, title: '冬季走访 独居老人' }), [])
  assert.equal(overreach(given, { ...leave, title: '冬季走访和录入' }).length, 1)
  assert.equal(overreach({ ...given, kind: 'report' }, { ...leave, asks: asked }).length, 1, 'a report without columns was admitted for none')
})
