import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as ledger from '../../contract/ledger.ts'
import * as messages from '../../contract/message.ts'
import * as place from '../../contract/place.ts'
import * as service from '../../contract/service.ts'
import type { DemoPerson } from '../../server/demo/index.ts'
import { openTestHouse, refused, type TestHouse } from '../house.ts'
import { applied, deskSeat, eldersOf, selfSeat } from '../rights/scene.ts'

// A case's clocks while time passes. 2026 has its notice: 2 March to 1 April are plain weeks of five days.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const street = '329901001'
const [checked, unanswered, silent, late, newYear] = eldersOf(street)
  .filter(one => one.birth_date < '1946-03-01').slice(-5) as [DemoPerson, DemoPerson, DemoPerson, DemoPerson, DemoPerson]

/** Time passes: it is now this day, ten in the morning in Beijing unless said, and what comes back by itself has come. */
async function on(day: string, time = '10:00'): Promise<void> {
  house.at = `${day}T${time}:00+08:00`
  await house.platform.sweeper.once()
}
const take = (number: string, seq: number, action: string, more: object = {}) =>
  house.call(house.seat('zhang'), service.take, { number, seq, action, ...more })
const seenBy = (person: DemoPerson, number: string) => house.call(selfSeat(person), service.show, { number })
const dueOf = (view: service.CaseView, ...names: string[]) => names.map(name => iso(view.clocks.find(clock => clock.name === name)!.due_at))
const clockOf = async (person: DemoPerson, number: string, name: string) => {
  const clock = (await seenBy(person, number)).clocks.find(one => one.name === name)
  assert.ok(clock, `no clock ${name}`)
  return clock
}
/** The end of business of a day, and an instant in the same spelling. */
const end = (day: string) => iso(`${day}T17:00:00+08:00`)
const iso = (instant: string) => new Date(instant).toISOString()
const lastLetter = async (person: DemoPerson) => (await house.call(selfSeat(person), messages.list, {})).items[0]

/** The worker of the next village, the examiner of the next town, a viewer of no place of this street, another resident. */
async function nextVillageSeesNothing(number: string): Promise<void> {
  for (const stranger of [house.seat('ding'), house.seat('meng'), deskSeat('county_civil_affairs', '329902', { id: silent.id, name: '外县' }), house.self('lu')]) {
    assert.equal(await refused(house.call(stranger, service.show, { number })), 'found.nothing')
    assert.equal(await refused(house.call(stranger, service.notice, { number, seq: 1 })), 'found.nothing')
    assert.equal(await refused(house.call(stranger, service.take, { number, seq: 1, action: 'accept' })), 'found.nothing')
    if (stranger.chair === 'self') continue
    assert.deepEqual(await house.call(stranger, service.list, {}).then(page => [page.items.length, page.count.n]), [0, 0])
    assert.equal((await house.call(stranger, place.calendar, { year: 2026 })).provisional_clocks, 0)
  }
  assert.deepEqual((await house.call(house.self('lu'), messages.list, {})).items, [])
}

test('a reason stops the clock, its end moves the due day by the working days between, and the resident reads why', async () => {
  await on('2026-03-02')
  const number = await applied(house, checked)
  await on('2026-03-03')
  await take(number, 1, 'accept')
  assert.deepEqual(dueOf(await seenBy(checked, number), 'promised', 'statutory'), [end('2026-03-24'), end('2026-03-31')])

  await on('2026-03-05')
  await take(number, 2, 'begin_check', { note: '核实老人是否长期住在外地' })
  const standing = await seenBy(checked, number)
  const stopped = standing.clocks.find(clock => clock.name === 'promised')!
  assert.equal(stopped.stopped, true)
  assert.deepEqual(stopped.stops, [{ from: iso(house.at!), to: null, why: '核实老人是否长期住在外地' }])
  for (const clock of standing.clocks) for (const instant of [clock.started_at, clock.due_at, clock.met_at]) assert.match(instant ?? '2026-01-01T00:00:00.000Z', /T\d\d:\d\d:\d\d\.\d{3}Z$/)
  for (const step of standing.timeline) assert.match(step.at, /\.\d{3}Z$/)
  assert.equal(standing.case.due_at, null, 'nothing is due while every clock stands still')
  await house.platform.sweeper.once()
  assert.match((await lastLetter(checked))!.body, /核实老人是否长期住在外地。这段时间不计入办理时间/)
  await nextVillageSeesNothing(number)

  // Thursday to Tuesday: 5, 6 and 9 March are not counted, the weekend between would not have been.
  await on('2026-03-10')
  await take(number, 3, 'end_check', { note: '住在本地' })
  const moved = await seenBy(checked, number)
  const promised = moved.clocks.find(clock => clock.name === 'promised')
  assert.deepEqual(dueOf(moved, 'promised', 'statutory'), [end('2026-03-27'), end('2026-04-03')])
  assert.equal(moved.case.due_at, end('2026-03-27'))
  assert.equal(promised!.stops[0]!.why, '核实老人是否长期住在外地', 'why it stood still stays to be read')
  assert.equal(promised!.stops[0]!.to, iso(house.at!))
})

test('nobody says anything in time: it counts as accepted from the day it was received, and the record says who did it', async () => {
  await on('2026-03-02')
  const number = await applied(house, unanswered)
  assert.deepEqual(dueOf(await seenBy(unanswered, number), 'acceptance'), [end('2026-03-09')])
  await on('2026-03-09', '16:59')
  assert.equal((await seenBy(unanswered, number)).case.state, 'submitted', 'the last minute is the office’s')
  await on('2026-03-09', '17:00')
  const accepted = await seenBy(unanswered, number)
  assert.equal(accepted.case.state, 'accepted')
  assert.deepEqual(accepted.timeline.map(step => [step.action, step.by, step.office_name]).at(-1), ['deem_accepted', '系统（到期自动办理）', '系统'])
  assert.deepEqual(dueOf(accepted, 'promised', 'statutory'), [end('2026-03-23'), end('2026-03-30')],
    'the office does not win the days in which it was silent')
  assert.ok(accepted.clocks.find(clock => clock.name === 'acceptance')!.fired_at)
  await house.platform.sweeper.once()
  assert.equal((await lastLetter(unanswered))!.title, '申请视为已受理')
  assert.match((await house.call(selfSeat(unanswered), service.notice, { number, seq: 2 })).body.join(), /自收到之日起即为受理/)
  const [entry] = (await house.call(house.seat('he'), ledger.list, { subject: number })).items
  assert.deepEqual([entry!.operation, entry!.chair, entry!.office_name], ['clock.fire', 'server', '系统'])
  await on('2026-03-10')
  assert.equal((await seenBy(unanswered, number)).timeline.length, 2, 'once is enough')
  assert.equal(await refused(take(number, 1, 'request_supplement', { note: '存折照片看不清账号', data: { papers: ['bank_proof'] } })), 'case.moved')
  await nextVillageSeesNothing(number)
})

test('a supplement notice that nobody answers lapses; answered on the last day it does not, and one may apply again', async () => {
  await on('2026-03-02')
  const [forgotten, answered] = [await applied(house, silent), await applied(house, late)]
  for (const number of [forgotten, answered]) await take(number, 1, 'request_supplement', { note: '存折户名和登记的对不上', data: { papers: ['bank_proof'] } })
  assert.deepEqual(dueOf(await seenBy(silent, forgotten), 'supplement'), [end('2026-03-23')])
  await on('2026-03-23', '16:59')
  const file = await house.call(selfSeat(late), service.keepFile, { name: '存折.jpg', type: 'image/jpeg', size: 1000, digest: 'a'.repeat(64) })
  await house.call(selfSeat(late), service.take, { number: answered, seq: 2, action: 'answer_supplement', papers: [{ kind: 'bank_proof', file: file.id }] })
  await on('2026-03-23', '17:00')
  assert.equal((await seenBy(late, answered)).case.state, 'submitted')
  const lapsed = await seenBy(silent, forgotten)
  assert.deepEqual([lapsed.case.state, lapsed.case.closed, lapsed.outcome?.granted], ['lapsed', true, false])
  assert.match(lapsed.timeline.at(-1)!.note!, /补正期限已到期/)
  await house.platform.sweeper.once()
  assert.match((await lastLetter(silent))!.body, /没有在期限内补充材料，本次办理终止/)
  assert.equal(await refused(house.call(selfSeat(silent), service.take, { number: forgotten, seq: 3, action: 'answer_supplement' })), 'case.not_now')
  assert.notEqual(await applied(house, silent), forgotten)
  await nextVillageSeesNothing(forgotten)
})

test('a deadline in a year without a notice says so; the uploaded notice reckons it anew, and the warning goes', async () => {
  const [{ year } = { year: 0 }] = await house.admin<{ year: number }[]>`select max(year) + 1 as year from law.calendar_edition`
  await on(`${year - 1}-12-28`)
  const number = await applied(house, newYear)
  const before = await clockOf(newYear, number, 'acceptance')
  assert.equal(before.provisional, true)
  const read = async () => house.call(house.seat('yan'), place.calendar, { year })
  const gap = await read()
  assert.deepEqual([gap.edition, gap.provisional_clocks > 0], [null, true])
  await nextVillageSeesNothing(number)

  // The notice gives free the three days before the day on which it would have been due.
  const due = before.due_at.slice(0, 10)
  const days = [-2, -1, 0].map(n => new Date(Date.parse(due) + n * 86_400_000).toISOString().slice(0, 10)).filter(day => day.startsWith(String(year)))
  const notice = { year, notice: '国务院办公厅关于部分节假日安排的通知', published_on: `${year - 1}-12-28`, csv: days.map(day => `${day},holiday,元旦`).join('\n') }
  assert.equal(await refused(house.call(house.seat('shao'), place.uploadCalendar, notice)), 'right.missing')
  const uploaded = await house.call(house.seat('yan'), place.uploadCalendar, notice)
  assert.ok(uploaded.recomputed >= 1)
  const after = await clockOf(newYear, number, 'acceptance')
  assert.equal(after.provisional, false)
  assert.ok(after.due_at > before.due_at)
  assert.equal((await seenBy(newYear, number)).case.due_at, iso(after.due_at), 'the to-do list goes by it as well')
  assert.equal((await read()).provisional_clocks, 0)
  await on(due, '17:00')
  assert.equal((await seenBy(newYear, number)).case.state, 'submitted', 'the day that was struck out fires nothing')
  await on(after.due_at.slice(0, 10), '17:00')
  assert.equal((await seenBy(newYear, number)).case.state, 'accepted')
  await nextVillageSeesNothing(number)
})
