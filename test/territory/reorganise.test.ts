import { caseRecount } from '../../server/engines/process/index.ts'
import { personRecount } from '../../server/ground/registry/index.ts'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '../../server/kernel/problem.ts'
import { type Query, type Scope } from '../../server/kernel/db/index.ts'
import {
  addPlaces, children, heldFrom, nameOf, placesByCode, reorganise, strayRows, successionsOf, successorOf, versionsOf, type PlaceEvent, type Recount,
} from '../../server/ground/territory/index.ts'
import { seat, settle } from './people.ts'
import { scratch, type Scratch } from '../scratch.ts'

let world: Scratch
const now = '2026-11-22T02:00:00.000Z'
const desk = (low: string): Scope => ({ chair: 'desk', low, person: '', actor: '' })
const asDesk = <T>(low: string, work: (sql: Query) => Promise<T>): Promise<T> => world.database.transact(desk(low), 'write', ({ sql }) => work(sql))

/** The rooms that keep counters, as they count them. */
const recounts: Recount[] = [personRecount, caseRecount]
const perform = (event: PlaceEvent, options: { effective?: string; rehearse?: boolean; low?: string; counts?: Recount[]; at?: string } = {}) =>
  asDesk(options.low ?? '32', sql => reorganise({ sql, now: options.at ?? now }, event, options.effective ?? '2026-11-20', '民政厅批复', { rehearse: options.rehearse ?? false, recounts: options.counts ?? recounts }))
const refused = (work: Promise<unknown>, pattern: RegExp) => assert.rejects(work, (error: unknown) => {
  assert.ok(error instanceof Problem, String(error))
  assert.match(error.message, pattern)
  return true
})

/** Rows by table of everything under a place; of counters, what they sum up to. */
const census = async (place: string): Promise<Record<string, number>> => Object.fromEntries((await asDesk(place, sql =>
  sql<{ name: string; n: number }[]>`select name, n from territory.census(array[${place}])`)).map(row => [row.name, row.n]))
/** Of every person, the identity of the place where they are registered: what a re-organisation never changes below what it names. */
const homes = async (sql: Query, under: string): Promise<Map<string, string>> => new Map((await sql<{ id: string; home: string }[]>`
  select s.id, p.id as home from registry.person s join territory.place p on p.code = s.place and p.valid_to is null
  where s.place >= ${under} and s.place < ${`${under}~`}`).map(row => [row.id, row.home]))
const countersOf = async (place: string) => Object.fromEntries((await world.admin<{ kind: string; n: number }[]>`
  select kind, sum(n)::bigint as n from kernel.counter where place = ${place} group by kind having sum(n) <> 0`).map(row => [row.kind, row.n]))

before(async () => {
  world = await scratch()
  await addPlaces(world.admin, [
    { code: '32', name: '江苏省', kind: '省' }, { code: '3299', name: '云川市', kind: '设区市' }, { code: '3201', name: '南京市', kind: '设区市' },
    { code: '329901', name: '柳湖区', kind: '市辖区' }, { code: '329902', name: '望江县', kind: '县' }, { code: '320106', name: '鼓楼区', kind: '市辖区' },
    { code: '329901001', name: '柳湖街道', kind: '街道' }, { code: '329901100', name: '青禾镇', kind: '镇' }, { code: '329901101', name: '雁滩镇', kind: '镇' },
    { code: '329902100', name: '望渡镇', kind: '镇' }, { code: '320106001', name: '宁海路街道', kind: '街道' },
    { code: '329901001001', name: '荷风社区', kind: '居委会' },
    ...['329901100', '329901101', '329902100'].flatMap(town => [
      { code: `${town}001`, name: `${town}集镇社区居委会`, kind: '居委会' },
      { code: `${town}200`, name: `${town}一村村委会`, kind: '村委会' }, { code: `${town}201`, name: `${town}二村村委会`, kind: '村委会' },
      { code: `${town}200001`, name: `${town}一村第一网格`, kind: '网格' },
    ]),
    { code: '329901101220', name: '独号村', kind: '村委会' },
  ], '2023-06-30')
})
after(() => world.close())

test('two towns become one: rehearsed, then done, and not one row is lost', async () => {
  const { admin } = world
  for (const place of ['329901100', '329901100001', '329901100200', '329901100200001', '329901101', '329901101001', '329901101200', '329901101200001', '329901101220']) await settle(admin, place, 3)
  const clerk = await seat(admin, '329901101', 'street_examiner')
  const both = await seat(admin, '329901100', 'window_clerk')
  await seat(admin, '329901101', 'window_clerk', both.person)
  const grid = await seat(admin, '329901101200001', 'grid_worker')
  const involved = (place: string) => admin`insert into process.involvement ${admin({ county: '329901', place, number: '329902-20260101-000001', role: 'received', topic: 'relief', title: 'x', person_name: 'x', state: 'submitted', opened_at: now, updated_at: now })}`
  await involved('329901100')
  await involved('329901101')
  const [before, homesBefore] = [await census('329901'), await homes(admin, '329901')]
  const event: PlaceEvent = { kind: 'merged', codes: ['329901100', '329901101'], code: '329901100', name: '青雁镇', type: '镇' }

  const rehearsed = await perform(event, { rehearse: true })
  assert.deepEqual([rehearsed.rehearsed, rehearsed.unchanged, rehearsed.moved['registry.person']], [true, true, 15])
  assert.deepEqual(await census('329901'), before)
  assert.equal((await placesByCode(admin, ['329901101'])).length, 1)

  const done = await perform(event)
  assert.deepEqual(done.moved, rehearsed.moved)
  assert.deepEqual(done.mapping, rehearsed.mapping)
  assert.deepEqual(done.event.before, [{ code: '329901100', name: '青禾镇' }, { code: '329901101', name: '雁滩镇' }])
  assert.equal(done.event.moved, Object.values(done.moved).reduce((sum, n) => sum + n, 0))
  const { 'process.involvement': views, ...rest } = before
  const { 'process.involvement': viewsNow, ...restNow } = await census('329901')
  assert.deepEqual(restNow, rest)
  assert.deepEqual([views, viewsNow], [2, 1])
  assert.deepEqual(await strayRows(admin), [])

  // The digits are kept where they are free; where not, the next of the same kind.
  assert.deepEqual(Object.fromEntries(done.mapping.map(({ before, after }) => [before, after])), {
    '329901101001': '329901100002', '329901101200': '329901100202', '329901101200001': '329901100202001', '329901101201': '329901100203', '329901101220': '329901100220',
  })
  const homesNow = await homes(admin, '329901')
  const towns = new Set((await placesByCode(admin, ['329901100', '329901101'], '2026-01-01')).map(place => place.id))
  const [merged] = await placesByCode(admin, ['329901100'])
  for (const [person, home] of homesBefore) assert.equal(homesNow.get(person), towns.has(home) ? merged!.id : home)
  assert.deepEqual(await countersOf('329901100'), { person: 27, 'case:relief': 27 })
  assert.deepEqual(await countersOf('329901101'), {})

  // What was true stays written: where it happened, where the actor sat, the shard.
  const [entries] = await admin<{ then: number; shard: number }[]>`select count(*) filter (where place_then like '329901101%') as then, count(*) filter (where county = '329901') as shard from ledger.entry`
  assert.deepEqual({ ...entries }, { then: 15, shard: 27 })

  // The clerk of the old town sits in the new one and sees it whole; the one who sat in both sits once.
  const self = (person: string) => world.database.transact({ chair: 'self', low: '', person, actor: person }, 'read', ({ sql }) => heldFrom(sql, person, '2026-11-22'))
  assert.deepEqual((await self(clerk.person)).map(({ id, place }) => ({ id, place })), [{ id: clerk.id, place: '329901100' }])
  const seen = await asDesk('329901100', async sql => (await sql<{ n: number }[]>`select count(*) as n from registry.person where ${1} = 1`)[0]!.n)
  assert.equal(seen, 27)
  assert.deepEqual((await self(both.person)).map(mandate => mandate.place), ['329901100'])
  assert.equal((await self(grid.person))[0]?.place, '329901100202001')
  const [ended] = await admin<{ n: number; reason: string }[]>`select count(*) as n, min(revoked_reason) as reason from territory.mandate where person = ${both.person} and revoked_at is not null`
  assert.equal(ended!.n, 1)
})

test('the day before and the day of it, both trees can be read, and the history tells what became of whom', async () => {
  const { admin } = world
  const on = async (day: string) => (await children(admin, '329901', day)).map(place => place.name)
  assert.deepEqual(await on('2026-11-19'), ['柳湖街道', '青禾镇', '雁滩镇'])
  assert.deepEqual(await on('2026-11-20'), ['柳湖街道', '青雁镇'])
  assert.deepEqual((await children(admin, '329901101', '2026-11-19')).length, 4)
  assert.equal((await placesByCode(admin, ['329901101'], '2026-11-20')).length, 0)
  const [old] = await placesByCode(admin, ['329901101'], '2026-01-01')
  assert.deepEqual((await versionsOf(admin, old!.id)).map(place => place.valid_to), ['2026-11-20'])
  const [event] = await successionsOf(admin, old!.id)
  assert.deepEqual(event?.after, [{ code: '329901100', name: '青雁镇' }])
  const [village] = await placesByCode(admin, ['329901100220'])
  assert.deepEqual((await versionsOf(admin, village!.id)).map(place => place.code), ['329901101220', '329901100220'])
  assert.deepEqual((await successionsOf(admin, village!.id)).map(one => one.id), [event!.id])
  assert.deepEqual(await Promise.all(['329901101', '329901101220', '329901100'].map(code => successorOf(admin, code, '2025-01-01'))), ['329901100', '329901100220', '329901100'])
  assert.equal((await nameOf(admin, ['329901101'])).get('329901101'), '雁滩镇')
})

test('村改居: a village becomes a community of a street, is the same place, and both towns count right', async () => {
  const { admin } = world
  const [village] = await placesByCode(admin, ['329901100200'])
  const total = await census('329901')
  await refused(perform({ kind: 'converted', code: '329901100200', new_code: '329901001201', name: '稻禾社区', type: '居委会' }), /001–199/)
  await refused(perform({ kind: 'converted', code: '329901100200', new_code: '329901001001', name: '稻禾社区', type: '居委会' }), /329901001001 已被占用/)
  await assert.rejects(perform({ kind: 'converted', code: '329901100200', new_code: '329901001002', name: '稻禾社区', type: '居委会' }, { counts: [] }), /nobody can count anew/)
  const done = await perform({ kind: 'converted', code: '329901100200', new_code: '329901001002', name: '稻禾社区居委会', type: '居委会' }, { effective: '2026-11-21' })
  assert.equal(done.moved['registry.person'], 6)
  assert.deepEqual(done.event.after, [{ code: '329901001002', name: '稻禾社区' }])
  const [community] = await placesByCode(admin, ['329901001002'])
  assert.deepEqual([community!.id, community!.kind, community!.display, community!.parent], [village!.id, '居委会', '稻禾社区', '329901001'])
  assert.deepEqual((await children(admin, '329901001002')).map(place => place.code), ['329901001002001'])
  assert.deepEqual([await countersOf('329901001'), await countersOf('329901100')], [{ person: 6, 'case:relief': 6 }, { person: 21, 'case:relief': 21 }])
  assert.deepEqual(await census('329901'), total)
})

test('a split shares out the children; what belonged to the town itself stays with the part that keeps its code', async () => {
  const { admin } = world
  const [town] = await placesByCode(admin, ['329901100'])
  const total = await census('329901')
  const part = (code: string, name: string, codes: string[]) => ({ code, name, type: '镇', children: codes })
  const east = ['329901100001', '329901100002', '329901100201']
  await refused(perform({ kind: 'split', code: '329901100', parts: [part('329901100', '青雁镇', east), part('329901105', '东镇', [])] }, { effective: '2026-11-22' }), /还有 3 个下级地区没有划分/)
  const done = await perform({ kind: 'split', code: '329901100', parts: [part('329901105', '东镇', ['329901100202', '329901100203', '329901100220']), part('329901100', '青雁镇', east)] }, { effective: '2026-11-22' })
  assert.deepEqual(await census('329901'), total)
  assert.equal((await placesByCode(admin, ['329901100']))[0]!.id, town!.id)
  assert.deepEqual((await children(admin, '329901105')).map(place => place.code), ['329901105202', '329901105203', '329901105220'])
  assert.deepEqual([await countersOf('329901100'), await countersOf('329901105')], [{ person: 12, 'case:relief': 12 }, { person: 9, 'case:relief': 9 }])
  assert.equal(done.event.after.length, 2)
  assert.deepEqual(await strayRows(admin), [])
})

test('a rename moves nothing; a place is set up; an empty one is abolished and its record goes up, one with people is not', async () => {
  const { admin } = world
  const renamed = await perform({ kind: 'renamed', code: '329902100', name: '新渡镇' })
  assert.deepEqual([renamed.moved, renamed.event.after], [{}, [{ code: '329902100', name: '新渡镇' }]])
  await refused(perform({ kind: 'renamed', code: '329902100', name: '又渡镇' }), /须晚于这一天/)
  await refused(perform({ kind: 'established', code: '329902100', name: '另一镇', type: '镇' }), /已被占用/)
  await refused(perform({ kind: 'established', code: '329903100', name: '无县镇', type: '镇' }), /上级地区 329903 不存在/)
  await perform({ kind: 'established', code: '329902100203', name: '新设村', type: '村委会' })
  await settle(admin, '329902100203', 1)
  await refused(perform({ kind: 'abolished', code: '329902100203' }, { effective: '2026-11-21' }), /还有 8 条在册记录/)
  await refused(perform({ kind: 'abolished', code: '329902100' }, { effective: '2026-11-21' }), /下面还有/)
  for (const table of ['registry.person', 'registry.household', 'registry.member', 'registry.assertion', 'process."case"', 'process.action', 'process.clock', 'process.paper']) await admin.unsafe(`delete from ${table} where place = '329902100203'`)
  const gone = await perform({ kind: 'abolished', code: '329902100203' }, { effective: '2026-11-21' })
  assert.deepEqual(gone.moved, { 'kernel.file': 1, 'ledger.entry': 1, 'message.message': 1, 'registry.look': 1 })
  assert.equal((await admin<{ place: string }[]>`select place from ledger.entry where place_then = '329902100203'`)[0]!.place, '329902100')
  assert.equal(await successorOf(admin, '329902100203', '2026-11-20'), null)
})

test('a whole county gets another code, then two counties become one, towns, villages, grids and all', async () => {
  const { admin } = world
  for (const place of ['329902', '329902100', '329902100200001', '329902100201']) await settle(admin, place, 2)
  const [total, before] = [await census('3299'), await homes(admin, '3299')]
  await refused(perform({ kind: 'converted', code: '329902', new_code: '329901', name: '望江区', type: '市辖区' }), /已被占用/)
  const converted = await perform({ kind: 'converted', code: '329902', new_code: '329903', name: '望江区', type: '市辖区' }, { effective: '2026-11-22' })
  assert.equal(converted.moved['registry.person'], 8)
  assert.deepEqual([await census('3299'), await homes(admin, '3299')], [total, before])
  assert.equal((await countersOf('329903100'))['case:relief'], 7)

  const counties = new Map((await placesByCode(admin, ['329901', '329903'])).map(place => [place.id, place.code]))
  const done = await perform({ kind: 'merged', codes: ['329903', '329901'], code: '329905', name: '柳江区', type: '市辖区' }, { effective: '2026-11-24', at: '2026-11-25T00:00:00Z' })
  assert.equal(done.mapping.find(one => one.before === '329903100')?.after, '329905101')
  assert.deepEqual(await census('3299'), total)
  const [merged] = await placesByCode(admin, ['329905'])
  for (const [person, home] of await homes(admin, '3299')) assert.equal(home, counties.has(before.get(person)!) ? merged!.id : before.get(person))
  assert.equal((await countersOf('329905101'))['case:relief'], 7)
  assert.deepEqual(await strayRows(admin), [])
})

test('what may not be: another’s place, the future, the province, real with demonstration, a used code', async () => {
  const rename = { kind: 'renamed', code: '320106001', name: '新名街道' } as const
  await assert.rejects(perform(rename, { low: '329901' }))
  await assert.rejects(perform({ kind: 'merged', codes: ['320106', '329905'], code: '320106', name: '鼓楼区', type: '市辖区' }), /演示地区/)
  await assert.rejects(asDesk('329901', sql => sql`select * from territory.move(array['320106001'], array['329901001'], false)`), /does not reach/)
  await assert.rejects(asDesk('329901', sql => sql`select * from territory.census(array['3299'])`), /does not reach/)
  await assert.rejects(world.database.transact({ chair: 'self', low: '', person: randomUUID(), actor: '' }, 'write', ({ sql }) => sql`select * from territory.move(array['32'], array['32'], false)`), /permission denied/)
  assert.equal((await placesByCode(world.admin, ['320106001']))[0]!.name, '宁海路街道')
  await refused(perform(rename, { effective: '2026-11-23' }), /生效日期 2026-11-23 还没有到/)
  await refused(perform({ kind: 'renamed', code: '32', name: '苏省' }), /省一级/)
  await refused(perform({ ...rename, effective: '2023-06-30' } as never, { effective: '2023-06-30' }), /自 2023-06-30 起/)
  await settle(world.admin, '320106009', 1)
  await refused(perform({ kind: 'established', code: '320106009', name: '旧号街道', type: '街道' }), /过去的记录/)
  await settle(world.admin, '320106001077', 1)
  await refused(perform({ kind: 'merged', codes: ['320106001', '320106001'], code: '320106001', name: '宁海路街道', type: '街道' }), /重复/)
  await perform({ kind: 'established', code: '320106002', name: '华侨路街道', type: '街道' }, { effective: '2024-01-01' })
  await refused(perform({ kind: 'merged', codes: ['320106001', '320106002'], code: '320106001', name: '宁海路街道', type: '街道' }), /12 条记录的地区代码不在区划树中/)
})

test('a row that vanishes on the way undoes the whole event', async () => {
  const { admin } = world
  await settle(admin, '320106001', 2)
  await admin.unsafe(`create function public.swallow() returns trigger language plpgsql as $$ begin delete from registry.look where id = new.id; return null; end $$;
    create trigger swallow after update on registry.look for each row execute function public.swallow()`).simple()
  try {
    const total = await census('320106')
    await assert.rejects(perform({ kind: 'converted', code: '320106001', new_code: '320106003', name: '宁海街道', type: '街道' }), /re-organisation would change registry\.look/)
    assert.deepEqual(await census('320106'), total)
    assert.equal((await placesByCode(admin, ['320106001']))[0]!.name, '宁海路街道')
  } finally {
    await admin.unsafe('drop trigger swallow on registry.look; drop function public.swallow()').simple()
  }
})

const town = fc.record({
  villages: fc.uniqueArray(fc.integer({ min: 198, max: 210 }), { minLength: 0, maxLength: 6 }),
  persons: fc.integer({ min: 0, max: 2 }),
})
test('whatever towns become one, everybody stays registered in the same village', async () => {
  const signal = new Error('undo')
  await fc.assert(fc.asyncProperty(fc.array(town, { minLength: 2, maxLength: 4 }), fc.boolean(), async (towns, keeps) => {
    const codes = towns.map((_, i) => `3299071${String(10 + i)}`)
    await world.admin.begin(async tx => {
      await tx`set local seat.low = '32'`
      await tx`set local seat.high = '32~'`
      const write = (code: string, parent: string, level: string, kind: string) => tx`
        insert into territory.place ${tx({ id: randomUUID(), code, name: code, display: code, level, kind, parent, pinyin: 'x', initials: 'x', valid_from: '2024-01-01', demonstration: true })}`
      await write('329907', '3299', 'county', '县')
      for (const [i, { villages, persons }] of towns.entries()) {
        await write(codes[i]!, '329907', 'town', '镇')
        await settle(tx, codes[i]!, persons)
        for (const village of villages) {
          await write(`${codes[i]}${village}`, codes[i]!, 'community', village < 200 ? '居委会' : '村委会')
          await settle(tx, `${codes[i]}${village}`, persons)
        }
      }
      const sources = new Set((await placesByCode(tx, codes)).map(place => place.id))
      const before = await homes(tx, '329907')
      const code = keeps ? codes[1]! : '329907150'
      await reorganise({ sql: tx, now }, { kind: 'merged', codes, code, name: '并镇', type: '镇' }, '2026-11-20', '批复', { recounts })
      const [merged] = await placesByCode(tx, [code])
      const after = await homes(tx, '329907')
      assert.equal(after.size, before.size)
      for (const [person, home] of before) assert.equal(after.get(person), sources.has(home) ? merged!.id : home)
      const [sum] = await tx<{ n: number }[]>`select coalesce(sum(n), 0)::bigint as n from kernel.counter where place = ${code} and kind = 'person'`
      assert.equal(sum!.n, before.size)
      throw signal
    }).catch((error: unknown) => { if (error !== signal) throw error })
  }), { numRuns: 12 })
})
