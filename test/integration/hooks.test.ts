import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { HTTP, type CloudEvent } from 'cloudevents'
import { Webhook } from 'standardwebhooks'
import * as integration from '../../contract/integration.ts'
import * as licence from '../../contract/licence.ts'
import * as message from '../../contract/message.ts'
import * as organisation from '../../contract/organisation.ts'
import * as service from '../../contract/service.ts'
import { checkUrl, post } from '../../server/engines/delivery/index.ts'
import { openTestHouse, personOf, population, refusal, refused, type TestHouse } from '../house.ts'
import { applied, deskSeat, eldersOf } from '../rights/scene.ts'
import { openReceiver, type Heard, type Receiver } from './receiver.ts'

// A department's system is told of what happens: signed, in a standard form, again until it takes it, and never of anybody's name.

let house: TestHouse
let receiver: Receiver
let bureau = ''
const county = '329901'
const minutes = (n: number): void => { house.at = new Date(Date.parse(house.at!) + n * 60_000).toISOString() }
const turn = () => house.platform.sweeper.once()
before(async () => {
  house = await openTestHouse({ networks: ['loopback'] })
  house.at = new Date().toISOString()
  receiver = await openReceiver()
  bureau = (await house.call(house.seat('cheng'), organisation.register, {
    name: '柳湖区民政局养老信息系统组', kind: 'government_office', place: county, founded_on: '2020-01-01', basis: '三定方案', posts: [],
  })).id
})
after(async () => { await receiver.close(); await house.close() })
beforeEach(() => { receiver.heard.length = 0; receiver.answers = 204 })

const subscribing = (more: object = {}) => ({ organisation: bureau, place: county, url: receiver.url, topics: ['case.opened', 'case.moved', 'case.decided'] as integration.Topic[], ...more })
const read = ({ headers, body }: Heard): CloudEvent<Record<string, unknown>> => HTTP.toEvent({ headers, body }) as CloudEvent<Record<string, unknown>>
const elders = eldersOf('329901001')
const of = (subscription: string, state?: string) => house.call(house.seat('shao'), integration.deliveries, { subscription })
  .then(page => page.items.filter(one => !state || one.state === state))

test('an address that leads inside, is not encrypted or carries a log-in is refused; so is one of another county', async () => {
  const shao = house.seat('shao')
  for (const url of ['ftp://a.example', 'http://a.example.com/', 'https://user:pw@a.example.com/', 'nonsense', 'http://127.0.0.1.nip.io/', 'http://[::ffff:127.0.0.1]/', 'http://10.0.0.8/']) {
    const problem = await refusal(house.call(shao, integration.subscribe, subscribing({ url })))
    assert.deepEqual([problem.code, problem.fields?.[0]?.path], ['hook.url', 'url'], url)
  }
  for (const url of ['http://127.0.0.1:80/', 'http://localhost/', 'https://127.0.0.1/', 'https://localhost/', 'http://0x7f000001/']) assert.throws(() => checkUrl(url, []), { code: 'hook.url' }, url)
  assert.equal(await refused(house.call(shao, integration.subscribe, subscribing({ place: '329902001' }))), 'right.missing')
  const next = deskSeat('county_admin', '329902', personOf('shao'))
  assert.equal(await refused(house.call(next, integration.subscribe, subscribing({ place: '329902001' }))), 'found.nothing')
})

test('a receiver is tried on purpose, signed, once in a while, and its answer is shown; what waits for it is left alone', async () => {
  const shao = house.seat('shao')
  const { subscription, secret } = await house.call(shao, integration.subscribe, subscribing())
  const standing = async () => (await house.call(shao, integration.subscriptions, {})).items.find(one => one.id === subscription.id)!
  await house.call(shao, integration.trial, { subscription: subscription.id })
  assert.equal(await refused(house.call(shao, integration.trial, { subscription: subscription.id })), 'rate.exceeded')
  assert.equal((await standing()).trial, null)
  await turn()
  const [heard] = receiver.heard
  assert.ok(integration.TrialEvent.safeParse(JSON.parse(heard!.body)).success, heard!.body)
  new Webhook(secret).verify(heard!.body, heard!.headers as Record<string, string>)
  assert.deepEqual([(await standing()).trial?.status, receiver.heard.length, (await of(subscription.id)).length], [204, 1, 0])
  receiver.answers = 500
  minutes(1)
  await house.call(shao, integration.trial, { subscription: subscription.id })
  await turn()
  const { trial, failing_since } = await standing()
  assert.deepEqual([trial?.status, failing_since], [500, null], 'a trial that failed does not count against the receiver')
  const inside = await house.call(shao, integration.subscribe, subscribing({ url: 'https://10.1.2.3/hook' }))
  await house.call(shao, integration.trial, { subscription: inside.subscription.id })
  await turn()
  assert.equal((await house.call(shao, integration.subscriptions, {})).items.find(one => one.id === inside.subscription.id)!.trial?.error, '地址在内部网络，平台不访问')
  await house.call(shao, integration.unsubscribe, { subscription: inside.subscription.id, reason: '试完' })
  assert.equal(await refused(house.call(deskSeat('county_admin', '329902', personOf('shao')), integration.trial, { subscription: subscription.id })), 'found.nothing')
  await house.call(shao, integration.unsubscribe, { subscription: subscription.id, reason: '试完' })
  minutes(1)
  assert.equal(await refused(house.call(shao, integration.trial, { subscription: subscription.id })), 'integration.invalid')
})

test('a property firm is told of residents’ matters under an agreement only', async () => {
  const firm = population.organisations.find(one => one.kind === 'property_firm' && one.place.startsWith(county))!
  const told = (more: object = {}) => house.call(house.seat('shao'), integration.subscribe, subscribing({ organisation: firm.id, place: firm.place, ...more }))
  assert.deepEqual((await refusal(told())).fields?.map(one => one.path), ['agreement'])
  const { subscription } = await told({ agreement: '柳数协〔2026〕8号' })
  assert.equal(subscription.agreement, '柳数协〔2026〕8号')
  await house.call(house.seat('shao'), integration.unsubscribe, { subscription: subscription.id, reason: '试完' })
})

test('whatever a name leads to, a private address is not reached as the connection is made', async () => {
  for (const url of ['https://localhost:9/', 'https://127.0.0.1:9/', 'https://10.1.2.3/', 'https://169.254.169.254/latest/meta-data', 'https://[::1]:9/', 'https://[fd00::1]/', 'https://[::ffff:10.0.0.1]/', 'https://0.0.0.0/', 'https://100.64.0.1/']) {
    const called = await post(url, '{}', {}, [])
    assert.deepEqual([called.status, called.error], [null, '地址在内部网络，平台不访问'], url)
  }
  assert.equal((await post(receiver.url, '{}', {}, ['10.0.0.0/8'])).error, '地址在内部网络，平台不访问')
  assert.equal((await post(receiver.url, '{}', {}, ['loopback'])).status, 204)
})

test('a certificate that is issued and one that is revoked are told, from which case and by which organ, and of nobody', async () => {
  const { subscription } = await house.call(house.seat('shao'), integration.subscribe, subscribing({ topics: ['certificate.issued', 'certificate.revoked'] }))
  const xu = personOf('xu')
  const self = house.self('xu')
  const { number } = await house.call(self, service.apply, { item: 'elder_card', answers: { 'matter.delivery': 'home', 'person.phone': '13800001235' }, confirmed: true })
  await house.call(house.seat('zhang'), service.take, { number, seq: 1, action: 'accept' })
  await house.call(house.seat('qian'), service.take, { number, seq: 2, action: 'grant', note: '符合' })
  const card = (await house.call(self, licence.mine, {})).items.find(one => one.matter === number)!
  await turn()
  await house.call(house.seat('qian'), licence.revoke, { number: card.number, reason: 'granted_wrongly', note: `${xu.name}的出生日期有误` })
  await turn()
  await turn()
  const events = receiver.heard.map(read)
  assert.deepEqual(events.map(event => [event.type, event.subject, event.data!['matter'], event.data!['standing'], event.data!['reason']]), [
    ['cn.gongzhi.certificate.issued', card.number, number, 'valid', null], ['cn.gongzhi.certificate.revoked', card.number, number, 'revoked', '核发有误'],
  ])
  for (const { body } of receiver.heard) assert.ok(integration.CertificateEvent.safeParse(JSON.parse(body)).success, body)
  const said = receiver.heard.map(one => one.body).join('')
  for (const secretWord of [xu.name, xu.id, xu.id_number, card.code, '出生日期']) assert.ok(!said.includes(secretWord), secretWord)
  await house.call(house.seat('shao'), integration.unsubscribe, { subscription: subscription.id, reason: '试完' })
})

test('each step arrives once, signed, as a cloud event that names nobody; a redirection is not followed', async () => {
  const { subscription, secret } = await house.call(house.seat('shao'), integration.subscribe, subscribing())
  const kept = JSON.stringify([await house.admin`select * from delivery.subscription`, await house.admin`select * from kernel.idempotency`])
  assert.ok(secret.startsWith('whsec_') && !kept.includes(secret) && !kept.includes(secret.slice(6)), 'the secret is kept sealed only')
  const xu = personOf('xu')
  const number = await applied(house, xu)
  await house.call(house.seat('zhang'), service.take, { number, seq: 1, action: 'accept', note: `${xu.name}材料齐全` })
  await house.call(house.seat('zhang'), service.take, { number, seq: 2, action: 'examine', note: '符合' })
  await house.call(house.seat('cheng'), service.take, { number, seq: 3, action: 'grant', note: '同意' })
  await turn()
  await turn()
  const events = receiver.heard.map(read)
  assert.deepEqual(events.map(event => [event.type, event.subject, event.data!['seq'], event.data!['state']]), [
    ['cn.gongzhi.case.opened', number, 1, 'submitted'], ['cn.gongzhi.case.moved', number, 2, 'accepted'],
    ['cn.gongzhi.case.moved', number, 3, 'examined'], ['cn.gongzhi.case.decided', number, 4, 'granted']])
  assert.deepEqual(Object.keys(events[0]!.data!).sort(), ['action', 'at', 'closed', 'item', 'item_name', 'number', 'opened_at', 'place', 'seq', 'state', 'state_name'])
  assert.deepEqual([events[0]!.source, events[0]!.specversion, events[0]!.data!['place'], events[0]!.data!['item']], ['/gongzhi/329901', '1.0', xu.place.slice(0, 12), 'old_age_allowance'])
  const said = receiver.heard.map(one => one.body).join('')
  for (const secretWord of [xu.name, xu.id, xu.id_number, xu.phone ?? '—', '材料齐全', '章文']) assert.ok(!said.includes(secretWord), secretWord)
  for (const { headers, body } of receiver.heard) {
    new Webhook(secret).verify(body, headers as Record<string, string>)
    assert.throws(() => new Webhook(secret).verify(body.replace('submitted', 'granted').replace('accepted', 'granted') + ' ', headers as Record<string, string>))
    assert.equal(headers['webhook-id'], (JSON.parse(body) as { id: string }).id)
  }
  assert.equal((await of(subscription.id, 'delivered')).length, 4)
  // Another county's administrator sees neither where it goes nor what went.
  const next = deskSeat('county_admin', '329902', personOf('shao'))
  assert.deepEqual([(await house.call(next, integration.subscriptions, {})).items.length, (await house.call(next, integration.deliveries, {})).items.length], [0, 0])
  receiver.answers = 302
  await applied(house, elders[0]!)
  await turn()
  assert.equal((await of(subscription.id, 'waiting'))[0]!.tries[0]!.status, 302)
  receiver.answers = 204
  minutes(1)
  await turn()
  assert.equal((await of(subscription.id, 'waiting')).length, 0)
  await house.call(house.seat('shao'), integration.unsubscribe, { subscription: subscription.id, reason: '换了系统' })
  receiver.heard.length = 0
  await applied(house, elders[1]!)
  await turn()
  assert.equal(receiver.heard.length, 0, 'nothing goes to who was taken off')
})

test('one that is out of order is asked again, later and later, under the same id; one that hangs holds up nobody else', async () => {
  const shao = house.seat('shao')
  const other = await openReceiver()
  const [bad, good] = [await house.call(shao, integration.subscribe, subscribing({ topics: ['case.opened'] })), await house.call(shao, integration.subscribe, subscribing({ url: other.url, topics: ['case.opened'] }))]
  receiver.answers = null
  const [first, second] = [await applied(house, elders[2]!), await applied(house, elders[3]!)]
  await turn()
  assert.deepEqual(other.heard.map(one => read(one).subject), [first, second], 'the other has heard both')
  // Of two that were laid in one bundle the list has no order; the earlier was tried, and the later waits behind it.
  const stand = new Map((await of(bad.subscription.id)).map(one => [one.subject, [one.state, one.tries.map(each => each.error)]]))
  assert.deepEqual([stand.get(first), stand.get(second)], [['waiting', ['10 秒内没有答复']], ['waiting', []]])
  receiver.answers = 500
  await turn()
  assert.equal(receiver.heard.length, 1, 'not before its time')
  minutes(1)
  await turn()
  await turn()
  assert.equal(receiver.heard.length, 2)
  minutes(1)
  await turn()
  assert.equal(receiver.heard.length, 2, 'the second wait is longer')
  minutes(1)
  receiver.answers = 204
  await turn()
  const ids = receiver.heard.map(one => one.headers['webhook-id'])
  assert.deepEqual(receiver.heard.map(one => read(one).subject), [first, first, first, second])
  assert.equal(new Set(ids.slice(0, 3)).size, 1, 'the same event keeps its id')
  // Sent again on purpose: the receiver knows it for the same.
  const [done] = (await of(bad.subscription.id)).filter(one => one.subject === first)
  assert.deepEqual(done!.tries.map(one => one.status), [null, 500, 204])
  await house.call(shao, integration.resend, { delivery: done!.id })
  await turn()
  assert.deepEqual([receiver.heard.length, receiver.heard.at(-1)!.headers['webhook-id']], [5, ids[0]])
  for (const { subscription } of [bad, good]) await house.call(shao, integration.unsubscribe, { subscription: subscription.id, reason: '试完' })
  await other.close()
})

test('one that answers late, with a long backlog, holds up nobody else, neither what waits nor what comes meanwhile', async t => {
  const shao = house.seat('shao')
  const other = await openReceiver()
  t.after(() => other.close())
  const slow = (await house.call(shao, integration.subscribe, subscribing({ topics: ['case.opened'] }))).subscription.id
  await applied(house, elders[8]!)
  await turn()
  await house.admin`insert into delivery.delivery (county, id, place, subscription, event, topic, subject, body, at, due_at)
    select county, gen_random_uuid(), place, subscription, gen_random_uuid(), topic, subject, body, at, at from delivery.delivery, generate_series(1, 130) where subscription = ${slow}`
  const quick = (await house.call(shao, integration.subscribe, subscribing({ url: other.url, topics: ['case.opened'] }))).subscription.id
  await applied(house, elders[10]!)
  receiver.heard.length = 0
  receiver.delay = 250
  const turned = turn()
  const hears = async (n: number) => { while (other.heard.length < n) await new Promise(resolve => setTimeout(resolve, 20)) }
  await hears(1)
  assert.ok(receiver.heard.length < 5, `${receiver.heard.length} of the other's came first`)
  await applied(house, elders[11]!)
  await hears(2)
  const before = receiver.heard.length
  receiver.delay = 0
  await turned
  await turn()
  assert.ok(before < 75, `${before} of the other's came first`)
  assert.deepEqual([new Set(receiver.heard.map(one => one.headers['webhook-id'])).size, receiver.heard.length], [132, 132], 'each of them once')
  const left = await house.call(shao, integration.subscriptions, {})
  assert.deepEqual([slow, quick].map(id => left.items.find(one => one.id === id)!.waiting), [0, 0])
  for (const subscription of [slow, quick]) await house.call(shao, integration.unsubscribe, { subscription, reason: '试完' })
})

test('an event that a working receiver refuses waits by itself and is given up in the end; the others go on', async () => {
  const shao = house.seat('shao')
  const { subscription } = await house.call(shao, integration.subscribe, subscribing({ topics: ['case.opened'] }))
  receiver.answers = 422
  const refusedOne = await applied(house, elders[4]!)
  await turn()
  receiver.answers = 204
  const taken = await applied(house, elders[5]!)
  await turn()
  assert.deepEqual((await of(subscription.id)).map(one => [one.subject, one.state]), [[taken, 'delivered'], [refusedOne, 'waiting']])
  receiver.answers = 422
  minutes(4 * 24 * 60)
  await turn()
  assert.deepEqual((await of(subscription.id, 'given_up')).map(one => one.subject), [refusedOne])
  await house.call(shao, integration.unsubscribe, { subscription: subscription.id, reason: '试完' })
})

test('after days without one success it is disabled and the administrator is warned; taken up again it gets what it missed', async () => {
  const shao = house.seat('shao')
  const { subscription } = await house.call(shao, integration.subscribe, subscribing({ topics: ['case.opened'] }))
  receiver.answers = 503
  const first = await applied(house, elders[6]!)
  for (let hour = 0; hour < 4; hour++) { await turn(); minutes(24 * 60) }
  const now = (await house.call(shao, integration.subscriptions, {})).items.find(one => one.id === subscription.id)!
  assert.ok(now.disabled_at && now.disabled_why === '连续 3 天没有送达：对方答复 503', String(now.disabled_why))
  const [entry] = await house.admin`select office, actor_name from ledger.entry where operation = 'integration.disable'`
  assert.deepEqual({ ...entry }, { office: 'system', actor_name: '系统（到期自动办理）' })
  await turn()
  const { items } = await house.call(house.self('shao'), message.list, {})
  assert.match(items.find(one => one.title === '一项系统推送已停用')!.body, /柳湖区民政局养老信息系统组的推送（127\.0\.0\.1:\d+）已停用/)
  const tried = receiver.heard.length
  receiver.answers = 204
  const second = await applied(house, elders[7]!)
  minutes(120)
  await turn()
  assert.equal(receiver.heard.length, tried, 'nothing is sent while it is disabled')
  const [waiting] = await of(subscription.id, 'waiting')
  assert.equal((await refusal(house.call(shao, integration.resend, { delivery: waiting!.id }))).message, '这项推送已停用或取消，请先恢复。')
  assert.equal((await house.call(shao, integration.enable, { subscription: subscription.id })).waiting, 2)
  await turn()
  assert.deepEqual(receiver.heard.slice(tried).map(one => read(one).subject), [first, second])
})

test('a receiver that says it is gone for good is not asked again', async () => {
  const shao = house.seat('shao')
  const { subscription } = await house.call(shao, integration.subscribe, subscribing({ topics: ['case.opened'] }))
  receiver.answers = 410
  await applied(house, elders[9]!)
  await turn()
  await turn()
  const listed = (await house.call(shao, integration.subscriptions, {})).items.find(one => one.id === subscription.id)!
  assert.deepEqual([listed.disabled_why, (await of(subscription.id)).map(one => one.tries.length)], ['对方答复不再接收', [1]])
  await house.call(shao, integration.unsubscribe, { subscription: subscription.id, reason: '试完' })
})
