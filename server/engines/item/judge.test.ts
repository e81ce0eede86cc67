import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Expression } from '../../../contract/catalogue.ts'
import { addMonths, elapsed } from '../../../contract/time.ts'
import { excludedBy, filled, judge, outcomeOf, reasonsOf, type Grounds } from './judge.ts'

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
  test('half a year is over on its corresponding day, not the day before; what is no day is not known', () => {
    const lived: Expression = { at_least: [{ since: { element: 'matter.lived_since' }, in: 'months' }, { value: 6 }] }
    const on = (day: unknown) => judge(lived, grounds({ 'matter.lived_since': day }))
    assert.deepEqual([on('2026-05-22'), on('2026-05-23'), on('2027-01-01'), on(undefined), on('半年前')], [true, false, false, null, null])
    assert.deepEqual(['2027-02-27', '2027-02-28'].map(day => elapsed('2026-08-31', day, 'months')), [5, 6], 'a month without such a day ends on its last')
    assert.equal(judge({ at_most: [{ element: 'matter.starts_on' }, { today: true }] }, grounds({ 'matter.starts_on': '2026-11-23' })), false)
    const [said] = reasonsOf({ conditions: [{ text: '住满 6 个月', basis: 'x', otherwise: '您从 {matter.lived_since} 住到今天', when: lived }] } as never, grounds({ 'matter.lived_since': '2026-06-01' }))
    assert.deepEqual([said!.ok, said!.text], [false, '您从 2026-06-01 住到今天'])
    assert.match(reasonsOf({ conditions: [{ text: '住满', basis: 'x', when: lived }] } as never, grounds({}))[0]!.text, /由工作人员核实/)
  })
  test('the months that have gone since a day are those that can be added to it without passing today', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }).map(date => date.toISOString().slice(0, 10))
    fc.assert(fc.property(day, day, (a, b) => {
      const [from, to] = a <= b ? [a, b] : [b, a]
      const n = elapsed(from, to, 'months')
      assert.ok(addMonths(from, n) <= to && addMonths(from, n + 1) > to)
      if (from < to) assert.ok(elapsed(to, from, 'months') < 0)
    }))
  })
  test('what was granted of another item refuses, or ends with the grant of this one', () => {
    const body = { excludes: [{ item: 'a', what: '甲', basis: '第一条', then: 'refuse' as const }, { item: 'b', what: '乙', basis: '第二条', then: 'ends' as const }] }
    assert.deepEqual(excludedBy(body, new Map()).map(one => [one.ok, one.text]), [[true, '没有在享受甲'], [true, '没有在享受乙']])
    assert.deepEqual(excludedBy(body, new Map([['a', '1'], ['b', '2']])).map(one => [one.ok, one.text]), [[false, '正在享受甲（1），两项不能同时享受'], [true, '正在享受乙（2），批准后不再享受']])
    assert.deepEqual(excludedBy(body, new Map([['a', null], ['b', null]])).map(one => [one.ok, one.text]), [[false, '正在别处享受甲，两项不能同时享受'], [true, '正在别处享受乙，批准后不再享受']])
  })
  test('no sum is promised on what nobody has shown', () => {
    const outcome = { text: '补助 {amount} 元', amount: { param: 'sum' }, rests_on: ['person.care_level'], unknown: '由评估确定' }
    const said = (held: Record<string, unknown>) => outcomeOf({ outcome } as never, grounds(held, { params: { sum: 300000 } }))
    assert.deepEqual([said({}).text, said({}).data.amount_fen], ['由评估确定', undefined])
    assert.deepEqual([said({ 'person.care_level': '2' }).text, said({ 'person.care_level': '2' }).data.amount_fen], ['补助 3000.00 元', 300000])
    assert.equal(outcomeOf({ outcome: { text: '补助 {amount} 元', amount: { param: 'sum' } } } as never, grounds({}, { params: { sum: 100 } })).text, '补助 1.00 元', 'an older version')
  })
  test('a limit of nothing is said as nothing', () => {
    const said = (n: number) => ['家庭名下机动车不超过 {n} 辆', '家庭名下机动车超过 {n} 辆', '不超过 {n} 天'].map(text => filled(text, grounds({}, { params: { n } })))
    assert.deepEqual(said(0), ['家庭名下没有机动车', '家庭名下有机动车', '不超过 0 天'])
    assert.deepEqual(said(10), ['家庭名下机动车不超过 10 辆', '家庭名下机动车超过 10 辆', '不超过 10 天'])
  })
  test('one of, starts, known, granted', () => {
    assert.equal(judge({ one_of: [{ element: 'person.disability_level' }, ['1', '2']] }, grounds({ 'person.disability_level': '3' })), false)
    assert.equal(judge({ starts: [{ element: 'person.hukou_place' }, '32'] }, grounds({ 'person.hukou_place': '329901' })), true)
    assert.equal(judge({ known: { element: 'person.phone' } }, grounds({})), false)
    assert.equal(judge({ known: { element: 'person.phone' } }, grounds({}, { asked: new Set(['person.phone']) })), null, 'the form asks it yet')
    assert.equal(judge({ is: { granted: true } }, grounds({}, { granted: '329901-20260101-000001' })), true)
  })
})
