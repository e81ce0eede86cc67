import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChildProcess } from 'node:child_process'
import { after, before, test } from 'node:test'
import * as message from '../../contract/message.ts'
import * as service from '../../contract/service.ts'
import { gatewaySender } from '../../server/modules/message/index.ts'
import { openTestHouse, personOf, type TestHouse } from '../house.ts'
import { appliedTogether, deskSeat, eldersOf } from '../rights/scene.ts'
import { worker } from './exchange.ts'

// The gateway has taken a short message and the process that sent it is killed before it can write that down. It is sent again, and
// a gateway that looks at the id drops it the second time: so what was told meanwhile must not go under that id.

let house: TestHouse
let child: ChildProcess
/** What the gateway took, by id, and every word that it was handed. */
const taken = new Map<string, string>()
const handed: { id: string; content: string }[] = []
const gateway = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    const one = JSON.parse(Buffer.concat(parts).toString()) as { id: string; content: string }
    handed.push(one)
    const known = taken.has(one.id)
    if (!known) taken.set(one.id, one.content)
    // It said yes; nobody is there any more to hear it.
    if (taken.size === 1 && !known) child.kill('SIGKILL')
    response.writeHead(known ? 409 : 200).end('{}')
  })
})
let url: string
before(async () => {
  await new Promise<void>(resolve => gateway.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`
  house = await openTestHouse({ senders: [gatewaySender({ url, body: '{"id":"{id}","content":"{text}"}' })] })
})
after(async () => {
  child.kill('SIGKILL')
  await house.close()
  await new Promise(resolve => gateway.close(resolve))
})

test('killed between the gateway’s yes and the commit: the same words come again under the same id, and what was told since under its own', async () => {
  // For this process it is two hours ago, so that only the other one finds something due.
  const now = Date.now()
  house.at = new Date(now - 2 * 3600_000).toISOString()
  const settled = async (): Promise<void> => { for (let i = 0; i < 3; i++) await house.platform.sweeper.once() }
  const elder = eldersOf('329901001').filter(one => /^1[3-9]\d{9}$/.test(one.phone ?? ''))[0]!
  const [allowance] = await appliedTogether(house, elder)
  await settled()
  assert.equal(handed.length, 0)
  child = worker(house, { GONGZHI_SMS_URL: url })
  await new Promise(resolve => child.once('exit', resolve))
  assert.equal(handed.length, 1)
  const rows = () => house.admin<{ state: string; attempts: number; joined_in: string | null }[]>`select state, attempts, joined_in from message.sending where person = ${elder.id} order by id`
  assert.deepEqual((await rows()).map(one => [one.state, one.attempts, one.joined_in]), [['waiting', 1, null], ['waiting', 1, handed[0]!.id]])

  await house.call(deskSeat('street_examiner', '329901001', personOf('zhang')), service.take, {
    number: allowance!, seq: 1, action: 'request_supplement', note: '存折照片看不清账号', data: { papers: ['bank_proof'] },
  })
  await settled()
  assert.equal((await rows()).length, 3)
  // What the killed one had claimed comes free with time.
  house.at = new Date(now + 10 * 60_000).toISOString()
  await settled()
  assert.deepEqual((await rows()).map(one => one.state), ['sent', 'sent', 'sent'])
  const [first, second] = [...taken.values()]
  assert.equal(taken.size, 2)
  assert.match(first!, /您一起申请的 2 件事：/)
  assert.match(second!, /请补材料/)
  for (const { id, content } of handed) assert.equal(content, taken.get(id), 'under one id always the same words')
  const told = (await house.call(house.seat('shao'), message.outbox, { limit: 100 })).items.map(one => one.body)
  assert.deepEqual(told.sort(), [first, second].sort(), 'what the administrator reads is what left the house')
})
