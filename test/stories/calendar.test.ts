import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as place from '../../contract/place.ts'
import * as service from '../../contract/service.ts'
import type { DemoPerson } from '../../server/demo/index.ts'
import { systemSeat } from '../../server/kernel/seat.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { applied, eldersOf, selfSeat } from '../rights/scene.ts'

// Notices that come while people apply. The year after the last carried notice has none: five working days from 28 December
// end on its first Monday, until a notice takes days away.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const [swept, fired, remembered, revised, behind] = eldersOf('329901001').filter(one => one.birth_date < '1946-03-01').slice(-5) as [DemoPerson, DemoPerson, DemoPerson, DemoPerson, DemoPerson]
const year = 2027
const off = (...days: string[]) => days.map(day => `${year}-01-${day}`)
const notice = (days: readonly string[]) => ({ year, notice: '放假安排的通知', published_on: '2026-12-28', csv: days.map(day => `${day},holiday,元旦`).join('\n') })
const end = (day: string) => new Date(`${day}T17:00:00+08:00`).toISOString()
const dueOf = async (number: string) => {
  const [row] = await house.admin<{ due_at: string; provisional: boolean; case_due: string; state: string }[]>`
    select k.due_at, k.provisional, c.due_at as case_due, c.state from process.clock k join process."case" c using (county, number) where k.number = ${number} and k.name = 'acceptance'`
  return row!
}
const sweep = () => house.platform.sweeper.once()
/** Waits until somebody waits for a lock. */
async function stuck(n: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await house.admin<{ n: number }[]>`select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    if (row!.n >= n) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error('nobody waits')
}

test('a notice that passes an application under way: the day it gave free lapses nothing, and the clock is set right', async () => {
  house.at = '2026-12-28T10:00:00+08:00'
  let let_go = (): void => undefined
  const held = house.admin.begin(async tx => {
    await tx`lock table kernel.counter in share row exclusive mode`
    await new Promise<void>(resolve => { let_go = resolve })
  })
  const applying = Promise.all([applied(house, swept), applied(house, fired)])
  await stuck(2)
  await house.call(house.seat('yan'), place.uploadCalendar, notice(off('01', '02', '03', '04')))
  let_go()
  await held
  const [first, second] = await applying
  assert.deepEqual([(await dueOf(first)).provisional, (await dueOf(first)).due_at], [true, end('2027-01-04')], 'the race has happened')

  // Before any sweep: what cannot be taken back looks at the calendar itself.
  house.at = '2027-01-04T17:00:00+08:00'
  assert.deepEqual(await house.call(systemSeat, service.fire, { number: second, clock: 'acceptance' }), { fired: false })
  assert.deepEqual({ ...await dueOf(second) }, { due_at: end('2027-01-06'), provisional: false, case_due: end('2027-01-06'), state: 'submitted' })
  await sweep()
  assert.deepEqual({ ...await dueOf(first) }, { due_at: end('2027-01-06'), provisional: false, case_due: end('2027-01-06'), state: 'submitted' })
  house.at = '2027-01-06T16:59:00+08:00'
  assert.deepEqual(await house.call(systemSeat, service.fire, { number: second, clock: 'acceptance' }), { fired: false }, 'a clock that has not run out does nothing, whoever calls')
  assert.equal((await dueOf(second)).state, 'submitted')
  house.at = '2027-01-06T17:00:00+08:00'
  await sweep()
  assert.deepEqual([(await dueOf(first)).state, (await dueOf(second)).state], ['accepted', 'accepted'])
})

test('an edition that another process entered, and a later one of the same year, move every running clock and no other', async () => {
  house.at = '2026-12-28T10:00:00+08:00'
  const earlier = await applied(house, revised)
  assert.equal((await dueOf(earlier)).due_at, end('2027-01-06'))
  await house.call(house.seat('zhang'), service.take, { number: earlier, seq: 1, action: 'request_supplement', note: '存折照片看不清账号', data: { papers: ['bank_proof'] } })
  const before = await house.admin<{ name: string; due_at: string }[]>`select name, due_at from process.clock where number = ${earlier} order by name`
  // As another process does it: this one goes on remembering the calendar that it read.
  await house.admin`insert into law.calendar_edition (year, edition, notice, published_on, serial) select ${year}, 2, '改', '2026-12-29', max(serial) + 1 from law.calendar_edition`
  for (const day of off('01', '02', '03', '04', '05')) await house.admin`insert into law.calendar_day (year, edition, date, kind, name) values (${year}, 2, ${day}, 'holiday', '元旦')`
  const number = await applied(house, remembered)
  assert.deepEqual([(await dueOf(number)).due_at, (await dueOf(number)).provisional], [end('2027-01-06'), false], 'reckoned with what was remembered')
  await sweep()
  assert.deepEqual({ ...await dueOf(number) }, { due_at: end('2027-01-07'), provisional: false, case_due: end('2027-01-07'), state: 'submitted' })
  const after = await house.admin<{ name: string; due_at: string }[]>`select name, due_at from process.clock where number = ${earlier} order by name`
  const moved = after.filter((clock, i) => clock.due_at !== before[i]!.due_at).map(clock => clock.name)
  assert.deepEqual(moved, ['supplement'], 'the one that was met stays')
  const view = await house.call(selfSeat(revised), service.show, { number: earlier })
  assert.equal(view.case.due_at, after.find(clock => clock.name === 'supplement')!.due_at)
})

test('five hundred clocks that fail for good keep nobody waiting, and are tried less and less', async () => {
  house.at = '2027-03-01T10:00:00+08:00'
  const number = await applied(house, behind)
  await house.admin`insert into process.clock (county, number, name, place, unit, days, basis, started_at, due_at, fires, serial)
    select '329901', '329901-20260101-9' || lpad(n::text, 5, '0'), 'acceptance', '329901001001', 'working', 5, 'x', '2026-01-01', '2026-01-08', 'deem_accepted', 1000 from generate_series(1, 500) as n`
  house.at = '2027-03-08T17:00:00+08:00'
  await sweep()
  await sweep()
  assert.equal((await dueOf(number)).state, 'accepted')
  const tries = async () => ({ ...(await house.admin<{ n: number; least: number; next: number; error: string }[]>`
    select count(*) as n, min(attempts) as least, extract(epoch from max(next_try) - ${house.at}::timestamptz)::int as next, min(last_error) as error
    from process.clock where serial = 1000`)[0]! })
  assert.deepEqual(await tries(), { n: 500, least: 1, next: 60, error: 'Error: 没有找到。请核对编号或网址；不归您看的内容，这里也找不到。' })
  house.at = '2027-03-08T17:01:00+08:00'
  await sweep()
  assert.deepEqual([(await tries()).least, (await tries()).next], [2, 120])
})
