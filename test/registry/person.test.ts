import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { identityCheck } from '../../contract/identifiers.ts'
import type { Fact, PersonRow } from '../../contract/person.ts'
import type { z } from 'zod'
import { record as recordDeed } from '../../server/ground/ledger/index.ts'
import { assertFacts, declared, fill, recordLook, structural, syncElements } from '../../server/ground/registry/index.ts'
import { importRules } from '../../server/ground/law/index.ts'
import { remedyRules } from '../../server/modules/case/index.ts'
import { scratch, type Scratch } from '../scratch.ts'
import { addPlaces } from '../../server/ground/territory/index.ts'
import { House } from '../../server/kernel/house.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Context } from '../../server/kernel/operation.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { Rights } from '../../server/kernel/rights.ts'
import { scopeOf, type Seat } from '../../server/kernel/seat.ts'
import { organisationModule } from '../../server/modules/organisation/index.ts'
import { elementModule } from '../../server/modules/element/index.ts'
import { personModule } from '../../server/modules/person/index.ts'

const [village, nextVillage, community, grid] = ['329901100200', '329901100201', '329901001001', '329901001001001']
const desk = (office: string, place: string, actorName: string): Seat => ({
  chair: 'desk', office, place, actor: newId(), actorName, person: null, personName: null, mandate: newId(), attendance: null,
})
const self = (person: string, name: string): Seat => ({
  chair: 'self', office: 'resident', place: '32', actor: person, actorName: name, person, personName: name, mandate: null, attendance: null,
})
const [xia, ding, song, pan] = [
  desk('community_worker', village, '夏建芳'), desk('community_worker', nextVillage, '丁向东'), desk('community_worker', community, '宋佳'), desk('grid_worker', grid, '潘小燕'),
]
const [meng, zhang, han] = [desk('street_examiner', '329901100', '孟瑶'), desk('county_civil_affairs', '329901', '程伟'), desk('window_clerk', '329902001001', '韩露')]

let db: Scratch
let house: House
let now = new Date('2026-11-22T02:00:00Z')
before(async () => {
  db = await scratch()
  await addPlaces(db.admin, [['32', '江苏省', '省'], ['3299', '云川市', '设区市'], ['329901', '柳湖区', '市辖区'], ['329902', '望江县', '县'], ['329901001', '柳湖街道', '街道'],
    ['329901100', '青禾镇', '镇'], ['329902001', '江花街道', '街道'], [village, '稻禾村', '村委会'], [nextVillage, '荻溪村', '村委会'], [community, '荷风社区', '居委会'],
    ['329902001001', '鹭滩社区', '居委会'], [grid, '第一网格', '网格']].map(([code, name, kind]) => ({ code: code!, name: name!, kind: kind! })), '2020-01-01')
  await Promise.all([syncElements(db.admin), importRules(db.admin, remedyRules)])
  const [module, organisation] = [personModule({ database: db.database }), organisationModule({ database: db.database })]
  house = new House({
    database: db.database, rights: new Rights([module.offices, organisation.offices, elementModule.offices]), vault: db.vault,
    settings: { demonstration: true, uploads: '/nowhere' }, operations: [...module.operations, ...organisation.operations, ...elementModule.operations], constraints: { ...module.constraints, ...organisation.constraints }, clock: () => now,
    recorder: { command: recordDeed, look: recordLook },
  })
})
after(() => db?.close())

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a story reads what the contract promises
const call = (seat: Seat, operation: string, input: unknown = {}, key = newId()): Promise<any> => house.call(seat, operation, input, { key })
const refused = (code: string, field?: string) => (error: unknown): boolean => {
  assert.ok(error instanceof Problem, String(error))
  assert.equal(error.code, code)
  if (field) assert.equal(error.fields?.[0]?.path, field)
  return true
}
let sequence = 100
const numberOf = (birth: string, area = '329901'): string => {
  const body = area + birth.replaceAll('-', '') + String(++sequence)
  return body + identityCheck(body)
}
const register = async (seat: Seat, name: string, extra: object = {}, birth = '1946-02-03') => {
  const identity = numberOf(birth)
  const { id } = await call(seat, 'person.register', { name, identity, place: seat.place, address: '3组12号', purpose: '新迁入登记', ...extra })
  return { id: id as string, identity, name }
}
const factOf = (record: { facts: Fact[] }, element: string): Fact | undefined => record.facts.find(fact => fact.element === element)

test('a person is registered with household, facts and count, and is found by name, pinyin and initials', async () => {
  const zhou = await register(xia, '周福根', { phone: '138 0013 8000' })
  const shown = await call(xia, 'person.show', { id: zhou.id, purpose: '入户走访' })
  assert.equal(shown.person.age, 80)
  assert.equal(shown.person.phone_masked, '138****8000')
  assert.equal(shown.person.sex, (sequence % 2 === 1) ? '男' : '女')
  assert.equal(shown.person.place_name, '稻禾村')
  assert.deepEqual(shown.household.members.map((one: { name: string; relation_name: string; head: boolean }) => [one.name, one.relation_name, one.head]), [['周福根', '户主', true]])
  assert.match(shown.household.number, /^329901-20261122-/)
  assert.equal(factOf(shown, 'person.residence_place')?.shown, '稻禾村')
  assert.equal(factOf(shown, 'person.identity_number')?.value, `3****************${zhou.identity.slice(-1)}`)
  assert.deepEqual([factOf(shown, 'person.name')?.collector_name, factOf(shown, 'person.name')?.organ, factOf(shown, 'person.name')?.source_name], ['夏建芳', '稻禾村', '上门采集'])
  const wife = await register(xia, '王桂珍', { household: shown.household.id, relation: '12' })
  for (const text of ['福根', 'zhoufu', 'ZFG', '周']) {
    const page = await call(xia, 'person.list', { text })
    assert.deepEqual(page.items.map((row: z.infer<typeof PersonRow>) => row.name), ['周福根'], text)
  }
  const both = await call(xia, 'person.show', { id: wife.id, purpose: '入户走访' })
  assert.deepEqual(both.household.members.map((one: { relation: string }) => one.relation), ['02', '12'])
  await assert.rejects(register(xia, '孙子', { household: shown.household.id }), refused('input.invalid', 'relation'))
  await assert.rejects(register(xia, '孙子', { household: shown.household.id, relation: '77' }), refused('input.invalid', 'relation'))
  await assert.rejects(register(xia, '孙子', { household: newId(), relation: '41' }), refused('input.invalid', 'household'))
  assert.deepEqual((await call(meng, 'person.list')).count, { n: 2, exact: true })
})

test('the next village sees nothing and may do nothing', async () => {
  const { id } = await register(xia, '顾阿大')
  const page = await call(ding, 'person.list')
  assert.deepEqual([page.items, page.count], [[], { n: 0, exact: true }])
  assert.deepEqual((await call(ding, 'person.list', { text: '顾' })).count, { n: 0, exact: true })
  for (const [operation, input] of [['person.show', { purpose: '看看' }], ['person.unmask', { element: 'person.phone', reason: '看看' }],
    ['person.fact_history', { element: 'person.phone' }], ['person.record', { element: 'person.phone', value: '13800138000', source: 'collected', purpose: '改' }]] as const) {
    await assert.rejects(call(ding, operation, { id, ...input }), refused('found.nothing'))
  }
  await assert.rejects(call(ding, 'person.list', { place: village }), refused('right.missing'))
  await assert.rejects(call(ding, 'person.register', { name: '甲', identity: numberOf('1950-01-01'), place: village, address: '1号', purpose: '登记' }), refused('right.missing'))
  await assert.rejects(call(han, 'person.list'), refused('right.missing'))
  await assert.rejects(call(zhang, 'person.list'), refused('right.missing'))
  const covered = await call(zhang, 'person.show', { id, purpose: '审批核对' })
  assert.deepEqual([covered.opened, covered.person.name, covered.person.birth_date, covered.facts, covered.household], ['covered', '顾*', null, [], null])
})

test('of two who register one number at once, one succeeds; the other hears that it is known', async () => {
  const identity = numberOf('1980-05-05')
  const input = { name: '同一人', identity, place: village, address: '5号', purpose: '登记' }
  const results = await Promise.allSettled([call(xia, 'person.register', input), call(song, 'person.register', { ...input, place: community }), call(xia, 'person.register', input)])
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of results) if (one.status === 'rejected') refused('identity.taken')(one.reason)
  const [{ n }] = await db.admin<[{ n: number }]>`select count(*) as n from registry.person where name = '同一人'`
  assert.equal(n, 1)
})

test('an impossible number is refused at its field with what is wrong', async () => {
  const of = (identity: string) => call(xia, 'person.register', { name: '甲', identity, place: village, address: '1号', purpose: '登记' })
  const says = (identity: string, words: RegExp) => assert.rejects(of(identity), (error: Problem) => refused('identity.invalid', 'identity')(error) && words.test(error.fields![0]!.message))
  await says('110105194912310021', /校验码/)
  await says('329901202602300011', /2026-02-30 不存在/)
  await says('329901203001010011', /还没有到/)
  await says('32990119460203', /18 位/)
  await assert.rejects(of('ABC123456789012'), refused('identity.invalid', 'birth_date'))
  await assert.rejects(call(xia, 'person.register', { name: '甲', identity: numberOf('1950-01-01'), place: '329901100', address: '1号', purpose: '登记' }), refused('right.missing'))
  await assert.rejects(call(meng, 'person.register', { name: '甲', identity: numberOf('1950-01-01'), place: village, address: '1号', purpose: '登记' }), refused('right.missing'))
  await assert.rejects(register(xia, '甲', { phone: '12345' }), refused('fact.value_invalid', 'person.phone'))
  await assert.rejects(call(xia, 'person.register', { name: '甲', identity: numberOf('1950-01-01'), place: village + '009', address: '1号', purpose: '登记' }), refused('place.unknown'))
})

test('a newer fact ends the older, the same one renews it, and both go stale in their time', async () => {
  const { id } = await register(song, '徐㛃英')
  const record = (value: unknown, element = 'person.living_arrangement') =>
    call(song, 'person.record', { id, element, value, source: 'collected', purpose: '季度走访' })
  const first = factOf(await record('2'), 'person.living_arrangement')!
  assert.deepEqual([first.shown, first.stale, first.fresh_until], ['与配偶居住', false, '2027-05-24T16:00:00.000Z'])
  now = new Date('2027-03-01T02:00:00Z')
  const renewed = factOf(await record('2'), 'person.living_arrangement')!
  assert.deepEqual([renewed.asserted_at, renewed.fresh_until], [first.asserted_at, '2027-08-31T16:00:00.000Z'])
  now = new Date('2027-09-01T02:00:00Z')
  const stale = factOf(await call(song, 'person.show', { id, purpose: '走访前查看' }), 'person.living_arrangement')!
  assert.equal(stale.stale, true)
  const again = factOf(await record('2'), 'person.living_arrangement')!
  assert.deepEqual([again.stale, again.asserted_at], [false, now.toISOString()])
  await record('1')
  const { facts } = await call(song, 'person.fact_history', { id, element: 'person.living_arrangement' })
  assert.deepEqual(facts.map((fact: Fact & { ended_at: string | null }) => [fact.shown, fact.ended_at === null]), [['独居', true], ['与配偶居住', false], ['与配偶居住', false]])
  const listed = await call(song, 'person.list', { living: '1' })
  assert.deepEqual([listed.items[0].name, listed.items[0].living], ['徐㛃英', '独居'])
  await assert.rejects(record('7777'), refused('fact.value_invalid', 'person.living_arrangement'))
  await assert.rejects(record('1', 'person.shoe_size'), refused('fact.element_unknown'))
  await assert.rejects(record(numberOf('1960-01-01'), 'person.identity_number'), refused('fact.value_invalid'))
  await assert.rejects(record('徐洁英', 'person.name'), refused('fact.value_invalid'))
  await call(song, 'person.record', { id, element: 'person.name', value: '徐洁英', source: 'verified', purpose: '更名' })
  assert.equal((await call(song, 'person.list', { text: 'xujieying' })).items[0].name, '徐洁英')
  now = new Date('2026-11-22T02:00:00Z')
})

/** A transaction as an operation has it, for what operations of other modules do. */
const within = <T>(seat: Seat, work: (ctx: Context) => Promise<T>): Promise<T> =>
  db.database.transact(scopeOf(seat), 'write', ({ sql, defer, append, invoke }) =>
    work({ sql, defer, append, invoke, seat, now: now.toISOString(), trace: 'test', vault: db.vault, settings: { demonstration: true, uploads: '' }, afterCommit: () => undefined } as unknown as Context))

test('many who assert the same at once leave one current value each and an unbroken history', async () => {
  const { id } = await register(song, '并发测试')
  const subject = { id, county: '329901', place: community }
  const wanted = ['person.occupation', 'person.phone', 'person.education', 'person.residence_address']
  const given = (n: number) => (n % 2 ? wanted : [...wanted].reverse()).map(element => ({
    element, value: element === 'person.phone' ? `1380013800${n}` : element === 'person.education' ? ['10', '20', '30'][n % 3] : `值${n}`,
  }))
  const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => within(song, ctx => assertFacts(ctx, subject, given(n), { source: 'collected', organ: `组织${n}`, purpose: '测试' }))))
  const ok = results.filter(one => one.status === 'fulfilled').length
  for (const one of results) if (one.status === 'rejected') refused('conflict.stale')(one.reason)
  assert.ok(ok >= 3, `${ok} of 8`)
  const rows = await db.admin<{ element: string; now: number; all: number }[]>`
    select element, count(*) filter (where ended_at is null) as now, count(*) as all from registry.assertion
    where subject = ${id} and element in ${db.admin(wanted)} group by element`
  assert.equal(rows.length, 4)
  for (const row of rows) assert.deepEqual([row.now, row.all], [1, ok + (row.element === 'person.residence_address' ? 1 : 0)], row.element)
  const [person] = await db.admin<{ address: string; phone_masked: string }[]>`select address, phone_masked from registry.person where id = ${id}`
  const [address] = await db.admin<{ value: string }[]>`select value #>> '{}' as value from registry.assertion where subject = ${id} and element = 'person.residence_address' and ended_at is null`
  assert.equal(person?.address, address?.value)
})

test('a form is filled in one query: held, stale or missing, and sealed values open only when asked for', async () => {
  const { id, name } = await register(song, '填表人', { phone: '13800138999' })
  now = new Date('2027-07-01T02:00:00Z')
  await within(self(id, name), async ctx => {
    const filled = await fill(ctx, id, declared.map(one => one.id))
    assert.equal(filled.size, declared.length)
    assert.deepEqual(['person.name', 'person.alive', 'person.bank_account'].map(one => filled.get(one)?.state), ['held', 'stale', 'missing'])
    assert.equal(filled.get('person.phone')?.fact?.shown, '138****8999')
    assert.equal(filled.get('person.phone')?.value(), '13800138999')
    assert.equal(filled.get('person.bank_account')?.value(), undefined)
    await assertFacts(ctx, { id, county: '329901', place: community }, [{ element: 'person.bank_account', value: '6222 0200 0000 0000 000' }], { source: 'declared', organ: '本人申报', purpose: '申请高龄津贴' })
  })
  await assert.rejects(within(self(id, name), ctx => assertFacts(ctx, { id: newId(), county: '329901', place: community }, [{ element: 'person.occupation', value: '医生' }],
    { source: 'declared', organ: '本人申报', purpose: '越权' })), (error: { code?: string }) => error.code === '42501')
  now = new Date('2026-11-22T02:00:00Z')
})

test('whole numbers lie nowhere in clear; unmasking tells them for a reason that the person can read', async () => {
  const { id, identity, name } = await register(song, '沈梅', { phone: '13912345678' })
  await call(song, 'person.record', { id, element: 'person.bank_account', value: '6222020000000000000', source: 'collected', purpose: '核对' })
  const tables = await db.admin<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('registry', 'kernel', 'ledger', 'territory', 'message', 'process')`
  for (const { name: table } of tables) {
    const rows = await db.admin.unsafe(`select t::text as row from ${table} t where t::text ~ '${identity}|13912345678|6222020000000000000'`)
    assert.equal(rows.length, 0, table)
  }
  assert.deepEqual(await call(song, 'person.unmask', { id, element: 'person.bank_account', reason: '津贴退票，核对卡号' }), { value: '6222020000000000000' })
  assert.deepEqual(await call(song, 'person.unmask', { id, element: 'person.identity_number', reason: '核对证件' }), { value: identity })
  await assert.rejects(call(song, 'person.unmask', { id, element: 'person.contact_phone', reason: '联系家属' }), refused('found.nothing'))
  await assert.rejects(call(song, 'person.unmask', { id, element: 'person.bank_account', reason: ' ' }), refused('input.invalid', 'reason'))
  await assert.rejects(call(pan, 'person.unmask', { id, element: 'person.bank_account', reason: '看' }), refused('right.missing'))
  const looks = await call(self(id, name), 'person.lookers')
  assert.deepEqual(looks.items.map((one: { actor_name: string; office_name: string; operation_name: string; purpose: string }) => [one.actor_name, one.office_name, one.operation_name, one.purpose]), [
    ['宋佳', '社区工作者', '查看完整号码', '查看完整的“证件号码”：核对证件'], ['宋佳', '社区工作者', '查看完整号码', '查看完整的“银行卡号”：津贴退票，核对卡号']])
  assert.equal(looks.items[0].place_name, '荷风社区')
  const page = await call(self(id, name), 'person.lookers', { limit: 1 })
  assert.equal(page.items[0].purpose, looks.items[0].purpose)
  assert.equal((await call(self(id, name), 'person.lookers', { limit: 1, after: page.next })).items[0].purpose, looks.items[1].purpose)
})

test('one sees one\'s own record and household, and of the others in it name, relation and age only', async () => {
  const head = await register(song, '家主')
  const { household } = await call(song, 'person.show', { id: head.id, purpose: '登记' })
  const child = await register(song, '孩子', { household: household.id, relation: '20' }, '2001-07-27')
  const own = await call(self(child.id, child.name), 'person.mine')
  assert.equal(own.person.name, '孩子')
  assert.deepEqual(own.household.members.map((one: { name: string; age: number; head: boolean }) => [one.name, one.age, one.head]), [['家主', 80, true], ['孩子', 25, false]])
  assert.equal((await call(self(child.id, child.name), 'person.lookers')).items.length, 0)
  await assert.rejects(call(self(child.id, child.name), 'person.show', { id: head.id, purpose: '看看' }), refused('right.missing'))
  await assert.rejects(call(self(child.id, child.name), 'person.show', { id: child.id, purpose: '看看' }), refused('right.missing'))
  await within(self(child.id, child.name), async ({ sql }) => assert.equal((await sql`select id from registry.person`).length, 1))
})

test('at a window of another county: name and number, then the person\'s own chair, and a trace', async () => {
  const gu = await register(song, '阿依古丽·买买提')
  const attend = (name: string, identity: string) => call(han, 'window.attend', { name, identity, manner: 'present' })
  await assert.rejects(attend('阿依古丽·买提', gu.identity), refused('person.unknown'))
  await assert.rejects(attend(gu.name, numberOf('1946-02-03')), refused('person.unknown'))
  await assert.rejects(attend(gu.name, '不是号码'), refused('person.unknown'))
  const first = await attend(gu.name, gu.identity)
  const there = await attend(' 阿依古丽•买买提 ', gu.identity.toLowerCase())
  assert.deepEqual([there.person, there.age, there.expires_at], [gu.id, 80, '2026-11-22T02:30:00.000Z'])
  const seen = await call(han, 'window.attendances')
  assert.deepEqual(seen.items.map((one: { attendance: string; open: boolean }) => [one.attendance, one.open]), [[there.attendance, true], [first.attendance, false]])
  const serving: Seat = { ...han, chair: 'self', person: gu.id, personName: gu.name, attendance: there.attendance }
  for (const more of ['person.mine', 'person.lookers']) await assert.rejects(call(serving, more), refused('right.missing'))
  const looks = await call(self(gu.id, gu.name), 'person.lookers')
  assert.deepEqual(looks.items.map((one: { purpose: string; place_name: string; times: number }) => [one.purpose, one.place_name, one.times]),
    [['窗口接待核验', '鹭滩社区', 2]])
  await call(han, 'window.leave', { attendance: there.attendance })
  await assert.rejects(call({ ...han, actor: newId() }, 'window.leave', { attendance: there.attendance }), refused('found.nothing'))
  await assert.rejects(call(song, 'window.attend', { name: gu.name, identity: gu.identity, manner: 'present' }), refused('right.missing'))
})

test('a clerk who guesses is stopped, and the guesses count though they fail', async () => {
  const guesser = desk('window_clerk', '329902001001', '试探者')
  const results = await Promise.allSettled(Array.from({ length: 3 }, () => call(guesser, 'window.attend', { name: '甲', identity: '1', manner: 'present' })))
  for (const one of results) if (one.status === 'rejected') refused('person.unknown')(one.reason)
  for (let n = 4; n <= 40; n++) await assert.rejects(call(guesser, 'window.attend', { name: '甲', identity: '1', manner: 'present' }), refused('person.unknown'))
  await assert.rejects(call(guesser, 'window.attend', { name: '甲', identity: '1', manner: 'present' }), refused('rate.exceeded'))
})

test('the roster is paged by key in order of pinyin, filtered by age, and not searched above a town', async () => {
  for (const name of ['单雄', '阿宝', '䶮生', '张三', '𠅤一', '李四']) await register(ding, name, {}, name === '张三' ? '1946-11-22' : '1946-11-23')
  const names: string[] = []
  let after: string | null | undefined
  do {
    const page: { items: { name: string }[]; next: string | null; count: object } = await call(ding, 'person.list', { limit: 2, ...(after && { after }) })
    names.push(...page.items.map(one => one.name))
    assert.deepEqual(page.count, { n: 6, exact: true })
    after = page.next
  } while (after)
  assert.equal(names.length, 6)
  assert.equal(new Set(names).size, 6)
  assert.deepEqual(names.filter(name => !name.includes('𠅤')), ['阿宝', '李四', '单雄', '䶮生', '张三'])
  assert.deepEqual((await call(ding, 'person.list', { min_age: 80 })).items.map((one: { name: string }) => one.name), ['张三'])
  assert.deepEqual((await call(ding, 'person.list', { text: '𠅤' })).count, { n: 1, exact: true })
  const county = desk('street_examiner', '329901', '区级')
  await assert.rejects(call(county, 'person.list', { text: '张三' }), refused('input.invalid', 'text'))
  assert.equal((await call(county, 'person.list', { place: nextVillage, text: '张三' })).items.length, 1)
  for (const forged of ['%%%', 'WyJhIl0', Buffer.from('["a","b"]').toString('base64url')]) await assert.rejects(call(ding, 'person.list', { after: forged }), refused('input.invalid', 'after'))
})

test('every column that bears a fact is a registered element, and every element is in the catalogue', async () => {
  const columns = await db.admin<{ name: string }[]>`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    where c.table_schema = 'registry' and c.table_name in ('person', 'dwelling', 'household', 'member', 'organisation', 'post', 'membership', 'former_name')`
  const known = new Set([...structural, ...declared.flatMap(one => one.columns)])
  assert.deepEqual(columns.map(({ name }) => name).filter(name => !known.has(name)), [])
  assert.deepEqual([...known].filter(name => !columns.some(column => column.name === name)), [])
  const { items } = await call(song, 'element.list')
  assert.equal(items.length, declared.length)
  assert.equal((await db.admin`select id from registry.element`).length, declared.length)
  assert.equal(await syncElements(db.admin), 0)
})

test('a person with a name of 30 characters, and organisations with their holders', async () => {
  const long = '阿卜杜热合曼·买买提吐尔逊·阿布都克里木·艾合买提江·吾甫尔'
  const { id } = await register(song, long)
  assert.equal((await call(song, 'person.show', { id, purpose: '核对' })).person.name, long)
  const organisation = newId()
  const [post, membership] = [newId(), newId()]
  await db.admin`insert into registry.organisation (county, id, place, name, kind, founded_on) values ('329901', ${organisation}, ${community}, '荷风社区居民委员会', 'residents_committee', '2003-09-10')`
  await db.admin`insert into registry.post (county, id, place, organisation, title, seats) values ('329901', ${post}, ${community}, ${organisation}, '主任', 1)`
  await db.admin`insert into registry.membership (county, id, place, post, person, person_name, since) values ('329901', ${membership}, ${community}, ${post}, ${id}, ${long}, '2026-01-18')`
  const page = await call(song, 'organisation.list')
  assert.deepEqual(page.items, [{ id: organisation, name: '荷风社区居民委员会', kind: 'residents_committee', kind_name: '居民委员会', place: community, credit_code: null, founded_on: '2003-09-10', phone: null,
    posts: [{ id: post, title: '主任', seats: 1, holders: [{ id: membership, name: long, since: '2026-01-18', until: null }] }] }])
  assert.deepEqual((await call(xia, 'organisation.list')).items, [])
})
