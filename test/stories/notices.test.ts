import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as message from '../../contract/message.ts'
import * as service from '../../contract/service.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Letter } from '../../server/modules/message/index.ts'
import { openTestHouse, personOf, population, refused, type TestHouse } from '../house.ts'
import { applied, appliedTogether, deskSeat, eldersOf, selfSeat } from '../rights/scene.ts'

// A step is told in the message centre and, to whoever has a mobile, in a short message that gives nothing away; what fails
// comes again; who closes the way is left alone.

let house: TestHouse
const gateway = { down: false, heard: [] as (Letter & { channel: string })[] }
const turn = async () => { await house.platform.sweeper.once(); await house.platform.sweeper.once() }
const minutes = (n: number): void => { house.at = new Date(Date.parse(house.at!) + n * 60_000).toISOString() }
before(async () => {
  house = await openTestHouse({
    senders: (['sms', 'email'] as const).map(channel => ({
      channel,
      send: async letter => {
        if (gateway.down) throw new Error(`gateway refuses ${letter.to}`)
        gateway.heard.push({ channel, ...letter })
      },
    })),
  })
  house.at = new Date().toISOString()
})
after(() => house.close())

const mobile = /^1[3-9]\d{9}$/
const elders = eldersOf('329901001')
const xu = personOf('xu')
const withPhone = elders.find(one => mobile.test(one.phone ?? ''))!
const another = elders.filter(one => mobile.test(one.phone ?? ''))[1]!
const without = elders.find(one => one.phone === null)!

test('an elder without a telephone reads it in the message centre; one with a mobile also gets a short message without name or item', async () => {
  const silent = '329901-20261122-000777'
  await house.admin`insert into kernel.outbox (county, id, place, topic, payload, at, due_at)
    values ('329901', ${newId()}, ${without.place}, 'notice', ${house.admin.json({ person: without.id, title: '请来领取', body: '请到窗口领取', matter: silent })}, ${house.at!}, ${house.at!})`
  const told = await applied(house, withPhone)
  await turn()
  assert.deepEqual(gateway.heard.map(one => [one.channel, one.to]), [['sms', withPhone.phone]])
  const { text } = gateway.heard[0]!
  assert.match(text, new RegExp(`编号尾号${told.slice(-6)}`))
  for (const word of [withPhone.name, '津贴', withPhone.id_number, told, '已提交']) assert.ok(!text.includes(word), word)
  const [mine] = (await house.call(selfSeat(withPhone), message.list, {})).items
  assert.deepEqual([mine!.matter, mine!.sent], [told, [{ channel: 'sms', recipient: `${withPhone.phone!.slice(0, 3)}****${withPhone.phone!.slice(-4)}`, state: 'sent' }]])
  const [other] = (await house.call(selfSeat(without), message.list, {})).items
  assert.deepEqual([other!.matter, other!.sent], [silent, []])
  assert.ok(!JSON.stringify(await house.admin`select * from message.sending`).includes(withPhone.phone!), 'the number is not kept with the sending')
})

test('a gateway that is down is asked again, later and later, under the same id, and no number stays in what it said', async () => {
  gateway.down = true
  gateway.heard.length = 0
  await applied(house, another)
  await turn()
  const rows = () => house.admin<{ state: string; attempts: number; last_error: string | null; id: string }[]>`select state, attempts, last_error, id from message.sending where person = ${another.id}`
  assert.deepEqual((await rows()).map(row => [row.state, row.attempts, row.last_error]), [['waiting', 1, 'gateway refuses ……']])
  await turn()
  assert.equal((await rows())[0]!.attempts, 1, 'not before its time')
  minutes(1)
  await turn()
  assert.equal((await rows())[0]!.attempts, 2)
  gateway.down = false
  minutes(2)
  await turn()
  const [row] = await rows()
  assert.deepEqual([row!.state, row!.attempts, row!.last_error, gateway.heard.map(one => one.id)], ['sent', 3, null, [row!.id]])
})

test('who closes short messages gets none, also none that was waiting; an e-mail is kept sealed and used', async () => {
  const self = selfSeat(xu)
  const before = await house.call(self, message.settings, {})
  assert.deepEqual([before.sms, before.email], [true, null])
  assert.equal(await refused(house.call(self, message.set, { sms: true, email: 'not an address' })), 'input.invalid')
  const set = await house.call(self, message.set, { sms: false, email: 'xu.jieying@example.com' })
  assert.deepEqual([set.sms, set.email], [false, 'x***@example.com'])
  assert.ok(!JSON.stringify([await house.admin`select * from message.preference`, await house.admin`select * from ledger.entry`]).includes('jieying@'))
  gateway.heard.length = 0
  await applied(house, xu)
  await turn()
  assert.deepEqual(gateway.heard.map(one => [one.channel, one.to]), [['email', 'xu.jieying@example.com']])
  assert.deepEqual((await house.call(self, message.set, { sms: false })).email, 'x***@example.com', 'what is not said stays')
  assert.equal((await house.call(self, message.set, { sms: false, email: null })).email, null)

  gateway.down = true
  const third = elders.filter(one => mobile.test(one.phone ?? ''))[2]!
  await applied(house, third)
  await turn()
  await house.call(selfSeat(third), message.set, { sms: false })
  gateway.down = false
  gateway.heard.length = 0
  minutes(5)
  await turn()
  assert.deepEqual([gateway.heard.length, (await house.admin`select state from message.sending where person = ${third.id}`)[0]!.state], [0, 'dropped'])
})

test('after a day a short message is not worth sending any more', async () => {
  gateway.down = true
  const fourth = elders.filter(one => mobile.test(one.phone ?? ''))[3]!
  await applied(house, fourth)
  await turn()
  minutes(25 * 60)
  await turn()
  assert.equal((await house.admin`select state from message.sending where person = ${fourth.id}`)[0]!.state, 'failed')
  gateway.down = false
})

test('the administrator sees in the demonstration what would be sent, of the own county, masked', async () => {
  const { items } = await house.call(house.seat('shao'), message.outbox, {})
  assert.ok(items.length >= 4 && items.every(one => !mobile.test(one.recipient)))
  assert.equal((await house.call(deskSeat('county_admin', '329902', personOf('shao')), message.outbox, {})).items.length, 0)
  assert.equal(await refused(house.call(house.seat('zhang'), message.outbox, {})), 'right.missing')
  const young = population.persons.find(one => one.id === house.self('lu').person)!
  assert.deepEqual((await house.call(selfSeat(young), message.list, {})).items, [], 'nobody else hears of it')
})

test('it says what is to be done, in the words of the process: papers by a day, decided, to be fetched', async () => {
  const elder = elders.filter(one => mobile.test(one.phone ?? ''))[4]!
  const number = await applied(house, elder)
  const zhang = deskSeat('street_examiner', '329901001', personOf('zhang'))
  await turn()
  gateway.heard.length = 0
  await house.call(zhang, service.take, { number, seq: 1, action: 'request_supplement', note: '存折照片看不清账号', data: { papers: ['bank_proof'] } })
  await turn()
  const { text } = gateway.heard.at(-1)!
  assert.match(text, new RegExp(`（编号尾号${number.slice(-6)}）请补材料，\\d+月\\d+日前补齐。`))
  for (const word of [elder.name, '津贴', '存折', number]) assert.ok(!text.includes(word), word)
})

test('what is told of several cases of one matter within a minute is one short message, and each message says that it was sent', async () => {
  const elder = elders.filter(one => mobile.test(one.phone ?? ''))[5]!
  gateway.heard.length = 0
  const cases = await appliedTogether(house, elder)
  await turn()
  assert.equal(gateway.heard.length, 0, 'it waits for what is told of the others')
  minutes(1)
  await turn()
  assert.equal(gateway.heard.length, 1)
  const { text } = gateway.heard[0]!
  assert.match(text, /您一起申请的 2 件事：/)
  for (const number of cases) assert.ok(text.includes(number.slice(-6)))
  const inbox = (await house.call(selfSeat(elder), message.list, {})).items
  assert.deepEqual(inbox.map(one => one.sent.map(sent => sent.state)), [['sent'], ['sent']])
  const rows = await house.admin<{ id: string; joined_in: string | null }[]>`select id, joined_in from message.sending where person = ${elder.id} order by id`
  assert.deepEqual(rows.map(one => one.joined_in), [null, rows[0]!.id])
  const outbox = (await house.call(house.seat('shao'), message.outbox, { limit: 100 })).items.filter(one => rows.some(({ id }) => id === one.id))
  assert.deepEqual(outbox.map(one => one.body), [text], 'one row of what left the house, in the words in which it did')
})

test('what another process holds at this moment is left to it, and nobody waits for it', async () => {
  const elder = elders.filter(one => mobile.test(one.phone ?? ''))[6]!
  await appliedTogether(house, elder)
  await turn()
  gateway.heard.length = 0
  const [, other] = await house.admin<{ id: string }[]>`select id from message.sending where person = ${elder.id} order by id`
  await house.admin`update message.sending set due_at = due_at + interval '5 minutes' where id = ${other!.id}`
  minutes(1)
  await house.admin.begin(async tx => {
    await tx`select 1 from message.sending where id = ${other!.id} for update`
    const went = await Promise.race([turn().then(() => true), new Promise<boolean>(resolve => setTimeout(() => resolve(false), 4000))])
    assert.ok(went, 'it waits for what another holds')
  })
  assert.equal(gateway.heard.length, 1)
  minutes(6)
  await turn()
  assert.equal(gateway.heard.length, 2)
})
