import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as admission from '../../contract/admission.ts'
import * as catalogue from '../../contract/catalogue.ts'
import { demandKinds, type DemandKind } from '../../contract/gate.ts'
import * as integration from '../../contract/integration.ts'
import type { InputOf } from '../../contract/kernel.ts'
import * as message from '../../contract/message.ts'
import * as organisation from '../../contract/organisation.ts'
import * as report from '../../contract/report.ts'
import * as service from '../../contract/service.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import { asksOf } from '../../server/engines/report/index.ts'
import { capsRule } from '../../server/ground/gate/index.ts'
import { importRules } from '../../server/ground/law/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, publicSeat, refusal, refused, type TestHouse } from '../house.ts'
import { deskSeat } from '../rights/scene.ts'

// The gate: nothing is laid on a community without an admission, through any door; caps hold, also for two who grant at once.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const county = '329901', community = '329901001001', village = '329901100200'
const today = () => beijingDay(house.at ?? new Date().toISOString())
const department = () => house.seat('cheng', 'department_clerk')
const checker = () => house.seat('wu', 'social_work')
const taskforce = () => house.seat('shao', 'burden_taskforce')

const asking = (more: Partial<InputOf<typeof admission.ask>> = {}): InputOf<typeof admission.ask> => ({
  kind: 'task', title: '冬季走访独居老人', content: '每月走访一次，记录取暖和用药情况', basis: '省民政厅关于冬季关爱的通知', places: [county], population: '独居老人', period: 'month',
  valid_from: today(), valid_to: addDays(today(), 120), minutes: 60, ...more,
})

async function step(seat: Seat, number: string, action: string, note = '同意') {
  const { seq } = await house.call(seat, service.show, { number })
  return house.call(seat, service.take, { number, seq, action, note })
}

/** A request through its whole process, until both have signed. */
async function admitted(more: Partial<InputOf<typeof admission.ask>> = {}): Promise<string> {
  const { number } = await house.call(department(), admission.ask, asking(more))
  await step(checker(), number, 'check')
  await step(checker(), number, 'close_hearing')
  await step(taskforce(), number, 'grant')
  await step(checker(), number, 'grant')
  return number
}

/** What a report of the platform asks, as an admission keeps it. */
async function scopeOf(id: string) {
  const [found] = await house.admin<{ body: report.ReportBody }[]>`select body from report.definition where id = ${id} order by version desc limit 1`
  return { ...asksOf(found!.body), titles: found!.body.columns.map(one => one.title) }
}

const rows = async () => (await house.admin<{ n: number }[]>`select count(*)::int as n from gate.demand`)[0]!.n

test('every door for every kind: a desk, a program with a key, a bare insert; without an admission nothing arrives and the county hears of it', async () => {
  const kinds = Object.keys(demandKinds) as DemandKind[]
  const { key, secret } = await house.call(house.seat('shao', 'county_admin'), integration.makeKey, {
    organisation: (await house.admin<{ id: string }[]>`select id from registry.organisation where name = '柳湖区民政局（演示）'`)[0]!.id,
    name: '民政业务系统', office: 'department_clerk', verbs: ['admission.send', 'admission.read'], place: county, valid_until: '2027-06-30', basis: '接入协议',
  }) as { key: { id: string }; secret: string }
  assert.ok(key.id)
  const program = await house.platform.seatOf({ token: secret })
  for (const kind of kinds) {
    for (const seat of [department(), program]) {
      const problem = await refusal(house.call(seat, admission.send, { kind, title: `未经准入的${demandKinds[kind]}`, places: [community, village] }))
      assert.equal(problem.code, 'gate.not_admitted')
      assert.ok(!JSON.stringify(problem.body()).includes(personOf('song').name), 'nobody of the community is named')
    }
    // The import's door, or a forgotten one: what writes without leave is refused by PostgreSQL.
    const direct = house.platform.database.transact({ chair: 'desk', low: county, person: '', actor: personOf('cheng').id, epoch: undefined }, 'write', ({ sql }) => sql`
      insert into gate.demand (county, id, place, admission, sending, kind, requester, requester_name, title, sent_at)
      values (${county}, ${newId()}, ${community}, 'x', ${newId()}, ${kind}, ${newId()}, '某局', '直接写入', now())`)
    await assert.rejects(direct, /row-level security/)
  }
  assert.equal(await rows(), 0)
  const { items } = await house.call(taskforce(), admission.turnedAway, {})
  assert.deepEqual([...new Set(items.map(one => one.kind))].sort(), [...kinds].sort())
  assert.ok(items.every(one => one.n === 2 && one.requester_name === '柳湖区民政局（演示）'))
})

test('every operation that lays something on communities says so, and every table of demands takes rows only with leave', async () => {
  const laying = house.platform.house.operations.filter(one => one.handler.lays)
  assert.deepEqual([...new Set(laying.flatMap(one => one.handler.lays!.kinds))].sort(), Object.keys(demandKinds).sort(), 'every kind has an operation that declares it')
  const tables = await house.admin<{ name: string; leave: boolean }[]>`
    select format('%s.%s', n.nspname, c.relname) as name, exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'leave' and not p.polpermissive and p.polcmd = 'a') as leave
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'admission'
    where c.relkind = 'r' and n.nspname <> 'gate' or format('%s.%s', n.nspname, c.relname) = 'gate.demand' and a.attname = 'admission'`
  assert.ok(tables.length > 0)
  assert.deepEqual(tables.filter(one => !one.leave), [])
  // Who writes such a table under no declaration of its own has no leave: an institution hung on a community is one more body.
  const registrar = house.seat('cheng', 'county_civil_affairs')
  const body = { name: '荷风社区某某工作站', kind: 'public_institution' as const, place: community, founded_on: '2026-11-01', basis: '部门通知' }
  assert.equal(await refused(house.call(registrar, organisation.register, body)), 'gate.not_admitted')
  assert.ok((await house.call(registrar, organisation.register, { ...body, name: '荷风社区书法社', kind: 'social_organisation' })).id, 'what residents found is theirs')
  // A department's system in a community's own chair, and an item whose steps the community must take, are laid on it too.
  const { id: bureau } = (await house.admin<{ id: string }[]>`select id from registry.organisation where name = '柳湖区民政局（演示）'`)[0]!
  const key = { organisation: bureau, name: '民政走访系统', office: 'community_worker' as const, verbs: ['case.survey'], place: community, valid_until: '2027-06-30', basis: '部门通知' }
  assert.equal(await refused(house.call(house.seat('shao', 'county_admin'), integration.makeKey, key)), 'gate.not_admitted')
  await admitted({ kind: 'login', title: key.name, subject: key.name, places: [community], minutes: 0 })
  assert.ok((await house.call(house.seat('shao', 'county_admin'), integration.makeKey, key)).key.id)
  await house.call(house.seat('shao', 'county_admin'), catalogue.begin, { id: 'meal_again', from: 'meal_service', name: '又一项助餐', summary: '又一项助餐，说给居民听的一句话。' })
  assert.match(await refused(house.call(house.seat('shao', 'county_admin'), catalogue.publish, { id: 'meal_again', revision: 0 })), /^gate\./)
  const task = await admitted({ kind: 'task', title: '又一项助餐', subject: '又一项助餐', places: ['329901'], minutes: 0 })
  assert.equal(await refused(house.call(house.seat('shao', 'county_admin'), catalogue.publish, { id: 'meal_again', revision: 0, admission: task })), 'item.not_proposed', 'admitted under this number: now it wants a second person')
  assert.match(await refused(house.call(house.seat('shao', 'county_admin'), catalogue.publish, { id: 'meal_again', revision: 0, admission: '329901-20200101-000001' })), /^gate\./)
  await admitted({ kind: 'body', title: body.name, subject: body.name, places: [community], minutes: 0 })
  assert.ok((await house.call(registrar, organisation.register, body)).id)
})

test('asked, checked, heard, decided by two, sent, and over on its day; the next county and the next village see nothing', async () => {
  const { number } = await house.call(department(), admission.ask, asking())
  const other = deskSeat('department_clerk', '329902', personOf('lu'))
  assert.equal(await refused(house.call(other, admission.show, { number })), 'found.nothing')
  assert.equal(await refused(house.call(other, service.show, { number })), 'found.nothing')
  assert.equal((await house.call(other, admission.requests, {})).items.length, 0)
  assert.equal(await refused(step(taskforce(), number, 'grant')), 'case.not_now')

  await step(checker(), number, 'check')
  const heard = await house.call(house.seat('song'), admission.hearings, {})
  assert.equal(heard.items[0]?.title, '冬季走访独居老人')
  const hearing = heard.items[0]!.id
  assert.equal(await refused(house.call(house.seat('ding'), admission.opine, { hearing, stance: 'oppose', score: 5 })), 'found.nothing', 'another village has a voice of its own')
  await house.call(house.seat('song'), admission.opine, { hearing, stance: 'lighten', score: 4, words: '两个月一次就够' })
  assert.equal(await refused(house.call(house.seat('song'), admission.opine, { hearing, stance: 'support', score: 1 })), 'admission.heard')
  await house.call(house.seat('zhang'), admission.opine, { hearing: (await house.call(house.seat('zhang'), admission.hearings, {})).items[0]!.id, stance: 'support', score: 2 })
  const seen = await house.call(checker(), admission.show, { number })
  assert.deepEqual(seen.opinions.map(one => [one.place, one.stance, one.score]), [['329901001', 'support', 2], [community, 'lighten', 4]])
  assert.ok(seen.heard > 10)

  await step(checker(), number, 'close_hearing')
  const late = (await house.call(house.seat('xia'), admission.hearings, {})).items.find(one => one.number === number)!
  assert.equal(late.closed, true)
  assert.equal(await refused(house.call(house.seat('xia'), admission.opine, { hearing: late.id, stance: 'oppose', score: 5 })), 'admission.closed', 'what nobody would read is not asked')
  await step(taskforce(), number, 'grant')
  const before = await refused(house.call(department(), admission.send, { kind: 'task', admission: number, title: '冬季走访独居老人', places: [community] }))
  assert.equal(before, 'gate.not_admitted', 'one signature is no decision')
  await step(checker(), number, 'grant')
  const drifted = await refusal(house.call(department(), admission.send, { kind: 'task', admission: number, title: '冬季走访独居老人并录入走访系统', places: [community] }))
  assert.deepEqual([drifted.code, /准入的名称是“冬季走访独居老人”/.test(drifted.message)], ['gate.beyond', true])
  assert.equal(await refused(house.call(department(), admission.send, { kind: 'task', admission: number, title: '冬季走访独居老人', when: '另填三张表', places: [community] })), 'input.invalid', 'only a meeting says when and where')
  const { reached } = await house.call(department(), admission.send, { kind: 'task', admission: number, title: '冬季走访　独居老人', places: [community, village] })
  assert.equal(reached, 2)
  for (const wrong of [{ kind: 'form' as const, admission: number, title: '换个名目', places: [community] }, { kind: 'task' as const, admission: number, title: '越界', places: ['329902001001'] }]) {
    assert.ok(['gate.not_admitted', 'right.missing', 'found.nothing'].includes(await refused(house.call(department(), admission.send, wrong))), wrong.title)
  }
  const [demand] = (await house.call(house.seat('xia'), admission.received, {})).items
  assert.deepEqual([demand?.title, demand?.body, demand?.ground], ['冬季走访独居老人', '每月走访一次，记录取暖和用药情况', null], 'what arrives is what was admitted, in its own words')
  assert.equal((await house.call(house.seat('ding'), admission.received, {})).items.length, 0)
  assert.equal(await refused(house.call(house.seat('xia'), admission.refuse, { demand: demand!.id })), 'gate.lawful')
  const open = await house.call(publicSeat, admission.catalogue, { place: community })
  assert.ok(open.items.some(one => one.number === number))

  house.at = `${addDays(today(), 130)}T03:00:00.000Z`
  assert.equal(await refused(house.call(department(), admission.send, { kind: 'task', admission: number, title: '到期以后', places: [community] })), 'gate.not_admitted')
  assert.ok(!(await house.call(publicSeat, admission.catalogue, { place: community })).items.some(one => one.number === number))
  assert.deepEqual(await house.call(house.seat('xia'), admission.refuse, { demand: demand!.id }), { ground: 'ended' })
  await house.platform.sweeper.once()
  house.at = null
  assert.equal((await house.call(checker(), service.show, { number })).case.state, 'admission_over')
  const mine = await house.call(department(), admission.sent, {})
  assert.deepEqual(mine.refused, [{ kind: 'task', title: '冬季走访独居老人', ground: 'ended', n: 1 }])
  assert.ok(!JSON.stringify(mine).includes('夏建芳') && !JSON.stringify(mine).includes('稻禾'), 'the sender learns how many, not who')
  await house.platform.sweeper.once()
  const told = (await house.call(house.self('cheng'), message.list, {})).items.find(one => one.title.includes('冬季走访独居老人'))
  assert.match(told?.body ?? '', /准入已经到期/)
  assert.ok(!JSON.stringify(told).includes('稻禾') && !JSON.stringify(told).includes(village), 'the answer bears the county, and no village')
})

test('plaques: beyond 4 in a village and 2 in a residents’ community none is even numbered, and the county is told; one too many on the wall is always written down and goes back', async () => {
  const plaque = { kind: 'plaque' as const, title: '民政服务站', minutes: 0, reach: 'community' as const, places: [community] }
  const { refused: said, weight } = await house.call(department(), admission.weigh, { ...plaque, period: 'year', valid_from: today(), valid_to: addDays(today(), 90) })
  assert.match(said!, /居民社区的牌子已有 2 个，达到上限 2 个/, 'said while it is written')
  assert.equal(weight.used, 0)
  const before = (await house.call(checker(), admission.requests, {})).count.n
  const problem = await refusal(house.call(department(), admission.ask, asking(plaque)))
  assert.deepEqual([problem.code, problem.message], ['gate.cap', said])
  assert.equal((await house.call(checker(), admission.requests, {})).count.n, before, 'it has no number')
  assert.ok((await house.call(taskforce(), admission.turnedAway, {})).items.some(one => one.kind === 'plaque' && one.subject === '民政服务站' && one.requester_name === '柳湖区民政局（演示）'))
  assert.equal((await house.call(department(), admission.weigh, { ...plaque, reach: 'village', places: [village], period: 'year', valid_from: today(), valid_to: addDays(today(), 90) })).refused?.includes('上限 4 个'), true)

  const { items: known } = await house.call(house.seat('song'), admission.senders, {})
  const bureau = known.find(one => one.name === '柳湖区民政局（演示）')!
  assert.ok(!known.some(one => one.name.startsWith('望澜县') || one.name.includes('荷风')), 'bodies above the community, and no others')
  const wall = await house.call(house.seat('song'), admission.observe, { kind: 'plaque', title: '民政服务站', requester: bureau.id, seen_on: today(), refuse: true })
  assert.deepEqual([wall.breach, wall.refused], ['over_cap', true])
  assert.equal((await house.call(house.seat('xia'), admission.observe, { kind: 'plaque', title: '党组织', requester_name: '党组织', seen_on: today(), refuse: true })).breach, null, 'what is admitted is no breach, and is not refused')
  assert.equal((await house.call(checker(), admission.sightings, {})).items.find(one => one.title === '民政服务站')?.place, community)
  assert.equal((await house.call(house.seat('ding'), admission.sightings, {})).items.length, 0)
})

test('what a community refuses reaches its sender once a day without a name; who is not on the platform is told to the county; another’s plaque of an admitted name is a breach', async () => {
  const letters = async (key: 'cheng' | 'wu', words: string) => {
    // What is refused is a letter first, and the notices that follow from it are letters again.
    await house.platform.sweeper.once()
    await house.platform.sweeper.once()
    return (await house.call(house.self(key), message.list, { limit: 100 })).items.filter(one => `${one.title}${one.body}`.includes(words))
  }
  const { items } = await house.call(house.seat('ding'), admission.senders, {})
  const [bureau, other] = ['柳湖区民政局（演示）', '柳湖区数据局（演示）'].map(name => items.find(one => one.name === name)!)
  const seen = { kind: 'task' as const, title: '每日打卡截图', requester: bureau!.id, seen_on: today(), refuse: true }
  for (const key of ['xia', 'ding', 'song'] as const) await house.call(house.seat(key), admission.observe, seen)
  const [told, ...again] = await letters('cheng', '每日打卡截图')
  assert.equal(again.length, 0, 'three communities, one message')
  assert.match(told!.body, /没有经过准入/)
  for (const word of ['夏建芳', '丁向东', '宋佳', '稻禾', '荻溪', '荷风']) assert.ok(!JSON.stringify(told).includes(word), word)
  assert.deepEqual((await house.call(department(), admission.sent, {})).refused.filter(one => one.title === '每日打卡截图').map(one => one.n), [3])

  await house.call(house.seat('song'), admission.observe, { kind: 'plaque', title: '某某工作站', requester_name: '某某协会', seen_on: today(), refuse: true })
  assert.equal((await letters('cheng', '某某协会')).length, 0)
  assert.match((await letters('wu', '某某协会'))[0]!.body, /不在平台的名单上/)
  assert.equal(await refused(house.call(house.seat('song'), admission.observe, { kind: 'plaque', title: '某某', requester: newId(), seen_on: today() })), 'input.invalid')

  const number = await admitted({ kind: 'inspection', title: '消防通道检查', places: [county], minutes: 10 })
  const check = { kind: 'inspection' as const, title: '消防通道 检查', seen_on: today() }
  assert.equal((await house.call(house.seat('song'), admission.observe, { ...check, requester: bureau!.id })).breach, null)
  assert.equal((await house.call(house.seat('song'), admission.observe, { ...check, requester_name: '柳湖区民政局（演示）' })).breach, null)
  assert.equal((await house.call(house.seat('song'), admission.observe, { ...check, requester: other!.id })).breach, 'not_admitted', 'admitted to another body')
  const met = { kind: 'inspection' as const, admission: number, title: '消防通道检查', when: '11 月 30 日 14:00 起', places: [community] }
  await house.call(department(), admission.send, met)
  assert.match((await house.call(house.seat('song'), admission.received, {})).items.find(one => one.admission === number)!.body!, /时间和地点：11 月 30 日/)
})

/** A body of the province with one post, and whoever checks and decides there. */
async function provincial() {
  const [body] = await house.admin<{ id: string }[]>`insert into registry.organisation (county, id, place, name, kind) values ('320000', ${newId()}, '32', '某省厅', 'government_office') returning id`
  const post = newId()
  await house.admin`insert into registry.post (county, id, place, organisation, title, seats) values ('320000', ${post}, '32', ${body!.id}, '经办员', 1)`
  await house.admin`insert into registry.membership (county, id, place, post, person, person_name, since) values ('320000', ${newId()}, '32', ${post}, ${personOf('lu').id}, '陆一鸣', '2026-01-01')`
  const asker = deskSeat('department_clerk', '32', personOf('lu'))
  const [check, decide] = [deskSeat('social_work', '32', personOf('kong')), deskSeat('burden_taskforce', '32', personOf('yan'))]
  const granted = async (more: Partial<InputOf<typeof admission.ask>>) => {
    const { number } = await house.call(asker, admission.ask, asking(more))
    await step(check, number, 'check')
    await step(check, number, 'close_hearing')
    await step(decide, number, 'grant')
    await step(check, number, 'grant')
    return number
  }
  return { asker, check, decide, granted }
}

test('what the province is admitted to lay on one county is sent, received and ended like any other, and fits that county’s own budget and the province’s six', async () => {
  const { asker, check, granted } = await provincial()
  const number = await granted({ title: '省厅抽查一个村', places: [village], minutes: 5 })
  const sending = { kind: 'task' as const, admission: number, title: '省厅抽查一个村', places: [village] }
  assert.equal((await house.call(asker, admission.send, sending)).reached, 1)
  assert.equal(await refused(house.call(asker, admission.send, sending)), 'gate.again', 'a monthly task comes once in a month')
  const mine = (await house.call(house.seat('xia'), admission.received, {})).items.find(one => one.admission === number)
  assert.equal(mine?.title, '省厅抽查一个村')
  await step(check, number, 'end', '减负')
  assert.ok(!(await house.call(publicSeat, admission.catalogue, { place: village })).items.some(one => one.number === number))

  await importRules(house.admin, [{
    id: capsRule, version: 1, place: '329902', title: '社区负担预算', level: 'county', valid_from: '2026-01-01', verified: true, source: '该县规定', params: { minutes: { value: 100 } },
  }])
  assert.equal(await refused(granted({ title: '各县都要做的长事', places: ['3299'], minutes: 101 })), 'gate.budget')
  for (let n = 1; n <= 6; n++) await granted({ kind: 'appraisal', title: `一县一评${n}`, places: [n % 2 ? '329901' : '329902'], minutes: 0, period: 'year' })
  const seventh = asking({ kind: 'appraisal', title: '一县一评七', places: ['329902'], minutes: 0, period: 'year' })
  assert.equal(await refused(house.call(asker, admission.ask, seventh)), 'gate.cap', 'refused as it is asked for')
  assert.match((await house.call(asker, admission.weigh, { ...seventh, places: seventh.places })).refused!, /已有 6 个，达到上限 6 个/)
  await house.admin`update gate.admission set ended_on = ${today()} where kind = 'appraisal'`
  // A county that laid down less for itself keeps it, whoever asks.
  await importRules(house.admin, [{
    id: capsRule, version: 2, place: '329902', title: '社区准入上限', level: 'county', valid_from: '2026-01-02', verified: true, source: '该县规定', params: { minutes: { value: 100 }, appraisals: { value: 1 }, plaques_village: { value: 3 } },
  }])
  await granted({ kind: 'appraisal', title: '全市一评', places: ['3299'], minutes: 0, period: 'year' })
  assert.equal(await refused(house.call(asker, admission.ask, asking({ kind: 'appraisal', title: '全市又一评', places: ['3299'], minutes: 0, period: 'year' }))), 'gate.cap')
  assert.equal(await refused(house.call(asker, admission.ask, asking({ kind: 'plaque', title: '文明实践站', places: ['3299'], reach: 'village', minutes: 0 }))), 'gate.cap')
  await house.admin`delete from law.rule where id = ${capsRule} and place = '329902'`
  await house.admin`update gate.admission set ended_on = ${today()} where kind = 'appraisal'`
})

test('a report lies on communities as long as its admission holds: an emergency’s is over with it, and is laid anew only under another', async () => {
  const lay = (from = today()) => house.call(house.seat('cheng'), report.send, { report: 'elder_households', places: [community], from })
  const owed = async () => (await house.call(house.seat('song'), report.list, { limit: 200 })).items.filter(one => one.head.id === 'elder_households' && one.state !== 'live').length
  await house.admin`insert into gate.admission ${house.admin({
    county, number: `${county}-20260101-900001`, place: county, places: [county], reach: 'all', kind: 'report', requester: (await house.admin`select id from registry.organisation where name = '柳湖区民政局（演示）'`)[0]!.id,
    requester_name: '柳湖区民政局（演示）', subject: 'elder_households', title: '应急摸底', basis: '汛情', asks: house.admin.json(await scopeOf('elder_households')), valid_from: today(), valid_to: addDays(today(), 10), minutes: 0, emergency: true, version: 900, admitted_at: new Date().toISOString(),
  })}`
  await lay()
  assert.ok(await owed() > 0)
  assert.equal(await refused(lay()), 'report.sent')
  house.at = `${addDays(today(), 11)}T03:00:00.000Z`
  assert.equal(await owed(), 0, 'nobody confirms for what is no longer admitted')
  assert.equal(await refused(lay()), 'gate.not_admitted')
  await house.admin`insert into gate.admission select (jsonb_populate_record(a, jsonb_build_object('number', ${`${county}-20260101-900002`}::text, 'valid_to', ${addDays(today(), 60)}::text))).*
    from gate.admission a where number = ${`${county}-20260101-900001`}`
  await lay()
  assert.ok(await owed() > 0)
  house.at = null
  const under = async () => (await house.call(house.seat('cheng'), report.progress, { report: 'elder_households', period: await period(), limit: 200 })).sum.communities
  const period = async () => (await house.call(house.seat('song'), report.list, { limit: 200 })).items.find(one => one.head.id === 'elder_households')!.period
  const before = await under()
  await house.admin`update gate.admission set reach = 'village' where subject = 'elder_households'`
  assert.equal(await owed(), 0, 'what was admitted for villages does not reach a residents’ community')
  assert.equal(await under(), before - 1)
})

test('a report that lies on communities asks no more of them than was admitted: a version with another column or other people needs leave of its own', async () => {
  const cheng = house.seat('cheng')
  const id = 'alone_here'
  const requester = (await house.admin<{ id: string }[]>`select id from registry.organisation where name = '柳湖区民政局（演示）'`)[0]!.id
  const admit = (n: number, subject: string, scope: object) => house.admin`insert into gate.admission ${house.admin({
    county, number: `${county}-20260102-90000${n}`, place: county, places: [county], reach: 'all', kind: 'report', requester, requester_name: '柳湖区民政局（演示）', subject, title: '独居老人', basis: '通知',
    asks: house.admin.json(scope as never), valid_from: today(), valid_to: addDays(today(), 100), minutes: 0, version: 910 + n, admitted_at: new Date().toISOString(),
  })}`
  const draft = async (change: (body: Record<string, unknown>) => Record<string, unknown>) => {
    await house.call(cheng, report.begin, { id, title: '本地独居老人', from: (await house.admin`select 1 from report.definition where id = ${id}`).length > 0 ? id : 'elders_alone' })
    const { body } = await house.call(cheng, report.draft, { id })
    const { faults } = await house.call(cheng, report.save, { id, revision: 0, body: change(body) })
    assert.deepEqual(faults, [])
    return () => house.call(cheng, report.publish, { id, revision: 1 })
  }
  await (await draft(body => body))()
  const scope = await scopeOf('elders_alone')
  // The first sending is compared too: a column that was not admitted stays here.
  await admit(1, id, { ...scope, elements: scope.elements.slice(1), titles: [] })
  const first = await refusal(house.call(cheng, report.send, { report: id, places: [county], from: today() }))
  assert.deepEqual([first.code, /准入的栏目里没有“/.test(first.message)], ['gate.beyond', true])
  await house.admin`update gate.admission set asks = ${house.admin.json({ ...scope, population: { aged: { from: 70 } } })} where number = ${`${county}-20260102-900001`}`
  assert.equal(await refused(house.call(cheng, report.send, { report: id, places: [county], from: today() })), 'gate.beyond', 'other people')
  await house.admin`update gate.admission set asks = ${house.admin.json({ ...scope, period: 'year' })} where number = ${`${county}-20260102-900001`}`
  assert.equal(await refused(house.call(cheng, report.send, { report: id, places: [county], from: today() })), 'gate.beyond', 'more often')
  await house.admin`update gate.admission set asks = ${house.admin.json(scope)} where number = ${`${county}-20260102-900001`}`
  assert.equal(await refused(house.call(cheng, report.send, { report: id, places: [county], from: today(), admission: `${county}-20260102-900001` })), 'gate.beyond', 'under its number it bears the admitted name')
  await house.call(cheng, report.send, { report: id, places: [county], from: today() })
  assert.equal((await (await draft(body => ({ ...body, note: '说明改了' })))()).version, 2, 'other words ask nothing more')
  const asked = { id: 'work', title: '职业', note: '', aliases: [], cell: { element: 'person.occupation' } }
  const wider = await draft(body => ({ ...body, columns: [...body.columns as unknown[], asked] }))
  assert.equal(await refused(wider()), 'gate.beyond')
  await admit(2, `${id}@3`, { ...scope, elements: [...scope.elements, 'person.occupation'] })
  assert.equal((await wider()).version, 3)
  const everybody = await draft(body => ({ ...body, population: { aged: { from: 60 } } }))
  assert.equal(await refused(everybody()), 'gate.beyond')
  await house.call(cheng, report.discard, { id })
  const renamed = await draft(body => ({ ...body, title: '独居老人及其子女' }))
  assert.equal(await refused(renamed()), 'gate.beyond', 'nor does it change its name in communities')
})

test('of two grants at once that both fit alone, one is refused: appraisals of the province stay at six', async () => {
  const { asker, check, decide } = await provincial()
  const ready = async (n: number) => {
    const { number } = await house.call(asker, admission.ask, asking({ kind: 'appraisal', title: `示范社区第${n}项`, places: ['32'], minutes: 0, period: 'year' }))
    await step(check, number, 'check')
    await step(check, number, 'close_hearing')
    await step(decide, number, 'grant')
    return number
  }
  for (let n = 1; n <= 5; n++) await step(check, await ready(n), 'grant')
  const raced = [await ready(6), await ready(7)]
  const results = await Promise.allSettled(raced.map(number => step(check, number, 'grant')))
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  assert.equal((await house.admin<{ n: number }[]>`select count(*)::int as n from gate.admission where kind = 'appraisal' and ended_on is null`)[0]!.n, 6)
  const [early] = await house.admin<{ value: number }[]>`select (params -> 'appraisals' ->> 'value')::int as value from law.rule where id = 'admission_caps' and valid_to = '2020-01-01'`
  assert.equal(early!.value, 34, 'the cap is dated')
})

test('money and staff go with the task: what comes with them is sent only once the agreement is signed', async () => {
  const number = await admitted({ title: '养老服务站巡查', staff: 1, fee_fen: 500_000, places: [village], minutes: 30 })
  const sending = { kind: 'task' as const, admission: number, title: '养老服务站巡查', places: [village] }
  assert.equal(await refused(house.call(department(), admission.send, sending)), 'gate.not_agreed')
  await step(checker(), number, 'agree', '协议 2026-001：每村每年 5000 元，到账')
  assert.equal((await house.call(department(), admission.send, sending)).reached, 1)
})

test('a statistical form without number, approval and validity is refused by right; the 20 certificates cannot even be asked for', async () => {
  const number = await admitted({ kind: 'form', title: '居民收入抽样表', statistical: true, places: [village], minutes: 20 })
  await house.call(department(), admission.send, { kind: 'form', admission: number, title: '居民收入抽样表', places: [village] })
  const demand = (await house.call(house.seat('xia'), admission.received, {})).items.find(one => one.title === '居民收入抽样表')!
  assert.equal(demand.ground, 'statistics')
  assert.deepEqual(await house.call(house.seat('xia'), admission.refuse, { demand: demand.id }), { ground: 'statistics' })
  assert.equal(await refused(house.call(department(), admission.ask, asking({ kind: 'certificate', title: '健在证明' }))), 'gate.banned')
  const { lists } = await house.call(publicSeat, admission.lists, {})
  assert.equal(lists.find(one => one.list === 'certificates')?.entries.length, 20)
})

test('an emergency is decided within 48 hours and over after at most 90 days', async () => {
  const flood = { title: '防汛应急排查', urgent: true, places: [village], minutes: 100 }
  assert.equal(await refused(house.call(department(), admission.ask, asking({ ...flood, valid_to: addDays(today(), 91) }))), 'input.invalid')
  const { number } = await house.call(department(), admission.ask, asking({ ...flood, valid_to: addDays(today(), 90) }))
  const { clocks } = await house.call(taskforce(), service.show, { number })
  const due = Date.parse(clocks.find(one => one.name === 'urgent')!.due_at)
  assert.ok(due - Date.now() <= 48 * 3_600_000)
  await step(taskforce(), number, 'grant', '汛情紧急')
  assert.equal((await house.call(department(), admission.send, { kind: 'task', admission: number, title: '防汛应急排查', places: [village] })).reached, 1)
  const late = await house.call(department(), admission.ask, asking({ ...flood, title: '没人决定的应急', valid_to: addDays(today(), 30) }))
  house.at = new Date(Date.now() + 3 * 86_400_000).toISOString()
  await house.platform.sweeper.once()
  house.at = null
  assert.equal((await house.call(taskforce(), service.show, { number: late.number })).case.state, 'admission_refused')
})
