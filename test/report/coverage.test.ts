import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ReportBody } from '../../contract/report.ts'
import { coverage, faultsOf } from '../../server/engines/report/index.ts'
import { ageOn } from '../../server/ground/registry/index.ts'
import { beijingDay, addDays } from '../../contract/time.ts'
import { openTestHouse, population, type TestHouse } from '../house.ts'
import { from } from './seat.ts'

// What is held answers a definition before anybody is asked: counted against the demonstration's own people.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const today = beijingDay(new Date())
const village = '329901100200'
const alone: Pick<ReportBody, 'grain' | 'population' | 'columns'> = {
  grain: 'person', population: { all: [{ aged: { from: 60 } }, { equal: ['person.living_arrangement', '1'] }] },
  columns: [
    { id: 'name', title: '姓名', note: '', aliases: [], cell: { element: 'person.name' } }, { id: 'phone', title: '电话', note: '', aliases: [], cell: { element: 'person.phone' } },
    { id: 'contact', title: '紧急联系人', note: '', aliases: [], cell: { element: 'person.contact_name' } }, { id: 'place', title: '社区', note: '', aliases: [], cell: { place: 'community' } },
  ],
}
const elders = (place: string) => population.persons.filter(one => one.place.startsWith(place) && ageOn(one.birth_date, today) >= 60)
const stale = (until: string | null | undefined) => until !== undefined && until !== null && until < today

test('elders living alone: how many there are, and for how many each column is held, old or missing', async () => {
  for (const [key, place] of [['song', '329901001001'], ['cheng', '329901'], ['kong', '32']] as const) {
    const found = await from(house, house.seat(key), ctx => coverage(ctx, alone, { place, day: today }))
    const those = elders(place).filter(one => one.living === '1')
    assert.ok(those.length > 5)
    assert.equal(found.population, those.length, place)
    assert.equal(found.unknown, elders(place).filter(one => one.living === null).length, `${place}: not known`)
    const phone = found.columns[1]!
    assert.equal(phone.missing, those.filter(one => one.phone === null).length)
    assert.equal(phone.stale, those.filter(one => one.phone !== null && stale(one.facts['person.phone']!.fresh_until)).length)
    for (const column of found.columns) assert.equal(column.held + column.stale + column.missing, found.population, column.title)
    assert.equal(found.columns[3]!.held, found.population, 'a place is always known')
  }
})

test('the worker of the next village finds nobody of this one', async () => {
  assert.equal((await from(house, house.seat('ding'), ctx => coverage(ctx, alone, { place: village, day: today }))).population, 0)
  assert.ok((await from(house, house.seat('xia'), ctx => coverage(ctx, alone, { place: village, day: today }))).population > 0)
})

test('households: those in which a child lives and nobody between 18 and 59 is at home', async () => {
  const definition: typeof alone = {
    grain: 'household', columns: [{ id: 'address', title: '住址', note: '', aliases: [], cell: { element: 'household.address' } }],
    population: { all: [
      { members: { who: { aged: { to: 15 } }, at_least: 1 } },
      { members: { who: { all: [{ aged: { from: 18, to: 59 } }, { not: { equal: ['person.resides', 'away'] } }] }, at_most: 0 } },
    ] },
  }
  const people = new Map(population.persons.map(one => [one.id, one]))
  const expected = population.households.filter(home => home.place.startsWith('329901100')).filter(home => {
    const members = population.members.filter(one => one.household === home.id).map(one => people.get(one.person)!)
    const age = (one: typeof members[number]) => ageOn(one.birth_date, today)
    return members.some(one => age(one) < 16) && !members.some(one => age(one) >= 18 && age(one) <= 59 && one.resides !== 'away')
  })
  assert.ok(expected.length > 3)
  const found = await from(house, house.seat('meng'), ctx => coverage(ctx, definition, { place: '329901100', day: today }))
  assert.equal(found.population, expected.length)
  assert.equal(found.columns[0]!.held, expected.length)
})

test('as of a past day: only what was known by then', async () => {
  const day = addDays(today, -90)
  const known = population.persons.filter(one => one.place.startsWith(village) && (one.facts['person.phone']?.collected_on ?? today) <= day)
  const definition: typeof alone = { grain: 'person', population: { known: 'person.phone' }, columns: alone.columns.slice(0, 1) }
  const found = await from(house, house.seat('xia'), ctx => coverage(ctx, definition, { place: village, day }))
  assert.equal(found.population, known.length)
})

test('a definition that asks for what is not registered, is sealed or does not fit is refused with a sentence', () => {
  const known = { topics: new Set<string>(), indicators: new Set<string>() }
  const body = (change: object) => ({
    id: 'x_report', title: '名册', department: '民政局', basis: ['依据'], grain: 'person', population: null, columns: alone.columns, period: 'month', due_days: 5,
    valid_from: '2026-01-01', ...change,
  })
  const heard = (change: object) => faultsOf(body(change), known).map(one => one.message).join()
  assert.equal(heard({}), '')
  assert.match(heard({ population: { equal: ['person.shoe_size', '43'] } }), /没有登记过数据项/)
  assert.match(heard({ population: { equal: ['person.phone', '138'] } }), /加密保存/)
  assert.match(heard({ population: { equal: ['person.living_arrangement', '77'] } }), /没有这个选项/)
  assert.match(heard({ population: { at_least: ['person.sex', 1] } }), /比较大小/)
  assert.match(heard({ grain: 'community' }), /计数/)
  assert.match(heard({ population: { members: { who: { aged: { to: 3 } } } } }), /至少或至多/)
  assert.match(heard({ population: { raw: "1=1; drop table registry.person" } }), /内容格式不对/)
})
