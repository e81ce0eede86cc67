import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, beforeEach, test } from 'node:test'
import * as account from '../../contract/account.ts'
import * as ledger from '../../contract/ledger.ts'
import * as messages from '../../contract/message.ts'
import type { DemoPerson } from '../../server/demo/index.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { codeFor } from '../../server/modules/account/index.ts'
import { openTestHouse, personOf, population, publicSeat, refusal, refused, type TestHouse } from '../house.ts'
import { deskSeat, selfSeat } from '../rights/scene.ts'

// From the appointment to the first day at the desk, and what happens when somebody forgets or guesses.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())
beforeEach(async () => { await house.admin`delete from kernel.throttle` })

const community = '329901001001'
const inCast = new Set(population.cast.map(member => member.person))
const [fresh, elsewhere, other] = population.persons
  .filter(one => one.place.startsWith(community) && one.birth_date > '1975' && one.birth_date < '1995' && !inCast.has(one.id)) as [DemoPerson, DemoPerson, DemoPerson]
const typed: string[] = []
const chosen = 'Hefeng-2026-xin'
let mandate = ''
let secret = ''

const appoint = async (by: Seat, { name, id_number }: DemoPerson, office: string, place: string) =>
  (await house.call(by, account.grant, { identity: id_number, name, office, place, valid_from: '2026-11-01', valid_to: null, basis: '任命文件' })).id
const enter = (login: string, password: string, address = '192.0.2.1') => {
  typed.push(password)
  return house.call({ ...publicSeat, address } as Seat, account.login, { login, password })
}
const seatOf = (token: string, more: { mandate?: string } = {}) => house.platform.seatOf({ token, ...more })
const codeNow = () => codeFor(secret, 0, new Date().toISOString())
const stepsBack = () => house.admin`update account.account set totp_last_step = 0`
const recorded = async (operation: string) => (await house.call(house.seat('he'), ledger.list, { limit: 200 })).items.filter(item => item.operation === operation)

/** What is recorded without anybody waiting for it. */
async function recordedSoon(operation: string, n: number) {
  for (let tries = 0; tries < 100; tries++) {
    const found = await recorded(operation)
    if (found.length >= n) return found
    await sleep(20)
  }
  return recorded(operation)
}

test('the administrator of the county opens an account for whoever was appointed below, and for nobody else', async () => {
  const shao = house.seat('shao')
  mandate = await appoint(shao, fresh, 'community_worker', community)
  for (const stranger of [deskSeat('county_admin', '329902', other), deskSeat('county_admin', '329901100', other)]) {
    assert.equal(await refused(house.call(stranger, account.openAccount, { mandate, login: 'xinren' })), 'found.nothing')
  }
  assert.equal(await refused(house.call(house.seat('song'), account.openAccount, { mandate, login: 'xinren' })), 'right.missing')
  assert.equal((await refusal(house.call(shao, account.openAccount, { mandate, login: 'A b' }))).fields![0]!.message, '账号用 3 到 30 个小写字母、数字、点或横线，以字母开头')
  assert.equal(await refused(house.call(shao, account.openAccount, { mandate, login: 'shenmei' })), 'account.login_taken')

  const issued = await house.call(shao, account.openAccount, { mandate, login: 'xinren' })
  typed.push(issued.password)
  assert.match(issued.password, /^[A-Za-z2-9]{4}-[A-Za-z2-9]{4}-[A-Za-z2-9]{4}$/)
  assert.equal(await refused(house.call(shao, account.openAccount, { mandate, login: 'xinren2' })), 'account.has_one')
  const shown = (await house.call(shao, account.mandates, { place: community })).items.find(item => item.id === mandate)
  assert.equal(shown?.login, 'xinren')
})

test('never above, never beside, never one’s own, never somebody who also sits elsewhere', async () => {
  const [shao, luo] = [house.seat('shao'), house.seat('luo')]
  const beside = await appoint(luo, other, 'county_admin', '329901')
  const why = (problem: { code: string; message: string }) => `${problem.code} ${problem.message}`
  assert.match(why(await refusal(house.call(shao, account.openAccount, { mandate: beside, login: 'beside' }))), /上级管理员/)
  assert.equal(await refused(house.call(shao, account.resetAccount, { mandate: house.seat('luo').mandate!, reason: 'x' })), 'found.nothing')
  assert.match(why(await refusal(house.call(shao, account.resetAccount, { mandate: shao.mandate!, reason: 'x' }))), /account.refused 不能办理自己的账号/)
  const here = await appoint(shao, elsewhere, 'community_worker', community)
  await appoint(luo, elsewhere, 'community_worker', '329902001001')
  assert.match(why(await refusal(house.call(shao, account.openAccount, { mandate: here, login: 'liangdi' }))), /account.refused 此人还在您的管辖范围以外任职/)
  await house.call(luo, account.openAccount, { mandate: here, login: 'liangdi' })
  assert.match(why(await refusal(house.call(shao, account.resetAccount, { mandate: here, reason: '忘记密码' }))), /管辖范围以外/)
  assert.equal(await refused(house.call(shao, account.resetAccount, { mandate: house.seat('zhang').mandate!, reason: '忘记密码' })), 'demo.fixed')
  const without = await appoint(shao, { ...population.persons.find(one => one.id === personOf('lu').id)! }, 'community_worker', community)
  assert.equal(await refused(house.call(shao, account.resetAccount, { mandate: without, reason: '忘记密码' })), 'account.none')
})

test('the first log-in asks for a password and a second factor of one’s own, in this order and before anything else', async () => {
  const { token, step } = await enter('xinren', typed[0]!)
  assert.equal(step, 'password')
  const half = await seatOf(token, { mandate })
  assert.deepEqual(await house.call(half, account.me, {}).then(me => [me.step, me.needs_second_factor, me.seats]), ['password', true, []])
  assert.equal(await refused(house.call(half, messages.list, {})), 'seat.needs_second_factor')
  assert.equal(await refused(house.call(half, account.enrolment, {})), 'login.password_first')
  assert.equal(await refused(house.call(half, account.verify, { code: '123456' })), 'login.password_first')

  const change = (current: string, password: string) => refusal(house.call(half, account.changePassword, { current, password }))
  assert.deepEqual((await change('wrong', chosen)).fields, [{ path: 'current', message: '现在的密码不对' }])
  assert.deepEqual((await change(typed[0]!, 'xinren')).fields, [{ path: 'password', message: '密码至少 10 位' }])
  assert.deepEqual((await change(typed[0]!, typed[0]!)).fields, [{ path: 'password', message: '新密码和现在的一样' }])
  assert.equal((await house.call(half, account.changePassword, { current: typed[0]!, password: chosen })).step, 'enrol')
  typed.push(chosen)
  assert.equal((await change(chosen, 'Hefeng-2026-lai')).code, 'seat.needs_second_factor', 'half a log-in changes the password once')

  const proposed = await house.call(half, account.enrolment, {})
  assert.match(proposed.uri, /^otpauth:\/\/totp\/.*xinren.*secret=/)
  assert.deepEqual(await house.call(half, account.enrolment, {}), proposed, 'a page loaded again shows the same')
  secret = proposed.secret
  typed.push(secret)
  const wrong = (await codeNow()) === '000000' ? '000001' : '000000'
  assert.equal(await refused(house.call(half, account.verify, { code: wrong })), 'login.code_wrong')
  const whole = await house.call(half, account.verify, { code: await codeNow() })
  const me = await house.call(await seatOf(whole.token), account.me, {})
  assert.deepEqual(me.seats.map(seat => [seat.office, seat.place]), [['community_worker', community]])
  assert.equal((await enter('xinren', chosen)).step, 'code')
})

test('one’s own password is changed with the old one, and every other session ends', async () => {
  await stepsBack()
  const { token: half } = await enter('xinren', chosen)
  assert.equal(await refused(house.call(await seatOf(half), account.enrolment, {})), 'login.enrolled')
  const { token } = await house.call(await seatOf(half), account.verify, { code: await codeNow() })
  const { token: another } = await enter('xinren', chosen)
  const seat = await seatOf(token, { mandate })
  typed.push('Hefeng-2027-lai')
  await house.call(seat, account.changePassword, { current: chosen, password: 'Hefeng-2027-lai' })
  await seatOf(token)
  assert.equal(await refused(seatOf(another)), 'seat.expired')
  assert.equal(await refused(enter('xinren', chosen)), 'login.wrong')
  assert.equal((await enter('xinren', 'Hefeng-2027-lai')).step, 'code')
  const { token: shen } = await enter('shenmei', 'Gongzhi-demo-2026')
  assert.equal(await refused(house.call(await seatOf(shen), account.changePassword, { current: 'Gongzhi-demo-2026', password: chosen })), 'demo.fixed')
})

test('reset: both factors begin anew, all sessions end, the owner is told; an initial password does not hold for ever', async () => {
  await stepsBack()
  const { token: half } = await enter('xinren', 'Hefeng-2027-lai')
  const { token } = await house.call(await seatOf(half), account.verify, { code: await codeNow() })
  const issued = await house.call(house.seat('shao'), account.resetAccount, { mandate, reason: '手机丢了' })
  typed.push(issued.password)
  assert.equal(issued.login, 'xinren')
  assert.equal(await refused(seatOf(token)), 'seat.expired')
  assert.equal(await refused(enter('xinren', 'Hefeng-2027-lai')), 'login.wrong')
  await house.platform.sweeper.once()
  assert.match((await house.call(selfSeat(fresh), messages.list, {})).items[0]!.body, /邵军于 .* 重置了您的密码和动态验证。原因：手机丢了/)
  const again = await enter('xinren', issued.password)
  assert.equal(again.step, 'password')
  await house.call(await seatOf(again.token), account.changePassword, { current: issued.password, password: 'Hefeng-2028-lai' })
  assert.notEqual((await house.call(await seatOf(again.token), account.enrolment, {})).secret, secret)
  const { password } = await house.call(house.seat('shao'), account.resetAccount, { mandate, reason: '又忘了' })
  await house.admin`update account.account set initial_until = now() - interval '1 minute' where login = 'xinren'`
  assert.equal(await refused(enter('xinren', password)), 'login.initial_expired')
})

test('every one of these is in the record; no password, secret or code is in it, nor kept for repetition', async () => {
  const counts = await Promise.all(['account.open', 'account.reset', 'account.password', 'account.enrolment'].map(async name => (await recorded(name)).length))
  assert.deepEqual(counts, [2, 2, 3, 3])
  assert.ok((await recorded('account.password')).every(entry => entry.subject === fresh.id))
  const [all] = await house.admin<{ text: string }[]>`
    select (select string_agg(e::text, ' ') from ledger.entry e) || (select string_agg(i::text, ' ') from kernel.idempotency i) || (select string_agg(o::text, ' ') from kernel.outbox o) as text`
  for (const word of typed) assert.ok(!all!.text.includes(word), word)
  const [repeats] = await house.admin<{ n: number }[]>`select count(*)::int as n from kernel.idempotency where operation in ('account.open', 'account.reset', 'account.password')`
  assert.equal(repeats!.n, 0)
})

test('guessing is recorded once for each lock-out, and cannot fill the record', async () => {
  await Promise.all(Array.from({ length: 8 }, () => enter('mengyao', 'wrong').catch(() => null)))
  for (let n = 0; n < 8; n++) await enter('mengyao', 'wrong').catch(() => null)
  const first = await recordedSoon('account.lockout', 1)
  assert.deepEqual(first.map(entry => [entry.subject, entry.chair, entry.operation_name]), [[personOf('meng').id, 'server', '登录连续失败而锁定']])
  for (let n = 0; n < 8; n++) await enter('nobody-at-all', 'wrong', '192.0.2.2').catch(() => null)
  await house.admin`insert into kernel.throttle (key, until, n) values ('address:192.0.2.3', now() + interval '10 minutes', 48)`
  for (let n = 0; n < 6; n++) await enter(`ghost${n}`, 'wrong', '192.0.2.3').catch(() => null)
  const second = await recordedSoon('account.lockout', 2)
  assert.deepEqual(second.map(entry => entry.subject).sort(), [personOf('meng').id, '192.0.2.3'].sort())
  await house.admin`insert into kernel.throttle (key, until, n) values ('lockouts of addresses', now() + interval '1 hour', 100)
    on conflict (key) do update set n = 100`
  await house.admin`insert into kernel.throttle (key, until, n) values ('address:192.0.2.4', now() + interval '10 minutes', 49)`
  await enter('ghost', 'wrong', '192.0.2.4').catch(() => null)
  for (let n = 0; n < 5; n++) await enter('songjia', 'wrong', '192.0.2.5').catch(() => null)
  const third = await recordedSoon('account.lockout', 3)
  assert.deepEqual([third.length, third.some(entry => entry.subject === '192.0.2.4')], [3, false], 'a hundred addresses an hour are enough to be warned')
})
