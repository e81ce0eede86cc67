import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { partsOf, readDate } from './date.ts'

test('a missing or impossible part is named, in its box', () => {
  assert.deepEqual(readDate({ year: '', month: '', day: '' }), { error: '请填写日期', at: 'year' })
  assert.deepEqual(readDate({ year: '1958', month: '', day: '3' }), { error: '还缺月份', at: 'month' })
  assert.deepEqual(readDate({ year: '58', month: '3', day: '3' }), { error: '年份要填四位数字，例如 1958', at: 'year' })
  assert.deepEqual(readDate({ year: '2026', month: '2', day: '30' }), { error: '2026 年 2 月没有 30 日', at: 'day' })
  assert.deepEqual(readDate({ year: '2024', month: '2', day: '29' }), { day: '2024-02-29' })
  assert.deepEqual(readDate({ year: '2026', month: '十', day: '1' }), { error: '月份应是 1 到 12', at: 'month' })
  assert.equal(readDate({ year: '2031', month: '1', day: '1' }, '2026-11-22').error, '这个日期还没有到，请核对年份')
})

test('full-width digits and leading zeros are read as meant', () => {
  assert.deepEqual(readDate({ year: '１９５８', month: '０3', day: '07' }), { day: '1958-03-07' })
})

test('every day comes back from its boxes', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), date => {
    const day = date.toISOString().slice(0, 10)
    assert.deepEqual(readDate(partsOf(day)), { day })
  }))
})
