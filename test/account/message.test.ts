import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serverScope } from '../../server/kernel/db/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { deliver, type OutboxHandler } from '../../server/kernel/outbox.ts'
import { messageModule } from '../../server/modules/message/index.ts'
import { people, smallHouse, type SmallHouse } from './smallHouse.ts'

interface Inbox { items: { id: string; title: string; matter: string | null; read_at: string | null }[]; next: string | null; count: { n: number }; unread: number }

let at: SmallHouse
let topics: ReadonlyMap<string, OutboxHandler>
before(async () => {
  at = await smallHouse()
  topics = new Map(Object.entries(messageModule({ vault: at.vault, senders: [] }).topics!))
})
after(() => at.close())

async function send(person: string, title: string): Promise<string> {
  const id = newId()
  await at.admin`insert into kernel.outbox (county, id, place, topic, payload)
    values ('329901', ${id}, '329901001001', 'notice', ${at.admin.json({ person, title, body: '正文', matter: '329901-20261122-000001' })})`
  return id
}
const inbox = async (login: string, input: object = {}) => at.call<Inbox>(await at.seat({ token: await at.enter(login) }), 'message.list', input)

/** These letters were written by the database's clock, which is finer than ours. */
const deliverNow = () => deliver(at.database, topics, new Date(Date.now() + 1000).toISOString())

test('a letter becomes one message in the inbox of the person meant, however often it is delivered', async () => {
  const id = await send(people.mei.id, '已受理')
  assert.equal(await deliverNow(), 1)
  await at.admin`update kernel.outbox set done_at = null`
  assert.equal(await deliverNow(), 1)
  const mine = await inbox('shenmei')
  assert.deepEqual(mine.items.map(each => [each.id, each.title, each.matter, each.read_at]), [[id, '已受理', '329901-20261122-000001', null]])
  assert.equal(mine.unread, 1)
  assert.deepEqual((await inbox('luyiming')).items, [])
})

test('reading counts the first time, and only one’s own', async () => {
  const id = await send(people.ming.id, '已决定')
  await deliverNow()
  const mei = await at.seat({ token: await at.enter('shenmei') })
  await assert.rejects(at.call(mei, 'message.read', { id }), { code: 'found.nothing' })
  const ming = await at.seat({ token: await at.enter('luyiming') })
  await at.call(ming, 'message.read', { id })
  const first = (await inbox('luyiming')).items[0]!.read_at
  assert.ok(first)
  await at.call(ming, 'message.read', { id })
  const again = await inbox('luyiming')
  assert.deepEqual([again.items[0]!.read_at, again.unread], [first, 0])
})

test('newest first, page by page', async () => {
  const sent: string[] = []
  for (let n = 0; n < 5; n++) sent.unshift(await send(people.zhang.id, `第 ${n} 件`))
  await deliverNow()
  const zhang = await at.seat({ token: await at.enter('zhangwen') })
  const first = await at.call<Inbox>(zhang, 'message.list', { limit: 3 })
  const second = await at.call<Inbox>(zhang, 'message.list', { limit: 3, after: first.next })
  assert.deepEqual([...first.items, ...second.items].map(each => each.id), sent)
  assert.deepEqual([second.next, first.count.n], [null, 5])
  await assert.rejects(at.call(zhang, 'message.list', { after: Buffer.from('["x"]').toString('base64url') }), { code: 'input.invalid' })
})

test('nobody without an own chair has an inbox', async () => {
  await assert.rejects(at.call(await at.seat(), 'message.list'), { code: 'seat.none' })
  const token = await at.enter('jiangmin')
  await assert.rejects(at.call(await at.seat({ token, mandate: await at.mandateOf(people.jiang.id) }), 'message.list'), { code: 'right.missing' })
})

test('a letter that says nothing usable stays in the outbox with its reason', async () => {
  await at.admin`insert into kernel.outbox (county, id, place, topic, payload) values ('329901', ${newId()}, '329901001001', 'notice', '{"person": "x"}')`
  await deliverNow()
  const [letter] = await at.admin<{ attempts: number; last_error: string }[]>`select attempts, last_error from kernel.outbox where done_at is null`
  assert.equal(letter!.attempts, 1)
  assert.ok(letter!.last_error.length > 0)
  assert.deepEqual(await at.database.transact(serverScope, 'read', async ({ sql }) => (await sql`select 1 from message.message where title = ''`).length), 0)
})
