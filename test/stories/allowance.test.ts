import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as messages from '../../contract/message.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { answersTo } from './answers.ts'
import { openTestHouse, personOf, refusal, refused, type TestHouse } from '../house.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const item = 'old_age_allowance'
const verbsFor = async (subject: string) => (await house.admin<{ verb: string }[]>`select verb from ledger.entry where subject = ${subject} order by id`).map(row => row.verb)

test('an elder applies on a phone: the form is filled, only what is missing is asked, the street examines, the county decides, she is told', async () => {
  const xu = house.self('xu')
  const form = await house.call(xu, service.prepare, { item })
  assert.equal(form.eligible, true)
  assert.equal(form.person.name, '徐㛃英')
  const asked = form.fields.filter(field => field.state !== 'held').map(field => field.element)
  assert.ok(asked.includes('person.bank_account') && asked.includes('person.phone'), asked.join())
  assert.ok(!asked.includes('person.name') && !asked.includes('person.identity_number'), 'what a register supplies is not asked')
  assert.deepEqual(form.not_asked.map(one => one.material), ['居民身份证', '居民户口簿', '健在证明'])

  const applied = await house.call(xu, service.apply, { item, answers: answersTo(form), confirmed: true })
  assert.match(applied.number, /^329901-\d{8}-\d{6}$/)
  assert.equal(applied.state, 'submitted')

  const zhang = house.seat('zhang')
  const todo = await house.call(zhang, service.todo, {})
  assert.deepEqual(todo.items.map(row => row.number), [applied.number])
  assert.deepEqual(todo.count, { n: 1, exact: true })
  const opened = await house.call(zhang, service.show, { number: applied.number })
  assert.deepEqual(opened.choices.map(choice => choice.action), ['accept', 'request_supplement', 'not_accept'])
  assert.equal(opened.facts.find(fact => fact.element === 'person.bank_account')?.shown.endsWith('0122'), true)
  assert.ok(!JSON.stringify(opened).includes('6217001234567890122'), 'an account is shown masked')

  const step = (seat: typeof zhang, seq: number, action: string, note?: string) =>
    house.call(seat, service.take, { number: applied.number, seq, action, ...(note && { note }) })
  await step(zhang, 1, 'accept')
  await step(zhang, 2, 'examine', '户籍、年龄核对无误')
  const decided = await step(house.seat('cheng'), 3, 'grant', '符合条件')
  assert.equal(decided.state, 'granted')

  await house.platform.sweeper.once()
  const told = await house.call(xu, messages.list, {})
  assert.equal(told.unread, 3)
  assert.match(told.items[0]!.body, /每月 60\.00 元/, 'the county pays more than the province demands')
  const mine = await house.call(xu, service.show, { number: applied.number })
  assert.equal(mine.outcome?.granted, true)
  assert.match(mine.outcome?.remedies ?? '', /行政复议/)
  assert.deepEqual(mine.timeline.map(one => one.action), ['open', 'accept', 'examine', 'grant'])
  assert.deepEqual(await verbsFor(applied.number), ['service.apply', 'service.accept', 'service.examine', 'service.decide'])
})

test('what was granted is not applied for twice', async () => {
  const again = await house.call(house.self('xu'), service.prepare, { item })
  assert.equal(again.eligible, false)
  assert.ok(again.reasons.some(reason => !reason.ok && reason.text.includes('不用重复申请')))
  assert.equal(await refused(house.call(house.self('xu'), service.apply, { item, answers: {}, confirmed: true })), 'service.not_eligible')
})

test('she sees who looked at her record, when, in which capacity and for what', async () => {
  const { items } = await house.call(house.self('xu'), people.lookers, {})
  assert.ok(items.some(one => one.actor_name === '章文' && one.office_name === '镇街审核员' && one.purpose.includes('高龄津贴')))
})

test('an elder without a phone is served at a window of another county; the clerk sits in her chair and sees nothing else there', async () => {
  const gu = personOf('gu')
  const han = house.seat('han')
  assert.equal(await refused(house.call(han, people.attend, { name: '顾秀兰', identity: gu.id_number, manner: 'present' })), 'person.unknown')
  const attendance = await house.call(han, people.attend, { name: gu.name, identity: gu.id_number, manner: 'present' })
  const chair = house.serving('han', attendance)
  const form = await house.call(chair, service.prepare, { item })
  const applied = await house.call(chair, service.apply, { item, answers: answersTo(form), confirmed: true })
  assert.equal(await refused(house.call(han, service.show, { number: applied.number })), 'right.missing')
  assert.equal((await house.call(house.seat('zhang'), service.todo, {})).items[0]?.received_elsewhere, '望澜县（演示）江花街道鹭滩社区')

  await house.call(house.seat('zhang'), service.take, { number: applied.number, seq: 1, action: 'request_supplement', note: '账户信息对不上', data: { papers: ['bank_proof'] } })
  await house.platform.sweeper.once()
  const [received] = (await house.call(han, service.received, {})).items
  assert.equal(received?.number, applied.number)
  assert.equal(received?.state, 'supplement_requested')
  const { missing } = await house.call(chair, service.show, { number: applied.number })
  assert.deepEqual(missing.map(one => one.kind), ['bank_proof'])
  assert.equal(await refused(house.call(chair, service.take, { number: applied.number, seq: 2, action: 'answer_supplement' })), 'case.paper_missing')
  const file = await house.call(chair, service.keepFile, { name: '存折.jpg', type: 'image/jpeg', size: 1000, digest: 'a'.repeat(64) })
  const answered = await house.call(chair, service.take, { number: applied.number, seq: 2, action: 'answer_supplement', papers: [{ kind: 'bank_proof', file: file.id }] })
  assert.equal(answered.state, 'submitted')
  const seen = await house.call(house.seat('zhang'), service.show, { number: applied.number })
  assert.deepEqual(seen.papers.map(paper => paper.kind), ['bank_proof'])
  assert.ok(!seen.choices.some(choice => choice.action === 'request_supplement'), 'a supplement is asked for once')
  assert.equal((await house.call(house.seat('zhang'), service.readFile, { file: file.id })).name, '存折.jpg')
  const [entry] = await house.admin`select office, place_then, chair, person from ledger.entry where subject = ${applied.number} and verb = 'service.apply' and copy_of is not null`
  assert.deepEqual({ ...entry }, { office: 'window_clerk', place_then: '329902001001', chair: 'self', person: gu.id })
})

test('the person from the next village sees nothing: no list, no case, no count, no paper', async () => {
  const [any] = await house.admin<{ number: string }[]>`select number from process."case" where place like '329901001%'`
  for (const stranger of [house.seat('ding'), house.seat('meng'), house.seat('xia')]) {
    assert.deepEqual(await house.call(stranger, service.list, {}).then(page => [page.items.length, page.count.n]), [0, 0])
    assert.equal(await refused(house.call(stranger, service.show, { number: any!.number })), 'found.nothing')
    assert.equal(await refused(house.call(stranger, service.list, { place: '329901001' })), 'found.nothing')
    assert.equal(await refused(house.call(stranger, service.take, { number: any!.number, seq: 1, action: 'accept' })), 'found.nothing')
  }
  assert.equal(await refused(house.call(house.self('lu'), service.show, { number: any!.number })), 'found.nothing')
})

test('of two officials who race one wins, and the other is told by whom', async () => {
  const zhou = personOf('zhou')
  const attendance = await house.call(house.seat('jiang'), people.attend, { name: zhou.name, identity: zhou.id_number, manner: 'present' })
  const chair = house.serving('jiang', attendance)
  const form = await house.call(chair, service.prepare, { item })
  const { number } = await house.call(chair, service.apply, { item, answers: answersTo(form), confirmed: true })
  const meng = house.seat('meng')
  const colleague = { ...meng, actor: personOf('zhang').id, actorName: '同事' }
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, i) =>
    house.call(i % 2 ? meng : colleague, service.take, { number, seq: 1, action: i < 4 ? 'accept' : 'not_accept', note: '核对' })))
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  const losers = results.filter(one => one.status === 'rejected').map(one => one.reason as { code: string; message: string })
  assert.ok(losers.every(one => one.code === 'case.moved' && /孟瑶|同事/.test(one.message)), losers.map(one => one.message).join('\n'))
  const [row] = await house.admin<{ seq: number; n: number }[]>`select seq, (select count(*)::int from process.action where number = c.number) as n from process."case" c where number = ${number}`
  assert.deepEqual({ ...row }, { seq: 2, n: 2 })
})

test('applying twice: the same key answers the same; another key is told of the open case, also when both come at once', async () => {
  const zhou = personOf('zhou')
  const attendance = await house.call(house.seat('jiang'), people.attend, { name: zhou.name, identity: zhou.id_number, manner: 'present' })
  const chair = house.serving('jiang', attendance)
  const { items } = await house.call(chair, service.mine, {})
  const open = items.find(row => !row.closed)
  if (open) {
    await house.call(chair, service.take, { number: open.number, seq: (await house.call(chair, service.show, { number: open.number })).seq, action: 'withdraw' })
  }
  const form = await house.call(chair, service.prepare, { item })
  const input = { item, answers: answersTo(form), confirmed: true as const }
  const key = 'one-and-the-same-key'
  const twice = await Promise.all([house.call(chair, service.apply, input, key), house.call(chair, service.apply, input, key)])
  assert.deepEqual(twice[0], twice[1])
  assert.equal(await refused(house.call(chair, service.apply, { ...input, answers: { ...input.answers, 'person.contact_name': '别人' } }, key)), 'idempotency.reused')
  const again = await refusal(house.call(chair, service.apply, input))
  assert.equal(again.code, 'service.open_already')
  assert.equal(again.details.number, twice[0].number)
})

test('a wrong answer is refused field by field and nothing is half done', async () => {
  const before = await house.admin`select (select count(*) from process."case") as cases, (select count(*) from registry.assertion) as facts, (select sum(n) from kernel.counter) as counted`
  const shen = house.self('shen')
  assert.equal(await refused(house.call(shen, service.apply, { item, answers: {}, confirmed: true })), 'service.not_eligible')
  const gu = personOf('gu')
  const attendance = await house.call(house.seat('jiang'), people.attend, { name: gu.name, identity: gu.id_number, manner: 'present' })
  const wrong = await refusal(house.call(house.serving('jiang', attendance), service.apply, { item, answers: { 'person.phone': '12', 'person.nonsense': 'x' }, confirmed: true }))
  assert.ok(['input.invalid', 'service.open_already'].includes(wrong.code))
  const after = await house.admin`select (select count(*) from process."case") as cases, (select count(*) from registry.assertion) as facts, (select sum(n) from kernel.counter) as counted`
  assert.deepEqual([...after], [...before])
})
