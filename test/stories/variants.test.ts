import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as licence from '../../contract/licence.ts'
import * as messages from '../../contract/message.ts'
import * as service from '../../contract/service.ts'
import { showDay } from '../../contract/time.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, refusal, refused, type TestHouse } from '../house.ts'

// The two variants of a licence: on a promise in place of a proof (告知承诺), and accepted with a minor paper to come (容缺受理).
let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const item = 'service_org'
const answers = { 'matter.organisation_name': '荷风助老服务中心', 'matter.organisation_purpose': '为老人送餐', 'matter.facility': '荷风社区二楼', 'matter.amount': 3_000_000 }
const asked = (form: service.Prepared) => ({ ...answers, ...(form.fields.some(field => field.element === 'person.phone' && field.state !== 'held') && { 'person.phone': '13800001235' }) })
let made = 0
const fileOf = async (seat: Seat, kind: string) => ({ kind, file: (await house.call(seat, service.keepFile, { name: `${kind}.jpg`, type: 'image/jpeg', size: 1000, digest: String(++made).padStart(64, '0') })).id })
async function applied(seat: Seat, ...kinds: string[]): Promise<string> {
  const form = await house.call(seat, service.prepare, { item })
  const papers = await Promise.all(kinds.map(kind => fileOf(seat, kind)))
  return (await house.call(seat, service.apply, { item, answers: asked(form), papers, confirmed: true })).number
}
const step = async (seat: Seat, number: string, action: string, more: { data?: Record<string, unknown>; papers?: { kind: string; file: string }[] } = {}) => {
  const { seq } = await house.call(seat, service.show, { number })
  return house.call(seat, service.take, { number, seq, action, note: '按规定的条件办理', ...more })
}
const choicesOf = async (seat: Seat, number: string) => (await house.call(seat, service.show, { number })).choices
const toldOf = async (seat: Seat) => { await house.platform.sweeper.once(); return (await house.call(seat, messages.list, {})).items.map(one => `${one.title} ${one.body}`).join('\n') }

test('the form says what a promise stands for; without one chosen nobody grants on a promise', async () => {
  const shen = house.self('shen')
  const form = await house.call(shen, service.prepare, { item })
  assert.deepEqual(form.item.materials.find(one => one.id === 'promise_letter')?.replaces, ['dwelling_papers'])
  assert.equal(form.promise_barred, null)
  const number = await applied(shen, 'charter', 'dwelling_papers')
  await step(house.seat('zhang'), number, 'accept')
  assert.ok(!(await choicesOf(house.seat('cheng'), number)).some(one => one.action === 'grant_on_promise'))
  assert.equal(await refused(step(house.seat('cheng'), number, 'grant_on_promise', { papers: [await fileOf(house.seat('cheng'), 'promise_letter')] })), 'service.no_promise', 'the applicant chooses, not the office')
  await step(shen, number, 'withdraw')
})

test('on a promise: granted at once, the certificate out, checked within its clock, and where it holds the grant stays', async () => {
  const xu = house.self('xu')
  const number = await applied(xu, 'charter', 'promise_letter')
  await step(house.seat('zhang'), number, 'accept')
  assert.equal((await step(house.seat('cheng'), number, 'grant_on_promise')).state, 'promised_granted')
  const shown = await house.call(house.seat('cheng'), service.show, { number })
  const check = shown.clocks.find(clock => clock.name === 'afterwards')!
  assert.deepEqual([check.days, check.met_at, shown.case.closed], [30, null, false])
  assert.ok((await house.call(house.seat('cheng'), service.todo, {})).items.some(row => row.number === number), 'the check is somebody’s work')
  const paper = await house.call(house.seat('cheng'), service.notice, { number, seq: shown.timeline.at(-1)!.seq })
  assert.match(paper.body.join(''), new RegExp(`您承诺：按规定的条件办理。本机关将在 ${showDay(check.due_at)} 前核查。承诺不实的，撤销本决定`))
  assert.match(await toldOf(xu), /按告知承诺方式批准.*核查承诺的内容/)
  assert.equal((await step(house.seat('wu'), number, 'confirm_promise')).state, 'granted')
  assert.equal((await house.call(xu, licence.mine, {})).items.find(one => one.matter === number)?.standing, 'valid')
  assert.equal(await refused(house.call(house.seat('meng'), service.show, { number })), 'found.nothing')
})

test('a false promise: revoked with reasons and remedies, the certificate with it, and recorded: no second one until the credit is repaired', async () => {
  const shen = house.self('shen')
  const number = await applied(shen, 'charter', 'promise_letter')
  await step(house.seat('zhang'), number, 'accept')
  await step(house.seat('cheng'), number, 'grant_on_promise')
  assert.equal(await refused(step(house.seat('zhang'), number, 'revoke_promise')), 'right.missing')
  await house.call(house.seat('wu'), service.take, { number, seq: (await house.call(house.seat('wu'), service.show, { number })).seq, action: 'revoke_promise', note: '场所并不存在' })
  const told = await toldOf(shen)
  assert.match(told, /原决定已撤销。理由：场所并不存在.*行政复议.*行政诉讼/)
  const own = await house.call(shen, service.show, { number })
  assert.deepEqual([own.case.state, own.outcome?.granted, own.outcome?.reasons], ['revoked', false, '场所并不存在'])
  assert.match(own.outcome?.remedies ?? '', /60 日内/)
  const paper = await house.call(shen, service.notice, { number, seq: own.seq })
  assert.deepEqual([paper.title, paper.body.some(line => line.includes('场所并不存在'))], ['撤销决定书', true])
  assert.equal((await house.call(shen, licence.mine, {})).items.find(one => one.matter === number)?.standing, 'revoked')

  const again = await house.call(shen, service.prepare, { item })
  assert.match(again.promise_barred ?? '', new RegExp(number))
  assert.ok(!again.item.materials.some(one => one.id === 'promise_letter'))
  const papers = [await fileOf(shen, 'charter'), await fileOf(shen, 'promise_letter')]
  const barred = await refusal(house.call(shen, service.apply, { item, answers: asked(again), papers, confirmed: true }))
  assert.deepEqual([barred.code, barred.fields?.map(one => one.path)], ['input.invalid', ['papers.1']])
  const ordinary = await applied(shen, 'charter', 'dwelling_papers')
  await step(shen, ordinary, 'withdraw')
  house.at = new Date(Date.now() + 37 * 30.5 * 86_400_000).toISOString()
  assert.equal((await house.call(shen, service.prepare, { item })).promise_barred, null, 'after its time it bars nobody')
  house.at = null
})

test('a minor paper may come later against a written promise; a main one may not, and no other paper than a minor one', async () => {
  const lu = house.self('lu')
  const number = await applied(lu, 'minor_promise')
  const place = (await house.admin<{ place: string }[]>`select place from process."case" where number = ${number}`)[0]!.place
  const zhang = { ...house.seat('zhang'), place: place.slice(0, 9) }
  assert.ok(!(await choicesOf(zhang, number)).some(one => one.action === 'accept_incomplete'), 'the charter lacks, and it is a main paper')
  const early = await refusal(step(zhang, number, 'accept_incomplete', { data: { papers: ['dwelling_papers'] } }))
  assert.deepEqual([early.code, early.details.papers], ['service.main_missing', '章程草案'])
  await step(zhang, number, 'request_supplement', { data: { papers: ['charter'] } })
  await step(lu, number, 'answer_supplement', { papers: [await fileOf(lu, 'charter')] })
  const choice = (await choicesOf(zhang, number)).find(one => one.action === 'accept_incomplete')
  assert.deepEqual(choice?.fields[0]?.choices.map(one => one.code), ['dwelling_papers'])
  assert.deepEqual((await refusal(step(zhang, number, 'accept_incomplete', { data: { papers: ['dwelling_papers', 'bank_proof'] } }))).fields?.map(one => one.path), ['data.papers'])
  assert.equal((await step(zhang, number, 'accept_incomplete', { data: { papers: ['dwelling_papers'] } })).state, 'accepted_incomplete')
  const own = await house.call(lu, service.show, { number })
  assert.deepEqual(own.missing.map(one => one.kind), ['dwelling_papers'])
  assert.ok(own.clocks.find(clock => clock.name === 'minor')!.days <= own.clocks.find(clock => clock.name === 'promised')!.days, 'before the decision is due')
  assert.match(await toldOf(lu), /已先行受理.*住所材料/)
  assert.equal((await refusal(step(lu, number, 'bring_minor'))).code, 'case.paper_missing')
  assert.equal((await step(lu, number, 'bring_minor', { papers: [await fileOf(lu, 'dwelling_papers')] })).state, 'accepted')
  const after = await house.call(zhang, service.show, { number })
  assert.deepEqual([after.clocks.find(clock => clock.name === 'minor')!.met_at !== null, after.clocks.find(clock => clock.name === 'promised')!.stopped], [true, false])
  await step(lu, number, 'withdraw')
})

test('without the written promise it is not accepted incomplete; not brought in time it stands still, and goes on when it comes', async () => {
  const xu = house.self('xu')
  const bare = await applied(xu, 'charter')
  assert.equal((await refusal(step(house.seat('zhang'), bare, 'accept_incomplete', { data: { papers: ['dwelling_papers'] } }))).code, 'case.paper_missing')
  await step(xu, bare, 'withdraw')
  const number = await applied(xu, 'charter', 'minor_promise')
  await step(house.seat('zhang'), number, 'accept_incomplete', { data: { papers: ['dwelling_papers'] } })
  const due = (await house.call(xu, service.show, { number })).clocks.find(clock => clock.name === 'minor')!.due_at
  house.at = new Date(Date.parse(due) + 60_000).toISOString()
  await house.platform.sweeper.once()
  const late = await house.call(xu, service.show, { number })
  assert.deepEqual([late.case.state, late.clocks.find(clock => clock.name === 'promised')!.stopped, late.clocks.find(clock => clock.name === 'minor')!.fired_at !== null], ['suspended', true, true])
  assert.match(await toldOf(xu), /容缺材料没有按时补交，办理中止/)
  house.at = new Date(Date.parse(due) + 5 * 86_400_000).toISOString()
  assert.equal((await step(xu, number, 'bring_minor', { papers: [await fileOf(xu, 'dwelling_papers')] })).state, 'accepted')
  const on = (await house.call(xu, service.show, { number })).clocks.find(clock => clock.name === 'promised')!
  assert.ok(!on.stopped && on.stops.length === 1 && on.stops[0]!.to !== null, 'the days between do not count')
  house.at = null
})

test('whoever accepted with a paper to come does not decide either, from whatever seat', async () => {
  const lu = house.self('lu')
  const number = await applied(lu, 'charter', 'minor_promise')
  const place = (await house.admin<{ place: string }[]>`select place from process."case" where number = ${number}`)[0]!.place
  const zhang = { ...house.seat('zhang'), place: place.slice(0, 9) }
  await step(zhang, number, 'accept_incomplete', { data: { papers: ['dwelling_papers'] } })
  await step(lu, number, 'bring_minor', { papers: [await fileOf(lu, 'dwelling_papers')] })
  assert.equal(await refused(step({ ...house.seat('cheng'), actor: zhang.actor, actorName: zhang.actorName }, number, 'grant')), 'case.same_person')
  assert.equal((await step(house.seat('cheng'), number, 'grant')).state, 'delivering')
})

test('a promise that was chosen before another proved false is not granted on any more', async () => {
  const xu = house.self('xu')
  for (const one of (await house.call(xu, service.mine, {})).items.filter(each => !each.closed && each.item === item)) await step(xu, one.number, 'withdraw')
  // Two matters of one person: the second is chosen on a promise while the first still counts as true.
  const first = await applied(xu, 'charter', 'promise_letter')
  await step(house.seat('zhang'), first, 'accept')
  await step(house.seat('cheng'), first, 'grant_on_promise')
  await step(house.seat('cheng'), first, 'confirm_promise')
  const second = await applied(xu, 'charter', 'promise_letter')
  await step(house.seat('zhang'), second, 'accept')
  await house.admin`update process."case" set state = 'revoked' where number = ${first}`
  assert.equal(await refused(step(house.seat('cheng'), second, 'grant_on_promise')), 'service.promise_barred')
  await step(xu, second, 'withdraw')
})
