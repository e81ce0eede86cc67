import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { ProblemBody, type Operation } from '../../contract/kernel.ts'
import { problems } from '../../contract/problems.ts'
import * as service from '../../contract/service.ts'
import { createHttp } from '../../server/kernel/http/index.ts'
import { newId, randomToken, sha256 } from '../../server/kernel/ids.ts'
import { accountCookies } from '../../server/modules/account/index.ts'
import { cast, type CastKey, type DemoPerson } from '../../server/demo/index.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, type TestHouse } from '../house.ts'
import { promised, type OperationName } from '../rights/contract.ts'
import { inputs, type Entry } from '../rights/inputs.ts'
import { answersTo, applied, eldersOf, freshIdentity, item, selfSeat, setScene, type Scene } from '../rights/scene.ts'
import { hostile, inputOf, mutated, type Known } from './shapes.ts'

// Bad input over HTTP: whatever is sent, the answer is either what the contract promises or a refusal in a Chinese
// sentence, never a fault.

let house: TestHouse
let app: FastifyInstance
let scene: Scene
let known: Known
before(async () => {
  house = await openTestHouse()
  scene = await setScene(house)
  app = createHttp({ house: house.platform.house, authenticate: house.platform.seatOf, settings: house.platform.settings, cookies: accountCookies, rateLimits: null, logLevel: 'silent' })
  await app.ready()
  const cases = await house.admin<{ number: string }[]>`select number from process."case"`
  known = {
    ids: [...Object.values(scene.things).flatMap(one => [one.person.id, one.mandate, one.file, one.message, one.place_id]), personOf('gu').id, personOf('xu').id, ...scene.attendances.map(one => one.attendance)],
    words: [...cases.map(row => row.number), '32', '3299', '329901001', '329901001001', '329901100200', '荷风', 'hefeng', '顾秀英', personOf('gu').id_number, item, 'accept', 'examine',
      'grant', 'withdraw', 'constructor', '__proto__', 'bank_proof', 'papers', 'person.phone', 'person.bank_account', 'person.occupation', 'submitted', 'community_worker', 'acceptance'],
  }
})
after(async () => {
  await app.close()
  await house.close()
})

interface Caller { token: string; seat?: string | undefined }
/** A session of somebody of the cast, written into the database; `office` names the seat, none is the person's own chair. */
async function enter(key: CastKey, office?: string): Promise<Caller> {
  const token = randomToken()
  await house.admin`insert into account.session (token_hash, account, second_factor, idle, expires_at)
    select ${sha256(token)}, id, true, '1 hour', now() + interval '1 hour' from account.account where person = ${cast[key].person}`
  return { token, seat: office && house.seat(key, office).mandate! }
}

const post = (name: string, body: unknown, { token, seat }: Partial<Caller> = {}, headers: Record<string, string> = {}) => app.inject({
  method: 'POST', url: `/api/${name}`, payload: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'x-gongzhi': '1', 'content-type': 'application/json', 'idempotency-key': newId(), ...(token && { authorization: `Bearer ${token}` }), ...(seat && { seat }), ...headers },
})

/** The answer keeps the contract: schema-true, or a problem with its own status and a Chinese sentence. */
function holds(operation: Operation, body: string, answer: LightMyRequestResponse): void {
  const shown = `${operation.name} ${body.slice(0, 400)} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  assert.ok(answer.statusCode < 500, shown)
  if (answer.statusCode === 200) {
    const parsed = operation.output.safeParse(answer.json())
    assert.ok(parsed.success, `${shown} ${parsed.error?.message}`)
    return
  }
  const problem = ProblemBody.parse(answer.json())
  assert.ok(problem.code in problems, shown)
  assert.equal(problems[problem.code as keyof typeof problems][0], answer.statusCode, shown)
  for (const said of [problem.message, ...(problem.fields ?? []).map(field => field.message)]) assert.match(said, /\p{Script=Han}/u, shown)
  assert.doesNotMatch(problem.message, /\{\w+\}|undefined|null|\[object/, shown)
}

/** A session of somebody who has no account of their own yet. */
async function accountOf({ id, name, place }: DemoPerson): Promise<Caller> {
  const token = randomToken()
  await house.admin`insert into account.account (id, login, person, person_county, name, password, staff)
    values (${id}, ${id}, ${id}, ${place.slice(0, 6)}, ${name}, 'x', false) on conflict do nothing`
  await house.admin`insert into account.session (token_hash, account, second_factor, idle, expires_at)
    select ${sha256(token)}, id, false, '1 hour', now() + interval '1 hour' from account.account where person = ${id}`
  return { token }
}

/** One desk whose office holds the verb, so that the input gets past the rights; the examiner's where none does. */
async function deskFor(name: OperationName): Promise<Caller> {
  const { verb } = house.platform.house.operations.find(served => served.operation.name === name)!.handler
  const desks: [CastKey, string][] = [['zhang', 'street_examiner'], ['xia', 'community_worker'], ['jiang', 'window_clerk'], ['cheng', 'county_civil_affairs'], ['shao', 'county_admin'], ['yan', 'province_admin'], ['he', 'auditor']]
  const [key, office] = desks.find(([, each]) => typeof verb === 'string' && house.platform.house.rights.holds(each, verb)) ?? desks[0]!
  return enter(key, office)
}

/** What is plausible, and what merely fits the schema. */
function validOf(operation: Operation, seat: Seat): fc.Arbitrary<unknown> {
  const plausible = Object.values(inputs[operation.name as OperationName] as Entry).flatMap(({ build }) => Object.values(scene.things).map(things => build(things, seat, scene)))
  return fc.oneof(fc.constantFrom(...plausible), inputOf(operation, known))
}

describe('whatever is sent', () => {
  for (const operation of [...promised.values()].filter(one => one.name !== 'file.keep')) {
    test(operation.name, async () => {
      const callers = await Promise.all([enter('xu'), deskFor(operation.name as OperationName)])
      const fits = validOf(operation, house.self('xu'))
      const bodies = fc.oneof({ weight: 2, arbitrary: fits.map(value => JSON.stringify(value)) }, { weight: 4, arbitrary: mutated(fits) }, { weight: 1, arbitrary: hostile.map(value => JSON.stringify(value)) })
      await fc.assert(fc.asyncProperty(bodies, fc.nat(callers.length), async (body, who) => {
        await house.admin`delete from kernel.throttle`
        holds(operation, body, await post(operation.name, body, callers[who] ?? {}))
      }), { numRuns: 60 })
    })
  }
})

describe('said in words', () => {
  interface Said { code: string; message: string; details: Record<string, unknown>; fields?: { path: string; message: string }[] }
  const said = async (name: OperationName, body: unknown, caller: Partial<Caller> = {}, headers: Record<string, string> = {}): Promise<Said & { status: number }> => {
    const answer = await post(name, body, caller, headers)
    return { status: answer.statusCode, ...answer.json<Said>() }
  }
  let zhang: Caller
  let xia: Caller
  let elders: DemoPerson[]
  before(async () => {
    ;[zhang, xia] = await Promise.all([enter('zhang', 'street_examiner'), enter('xia', 'community_worker')])
    elders = eldersOf('329901001004')
  })

  const newcomer = { name: '测试新人', identity: '', place: '329901100200', address: '稻禾村1组1号', purpose: '日常登记' }

  test('a number with a wrong check digit, of a day that never was, with a letter O', async () => {
    const good = freshIdentity()
    const wrong = good.slice(0, 17) + (good.endsWith('1') ? '2' : '1')
    const answer = await said('person.register', { ...newcomer, identity: wrong }, xia)
    assert.deepEqual([answer.status, answer.code, answer.fields?.[0]?.path], [422, 'identity.invalid', 'identity'])
    assert.match(answer.message, /校验|第 18 位/)
    assert.match((await said('person.register', { ...newcomer, identity: `${good.slice(0, 6)}19600230${good.slice(14)}` }, xia)).message, /1960-02-30 不存在/)
    assert.match((await said('person.register', { ...newcomer, identity: good.replace('0', 'O') }, xia)).message, /第 \d+ 位应是数字/)
  })

  test('a name of rare characters is kept as it is; half a character is refused', async () => {
    const name = '𠮷野𪚥㛃'
    const { id } = (await post('person.register', { ...newcomer, name, identity: freshIdentity() }, xia)).json<{ id: string }>()
    assert.equal((await post('person.show', { id, purpose: '核对' }, xia)).json<{ person: { name: string } }>().person.name, name)
    for (const bad of ['吴\0', '吴\ud842']) assert.equal((await said('person.register', { ...newcomer, name: bad, identity: freshIdentity() }, xia)).code, 'input.invalid')
  })

  test('a day that does not exist, a text that is too long, something left out', async () => {
    const day = await said('place.children', { as_of: '2026-02-30' })
    assert.deepEqual([day.status, day.fields], [400, [{ path: 'as_of', message: '日期格式应为 2026-11-22' }]])
    const long = await said('case.take', { number: scene.things.liuhu.cases.submitted, seq: 1, action: 'accept', note: '长'.repeat(2001) }, zhang)
    assert.deepEqual([long.status, long.fields], [400, [{ path: 'note', message: '最多 2000 个字' }]])
    const left = await said('case.take', {}, zhang)
    assert.deepEqual(left.fields?.map(field => `${field.path} ${field.message}`), ['number 请填写', 'seq 请填写', 'action 请填写'])
    const fact = await said('person.record', { id: scene.things.daohe.person.id, element: 'person.occupation', value: '木'.repeat(61), source: 'collected', purpose: '走访' }, xia)
    assert.deepEqual([fact.status, fact.fields?.[0]?.message], [422, '最多 60 个字'])
  })

  test('a step on what somebody else has moved on: by whom, and to what', async () => {
    const number = await applied(house, elders[3]!)
    assert.equal((await post('case.take', { number, seq: 1, action: 'accept' }, zhang)).statusCode, 200)
    const answer = await said('case.take', { number, seq: 1, action: 'not_accept', note: '不符合' }, zhang)
    assert.deepEqual([answer.status, answer.code], [409, 'case.moved'])
    assert.match(answer.message, /刚由章文办理为“已受理/)
  })

  test('the number of another place’s case is answered like one that never was', async () => {
    const there = await said('case.show', { number: scene.things.wanglan.cases.submitted }, zhang)
    const never = await said('case.show', { number: '329902-20261122-999999' }, zhang)
    assert.deepEqual(there, never)
    assert.deepEqual([there.status, there.code], [404, 'found.nothing'])
  })

  test('a log-in that has run out, and an office that was taken away in between', async () => {
    const caller = await enter('meng', 'street_examiner')
    assert.equal((await post('case.todo', {}, caller)).statusCode, 200)
    await house.admin`update territory.mandate set revoked_at = now(), revoked_reason = '调离' where id = ${caller.seat!}`
    assert.deepEqual([(await said('case.todo', {}, caller)).code], ['seat.not_yours'])
    await house.admin`update territory.mandate set revoked_at = null, revoked_reason = null where id = ${caller.seat!}`
    await house.admin`update account.session set seen_at = now() - interval '2 hours' where token_hash = ${sha256(caller.token)}`
    const answer = await said('case.todo', {}, caller)
    assert.deepEqual([answer.status, answer.code], [401, 'seat.expired'])
    assert.match(answer.message, /仍保留在本机/)
  })

  test('submitted again: under the same key the same answer, under another the number of what is open', async () => {
    const [elder] = elders
    const chair = selfSeat(elder!)
    const form = await house.call(chair, service.prepare, { item })
    const input = { item, answers: answersTo(form), confirmed: true }
    const caller = await accountOf(elder!)
    const key = { 'idempotency-key': newId() }
    const first = await post('service.apply', input, caller, key)
    assert.equal(first.statusCode, 200, first.body)
    assert.deepEqual((await post('service.apply', input, caller, key)).json(), first.json())
    const other = await said('service.apply', { ...input, answers: { ...input.answers, 'person.contact_name': '别人' } }, caller, key)
    assert.deepEqual([other.status, other.code], [422, 'idempotency.reused'])
    const again = await said('service.apply', input, caller)
    assert.deepEqual([again.status, again.code, again.details.number], [409, 'service.open_already', first.json<{ number: string }>().number])
    for (const missing of ['', 'short', 'ключ-ключ']) assert.equal((await said('service.apply', input, caller, { 'idempotency-key': missing })).code, 'idempotency.missing')
  })

  test('four applications at once from one person: one is taken, the others hear its number', async () => {
    const elder = elders[1]!
    const caller = await accountOf(elder)
    const form = await house.call(selfSeat(elder), service.prepare, { item })
    const answers = await Promise.all(Array.from({ length: 4 }, () => said('service.apply', { item, answers: answersTo(form), confirmed: true }, caller)))
    assert.deepEqual(answers.map(one => one.status).sort(), [200, 409, 409, 409])
    const taken = answers.find(one => one.status === 200) as unknown as { number: string }
    assert.deepEqual(answers.filter(one => one.status === 409).map(one => [one.code, one.details.number]), Array.from({ length: 3 }, () => ['service.open_already', taken.number]))
  })

  test('a bank card number that cannot be, in the field where it stands', async () => {
    const elder = elders[2]!
    const form = await house.call(selfSeat(elder), service.prepare, { item })
    const wrong = { ...answersTo(form), 'person.bank_account': '6217001234567890123', 'person.contact_phone': '12345' }
    const answer = await said('service.apply', { item, answers: wrong, confirmed: true }, await accountOf(elder))
    const fields = new Map(answer.fields?.map(field => [field.path, field.message]))
    assert.equal(answer.status, 400)
    assert.match(fields.get('answers.person.contact_phone') ?? fields.get('answers.person.bank_account') ?? '', /核对/)
  })

  test('words that every object knows are no actions and no papers', async () => {
    const elder = elders[4]!
    const [number, caller] = [await applied(house, elder), await accountOf(elder)]
    const file = await house.call(selfSeat(elder), service.keepFile, { name: '存折.jpg', type: 'image/jpeg', size: 9, digest: 'b'.repeat(64) })
    for (const action of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const answer = await said('case.take', { number, seq: 1, action }, zhang)
      assert.deepEqual([answer.status, answer.code], [409, 'case.not_now'])
    }
    const answer = await said('case.take', { number, seq: 1, action: 'withdraw', papers: [{ kind: 'constructor', file: file.id }] }, caller)
    assert.deepEqual([answer.status, answer.fields], [400, [{ path: 'papers.0', message: '不需要这种材料' }]])
  })

  test('what was sent is not said back as if the platform had said it', async () => {
    const odd = '{number}undefined null'
    const answers = [
      await said('person.record', { id: scene.things.daohe.person.id, element: odd, value: 1, source: 'collected', purpose: '走访' }, xia),
      await said('person.fact_history', { id: scene.things.daohe.person.id, element: odd }, xia),
      await said('case.take', { number: scene.things.liuhu.cases.submitted, seq: 1, action: odd }, zhang),
      await said('place.reorganise', { event: { kind: 'renamed', code: '329901001', name: odd }, effective: '2099-01-01', basis: odd }, await enter('yan', 'province_admin')),
    ]
    for (const answer of answers) {
      assert.ok(answer.status >= 400 && answer.status < 500)
      assert.doesNotMatch(answer.message, /number|undefined|null/)
    }
    assert.deepEqual(answers.slice(0, 3).map(one => one.code), ['fact.element_unknown', 'fact.element_unknown', 'case.not_now'])
  })

  test('a forged position in every list is the first page’s business, not a fault', async () => {
    const forged = [['x', 'y'], ['2026-99-99T00:00:00Z', 'x'], ['x'], ['\0', newId()], [newId(), newId()], [1, 2], { a: 1 }, 'x', null, ['------------------------------------', '------------------------------------'], ['infinity', 'infinity'], ['0000-01-01T00:00:00Z', newId()], ['2026-02-30T00:00:00Z', 'a'], ['2026-02-30T00:00:00.000Z', newId()], ['2026-11-22T24:00:00.000Z', 'a']]
    const afters = [...forged.map(key => Buffer.from(JSON.stringify(key)).toString('base64url')), 'x', '====', '😀', "' or 1=1 --"]
    const lists = [...promised.values()].filter(one => 'after' in ((one.input as unknown as { shape?: object }).shape ?? {}))
    assert.ok(lists.length >= 10)
    for (const operation of lists) {
      const callers = [await enter('xu'), await deskFor(operation.name as OperationName)]
      for (const after of afters) for (const caller of callers) holds(operation, after, await post(operation.name, { after }, caller))
    }
  })
})
