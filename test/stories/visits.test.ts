import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as report from '../../contract/report.ts'
import { beijingDay } from '../../contract/time.ts'
import { deskSeat } from '../rights/scene.ts'
import { openTestHouse, personOf, population, refused, type TestHouse } from '../house.ts'

// One visit answers all that is old or missing of a home; nobody is asked where the report was not admitted, or is no longer.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const page = { limit: 200 }
const lotus = '329901001001', street = '329901001'
const today = beijingDay(new Date())
const due = async (place?: string) => {
  const { items } = await house.call(place ? deskSeat('community_worker', place, personOf('luo')) : house.seat('song'), report.tasks, { ...page, ...place && { place } })
  return items.flatMap(home => home.asked.map(one => ({ ...one, place: home.place })))
}
const cellOf = async (person: string, element: string) => {
  const { rows, columns } = await house.call(house.seat('song'), report.fill, { ...page, report: 'elders_alone' })
  return rows.find(row => row.key === person)!.cells[columns.findIndex(one => one.element === element)]!
}

test('what is old and unchanged is not typed again: also a telephone, which nobody gets to see for it', async () => {
  for (const element of ['person.phone', 'person.residence_address', 'person.contact_name']) {
    const old = (await due()).find(one => one.element === element && one.state === 'stale')!
    const before = await cellOf(old.person, element)
    assert.equal(before.state, 'stale')
    const done = await house.call(house.seat('song'), report.collect, { answers: [{ person: old.person, element, value: null, same: true }] })
    assert.equal(done.changed + done.renewed, 1)
    const after = await cellOf(old.person, element)
    assert.deepEqual([after.shown, after.state, after.source_name], [before.shown, 'held', '上门采集'], element)
    assert.equal((await due()).some(one => one.person === old.person && one.element === element), false)
  }
  const never = (await due()).find(one => one.state === 'missing')!
  assert.equal(await refused(house.call(house.seat('song'), report.collect, { answers: [{ person: never.person, element: never.element, value: null, same: true }] })), 'input.invalid')
})

test('who moved away meanwhile keeps nobody else’s answers from being kept, and is named', async () => {
  const away = population.persons.find(one => one.place.startsWith('329901100200'))!.id
  const asked = [{ person: personOf('gu').id, element: 'person.contact_name', value: '沈梅' }, { person: away, element: 'person.contact_name', value: '某人' }]
  assert.deepEqual((await house.call(house.seat('song'), report.collect, { answers: asked })).away, [away])
  assert.equal((await cellOf(personOf('gu').id, 'person.contact_name')).state, 'held')
  const [kept] = await house.admin<{ n: number }[]>`select count(*)::int as n from registry.assertion where subject = ${away} and value = '"某人"'`
  assert.equal(kept!.n, 0)
  assert.equal(await refused(house.call(house.seat('song'), report.collect, { answers: asked.slice(1) })), 'found.nothing')
})

test('an admission that reaches villages only is no reason to knock in a residents’ community, also seen from the town', async () => {
  const of = (place: string) => due(place).then(all => all.filter(one => one.reports.includes('独居老人名册')))
  assert.ok((await of(street)).length > 0)
  await house.admin`update gate.admission set reach = 'village' where number = 'carried-elders_alone'`
  assert.deepEqual(await of(street), [])
  await house.admin`update gate.admission set reach = 'all' where number = 'carried-elders_alone'`
})

test('a report whose admission is over is asked no more: not confirmed, not sent back, no visit; what was said stays to be read', async () => {
  const period = (await house.call(house.seat('song'), report.list, page)).items.find(one => one.head.id === 'elders_alone')!.period
  const key = { report: 'elders_alone', period, place: lotus }
  await house.call(house.seat('song'), report.confirm, { ...key, seq: 0 })
  await house.admin`update gate.admission set ended_on = ${today} where number = 'carried-elders_alone'`
  assert.equal((await house.call(house.seat('song'), report.list, page)).items.find(one => one.head.id === 'elders_alone')!.state, 'live')
  assert.equal(await refused(house.call(house.seat('song'), report.confirm, { ...key, seq: 1 })), 'report.not_owed')
  assert.equal(await refused(house.call(house.seat('zhang'), report.reopen, { ...key, seq: 1, reason: '再看看' })), 'report.not_owed')
  assert.equal((await due()).some(one => one.reports.includes('独居老人名册')), false)
  assert.equal((await house.call(house.seat('song'), report.returns, { ...page, report: 'elders_alone' })).items.length, 1)
})

test('of two reports that became one both departments are named, and what was returned to the other is still read', async () => {
  const period = (await house.call(house.seat('song'), report.list, page)).items.find(one => one.head.id === 'old_age_allowance')!.period
  const { seq } = await house.call(house.seat('song'), report.confirm, { report: 'old_age_allowance', period, place: lotus, seq: 0 })
  await house.call(house.seat('yan'), report.merge, { keep: 'inhabitants', drop: 'old_age_allowance', why: '一起看' })
  const { head } = await house.call(house.seat('song'), report.show, { report: 'old_age_allowance' })
  assert.deepEqual([head.id, head.merged], ['inhabitants', [{ title: '高龄津贴情况', department: '民政局' }]])
  const said = (await house.call(house.seat('song'), report.returns, { ...page, report: 'inhabitants' })).items.find(one => one.report === 'old_age_allowance')!
  assert.equal((await house.call(house.seat('song'), report.kept, { report: said.report, period: said.period, place: said.place, seq })).n, 1)
})
