import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as people from '../../contract/person.ts'
import * as place from '../../contract/place.ts'
import * as service from '../../contract/service.ts'
import { beijingDay } from '../../contract/time.ts'
import { openTestHouse, personOf, refused, type TestHouse } from '../house.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const item = 'old_age_allowance'
const village = '329901100200'
const today = beijingDay(new Date())
const inVillage = (code: string) => house.admin<{ people: number; facts: number; cases: number; entries: number }[]>`
  select (select count(*)::int from registry.person where place like ${code + '%'}) as people,
    (select count(*)::int from registry.assertion where place like ${code + '%'}) as facts,
    (select count(*)::int from process."case" where place like ${code + '%'}) as cases,
    (select count(*)::int from ledger.entry where place like ${code + '%'}) as entries`
const kept = () => house.admin<{ kind: string; state: string; n: number }[]>`select kind, state, sum(n)::int as n from kernel.counter group by 1, 2 having sum(n) <> 0 order by 1, 2`

let number = ''

test('an elder of a village applies through the window of another county', async () => {
  const zhou = personOf('zhou')
  const attendance = await house.call(house.seat('han'), people.attend, { name: zhou.name, identity: zhou.id_number, manner: 'present' })
  const chair = house.serving('han', attendance)
  const form = await house.call(chair, service.prepare, { item })
  const answers: Record<string, unknown> = {
    'person.residence_address': '青禾镇稻禾村3组12号', 'person.living_arrangement': '3', 'person.bank_name': '云川银行（演示）',
    'person.bank_account': '6217001234567890122', 'person.contact_name': '周建国', 'person.contact_phone': '13800001234',
  }
  const asked = form.fields.filter(field => field.state !== 'held' && field.element in answers)
  const applied = await house.call(chair, service.apply, { item, confirmed: true, answers: Object.fromEntries(asked.map(field => [field.element, answers[field.element]])) })
  number = applied.number
  assert.equal(form.place, village)
})

test('村改居 is rehearsed: what would move is shown, and nothing has moved', async () => {
  const [was] = await inVillage(village)
  const event = { kind: 'converted', code: village, new_code: '329901100050', name: '稻禾社区居委会', type: '居委会' } as const
  assert.equal(await refused(house.call(house.seat('shao'), place.reorganise, { event, effective: today, basis: '民政局批复' })), 'right.missing')
  const rehearsed = await house.call(house.seat('yan'), place.reorganise, { event, effective: today, basis: '民政局批复（演练）', rehearse: true })
  assert.equal(rehearsed.rehearsed, true)
  assert.equal(rehearsed.unchanged, true)
  assert.equal(rehearsed.moved['registry.person'], was!.people)
  assert.deepEqual([...await inVillage(village)], [was])
})

test('it is done: every row, count, seat and case is in the new community, and the record keeps what was', async () => {
  const [was] = await inVillage(village)
  const counts = await kept()
  const event = { kind: 'converted', code: village, new_code: '329901100050', name: '稻禾社区居委会', type: '居委会' } as const
  const done = await house.call(house.seat('yan'), place.reorganise, { event, effective: today, basis: '民政局批复' })
  assert.ok(done.mapping.some(one => one.before === village && one.after === '329901100050'))
  assert.deepEqual([...await inVillage('329901100050')], [was])
  assert.deepEqual({ ...(await inVillage(village))[0] }, { people: 0, facts: 0, cases: 0, entries: 0 })
  assert.deepEqual([...await kept()], [...counts])
  const then = await house.call(house.seat('yan'), place.show, { code: village, as_of: '2026-01-01' })
  assert.equal(then.place.kind, '村委会')
  const now = await house.call(house.seat('yan'), place.show, { code: '329901100050' })
  assert.equal(now.place.id, then.place.id, 'the place is the same place')
  const past = await house.call(house.seat('yan'), place.history, { id: now.place.id })
  assert.deepEqual(past.events.map(one => one.kind), ['converted'])
  const [opening] = await house.admin<{ place: string; actor_place: string }[]>`select place, actor_place from process.action where number = ${number} and seq = 1`
  assert.deepEqual({ ...opening }, { place: '329901100050', actor_place: '329902001001' }, 'the scope moves, what happened where does not')
})

test('the case goes on where it was; the worker of the community sees it, the next village still does not', async () => {
  const meng = house.seat('meng')
  await house.call(meng, service.take, { number, seq: 1, action: 'accept' })
  const shown = await house.call(meng, service.show, { number })
  assert.equal(shown.case.place, '329901100050')
  assert.equal(shown.case.place_name.includes('稻禾'), true)
  const [mandate] = await house.admin<{ place: string }[]>`select place from territory.mandate where person = ${personOf('xia').id}`
  assert.equal(mandate!.place, '329901100050')
  const seat = { ...house.seat('xia'), place: mandate!.place }
  assert.ok((await house.call(seat, people.list, {})).count.n > 0)
  assert.equal((await house.call(house.seat('xia'), people.list, {})).count.n, 0, 'the old code has nothing any more')
  assert.equal((await house.call(house.seat('ding'), service.list, {})).count.n, 0)
})

test('a village joins another town: the counts of both towns are reckoned anew and add up', async () => {
  const total = async (town: string) => (await house.admin<{ n: number }[]>`
    select coalesce(sum(n), 0)::int as n from kernel.counter where kind = 'person' and place like ${town + '%'}`)[0]!.n
  const before = [await total('329901001'), await total('329901100')] as const
  const [moving] = await inVillage('329901100201')
  await house.call(house.seat('yan'), place.reorganise, {
    event: { kind: 'converted', code: '329901100201', new_code: '329901001060', name: '荻溪社区居委会', type: '居委会' }, effective: today, basis: '区划调整批复',
  })
  assert.ok(moving!.people > 0)
  assert.deepEqual([await total('329901001'), await total('329901100')], [before[0] + moving!.people, before[1] - moving!.people])
  const [real] = await house.admin<{ n: number }[]>`select count(*)::int as n from registry.person where place like '329901001%'`
  assert.equal(await total('329901001'), real!.n)
})
