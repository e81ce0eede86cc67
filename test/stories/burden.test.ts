import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { z } from 'zod'
import * as admission from '../../contract/admission.ts'
import * as burden from '../../contract/burden.ts'
import type { InputOf } from '../../contract/kernel.ts'
import * as people from '../../contract/person.ts'
import * as report from '../../contract/report.ts'
import * as resource from '../../contract/resource.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import { openTestHouse, personOf, population, publicSeat, refused, type TestHouse } from '../house.ts'
import { deskSeat } from '../rights/scene.ts'

// What a report costs before anybody is troubled, what was spent and typed again, and what is sent down.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const county = '329901', community = '329901001001'
const department = () => house.seat('cheng', 'department_clerk')
const taskforce = () => house.seat('shao', 'burden_taskforce')
const today = beijingDay(new Date().toISOString())
const month = today.slice(0, 7)
const alone = { all: [{ aged: { from: 60 } }, { equal: ['person.living_arrangement', '1'] as [string, string] }] }
const asking = (columns: z.input<typeof admission.AskedReport>['columns'], more: object = {}): InputOf<typeof admission.ask> => ({
  kind: 'report', title: '独居老人花名册', content: '掌握独居老人情况', basis: '市民政局通知', places: [county], population: '60岁以上独居老人', period: 'once', valid_from: today, valid_to: addDays(today, 60),
  report: { population: alone, columns }, ...more,
})

test('a roster of elders living alone is already answered: no door is knocked, and there is nothing to decide', async () => {
  const columns = [{ title: '老人姓名' }, { title: '性别' }, { title: '出生年月' }, { title: '年龄' }, { title: '所在社区' }]
  const answer = await house.call(department(), admission.probe, { places: [county], report: { population: alone, columns } })
  assert.equal(answer.verdict, 'answered')
  assert.ok(answer.population > 100)
  assert.equal(answer.minutes, 0)
  assert.deepEqual(answer.live.map(one => [one.report, one.title]), [['elders_alone', '独居老人名册']], 'and the table itself is there to open')
  assert.ok(answer.live[0]!.same_permille > 800)
  assert.deepEqual(answer.columns.map(one => one.element), ['person.name', 'person.sex', 'person.birth_date', 'reckoned', 'reckoned'], 'by alias, name and what the platform reckons')
  assert.equal(await refused(house.call(department(), admission.ask, asking(columns))), 'admission.answered')
})

test('with one new field it says how many people and hours, by declared times and says so; without its basis it is not taken', async () => {
  const columns = [{ title: '姓名' }, { title: '家里有没有一键呼叫器' }]
  assert.equal(await refused(house.call(department(), admission.ask, asking(columns))), 'input.invalid')
  const told = [{ title: '姓名' }, { title: '家里有没有一键呼叫器', type: 'yes_no' as const, basis: '省适老化改造通知' }]
  const answer = await house.call(department(), admission.probe, { places: [county], report: { population: alone, columns: told } })
  assert.equal(answer.verdict, 'needs')
  assert.deepEqual([answer.people, answer.measured_seconds], [answer.population, null])
  assert.match(answer.sentence, /新增 1 项.*默认用时/)
  // Six declared seconds and a visit of five minutes each.
  assert.equal(answer.minutes, Math.ceil(answer.population * 306 / 60))
  const { number } = await house.call(department(), admission.ask, asking(told))
  assert.equal((await house.call(house.seat('wu', 'social_work'), admission.show, { number })).answer?.minutes, answer.minutes)
  assert.equal(await refused(house.call(department(), admission.probe, { places: ['329902'], report: { columns: told } })), 'input.invalid', 'the next county is none of its business')
  assert.equal(await refused(house.call(department(), admission.probe, { places: [county], report: { population: { equal: ['person.identity_number', 'x'] }, columns: told } })), 'input.invalid')
})

const residents = population.persons.filter(one => one.place.startsWith(community) && one.alive && one.birth_date < '1990' && one.birth_date > '1950').slice(1, 41)

test('time counts as the platform measured it, never more than has passed, and only a community’s; a fact typed again counts against whoever asked', async () => {
  const song = house.seat('song')
  let at = Date.now()
  const type = async (id: string, value: string, active_ms: number, after_ms: number) => {
    at += after_ms
    house.at = new Date(at).toISOString()
    await house.platform.house.call(song, people.record.name, { id, element: 'person.occupation', value, source: 'collected', purpose: '入户走访' }, { key: crypto.randomUUID(), active_ms })
  }
  await type(residents[0]!.id, '木匠', 60_000, 0)
  await type(residents[1]!.id, '木匠', 600_000, 30_000)
  const own = await house.call(song, burden.spent, { month })
  assert.equal(own.minutes, 2, 'ten minutes claimed within half a minute are half a minute: 90 seconds')
  await type(residents[1]!.id, '木匠', 10_000, 60_000)
  const measured = await house.call(song, burden.measure, { month, by: 'form' })
  assert.deepEqual(measured.items.map(one => [one.label, one.entered, one.again]), [['person.record', 3, 1]])
  assert.equal((await house.call(taskforce(), burden.measure, { month, by: 'place' })).items[0]?.label, '329901001')
  const next = await house.call(house.seat('ding'), burden.measure, { month, by: 'form' })
  assert.deepEqual([next.entered, (await house.call(house.seat('ding'), burden.spent, { month })).minutes], [0, 0], 'another village sees its own')
  assert.equal(await refused(house.call(house.seat('ding'), burden.spent, { month, place: community })), 'right.missing')

  for (const one of residents.slice(2)) await type(one.id, '渔民', 12_000, 20_000)
  house.at = null
  const answer = await house.call(department(), admission.probe, { places: [county], report: { population: alone, columns: [{ title: '有没有呼叫器', type: 'yes_no', basis: '通知' }] } })
  assert.ok(answer.measured >= 30 && answer.measured_seconds !== null, 'measured from here on')
  assert.match(answer.sentence, /实测每项/)
})

test('the county sets a budget that only tightens; what does not fit is not admitted', async () => {
  assert.equal(await refused(house.call(taskforce(), burden.setBudget, { minutes: 9_000, basis: '会议', valid_from: today })), 'input.invalid', 'more than the province allows')
  await house.call(taskforce(), burden.setBudget, { minutes: 100, basis: '减负专班会议纪要', valid_from: today })
  const { number } = await house.call(department(), admission.ask, { ...asking([]), kind: 'task', report: undefined, minutes: 101, title: '超预算的任务' })
  const seen = await house.call(taskforce(), admission.show, { number })
  assert.ok(seen.warnings.some(one => one.includes('每月 100 分钟')))
  assert.equal((await house.call(publicSeat, admission.catalogue, { place: community })).minutes, 100)
})

test('minutes that a report takes in a community stand under whoever was admitted to ask for it; facts collected for nobody’s report are its own work', async () => {
  const song = house.seat('song')
  let at = Date.now() + 3_600_000
  const timed = async (operation: string, input: object) => {
    house.at = new Date(at += 600_000).toISOString()
    return house.platform.house.call(song, operation, input, { key: crypto.randomUUID(), active_ms: 120_000 })
  }
  const spent = async () => new Map((await house.call(song, burden.spent, { month })).items.map(one => [`${one.kind} ${one.requester_name}`, one.n]))
  const before = await spent()
  const owed = (await house.call(song, report.list, { limit: 200 })).items.find(one => one.head.id === 'elders_alone' && one.period === month)!
  await timed(report.confirm.name, { report: 'elders_alone', period: month, place: community, seq: owed.seq })
  const visit = (await house.call(song, report.tasks, { limit: 200 })).items.flatMap(one => one.asked).find(one => one.element === 'person.phone')!
  await timed(report.collect.name, { answers: [{ person: visit.person, element: 'person.phone', value: '13800138000' }] })
  await timed(report.collect.name, { answers: [{ person: residents[3]!.id, element: 'person.occupation', value: '木匠' }] })
  house.at = null
  const after = await spent()
  const more = (key: string) => (after.get(key) ?? 0) - (before.get(key) ?? 0)
  assert.equal(more('report 民政局'), 2)
  assert.equal(more('duty 村（社区）自己的工作'), 1)
})

test('requesters stand first before the task force, and for all to read once it decided; villages are in no ranking', async () => {
  await house.admin`insert into burden.spent (county, place_then, month, kind, requester, form, place, requester_name, n, ms) values
    (${county}, ${community}, '2026-10-01', 'report', 'a', 'x', ${community}, '甲局', 4, 7200000), (${county}, '329901100200', '2026-10-01', 'task', 'b', 'x', '329901100200', '乙局', 9, 600000)`
  assert.equal(await refused(house.call(house.seat('song'), burden.requesters, { month: '2026-10' })), 'right.missing')
  const { items, published } = await house.call(taskforce(), burden.requesters, { month: '2026-10' })
  assert.deepEqual([items.map(one => [one.requester_name, one.minutes]), published], [[['甲局', 120], ['乙局', 10]], false])
  assert.equal((await house.call(publicSeat, burden.published, { place: county })).months.length, 0)
  assert.equal(await refused(house.call(taskforce(), burden.publish, { month, decision: '会议' })), 'burden.month_open')
  await house.call(taskforce(), burden.publish, { month: '2026-10', decision: '减负专班 2026 年第 11 次会议' })
  assert.equal(await refused(house.call(taskforce(), burden.publish, { month: '2026-10', decision: '再来' })), 'burden.published')
  const open = await house.call(publicSeat, burden.published, { place: county })
  assert.deepEqual(open.months[0]?.items.map(one => one.requester_name), ['甲局', '乙局'])
  assert.ok(!JSON.stringify(open).includes('荷风') && !JSON.stringify(open).includes('稻禾'))
})

test('two that pay for the same object, purpose and period are found, also when both declare at once, and whoever came second answers', async () => {
  const sent = (title: string) => ({ form: 'money' as const, purpose: 'elders' as const, object: '荷风 养老服务站', period_from: '2026-11-01', period_to: '2027-03-31', place: community, title, amount_fen: 5_000_000 })
  const raced = await Promise.all([house.call(department(), resource.declare, sent('运营补助')), house.call(department(), resource.declare, { ...sent('设备补助'), object: '荷风养老服务站' })])
  assert.deepEqual(raced.map(one => one.clashes).sort(), [0, 1])
  const later = { ...sent('下一年补助'), period_from: '2027-04-01', period_to: '2027-12-31' }
  assert.equal(await refused(house.call(department(), resource.declare, later)), 'resource.answer_first', 'the overlap is answered before anything else is declared')
  assert.equal(await refused(house.call(department(), resource.declare, { ...later, object: '（）' })), 'input.invalid')
  await house.call(house.seat('song'), resource.need, { purpose: 'elders', object: '养老服务站', title: '缺两台血压计', why: '每月量血压的老人有八十多位', wanted_by: '2026-12-31' })
  const page = await house.call(house.seat('song'), resource.pool, {})
  assert.deepEqual([page.amount_fen, page.open_clashes, page.count.n], [10_000_000, 1, 2])
  assert.ok(page.needs[0]!.matches[0]!.reasons.includes('用途相同：养老服务'))
  assert.equal((await house.call(house.seat('ding'), resource.pool, {})).count.n, 0)
  const clash = page.clashes[0]!.id
  assert.equal(await refused(house.call(deskSeat('department_clerk', county, personOf('lu')), resource.answer, { clash, answer: '不是我' })), 'resource.not_yours')
  await house.call(department(), resource.answer, { clash, answer: '一笔用于人员，一笔用于设备' })
  assert.equal((await house.call(taskforce(), resource.pool, {})).open_clashes, 0)
  assert.equal(await refused(house.call(deskSeat('department_clerk', '329902', personOf('lu')), resource.answer, { clash, answer: '看看' })), 'found.nothing')

  // Pressed twice from one form it is declared once; taken back it counts no longer, and answers what it overlapped with.
  const key = crypto.randomUUID()
  const twice = await Promise.all([house.call(department(), resource.declare, later, key), house.call(department(), resource.declare, later, key)])
  assert.equal(twice[0].id, twice[1].id)
  const again = await house.call(department(), resource.declare, { ...later, title: '又一笔', object: '【荷风】　养老服务站' })
  assert.equal(again.clashes, 1)
  const mine = (await house.call(department(), resource.pool, { place: community })).items.find(one => one.id === again.id)!
  assert.equal(mine.mine, true)
  assert.equal(await refused(house.call(deskSeat('department_clerk', county, personOf('lu')), resource.withdraw, { resource: again.id, reason: '不是我的' })), 'resource.not_owner')
  assert.deepEqual(await house.call(department(), resource.withdraw, { resource: again.id, reason: '重复了，改投别处' }), { answered: 1 })
  assert.equal(await refused(house.call(department(), resource.withdraw, { resource: again.id, reason: '再收' })), 'resource.withdrawn')
  const back = await house.call(house.seat('song'), resource.pool, {})
  assert.deepEqual([back.amount_fen, back.open_clashes, back.items.find(one => one.id === again.id)?.withdrawn_why], [15_000_000, 0, '重复了，改投别处'])
  assert.match(back.clashes.find(one => one.other.id === again.id || one.one.id === again.id)!.answer!, /已收回/)
})
