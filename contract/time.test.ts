import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as time from './time.ts'

test('a day in Beijing begins at 16:00 UTC of the day before', () => {
  assert.equal(time.beijingDay('2026-11-22T15:59:59Z'), '2026-11-22')
  assert.equal(time.beijingDay('2026-11-22T16:00:00Z'), '2026-11-23')
  assert.equal(time.beijingDay('2026-11-22T00:30:00+08:00'), '2026-11-22')
  assert.equal(time.atBeijing('2026-11-27', '17:00'), '2026-11-27T09:00:00.000Z')
  assert.equal(time.atBeijing('2026-11-27', '24:00'), time.atBeijing('2026-11-28', '00:00'))
})

test('an instant without a zone, a day that is none and a time that is none are refused', () => {
  for (const bad of ['2026-11-22', '2026-11-22T10:00:00', 'soon', '2026-13-01T00:00:00Z']) assert.throws(() => time.beijingDay(bad), RangeError)
  for (const bad of ['2026-02-29', '2026-2-1', '20260201', '']) assert.equal(time.isDay(bad), false)
  assert.equal(time.isDay('2028-02-29'), true)
  for (const bad of ['24:01', '25:00', '7:00', '10:60', '10:99']) assert.throws(() => time.atBeijing('2026-01-01', bad), RangeError)
})

test('a day is read as people write it, and no other', () => {
  for (const text of ['2026-12-01', '20261201', '2026.12.1', '2026/12/01', '2026年12月1日', '2026年12月1号', ' ２０２６年１２月１日 ', '２０２６．１２．１', '2026 年 12 月 1 日', '2026。12。1']) assert.equal(time.readDay(text), '2026-12-01', text)
  for (const text of ['', '2026', '2026-12', '20261301', '2026.2.30', '261201', '12/1/2026', '2026-12-1-', '明天', '2026年12月']) assert.equal(time.readDay(text), null, text)
  assert.equal(time.dayInWords('2026-12-01'), '2026年12月1日（周二）')
  fc.assert(fc.property(fc.date({ min: new Date('1880-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), date => {
    const day = date.toISOString().slice(0, 10)
    for (const written of [day, day.replaceAll('-', ''), day.replace(/-0?/g, '.'), day.replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日')]) assert.equal(time.readDay(written), day)
  }))
})

test('what is shown is what was meant', () => {
  assert.equal(time.showInstant('2026-11-27T09:00:00Z'), '2026-11-27 17:00')
  assert.equal(time.showDay('2026-11-27T20:00:00Z'), '2026-11-28')
  assert.equal(time.showDay('2026-11-27'), '2026-11-27')
  assert.equal(time.showWeekday('2026-11-27'), '周五')
  assert.deepEqual(time.dueDay(time.atBeijing('2026-11-27', '24:00')), { day: '2026-11-27', time: '24:00' })
})

test('a deadline in human words', () => {
  const due = time.atBeijing('2026-11-27', '17:00')
  const say = (now: string, left: number) => time.humanDeadline(due, now, left)
  assert.equal(say('2026-11-24T10:00:00+08:00', 3), '还剩 3 个工作日（2026-11-27 17:00 前）')
  assert.equal(say('2026-11-26T10:00:00+08:00', 1), '明天 17:00 截止')
  assert.equal(say('2026-11-27T10:00:00+08:00', 0), '今天 17:00 截止')
  assert.equal(say('2026-11-27T17:00:00+08:00', 0), '今天 17:00 截止')
  assert.equal(say('2026-11-27T17:00:01+08:00', -1), '已超期 1 个工作日（应于 2026-11-27 17:00 前）')
  assert.equal(time.humanDeadline(due, '2026-11-20T10:00:00+08:00', 7, 'calendar'), '还剩 7 天（2026-11-27 17:00 前）')
  assert.equal(time.deadlineTone(due, '2026-11-24T10:00:00+08:00', 3), 'calm')
  assert.equal(time.deadlineTone(due, '2026-11-26T10:00:00+08:00', 1), 'near')
  assert.equal(time.deadlineTone(due, '2026-11-28T10:00:00+08:00', -1), 'late')
})

test('law: days and their numbers are the same thing, and adding days is adding numbers', () => {
  fc.assert(fc.property(fc.integer({ min: -30_000, max: 60_000 }), fc.integer({ min: -5000, max: 5000 }), (n, k) => {
    assert.equal(time.dayNumber(time.dayOf(n)), n)
    assert.equal(time.dayNumber(time.addDays(time.dayOf(n), k)), n + k)
    assert.equal(time.weekdayOf(n), new Date(n * 86_400_000).getUTCDay())
  }))
})

test('law: every minute of a Beijing day lies in that day', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 1439 }), (n, minute) => {
    const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    const instant = time.atBeijing(time.dayOf(n), clock)
    assert.equal(time.beijingDay(instant), time.dayOf(n))
    assert.equal(time.showInstant(instant), `${time.dayOf(n)} ${clock}`)
  }))
})
