import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as account from '../../contract/account.ts'
import { openTestHouse, personOf, population, publicSeat, refused, type TestHouse } from '../house.ts'
import { freshIdentity } from '../rights/scene.ts'
import { openProvider, redirect, type TestProvider } from './provider.ts'

// Log-in with the provincial account, against a real provider: the number that it vouches for finds the person.

let provider: TestProvider
let house: TestHouse
const elsewhere = (issuer: string) => ({
  name: '省统一身份认证', issuer, client_id: 'gongzhi', client_secret: 'test-secret-of-gongzhi', redirect, scope: 'openid identity', identity_claim: 'id_number', strong_acr: ['two'],
})
before(async () => {
  provider = await openProvider()
  house = await openTestHouse({ elsewhere: elsewhere(provider.issuer) })
})
after(async () => { await house.close(); await provider.close() })

const go = async (number: string | null, acr?: string, back?: string) => {
  provider.who = { id: `sub-${number ?? 'none'}`, number, acr }
  const { address, ticket } = await house.call(publicSeat, account.depart, back ? { back } : {})
  return { ticket, query: (await provider.walk(address)).search, asked: new URL(address).searchParams }
}
const come = async (way: { ticket: string; query: string }) => house.call(publicSeat, account.arrive, { ticket: way.ticket, query: way.query })
const seatOf = (token: string, mandate?: string) => house.platform.seatOf({ token, ...mandate && { mandate } })

test('a resident comes in by the number that the provider vouches for, also one who had no account; and comes back to the same', async () => {
  assert.deepEqual(await house.call(publicSeat, account.elsewhere, {}), { name: '省统一身份认证' })
  const nobodyYet = population.persons.find(one => one.alive && one.birth_date < '1990' && one.birth_date > '1970' && !population.cast.some(member => member.person === one.id))!
  const way = await go(nobodyYet.id_number, undefined, '/services')
  assert.deepEqual([way.asked.get('code_challenge_method'), way.asked.get('response_type'), way.asked.has('nonce'), way.asked.has('state')], ['S256', 'code', true, true])
  const done = await come(way)
  assert.deepEqual([done.needs_second_factor, done.step, done.back], [false, null, '/services'])
  const seat = await seatOf(done.token)
  assert.deepEqual([seat.chair, seat.person, seat.personName], ['self', nobodyYet.id, nobodyYet.name])
  const again = await come(await go(nobodyYet.id_number))
  const me = await house.call(await seatOf(again.token), account.me, {})
  assert.deepEqual([me.person, me.staff, (await house.admin`select 1 from account.account where person = ${nobodyYet.id}`).length], [nobodyYet.id, false, 1])
  const [entry] = await house.admin`select office, subject from ledger.entry where operation = 'account.arrive' order by id limit 1`
  assert.deepEqual({ ...entry }, { office: 'anyone', subject: nobodyYet.id })
  const kept = JSON.stringify([await house.admin`select * from account.errand`, await house.admin`select * from ledger.entry`, await house.admin`select login, name from account.account`])
  assert.ok(!kept.includes(nobodyYet.id_number))
})

test('staff sit where their mandates say; without the provider’s second factor ours is asked for', async () => {
  const zhang = personOf('zhang')
  const half = await come(await go(zhang.id_number))
  assert.deepEqual([half.needs_second_factor, half.step], [true, 'code'])
  assert.equal(await refused((async () => house.call(await seatOf(half.token), account.mandates, {}))()), 'seat.needs_second_factor')
  const { logins } = await house.call(publicSeat, account.demoLogins, {})
  const whole = await house.call(await seatOf(half.token), account.verify, { code: logins.find(one => one.login === 'zhangwen')!.code! })
  assert.equal((await seatOf(whole.token, house.seat('zhang').mandate!)).office, 'street_examiner')
  const strong = await come(await go(zhang.id_number, 'two'))
  assert.deepEqual([strong.needs_second_factor, strong.step], [false, null])
  assert.equal((await seatOf(strong.token, house.seat('zhang').mandate!)).place, '329901001')
  assert.equal(await refused(seatOf(strong.token, house.seat('cheng').mandate!)), 'seat.not_yours')
  const own = await come(await go(zhang.id_number, 'a made-up word'))
  assert.equal(own.needs_second_factor, true, 'only what was agreed counts as a second factor')
})

test('somebody whom nobody registered, or without a number, hears so', async () => {
  assert.equal(await refused(go(freshIdentity()).then(come)), 'login.elsewhere_unknown')
  assert.equal(await refused(go('not a number').then(come)), 'login.elsewhere_unknown')
  assert.equal(await refused(go(null).then(come)), 'login.elsewhere_unknown')
})

test('an answer to another question, one used before, changed or taken from another browser opens nothing', async () => {
  const number = personOf('lu').id_number
  const [one, two] = [await go(number), await go(number)]
  assert.equal(await refused(come({ ticket: one.ticket, query: two.query })), 'login.elsewhere_failed')
  assert.equal(await refused(come({ ticket: 'made up', query: one.query })), 'login.elsewhere_failed')
  assert.equal(await refused(come({ ticket: one.ticket, query: one.query.replace(/state=[^&]+/, 'state=mine') })), 'login.elsewhere_failed')
  assert.equal(await refused(come({ ticket: one.ticket, query: '?error=access_denied&state=x' })), 'login.elsewhere_failed')
  assert.equal((await come(two)).needs_second_factor, false)
  assert.equal(await refused(come(two)), 'login.elsewhere_failed')
  const late = await go(number)
  await house.admin`update account.errand set expires_at = now() - interval '1 second'`
  assert.equal(await refused(come(late)), 'login.elsewhere_failed')
})

test('where there is no provider, or it is away, that is said; the password works all the same', async () => {
  const without = await openTestHouse()
  assert.deepEqual(await without.call(publicSeat, account.elsewhere, {}), { name: null })
  assert.equal(await refused(without.call(publicSeat, account.depart, {})), 'login.elsewhere_none')
  assert.equal((await without.call(publicSeat, account.login, { login: 'shenmei', password: 'Gongzhi-demo-2026' })).needs_second_factor, false)
  await without.close()
  const away = await openTestHouse({ elsewhere: elsewhere('http://127.0.0.1:9') })
  assert.equal(await refused(away.call(publicSeat, account.depart, {})), 'login.elsewhere_down')
  await away.close()
})
