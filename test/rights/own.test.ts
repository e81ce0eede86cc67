import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as service from '../../contract/service.ts'
import { openTestHouse, refusal, refused, type TestHouse } from '../house.ts'
import { applied, deskSeat, eldersOf, selfSeat } from './scene.ts'

// What no office gives: to decide in one's own matter, and to carry one person's papers into another's case.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const [one, other] = eldersOf('329901001003').slice(-2) as [ReturnType<typeof eldersOf>[0], ReturnType<typeof eldersOf>[0]]
const paper = (person: typeof one) => house.call(selfSeat(person), service.keepFile, { name: '存折.jpg', type: 'image/jpeg', size: 9, digest: 'c'.repeat(64) })

test('an official does not handle his own application, and is offered no button', async () => {
  const number = await applied(house, one)
  const own = deskSeat('street_examiner', '329901001', one)
  assert.deepEqual((await house.call(own, service.show, { number })).choices, [])
  assert.equal(await refused(house.call(own, service.take, { number, seq: 1, action: 'accept' })), 'case.own')
  assert.equal((await house.call(house.seat('zhang'), service.take, { number, seq: 1, action: 'accept' })).state, 'accepted')
})

test('the file of one person does not become the paper of another’s case, whoever tries', async () => {
  const number = await applied(house, other)
  const [foreign, own] = [await paper(one), await paper(other)]
  const take = (file: string) => house.call(house.seat('zhang'), service.take, { number, seq: 1, action: 'accept', papers: [{ kind: 'bank_proof', file }] })
  const problem = await refusal(take(foreign.id))
  assert.deepEqual([problem.code, problem.fields], ['input.invalid', [{ path: 'papers.0', message: '没有找到这份文件，请重新上传' }]])
  assert.equal(await refused(house.call(selfSeat(other), service.take, { number, seq: 1, action: 'withdraw', papers: [{ kind: 'bank_proof', file: foreign.id }] })), 'input.invalid')
  const kept = await house.call(house.seat('zhang'), service.keepFile, { name: '核查照片.jpg', type: 'image/jpeg', size: 9, digest: 'd'.repeat(64) })
  assert.equal(await refused(house.call(house.seat('qian'), service.take, { number, seq: 1, action: 'accept', papers: [{ kind: 'bank_proof', file: kept.id }] })), 'input.invalid')
  await take(own.id)
  assert.deepEqual((await house.call(selfSeat(other), service.show, { number })).papers.map(each => each.file), [own.id])
})
