import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { daysOf, dueOn, isPeriodOf, periodBefore, periodName, periodOn } from './period.ts'
import { addDays, dayOf } from './time.ts'

test('a day lies in its period, and the day before its first in the one before', () => {
  const day = fc.integer({ min: 10_000, max: 40_000 }).map(dayOf)
  fc.assert(fc.property(day, fc.constantFrom('month', 'quarter', 'year'), (on, period) => {
    const key = periodOn(period, on)
    const days = daysOf(key)!
    assert.ok(days.from <= on && on <= days.to && isPeriodOf(period, key))
    assert.equal(periodOn(period, days.to), key)
    assert.notEqual(periodOn(period, addDays(days.to, 1)), key)
    assert.equal(daysOf(periodBefore(period, key)!)!.to, addDays(days.from, -1))
  }))
})

test('in words, and when due', () => {
  assert.deepEqual(['2026-11', '2026Q4', '2026', 'once'].map(periodName), ['2026年11月', '2026年第4季度', '2026年', '一次性'])
  assert.equal(dueOn({ due_days: 5, due_on: null }, '2026-12'), '2027-01-05')
  assert.equal(dueOn({ due_days: 5, due_on: '2026-12-31' }, 'once'), '2026-12-31')
  assert.equal(periodOn('once', '2026-11-22'), 'once')
  assert.equal(periodBefore('once', 'once'), null)
})
