import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as catalogue from '../../contract/catalogue.ts'
import * as messages from '../../contract/message.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import { importRules } from '../../server/ground/law/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { remedyRules } from '../../server/modules/case/index.ts'
import { openTestHouse, personOf, refusal, refused, type TestHouse } from '../house.ts'
import { answersTo, applied, deskSeat, eldersOf, item, selfSeat } from '../rights/scene.ts'

// Rules that stand in one line each, and what would go wrong without that line.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const place = '329901001003'
const elders = eldersOf(place)
type Elder = (typeof elders)[number]
const take = (seat: ReturnType<typeof deskSeat>, number: string, seq: number, action: string, more: object = {}) => house.call(seat, service.take, { number, seq, action, note: '核对申请和所附材料', ...more })
const digest = (letter: string) => ({ name: '存折.jpg', type: 'image/jpeg' as const, size: 9, digest: letter.repeat(64) })
const applyWith = async (elder: Elder, papers: { kind: string; file: string }[]) => {
  const form = await house.call(selfSeat(elder), service.prepare, { item })
  return (await house.call(selfSeat(elder), service.apply, { item, answers: answersTo(form), confirmed: true, papers })).number
}

test('who examined does not decide, whatever other office they hold', async () => {
  const both = personOf('zhang')
  const [examiner, decider] = [deskSeat('street_examiner', '329901001', both), deskSeat('county_civil_affairs', '329901', both)]
  const number = await applied(house, elders[0]!)
  await take(examiner, number, 1, 'accept')
  await take(examiner, number, 2, 'examine')
  for (const action of ['grant', 'refuse']) assert.equal(await refused(take(decider, number, 3, action)), 'case.same_person')
  const { choices } = await house.call(decider, service.show, { number })
  assert.deepEqual(choices.map(one => one.action).filter(one => one === 'grant'), [], 'nor is the button there')
  assert.equal((await take(house.seat('cheng'), number, 3, 'grant')).state, 'granted')
})

test('a look that must stay confidential is not in what the person reads', async () => {
  const elder = elders[1]!
  await house.admin`insert into registry.look (county, id, place, person, actor, actor_name, office, actor_place, operation, purpose, confidential, at)
    values ('329901', ${newId()}, ${place}, ${elder.id}, ${personOf('zhang').id}, '办案人', 'street_examiner', '329901001', 'person.show', '依法核查', true, now())`
  const { items, count } = await house.call(selfSeat(elder), people.lookers, {})
  assert.deepEqual([items.filter(one => one.actor_name === '办案人'), count.n], [[], 0])
})

test('a supplement is answered by what was brought after it was asked for', async () => {
  const elder = elders[2]!
  const early = await house.call(selfSeat(elder), service.keepFile, digest('4'))
  const number = await applyWith(elder, [{ kind: 'bank_proof', file: early.id }])
  await take(house.seat('zhang'), number, 1, 'request_supplement', { data: { papers: ['bank_proof'] } })
  assert.deepEqual((await house.call(selfSeat(elder), service.show, { number })).missing.map(one => one.kind), ['bank_proof'])
  assert.equal(await refused(house.call(selfSeat(elder), service.take, { number, seq: 2, action: 'answer_supplement' })), 'case.paper_missing')
  const late = await house.call(selfSeat(elder), service.keepFile, digest('5'))
  const answered = await house.call(selfSeat(elder), service.take, { number, seq: 2, action: 'answer_supplement', papers: [{ kind: 'bank_proof', file: late.id }] })
  assert.equal(answered.state, 'submitted')
})

test('only papers that the process knows may be asked for', async () => {
  const number = await applied(house, elders[3]!)
  for (const papers of [['constructor'], ['bank_proof', 'toString'], ['身份证'], [], 'bank_proof', [1]]) {
    const problem = await refusal(take(house.seat('zhang'), number, 1, 'request_supplement', { data: { papers } }))
    assert.deepEqual([problem.code, problem.fields?.[0]?.path], ['input.invalid', 'data.papers'], JSON.stringify(papers))
  }
})

test('nobody stands before their own window', async () => {
  const { name, id_number } = personOf('jiang')
  assert.equal(await refused(house.call(house.seat('jiang'), people.attend, { name, identity: id_number, manner: 'present' })), 'serving.self')
})

test('the amount is that of the day of the application, though the county pays more by the day of the decision', async () => {
  const elder = elders[4]!
  const number = await applied(house, elder)
  await take(house.seat('zhang'), number, 1, 'accept')
  await take(house.seat('zhang'), number, 2, 'examine')
  const tomorrow = addDays(beijingDay(new Date().toISOString()), 1)
  const { standard } = await house.call(house.seat('shao'), catalogue.proposeParams, { id: item, which: 'params', values: { monthly_fen_from_80: 9900 }, basis: '新的标准', valid_from: tomorrow })
  await house.call(house.seat('sun'), catalogue.setParams, { standard })
  try {
    house.at = `${tomorrow}T10:00:00+08:00`
    const another = await house.call(selfSeat(elders[5]!), service.prepare, { item })
    assert.match(another.outcome!, /99\.00 元/, 'who applies now gets more')
    assert.match((await house.call(house.seat('cheng'), service.show, { number })).judged!.outcome, /60\.00 元/)
    await take(house.seat('cheng'), number, 3, 'grant')
    assert.match((await house.call(selfSeat(elder), service.show, { number })).outcome!.text, /60\.00 元/)
  } finally {
    house.at = null
  }
})

test('a file that was never submitted is opened by no office; one that was, is', async () => {
  const elder = elders[6]!
  const [loose, paper] = [await house.call(selfSeat(elder), service.keepFile, digest('6')), await house.call(selfSeat(elder), service.keepFile, digest('7'))]
  const desks = [house.seat('zhang'), house.seat('cheng'), house.seat('tang', 'community_worker')]
  for (const desk of desks) for (const file of [loose.id, paper.id]) assert.equal(await refused(house.call(desk, service.readFile, { file })), 'found.nothing')
  const number = await applyWith(elder, [{ kind: 'bank_proof', file: paper.id }])
  for (const desk of desks) {
    assert.equal((await house.call(desk, service.readFile, { file: paper.id })).id, paper.id)
    assert.equal((await house.call(desk, service.readFile, { file: paper.id, number })).id, paper.id)
    assert.equal(await refused(house.call(desk, service.readFile, { file: loose.id })), 'found.nothing')
    assert.equal(await refused(house.call(desk, service.readFile, { file: loose.id, number })), 'found.nothing')
  }
  const own = await house.call(house.seat('zhang'), service.keepFile, digest('8'))
  assert.equal((await house.call(house.seat('zhang'), service.readFile, { file: own.id })).id, own.id, 'what the desk has kept itself')
  assert.equal(await refused(house.call(house.seat('cheng'), service.readFile, { file: own.id })), 'found.nothing')
  assert.equal((await house.call(selfSeat(elder), service.readFile, { file: loose.id })).id, loose.id)
})

test('how long a decision may be contested is law with a date, in every text that says it', async () => {
  const elder = elders[7]!
  const refuse = async () => {
    const number = await applied(house, elder)
    await take(house.seat('zhang'), number, 1, 'not_accept')
    await house.platform.sweeper.once()
    const [letter] = (await house.call(selfSeat(elder), messages.list, {})).items
    const { outcome } = await house.call(selfSeat(elder), service.show, { number })
    const { remedies } = await house.call(selfSeat(elder), service.notice, { number, seq: 2 })
    return [letter!.body, outcome!.remedies!, remedies!]
  }
  for (const text of await refuse()) assert.match(text, /60 日内向柳湖区（演示）人民政府申请行政复议.*6 个月内向/)
  const [rule] = remedyRules
  await importRules(house.admin, [{ ...rule!, version: 2, valid_from: '2026-11-01', params: { review_days: { value: 90 }, litigation_months: { value: 12 } } }])
  for (const text of await refuse()) assert.match(text, /90 日内向柳湖区（演示）人民政府申请行政复议.*12 个月内向/)
})
