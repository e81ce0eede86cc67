import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { serverScope, type Query } from '../../server/kernel/db/index.ts'
import {
  addPlaces, ancestors, children, codeOfDivision, countsUnder, guardedTables, idOfCode, importDivisions, nameOf, pathNameOf, placesByCode, readDivisions,
  searchPlaces, type DivisionRow,
} from '../../server/ground/territory/index.ts'
import { carried, scratch, type Scratch } from '../scratch.ts'

let world: Scratch
let rows: DivisionRow[]
const read = <T>(work: (sql: Query) => Promise<T>): Promise<T> => world.database.transact({ ...serverScope, chair: 'public' }, 'read', ({ sql }) => work(sql))

before(async () => {
  world = await scratch()
  rows = readDivisions(await carried('jiangsu-divisions.csv'))
  await importDivisions(world.admin, rows, '2023-06-30')
  await addPlaces(world.admin, [
    { code: '3299', name: '云川市（演示）', kind: '设区市' }, { code: '329901', name: '柳湖区（演示）', kind: '市辖区' },
    { code: '329901001', name: '柳湖街道', kind: '街道' }, { code: '329901001001', name: '荷风社区', kind: '居委会' },
    { code: '329901001001001', name: '荷风社区第一网格', kind: '网格' },
  ], '2024-01-01')
})
after(() => world.close())

test('the whole province is there: every count of the list', async () => {
  assert.deepEqual(await read(sql => countsUnder(sql, '32')), {
    city: 13, county: 95, town: 1487, community: 21958,
    设区市: 13, 市辖区: 55, 县级市: 21, 县: 19, 统计功能区: 9, 街道: 494, 镇: 689, 乡: 17, 类似乡级: 287,
    居委会: 8383, 村委会: 13263, 类似居委会: 74, 类似村委会: 64, 虚拟: 174,
  })
  const [all] = await world.admin<{ n: number }[]>`select count(*) as n from territory.place where not demonstration`
  assert.equal(all!.n, 23_563)
})

test('codes keep their zeros: 扬州 is 3210, and 2,065 villages end in one', async () => {
  const [yangzhou] = await read(sql => placesByCode(sql, ['3210']))
  assert.equal(yangzhou?.name, '扬州市')
  const zeros = rows.filter(row => row.level === 'village' && row.code12.endsWith('0'))
  assert.equal(zeros.length, 2065)
  const [kept] = await world.admin<{ n: number }[]>`select count(*) as n from territory.place where level = 'community' and length(code) = 12 and code like '%0'`
  assert.equal(kept!.n, 2065)
  assert.equal(codeOfDivision({ code12: '321000000000', level: 'city' }), '3210')
})

test('a second import changes nothing, and identities follow from codes', async () => {
  assert.deepEqual(await importDivisions(world.admin, rows, '2023-06-30'), { inserted: 0, known: 23_563 })
  const [gulou] = await read(sql => placesByCode(sql, ['320106']))
  assert.equal(gulou?.id, idOfCode('320106'))
  assert.match(idOfCode('320106'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a list with an orphan or a strange line is refused', async () => {
  await assert.rejects(importDivisions(world.admin, rows.filter(row => row.code12 !== '320106000000'), '2023-06-30'), /has no parent/)
  assert.throws(() => readDivisions('code12,name,level,parent,kind\n32,江苏省,province,,'), /line 2/)
})

const codesOf = async (text: string, options?: Parameters<typeof searchPlaces>[2]) => (await read(sql => searchPlaces(sql, text, options))).map(place => place.code)

test('栟茶 is found as people there read it', async () => {
  const [bencha] = await read(sql => searchPlaces(sql, '栟茶'))
  assert.equal(bencha?.path, '南通市如东县栟茶镇')
  for (const typed of ['benchazhen', 'bencha', 'ben cha zhen', 'Bēn chá zhèn', "ben'cha", 'bcz', '栟茶镇', '  栟 茶 ']) {
    const found = await codesOf(typed)
    assert.ok(found.includes(bencha!.code), `${typed}: ${found.join()}`)
  }
  assert.equal((await codesOf('benchazhen'))[0], bencha!.code)
})

test('六合 is a district and is read luhe', async () => {
  for (const typed of ['luhe', 'lh', '六合', '六合区', 'luhequ', 'lhq']) assert.equal((await codesOf(typed))[0], '320116', typed)
})

test('the nearest come first, within and level narrow, and 鼓楼区 exists twice', async () => {
  assert.deepEqual((await codesOf('鼓楼区')).slice(0, 2), ['320106', '320302'])
  assert.deepEqual(await codesOf('鼓楼区', { within: '3203' }), ['320302'])
  assert.equal((await codesOf('南京'))[0], '3201')
  assert.ok((await codesOf('和平', { level: 'town' })).every(code => code.length === 9))
  assert.equal((await codesOf('社区', { limit: 7 })).length, 7)
  assert.deepEqual(await codesOf('320106', { limit: 1 }), ['320106'])
  for (const nothing of ['%', '_', "'", '；', '𠮷𠮷', ' ']) assert.deepEqual(await codesOf(nothing), [], nothing)
})

test('demonstration places are found in a demonstration only, and stand outside the province’s figures', async () => {
  assert.deepEqual(await codesOf('荷风社区', { within: '3299' }), [])
  assert.deepEqual(await codesOf('hefengshequ', { demonstration: true, level: 'community', within: '3299' }), ['329901001001'])
  assert.equal((await read(sql => placesByCode(sql, ['32'])))[0]?.children, 13)
  assert.deepEqual(await read(sql => countsUnder(sql, '3299')), { county: 1, town: 1, community: 1, grid: 1, 市辖区: 1, 街道: 1, 居委会: 1, 网格: 1 })
})

test('children, ancestors and names', async () => {
  const towns = await read(sql => children(sql, '320106'))
  assert.equal(towns.length, rows.filter(row => row.parent === '320106000000').length)
  const ninghai = towns.find(town => town.name === '宁海路街道')!
  assert.deepEqual((await read(sql => ancestors(sql, ninghai.code))).map(place => place.name), ['江苏省', '南京市', '鼓楼区'])
  const paths = await read(sql => pathNameOf(sql, [ninghai.code, '999999']))
  assert.deepEqual([...paths], [[ninghai.code, '南京市鼓楼区宁海路街道']])
  assert.equal((await read(sql => pathNameOf(sql, [ninghai.code], { province: true }))).get(ninghai.code), '江苏省南京市鼓楼区宁海路街道')
  assert.equal((await read(sql => pathNameOf(sql, [ninghai.code], { below: 'county' }))).get(ninghai.code), '宁海路街道')
  const grid = '329901001001001'
  assert.equal((await read(sql => pathNameOf(sql, [grid], { below: 'county' }))).get(grid), '柳湖街道荷风社区第一网格')
  assert.equal((await read(sql => nameOf(sql, ['3210', '32', 'x']))).size, 2)
})

test('the tree begins on the day of the list', async () => {
  assert.equal((await read(sql => placesByCode(sql, ['320106'], '2023-06-29'))).length, 0)
  assert.equal((await read(sql => placesByCode(sql, ['320106'], '2023-06-30'))).length, 1)
  assert.equal((await read(sql => placesByCode(sql, ['3299'], '2023-12-31'))).length, 0)
  assert.equal((await read(sql => children(sql, '3201', '2025-05-05'))).length, 11)
})

test('every table whose rows belong to a place is guarded', async () => {
  const tables = await guardedTables(world.admin)
  assert.deepEqual(tables.filter(table => !table.guarded), [])
  for (const name of ['registry.person', 'process."case"', 'ledger.entry', 'territory.mandate', 'kernel.counter']) {
    assert.ok(tables.some(({ table }) => table === name), name)
  }
  await world.admin.unsafe('set role gongzhi_owner; create table registry.bare (place text); grant select on registry.bare to gongzhi_desk; reset role').simple()
  assert.deepEqual((await guardedTables(world.admin)).filter(table => !table.guarded).map(table => table.table), ['registry.bare'])
  await world.admin.unsafe('drop table registry.bare').simple()
})

test('a desk writes the tree only within its range', async () => {
  const desk = (low: string) => ({ chair: 'desk' as const, low, person: '', actor: '' })
  const rename = (low: string) => world.database.transact(desk(low), 'write', async ({ sql }) =>
    (await sql`update territory.place set name = name where code = ${'320106'}`).count)
  assert.equal(await rename('3201'), 1)
  assert.equal(await rename('3202'), 0)
})
