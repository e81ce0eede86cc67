import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as exchange from '../../contract/exchange.ts'
import * as household from '../../contract/household.ts'
import * as message from '../../contract/message.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { importRules } from '../../server/ground/law/index.ts'
import { secondRule } from '../../server/ground/registry/index.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { answersTo } from './answers.ts'
import { families, nameOf, relatives } from './families.ts'
import { numberOf } from '../exchange/tables.ts'
import { openTestHouse, personOf, population, publicSeat, refusal, refused, type TestHouse } from '../house.ts'

// What happens to households: asked, previewed, agreed to by somebody else, written with dates; the next village sees nothing.

let house: TestHouse
let xia: Seat
let meng: Seat
let ding: Seat
before(async () => {
  house = await openTestHouse()
  xia = house.seat('xia')
  meng = house.seat('meng')
  ding = house.seat('ding')
  // This county is stricter than the province: to register a newborn takes two as well.
  await importRules(house.admin, [{
    id: secondRule, version: 1, place: '329901', title: '户内变动由两人办理', level: 'county', valid_from: '2026-01-01', verified: false, source: '柳湖区规定', params: { add: { value: 1 } },
  }])
})
after(() => house.close())

const { familyOf, shown, asked, decided } = families(() => ({ house, xia }))
const inCast = new Set(population.cast.map(one => one.person))
const rows = (person: string) => house.admin`select household, relation, since::text, until::text from registry.member where person = ${person} order by since, until nulls last`

describe('one household', () => {
  test('a newborn is added: previewed, agreed to by another, registered; the number lies nowhere in clear; the next village sees nothing', async () => {
    const home = familyOf(3)
    const identity = numberOf('2026-10-01')
    const ask: household.LifeAsk = { kind: 'add', household: home.id, relation: '20', newcomer: { name: '夏小满', identity } }
    const before = (await house.call(xia, people.list, {})).count.n
    const { id, preview, state } = await asked(xia, ask, '出生登记')
    assert.equal(state, 'open')
    assert.deepEqual(preview.households[0]!.after!.members.map(one => one.mark).sort(), ['new', 'same', 'same', 'same'])
    assert.equal((await house.call(xia, people.list, {})).count.n, before, 'asking writes nobody')
    const [kept] = await house.admin<{ ask: string }[]>`select ask::text from registry.life where id = ${id}`
    assert.ok(!kept!.ask.includes(identity))
    assert.equal(await refused(house.call(xia, household.decide, { id, accept: true, seen: preview.seen, answer: '自己批' })), 'household.second')
    for (const seat of [ding, house.seat('song')]) {
      assert.equal(await refused(house.call(seat, household.show, { id })), 'found.nothing')
      assert.equal(await refused(house.call(seat, household.preview, { ask })), 'found.nothing')
      assert.equal((await house.call(seat, household.list, {})).items.length, 0)
    }
    assert.deepEqual(await decided(meng, id), { state: 'applied' })
    assert.equal(await refused(house.call(meng, household.decide, { id, accept: true, seen: preview.seen, answer: '再批' })), 'household.decided')
    assert.equal((await house.call(xia, people.list, {})).count.n, before + 1)
    const [child] = (await house.call(xia, people.list, { text: '夏小满' })).items
    const record = await shown(child!.id)
    assert.equal(record.household!.id, home.id)
    assert.equal(record.facts.find(one => one.element === 'person.name')!.purpose, '新增成员：出生登记')
    await house.platform.sweeper.once()
    const told = await house.admin<{ body: string }[]>`select body from message.message where person = ${home.head} order by id desc limit 1`
    assert.match(told[0]!.body, /新增成员已经核对生效。.*不代替公安机关的户籍登记/)
    // The same number again, and somebody who looks alike, are told on this way in as on every other.
    assert.equal(await refused(asked(xia, { ...ask, relation: '21' }).then(({ id: again }) => decided(meng, again))), 'identity.taken')
    const alike = await asked(xia, { ...ask, newcomer: { name: '夏小满', identity: numberOf('2026-10-01') } })
    assert.match(alike.preview.alike!, /同名且同一天出生/)
    assert.equal(await refused(decided(meng, alike.id)), 'person.alike')
    const { preview: seen } = await house.call(meng, household.show, { id: alike.id })
    await house.call(meng, household.decide, { id: alike.id, accept: true, seen: seen!.seen, answer: '双胞胎之一，已核对', distinct: true })
  })

  test('in a county without that rule one person registers a newborn, and looks first who looks alike', async () => {
    const han = { ...house.seat('han'), office: 'community_worker', actor: personOf('jiang').id, actorName: '鹭滩工作者' }
    const home = familyOf(3, han.place)
    const ask = { kind: 'add' as const, household: home.id, relation: '20', newcomer: { name: '鹭小小', identity: numberOf('2026-10-02') } }
    assert.equal((await asked(han, ask)).state, 'applied')
    const again = { ...ask, newcomer: { ...ask.newcomer, identity: numberOf('2026-10-02') } }
    assert.equal(await refused(asked(han, again)), 'person.alike')
    assert.equal((await asked(han, { ...again, newcomer: { ...again.newcomer, distinct: true } })).state, 'applied')
  })

  test('somebody goes over to another household; the older membership ends with its date, two who decide race', async () => {
    const [from, to] = [familyOf(3), familyOf(2)]
    const person = from.others[0]!
    const { id, preview } = await asked(xia, { kind: 'transfer', person, household: to.id, relation: '80' })
    assert.deepEqual(preview.people.find(one => one.person === person)!.lines.map(one => one.what).includes('所在的户'), true)
    const waits = async (seat: typeof meng) => (await house.call(seat, household.list, { for_me: true })).items.some(one => one.id === id)
    assert.deepEqual([await waits(meng), await waits(xia), await waits({ ...meng, place: '329902001001' })], [true, false, false], 'it waits for who may decide it')
    const tang = { ...meng, actor: personOf('qian').id, actorName: '第二人' }
    const results = await Promise.allSettled([decided(meng, id), decided(tang, id)])
    assert.deepEqual(results.map(one => one.status).sort(), ['fulfilled', 'rejected'])
    const lost = results.find(one => one.status === 'rejected') as PromiseRejectedResult
    assert.ok(['household.decided', 'household.stale'].includes(lost.reason.code), lost.reason.code)
    const held = await rows(person)
    assert.equal(held.length, 2)
    assert.ok(held[0]!.until !== null && held[1]!.until === null)
    assert.equal((await shown(person)).household!.id, to.id)
    assert.equal(await refused(house.call(xia, household.preview, { ask: { kind: 'transfer', person: from.head, household: to.id, relation: '80' } })), 'household.not_possible')
  })

  test('what has changed since it was seen is refused, with the new preview at hand', async () => {
    const home = familyOf(4)
    const split: household.LifeAsk = { kind: 'split', household: home.id, head: home.others[0]!, members: relatives([home.others[0]!]), address: '新屋1号' }
    const { id } = await asked(xia, split)
    const { preview: old } = await house.call(meng, household.show, { id })
    const other = await asked(xia, { kind: 'head', household: home.id, head: home.others[1]!, members: relatives(home.members.filter(one => one !== home.others[1]!)) })
    await decided(meng, other.id)
    assert.equal((await refusal(house.call(meng, household.decide, { id, accept: true, seen: old!.seen, answer: '同意' }))).message, '您看过预览以后情况又有变动，请按最新的预览重新核对。')
    const now = await house.call(meng, household.show, { id })
    assert.equal(now.stale, true)
    assert.equal(now.preview!.households[0]!.before!.members[0]!.name, nameOf(home.others[1]!))
    await decided(meng, id)
    const record = await shown(home.others[0]!)
    assert.deepEqual([record.household!.address, record.household!.members.length], ['新屋1号', 1])
    assert.equal(record.facts.find(one => one.element === 'person.residence_address')!.shown, '新屋1号')
    assert.equal((await shown(home.head)).household!.members[0]!.name, nameOf(home.others[1]!))
  })

  test('two households become one; the emptied one ends', async () => {
    const [stays, comes] = [familyOf(2), familyOf(2)]
    const { id, preview } = await asked(xia, { kind: 'merge', household: stays.id, other: comes.id, members: relatives(comes.members) })
    assert.ok(preview.warnings.some(one => one.includes('同时销户')))
    assert.equal(preview.households.find(one => one.after === null) !== undefined, true)
    await decided(meng, id)
    assert.equal((await shown(stays.head)).household!.members.length, 4)
    const [ended] = await house.admin<{ ended: string | null }[]>`select ended_on::text as ended from registry.household where id = ${comes.id}`
    assert.ok(ended!.ended)
  })

  test('a worker does nothing in the household in which they live', async () => {
    const home = population.members.find(one => one.person === xia.actor)
    assert.ok(home)
    assert.equal(await refused(house.call(xia, household.preview, { ask: { kind: 'apart', person: xia.actor!, resides: 'away', address: '县城' } })), 'right.own')
  })

  test('where one lives and where one is registered may differ: written at once where the rules ask for no second person', async () => {
    const home = familyOf(2)
    const { state } = await asked(xia, { kind: 'apart', person: home.head, resides: 'away', address: '上海市某区某路1号' }, '外出务工')
    assert.equal(state, 'applied')
    const { person, facts } = await shown(home.head)
    assert.deepEqual([person.resides, person.address], ['户籍在此，外出', '上海市某区某路1号'])
    assert.equal(facts.find(one => one.element === 'person.resides')!.organ, '稻禾村')
  })
})

describe('written at once', () => {
  test('what changed while it was asked for is seen under lock, not written over', async () => {
    const home = familyOf(2)
    const ask = { kind: 'apart' as const, person: home.others[0]!, resides: 'away' as const, address: '苏州市某路3号' }
    const { seen } = await house.call(xia, household.preview, { ask })
    let late: Promise<string> | undefined
    await house.admin.begin(async tx => {
      await tx`select 1 from registry.household where id = ${home.id} for update`
      await tx`select 1 from registry.person where id = any (${home.members}::uuid[]) order by id for update`
      await tx`update registry.member set relation = '99' where household = ${home.id} and person = ${ask.person} and until is null`
      late = refused(house.call(xia, household.ask, { ask, seen, reason: '外出' }))
      await new Promise(done => setTimeout(done, 800))
    })
    assert.equal(await late, 'household.stale')
  })
})

describe('death', () => {
  test('ends the membership on its date, tells whoever has a matter in hand, shuts the account, and mended opens it again', async () => {
    const zhang = house.seat('zhang')
    const elder = population.persons.find(one => one.place.startsWith('329901001') && one.birth_date < '1946-11-01' && one.alive && one.hukou_place.startsWith('329901001') && !inCast.has(one.id)
      && population.households.every(each => each.head !== one.id || population.members.filter(m => m.household === each.id).length === 1))!
    const worker = { ...house.seat('song'), place: elder.place.slice(0, 12) }
    const chair: Seat = { ...house.self('lu'), actor: elder.id, actorName: elder.name, person: elder.id, personName: elder.name }
    const form = await house.call(chair, service.prepare, { item: 'old_age_allowance' })
    const { number } = await house.call(chair, service.apply, { item: 'old_age_allowance', answers: answersTo(form), confirmed: true })
    await house.call(zhang, service.take, { number, seq: 1, action: 'accept' })
    const { id, preview } = await asked(worker, { kind: 'death', person: elder.id, on: '2026-11-01' }, '死亡证明')
    assert.ok(preview.warnings.some(one => /1 件事正在办（柳湖街道.*会通知承办的人/.test(one)), preview.warnings.join())
    assert.ok(!JSON.stringify(preview).includes('津贴'), 'what it is about is not told')
    await house.admin`insert into account.account (id, login, person, person_county, name, password, staff) values (gen_random_uuid(), 'elder1', ${elder.id}, '329901', ${elder.name}, 'x', false)`
    assert.deepEqual(await decided(zhang, id), { state: 'applied' })
    const held = await rows(elder.id)
    assert.ok(held.every(one => one.until !== null))
    assert.equal((await house.admin`select 1 from account.credential('elder1')`).length, 0, 'nobody logs in')
    await house.platform.sweeper.once()
    await house.platform.sweeper.once()
    const inbox = await house.call(house.self('zhang'), message.list, {})
    assert.match(inbox.items[0]!.body, new RegExp(`${number}：办件人已于 2026-11-01 登记死亡。请核实后按规定终结`))
    assert.equal(await refused(house.call(worker, household.preview, { ask: { kind: 'death', person: elder.id, on: '2026-11-02' } })), 'household.not_possible')
    await house.call(worker, people.record, { id: elder.id, element: 'person.alive', value: true, source: 'verified', purpose: '误登更正' })
    assert.equal((await house.admin`select 1 from account.credential('elder1')`).length, 1)
  })

  test('a head is not let go without a successor', async () => {
    const home = familyOf(3)
    assert.match((await refusal(house.call(xia, household.preview, { ask: { kind: 'death', person: home.head, on: '2026-11-01' } }))).message, /先选定留下的人中谁接任户主/)
    const left = { head: home.others[0]!, members: relatives([home.others[1]!], '20') }
    const { id } = await asked(xia, { kind: 'death', person: home.head, on: '2026-11-01', left })
    await decided(meng, id)
    const now = (await shown(home.others[0]!)).household!
    assert.deepEqual(now.members.map(one => [one.person, one.relation]), [[home.others[0], '02'], [home.others[1], '20']])
    const [gone] = await rows(home.head)
    assert.equal(gone!.until, '2026-11-01')
  })
})

describe('moving', () => {
  const counters = async () => Object.fromEntries((await house.admin<{ place: string; n: number }[]>`select place, sum(n)::bigint as n from kernel.counter where kind = 'person' group by place`).map(one => [one.place, one.n]))
  const people_ = async () => Object.fromEntries((await house.admin<{ place: string; n: number }[]>`select left(place, 9) as place, count(*) as n from registry.person group by 1`).map(one => [one.place, one.n]))

  test('to the next village: it takes them in, all that is held comes along, the old village sees them no more', async () => {
    const home = familyOf(3)
    const [gone] = home.others
    const { id, state } = await asked(xia, { kind: 'move', household: home.id, head: gone!, members: relatives([gone!]), to: ding.place, address: '荻溪新村8号', hukou: 'moves' }, '婚嫁')
    assert.equal(state, 'sent')
    assert.equal(await refused(house.call(meng, household.decide, { id, accept: true, seen: 'x', answer: '同意' })), 'household.decided')
    const waiting = (await house.call(ding, household.list, { state: 'open' })).items
    assert.deepEqual(waiting.map(one => [one.kind, one.who]), [['arrive', nameOf(gone!)]])
    assert.equal(await refused(house.call(xia, household.show, { id: waiting[0]!.id })), 'found.nothing')
    const before = (await shown(gone!)).facts.length
    assert.deepEqual(await decided(ding, waiting[0]!.id), { state: 'applied' })
    assert.equal(await refused(shown(gone!)), 'found.nothing')
    const there = await shown(gone!, ding)
    assert.deepEqual([there.person.place, there.household!.address, there.household!.members.length], [ding.place, '荻溪新村8号', 1])
    assert.ok(there.facts.length >= before)
    assert.equal(there.facts.find(one => one.element === 'person.hukou_place')!.source, 'verified')
    assert.equal((await house.call(xia, household.list, {})).items.find(one => one.id === id)!.state, 'applied')
    assert.deepEqual(await counters(), await people_())
  })

  test('to another county: the rows are born anew in its shard and none is left behind', async () => {
    const home = familyOf(2)
    const han = { ...house.seat('han'), office: 'community_worker', actor: personOf('jiang').id }
    const all = async () => (await house.admin<{ element: string; value: string }[]>`select element, value::text, ended_at from registry.assertion where subject = ${home.head} order by element, asserted_at, id`)
    const was = await all()
    const { id } = await asked(xia, { kind: 'move', household: home.id, head: home.head, members: relatives(home.members), to: han.place, address: '鹭滩1号', hukou: 'stays' }, '随迁')
    const [arrival] = (await house.call(han, household.list, { state: 'open' })).items
    await decided(han, arrival!.id)
    const there = await shown(home.head, han)
    assert.deepEqual([there.person.resides, there.household!.members.length], ['户籍在外，居住在此', 2])
    const [shards] = await house.admin<{ person: string[]; facts: string[]; homes: string[]; identity: string[] }[]>`select
      (select array_agg(distinct county) from registry.person where id = ${home.head}) as person, (select array_agg(distinct county) from registry.assertion where subject = ${home.head} and ended_at is null) as facts,
      (select array_agg(distinct county) from registry.member where person = ${home.head} and until is null) as homes, (select array_agg(county) from registry.identity where person = ${home.head}) as identity`
    assert.deepEqual(shards, { person: ['329902'], facts: ['329902'], homes: ['329902'], identity: ['329902'] })
    const is = await all()
    for (const fact of was) assert.ok(is.some(one => one.element === fact.element && one.value === fact.value), fact.element)
    const [ended] = await house.admin<{ ended: string | null }[]>`select ended_on::text as ended from registry.household where id = ${home.id}`
    assert.ok(ended!.ended, 'nobody is left there')
    // Found by number and name as before, and a fact can be written.
    await house.call(han, people.record, { id: home.head, element: 'person.occupation', value: '渔民', source: 'collected', purpose: '登记' })
    assert.equal((await house.call(xia, household.list, {})).items.find(one => one.id === id)!.state, 'applied')
    assert.deepEqual(await counters(), await people_())
  })

  test('not taken in, called back, or changed meanwhile: nothing moves', async () => {
    const home = familyOf(3)
    const ask: household.LifeAsk = { kind: 'move', household: home.id, head: home.others[0]!, members: relatives([home.others[0]!]), to: ding.place, address: '2号', hukou: 'moves' }
    const open = async () => (await house.call(ding, household.list, { state: 'open' })).items[0]!
    const first = await asked(xia, ask)
    await decided(ding, (await open()).id, false)
    assert.deepEqual((({ state, answer }) => [state, answer])((await house.call(xia, household.show, { id: first.id })).request), ['refused', '材料不符'])
    const second = await asked(xia, ask)
    await house.call(xia, household.withdraw, { id: second.id })
    assert.equal((await house.call(ding, household.list, { state: 'open' })).items.length, 0)
    await asked(xia, ask)
    const turned = await asked(xia, { kind: 'head', household: home.id, head: home.others[1]!, members: relatives([home.head, home.others[0]!]) })
    await decided(meng, turned.id)
    assert.equal(await refused(decided(ding, (await open()).id)), 'household.moved_on')
    assert.equal((await shown(home.others[0]!)).household!.id, home.id)
  })
})

describe('at home', () => {
  test('a resident asks for the own household, sees what becomes of it, and the community decides; a neighbour’s is not theirs', async () => {
    const shen = house.self('shen')
    const own = (await house.call(shen, people.mine, {})).household!
    const me = own.members.find(one => one.person === shen.person)!
    const place = personOf('shen').place.slice(0, 12)
    const worker = { ...house.seat('song'), place }
    const ask: household.LifeAsk = { kind: 'apart', person: me.person, resides: 'away', address: '南京市某路2号' }
    const preview = await house.call(shen, household.preview, { ask })
    const { id, state } = await house.call(shen, household.ask, { ask, seen: preview.seen, reason: '到外地工作' })
    assert.equal(state, 'open')
    assert.equal((await house.call(shen, household.mine, {})).items[0]!.id, id)
    assert.equal((await house.call(house.self('lu'), household.mine, {})).items.length, 0)
    assert.equal(await refused(house.call(house.self('lu'), household.show, { id })), 'found.nothing')
    assert.equal(await refused(house.call(house.self('lu'), household.preview, { ask })), 'found.nothing')
    assert.equal(await refused(house.call(shen, household.decide, { id, accept: true, seen: preview.seen, answer: '同意' })), 'right.missing')
    assert.equal(await refused(house.call(shen, household.preview, { ask: { kind: 'merge', household: own.id, other: own.id, members: relatives([me.person]) } })), 'right.missing')
    await decided(worker, id)
    const { person, facts } = await house.call(shen, people.mine, {})
    assert.equal(person.resides, '户籍在此，外出')
    assert.equal(facts.find(one => one.element === 'person.resides')!.source, 'declared')
    assert.equal((await house.call(shen, household.show, { id })).request.state, 'applied')
    await house.admin`update registry.life set shown = jsonb_set(shown, '{preview,warnings}', '["家人有 1 件事正在办（柳湖街道）"]') where id = ${id}`
    assert.deepEqual((await house.call(worker, household.show, { id })).preview!.warnings.length, 1)
    assert.deepEqual((await house.call(shen, household.show, { id })).preview!.warnings, [], 'matters of relatives are not told at home')
    assert.equal(await refused(house.call(publicSeat, household.preview, { ask })), 'seat.none')
  })

  test('a wrong fact about oneself is said to be wrong; the community decides, and one reads why', async () => {
    const shen = house.self('shen')
    const worker = { ...house.seat('song'), place: personOf('shen').place.slice(0, 12) }
    await house.call(shen, exchange.correct, { element: 'person.phone', value: '13912340000', purpose: '换号了' })
    assert.equal(await refused(house.call(shen, exchange.correct, { element: 'person.birth_date', value: '1980-01-01', purpose: '错了' })), 'fact.value_invalid')
    const [mine] = (await house.call(shen, exchange.corrections, {})).items
    assert.deepEqual([mine!.element_name, mine!.proposed, mine!.state], ['联系电话', '139****0000', 'open'])
    assert.equal((await house.call(house.self('lu'), exchange.corrections, {})).items.length, 0)
    const [listed] = (await house.call(worker, exchange.changes, { state: 'open' })).items.filter(one => one.person === shen.person)
    assert.equal(listed!.organ, '本人')
    const { seen } = await house.call(worker, exchange.change, { id: listed!.id, purpose: '核对' })
    await house.call(worker, exchange.decide, { id: listed!.id, seen, accept: true, reason: '电话打通核实' })
    assert.deepEqual((({ state, reason }) => [state, reason])((await house.call(shen, exchange.corrections, {})).items[0]!), ['accepted', '电话打通核实'])
    assert.equal((await house.call(shen, people.mine, {})).person.phone_masked, '139****0000')
  })
})
