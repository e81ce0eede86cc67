import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atBeijing } from '../../contract/time.ts'
import * as queue from '../../contract/queue.ts'
import { openTestHouse, population, publicSeat, refused, type TestHouse } from '../house.ts'
import { selfSeat } from '../rights/scene.ts'

let house: TestHouse
before(async () => { house = await openTestHouse(); house.at = atBeijing('2026-11-23', '08:00') })
after(() => house.close())

const place = '329901001'
const day = '2026-11-24'
const residents = population.persons.filter(one => one.place.startsWith('329901001') && one.birth_date < '1990' && one.birth_date > '1960').slice(0, 12).map(selfSeat)
const slotAt = async (at: string) => (await house.call(publicSeat, queue.slots, { place })).slots.find(one => one.starts_at === atBeijing(day, at))!
const fulfilled = (all: PromiseSettledResult<unknown>[]) => all.filter(one => one.status === 'fulfilled').length

test('a window opens times, everybody sees what is free, a resident books one a day and may give it back', async () => {
  const jiang = house.seat('jiang')
  await house.call(jiang, queue.open, { day, slots: [{ at: '09:00', capacity: 2 }, { at: '09:30', capacity: 1 }] })
  const [window] = (await house.call(publicSeat, queue.windows, { place: '329901' })).items
  assert.deepEqual([window?.place, window?.free, window?.first_at], [place, 3, atBeijing(day, '09:00')])
  const shen = house.self('shen')
  const { slot } = await slotAt('09:00')
  const ticket = await house.call(shen, queue.book, { slot })
  assert.equal(ticket.number, 'Y001')
  assert.equal(await refused(house.call(shen, queue.book, { slot: (await slotAt('09:30')).slot })), 'queue.booked')
  assert.equal((await slotAt('09:00')).free, 1)
  assert.equal(await refused(house.call(house.self('lu'), queue.cancel, { ticket: ticket.ticket })), 'found.nothing', 'another’s')
  await house.call(shen, queue.cancel, { ticket: ticket.ticket })
  assert.equal(await refused(house.call(shen, queue.cancel, { ticket: ticket.ticket })), 'queue.not_now')
  assert.equal((await slotAt('09:00')).free, 2)
  assert.equal((await house.call(shen, queue.book, { slot })).number, 'Y002', 'a number is given once')
})

test('the last place of a time is booked once, however many press at the same moment', async () => {
  const { slot } = await slotAt('09:30')
  const all = await Promise.allSettled(residents.slice(0, 6).map(seat => house.call(seat, queue.book, { slot })))
  assert.equal(fulfilled(all), 1)
  for (const one of all) if (one.status === 'rejected') assert.equal((one.reason as { code: string }).code, 'queue.full')
  assert.equal((await slotAt('09:30')).free, 0)
  const winner = residents[all.findIndex(one => one.status === 'fulfilled')]!
  const twice = await Promise.allSettled([1, 2].map(async () => house.call(winner, queue.book, { slot: (await slotAt('09:00')).slot })))
  assert.equal(fulfilled(twice), 0)
  const one = residents.find(seat => seat !== winner)!
  const { slot: other } = await slotAt('09:00')
  assert.equal(fulfilled(await Promise.allSettled([1, 2].map(() => house.call(one, queue.book, { slot: other })))), 1, 'one a day, also of two at once')
})

test('bad openings are refused line by line, and what is booked stays booked', async () => {
  const jiang = house.seat('jiang')
  assert.equal(await refused(house.call(jiang, queue.open, { day: '2026-11-22', slots: [{ at: '09:00', capacity: 1 }] })), 'input.invalid')
  assert.equal(await refused(house.call(jiang, queue.open, { day: '2027-03-01', slots: [{ at: '09:00', capacity: 1 }] })), 'input.invalid')
  assert.equal(await refused(house.call(jiang, queue.open, { day, slots: [{ at: '09:00', capacity: 1 }] })), 'input.invalid', 'two have booked')
  assert.equal(await refused(house.call(jiang, queue.open, { day, slots: [{ at: '25:00', capacity: 1 }] })), 'input.invalid')
  assert.equal(await refused(house.call(jiang, queue.open, { day, slots: [{ at: '10:00', capacity: 1 }, { at: '10:00', capacity: 2 }] })), 'input.invalid')
  await house.call(jiang, queue.open, { day, slots: [{ at: '09:00', capacity: 0 }] })
  assert.equal((await slotAt('09:00')).capacity, 2, 'closed to others, kept for who has booked')
  assert.equal(await refused(house.call(house.self('lu'), queue.open, { day, slots: [{ at: '10:00', capacity: 1 }] })), 'right.missing')
})

test('on the day: who booked goes first by time, walk-ins in between; two clerks call two people; who does not come is passed', async () => {
  house.at = atBeijing(day, '09:05')
  const jiang = house.seat('jiang')
  for (let i = 0; i < 2; i++) await house.call(jiang, queue.draw, {})
  const call = async (counter: string) => (await house.call(jiang, queue.next, { counter })).called
  const first = await Promise.all([call('1号'), call('2号')])
  assert.equal(new Set(first.map(one => one!.ticket)).size, 2)
  assert.deepEqual(first.map(one => one!.number).sort(), ['Y002', 'Y004'])
  assert.ok(first.every(one => one!.name !== null))
  const third = await call('1号')
  assert.equal(third?.number, 'A001', 'after two who booked, one who waits')
  assert.equal(third?.name, null)
  const shown = await house.call(publicSeat, queue.display, { place })
  assert.deepEqual([shown.called.length, shown.waiting], [3, ['A002']], 'half past nine has not come')
  assert.ok(!JSON.stringify(shown).includes('沈梅'))
  assert.equal((await call('2号'))?.number, 'A002')
  assert.deepEqual(await house.call(jiang, queue.next, { counter: '1号' }), { called: null, next_at: atBeijing(day, '09:30') })

  const [served, missed] = first
  const arrived = await house.call(jiang, queue.mark, { ticket: served!.ticket, as: 'served' })
  assert.equal(arrived.name, served!.name, 'the name goes on to the reception')
  await house.call(jiang, queue.mark, { ticket: missed!.ticket, as: 'missed' })
  assert.equal(await refused(house.call(jiang, queue.mark, { ticket: served!.ticket, as: 'missed' })), 'queue.not_now')
  await house.call(jiang, queue.mark, { ticket: missed!.ticket, as: 'waiting' })
  assert.equal((await call('3号'))?.ticket, missed!.ticket, 'who comes late is called again')
  const { counts, count } = await house.call(jiang, queue.today, {})
  assert.equal(Object.values(counts).reduce((sum, n) => sum + n, 0), count.n)
})

test('ten who draw at once draw ten numbers, and five clerks call five', async () => {
  const jiang = house.seat('jiang')
  const drawn = await Promise.all(Array.from({ length: 10 }, () => house.call(jiang, queue.draw, {})))
  assert.equal(new Set(drawn.map(one => one.number)).size, 10)
  const called = await Promise.all(Array.from({ length: 5 }, (_, i) => house.call(jiang, queue.next, { counter: `${i + 1}号` })))
  assert.equal(new Set(called.map(one => one.called!.ticket)).size, 5)
})

test('another window sees and calls nobody of this queue', async () => {
  const han = house.seat('han')
  assert.deepEqual((await house.call(han, queue.today, { day })).items, [])
  assert.equal((await house.call(han, queue.next, { counter: '1号' })).called, null)
  const [one] = (await house.call(house.seat('jiang'), queue.today, { day })).items
  assert.equal(await refused(house.call(han, queue.mark, { ticket: one!.ticket, as: 'missed' })), 'found.nothing')
  for (const key of ['ding', 'meng', 'zhang'] as const) assert.equal(await refused(house.call(house.seat(key), queue.today, {})), 'right.missing')
  assert.deepEqual((await house.call(house.self('lu'), queue.mine, {})).items, [])
})

test('a time that has begun is not booked any more, and another window marks no ticket of this one', async () => {
  const now = house.at
  house.at = atBeijing(day, '08:00')
  const { slot } = await slotAt('09:00')
  house.at = atBeijing(day, '09:00')
  assert.equal(await refused(house.call(house.self('gu'), queue.book, { slot })), 'queue.past')
  const { ticket } = await house.call(house.seat('jiang'), queue.draw, {})
  const { called } = await house.call(house.seat('jiang'), queue.next, { counter: '9' })
  const street = { ...house.seat('jiang'), place: '329901' }
  for (const one of [ticket, called!.ticket]) assert.equal(await refused(house.call(street, queue.mark, { ticket: one, as: 'missed' })), 'found.nothing', 'the county sees the street’s rows, and is another window')
  house.at = now
})

test('whoever was not served by the end of the day did not come', async () => {
  house.at = atBeijing('2026-11-25', '08:00')
  await house.platform.sweeper.once()
  const { counts } = await house.call(house.seat('jiang'), queue.today, { day })
  assert.deepEqual([counts.waiting, counts.called], [0, 0])
})
