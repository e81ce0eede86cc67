import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as catalogue from '../../contract/catalogue.ts'
import * as service from '../../contract/service.ts'
import { openTestHouse, publicSeat, refusal, refused, type TestHouse } from '../house.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const body = async (id: string) => (await house.call(house.seat('shao'), catalogue.draft, { id })).body
type Body = Record<string, unknown>
const set = async (id: string, change: (old: Body) => Body, revision: number) =>
  house.call(house.seat('shao'), catalogue.save, { id, revision, body: change(await body(id)) })

test('everybody finds the items of the catalogue, with numbers from the rules', async () => {
  const { items } = await house.call(publicSeat, service.items, {})
  assert.ok(items.length >= 15)
  const allowance = items.find(one => one.id === 'old_age_allowance')!
  assert.deepEqual([allowance.promised_days, allowance.statutory_days], [15, 20])
  assert.ok(allowance.conditions.includes('年满 80 周岁'))
  assert.deepEqual((await house.call(publicSeat, service.items, { text: '居住证' })).items.map(one => one.id).sort(), ['permit_endorsement', 'residence_permit'])
})

test('an administrator makes an item without code, tries it, publishes it, and a resident uses it at once', async () => {
  const shao = house.seat('shao')
  const begun = await house.call(shao, catalogue.begin, { id: 'reading_card', from: 'elder_card', name: '社区阅览室借书证' })
  assert.equal(begun.revision, 0)
  assert.equal(await refused(house.call(shao, catalogue.begin, { id: 'reading_card', name: '又一份' })), 'item.drafted')

  const broken = await set('reading_card', old => ({ ...old, summary: '', params: [], days: [] }), 0)
  const paths = broken.faults.map(fault => fault.path)
  assert.ok(paths.includes('summary'), paths.join())
  assert.equal(await refused(house.call(shao, catalogue.publish, { id: 'reading_card', revision: 1 })), 'input.invalid')
  assert.equal(await refused(set('reading_card', old => old, 0)), 'conflict.stale', 'what another saved meanwhile is not overwritten')

  const elder = (await house.call(shao, catalogue.begin, { id: 'reading_card_two', from: 'elder_card', name: '社区阅览室借书证' })).id
  const like = await body(elder)
  const saved = await set('reading_card', () => ({ ...like, summary: '住在本区就可以办。', rule: 'reading_card', time: 'reading_card.time', certificate: null, conditions: [{
    text: '年满 {min_age} 周岁', basis: '柳湖区图书馆章程', when: { at_least: [{ age: true }, { param: 'min_age' }] },
  }], params: [{ id: 'min_age', name: '最低年龄', unit: 'years', value: 14, local: 'fixed' }] }), 1)
  assert.deepEqual(saved.faults, [])
  const young = await house.call(shao, catalogue.attempt, { id: 'reading_card', age: 9, answers: {} })
  assert.deepEqual([young.eligible, young.reasons[0]?.text], [false, '年满 14 周岁'])
  assert.equal((await house.call(shao, catalogue.attempt, { id: 'reading_card', age: 40, answers: { 'matter.delivery': 'no such way' } })).eligible, false)

  const published = await house.call(shao, catalogue.publish, { id: 'reading_card', revision: 2 })
  assert.equal(published.version, 1)
  const form = await house.call(house.self('xu'), service.prepare, { item: 'reading_card' })
  assert.equal(form.eligible, true)
  const applied = await house.call(house.self('xu'), service.apply, { item: 'reading_card', answers: { 'matter.delivery': 'window', 'person.phone': '13800001235' }, confirmed: true })
  assert.match(applied.number, /^329901-/)
  const opened = await house.call(house.seat('zhang'), service.show, { number: applied.number })
  assert.equal(opened.item.name, '社区阅览室借书证')
  assert.deepEqual(opened.judged?.reasons.map(one => one.text), ['年满 14 周岁'], 'the examiner sees what was judged')
  await house.call(shao, catalogue.discard, { id: elder })
})

test('a running case keeps its version; a retired item takes no new ones', async () => {
  const shao = house.seat('shao')
  await house.call(shao, catalogue.begin, { id: 'reading_card', from: 'reading_card' })
  await set('reading_card', old => ({ ...old, outcome: { text: '发给新式借书证', amount: null } }), 0)
  assert.equal((await house.call(shao, catalogue.publish, { id: 'reading_card', revision: 1 })).version, 2)
  const [running] = (await house.call(house.self('xu'), service.mine, {})).items
  assert.equal((await house.call(house.seat('zhang'), service.show, { number: running!.number })).judged?.outcome, '核发老年人优待证')
  await house.call(shao, catalogue.retire, { id: 'reading_card', reason: '图书馆自己发证' })
  assert.equal(await refused(house.call(house.self('gu'), service.prepare, { item: 'reading_card' })), 'found.nothing')
})

test('a county sets its own numbers, and only within what the province allows', async () => {
  const shao = house.seat('shao')
  const given = { id: 'temporary_aid', which: 'params' as const, basis: '柳民发〔2026〕12号', valid_from: '2026-01-01' }
  const refusedLow = await refusal(house.call(shao, catalogue.setParams, { ...given, values: { once_fen: 1 } }))
  assert.equal(refusedLow.code, 'input.invalid')
  await house.call(shao, catalogue.setParams, { ...given, values: { once_fen: 150_000 } })
  const held = await house.call(shao, catalogue.params, { id: 'temporary_aid' })
  assert.deepEqual(held.params.filter(one => one.id === 'once_fen').map(one => [one.value, one.own]), [[150_000, true]])
  const next = await house.call(house.seat('yan'), catalogue.params, { id: 'temporary_aid', place: '329902' })
  assert.deepEqual(next.params.filter(one => one.id === 'once_fen').map(one => [one.value, one.own]), [[100_000, false]], 'the next county keeps the province’s')
})

test('who may not make items does not, and a county does not touch another’s or the province’s', async () => {
  for (const seat of [house.seat('zhang'), house.seat('ding'), house.self('xu'), publicSeat]) {
    assert.match(await refused(house.call(seat, catalogue.begin, { id: 'mine_alone', name: 'x' })) ?? '', /^(right\.missing|seat\.none)$/)
  }
  assert.equal(await refused(house.call(house.seat('shao'), catalogue.begin, { id: 'old_age_allowance', from: 'old_age_allowance' })), 'item.taken')
  assert.equal(await refused(house.call(house.seat('shao'), catalogue.retire, { id: 'old_age_allowance', reason: '不要了' })), 'found.nothing')
})

test('a licensing item keeps the clocks of its law: hearing stands outside, one extension, delivery after the decision', async () => {
  const xu = house.self('shen')
  const item = 'service_org'
  const form = await house.call(xu, service.prepare, { item })
  const answers: Record<string, unknown> = { 'matter.organisation_name': '荷风助老服务中心', 'matter.organisation_purpose': '为老人送餐', 'matter.facility': '荷风社区二楼', 'matter.amount': 3_000_000, 'person.phone': '13800001235' }
  const applied = await house.call(xu, service.apply, { item, answers, confirmed: true })
  assert.ok(form.fields.some(field => field.type === 'fen'))
  const place = applied.number.slice(0, 6)
  assert.equal(place, '329901')
  const step = (seat: ReturnType<typeof house.seat>, seq: number, action: string) => house.call(seat, service.take, { number: applied.number, seq, action, note: '按规定' })
  await step(house.seat('zhang'), 1, 'accept')
  await step(house.seat('cheng'), 2, 'begin_hearing')
  const heard = await house.call(house.seat('cheng'), service.show, { number: applied.number })
  assert.ok(heard.clocks.filter(clock => ['promised', 'statutory'].includes(clock.name)).every(clock => clock.stopped))
  await step(house.seat('cheng'), 3, 'end_hearing')
  await step(house.seat('cheng'), 4, 'extend')
  assert.equal(await refused(step(house.seat('cheng'), 5, 'extend')), 'case.not_now', 'only once')
  const granted = await step(house.seat('cheng'), 5, 'grant')
  assert.equal(granted.state, 'delivering')
  const delivering = await house.call(house.seat('cheng'), service.show, { number: applied.number })
  assert.equal(delivering.clocks.find(clock => clock.name === 'delivery')?.days, 10)
  assert.equal((await step(house.seat('cheng'), 6, 'deliver')).state, 'granted')
})

test('whoever accepted at the street does not decide there', async () => {
  const applied = await house.call(house.self('xu'), service.apply, { item: 'elder_card', answers: { 'matter.delivery': 'home', 'person.phone': '13800001235' }, confirmed: true })
  await house.call(house.seat('zhang'), service.take, { number: applied.number, seq: 1, action: 'accept' })
  assert.equal(await refused(house.call(house.seat('zhang'), service.take, { number: applied.number, seq: 2, action: 'grant', note: '符合' })), 'case.same_person')
})
