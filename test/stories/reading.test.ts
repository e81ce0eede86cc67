import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import * as people from '../../contract/person.ts'
import * as report from '../../contract/report.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import { ageOn } from '../../server/ground/registry/index.ts'
import { openWorkbook } from '../../server/kernel/sheets/index.ts'
import { fileOf } from '../sheets/made.ts'
import { deskSeat, selfSeat } from '../rights/scene.ts'
import { openTestHouse, personOf, population, refused, type TestHouse } from '../house.ts'

// A bureau is answered by what is held: it says for what it reads, reads masked rows of its own county, and names only once a
// second person has let it, each of them on record.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const today = beijingDay(new Date())
const county = '329901', lotus = '329901001001'
const page = { limit: 200 }
const bureau = () => house.seat('cheng', 'department_clerk')
const asked = { report: 'elders_alone', purpose: '核对养老床位需求', basis: '江苏省养老服务条例', columns: ['name', 'age', 'phone', 'address', 'care'], until: addDays(today, 30) }
const aloneAt = (place: string) => population.persons.filter(one => one.place.startsWith(place) && one.living === '1' && one.resides !== 'away' && ageOn(one.birth_date, today) >= 60)
let id = ''

test('without a purpose a bureau reads counts; with one it reads the rows of its county at once, masked, with the columns that it named and no other', async () => {
  assert.equal(await refused(house.call(bureau(), report.fill, { ...page, report: 'elders_alone', place: county })), 'right.missing')
  const opened = await house.call(bureau(), report.openReading, asked)
  assert.deepEqual([opened.state, opened.own, opened.named, opened.columns.length], ['masked', true, 0, 5])
  id = opened.id
  const table = await house.call(bureau(), report.readMasked, { ...page, reading: id })
  assert.equal(table.count.n, aloneAt(county).length)
  assert.deepEqual(table.columns.map(one => one.id), ['name', 'age', 'address', 'phone', 'care'])
  const rows = [...table.rows]
  for (let next = table.next; next; ) {
    const more = await house.call(bureau(), report.readMasked, { ...page, reading: id, after: next })
    rows.push(...more.rows)
    next = more.next
  }
  assert.deepEqual(rows.map(row => row.key).sort(), aloneAt(county).map(one => one.id).sort())
  const all = JSON.stringify(rows)
  for (const one of aloneAt(county)) assert.equal(all.includes(one.name) || all.includes(one.id_number), false, one.name)
  const gu = rows.find(row => row.key === personOf('gu').id)!
  assert.deepEqual([gu.cells[0]!.shown, gu.cells[1]!.value, gu.cells[2]!.shown], ['顾*', ageOn(personOf('gu').birth_date, today), '已登记'])
  assert.deepEqual((await house.call(bureau(), report.readMasked, { ...page, reading: id, place: lotus })).rows.map(row => row.key).sort(), aloneAt(lotus).map(one => one.id).sort())
})

test('no name leaves by the way of a page: neither in its cursor nor by the order in which people stand', async () => {
  const keys: string[] = []
  for (let after: string | undefined; ;) {
    const { rows, next } = await house.call(bureau(), report.readMasked, { limit: 1, reading: id, place: lotus, ...after && { after } })
    keys.push(...rows.map(row => row.key))
    if (!next) break
    assert.doesNotMatch(Buffer.from(next, 'base64url').toString(), /\p{Script=Han}|[a-z]+ |"[a-z]{2,}"/u)
    after = next
  }
  assert.deepEqual([...keys].sort(), aloneAt(lotus).map(one => one.id).sort())
  const where = new Map(aloneAt(lotus).map(one => [one.id, one.place]))
  assert.deepEqual(keys, [...keys].sort((a, b) => `${where.get(a)!} ${a}` < `${where.get(b)!} ${b}` ? -1 : 1), 'by place and then by an id that says nothing')
})

test('a handful is singled out also without a name: each can read who looked', async () => {
  const small = [...new Set(population.persons.map(one => one.place.slice(0, 12)))].find(place => place.startsWith(county) && aloneAt(place).length > 0 && aloneAt(place).length <= 10)!
  await house.call(bureau(), report.readMasked, { ...page, reading: id, place: small })
  for (const one of aloneAt(small)) {
    const [looked] = await house.admin<{ purpose: string }[]>`select purpose from registry.look where person = ${one.id} and operation = 'report.read_masked'`
    assert.match(looked!.purpose, /核对养老床位需求.*不含姓名/)
  }
})

test('names: not before another person lets it; then one by one, and the person reads who looked and for what', async () => {
  const gu = personOf('gu').id
  const name = () => house.call(bureau(), report.readNamed, { reading: id, person: gu })
  assert.equal(await refused(name()), 'report.reading_masked')
  assert.equal(await refused(house.call(house.seat('cheng'), report.settleReading, { id, to: 'named', note: '同意' })), 'report.reading_own')
  assert.equal(await refused(house.call(bureau(), report.settleReading, { id, to: 'named', note: '同意' })), 'right.missing')
  assert.equal((await house.call(house.seat('wu'), report.settleReading, { id, to: 'named', note: '用途属实' })).state, 'named')
  const { row } = await name()
  assert.equal(row.cells[0]!.shown, '顾秀英')
  assert.equal(row.cells[4]!.shown === '' || row.cells[4]!.shown === '已登记', true, 'what is sealed stays so')
  const looks = await house.call(selfSeat(personOf('gu')), people.lookers, page)
  assert.ok(looks.items.some(one => one.actor_name === '程伟' && one.purpose === '核对养老床位需求（《独居老人名册》）'))
  assert.equal((await house.call(house.seat('shao'), report.readings, { ...page, report: 'elders_alone' })).items.find(one => one.id === id)!.named, 1)
  const young = population.persons.find(one => one.place.startsWith(county) && ageOn(one.birth_date, today) < 40)!.id
  assert.equal(await refused(house.call(bureau(), report.readNamed, { reading: id, person: young })), 'found.nothing', 'nobody outside the roster')
})

test('the next county, another bureau and the province: nothing; a level above counts', async () => {
  const other = { ...house.seat('kong'), office: 'department_clerk', place: '32' }
  assert.equal(await refused(house.call(other, report.openReading, asked)), 'report.reading_level')
  const next = deskSeat('department_clerk', '329902', personOf('lu'))
  assert.equal(await refused(house.call(next, report.readMasked, { ...page, reading: id })), 'found.nothing')
  assert.equal(await refused(house.call(next, report.openReading, asked)), 'gate.no_body', 'who speaks for no body reads for none')
  assert.equal(await refused(house.call(deskSeat('department_clerk', county, personOf('lu')), report.readMasked, { ...page, reading: id })), 'gate.no_body')
  assert.equal(await refused(house.call(house.seat('song'), report.readMasked, { ...page, reading: id })), 'right.missing')
  assert.deepEqual((await house.call(house.seat('xia'), report.readings, page)).items, [])
  assert.equal((await house.call(house.seat('kong'), report.readings, page)).items.length, 1, 'whoever oversees reads who reads, and no row')
})

test('it is over on its day, at the latest after the days of the law, and at once when it is ended', async () => {
  assert.equal(await refused(house.call(bureau(), report.openReading, { ...asked, until: addDays(today, 91) })), 'input.invalid')
  assert.equal(await refused(house.call(bureau(), report.openReading, { ...asked, columns: ['shoe'] })), 'input.invalid')
  house.at = `${addDays(today, 31)}T09:00:00+08:00`
  assert.equal(await refused(house.call(bureau(), report.readMasked, { ...page, reading: id })), 'report.reading_over')
  house.at = null
  assert.equal((await house.call(house.seat('shao'), report.settleReading, { id, to: 'ended', note: '用途已经完成' })).state, 'ended')
  assert.equal(await refused(house.call(bureau(), report.readMasked, { ...page, reading: id })), 'report.reading_over')
  assert.equal(await refused(house.call(house.seat('wu'), report.settleReading, { id, to: 'named', note: '同意' })), 'report.reading_over')
})

test('a bureau takes a report of the province in its own layout; what others take stays as it was', async () => {
  const cheng = house.seat('cheng')
  const made = async (head: string) => Buffer.from(await writeXlsx({ sheets: [{ name: '册', rows: [[head, null], ['{{n}}', '{{name}}']] }] })).toString('base64')
  const taken = async (who: Parameters<TestHouse['call']>[0]) => (await house.call(who, report.preview, { report: 'elders_alone', place: lotus }))
  assert.equal((await taken(cheng)).sheet, null)
  await house.call(cheng, report.layout, { report: 'elders_alone', content: await made('柳湖区民政局{{title}}') })
  const mine = await taken(cheng)
  assert.deepEqual([mine.sheet!.rows[0]![0]!.text, mine.own], ['柳湖区民政局独居老人名册', true])
  const { content } = await house.call(cheng, report.sheet, { report: 'elders_alone', place: lotus, format: 'xlsx' })
  const lines: unknown[][] = []
  for await (const { cells } of (await openWorkbook(fileOf(Buffer.from(content, 'base64')))).rows({ asStored: true })) lines.push(cells)
  assert.equal(lines[0]![0], '柳湖区民政局独居老人名册')
  assert.equal((await taken(house.seat('song'))).sheet, null, 'the community takes what it took')
  await house.call(house.seat('yan'), report.layout, { report: 'elders_alone', content: await made('全省{{title}}') })
  assert.equal((await taken(house.seat('song'))).sheet!.rows[0]![0]!.text, '全省独居老人名册')
  assert.equal((await taken(cheng)).sheet!.rows[0]![0]!.text, '柳湖区民政局独居老人名册')
  assert.equal(await refused(house.call(house.seat('song'), report.layout, { report: 'elders_alone', content: await made('自己的') })), 'right.missing')
  await house.call(cheng, report.layout, { report: 'elders_alone', content: null })
  assert.deepEqual([(await taken(cheng)).sheet!.rows[0]![0]!.text, (await taken(cheng)).own], ['全省独居老人名册', false])
})
