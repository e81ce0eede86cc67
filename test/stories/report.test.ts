import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import * as people from '../../contract/person.ts'
import * as report from '../../contract/report.ts'
import { beijingDay } from '../../contract/time.ts'
import { ageOn } from '../../server/ground/registry/index.ts'
import { openTestHouse, personOf, population, refused, type TestHouse } from '../house.ts'
import { book } from '../sheets/made.ts'

// Reports fill themselves from what is held: a community reads and confirms, a correction changes the fact and so every report.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const today = beijingDay(new Date())
const lotus = '329901001001'
const page = { limit: 200 }
const shift = (months: number) => {
  const first = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 + months, 1)).toISOString()
  return first.slice(0, 7)
}
const [lastMonth, thisMonth] = [shift(-1), shift(0)]
const noon = (day: string) => `${day}T12:00:00+08:00`
const aloneAt = (place: string) => population.persons.filter(one => one.place.startsWith(place) && one.living === '1' && one.resides !== 'away' && ageOn(one.birth_date, today) >= 60)

test('the roster of elders living alone is there: every cell says where it is from, and what is old or missing', async () => {
  const table = await house.call(house.seat('song'), report.fill, { ...page, report: 'elders_alone' })
  assert.deepEqual(table.rows.map(row => row.key).sort(), aloneAt(lotus).map(one => one.id).sort())
  assert.equal(table.count.n, table.rows.length)
  const gu = table.rows.find(row => row.key === personOf('gu').id)!
  const cell = (title: string) => gu.cells[table.columns.findIndex(one => one.title === title)]!
  assert.equal(cell('姓名').shown, '顾秀英')
  assert.equal(cell('姓名').organ, '公安人口库')
  assert.equal(cell('年龄').value, ageOn(personOf('gu').birth_date, today))
  assert.match(cell('证件号码').shown, /\*{4}/)
  assert.equal(cell('联系电话').state, 'missing')
  assert.ok(table.rows.some(row => row.cells.some(one => one.state === 'stale')), 'what is old is shown and marked')
})

test('the next village sees nothing; whoever advises sees counts and no names', async () => {
  assert.equal(await refused(house.call(house.seat('ding'), report.fill, { ...page, report: 'elders_alone', place: '329901100200' })), 'right.missing')
  assert.equal((await house.call(house.seat('ding'), report.fill, { ...page, report: 'elders_alone' })).rows.some(row => !row.place.startsWith('329901100201')), false)
  assert.equal(await refused(house.call(house.seat('kong'), report.fill, { ...page, report: 'elders_alone', place: '3299' })), 'right.missing')
  const counted = await house.call(house.seat('kong'), report.survey, { report: 'elders_alone', place: '3299' })
  assert.equal(counted.total, aloneAt('3299').length)
  assert.deepEqual(counted.rows.map(row => row.place), ['329901', '329902'])
})

test('as of last month: only what was known then', async () => {
  const day = `${lastMonth}-01`
  const then = await house.call(house.seat('song'), report.fill, { ...page, report: 'elders_alone', day })
  const known = aloneAt(lotus).filter(one => one.facts['person.living_arrangement']!.collected_on <= day && ageOn(one.birth_date, day) >= 60)
  const resides = known.filter(one => one.facts['person.hukou_place']!.collected_on <= day)
  assert.deepEqual(then.rows.map(row => row.key).sort(), resides.map(one => one.id).sort())
  assert.ok(then.rows.length < aloneAt(lotus).length)
})

test('a correction in the community shows at once in every report, and only as a fact', async () => {
  const elder = personOf('gu')
  const phone = async (id: string) => {
    const { rows, columns } = await house.call(house.seat('song'), report.fill, { ...page, report: id })
    return rows.find(row => row.key === elder.id)!.cells[columns.findIndex(one => one.element === 'person.phone')]!
  }
  assert.deepEqual([(await phone('elders_alone')).state, (await phone('elders_visits')).state], ['missing', 'missing'])
  const due = (await house.call(house.seat('pan'), report.tasks, page)).items.find(one => one.members.some(member => member.person === elder.id))!
  assert.ok(due.asked.some(one => one.person === elder.id && one.element === 'person.phone' && one.reports.includes('独居老人名册')))
  const done = await house.call(house.seat('pan'), report.collect, { answers: [{ person: elder.id, element: 'person.phone', value: '13800138000' }] })
  assert.deepEqual(done, { changed: 1, renewed: 0, away: [] })
  for (const id of ['elders_alone', 'elders_visits']) {
    const cell = await phone(id)
    assert.deepEqual([cell.shown, cell.state, cell.source_name], ['138****8000', 'held', '上门采集'])
  }
  const again = (await house.call(house.seat('pan'), report.tasks, page)).items.find(one => one.household === due.household)
  assert.equal(again?.asked.some(one => one.person === elder.id && one.element === 'person.phone') ?? false, false, 'what is fresh is not asked')
  await house.call(house.seat('song'), people.record, { id: elder.id, element: 'person.living_arrangement', value: '3', source: 'collected', purpose: '搬去女儿家' })
  const after = await house.call(house.seat('song'), report.fill, { ...page, report: 'elders_alone' })
  assert.equal(after.rows.some(row => row.key === elder.id), false)
})

test('nobody answers about themselves, about another range, or what only a register may say', async () => {
  const ask = (seat: Parameters<TestHouse['call']>[0], person: string, element = 'person.occupation', value: unknown = '务农') =>
    refused(house.call(seat, report.collect, { answers: [{ person, element, value }] }))
  assert.equal(await ask(house.seat('xia'), personOf('gu').id), 'found.nothing')
  assert.equal(await ask(house.seat('song'), personOf('song').id), /329901001001/.test(personOf('song').place) ? 'right.own' : 'found.nothing')
  assert.equal(await ask(house.seat('song'), personOf('gu').id, 'person.disability_level', '1'), 'fact.value_invalid')
  assert.equal(await ask(house.seat('cheng'), personOf('gu').id), 'right.missing')
})

test('a department’s own system takes the table and gives its facts back; a person is no register', async () => {
  const system = { ...house.seat('cheng'), office: 'system_client', actorName: '残联业务系统', client: { office: 'county_civil_affairs', verbs: ['report.read', 'report.rows', 'report.give'], organisation: '柳湖区残联' } }
  const taken = await house.call(system, report.fill, { ...page, report: 'elders_alone', place: lotus })
  const answers = [{ person: taken.rows[0]!.key, element: 'person.disability_level', value: '1' }]
  assert.equal(await refused(house.call(house.seat('cheng'), report.give, { answers })), 'right.missing')
  assert.equal(await refused(house.call({ ...system, place: '329902' }, report.give, { answers })), 'found.nothing')
  assert.deepEqual(await house.call(system, report.give, { answers }), { changed: 1, renewed: 0 })
  const month = await house.call(house.seat('song'), report.fill, { ...page, report: 'disability_benefits' })
  assert.deepEqual(month.total.slice(0, 2), [1, 1], 'and the monthly table knows it at once')
})

test('late, confirmed, locked, opened again with a reason, approved; every month stays as it was', async () => {
  const key = { report: 'elders_alone', period: lastMonth, place: lotus }
  house.at = noon(`${thisMonth}-20`)
  const owed = async () => (await house.call(house.seat('song'), report.list, page)).items.find(one => one.head.id === 'elders_alone' && one.period === lastMonth)!
  assert.equal((await owed()).state, 'late')
  assert.equal(await refused(house.call(house.seat('pan'), report.confirm, { ...key, seq: 0 })), 'right.missing')
  const said = await house.call(house.seat('song'), report.confirm, { ...key, seq: 0 })
  assert.deepEqual([said.late, said.seq], [true, 1])
  assert.equal(await refused(house.call(house.seat('song'), report.confirm, { ...key, seq: 0 })), 'conflict.stale')
  assert.equal(await refused(house.call(house.seat('song'), report.confirm, { ...key, seq: 1 })), 'report.locked')
  const rows = await house.call(house.seat('cheng'), report.progress, { ...page, report: 'elders_alone', period: lastMonth, place: '329901001' })
  assert.equal(rows.items.find(one => one.place === lotus)!.standing!.state, 'confirmed')
  assert.equal(rows.sum.confirmed, 1)
  assert.equal(rows.sum.late, rows.sum.communities - 1)
  assert.equal(await refused(house.call(house.seat('meng'), report.reopen, { ...key, seq: 1, reason: '外镇' })), 'right.missing')
  await house.call(house.seat('zhang'), report.reopen, { ...key, seq: 1, reason: '顾秀英已搬走，请核对' })
  assert.equal((await owed()).state, 'late')
  await house.call(house.seat('song'), report.confirm, { ...key, seq: 2 })
  await house.call(house.seat('cheng'), report.approve, { ...key, seq: 3 })
  assert.equal((await owed()).state, 'approved')
  assert.equal(await refused(house.call(house.seat('song'), report.confirm, { ...key, seq: 4 })), 'report.locked')
  const past = await house.call(house.seat('song'), report.returns, { ...page, report: 'elders_alone' })
  assert.deepEqual(past.items.map(one => one.kind), ['approved', 'confirmed', 'reopened', 'confirmed'])
  const kept = await house.call(house.seat('song'), report.kept, { ...key, seq: 1 })
  assert.equal(kept.rows.length, said.n)
  assert.equal((await house.call(house.seat('ding'), report.returns, { ...page, report: 'elders_alone' })).items.length, 0)
  house.at = null
})

test('before it is due a community may say so again; what has not begun is not confirmed', async () => {
  const key = { report: 'elders_alone', period: thisMonth, place: lotus }
  await house.call(house.seat('song'), report.confirm, { ...key, seq: 0 })
  assert.equal((await house.call(house.seat('song'), report.confirm, { ...key, seq: 1 })).seq, 2)
  assert.equal(await refused(house.call(house.seat('song'), report.confirm, { ...key, period: shift(1), seq: 0 })), 'input.invalid')
  assert.equal(await refused(house.call(house.seat('song'), report.confirm, { report: 'elders_visits', period: thisMonth, place: lotus, seq: 0 })), 'report.not_owed')
})

test('two reports that differ in wording: shared elements, the people of both, and one goes on under a name of the other', async () => {
  const seen = await house.call(house.seat('cheng'), report.compare, { a: 'elders_alone', b: 'elders_visits' })
  const in65 = population.persons.filter(one => one.place.startsWith('329901') && ageOn(one.birth_date, today) >= 65 && one.resides !== 'away' && (one.living === '1' || one.living === '2') && one.id !== personOf('gu').id)
  assert.equal(seen.b.population, in65.length)
  assert.equal(seen.both, in65.filter(one => one.living === '1').length)
  assert.ok(seen.shared_elements >= 6 && seen.same_permille! > 0)
  assert.equal((await house.call(house.seat('ding'), report.compare, { a: 'elders_alone', b: 'elders_visits', place: '329901100201' })).both! < seen.both!, true)
  assert.equal(await refused(house.call(house.seat('cheng'), report.merge, { keep: 'elders_alone', drop: 'elders_visits', why: '口径相近' })), 'right.missing')
  await house.call(house.seat('yan'), report.merge, { keep: 'elders_alone', drop: 'elders_visits', why: '口径相近' })
  assert.equal((await house.call(house.seat('song'), report.show, { report: 'elders_visits' })).head.id, 'elders_alone')
})

test('a county defines without code; what is held is told at once; to reach communities it must be admitted', async () => {
  const cheng = house.seat('cheng')
  await house.call(cheng, report.begin, { id: 'elders_ninety', title: '九十岁以上老人', from: 'elders_alone' })
  const { body } = await house.call(cheng, report.draft, { id: 'elders_ninety' })
  const wrong = await house.call(cheng, report.save, { id: 'elders_ninety', revision: 0, body: { ...body, population: { equal: ['person.shoe_size', '43'] } } })
  assert.match(wrong.faults[0]!.message, /没有登记过数据项/)
  assert.equal(await refused(house.call(cheng, report.publish, { id: 'elders_ninety', revision: 1 })), 'input.invalid')
  const right = await house.call(cheng, report.save, { id: 'elders_ninety', revision: 1, body: { ...body, population: { aged: { from: 90 } } } })
  assert.deepEqual(right.faults, [])
  assert.equal(right.coverage!.population, population.persons.filter(one => one.place.startsWith('329901') && ageOn(one.birth_date, today) >= 90).length)
  await house.call(cheng, report.publish, { id: 'elders_ninety', revision: 2 })
  assert.ok((await house.call(house.seat('song'), report.fill, { ...page, report: 'elders_ninety' })).rows.length > 0)
  const sent = await refused(house.call(cheng, report.send, { report: 'elders_ninety', places: ['329901'], from: today }))
  assert.match(sent, /^gate\./)
  const owed = (await house.call(house.seat('song'), report.list, page)).items.find(one => one.head.id === 'elders_ninety')!
  assert.equal(owed.state, 'live', 'nobody is asked')
})

test('figures of places come from facts and cases; the sums of every level are those of the rows below', async () => {
  const at = (place: string, by: 'county' | 'town' | 'community') => house.call(house.seat('kong'), report.fill, { ...page, report: 'inhabitants', place, by })
  const [counties, towns, communities] = [await at('3299', 'county'), await at('3299', 'town'), await at('3299', 'community')]
  assert.deepEqual(counties.total, towns.total)
  assert.deepEqual(counties.total, communities.total)
  assert.equal(counties.total[1], population.persons.filter(one => one.resides !== 'away').length)
  assert.equal(counties.total[0], population.households.length)
  for (const town of towns.rows) {
    const below = communities.rows.filter(row => row.place.startsWith(town.place))
    town.cells.forEach((cell, i) => assert.equal(cell.value, below.reduce((sum, row) => sum + Number(row.cells[i]!.value), 0), `${town.place_name} ${i}`))
  }
})

test('a department’s own layout is tried on the real table, kept by whoever made the report, and filled; what is no sound workbook is refused', async () => {
  const cheng = house.seat('cheng')
  const made = async (row: string[]) => Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows: [['{{place}}{{title}}', null, null], ['序号', '姓名', '年龄'], row, ['共 {{count}} 人', null, null]],
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }] }] })).toString('base64')
  const content = await made(['{{n}}', '{{name}}', '{{age}}'])
  assert.equal((await house.call(cheng, report.preview, { report: 'elders_ninety' })).sheet, null)
  const tried = await house.call(cheng, report.preview, { report: 'elders_ninety', content })
  assert.deepEqual([tried.sheet!.rows[0]![0]!.text, tried.sheet!.rows[0]![0]!.wide, tried.sheet!.rows[0]![1]!.covered], ['柳湖区（演示）九十岁以上老人', 3, true])
  const names = (await house.call(cheng, report.fill, { limit: 20, report: 'elders_ninety' })).rows.map(row => row.cells[0]!.shown)
  assert.deepEqual(tried.sheet!.rows.slice(2, 2 + tried.rows).map(row => row[1]!.text), names)
  assert.equal(tried.sheet!.rows.at(-1)![0]!.text, `共 ${tried.count} 人`)
  assert.deepEqual((await house.call(cheng, report.preview, { report: 'elders_ninety', content: await made(['{{n}}', '{{name}}', '{{shoe}}']) })).unknown, ['shoe'])
  assert.equal(await refused(house.call(house.seat('song'), report.layout, { report: 'elders_ninety', content })), 'right.missing')
  assert.equal(await refused(house.call(cheng, report.layout, { report: 'elders_ninety', content: await made(['{{n}}', '{{name}}', '{{shoe}}']) })), 'report.layout')
  assert.equal(await refused(house.call(cheng, report.layout, { report: 'elders_ninety', content: Buffer.from('not a table').toString('base64') })), 'sheet.kind')
  const bomb = book({ sheets: [{ name: '表', data: '' }], more: [{ name: 'xl/media/a.xml', content: Buffer.alloc(200 * 1024 * 1024), lie: 1000 }] })
  assert.equal(await refused(house.call(cheng, report.layout, { report: 'elders_ninety', content: bomb.toString('base64') })), 'sheet.too_large')
  await house.call(cheng, report.layout, { report: 'elders_ninety', content })
  assert.equal((await house.call(cheng, report.preview, { report: 'elders_ninety' })).sheet!.rows[2]![1]!.text, names[0])
  assert.equal(await refused(house.call(house.seat('ding'), report.preview, { report: 'elders_ninety', place: lotus })), 'right.missing', 'the next village sees nothing')
})

test('as a file: a spreadsheet, and a page to print', async () => {
  const sheet = await house.call(house.seat('song'), report.sheet, { report: 'elders_alone', format: 'csv' })
  const lines = Buffer.from(sheet.content, 'base64').toString().trim().split('\n')
  assert.equal(lines.length - 1, (await house.call(house.seat('song'), report.fill, { ...page, report: 'elders_alone' })).rows.length)
  const pdf = await house.call(house.seat('cheng'), report.paper, { report: 'inhabitants' })
  assert.equal(Buffer.from(pdf.content, 'base64').subarray(0, 5).toString(), '%PDF-')
})
