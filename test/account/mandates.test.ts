import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays, today } from '../../contract/time.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { people, smallHouse, type SmallHouse, type Somebody } from './smallHouse.ts'

interface MandateAnswer { id: string; office: string; place: string; place_name: string; person: string; revoked_at: string | null }
interface PageAnswer { items: MandateAnswer[]; next: string | null; count: { n: number; exact: boolean } }

let at: SmallHouse
const tokens = new Map<string, string>()
before(async () => {
  at = await smallHouse()
  for (const who of [people.shao, people.wang, people.luo, people.jiang, people.song]) tokens.set(who.key, await at.enter(who.key))
})
after(() => at.close())

const sits = async (who: Somebody): Promise<Seat> => at.seat({ token: tokens.get(who.key), mandate: await at.mandateOf(who.id) })
const grant = async (by: Somebody, whom: { name: string; number: string }, office: string, place: string, more: object = {}) =>
  at.call<MandateAnswer>(await sits(by), 'account.grant',
    { identity: whom.number, name: whom.name, office, place, valid_from: '2026-01-01', valid_to: null, basis: '任命文件 1 号', ...more })
const reason = (text: string) => (error: Error & { code: string }) => error.code === 'mandate.invalid' && error.message.includes(text)

const inDays = (n: number) => addDays(today(), n)

describe('sitting down', () => {
  test('not before a mandate begins and not after it ended; on its first and last day one does', async () => {
    const mandate = await at.mandateOf(people.song.id)
    const sit = () => at.seat({ token: tokens.get('songjia'), mandate }).then(() => 'sits', error => error.code as string)
    const held = async (from: number, to: number | null) => {
      await at.admin`update territory.mandate set valid_from = ${inDays(from)}, valid_to = ${to === null ? null : inDays(to)} where id = ${mandate}`
      const { seats } = await at.call<{ seats: unknown[] }>(await at.seat({ token: tokens.get('songjia') }), 'account.me')
      return [await sit(), seats.length]
    }
    assert.deepEqual(await held(-10, -1), ['seat.not_yours', 0])
    assert.deepEqual(await held(1, null), ['seat.not_yours', 0])
    assert.deepEqual(await held(-10, 0), ['sits', 1])
    assert.deepEqual(await held(0, 0), ['sits', 1])
    assert.deepEqual(await held(-10, null), ['sits', 1])
  })

  test('at a desk with a mandate of one’s own, and no other', async () => {
    const desk = await sits(people.shao)
    assert.deepEqual([desk.chair, desk.office, desk.place, desk.person, desk.actor], ['desk', 'county_admin', '329901', null, people.shao.id])
    const others = await at.mandateOf(people.wang.id)
    await assert.rejects(at.seat({ token: tokens.get('shaojun'), mandate: others }), { code: 'seat.not_yours' })
    await assert.rejects(at.seat({ token: tokens.get('shaojun'), mandate: newId() }), { code: 'seat.not_yours' })
    await assert.rejects(at.seat({ token: tokens.get('shaojun'), mandate: 'x\'; --' }), { code: 'seat.not_yours' })
  })

  test('without a mandate in one’s own chair', async () => {
    const own = await at.seat({ token: tokens.get('shaojun') })
    assert.deepEqual([own.chair, own.office, own.place, own.person], ['self', 'resident', '32', people.shao.id])
  })

  test('an appointed person without a second factor sits at no desk', async () => {
    const { id } = await grant(people.shao, people.ming, 'community_worker', '329901001001')
    const token = await at.enter('luyiming')
    const seat = await at.seat({ token, mandate: id })
    assert.deepEqual([seat.incomplete, seat.actor], [true, null])
    assert.equal((await at.seat({ token })).office, 'resident')
  })
})

describe('serving somebody at a window', () => {
  const open = async (clerk: Somebody, whom: Somebody, minutes: number): Promise<string> => {
    const id = newId()
    await at.admin`insert into territory.attendance (county, id, place, clerk, mandate, person, person_name, manner, expires_at)
      values ('329901', ${id}, '329901001001', ${clerk.id}, ${await at.mandateOf(clerk.id)}, ${whom.id}, ${whom.name}, 'present', now() + make_interval(mins => ${minutes}))`
    return id
  }
  const claim = async (clerk: Somebody, attendance: string) => ({ token: tokens.get(clerk.key)!, mandate: await at.mandateOf(clerk.id), attendance })

  test('one sits in that person’s chair and remains who one is', async () => {
    const attendance = await open(people.jiang, people.mei, 30)
    const seat = await at.seat(await claim(people.jiang, attendance))
    assert.deepEqual([seat.chair, seat.person, seat.personName, seat.actor, seat.office, seat.place, seat.attendance],
      ['self', people.mei.id, '沈梅', people.jiang.id, 'window_clerk', '329901001001', attendance])
    const me = await at.call<{ name: string; serving: { name: string } }>(seat, 'account.me')
    assert.deepEqual([me.name, me.serving.name], ['蒋敏', '沈梅'])
  })

  test('another clerk’s attendance, an expired or invented one, and one without a mandate are refused', async () => {
    const hers = await open(people.jiang, people.mei, 30)
    await assert.rejects(at.seat(await claim(people.song, hers)), { code: 'serving.none' })
    await assert.rejects(at.seat(await claim(people.jiang, await open(people.jiang, people.mei, -1))), { code: 'serving.none' })
    await assert.rejects(at.seat(await claim(people.jiang, newId())), { code: 'serving.none' })
    await assert.rejects(at.seat(await claim(people.jiang, 'x')), { code: 'serving.none' })
    await assert.rejects(at.seat({ token: tokens.get('jiangmin')!, attendance: hers }), { code: 'serving.none' })
  })
})

describe('appointing', () => {
  test('within one’s county, and it shows', async () => {
    const made = await grant(people.shao, people.zhang, 'community_worker', '329901001001')
    assert.deepEqual([made.person, made.place_name, made.revoked_at], [people.zhang.id, '荷风社区', null])
    const page = await at.call<PageAnswer>(await sits(people.shao), 'account.mandates')
    assert.ok(page.items.some(each => each.id === made.id))
    assert.ok(page.items.every(each => each.place.startsWith('329901')))
  })

  test('the next county’s admin cannot appoint here, nor see who is appointed', async () => {
    await assert.rejects(grant(people.wang, people.ming, 'window_clerk', '329901001001'), { code: 'right.missing' })
    await assert.rejects(at.call(await sits(people.wang), 'account.mandates', { place: '329901' }), { code: 'right.missing' })
    await assert.rejects(at.call(await sits(people.wang), 'account.revoke', { mandate: await at.mandateOf(people.jiang.id), reason: '试试' }), { code: 'found.nothing' })
    const { items } = await at.call<PageAnswer>(await sits(people.wang), 'account.mandates')
    assert.deepEqual(items.map(each => each.place), ['329902'])
  })

  test('who holds no office any more hears which ended, when and why', async () => {
    const made = await grant(people.wang, people.song, 'community_worker', '329902001001')
    await at.call(await sits(people.wang), 'account.revoke', { mandate: made.id, reason: '调离' })
    const token = await at.enter('songjia')
    const held = await at.call<{ seats: unknown[]; ended: unknown[] }>(await at.seat({ token }), 'account.me')
    assert.deepEqual([held.seats.length, held.ended], [1, []], 'who still has a seat goes to work')
    await at.admin`update territory.mandate set revoked_at = now(), revoked_reason = '岗位撤并' where person = ${people.song.id} and place = '329901001001'`
    const { ended } = await at.call<{ ended: { office_name: string; reason: string | null }[] }>(await at.seat({ token }), 'account.me')
    assert.deepEqual(ended.map(one => [one.office_name, one.reason]).sort(), [['社区工作者', '调离'], ['窗口受理员', '岗位撤并']])
    await at.admin`update territory.mandate set revoked_at = null, revoked_reason = null where person = ${people.song.id} and place = '329901001001'`
  })

  test('a clerk appoints nobody', async () => {
    await assert.rejects(grant(people.jiang, people.ming, 'window_clerk', '329901001001'), { code: 'right.missing' })
  })

  test('an office belongs to its level, and to a place that is there', async () => {
    await assert.rejects(grant(people.shao, people.mei, 'street_examiner', '329901001001'), reason('不设在这一级'))
    await assert.rejects(grant(people.shao, people.mei, 'resident', '329901'), reason('没有这个岗位'))
    await assert.rejects(grant(people.shao, people.mei, 'toString', '329901'), reason('没有这个岗位'))
    await assert.rejects(grant(people.shao, people.mei, 'street_examiner', '329901999'), { code: 'place.unknown' })
  })

  test('not oneself, not somebody unknown, not under another name', async () => {
    await assert.rejects(grant(people.shao, people.shao, 'county_civil_affairs', '329901'), reason('不能给自己任命'))
    await assert.rejects(grant(people.shao, { name: '某人', number: '329901197001019999' }, 'street_examiner', '329901001'), { code: 'person.unknown' })
    await assert.rejects(grant(people.shao, { name: '沈眉', number: people.mei.number }, 'street_examiner', '329901001'), { code: 'person.unknown' })
  })

  test('a term has an end after its beginning', async () => {
    await assert.rejects(grant(people.shao, people.mei, 'street_examiner', '329901001', { valid_from: '2026-06-01', valid_to: '2026-05-01' }), reason('任期'))
    await assert.rejects(grant(people.shao, people.mei, 'street_examiner', '329901001', { valid_from: '2020-06-01', valid_to: '2021-05-01' }), reason('任期'))
  })

  test('a term does not begin in the year 9999, nor before its holder was born', async () => {
    for (const valid_from of ['9999-12-31', inDays(367)]) await assert.rejects(grant(people.shao, people.mei, 'street_examiner', '329901001', { valid_from }), reason('最多提前一年'))
    await assert.rejects(grant(people.shao, people.mei, 'street_examiner', '329901001', { valid_from: '1949-10-01' }), reason('早于此人出生'))
  })

  test('names and numbers are not to be tried out by appointing: forty times in a quarter of an hour', async () => {
    await at.admin`delete from kernel.throttle`
    const guess = () => grant(people.wang, { name: '某人', number: '329901197001019999' }, 'street_examiner', '329902001').catch(error => error.code as string)
    await at.admin`insert into territory.place (id, code, name, display, level, kind, parent, pinyin, initials, valid_from)
      values (${newId()}, '329902001', '鹭滩街道', '鹭滩街道', 'town', '街道', '329902', 'x', 'x', '2000-01-01') on conflict do nothing`
    for (let n = 0; n < 40; n++) assert.equal(await guess(), 'person.unknown')
    assert.equal(await guess(), 'rate.exceeded')
    assert.equal(await grant(people.shao, { name: '某人', number: '329901197001019999' }, 'street_examiner', '329901001').catch(error => error.code as string), 'person.unknown', 'each has a count of their own')
    await at.admin`delete from kernel.throttle`
  })

  test('nobody holds two of the three administrations, also when both are given at once', async () => {
    await assert.rejects(grant(people.luo, people.he, 'province_admin', '32'), reason('不能由同一个人担任'))
    for (const whom of [people.mei, people.ming, people.jiang, people.zhang, people.shao, people.wang]) {
      const answers = await Promise.all(['province_admin', 'auditor', 'security_admin'].map(office =>
        grant(people.luo, whom, office, '32').then(() => 'granted', error => error.code as string)))
      assert.deepEqual(answers.sort(), ['granted', 'mandate.invalid', 'mandate.invalid'])
    }
    await assert.rejects(grant(people.luo, people.luo, 'auditor', '32'), reason('不能给自己任命'))
  })

  test('the same office twice at the same time is refused; after its end it is not', async () => {
    const first = await grant(people.shao, people.mei, 'window_clerk', '329901001001', { valid_to: inDays(30) })
    await assert.rejects(grant(people.shao, people.mei, 'window_clerk', '329901001001'), reason('已经担任'))
    await grant(people.shao, people.mei, 'window_clerk', '329901001001', { valid_from: inDays(31) })
    assert.ok(first.id)
  })

  test('a county admin makes no other; the security admin does', async () => {
    await assert.rejects(grant(people.shao, people.mei, 'county_admin', '329901'), reason('上级管理员'))
    await grant(people.luo, people.mei, 'county_admin', '329901')
  })

  test('the number that was typed is not in what is kept', async () => {
    const [found] = await at.admin<{ n: number }[]>`select count(*) as n from kernel.idempotency where response::text like ${`%${people.zhang.number}%`}`
    assert.equal(found!.n, 0)
  })
})

describe('revoking', () => {
  test('ends the seat at once, in a running session', async () => {
    const mandate = await at.mandateOf(people.song.id)
    await at.seat({ token: tokens.get('songjia'), mandate })
    const answer = await at.call<MandateAnswer>(await sits(people.shao), 'account.revoke', { mandate, reason: '调离' })
    assert.ok(answer.revoked_at)
    await assert.rejects(at.seat({ token: tokens.get('songjia'), mandate }), { code: 'seat.not_yours' })
    const me = await at.call<{ seats: unknown[] }>(await at.seat({ token: tokens.get('songjia') }), 'account.me')
    assert.deepEqual(me.seats, [])
    await assert.rejects(at.call(await sits(people.shao), 'account.revoke', { mandate, reason: '再来' }), reason('已经撤销'))
  })

  test('not one’s own', async () => {
    await assert.rejects(at.call(await sits(people.luo), 'account.revoke', { mandate: await at.mandateOf(people.luo.id), reason: '累了' }), reason('不能撤销自己'))
  })

  test('nobody is listed twice or left out when the pages are turned', async () => {
    const desk = await sits(people.luo)
    const seen: string[] = []
    let next: string | undefined
    do {
      const page: PageAnswer = await at.call<PageAnswer>(desk, 'account.mandates', { limit: 3, ...(next && { after: next }) })
      seen.push(...page.items.map(each => each.id))
      next = page.next ?? undefined
      assert.ok(page.count.exact)
    } while (next)
    const [all] = await at.admin<{ n: number }[]>`select count(*) as n from territory.mandate`
    assert.deepEqual([seen.length, new Set(seen).size], [all!.n, all!.n])
    await assert.rejects(at.call(desk, 'account.mandates', { after: Buffer.from('["x","y"]').toString('base64url') }), { code: 'input.invalid' })
  })
})
