import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as account from '../../contract/account.ts'
import * as admission from '../../contract/admission.ts'
import { isHeldAt } from '../../contract/glossary.ts'
import type { InputOf } from '../../contract/kernel.ts'
import { elements } from '../../contract/element.ts'
import * as service from '../../contract/service.ts'
import { find } from '../../contract/search.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, publicSeat, refused, type TestHouse } from '../house.ts'
import { deskSeat } from '../rights/scene.ts'

// The gate at every level that asks: a city's bureau and a hall of the province; what each list says of a request; what it weighs.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const county = '329901', village = '329901100200'
const today = () => beijingDay(house.at ?? new Date().toISOString())
const asking = (more: Partial<InputOf<typeof admission.ask>>): InputOf<typeof admission.ask> => ({
  kind: 'task', title: '汛期巡堤', content: '每月看一次堤', basis: '防汛条例', places: [county], population: '沿江的村', period: 'month', valid_from: today(), valid_to: addDays(today(), 120), minutes: 10, ...more,
})
async function step(seat: Seat, number: string, action: string) {
  const { seq } = await house.call(seat, service.show, { number })
  return house.call(seat, service.take, { number, seq, action, note: '同意' })
}
async function bodyAt(place: string, name: string, person: string) {
  const [id, post] = [newId(), newId()]
  const shard = place.padEnd(6, '0')
  await house.admin`insert into registry.organisation (county, id, place, name, kind) values (${shard}, ${id}, ${place}, ${name}, 'government_office')`
  await house.admin`insert into registry.post (county, id, place, organisation, title, seats) values (${shard}, ${post}, ${place}, ${id}, '经办员', 1)`
  await house.admin`insert into registry.membership (county, id, place, post, person, person_name, since) values (${shard}, ${newId()}, ${place}, ${post}, ${person}, '经办员', '2026-01-01')`
}
const state = async (seat: Seat, number: string) => (await house.call(seat, admission.requests, {})).items.find(one => one.number === number)?.state_name

for (const [level, place, body] of [['a city', '3299', '云川市水利局（演示）'], ['the province', '32', '省水利厅（演示）']] as const) {
  test(`${level} has the gate's offices: its bureau asks, its social work checks, its task force decides, and each list says how it stands`, async () => {
    for (const office of ['department_clerk', 'social_work', 'burden_taskforce']) assert.ok(isHeldAt(office, place === '32' ? 'province' : 'city'))
    await bodyAt(place, body, personOf('lu').id)
    const [asker, check, decide] = [deskSeat('department_clerk', place, personOf('lu')), deskSeat('social_work', place, personOf('kong')), deskSeat('burden_taskforce', place, personOf('yan'))]
    const { number } = await house.call(asker, admission.ask, asking({ title: `${body}巡堤` }))
    assert.equal(await state(asker, number), '准入初审中')
    assert.equal(await refused(step(house.seat('wu', 'social_work'), number, 'check')), 'found.nothing', 'not the county’s to check')
    await step(check, number, 'check')
    assert.equal(await state(check, number), '征求村（社区）意见中')
    await step(check, number, 'close_hearing')
    await step(decide, number, 'grant')
    await step(check, number, 'grant')
    assert.equal(await state(asker, number), '准入执行中')
    assert.equal((await house.call(asker, admission.send, { kind: 'task', admission: number, title: `${body}巡堤`, places: [village] })).reached, 1)
    const sent = await house.call(asker, admission.sent, {})
    assert.deepEqual(sent.admitted.map(one => one.number), [number])
    // What may be sent, and by whom, agrees with the catalogue: at the county that it reaches, seen from there.
    const shown = (await house.call(publicSeat, admission.catalogue, { place: county })).items.map(one => one.number)
    const there = await house.call(house.seat('cheng', 'department_clerk'), admission.sent, {})
    assert.deepEqual([...there.admitted, ...there.others].map(one => one.number).sort(), shown.sort())
    assert.ok(there.others.some(one => one.number === number))
  })
}

test('at the place of the province everybody reads the province’s catalogue, with its caps and lists', async () => {
  for (const seat of [publicSeat, house.seat('kong'), house.seat('song'), house.self('lu')]) {
    const page = await house.call(seat, admission.catalogue, { place: '32' })
    assert.ok(page.items.some(one => one.title === '党组织'))
    assert.deepEqual(page.caps.find(one => one.what === '省级创建示范和评比'), { what: '省级创建示范和评比', allowed: 6, held: 0 })
    assert.equal((await house.call(seat, admission.lists, { place: '32' })).lists.length, 4)
  }
})

test('an office of the gate can be given at a city, and not at a street', async () => {
  const { id_number: identity, name } = personOf('pan')
  const given = (place: string) => house.call(house.seat('luo'), account.grant, { identity, name, office: 'social_work', place, valid_from: today(), valid_to: null, basis: '市政府文件' })
  assert.equal(await refused(given('329901001')), 'mandate.invalid')
  assert.equal((await given('3299')).place, '3299')
})

test('the asker’s minutes and the platform’s stand side by side, and the larger counts; measured where it was measured', async () => {
  const asker = house.seat('cheng', 'department_clerk')
  const weigh = async (more: object) => (await house.call(asker, admission.weigh, { ...asking({}), ...more })).weight
  assert.deepEqual(await weigh({ minutes: 5 }), { asked: 5, ours: 60, used: 60, basis: 'declared', each: 60, n: 0 })
  assert.deepEqual(await weigh({ minutes: 200, period: 'year' }), { asked: 200, ours: 5, used: 200, basis: 'declared', each: 60, n: 0 })
  await house.admin`insert into burden.spent (county, place_then, month, kind, requester, form, place, requester_name, n, ms) values (${county}, ${village}, '2026-09-01', 'task', 'a', 'x', ${village}, '甲局', 40, ${40 * 25 * 60_000})`
  assert.deepEqual(await weigh({ minutes: 5 }), { asked: 5, ours: 25, used: 25, basis: 'measured', each: 25, n: 40 })
  const { number } = await house.call(asker, admission.ask, asking({ minutes: 5 }))
  const shown = await house.call(house.seat('wu', 'social_work'), admission.show, { number })
  assert.deepEqual([shown.asked.minutes, shown.weight?.asked, shown.weight?.ours], [25, 5, 25], 'the budget is checked with the larger')
})

test('a report is reckoned with the time of the same elements; old facts and missing ones are one visit, and overlapping places are one place', async () => {
  const asker = house.seat('cheng', 'department_clerk')
  const report = { population: { aged: { from: 60 } }, columns: [{ title: '手机号' }, { title: '联系人' }] }
  const plain = await house.call(asker, admission.probe, { places: [county], report })
  const [phone, contact] = plain.columns as [typeof plain.columns[0], typeof plain.columns[0]]
  assert.ok(phone.stale + phone.missing > 0 && contact.missing > 0)
  assert.ok(plain.people >= Math.max(phone.stale + phone.missing, contact.stale + contact.missing) && plain.people <= plain.population)
  const declared = Math.ceil(((phone.missing * 18 + contact.missing * 20) + (phone.stale + contact.stale) * 5 + plain.people * 300) / 60)
  assert.equal(plain.minutes, declared, 'person-hours include what is old and what is missing')
  const twice = await house.call(asker, admission.probe, { places: [county, village, county, '329901100'], report })
  assert.deepEqual([twice.population, twice.minutes], [plain.population, plain.minutes])
  await house.admin`insert into burden.pace (county, place, element, n, ms) values (${county}, ${county}, 'person.phone', 100, ${100 * 30_000})`
  const measured = await house.call(asker, admission.probe, { places: [county], report })
  assert.equal(measured.minutes, Math.ceil((phone.missing * 30 + contact.missing * 20 + phone.stale * 30 + contact.stale * 5 + plain.people * 300) / 60))
})

test('an element is found by its name, another word for it, pinyin and first letters', async () => {
  const { items } = await house.call(house.seat('cheng', 'department_clerk'), elements, {})
  const named = (typed: string) => find(items.map(one => ({ ...one, summary: one.meaning, conditions: [], result: '' })), typed)[0]?.id
  for (const [typed, id] of [['手机号', 'person.phone'], ['csrq', 'person.birth_date'], ['chushengriqi', 'person.birth_date'], ['文化程度', 'person.education']]) assert.equal(named(typed!), id, typed)
})
