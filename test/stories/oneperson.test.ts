import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import * as household from '../../contract/household.ts'
import * as people from '../../contract/person.ts'
import * as place from '../../contract/place.ts'
import { beijingDay } from '../../contract/time.ts'
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
  // The window said that they are two; a second look at the documents says otherwise.
  const { finding } = (await house.call(xia, household.doubles, {})).unlike.find(one => [one.one.person, one.other.person].includes(gone))!
  assert.match((await refusal(house.call(xia, household.preview, { ask: { kind: 'same', person: kept, other: gone } }))).message, /夏建芳已于 .* 认定这两份登记不是同一人：登记时核对/)
  await house.call(xia, household.alikeAgain, { finding, reason: '号码是打错的' })
  for (const { of, element, value } of facts) await house.call(xia, people.record, { id: of === 'kept' ? kept : gone, element, value, source: 'collected', purpose: '走访' })
  return { kept, gone }
}

/** Everything that lies anywhere about these two, but the record of what was done and the notice that says so. */
async function everything(ids: string[]): Promise<Record<string, unknown>> {
  const tables = await house.admin<{ name: string; column: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.atttypid = 'uuid'::regtype and n.nspowner = 'gongzhi_owner'::regrole and not a.attisdropped
      and (a.attname in ('person', 'subject') or (n.nspname = 'registry' and c.relname = 'person' and a.attname = 'id')) and n.nspname <> 'ledger' and c.relname not in ('look', 'outbox', 'sending', 'unlike') order by 1, 2`
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

test('found to be two people they leave the list, are not merged, and come back with new evidence; the next village knows of neither', async () => {
  const { kept, gone } = await twice()
  const pairs = async (seat = xia) => (await house.call(seat, household.doubles, {}))
  const listed = async () => (await pairs()).items.some(one => [one.one.person, one.other.person].includes(kept))
  assert.equal(await listed(), true)
  const ding = house.seat('ding')
  assert.equal(await refused(house.call(ding, household.unlike, { one: kept, other: gone, reason: '看错' })), 'found.nothing')
  const { finding } = await house.call(xia, household.unlike, { one: kept, other: gone, reason: '两本户口簿，堂兄弟。' })
  assert.equal(await listed(), false)
  const found = (await pairs()).unlike.find(one => one.finding === finding)!
  assert.deepEqual([found.found_name, found.reason], ['夏建芳', '两本户口簿，堂兄弟。'])
  assert.equal((await refusal(asked({ kind: 'same', person: gone, other: kept }))).message.includes('不是同一人：两本户口簿，堂兄弟。有新的凭证'), true)
  assert.match((await refusal(house.call(meng, household.unlike, { one: gone, other: kept, reason: '再说一次' }))).message, /夏建芳已于/)
  assert.deepEqual([(await pairs(ding)).unlike.length, await refused(house.call(ding, household.alikeAgain, { finding, reason: '看错' }))], [0, 'found.nothing'])
  await house.call(meng, household.alikeAgain, { finding, reason: '号码是打错的' })
  assert.equal(await listed(), true)
  assert.equal(await refused(house.call(meng, household.alikeAgain, { finding, reason: '再撤' })), 'found.nothing')
})

test('a merge that is undone says that they are two; what a third was found to be stays found of who was merged', async () => {
  const { kept, gone } = await twice()
  const third = (await house.call(xia, people.register, { name: '另三', identity: numberOf('1955-05-06'), place: xia.place, address: '另三家', purpose: '登记' })).id
  await house.call(xia, household.unlike, { one: gone, other: third, reason: '不是一个人' })
  const id = await merged(kept, gone)
  await house.admin`update registry.person set sex = '1' where id = ${third}`
  assert.match((await refusal(asked({ kind: 'same', person: kept, other: third }))).message, /认定这两份登记不是同一人/)
  await house.call(meng, household.undo, { id, reason: '是两个人' })
  assert.match((await refusal(asked({ kind: 'same', person: kept, other: gone }))).message, /孟瑶已于 .*是两个人/)
  assert.match((await refusal(asked({ kind: 'same', person: gone, other: third }))).message, /不是一个人/)
})

test('what either record says may change before it is agreed to: then it is seen anew first', async () => {
  const { kept, gone } = await twice([{ of: 'gone', element: 'person.occupation', value: '瓦工' }])
  const { id, preview } = await asked({ kind: 'same', person: kept, other: gone })
  assert.deepEqual(preview.people[0]!.lines.find(one => one.what === '职业'), { what: '职业', before: '无', after: '瓦工' })
  await house.call(xia, people.record, { id: kept, element: 'person.occupation', value: '木工', source: 'collected', purpose: '走访' })
  assert.equal(await refused(house.call(meng, household.decide, { id, accept: true, seen: preview.seen, answer: '同一个人' })), 'household.stale')
  const now = await house.call(meng, household.show, { id })
  assert.equal(now.stale, true)
  assert.match(now.preview!.people[0]!.lines.find(one => one.what === '职业')!.after, /^木工（另一份登记的“瓦工”留在历史里）$/)
  assert.deepEqual(await house.call(meng, household.decide, { id, accept: true, seen: now.preview!.seen, answer: '同一个人' }), { state: 'applied' })
})

test('of two merges in a row the later is undone first; before that nothing is half put back', async () => {
  const { kept, gone } = await twice()
  const [first, another] = [await merged(kept, gone), (await house.call(xia, people.register, { name: '重末', identity: numberOf('1955-05-05'), place: xia.place, address: '重末家', purpose: '登记' })).id]
  await house.admin`update registry.person set sex = '1' where id = ${another}`
  const was = await everything([kept, gone, another])
  const second = await merged(another, kept)
  const between = await everything([kept, gone, another])
  assert.equal((await refusal(house.call(meng, household.undo, { id: first, reason: '是两个人' }))).message, '现在还不能还原：保留的那份登记后来又并入了另一份，请先还原那一次合并。')
  assert.deepEqual(await everything([kept, gone, another]), between)
  await house.call(meng, household.undo, { id: second, reason: '是两个人' })
  const is = await everything([kept, gone, another])
  for (const name of Object.keys(was)) assert.deepEqual(is[name], was[name], name)
  await house.call(meng, household.undo, { id: first, reason: '是两个人' })
  assert.equal((await house.call(xia, people.show, { id: gone, purpose: '核对' })).person.id, gone)
})

test('after the village became a community a merge is undone where the records lie now', async () => {
  const { kept, gone } = await twice([{ of: 'gone', element: 'person.occupation', value: '瓦工' }])
  const id = await merged(kept, gone)
  await house.call(house.seat('yan'), place.reorganise, {
    event: { kind: 'converted', code: xia.place, new_code: '329901100050', name: '稻禾社区居委会', type: '居委会' }, effective: beijingDay(new Date().toISOString()), basis: '民政局批复',
  })
  const there = { ...xia, place: '329901100050' }
  await house.call(meng, household.undo, { id, reason: '是两个人' })
  const { person, facts, household: home } = await house.call(there, people.show, { id: gone, purpose: '核对' })
  assert.deepEqual([person.place, facts.find(one => one.element === 'person.occupation')?.shown, home?.members.length], ['329901100050', '瓦工', 1])
  const [{ n, kept: counted }] = await house.admin<[{ n: number; kept: number }]>`select (select count(*) from registry.person where place like '329901100%') as n,
    (select sum(n)::bigint from kernel.counter where kind = 'person' and place like '329901100%') as kept`
  assert.equal(n, counted)
})
