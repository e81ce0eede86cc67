import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { cast } from '../../server/demo/index.ts'
import { involve } from '../../server/engines/process/index.ts'
import { openDatabase, serverScope, type Query, type Scope } from '../../server/kernel/db/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { inDatabase } from '../secrets.ts'

// What a chair may write when it goes past every operation: no more than its operations need.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const as = <T>(scope: Scope, work: (sql: Query) => PromiseLike<T>) => house.platform.database.transact(scope, 'write', async ({ sql }) => await work(sql))
const desk = (low: string, actor = ''): Scope => ({ chair: 'desk', low, person: '', actor })
const self = (person: string): Scope => ({ chair: 'self', low: '', person, actor: person })

test('the working calendar is the province’s to enter', async () => {
  const edition = (sql: Query, serial: number) => sql`insert into law.calendar_edition (year, edition, notice, serial) values (2098, ${serial}, '通知', ${serial})`
  const day = (sql: Query) => sql`insert into law.calendar_day (year, edition, date, kind, name) values (2026, 1, '2026-03-04', 'holiday', '自己放假')`
  for (const low of ['329901', '329901001', '3299']) {
    await assert.rejects(as(desk(low), sql => edition(sql, 900)), /row-level security/)
    await assert.rejects(as(desk(low), day), /row-level security/)
  }
  await as(desk('32'), sql => edition(sql, 901))
})

test('the history of the tree is written by who sits above all that it names', async () => {
  const [street] = await house.admin<{ id: string; valid_from: string }[]>`select id, valid_from from territory.place where code = '329901001' and valid_to is null`
  const event = (sql: Query) => sql`insert into territory.succession (id, kind, effective, basis, before, after)
    values (${newId()}, 'renamed', ${street!.valid_from}, '批复', array[${street!.id}]::uuid[], array[${street!.id}]::uuid[])`
  for (const low of ['329902', '329901100', '329901001001']) await assert.rejects(as(desk(low), event), /row-level security/)
  await assert.rejects(as(desk('32'), sql => sql`insert into territory.succession (id, kind, effective, basis, before, after) values (${newId()}, 'renamed', '2026-01-01', 'x', '{}', '{}')`), /row-level security/)
  await as(desk('329901'), event)
})

test('a person changes what a person declares, and neither who they are nor where their case lies', async () => {
  const lu = cast.lu.person
  for (const column of ['name', 'birth_date', 'sex', 'identity_sealed', 'identity_masked', 'place', 'county', 'registered_at']) {
    await assert.rejects(as(self(lu), sql => sql`update registry.person set ${sql(column)} = ${sql(column)} where id = ${lu}`), /permission denied/, column)
  }
  await assert.rejects(as(self(lu), sql => sql`insert into registry.person (county, id, place, name) values ('329901', ${lu}, '329901', 'x')`), /permission denied/)
  for (const column of ['place', 'person', 'title', 'process', 'version', 'topic', 'rule', 'data', 'opened_at', 'single']) {
    await assert.rejects(as(self(lu), sql => sql`update process."case" set ${sql(column)} = ${sql(column)}`), /permission denied/, column)
  }
  for (const column of ['place', 'person', 'name', 'fires', 'unit']) {
    await assert.rejects(as(self(lu), sql => sql`update process.clock set ${sql(column)} = ${sql(column)}`), /permission denied/, column)
  }
  const done = await as(self(lu), sql => sql`update registry.person set address = address where id = ${lu}`)
  assert.equal(done.count, 1)
})

test('nobody writes in another’s name', async () => {
  const { song, xia } = cast
  const letter = (actor: string) => (sql: Query) => sql`insert into kernel.outbox ${sql({ county: '329901', id: newId(), place: '329901001001', actor, topic: 'x', payload: sql.json({}) })}`
  const entry = (actor: string) => (sql: Query) => sql`insert into ledger.entry ${sql({ county: '329901', id: newId(), place: '329901001001', place_then: '329901001001', at: '2026-01-01T00:00:00Z', actor, actor_name: 'x', office: 'x', chair: 'desk', verb: 'x', operation: 'x', suite: 'sm', salt: Buffer.from('x'), digest: Buffer.from('x') })}`
  for (const write of [letter, entry]) {
    await assert.rejects(as(desk('329901001001', song.person), write(xia.person)), /row-level security/)
    await as(desk('329901001001', song.person), write(song.person))
  }
})

test('an older letter that comes late changes nothing at the receiving place', async () => {
  const told = (state: string, updated_at: string) => ({ id: randomUUID(), at: updated_at, topic: 'case.involve', place: '329901001001', payload: {
    at: '329902001001', number: '329901-20260101-000001', topic: 'x', title: '津贴', person_name: '某某', state, opened_at: '2026-01-01T00:00:00Z', updated_at,
  } })
  const state = async () => (await house.admin<{ state: string }[]>`select state from process.involvement where number = '329901-20260101-000001'`)[0]!.state
  const hear = (what: string, at: string) => as(serverScope, sql => involve(sql, told(what, at)))
  await hear('accepted', '2026-01-03T00:00:00Z')
  await hear('submitted', '2026-01-01T00:00:00Z')
  assert.equal(await state(), 'accepted')
  await hear('granted', '2026-01-04T00:00:00Z')
  assert.equal(await state(), 'granted')
})

test('the platform does not serve as a superuser, nor as a role that owns what row security guards', async () => {
  await assert.rejects(openDatabase({ url: inDatabase(process.env.GONGZHI_TEST_ADMIN_URL!, new URL(house.databaseUrl).pathname.slice(1)) }), /拒绝以数据库角色/)
  const name = `keeper_${randomUUID().slice(0, 8)}`
  await house.admin.unsafe(`create role ${name} login noinherit password 'x'; grant connect on database "${new URL(house.databaseUrl).pathname.slice(1)}" to ${name}`).simple()
  const url = inDatabase(house.databaseUrl, new URL(house.databaseUrl).pathname.slice(1), { user: name, password: 'x' })
  try {
    await (await openDatabase({ url })).close()
    await house.admin.unsafe(`grant gongzhi_owner to ${name}`)
    await assert.rejects(openDatabase({ url }), new RegExp(`拒绝以数据库角色 ${name} `))
  } finally {
    await house.admin.unsafe(`drop owned by ${name}; drop role ${name}`).simple()
  }
})
