import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import * as household from '../../contract/household.ts'
import * as people from '../../contract/person.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { numberOf } from '../exchange/tables.ts'
import { openTestHouse, population, refusal, refused, type TestHouse } from '../house.ts'

// One person who was registered twice becomes one, with both histories; and two again, each as it was.

let house: TestHouse
let xia: Seat
let meng: Seat
before(async () => {
  house = await openTestHouse()
  xia = house.seat('xia')
  meng = house.seat('meng')
})
after(() => house.close())

let serial = 0
/** Two records of one person: the first by the window, the second under a number that was typed wrong. */
async function twice(facts: readonly { of: 'kept' | 'gone'; element: string; value: unknown }[] = [], together = false): Promise<{ kept: string; gone: string }> {
  const name = `重${String.fromCharCode(0x4e00 + serial++)}`
  const register = async (more: { household?: string; relation?: string; distinct?: boolean; phone?: string } = {}) =>
    (await house.call(xia, people.register, { name, identity: numberOf('1955-05-05'), place: xia.place, address: `${name}家`, purpose: '登记', ...more })).id
  const kept = await register()
  const [home] = await house.admin<{ household: string }[]>`select household from registry.member where person = ${kept} and until is null`
  const gone = await register({ distinct: true, phone: '13800001111', ...together && { household: home!.household, relation: '80' } })
  await house.admin`update registry.person set sex = '1' where id in (${kept}, ${gone})`
  for (const { of, element, value } of facts) await house.call(xia, people.record, { id: of === 'kept' ? kept : gone, element, value, source: 'collected', purpose: '走访' })
  return { kept, gone }
}

/** Everything that lies anywhere about these two, but the record of what was done and the notice that says so. */
async function everything(ids: string[]): Promise<Record<string, unknown>> {
  const tables = await house.admin<{ name: string; column: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.atttypid = 'uuid'::regtype and n.nspowner = 'gongzhi_owner'::regrole and not a.attisdropped
      and (a.attname in ('person', 'subject') or (n.nspname = 'registry' and c.relname = 'person' and a.attname = 'id')) and n.nspname <> 'ledger' and c.relname not in ('look', 'outbox', 'sending') order by 1, 2`
  const found: Record<string, unknown> = {}
  for (const { name, column } of tables) found[`${name}.${column}`] = await house.admin.unsafe(`select to_jsonb(t) as row from ${name} t where ${column} = any ($1) and to_jsonb(t) ->> 'title' is distinct from '合并重复登记' order by to_jsonb(t)::text`, [ids])
  found.homes = await house.admin`select to_jsonb(h) from registry.household h where head = any (${ids}) order by id`
  return found
}
const asked = async (ask: household.LifeAsk) => {
  const preview = await house.call(xia, household.preview, { ask })
  return { preview, ...await house.call(xia, household.ask, { ask, seen: preview.seen, reason: '同一个人登记了两次' }) }
}
async function merged(kept: string, gone: string): Promise<string> {
  const { id } = await asked({ kind: 'same', person: kept, other: gone })
  const { preview } = await house.call(meng, household.show, { id })
  await house.call(meng, household.decide, { id, accept: true, seen: preview!.seen, answer: '两份材料都是他' })
  return id
}

test('two records become one that is found by both numbers, with what only the second knew and both histories', async () => {
  const { kept, gone } = await twice([{ of: 'gone', element: 'person.occupation', value: '瓦工' }, { of: 'kept', element: 'person.education', value: '70' }, { of: 'gone', element: 'person.education', value: '60' }])
  const found = await house.call(xia, household.doubles, {})
  const pair = found.items.find(one => [one.one.person, one.other.person].includes(kept))!
  assert.equal(pair.why, '同名且同一天出生')
  const before = (await house.call(xia, people.list, {})).count.n
  assert.equal((await house.call(house.seat('ding'), household.doubles, {})).items.length, 0)
  assert.equal(await refused(house.call(house.seat('ding'), household.preview, { ask: { kind: 'same', person: kept, other: gone } })), 'found.nothing')
  await merged(kept, gone)
  assert.equal((await house.call(xia, people.list, {})).count.n, before - 1)
  assert.equal(await refused(house.call(xia, people.show, { id: gone, purpose: '核对' })), 'found.nothing')
  const { facts, person } = await house.call(xia, people.show, { id: kept, purpose: '核对' })
  assert.deepEqual(['person.occupation', 'person.education', 'person.phone'].map(id => facts.find(one => one.element === id)?.shown), ['瓦工', '初中', '138****1111'])
  assert.equal(person.phone_masked, '138****1111')
  assert.equal((await house.call(xia, people.unmask, { id: kept, element: 'person.phone', reason: '联系' })).value, '13800001111', 'sealed anew for whom it is kept')
  const [{ n, past }] = await house.admin<[{ n: number; past: number }]>`select (select count(*) from registry.identity where person = ${kept}) as n,
    (select count(*) from registry.assertion where subject = ${gone} and ended_at is not null) as past`
  assert.equal(n, 2)
  assert.ok(past > 8, 'what the second was said to be stays')
  const history = await house.call(xia, people.factHistory, { id: kept, element: 'person.education' })
  assert.deepEqual(history.facts.map(one => [one.shown, one.ended_at !== null]), [['普通高中', true], ['初中', false]])
})

test('made one and two again, every row is as it was, whatever they had', async () => {
  const fact = fc.record({ of: fc.constantFrom('kept' as const, 'gone' as const), element: fc.constantFrom('person.occupation', 'person.employer', 'person.education', 'person.living_arrangement'), value: fc.constantFrom('70', '60') })
    .map(one => (one.element === 'person.living_arrangement' ? { ...one, value: one.value === '70' ? '1' : '2' } : one))
  await fc.assert(fc.asyncProperty(fc.array(fact, { maxLength: 5 }), fc.boolean(), async (facts, together) => {
    const { kept, gone } = await twice(facts, together)
    await house.admin`insert into message.message (county, id, place, person, title, body, at) values ('329901', gen_random_uuid(), ${xia.place}, ${gone}, '提醒', '请核对', now())`
    await house.admin`insert into account.account (id, login, person, person_county, name, password, staff) values (gen_random_uuid(), ${gone}, ${gone}, '329901', '重', 'x', false)`
    const was = await everything([kept, gone])
    const id = await merged(kept, gone)
    assert.notDeepEqual(await everything([kept, gone]), was)
    const counted = await house.admin`select place, kind, n from kernel.counter where kind = 'person' order by 1`
    await house.call(meng, household.undo, { id, reason: '是两个人' })
    const is = await everything([kept, gone])
    for (const name of Object.keys(was)) assert.deepEqual(is[name], was[name], name)
    assert.equal(await refused(house.call(meng, household.undo, { id, reason: '再还原' })), 'household.decided')
    assert.notDeepEqual(await house.admin`select place, kind, n from kernel.counter where kind = 'person' order by 1`, counted)
  }), { numRuns: 8 })
  const [{ off }] = await house.admin<[{ off: number }]>`select count(*) as off from (select left(place, 9) as place, count(*) as n from registry.person group by 1) p
    join (select place, sum(n) as n from kernel.counter where kind = 'person' group by 1) c using (place) where p.n <> c.n`
  assert.equal(off, 0)
})

test('what was learnt after the merge stays with the first; what the second had goes back', async () => {
  const { kept, gone } = await twice([{ of: 'gone', element: 'person.occupation', value: '瓦工' }])
  const id = await merged(kept, gone)
  await house.call(xia, people.record, { id: kept, element: 'person.occupation', value: '木工', source: 'collected', purpose: '走访' })
  await house.call(meng, household.undo, { id, reason: '是两个人' })
  const held = async (one: string) => (await house.call(xia, people.show, { id: one, purpose: '核对' })).facts.find(each => each.element === 'person.occupation')?.shown
  assert.deepEqual([await held(kept), await held(gone)], ['木工', '瓦工'])
})

test('a record of somebody who is registered as dead is not made part of one who lives: nobody dies by it', async () => {
  const { kept, gone } = await twice()
  const dead = { kind: 'death' as const, person: gone, on: '2026-11-01' }
  const preview = await house.call(xia, household.preview, { ask: dead })
  const { id } = await house.call(xia, household.ask, { ask: dead, seen: preview.seen, reason: '死亡证明' })
  await house.call(meng, household.decide, { id, accept: true, seen: preview.seen, answer: '属实' })
  assert.match((await refusal(asked({ kind: 'same', person: kept, other: gone }))).message, /已登记死亡，另一份登记在世/)
})

test('with a matter under way, an office, or a household to head, a record is not made part of another', async () => {
  const elder = population.persons.find(one => one.place.startsWith(xia.place) && one.birth_date < '1945' && one.alive && one.hukou_place.startsWith('329901100'))!
  const head = population.households.find(one => one.place.startsWith(xia.place) && one.head !== elder.id && population.members.filter(each => each.household === one.id).length > 2
    && population.persons.find(each => each.id === one.head)!.sex === elder.sex && population.persons.find(each => each.id === one.head)!.alive)!.head
  assert.match((await refusal(asked({ kind: 'same', person: elder.id, other: head }))).message, /请先变更户主/)
  const { kept, gone } = await twice()
  await house.admin`insert into process."case" (county, number, place, process, version, topic, rule, title, person, person_name, state, seq, opened_at, data)
    values ('329901', '329901-20261101-999999', '329901100', 'x', 1, 'x', 'x', '优待证', ${gone}, '重', 'submitted', 1, now(), '{}')`
  assert.match((await refusal(asked({ kind: 'same', person: kept, other: gone }))).message, /1 件事正在办，请办结以后再合并/)
})
