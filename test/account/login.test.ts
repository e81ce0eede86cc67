import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, beforeEach, describe, test } from 'node:test'
import { newId, sha256 } from '../../server/kernel/ids.ts'
import { codeFor, demoSecret } from '../../server/modules/account/index.ts'
import { password, people, smallHouse, type SmallHouse } from './smallHouse.ts'

interface LoginAnswer { token: string; needs_second_factor: boolean }
interface MeAnswer { account: string | null; name: string | null; needs_second_factor: boolean; seats: { office: string; place_name: string; verbs: string[] }[]; serving: { name: string } | null }

let at: SmallHouse
before(async () => { at = await smallHouse() })
after(() => at.close())
// Every test may guess anew.
beforeEach(async () => { await at.admin`delete from kernel.throttle` })

const login = async (who: string, word = password, address = '10.0.0.1') =>
  at.call<LoginAnswer>(await at.seat({ address }), 'account.login', { login: who, password: word })
const wrong = { code: 'login.wrong' }
const locked = { code: 'login.locked' }
const sessions = async () => (await at.admin<{ n: number }[]>`select count(*) as n from account.session`)[0]!.n
const stepsBack = async () => { await at.admin`update account.account set totp_last_step = 0` }
const codeNow = (who: string) => codeFor(demoSecret(who), 0, at.clock.now().toISOString())

describe('the password', () => {
  test('a resident logs in and is in the own chair', async () => {
    const { token, needs_second_factor } = await login('shenmei')
    assert.equal(needs_second_factor, false)
    const seat = await at.seat({ token })
    assert.deepEqual([seat.chair, seat.office, seat.person, seat.actor], ['self', 'resident', people.mei.id, people.mei.id])
    const me = await at.call<MeAnswer>(seat, 'account.me')
    assert.deepEqual([me.name, me.needs_second_factor, me.seats], ['沈梅', false, []])
  })

  test('an unknown login and a wrong password are one answer', async () => {
    const refusals = await Promise.all([login('nobody'), login('luyiming', 'wrong')].map(each => each.catch(error => error.body())))
    assert.deepEqual(refusals[0], refusals[1])
    assert.equal(refusals[0].code, 'login.wrong')
  })

  test('who guesses from elsewhere does not keep the owner out, until it is a hundred', async () => {
    for (let n = 0; n < 6; n++) await login('zhangwen', 'wrong', '192.0.2.1').catch(() => null)
    await assert.rejects(login('zhangwen', password, '192.0.2.1'), locked)
    assert.ok((await login('zhangwen', password, '192.0.2.2')).token)
    await at.admin`update kernel.throttle set n = 99 where key like 'login:%' and key not like '%@%'`
    await at.admin`insert into kernel.throttle (key, until, n) values (${`login:${sha256('zhangwen').toString('hex')}`}, now() + interval '10 minutes', 99) on conflict (key) do nothing`
    await assert.rejects(login('zhangwen', 'wrong', '192.0.2.3'), wrong)
    await assert.rejects(login('zhangwen', password, '192.0.2.4'), locked)
  })

  test('each lock from one address lasts twice as long as the one before', async () => {
    const minutes = async () => {
      for (let n = 0; n < 5; n++) await assert.rejects(login('helan', 'wrong', '192.0.2.9'), wrong)
      const refusal = await login('helan', password, '192.0.2.9').catch(error => error as { details: { minutes: number } })
      await at.admin`update kernel.throttle set until = now() - interval '1 second' where key not like 'again %'`
      return (refusal as { details: { minutes: number } }).details.minutes
    }
    assert.deepEqual([await minutes(), await minutes(), await minutes()], [15, 30, 60])
  })

  test('five wrong lock the account, also for the right one, and no other account', async () => {
    for (let n = 0; n < 5; n++) await assert.rejects(login('luyiming', 'wrong'), wrong)
    await assert.rejects(login('luyiming'), (error: Error & { code: string; details: { minutes: number } }) =>
      error.code === 'login.locked' && error.details.minutes === 15 && error.message.includes('15 分钟'))
    await login('shenmei')
    await at.admin`update kernel.throttle set until = now() - interval '1 second'`
    await login('luyiming')
  })

  test('an unknown login is locked like a known one', async () => {
    for (let n = 0; n < 5; n++) await assert.rejects(login('nobody', 'wrong'), wrong)
    await assert.rejects(login('nobody', 'wrong'), locked)
  })

  test('a right one forgives the wrong ones before', async () => {
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 4; n++) await assert.rejects(login('shenmei', 'wrong'), wrong)
      await login('shenmei')
    }
  })

  test('twenty guesses at once get no more than five answers', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => login('luyiming', 'wrong').catch(error => error.code as string)))
    const count = (code: string) => answers.filter(each => each === code).length
    assert.ok(count('login.wrong') <= 5, answers.join())
    assert.equal(count('login.wrong') + count('login.locked') + count('server.busy'), 20)
  })

  test('fifty wrong from one address lock the address; logging in oneself in between does not help', async () => {
    await at.admin`insert into kernel.throttle (key, until, n) values ('address:10.9.9.9', now() + interval '10 minutes', 48)`
    await assert.rejects(login('ghost1', 'wrong', '10.9.9.9'), wrong)
    await login('shenmei', password, '10.9.9.9')
    await assert.rejects(login('ghost2', 'wrong', '10.9.9.9'), wrong)
    await assert.rejects(login('shenmei', password, '10.9.9.9'), locked)
    await login('shenmei', password, '10.9.9.8')
  })

  test('what was typed is nowhere, and neither is the token', async () => {
    const { token } = await login('shenmei')
    const [entry] = await at.admin<Record<string, unknown>[]>`
      select subject, actor, actor_name, deed, chair, entry::text as whole from ledger.entry as entry where operation = 'account.login' order by id desc limit 1`
    assert.deepEqual([entry!.subject, entry!.actor, entry!.actor_name, entry!.deed, entry!.chair], [people.mei.id, null, '沈梅', '登录成功', 'public'])
    assert.ok(!String(entry!.whole).includes('shenmei'))
    const [kept] = await at.admin<{ n: number }[]>`select count(*) as n from account.session where token_hash = ${sha256(token)}`
    assert.equal(kept!.n, 1)
    const [repeats] = await at.admin<{ n: number }[]>`select count(*) as n from kernel.idempotency where operation in ('account.login', 'account.verify')`
    assert.equal(repeats!.n, 0)
  })

  test('no chair can read the accounts', async () => {
    for (const chair of ['public', 'self', 'desk', 'server'] as const) {
      const read = at.database.transact({ chair, low: '', person: '', actor: '' }, 'read', ({ sql }) => sql`select 1 from account.account`)
      await assert.rejects(read, { code: '42501' })
    }
  })
})

describe('the second factor', () => {
  test('half-seated staff can do nothing but supply it or leave', async () => {
    const { token, needs_second_factor } = await login('jiangmin')
    assert.equal(needs_second_factor, true)
    const half = await at.seat({ token, mandate: await at.mandateOf(people.jiang.id) })
    assert.deepEqual([half.chair, half.actor, half.incomplete], ['public', null, true])
    const me = await at.call<MeAnswer>(half, 'account.me')
    assert.deepEqual([me.name, me.needs_second_factor, me.seats], ['蒋敏', true, []])
    for (const { operation, handler } of at.house.operations) {
      if (handler.halfSeated) continue
      await assert.rejects(at.house.call(half, operation.name, sample[operation.name] ?? {}, { key: newId() }), { code: 'seat.needs_second_factor' }, operation.name)
    }
    assert.deepEqual(at.house.operations.filter(({ handler }) => handler.halfSeated).map(({ operation }) => operation.name).sort(),
      ['account.arrive', 'account.depart', 'account.elsewhere', 'account.enrolment', 'account.login', 'account.logout', 'account.me', 'account.password', 'account.verify'])
  })

  test('it gives a new token, and the old one is dead', async () => {
    await stepsBack()
    const { token } = await login('jiangmin')
    const whole = await at.call<{ token: string }>(await at.seat({ token }), 'account.verify', { code: await codeNow('jiangmin') })
    assert.notEqual(whole.token, token)
    await assert.rejects(at.seat({ token }), { code: 'seat.expired' })
    const me = await at.call<MeAnswer>(await at.seat({ token: whole.token }), 'account.me')
    assert.deepEqual(me.seats.map(({ office, place_name }) => [office, place_name]), [['window_clerk', '柳湖区柳湖街道荷风社区']])
    assert.ok(me.seats[0]!.verbs.includes('account.use'))
  })

  test('a code is accepted once, also when two come at once', async () => {
    await stepsBack()
    const halves = await Promise.all([login('songjia'), login('songjia')])
    const seats = await Promise.all(halves.map(({ token }) => at.seat({ token })))
    const code = await codeNow('songjia')
    const answers = await Promise.all(seats.map(seat => at.call(seat, 'account.verify', { code }).then(() => 'in', error => error.code as string)))
    assert.deepEqual(answers.sort(), ['in', 'login.code_wrong'])
    const third = await at.seat({ token: (await login('songjia')).token })
    await assert.rejects(at.call(third, 'account.verify', { code }), { code: 'login.code_wrong' })
  })

  test('an older code than the last used is refused, one step ahead accepted', async t => {
    await stepsBack()
    // The middle of a step, so that the next does not begin meanwhile.
    const now = at.clock.at = Math.floor(Date.now() / 30_000) * 30_000 + 15_000
    t.after(() => { at.clock.at = null })
    const codeAt = (steps: number) => codeFor(demoSecret('zhangwen'), 0, new Date(now + steps * 30_000).toISOString())
    const half = async () => at.seat({ token: (await login('zhangwen')).token })
    await at.call(await half(), 'account.verify', { code: await codeAt(1) })
    for (const steps of [1, 0, -1, 2, -2]) {
      await assert.rejects(at.call(await half(), 'account.verify', { code: await codeAt(steps) }), { code: 'login.code_wrong' }, String(steps))
    }
  })

  test('five wrong codes lock', async () => {
    await stepsBack()
    const seat = await at.seat({ token: (await login('shaojun')).token })
    const right = await codeNow('shaojun')
    const other = right === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n++) await assert.rejects(at.call(seat, 'account.verify', { code: other }), { code: 'login.code_wrong' })
    await assert.rejects(at.call(seat, 'account.verify', { code: right }), locked)
  })
})

describe('the session', () => {
  test('ends when it expires, when it is left alone, and at log-out', async () => {
    const ended: [string, (hash: Buffer) => PromiseLike<unknown>][] = [
      ['expired', hash => at.admin`update account.session set expires_at = now() where token_hash = ${hash}`],
      ['idle', hash => at.admin`update account.session set seen_at = now() - idle - interval '1 second' where token_hash = ${hash}`],
    ]
    for (const [why, end] of ended) {
      const { token } = await login('shenmei')
      await at.seat({ token })
      await end(sha256(token))
      await assert.rejects(at.seat({ token }), { code: 'seat.expired' }, why)
    }
    const { token } = await login('shenmei')
    await at.call(await at.seat({ token }), 'account.logout')
    await assert.rejects(at.seat({ token }), { code: 'seat.expired' })
    await assert.rejects(at.seat({ token: 'made-up' }), { code: 'seat.expired' })
  })

  test('staff may leave it alone for half an hour, residents for a week', async () => {
    const staff = await at.enter('jiangmin')
    const { token: resident } = await login('shenmei')
    const aged = (ago: string) => at.admin`update account.session set seen_at = now() - ${ago}::interval`
    await aged('29 minutes')
    await at.seat({ token: staff })
    await aged('31 minutes')
    await assert.rejects(at.seat({ token: staff }), { code: 'seat.expired' })
    await at.seat({ token: resident })
  })

  test('is kept alive by being used', async () => {
    const { token } = await login('shenmei')
    const hash = sha256(token)
    await at.admin`update account.session set seen_at = now() - interval '2 hours' where token_hash = ${hash}`
    await at.seat({ token })
    for (let tries = 0; tries < 200; tries++) {
      const [row] = await at.admin<{ fresh: boolean }[]>`select seen_at > now() - interval '1 minute' as fresh from account.session where token_hash = ${hash}`
      if (row!.fresh) return
      await sleep(50)
    }
    assert.fail('it was never touched')
  })

  test('is swept when dead', async () => {
    await at.admin`delete from account.session`
    const { token } = await login('shenmei')
    await login('luyiming')
    await at.admin`update account.session set expires_at = now() where token_hash = ${sha256(token)}`
    const { accountModule } = await import('../../server/modules/account/index.ts')
    const module = accountModule({ database: at.database, verbsOf: () => [], report: () => undefined })
    const swept = await Promise.all(module.sweeps!.map(sweep => sweep.run(at.house, at.database)))
    assert.deepEqual([swept[0], await sessions()], [1, 1])
  })
})

describe('the demonstration', () => {
  test('shows its logins with a code that works, and after it was used the next', async () => {
    await stepsBack()
    const shown = async () => (await at.call<{ logins: { login: string; password: string; code: string | null; staff: boolean }[] }>(await at.seat(), 'account.demo_logins')).logins
    for (let n = 0; n < 2; n++) {
      const one = (await shown()).find(each => each.login === 'helan')!
      const { token } = await login(one.login, one.password)
      await at.call(await at.seat({ token }), 'account.verify', { code: one.code })
    }
    const resident = (await shown()).find(each => each.login === 'shenmei')!
    assert.deepEqual([resident.staff, resident.code], [false, null])
    assert.equal((await shown()).length, Object.keys(people).length)
  })

  test('is nowhere else', async () => {
    const real = await smallHouse({ demonstration: false })
    try {
      await assert.rejects(real.call(await real.seat(), 'account.demo_logins'), { code: 'demo.only' })
    } finally {
      await real.close()
    }
  })
})

const sample: Record<string, unknown> = {
  'account.mandates': {}, 'account.revoke': { mandate: newId(), reason: 'x' }, 'message.read': { id: newId() },
  'account.open': { mandate: newId(), login: 'somebody' }, 'account.reset': { mandate: newId(), reason: 'x' }, 'account.lockout': { of: 'code', who: 'x' },
  'message.set': { sms: true }, 'account.grant': { identity: '1', name: '某', office: 'auditor', place: '32', valid_from: '2026-01-01', valid_to: null, basis: 'x' },
}
