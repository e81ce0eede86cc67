import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as household from '../../contract/household.ts'
import * as people from '../../contract/person.ts'
import * as report from '../../contract/report.ts'
import * as resource from '../../contract/resource.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import { asksOf } from '../../server/engines/report/index.ts'
import { numberOf } from '../exchange/tables.ts'
import { openTestHouse, population, refusal, refused, type TestHouse } from '../house.ts'
import { families } from './families.ts'

// Two at once, or one who acts on what another process has changed meanwhile: what was ended stays ended, what was asked is asked once,
// what was answered is not written over, and nothing is laid on communities but what leave was asked for.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const today = beijingDay(new Date())
const county = '329901', community = '329901001001'
const bureau = () => house.seat('cheng', 'department_clerk')
const outcome = (work: Promise<unknown>) => work.then(() => 'done', (error: { code?: string }) => error.code ?? String(error))

/** Runs these in this order against rows that somebody holds, so that each has read before the first may write. */
async function held(hold: (sql: TestHouse['admin']) => Promise<unknown>, ...works: (() => Promise<unknown>)[]): Promise<string[]> {
  let running: Promise<string>[] = []
  await house.admin.begin(async sql => {
    await hold(sql as unknown as TestHouse['admin'])
    for (const work of works) {
      running = [...running, outcome(work())]
      await new Promise(resolve => { setTimeout(resolve, 300) })
    }
  })
  return Promise.all(running)
}

test('a reading that one ends while another lets its names is ended', async () => {
  const { id } = await house.call(bureau(), report.openReading, { report: 'elders_alone', purpose: '核对养老床位需求', basis: '江苏省养老服务条例', columns: ['name', 'age'], until: addDays(today, 30) })
  const settle = (to: 'ended' | 'named') => () => house.call(house.seat('wu'), report.settleReading, { id, to, note: '核对' })
  const said = await held(sql => sql`select 1 from report.reading where id = ${id} for update`, settle('ended'), settle('named'))
  assert.deepEqual(said, ['done', 'report.reading_over'])
  assert.equal((await house.admin<{ state: string }[]>`select state from report.reading where id = ${id}`)[0]!.state, 'ended')
})

test('two places that ask for the same people at once: one has asked, the other hears so', async () => {
  const { familyOf } = families(() => ({ house, xia: house.seat('xia') }))
  const home = familyOf(2)
  const { name, id_number } = population.persons.find(one => one.id === home.head)!
  const ding = house.seat('ding')
  const ask = (address: string) => outcome(house.call(ding, household.callIn, { to: ding.place, address, hukou: 'stays', reason: '投亲', people: [{ name, identity: id_number }] }))
  const said = await Promise.all([ask('荻溪1号'), ask('荻溪2号'), ask('荻溪3号'), ask('荻溪4号')])
  assert.deepEqual(said.sort(), ['done', 'household.not_possible', 'household.not_possible', 'household.not_possible'])
  const [{ n }] = await house.admin<[{ n: number }]>`select count(*)::int as n from registry.life where kind = 'move' and called_from is not null and ${home.id}::uuid = any (houses)`
  assert.equal(n, 1)
})

test('a merge is undone once; a finding is taken back only by who reaches both', async () => {
  const [xia, meng] = [house.seat('xia'), house.seat('meng')]
  const register = async (distinct?: boolean) => (await house.call(xia, people.register, { name: '重一', identity: numberOf('1955-05-05'), place: xia.place, address: '重一家', purpose: '登记', ...distinct && { distinct } })).id
  const [kept, gone] = [await register(), await register(true)]
  await house.admin`update registry.person set sex = '1' where id in (${kept}, ${gone})`
  const { finding } = (await house.call(xia, household.doubles, {})).unlike.find(one => [one.one.person, one.other.person].includes(gone))!
  // One of the two has come to lie in the next village.
  await house.admin`update registry.unlike set place = ${house.seat('ding').place} where finding = ${finding} and person = ${gone}`
  for (const seat of [xia, house.seat('ding')]) assert.equal(await refused(house.call(seat, household.alikeAgain, { finding, reason: '看错' })), 'found.nothing')
  assert.equal((await house.admin`select 1 from registry.unlike where finding = ${finding} and undone_at is null`).length, 2, 'it stands at both')
  await house.admin`update registry.unlike set place = ${xia.place} where finding = ${finding}`
  await house.call(xia, household.alikeAgain, { finding, reason: '号码是打错的' })

  const ask = { kind: 'same' as const, person: kept, other: gone }
  const { seen } = await house.call(xia, household.preview, { ask })
  const { id } = await house.call(xia, household.ask, { ask, seen, reason: '同一个人' })
  await house.call(meng, household.decide, { id, accept: true, seen: (await house.call(meng, household.show, { id })).preview!.seen, answer: '是他' })
  const undo = () => house.call(meng, household.undo, { id, reason: '是两个人' })
  assert.deepEqual((await held(sql => sql`select 1 from registry.person where id = ${kept} for update`, undo, undo)).sort(), ['done', 'household.decided'])
})

test('an overlap that was answered is not answered over, also not once it was taken back', async () => {
  const sent = (title: string) => ({ form: 'money' as const, purpose: 'elders' as const, object: '荷风养老服务站', period_from: '2026-11-01', period_to: '2027-03-31', place: community, title, amount_fen: 5_000_000 })
  await house.call(bureau(), resource.declare, sent('运营补助'))
  const { id } = await house.call(bureau(), resource.declare, sent('设备补助'))
  const clash = async () => (await house.call(bureau(), resource.pool, { place: community })).clashes[0]!
  await house.call(bureau(), resource.withdraw, { resource: id, reason: '重复了' })
  assert.equal(await refused(house.call(bureau(), resource.answer, { clash: (await clash()).id, answer: '没有重复' })), 'resource.answered')
  assert.match((await clash()).answer!, /已收回：重复了/)
})

test('a report is laid in the version for which leave was asked, whatever another process published meanwhile', async () => {
  const cheng = house.seat('cheng')
  const requester = (await house.admin<{ id: string }[]>`select id from registry.organisation where name = '柳湖区民政局（演示）'`)[0]!.id
  const [{ body }] = await house.admin<[{ body: report.ReportBody }]>`select body from report.definition where id = 'elder_households' order by version desc limit 1`
  await house.admin`insert into gate.admission ${house.admin({
    county, number: `${county}-20260102-900001`, place: county, places: [county], reach: 'all', kind: 'report', requester, requester_name: '柳湖区民政局（演示）', subject: 'elder_households', title: body.title, basis: '通知',
    asks: house.admin.json({ ...asksOf(body), titles: [] } as never), valid_from: today, valid_to: addDays(today, 100), minutes: 0, version: 910, admitted_at: new Date().toISOString(),
  })}`
  await house.call(cheng, report.list, { limit: 200 })
  const wider = { ...body, columns: [...body.columns, { id: 'work', title: '职业', note: '', aliases: [], cell: { element: 'person.occupation' } }] }
  await house.admin`insert into report.definition (id, version, place, body, digest, published_at, published_by)
    select id, version + 1, place, ${JSON.stringify(wider)}::text::json, 'other', now(), '另一进程' from report.definition where id = 'elder_households' order by version desc limit 1`
  const lay = () => house.call(cheng, report.send, { report: 'elder_households', places: [community], from: today })
  assert.equal((await refusal(lay())).code, 'conflict.stale')
  assert.equal((await refusal(lay())).code, 'gate.beyond', 'and then the new version is weighed')
  assert.equal((await house.admin`select 1 from report.sending where report = 'elder_households' and place = ${community}`).length, 0)
})
