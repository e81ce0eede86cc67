import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { openTestHouse, refusal, refused, type TestHouse } from '../house.ts'
import { answersTo, deskSeat, eldersOf, item, selfSeat } from '../rights/scene.ts'

// Which place handles a benefit, and what proves a condition: what a register says, never one worker's word.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const village = '329901100200'
const [dead, moved, real, nowhere, unseen] = eldersOf(village) as [Elder, Elder, Elder, Elder, Elder]
type Elder = ReturnType<typeof eldersOf>[number]
/** A community of the real 玄武区. */
const realPlace = '320102002002'
const worker = () => house.seat('xia', 'community_worker')
const record = (elder: Elder, element: string, value: unknown, source: 'collected' | 'verified' = 'collected') =>
  house.call(worker(), people.record, { id: elder.id, element, value, source, purpose: '走访' })
const form = (elder: Elder) => house.call(selfSeat(elder), service.prepare, { item })
const apply = async (elder: Elder) => house.call(selfSeat(elder), service.apply, { item, answers: answersTo(await form(elder)), confirmed: true })
const held = (elder: Elder, element: string, change: { value?: string; source?: string }) => house.admin`
  update registry.assertion set value = coalesce(${change.value ?? null}::text::jsonb, value), source = coalesce(${change.source ?? null}, source)
  where subject = ${elder.id} and element = ${element} and ended_at is null`
const alive = async (elder: Elder) => (await form(elder)).reasons.find(one => one.text.startsWith('健在'))!

test('a worker who has heard it changes neither the household register nor whether somebody lives', async () => {
  for (const [element, value] of [['person.hukou_place', realPlace], ['person.alive', true]] as const) {
    const problem = await refusal(record(moved, element, value))
    assert.deepEqual([problem.code, problem.fields?.[0]?.path], ['fact.value_invalid', element])
  }
})

test('a place that is none is no fact; one outside the province is shown as such', async () => {
  for (const value of ['329901999999', '320102002999', '99', '321']) {
    assert.equal(await refused(record(moved, 'person.hukou_place', value, 'verified')), 'fact.value_invalid', value)
  }
  const { facts } = await record(nowhere, 'person.hukou_place', '341126', 'verified')
  assert.equal(facts.find(fact => fact.element === 'person.hukou_place')?.shown, '省外（341126）')
  assert.deepEqual((await form(nowhere)).reasons.map(one => one.ok), [true, false, true, true], 'what a document shows may refuse')
})

test('what one worker saw on a document moves no case and proves no condition, and no register is said to have supplied it', async () => {
  await record(moved, 'person.hukou_place', realPlace, 'verified')
  const seen = await form(moved)
  assert.equal(seen.place, village)
  assert.ok(seen.reasons.some(one => one.text === '户籍在本省（由工作人员核实）'), JSON.stringify(seen.reasons))
  const paper = seen.not_asked.find(one => one.material === '居民户口簿')
  assert.equal(paper?.register, '稻禾村（核验）')
  assert.match((await apply(moved)).number, /^329901-/)
})

test('missing, stale or unproven proof of life is left to whoever examines, on every page; a proven death refuses', async () => {
  assert.equal((await alive(dead)).text, '健在')
  await house.admin`update registry.assertion set fresh_until = now() - interval '1 day' where subject = ${dead.id} and element = 'person.alive'`
  assert.deepEqual(await alive(dead), { ok: true, text: '健在（由工作人员核实）', basis: '数据比对' })
  assert.ok(!(await form(dead)).not_asked.some(one => one.material === '健在证明'))
  await house.admin`delete from registry.assertion where subject = ${dead.id} and element = 'person.alive'`
  assert.equal((await alive(dead)).text, '健在（由工作人员核实）')
  assert.ok(!(await form(dead)).not_asked.some(one => one.material === '健在证明'))

  const { number } = await apply(dead)
  for (const seat of [selfSeat(dead), deskSeat('street_examiner', '329901100', dead === moved ? dead : moved)]) {
    const view = await house.call(seat, service.show, { number })
    if (seat.chair === 'desk') assert.ok(view.judged?.reasons.some(one => one.text === '健在（由工作人员核实）'), 'the case says so too')
    assert.ok(!view.facts.some(one => one.element === 'person.alive'))
  }
  await held(unseen, 'person.alive', { value: 'false' })
  assert.equal((await alive(unseen)).ok, false)
  assert.equal(await refused(apply(unseen)), 'service.not_eligible')
})

test('a case of the demonstration never opens at a real place, nor a real one in the demonstration', async () => {
  await held(real, 'person.hukou_place', { value: `"${realPlace}"` })
  assert.match((await refusal(form(real))).message, /演示市/)
  assert.equal(await refused(house.call(selfSeat(real), service.apply, { item, answers: {}, confirmed: true })), 'service.not_eligible')
  await house.admin`update registry.person set place = ${realPlace} where id = ${real.id}`
  await held(real, 'person.hukou_place', { value: `"${village}"` })
  assert.equal(await refused(form(real)), 'service.not_eligible')
})

test('a case opens nowhere but at a place that stands', async () => {
  await held(nowhere, 'person.hukou_place', { value: '"329901999999"', source: 'shared' })
  assert.equal((await form(nowhere)).place, village, 'a code that never was leads home')
  await house.admin`update registry.person set place = '329901999999' where id = ${nowhere.id}`
  assert.equal(await refused(apply(nowhere)), 'place.unknown')
})
