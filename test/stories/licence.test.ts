import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import * as licence from '../../contract/licence.ts'
import * as messages from '../../contract/message.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, publicSeat, refusal, refused, type TestHouse } from '../house.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const plausible: Record<string, unknown> = {
  'person.residence_address': '柳湖街道听橹雅苑1幢2单元201室', 'person.phone': '13800001235', 'matter.delivery': 'self', 'matter.dwelling_ground': 'dwelling', 'matter.lived_since': '2025-01-10',
  'matter.organisation_name': '听橹社区助老队', 'matter.organisation_purpose': '陪老人看病买菜', 'matter.people': 12, 'matter.facility': '听橹社区二楼', 'matter.amount': 300000,
}
/** Applies with whatever is asked answered; a choice with its first code. */
async function applied(seat: Seat, item: string, more: Partial<Parameters<typeof service.apply.input.parse>[0] & object> = {}): Promise<string> {
  const form = await house.call(seat, service.prepare, { item })
  const answers = Object.fromEntries(form.fields.filter(field => field.editable && field.state !== 'held').map(field => [field.element, field.choices[0]?.code ?? plausible[field.element]]).filter(([, value]) => value !== undefined))
  return (await house.call(seat, service.apply, { item, answers, confirmed: true, ...more })).number
}
const step = (seat: Seat, number: string, seq: number, action: string, note = '符合条件') => house.call(seat, service.take, { number, seq, action, note })
/** A matter that the street decides: one accepts, another grants. */
async function grantedByStreet(number: string): Promise<void> {
  await step(house.seat('zhang'), number, 1, 'accept')
  assert.equal((await step(house.seat('qian'), number, 2, 'grant')).state, 'granted')
}
const textOf = async (content: string): Promise<string> =>
  (await extractText(await getDocumentProxy(new Uint8Array(Buffer.from(content, 'base64'))), { mergePages: true })).text.replace(/\s/g, '')
const xu = () => house.self('xu')
const verified = (number: string, code: string, seat: Seat = publicSeat) => house.call(seat, licence.verify, { number, code })
let card: licence.Licence

test('a grant issues the certificate in its own transaction; the holder is told, lists it and keeps it as a PDF', async () => {
  const number = await applied(xu(), 'elder_card')
  await step(house.seat('zhang'), number, 1, 'accept')
  assert.deepEqual((await house.call(xu(), licence.mine, {})).items, [], 'none before the grant')
  await step(house.seat('qian'), number, 2, 'grant')
  const mine = await house.call(xu(), licence.mine, {})
  assert.deepEqual([mine.items.length, mine.count], [1, { n: 1, exact: true }])
  card = mine.items[0]!
  assert.deepEqual([card.title, card.holder, card.organ, card.standing, card.valid_until, card.matter], ['老年人优待证', '徐㛃英', '柳湖街道办事处', 'valid', null, number])
  assert.match(card.number, /^329901-\d{8}-\d{6}$/)
  assert.match(card.identity ?? '', /\*/, 'the number on it is masked')
  await house.platform.sweeper.once()
  assert.match((await house.call(xu(), messages.list, {})).items.map(one => one.body).join('\n'), new RegExp(card.number))
  const first = await house.call(xu(), licence.paper, { number: card.number })
  assert.equal(first.name, `老年人优待证 ${card.number}.pdf`)
  const text = await textOf(first.content)
  for (const said of ['徐㛃英', card.number, licence.printedCode(card.code), '样章', '长期', '柳湖街道办事处']) assert.ok(text.includes(said), `${said}: ${text}`)
  assert.equal((await house.call(xu(), licence.paper, { number: card.number })).content, first.content, 'the same to the byte')
})

test('the desk that issued it finds it on the case page and prints it; the person sees who did', async () => {
  const desk = house.seat('zhang')
  const found = await house.call(desk, licence.ofCase, { number: card.matter })
  assert.deepEqual([found.issued?.number, found.may_revoke], [card.number, true])
  await house.call(desk, licence.paper, { number: card.number })
  const { items } = await house.call(xu(), people.lookers, {})
  assert.ok(items.some(one => one.actor_name === '章文' && one.purpose.includes(card.number)))
})

test('a stranger with the paper verifies it: valid, the name masked, nothing more; without the code there is nothing to be had', async () => {
  const told = await verified(card.number, licence.printedCode(card.code).toLowerCase())
  assert.deepEqual(told, {
    number: card.number, title: '老年人优待证', holder_masked: '徐*', organ: '柳湖街道办事处', issued_on: card.issued_on, valid_until: null, standing: 'valid', standing_name: '有效',
    since: null, reason: null, demonstration: true,
  })
  const wrong = card.code.startsWith('2') ? `3${card.code.slice(1)}` : `2${card.code.slice(1)}`
  assert.equal(await refused(verified(card.number, wrong)), 'licence.unknown')
  assert.equal(await refused(verified('329901-20200101-000001', card.code)), 'licence.unknown', 'an unknown number is the same answer')
  assert.equal(await refused(verified(card.number, '123')), 'input.invalid')
})

test('guessing ends after thirty wrong answers of an address, and right answers cost nothing', async () => {
  const stranger = { ...publicSeat, address: '203.0.113.9' } as Seat
  for (let i = 0; i < 40; i++) await verified(card.number, card.code, stranger)
  const codes = await Promise.all(Array.from({ length: 40 }, (_, i) => refused(verified(card.number, `23456789${licence.checkAlphabet[i % 30]!}2`, stranger))))
  assert.equal(codes.filter(code => code === 'licence.unknown').length, 30)
  assert.equal(codes.filter(code => code === 'rate.exceeded').length, 10)
  assert.equal(await refused(verified(card.number, card.code, stranger)), 'rate.exceeded')
  assert.equal((await verified(card.number, card.code)).standing, 'valid', 'others are not locked out')
})

test('guessing at a number from many addresses brakes the guessers and shuts nobody out who holds the paper', async () => {
  const from = (host: number): Seat => ({ ...publicSeat, address: `198.51.100.${host}` } as Seat)
  const wrong = (i: number): string => `2345678${licence.checkAlphabet[Math.floor(i / 30) % 30]!}${licence.checkAlphabet[i % 30]!}2`
  const codes = await Promise.all(Array.from({ length: 210 }, (_, i) => refused(verified(card.number, wrong(i), from(Math.floor(i / 30))))))
  assert.deepEqual([...new Set(codes)].sort(), ['licence.unknown', 'rate.exceeded'], 'no address has had its thirty, and yet the last are refused')
  for (let i = 0; i < 5; i++) assert.equal((await verified(card.number, card.code, from(100))).standing, 'valid', 'the true code from elsewhere, again and again')
  const late = await Promise.all(Array.from({ length: 10 }, (_, i) => refused(verified(card.number, wrong(i), from(200)))))
  assert.equal(late.filter(code => code === 'licence.unknown').length, 3, 'a new address has a few')
  assert.equal(late.filter(code => code === 'rate.exceeded').length, 7)
  assert.equal((await verified(card.number, card.code, from(101))).standing, 'valid')
})

test('the next village, another county, a window and another resident see nothing of it', async () => {
  for (const stranger of [house.seat('ding'), house.seat('meng'), house.seat('xia'), house.self('lu')]) {
    assert.equal(await refused(house.call(stranger, licence.show, { number: card.number })), 'found.nothing')
    assert.equal(await refused(house.call(stranger, licence.paper, { number: card.number })), 'found.nothing')
    assert.equal(await refused(house.call(stranger, licence.ofCase, { number: card.matter })), 'found.nothing')
  }
  assert.deepEqual((await house.call(house.self('lu'), licence.mine, {})).items, [])
  assert.equal(await refused(house.call(house.seat('han'), licence.show, { number: card.number })), 'right.missing')
  assert.equal(await refused(house.call(publicSeat, licence.show, { number: card.number })), 'seat.none')
  assert.equal(await refused(house.call(house.seat('ding'), licence.revoke, { number: card.number, reason: 'granted_wrongly', note: '试' })), 'found.nothing')
})

test('only the office that issued it revokes it, with a reason; the holder is told the words, the public only the kind', async () => {
  const reason = { number: card.number, reason: 'granted_wrongly' as const, note: '经核查，出生日期登记有误' }
  const cheng = await refusal(house.call(house.seat('cheng'), licence.revoke, reason))
  assert.equal(cheng.code, 'licence.not_you')
  assert.match(cheng.message, /镇街审核员/)
  assert.equal(await refused(house.call(xu(), licence.revoke, reason)), 'right.missing')
  assert.equal(await refused(house.call({ ...house.seat('zhang'), actor: xu().actor }, licence.revoke, reason)), 'case.own', 'nobody in their own matter')
  const raced = await Promise.all((['qian', 'zhang', 'qian'] as const).map(who => house.call(house.seat(who), licence.revoke, reason).then(() => 'done', (error: unknown) => (error as { code: string }).code)))
  assert.deepEqual(raced.sort(), ['done', 'licence.revoked', 'licence.revoked'], 'one of several at once')
  assert.equal(await refused(house.call(house.seat('zhang'), licence.revoke, reason)), 'licence.revoked')
  const told = await verified(card.number, card.code)
  assert.deepEqual([told.standing, told.reason, told.since], ['revoked', '核发有误', new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)])
  assert.ok(!JSON.stringify(told).includes('出生日期'), 'free words are not for the public')
  await house.platform.sweeper.once()
  const letters = (await house.call(xu(), messages.list, {})).items
  assert.equal(letters.filter(one => one.body.includes('核发有误')).length, 1)
  assert.match(letters[0]!.body, /核发有误。经核查，出生日期登记有误。不服的，可以自收到之日起 60 日内申请行政复议，或者自收到之日起 6 个月内/)
  const shown = await house.call(xu(), licence.show, { number: card.number })
  assert.deepEqual([shown.standing, shown.revoked_note], ['revoked', '经核查，出生日期登记有误'])
  assert.ok((await textOf((await house.call(xu(), licence.paper, { number: card.number })).content)).includes('已撤销'))
  const [entry] = await house.admin<{ n: number }[]>`select count(*)::int as n from ledger.entry where subject = ${card.number} and verb = 'licence.revoke'`
  assert.equal(entry!.n, 1)
})

test('a permit is good for its months and then says that it has expired, and since when', async () => {
  const number = await applied(xu(), 'residence_permit')
  await step(house.seat('zhang'), number, 1, 'accept')
  await step(house.seat('zhang'), number, 2, 'examine')
  await step(house.seat('cheng'), number, 3, 'grant')
  const { items: [permit] } = await house.call(xu(), licence.mine, {})
  assert.deepEqual([permit!.title, permit!.organ, permit!.lines[0]!.label], ['居住证', '柳湖区（演示）公安局', '住址'])
  assert.match(permit!.lines[0]!.text, /街道|路|苑|号/, 'the address of the case is filled in')
  const year = Number(permit!.issued_on.slice(0, 4))
  house.at = `${permit!.valid_until}T15:59:00Z`
  assert.equal((await verified(permit!.number, permit!.code)).standing, 'valid', 'on its last day it is good')
  house.at = `${year + 1}${permit!.issued_on.slice(4)}T01:00:00Z`
  const told = await verified(permit!.number, permit!.code)
  assert.deepEqual([told.standing, told.since], ['expired', `${year + 1}${permit!.issued_on.slice(4)}`])
  const form = await house.call(xu(), service.prepare, { item: 'permit_endorsement' })
  assert.ok(!form.licences.some(one => one.material === 'permit'), 'what has expired is not handed over')
  assert.equal(form.eligible, true, 'a permit that the library does not know may still be named')
  assert.match((await refusal(applied(xu(), 'permit_endorsement'))).message, /没有您的有效居住证/)
  house.at = null
})

test('it is reused by consent: shown with its number and validity, noted for this matter, visible to the holder and to who decides', async () => {
  const form = await house.call(xu(), service.prepare, { item: 'permit_endorsement' })
  const permit = form.licences.find(one => one.material === 'permit')!
  assert.deepEqual([permit.title, permit.organ, permit.valid_until === null], ['居住证', '柳湖区（演示）公安局', false])
  assert.ok(form.licences.some(one => one.material === 'identity' && one.organ === '公安人口库'), 'obtained ones too')
  const number = await applied(xu(), 'permit_endorsement', { licences: ['permit'] })
  const { items: uses } = await house.call(xu(), licence.uses, {})
  assert.deepEqual(uses.map(one => [one.matter, one.title, one.number, one.matter_title]), [[number, '居住证', permit.number, '居住证签注']])
  const desk = await house.call(house.seat('zhang'), licence.ofCase, { number })
  assert.deepEqual([desk.issued, desk.uses.map(one => one.number)], [null, [permit.number]], 'only what was consented to: not the identity card')
  assert.equal(await refused(house.call(house.seat('meng'), licence.ofCase, { number })), 'found.nothing')
  await grantedByStreet(number)
})

test('consent to what the library does not hold is refused and nothing is half done; a clerk sees a masked number and no library', async () => {
  const gu = personOf('gu')
  const attendance = await house.call(house.seat('han'), people.attend, { name: gu.name, identity: gu.id_number, manner: 'present' })
  const chair = house.serving('han', attendance)
  const form = await house.call(chair, service.prepare, { item: 'elder_card' })
  assert.ok(form.licences.length > 0 && form.licences.every(one => one.number === null || one.number.includes('*')), JSON.stringify(form.licences))
  assert.equal(await refused(house.call(chair, licence.mine, {})), 'right.missing')
  const refusedFor = await refusal(applied(chair, 'elder_card', { licences: ['permit'] }))
  assert.equal(refusedFor.code, 'input.invalid')
  assert.deepEqual(refusedFor.fields?.map(one => one.path), ['licences.0'])
  const [before] = await house.admin<{ n: number }[]>`select count(*)::int as n from licence.use where person = ${gu.id}`
  assert.equal(before!.n, 0)
  const number = await applied(chair, 'elder_card', { licences: ['identity'] })
  const { items } = await house.call({ ...house.self('shen'), person: gu.id, actor: gu.id, actorName: gu.name }, licence.uses, {})
  assert.deepEqual(items.map(one => [one.matter, one.title, one.by, one.office_name]), [[number, '居民身份证', '韩露', '窗口受理员']])
  // The result is handed out where it was asked for; what was used for it stays in the library.
  await grantedByStreet(number)
  const { issued, may_revoke, uses: shown } = await house.call(chair, licence.ofCase, { number })
  assert.deepEqual([issued?.title, may_revoke, shown], ['老年人优待证', false, []])
  assert.equal((await house.call(chair, licence.paper, { number: issued!.number })).type, 'application/pdf')
  const other = personOf('zhou')
  const another = await house.call(house.seat('han'), people.attend, { name: other.name, identity: other.id_number, manner: 'present' })
  assert.equal(await refused(house.call(house.serving('han', another), licence.paper, { number: issued!.number })), 'found.nothing')
})

test('a promise that proves false takes its certificate along', async () => {
  const lu = house.self('lu')
  const file = await house.call(lu, service.keepFile, { name: '承诺书.jpg', type: 'image/jpeg', size: 1000, digest: 'c'.repeat(64) })
  const number = await applied(lu, 'service_org', { papers: [{ kind: 'promise_letter', file: file.id }] })
  const [row] = await house.admin<{ place: string }[]>`select place from process."case" where number = ${number}`
  const examiner = { ...house.seat('zhang'), place: row!.place.slice(0, 9) }
  const decider = { ...house.seat('cheng'), place: row!.place.slice(0, 6) }
  await step(examiner, number, 1, 'accept')
  assert.equal((await step(decider, number, 2, 'grant_on_promise')).state, 'promised_granted')
  const { items: [certificate] } = await house.call(lu, licence.mine, {})
  assert.equal(certificate?.title, '社会服务机构登记证书')
  assert.ok(certificate!.lines.some(line => line.text === '听橹社区助老队'))
  assert.equal((await verified(certificate!.number, certificate!.code)).standing, 'valid')
  await step(decider, number, 3, 'revoke_promise', '场所并不存在')
  const told = await verified(certificate!.number, certificate!.code)
  assert.deepEqual([told.standing, told.reason], ['revoked', '所作承诺不实'])
})

test('the paper of a decision bears the organ that answers for the item, not whose desk it lay on', async () => {
  const number = card.matter
  const [accepted, decided] = await Promise.all([2, 3].map(seq => house.call(house.seat('zhang'), service.notice, { number, seq })))
  assert.deepEqual([accepted!.organ, decided!.organ], ['柳湖街道办事处（政务服务窗口）', '柳湖街道办事处'])
  const permits = await house.admin<{ number: string; seq: number }[]>`
    select c.number, a.seq from process."case" c join process.action a on a.county = c.county and a.number = c.number
    where c.topic = 'residence_permit' and a.office = 'county_civil_affairs' and a.state = 'granted' and c.place like '329901%' limit 1`
  const [permit] = permits
  assert.ok(permit, 'a permit was decided above')
  assert.match((await house.call(house.seat('cheng'), service.notice, permit)).organ, /公安局$/)
})

test('a notice is also a file, with the words of the page', async () => {
  const number = card.matter
  const page = await house.call(house.seat('zhang'), service.notice, { number, seq: 1 })
  const text = await textOf((await house.call(house.seat('zhang'), service.paper, { number, seq: 1 })).content)
  for (const line of [page.title, page.number, ...page.body]) assert.ok(text.includes(line.replace(/\s/g, '')), `${line}: ${text}`)
  assert.equal(await refused(house.call(house.seat('meng'), service.paper, { number, seq: 1 })), 'found.nothing')
})
