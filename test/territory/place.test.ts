import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { CalendarYear, PlaceRow, Succession } from '../../contract/place.ts'
import { record } from '../../server/ground/ledger/index.ts'
import { provisionalClocks, recompute } from '../../server/engines/process/index.ts'
import { calendarOf, defineRule, importHolidays, importRules, ruleOn, type RuleDeclaration } from '../../server/ground/law/index.ts'
import { addPlaces, importDivisions, readDivisions } from '../../server/ground/territory/index.ts'
import { createVault } from '../../server/kernel/crypto/index.ts'
import { House } from '../../server/kernel/house.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { Rights } from '../../server/kernel/rights.ts'
import { publicSeat, type Seat } from '../../server/kernel/seat.ts'
import { placeModule } from '../../server/modules/place/index.ts'
import { carried, scratch, type Scratch } from '../scratch.ts'

let world: Scratch
let house: House
const key = Buffer.alloc(32).toString('base64')

const at = (office: string, place: string): Seat => ({
  chair: 'desk', office, place, actor: randomUUID(), actorName: office, person: null, personName: null, mandate: randomUUID(), attendance: null,
})
const provinceAdmin = at('province_admin', '32')
const countyAdmin = at('county_admin', '329901')
const call = <T>(seat: Seat, name: string, input: unknown): Promise<T> => house.call(seat, name, input, { key: randomUUID() }) as Promise<T>
const refused = (work: Promise<unknown>, code: string, pattern = /./) => assert.rejects(work, (error: unknown) => {
  assert.ok(error instanceof Problem, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, pattern)
  return true
})

before(async () => {
  world = await scratch()
  await importDivisions(world.admin, readDivisions(await carried('jiangsu-divisions.csv')), '2023-06-30')
  await addPlaces(world.admin, [
    { code: '3299', name: '云川市', kind: '设区市' }, { code: '329901', name: '柳湖区', kind: '市辖区' }, { code: '329902', name: '望江县', kind: '县' },
    ...['329901', '329902'].flatMap(county => [{ code: `${county}100`, name: '甲镇', kind: '镇' }, { code: `${county}101`, name: '乙镇', kind: '镇' }]),
  ], '2023-06-30')
  await importHolidays(world.admin, await carried('cn-holidays.csv'))
  const module = placeModule({ recompute, provisionalClocks })
  house = new House({
    database: world.database, rights: new Rights([module.offices, { county_admin: ['place.reorganise'] }]), operations: module.operations,
    recorder: { command: record, look: async () => undefined }, vault: createVault({ suite: 'sm', keys: { k1: key }, current: 'k1', hashKey: key }),
    settings: { demonstration: true, uploads: '' }, constraints: module.constraints ?? {}, clock: () => new Date('2026-11-22T02:00:00Z'),
  } as ConstructorParameters<typeof House>[0])
})
after(() => world.close())

test('anybody reads the tree: without logging in, in the own chair, at any desk', async () => {
  const self: Seat = { ...publicSeat, chair: 'self', office: 'resident', actor: randomUUID(), person: randomUUID() }
  for (const seat of [publicSeat, self, at('grid_worker', '320106001001001'), at('auditor', '32')]) {
    const { items } = await call<{ items: PlaceRow[] }>(seat, 'place.children', {})
    assert.equal(items.length, 14)
    const { items: [found] } = await call<{ items: (PlaceRow & { path: string })[] }>(seat, 'place.search', { text: 'benchazhen' })
    assert.equal(found?.path, '南通市如东县栟茶镇')
    const shown = await call<{ place: PlaceRow; ancestors: PlaceRow[]; counts: Record<string, number> }>(seat, 'place.show', { code: '320106' })
    assert.deepEqual([shown.place.display, shown.ancestors.map(place => place.code), shown.counts.街道], ['鼓楼区', ['32', '3201'], 13])
    assert.equal((await call<CalendarYear>(seat, 'calendar.year', { year: 2026 })).workdays, 248)
  }
  await refused(call(publicSeat, 'place.show', { code: '329999' }), 'place.unknown')
  await refused(call(publicSeat, 'place.children', { parent: '320106', as_of: '2020-01-01' }), 'place.unknown')
  await refused(call(publicSeat, 'place.history', { id: randomUUID() }), 'place.unknown')
})

const merger = (county: string) => ({
  event: { kind: 'merged', codes: [`${county}100`, `${county}101`], code: `${county}100`, name: '甲乙镇', type: '镇' }, effective: '2026-11-22', basis: '省政府批复',
})

test('only who sits above re-organises: not the public, not another county, not this office', async () => {
  await refused(call(publicSeat, 'place.reorganise', merger('329901')), 'seat.none')
  await refused(call(at('street_examiner', '329901'), 'place.reorganise', merger('329901')), 'right.missing')
  await refused(call(countyAdmin, 'place.reorganise', merger('329902')), 'right.missing')
  await refused(call(countyAdmin, 'place.reorganise', { ...merger('329901'), event: { ...merger('329901').event, codes: ['329901100', '329902100'] } }), 'right.missing')
  await refused(call(countyAdmin, 'place.reorganise', { ...merger('329901'), event: { kind: 'renamed', code: '3299', name: '新市' } }), 'right.missing')
})

test('the province rehearses and does a merger, and it stands in the history and on the record', async () => {
  const rehearsed = await call<{ rehearsed: boolean; event: Succession }>(provinceAdmin, 'place.reorganise', { ...merger('329902'), rehearse: true })
  assert.ok(rehearsed.rehearsed)
  const { event } = await call<{ event: Succession }>(provinceAdmin, 'place.reorganise', merger('329902'))
  const { place } = await call<{ place: PlaceRow }>(publicSeat, 'place.show', { code: '329902100' })
  const { versions, events } = await call<{ versions: PlaceRow[]; events: Succession[] }>(publicSeat, 'place.history', { id: place.id })
  assert.deepEqual([versions.length, events.map(one => one.id)], [1, [event.id]])
  assert.deepEqual(events[0]!.before.map(one => one.name), ['甲镇', '乙镇'])
  await refused(call(provinceAdmin, 'place.reorganise', { ...merger('329901'), effective: '2026-11-23' }), 'place.event_invalid', /还没有到/)
  const entries = await world.admin<{ subject: string; place: string }[]>`select subject, place from ledger.entry order by id`
  assert.deepEqual(entries.map(entry => entry.place), ['329902', '329902'])
  assert.equal(entries[1]!.subject, event.id)
})

test('a county with the right re-organises its own towns', async () => {
  const { event } = await call<{ event: Succession }>(countyAdmin, 'place.reorganise', merger('329901'))
  assert.equal(event.after[0]!.name, '甲乙镇')
})

test('the notices that are carried make the known numbers of working days; a year without one says so', async () => {
  for (const [year, days] of [[2024, 251], [2025, 248], [2026, 248]] as const) {
    assert.equal((await call<CalendarYear>(publicSeat, 'calendar.year', { year })).workdays, days)
  }
  const unknown = await call<CalendarYear & { provisional_clocks: number }>(provinceAdmin, 'calendar.year', { year: 2027 })
  assert.deepEqual([unknown.edition, unknown.days, unknown.provisional_clocks], [null, [], 0])
  assert.deepEqual(await importHolidays(world.admin, await carried('cn-holidays.csv')), [])
})

test('a notice is recorded as an edition, known at once, and the older edition stays', async () => {
  const csv = 'date,kind,name\n2027-01-01,holiday,元旦\n2027-01-02,holiday,元旦\n2027-01-03,holiday,元旦\n'
  const notice = { year: 2027, notice: '国务院办公厅关于2027年部分节假日安排的通知', published_on: '2026-11-20' }
  // A case of the county, reckoned with what is known: five working days from 28 December, as if 1 January were one.
  const key = { county: '329901', number: '329901-20261228-000001', place: '329901100' }
  await world.admin`insert into process."case" ${world.admin({ ...key, process: 'relief', version: 1, topic: 'relief', rule: 'relief.time', title: '救助', person_name: '居民', state: 'submitted', seq: 1, awaits: 'street_examiner', due_at: '2027-01-04T09:00:00Z', opened_at: '2026-12-28T02:00:00Z', data: world.admin.json({}) })}`
  await world.admin`insert into process.clock ${world.admin({ ...key, name: 'promised', unit: 'working', days: 5, basis: 'x', started_at: '2026-12-28T02:00:00Z', due_at: '2027-01-04T09:00:00Z', provisional: true, serial: 3 })}`
  const due = async () => ({ ...(await world.admin<{ clock: string; case: string; provisional: boolean }[]>`
    select k.due_at as clock, c.due_at as "case", k.provisional from process.clock k join process."case" c using (county, number)`)[0]! })
  const waiting = (seat: Seat) => call<{ provisional_clocks: number }>(seat, 'calendar.year', { year: 2027 }).then(answer => answer.provisional_clocks)
  assert.deepEqual([await waiting(provinceAdmin), await waiting(countyAdmin), await waiting(at('auditor', '329902')), await waiting(publicSeat)], [1, 1, 0, 0])
  const before = await world.database.transact({ chair: 'public', low: '', person: '', actor: '' }, 'read', async ({ sql }) => (await calendarOf(sql)).covers(2027))
  assert.equal(before, false)
  await refused(call(countyAdmin, 'calendar.upload', { ...notice, csv }), 'right.missing')
  await refused(call(provinceAdmin, 'calendar.upload', { ...notice, csv: `${csv}2027-02-30,holiday,春节` }), 'calendar.invalid', /第 5 行/)
  const first = await call<CalendarYear & { recomputed: number }>(provinceAdmin, 'calendar.upload', { ...notice, csv })
  assert.deepEqual([first.edition, first.recomputed, first.days.length], [1, 1, 3])
  assert.deepEqual([await due(), await waiting(provinceAdmin)], [{ clock: '2027-01-05T09:00:00.000Z', case: '2027-01-05T09:00:00.000Z', provisional: false }, 0])
  assert.equal(await world.database.transact({ chair: 'public', low: '', person: '', actor: '' }, 'read', async ({ sql }) => (await calendarOf(sql)).covers(2027)), true)
  const second = await call<CalendarYear>(provinceAdmin, 'calendar.upload', { ...notice, csv: `${csv}2027-01-04,holiday,元旦\n2026-12-27,makeup_workday,元旦\n` })
  assert.deepEqual([second.edition, second.editions.map(one => one.edition), second.days.length], [2, [2, 1], 5])
  assert.equal((await due()).clock, '2027-01-06T09:00:00.000Z', 'a later edition moves what was certain')
})

const allowance: RuleDeclaration = {
  id: 'allowance', version: 1, title: '高龄津贴', level: 'province', valid_from: '2020-01-01', source: '省条例', verified: true,
  params: { age: { value: 80, local: 'at_most' }, fen: { value: 5000, local: 'at_least' }, days: { value: 20, local: 'fixed' } },
}
const desk = (low: string) => ({ chair: 'desk' as const, low, person: '', actor: '' })
const define = (low: string, rule: Omit<RuleDeclaration, 'version'>) => world.database.transact(desk(low), 'write', ({ sql }) => defineRule({ sql }, rule))
const on = (place: string, day: string) => ruleOn(world.admin, 'allowance', place, day)

test('the rule of the day of the event counts, of the nearest place that has one, and never loosens', async () => {
  assert.deepEqual(await importRules(world.admin, [allowance]), { inserted: 1 })
  assert.deepEqual(await importRules(world.admin, [allowance]), { inserted: 0 })
  await assert.rejects(importRules(world.admin, [{ ...allowance, params: {} }]), /declare a new version/)
  const county = { id: 'allowance', place: '329901', title: '柳湖区高龄津贴', level: 'county' as const, valid_from: '2024-01-01', source: '区文件', verified: false }
  await refused(define('329901', { ...county, params: { fen: { value: 4000 } } }), 'input.invalid')
  await assert.rejects(define('329902', { ...county, params: { fen: { value: 8000 } } }), /row-level security/)
  assert.equal(await define('329901', { ...county, params: { fen: { value: 8000 } } }), 1)

  assert.deepEqual((await on('329901100', '2023-12-31'))?.params, { age: 80, fen: 5000, days: 20 })
  const nearest = await on('329901100001', '2024-01-01')
  assert.deepEqual([nearest?.place, nearest?.level, nearest?.verified, nearest?.params], ['329901', 'county', false, { age: 80, fen: 8000, days: 20 }])
  assert.equal((await on('329902100', '2024-01-01'))?.place, '32')
  assert.equal(await on('329901', '2019-12-31'), null)

  // The province raises its floor past the county's: the county's older value gives way from that day.
  assert.equal(await define('32', { ...allowance, valid_from: '2026-01-01', params: { ...allowance.params, fen: { value: 9000, local: 'at_least' } } }), 2)
  assert.deepEqual([(await on('329901', '2025-12-31'))?.params.fen, (await on('329901', '2026-01-01'))?.params.fen, (await on('32', '2026-06-01'))?.version], [8000, 9000, 2])
})
