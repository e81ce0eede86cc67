import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as integration from '../../contract/integration.ts'
import * as organisation from '../../contract/organisation.ts'
import { openTestHouse, personOf, refusal, refused, type TestHouse } from '../house.ts'
import { applied, deskSeat } from '../rights/scene.ts'
import { openWire, type Wire } from './wire.ts'

// A department's own system: it is given a key, calls over the network, acts as the office that it stands for, is named in
// the record, sees nothing of elsewhere, and stops the moment the key is taken back.

let house: TestHouse
let wire: Wire
let bureau = ''
const county = '329901'
before(async () => {
  house = await openTestHouse()
  wire = await openWire(house)
  bureau = (await house.call(house.seat('cheng'), organisation.register, {
    name: '柳湖区民政局养老信息系统组', kind: 'government_office', place: county, founded_on: '2020-01-01', basis: '三定方案', posts: [],
  })).id
})
after(async () => { await wire.close(); await house.close() })

const until = `${new Date().getFullYear() + 1}-06-30`
const making = (more: Partial<Parameters<typeof makeInput>[0]> = {}) => makeInput({ ...more })
function makeInput(more: { place?: string; office?: string; verbs?: string[]; valid_until?: string; per_minute?: number; name?: string; organisation?: string }) {
  return { organisation: bureau, name: '养老系统', office: 'street_examiner', verbs: ['case.open', 'case.read', 'case.survey', 'service.accept'], place: '329901001', valid_until: until, basis: '数据共享协议', ...more }
}

test('an administrator sees what a key may be given, and cannot give more, elsewhere, or to a village what is the street’s', async () => {
  const shao = house.seat('shao')
  const { offices } = await house.call(shao, integration.keyOffices, {})
  assert.deepEqual(offices.map(one => one.office), ['department_clerk', 'community_worker', 'street_examiner', 'county_civil_affairs'])
  const verbs = offices.find(one => one.office === 'street_examiner')!.verbs.map(one => one.verb)
  assert.ok(verbs.includes('service.accept') && !verbs.includes('person.unmask') && !verbs.includes('account.use'))
  const wrong = async (more: object, code: string, path?: string) => {
    const problem = await refusal(house.call(shao, integration.makeKey, making(more)))
    assert.deepEqual([problem.code, problem.fields?.[0]?.path], [code, path], problem.message)
  }
  await wrong({ verbs: ['service.decide'] }, 'integration.invalid', 'verbs')
  await wrong({ verbs: ['person.unmask'] }, 'integration.invalid', 'verbs')
  await wrong({ office: 'county_admin', place: county }, 'integration.invalid', 'office')
  await wrong({ office: 'constructor' }, 'integration.invalid', 'office')
  await wrong({ place: '329901001001' }, 'integration.invalid', 'place')
  await wrong({ place: '329902001' }, 'right.missing')
  await wrong({ place: '329901777' }, 'place.unknown')
  await wrong({ valid_until: '2020-01-01' }, 'integration.invalid', 'valid_until')
  await wrong({ valid_until: '2099-01-01' }, 'integration.invalid', 'valid_until')
  await wrong({ organisation: '00000000-0000-7000-8000-000000000000' }, 'found.nothing')
  const [village] = (await house.call(shao, organisation.list, { place: '329901100200' })).items
  await wrong({ organisation: village!.id }, 'integration.invalid', 'place')
  // The administrator of the next county knows neither the organisation nor the keys.
  const next = deskSeat('county_admin', '329902', personOf('shao'))
  assert.equal(await refused(house.call(next, integration.makeKey, making({ place: '329902001' }))), 'found.nothing')
  for (const seat of [house.seat('cheng'), house.seat('zhang'), house.self('lu')]) assert.equal(await refused(house.call(seat, integration.makeKey, making())), 'right.missing')
})

test('who does not appoint gives a program no more than they may do themselves', async () => {
  const { offices } = await house.call(house.seat('yan'), integration.keyOffices, {})
  const given = new Set(offices.flatMap(one => one.verbs.map(verb => verb.verb)))
  assert.ok(given.has('service.read') && !given.has('service.decide') && !given.has('case.read'))
})

test('a program reads and acts in its own seat, and the record names key and organisation; the next street’s is not there', async () => {
  const number = await applied(house, personOf('xu'))
  const made = await house.call(house.seat('shao'), integration.makeKey, making())
  assert.match(made.secret, /^gzk_[\w-]{43}$/)
  assert.equal(made.key.hint, made.secret.slice(-4))
  const kept = JSON.stringify([await house.admin`select * from integration.key`, await house.admin`select * from kernel.idempotency`, await house.admin`select * from ledger.entry where operation like 'integration%'`])
  assert.ok(!kept.includes(made.secret), 'the secret is kept nowhere')

  const me = await wire.call(made.secret, 'integration.whoami', {})
  assert.deepEqual([me.status, me.body['place'], me.body['name']], [200, '329901001', '柳湖区民政局养老信息系统组（养老系统）'])
  const list = await wire.call(made.secret, 'case.todo', {})
  assert.ok((list.body['items'] as { number: string }[]).some(one => one.number === number))
  const taken = await wire.call(made.secret, 'case.take', { number, seq: 1, action: 'accept', note: '系统核对通过' })
  assert.deepEqual([taken.status, taken.body['state']], [200, 'accepted'])
  const [step] = await house.admin<{ actor: string; actor_name: string; office: string }[]>`select actor, actor_name, office from process.action where number = ${number} and seq = 2`
  assert.deepEqual({ ...step }, { actor: bureau, actor_name: '柳湖区民政局养老信息系统组（养老系统）', office: 'street_examiner' })
  const [entry] = await house.admin<object[]>`select office, actor, actor_name, mandate, place, verb from ledger.entry where subject = ${number} and operation = 'case.take'`
  assert.deepEqual({ ...entry }, { office: 'system_client', actor: bureau, actor_name: step!.actor_name, mandate: made.key.id, place: '329901001003', verb: 'service.accept' })

  // What the key was not given, though the office holds it; and what lies elsewhere.
  assert.deepEqual((await wire.call(made.secret, 'case.take', { number, seq: 2, action: 'examine', note: '核对' })).body['code'], 'right.missing')
  const elsewhere = await applied(house, personOf('zhou'))
  for (const [operation, input] of [['case.show', { number: elsewhere }], ['case.take', { number: elsewhere, seq: 1, action: 'accept' }]] as const) {
    assert.equal((await wire.call(made.secret, operation, input)).body['code'], 'found.nothing')
  }
  for (const operation of ['integration.keys', 'account.mandates', 'account.me', 'person.mine']) assert.equal((await wire.call(made.secret, operation, {})).body['code'], 'right.missing', operation)
  assert.equal((await wire.call(made.secret, 'integration.whoami', {}, { seat: house.seat('zhang').mandate! })).body['code'], 'seat.not_yours')
})

test('a key that is revoked, expired, made up, or whose organisation is gone is dead at once; one that is too fast waits', async () => {
  const shao = house.seat('shao')
  const make = async (more: object = {}) => house.call(shao, integration.makeKey, making(more))
  const ask = async (secret: string) => (await wire.call(secret, 'integration.whoami', {})).body['code'] as string | undefined
  const one = await make()
  assert.equal(await ask(one.secret), undefined)
  const revoked = await house.call(shao, integration.revokeKey, { key: one.key.id, reason: '系统下线' })
  assert.ok(revoked.revoked_at && revoked.used_at, 'it was used and is revoked')
  assert.equal(await ask(one.secret), 'key.dead')
  assert.equal((await refusal(house.call(shao, integration.revokeKey, { key: one.key.id, reason: '再来' }))).message, '这个密钥已经撤销过了。')
  assert.equal(await refused(house.call(deskSeat('county_admin', '329902', personOf('shao')), integration.revokeKey, { key: one.key.id, reason: '别人的' })), 'found.nothing')
  assert.equal(await ask('gzk_' + 'x'.repeat(43)), 'key.dead')
  assert.equal(await ask('gzk_'), 'key.dead')
  const old = await make()
  await house.admin`update integration.key set valid_until = '2020-01-01' where id = ${old.key.id}`
  assert.equal(await ask(old.secret), 'key.dead')

  const slow = await make({ per_minute: 3 })
  const answers = await Promise.all(Array.from({ length: 8 }, () => wire.call(slow.secret, 'integration.whoami', {})))
  assert.equal(answers.filter(answer => answer.status === 200).length, 3)
  const late = answers.find(answer => answer.status === 429)!
  assert.ok(late.body['code'] === 'rate.exceeded' && Number(late.headers.get('retry-after')) > 0)

  const listed = await house.call(shao, integration.keys, {})
  assert.ok(listed.items.length >= 3 && listed.items.every(key => key.organisation_name === '柳湖区民政局养老信息系统组'))
  assert.equal((await house.call(deskSeat('county_admin', '329902', personOf('shao')), integration.keys, {})).items.length, 0)

  const last = await make()
  await house.call(house.seat('cheng'), organisation.dissolve, { id: bureau, on: '2026-11-20', basis: '机构改革' })
  assert.equal(await ask(last.secret), 'key.dead')
  assert.equal(await refused(make()), 'organisation.dissolved')
})
