import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, atBeijing, beijingDay, dayOf } from '../../../contract/time.ts'
import { parseNotice } from './notice.ts'
import { createCalendar, type Calendar, type Edition, type Stop } from './workdays.ts'

const csv = readFileSync(new URL('../../../data/cn-holidays.csv', import.meta.url), 'utf8')
const editions: Edition[] = [2024, 2025, 2026].map(year => {
  const lines = csv.split('\n').filter(line => line.startsWith(`${year}-`))
  const parsed = parseNotice(['date,kind,name', ...lines].join('\n'), year, { notice: `${year} 年通知`, published_on: `${year - 1}-11-01` })
  assert.ok(parsed.ok)
  return parsed.edition
})
const calendar = createCalendar(editions)
const ten = (day: string) => atBeijing(day, '10:00')
const due = (day: string, n: number, unit: 'working' | 'calendar') => calendar.deadline({ from: ten(day), n, unit }).due_on

test('the years of the notices have 251, 248 and 248 working days', () => {
  for (const [year, n] of [[2024, 251], [2025, 248], [2026, 248]] as const) {
    assert.equal(calendar.countWorkdays(`${year - 1}-12-31`, `${year}-12-31`), n)
    assert.equal(calendar.covers(year), true)
  }
  assert.equal(calendar.covers(2027), false)
})

test('holidays, weekends and make-up days', () => {
  const works = (day: string) => calendar.isWorkday(day)
  assert.deepEqual(['2026-02-13', '2026-02-14', '2026-02-16', '2026-02-24', '2026-02-28'].map(works), [true, true, false, true, true])
  assert.equal(calendar.addWorkdays('2026-02-13', 2), '2026-02-24', 'the make-up Saturday, then past the Spring Festival')
  assert.equal(calendar.addWorkdays('2026-10-10', 1), '2026-10-12')
  assert.equal(calendar.addWorkdays('2026-02-24', -2), '2026-02-13')
  assert.equal(calendar.addWorkdays('2026-10-03', 0), '2026-10-03')
  assert.equal(calendar.countWorkdays('2026-02-24', '2026-02-13'), -2)
})

test('the start day is not counted, and the last day closes at 17:00 in Beijing', () => {
  const deadline = calendar.deadline({ from: '2026-11-20T15:59:00Z', n: 5, unit: 'working' })
  assert.deepEqual(deadline, {
    due_at: '2026-11-27T09:00:00.000Z', due_on: '2026-11-27', provisional: false, warnings: [], notices: [{ year: 2026, notice: '2026 年通知' }],
  })
  assert.equal(calendar.deadline({ from: '2026-11-20T16:00:00Z', n: 5, unit: 'working' }).due_on, '2026-11-27', 'a Saturday in Beijing')
  assert.equal(calendar.deadline({ from: ten('2026-11-20'), n: 5, unit: 'working', closes_at: '24:00' }).due_at, '2026-11-27T16:00:00.000Z')
})

test('calendar days run through holidays, but the last day rolls to a working day (Civil Code art. 203)', () => {
  assert.equal(due('2026-09-24', 7, 'calendar'), '2026-10-08', 'ends on National Day')
  assert.equal(due('2026-09-20', 7, 'calendar'), '2026-09-28', 'ends on the Sunday of Mid-Autumn')
  assert.equal(due('2026-09-13', 7, 'calendar'), '2026-09-20', 'ends on a Sunday that is worked')
  assert.equal(due('2026-11-16', 3, 'calendar'), '2026-11-19')
  assert.equal(due('2026-10-03', 0, 'calendar'), '2026-10-08')
  assert.equal(due('2026-10-03', 0, 'working'), '2026-10-08')
})

test('a deadline in a year without notice is provisional and says which year', () => {
  const late = calendar.deadline({ from: ten('2026-12-28'), n: 10, unit: 'working' })
  assert.equal(late.due_on, '2027-01-11')
  assert.equal(late.provisional, true)
  assert.deepEqual(late.warnings, [{ code: 'calendar.gap', year: 2027 }])
  assert.deepEqual(late.notices.map(read => read.year), [2026])
  assert.equal(calendar.deadline({ from: ten('2026-12-28'), n: 3, unit: 'working' }).provisional, false)
  assert.equal(calendar.deadline({ from: ten('2026-12-28'), n: 10, unit: 'calendar' }).provisional, true)
  assert.deepEqual(calendar.deadline({ from: ten('2025-06-01'), n: 600, unit: 'calendar' }).warnings, [{ code: 'calendar.gap', year: 2027 }])
  assert.deepEqual(calendar.deadline({ from: ten('2026-12-01'), n: 300, unit: 'working' }).warnings.map(gap => gap.year), [2027, 2028])
})

test('of two editions of a year the later published counts, whole', () => {
  const corrected: Edition = { year: 2026, notice: '更正', published_on: '2026-01-15', days: [{ date: '2026-05-04', kind: 'holiday', name: '劳动节' }] }
  for (const order of [[...editions, corrected], [corrected, ...editions]]) {
    const other = createCalendar(order)
    assert.deepEqual([other.isWorkday('2026-05-04'), other.isWorkday('2026-05-05')], [false, true])
    assert.equal(other.deadline({ from: ten('2026-03-02'), n: 1, unit: 'working' }).notices[0]?.notice, '更正')
  }
})

test('a stopped clock: a day counts when the clock ran at its closing', () => {
  const stop = (from: string, to: string | null): Stop => ({ from: `${from}:00+08:00`, to: to && `${to}:00+08:00` })
  const run = (...stops: Stop[]) => calendar.deadlineWithStops({ from: ten('2026-11-20'), n: 5, unit: 'working' }, stops)
  assert.equal(run().due_on, '2026-11-27')
  assert.equal(run(stop('2026-11-24T09:00', '2026-11-24T16:59')).due_on, '2026-11-27', 'within a day: free')
  assert.equal(run(stop('2026-11-24T18:00', '2026-11-25T09:00')).due_on, '2026-11-27', 'over a night: free')
  assert.equal(run(stop('2026-11-24T09:00', '2026-11-25T09:00')).due_on, '2026-11-30', 'over one closing')
  assert.equal(run(stop('2026-11-24T17:00', '2026-11-24T17:01')).due_on, '2026-11-30', 'at the closing itself')
  assert.equal(run(stop('2026-11-24T09:00', '2026-11-26T09:00')).due_on, '2026-12-01')
  assert.equal(run(stop('2026-11-21T09:00', '2026-11-23T09:00')).due_on, '2026-11-27', 'over a weekend: nothing to lose')
  assert.equal(run(stop('2026-11-27T16:00', '2026-11-30T09:00')).due_on, '2026-11-30', 'on the last day, an hour before the end')
  assert.equal(run(stop('2026-11-27T17:30', '2026-12-30T09:00')).due_on, '2026-11-27', 'after the end: late is late')
  assert.equal(run(stop('2026-11-24T09:00', '2026-11-26T09:00'), stop('2026-11-25T09:00', '2026-11-25T20:00')).due_on, '2026-12-01', 'overlapping')
  assert.deepEqual(run(stop('2026-11-25T09:00', null)), {
    due_at: null, due_on: null, left: 3, provisional: false, warnings: [], notices: [{ year: 2026, notice: '2026 年通知' }],
  })
  assert.equal(run(stop('2026-11-27T18:00', null)).due_on, '2026-11-27', 'stopped for good after it was late')
  const calendarDays = calendar.deadlineWithStops({ from: ten('2026-11-20'), n: 5, unit: 'calendar' }, [stop('2026-11-24T09:00', '2026-11-27T09:00')])
  assert.equal(calendarDays.due_on, '2026-11-30', 'five unstopped days end on Saturday the 28th')
})

test('days left, and days late', () => {
  const at = atBeijing('2026-11-27', '17:00')
  const left = (now: string, unit?: 'working' | 'calendar') => calendar.remaining(at, now, unit)
  assert.equal(left(ten('2026-11-24')), 3)
  assert.equal(left(ten('2026-11-22')), 5)
  assert.equal(left(ten('2026-11-22'), 'calendar'), 5)
  assert.equal(left(ten('2026-11-21'), 'calendar'), 6)
  assert.equal(left(ten('2026-11-27')), 0)
  assert.equal(left(at), 0)
  assert.equal(left(atBeijing('2026-11-27', '17:01')), -1)
  assert.equal(left(ten('2026-11-29')), -1, 'a weekend adds nothing')
  assert.equal(left(ten('2026-11-30')), -1)
  assert.equal(left(ten('2026-12-01')), -2)
  assert.equal(left(ten('2026-12-01'), 'calendar'), -4)
  assert.equal(calendar.remaining(atBeijing('2026-11-27', '24:00'), ten('2026-11-27')), 0)
})

test('what is no period is refused', () => {
  const from = ten('2026-11-20')
  for (const n of [-1, 1.5, NaN, 10_001]) assert.throws(() => calendar.deadline({ from, n, unit: 'working' }), RangeError)
  assert.throws(() => calendar.deadline({ from: '2026-11-20', n: 1, unit: 'working' }), RangeError)
  assert.throws(() => calendar.deadline({ from, n: 1, unit: 'working', closes_at: '5pm' }), RangeError)
  assert.throws(() => calendar.isWorkday('2026-02-30'), RangeError)
})

const someDay = fc.integer({ min: 19_723, max: 20_818 }).map(dayOf)
const anyCalendar: fc.Arbitrary<Calendar> = fc.uniqueArray(fc.record({
  date: someDay, kind: fc.constantFrom('holiday' as const, 'makeup_workday' as const), name: fc.constant('节'),
}), { maxLength: 60, selector: day => day.date }).map(days => createCalendar([{ year: 2025, notice: 'x', published_on: '2024-11-01', days }]))

test('law: adding working days is the inverse of counting them', () => {
  fc.assert(fc.property(anyCalendar, someDay, fc.nat(200), (any, day, n) => {
    const there = any.addWorkdays(day, n)
    assert.equal(any.countWorkdays(day, there), n)
    if (n > 0) assert.ok(any.isWorkday(there))
    if (any.isWorkday(day)) assert.equal(any.addWorkdays(there, -n), day)
    assert.equal(any.addWorkdays(day, n + 1), any.addWorkdays(there, 1))
  }))
})

test('law: a later start or a longer period never ends earlier, a stop never shortens', () => {
  const hour = fc.integer({ min: 19_723 * 24, max: 20_818 * 24 })
  const instant = (n: number) => new Date(n * 3_600_000).toISOString()
  const stops = fc.array(fc.tuple(hour, fc.integer({ min: 0, max: 1000 })).map(([from, hours]) => ({ from: instant(from), to: instant(from + hours) })), { maxLength: 4 })
  fc.assert(fc.property(anyCalendar, hour, fc.nat(100), fc.nat(60), fc.constantFrom('working' as const, 'calendar' as const), stops, (any, from, later, n, unit, pauses) => {
    const end = (start: number, days: number) => any.deadline({ from: instant(start), n: days, unit }).due_at
    assert.ok(end(from, n) <= end(from + later, n))
    assert.ok(end(from, n) <= end(from, n + 1))
    const last = any.deadline({ from: instant(from), n, unit })
    assert.ok(any.isWorkday(last.due_on))
    assert.equal(beijingDay(last.due_at), last.due_on)
    const stretched = any.deadlineWithStops({ from: instant(from), n, unit }, pauses)
    assert.ok(stretched.due_at !== null && stretched.due_at >= last.due_at)
    assert.deepEqual(any.deadlineWithStops({ from: instant(from), n, unit }, []), last)
  }))
})

test('law: what is left at the start of a period of working days is its length', () => {
  fc.assert(fc.property(someDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
    const { due_at } = calendar.deadline({ from: ten(day), n, unit: 'working' })
    assert.equal(calendar.remaining(due_at, ten(day)), n)
    assert.equal(calendar.remaining(due_at, ten(addDays(beijingDay(due_at), 1))), -1)
  }))
})
