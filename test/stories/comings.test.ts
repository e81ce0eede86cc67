import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as exchange from '../../contract/exchange.ts'
import * as household from '../../contract/household.ts'
import * as people from '../../contract/person.ts'
import * as report from '../../contract/report.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import * as service from '../../contract/service.ts'
import { importRules } from '../../server/ground/law/index.ts'
import { secondRule } from '../../server/ground/registry/index.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { bytesOf, checked, numberOf, uploaded } from '../exchange/tables.ts'
import { openTestHouse, personOf, population, refusal, refused, type TestHouse } from '../house.ts'
import { families, nameOf, relatives } from './families.ts'

// Who comes, who goes and who is left: what is held of how they live is asked anew, the place where they came to live may ask for them,
// and every way into the register asks for a second person where the county does.

let house: TestHouse
let xia: Seat
let meng: Seat
let ding: Seat
before(async () => {
  house = await openTestHouse()
  xia = house.seat('xia')
  meng = house.seat('meng')
  ding = house.seat('ding')
})
after(() => house.close())
const { familyOf, shown, asked, decided } = families(() => ({ house, xia }))

test('a relation that contradicts sex or age, or a second spouse, is said before anybody agrees; what stood so is not said again', async () => {
  const home = familyOf(3)
  const [one, other, child] = [home.others[0]!, home.others[1]!, home.head]
  for (const [id, sex, born] of [[one, '1', '1960-01-01'], [other, '2', '1962-01-01'], [child, '1', '2015-01-01']] as const) await house.admin`update registry.person set sex = ${sex}, birth_date = ${born} where id = ${id}`
  const said = async (members: { person: string; relation: string }[]) => (await house.call(xia, household.preview, { ask: { kind: 'head', household: home.id, head: one, members } })).warnings.join()
  const both = await said([{ person: other, relation: '11' }, { person: child, relation: '12' }])
  for (const words of [/是女性，与户主关系却填了“夫”/, /是男性，与户主关系却填了“妻”/, /都填成了户主的配偶/]) assert.match(both, words)
  assert.match(await said([{ person: other, relation: '12' }, { person: child, relation: '11' }]), /未满 18 周岁，与户主关系却填了“夫”/)
  assert.doesNotMatch(await said([{ person: other, relation: '12' }, { person: child, relation: '20' }]), /与户主关系却填了|都填成了/)
})

describe('how one lives', () => {
  const living = async (person: string, seat = xia) => (await shown(person, seat)).facts.find(one => one.element === 'person.living_arrangement')
  const told = async (person: string, value: string) => { await house.call(xia, people.record, { id: person, element: 'person.living_arrangement', value, source: 'collected', purpose: '走访' }) }
  const alone = async (seat = xia) => (await house.call(seat, people.list, { living: '2', limit: 100 })).items.map(one => one.id)

  test('a death leaves nobody living with the dead: it is asked anew, seen before it is agreed to, and stands among what is to be collected', async () => {
    const home = familyOf(2)
    const [dead, widow] = [home.head, home.others[0]!]
    await house.admin`update registry.person set birth_date = '1940-05-01' where id = ${widow}`
    await told(widow, '2')
    assert.ok((await alone()).includes(widow))
    const ask = { kind: 'death' as const, person: dead, on: '2026-11-01', left: { head: widow, members: [] } }
    const { id, preview } = await asked(xia, ask, '死亡证明')
    assert.deepEqual(preview.people.find(one => one.person === widow)!.lines.find(one => one.what === '居住状况'), { what: '居住状况', before: '与配偶居住', after: '待重新登记' })
    await decided(meng, id)
    assert.equal(await living(widow), undefined)
    assert.ok(!(await alone()).includes(widow), 'no list says that she lives with him')
    assert.deepEqual((await house.call(xia, people.factHistory, { id: widow, element: 'person.living_arrangement' })).facts.map(one => [one.shown, one.ended_at !== null])[0], ['与配偶居住', true])
    const tasks = (await house.call(xia, report.tasks, {})).items.flatMap(home => home.asked.filter(one => one.person === widow))
    assert.ok(tasks.some(one => one.element === 'person.living_arrangement'), 'a visit is to ask')
    assert.equal((await house.call(ding, report.tasks, {})).items.flatMap(home => home.asked).some(one => one.person === widow), false)
  })

  test('who leaves, who stays, and where one lives elsewhere: of each of them it is asked anew, of nobody else', async () => {
    const [home, next] = [familyOf(3), familyOf(2)]
    for (const person of [...home.members, ...next.members]) await told(person, '4')
    await decided(meng, (await asked(xia, { kind: 'split', household: home.id, head: home.others[0]!, members: relatives([home.others[0]!]), address: '新屋2号' })).id)
    for (const person of home.members) assert.equal(await living(person), undefined)
    for (const person of next.members) assert.equal((await living(person))!.shown, '与配偶和子女居住')
    await asked(xia, { kind: 'apart', person: next.others[0]!, resides: 'away', address: '苏州市某路9号' })
    for (const person of next.members) assert.equal(await living(person), undefined)
    await told(next.head, '1')
    await decided(meng, (await asked(xia, { kind: 'head', household: next.id, head: next.others[0]!, members: relatives([next.head]) })).id)
    assert.equal((await living(next.head))!.shown, '独居', 'another head is no other company')
  })

  test('a move asks anew of who stays, and of who comes to live with others', async () => {
    const [home, host] = [familyOf(2), familyOf(2, ding.place)]
    for (const person of home.members) await told(person, '2')
    await house.call(ding, people.record, { id: host.head, element: 'person.living_arrangement', value: '2', source: 'collected', purpose: '走访' })
    await asked(xia, { kind: 'move', household: home.id, head: home.others[0]!, members: relatives([home.others[0]!]), to: ding.place, address: '荻溪1号', hukou: 'stays' }, '投靠')
    const [arrival] = (await house.call(ding, household.list, { state: 'open' })).items
    const into = { household: host.id, members: relatives([home.others[0]!]) }
    const { preview } = await house.call(ding, household.show, { id: arrival!.id, into })
    assert.deepEqual(preview!.households.map(one => one.after!.members.map(each => each.mark)), [['same', 'same', 'new']])
    assert.ok(preview!.people.some(one => one.person === host.head && one.lines.some(line => line.after === '待重新登记')))
    assert.equal(await refused(house.call(ding, household.decide, { id: arrival!.id, accept: true, seen: preview!.seen, answer: '接收' })), 'household.stale', 'seen with one household and decided with another')
    assert.equal((await house.call(ding, household.show, { id: arrival!.id, into: { ...into, household: familyOf(2).id } })).preview, null, 'a household of the next village is none here')
    await house.call(ding, household.decide, { id: arrival!.id, accept: true, seen: preview!.seen, answer: '接收', into })
    const there = await shown(home.others[0]!, ding)
    assert.deepEqual([there.household!.id, there.household!.members.length], [host.id, 3])
    for (const [person, seat] of [[home.head, xia], [home.others[0]!, ding], [host.head, ding]] as const) assert.equal(await living(person, seat), undefined)
  })
})

describe('asked for by the place where they came to live', () => {
  const identityOf = (id: string) => { const { name, id_number } = population.persons.find(one => one.id === id)!; return { name, identity: id_number } }

  test('known by name and number only: let go by the one village, taken in by the other; nobody else hears of it', async () => {
    const home = familyOf(3)
    const given = { to: ding.place, address: '荻溪新村9号', hukou: 'moves' as const, reason: '婚入，结婚证' }
    const wanted = { ...given, people: [identityOf(home.head)] }
    assert.equal(await refused(house.call(xia, household.callIn, wanted)), 'right.missing')
    assert.equal(await refused(house.call(ding, household.callIn, { ...given, people: [{ ...identityOf(home.head), name: '别的名' }] })), 'person.unknown')
    assert.match((await refusal(house.call(xia, household.callIn, { ...wanted, to: xia.place }))).message, /已经登记在这个村/)
    const { id, state } = await house.call(ding, household.callIn, wanted)
    assert.equal(state, 'called')
    const waiting = await house.call(ding, household.show, { id })
    assert.deepEqual([waiting.preview, waiting.may.decide, waiting.may.withdraw], [null, false, true], 'nothing of them is seen before they were let go')
    assert.match((await refusal(house.call(ding, household.callIn, wanted))).message, /已经请求过/)
    const there = (await house.call(xia, household.list, { state: 'open' })).items.find(one => one.called_name !== null)!
    assert.deepEqual([there.kind, there.called_name, there.who], ['move', '荻溪村', nameOf(home.head)])
    // The head goes, so whoever lets go says who follows.
    const first = await house.call(xia, household.show, { id: there.id })
    assert.deepEqual([first.preview, first.wants_heir!.map(one => one.person).sort()], [null, [...home.others].sort()])
    const left = { head: home.others[0]!, members: relatives([home.others[1]!], '20') }
    const seen = (await house.call(xia, household.show, { id: there.id, left })).preview!
    assert.equal(seen.households[0]!.after!.members[0]!.person, home.others[0])
    assert.equal(await refused(house.call(xia, household.decide, { id: there.id, accept: true, seen: seen.seen, answer: '同意' })), 'household.not_possible')
    assert.deepEqual(await house.call(xia, household.decide, { id: there.id, accept: true, seen: seen.seen, answer: '本人同意', left }), { state: 'sent' })
    assert.equal((await house.call(ding, household.show, { id })).may.decide, true)
    assert.ok((await house.call(ding, household.list, { for_me: true })).items.some(one => one.id === id), 'it waits in the to-do of who asked')
    assert.deepEqual(await decided(ding, id), { state: 'applied' })
    assert.equal((await shown(home.head, ding)).household!.address, '荻溪新村9号')
    assert.deepEqual((await shown(home.others[0]!)).household!.members.map(one => one.relation), ['02', '20'])
    assert.equal((await house.call(xia, household.list, {})).items.find(one => one.id === there.id)!.state, 'applied')
    await house.platform.sweeper.once()
    assert.match((await house.admin<{ body: string }[]>`select body from message.message where person = ${home.head} and body like '%请求把您迁入%'`)[0]!.body, /荻溪村请求把您迁入/)
  })

  test('not let go, or called back: the other end reads it; a worker is not asked for by a colleague without being asked', async () => {
    const home = familyOf(2)
    const wanted = { to: ding.place, address: '荻溪3号', hukou: 'stays' as const, reason: '投亲', people: [identityOf(home.others[0]!)] }
    const first = await house.call(ding, household.callIn, wanted)
    const there = async () => (await house.call(xia, household.list, { state: 'open' })).items.find(one => one.called_name !== null)
    await house.call(xia, household.decide, { id: (await there())!.id, accept: false, seen: 'x', answer: '本人不愿意' })
    assert.deepEqual((({ state, answer }) => [state, answer])((await house.call(ding, household.show, { id: first.id })).request), ['refused', '本人不愿意'])
    const second = await house.call(ding, household.callIn, wanted)
    await house.call(ding, household.withdraw, { id: second.id })
    assert.equal(await there(), undefined)
    assert.equal((await house.call(ding, household.show, { id: second.id })).request.state, 'withdrawn')
  })
})

describe('a past day', () => {
  test('a report of the old county counts who has moved away since, once, where they were; the new county does not', async () => {
    const yesterday = addDays(beijingDay(new Date().toISOString()), -1)
    const kong = house.seat('kong')
    const counts = async (day?: string) => Object.fromEntries((await house.call(kong, report.survey, { report: 'elders_alone', place: '3299', ...day && { day } })).rows.map(row => [row.place, row.population]))
    await counts(yesterday)
    const [then, now] = [await counts(yesterday), await counts()]
    const elder = population.persons.find(one => one.place.startsWith('329901100') && one.alive && one.birth_date < '1950' && one.living === '1' && one.resides === 'with_hukou' && !population.cast.some(each => each.person === one.id)
      && population.households.some(each => each.head === one.id && population.members.filter(m => m.household === each.id).length === 1))!
    assert.ok(elder)
    const home = population.households.find(one => one.head === elder.id)!
    const worker = { ...xia, place: elder.place.slice(0, 12) }
    const han = { ...house.seat('han'), office: 'community_worker', actor: personOf('jiang').id }
    await asked(worker, { kind: 'move', household: home.id, head: elder.id, members: relatives([elder.id]), to: han.place, address: '鹭滩9号', hukou: 'moves' }, '投靠子女')
    const [arrival] = (await house.call(han, household.list, { state: 'open' })).items
    await decided(han, arrival!.id)
    assert.deepEqual(await counts(yesterday), then, 'a past day stays as it was')
    assert.deepEqual(await counts(), { ...now, 329901: now['329901']! - 1, 329902: now['329902']! + 1 })
    const there = await house.call(worker, report.fill, { report: 'elders_alone', limit: 100, day: yesterday })
    assert.ok(there.rows.some(row => row.key === elder.id), 'the old village finds them in its own past')
    assert.ok(!(await house.call(han, report.fill, { report: 'elders_alone', limit: 100, day: yesterday })).rows.some(row => row.key === elder.id))
    assert.ok(!(await house.call(worker, report.fill, { report: 'elders_alone', limit: 100 })).rows.some(row => row.key === elder.id))
    const history = await house.call(han, people.factHistory, { id: elder.id, element: 'person.residence_place' })
    assert.equal(history.facts.filter(one => one.ended_at === null).length, 1)
  })
})

describe('every way in asks for a second person where the county does', () => {
  before(async () => {
    await importRules(house.admin, [{
      id: secondRule, version: 1, place: '329901', title: '户内变动由两人办理', level: 'county', valid_from: '2026-01-01', verified: false, source: '柳湖区规定', params: { add: { value: 1 } },
    }])
  })

  test('at the desk: who heads a new household is asked for and agreed to', async () => {
    const newcomer = { name: '新来人', identity: numberOf('1990-03-03') }
    const given = { ...newcomer, place: xia.place, address: '新来路1号', purpose: '登记' }
    assert.equal((await refusal(house.call(xia, people.register, given))).message, '本地规定登记新居民须由两人办理：请提出登记申请，由另一位同事或镇街审核员核对后生效。')
    const ask = { kind: 'enter' as const, place: xia.place, address: given.address, newcomer }
    assert.equal(await refused(house.call(ding, household.preview, { ask })), 'right.missing')
    const { id, state, preview } = await asked(xia, ask, '租房合同')
    assert.deepEqual([state, preview.households[0]!.after!.members.map(one => [one.name, one.relation_name])], ['open', [['新来人', '户主']]])
    assert.equal(await refused(house.call(xia, household.decide, { id, accept: true, seen: preview.seen, answer: '自己批' })), 'household.second')
    await decided(meng, id)
    const [one] = (await house.call(xia, people.list, { text: '新来人' })).items
    assert.equal((await shown(one!.id)).household!.address, '新来路1号')
    const [{ ask: kept }] = await house.admin<[{ ask: string }]>`select ask::text from registry.life where id = ${id}`
    assert.ok(!kept.includes(newcomer.identity))
  })

  test('by a table: another starts what one has tried out', async () => {
    const rows = [['姓名', '身份证号', '居住地区', '居住地址'], ['表中人', numberOf('1991-03-03'), '稻禾村', '新来路2号']]
    const job = await checked(house, xia, await uploaded(house, xia, await bytesOf(rows, { kind: 'xlsx' }), '名册.xlsx'))
    assert.equal((await house.call(xia, exchange.job, { job: job.id })).second, true)
    assert.equal(await refused(house.call(xia, exchange.start, { job: job.id })), 'exchange.second')
    const colleague = { ...xia, actor: personOf('qian').id, actorName: '同事' }
    assert.equal(await refused(house.call(ding, exchange.start, { job: job.id })), 'found.nothing')
    await house.call(colleague, exchange.start, { job: job.id })
    assert.equal((await house.call(xia, exchange.job, { job: job.id })).state, 'running')
  })
})

describe('a list of residents', () => {
  test('stands in the order of a Chinese list, page by page: all 陈 before all 程', async () => {
    const han = { ...house.seat('han'), office: 'community_worker', actor: personOf('jiang').id }
    for (const [i, name] of ['程刚', '陈海', '陈钢', '程爱华', '陈爱华', '成功'].entries()) {
      await house.call(han, people.register, { name, identity: numberOf(`1971-02-0${i + 1}`), place: han.place, address: `序路${i + 1}号`, purpose: '登记' })
    }
    const names: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const page = await house.call(han, people.list, { limit: 40, ...after !== undefined && { after } })
      names.push(...page.items.map(one => one.name))
      after = page.next
    }
    const chen = [...new Set(names.filter(name => /^[陈程成]/.test(name)).map(name => name[0]!))]
    assert.equal(chen[0], '陈')
    assert.equal(names.filter(name => name.startsWith('陈')).length, names.lastIndexOf(names.findLast(name => name.startsWith('陈'))!) - names.indexOf(names.find(name => name.startsWith('陈'))!) + 1, 'nobody else among them')
    const surnames = names.map(name => name[0]!)
    assert.equal(surnames.filter((one, i) => one !== surnames[i - 1]).length, new Set(surnames).size, 'whoever bears a surname stands together')
    assert.deepEqual(['陈', '程', '丁', '李', '沈'].map(one => surnames.indexOf(one)), ['陈', '程', '丁', '李', '沈'].map(one => surnames.indexOf(one)).sort((a, b) => a - b))
    assert.equal(names.length, (await house.call(han, people.list, {})).count.n)
  })
})

describe('who has died', () => {
  test('is told at the window: they do not come, a relative does, and only for what follows a death', async () => {
    const home = familyOf(2)
    const [dead, heir] = [home.others[0]!, home.head]
    const card = (id: string) => { const { name, id_number } = population.persons.find(one => one.id === id)!; return { name, identity: id_number } }
    await decided(meng, (await asked(xia, { kind: 'death', person: dead, on: '2026-11-01' }, '死亡证明')).id)
    const window = house.seat('jiang')
    for (const manner of ['present', 'visit'] as const) assert.match((await refusal(house.call(window, people.attend, { ...card(dead), manner }))).message, /已登记死亡，不会本人到场/)
    assert.equal(await refused(house.call(window, people.attend, { ...card(dead), name: '别人', manner: 'present' })), 'person.unknown')
    const came = await house.call(window, people.attend, { ...card(dead), manner: 'mandate', agent: { ...card(heir), relation: '10', by: 'promise' } })
    assert.equal(came.deceased, true)
    const chair = house.serving('jiang', came)
    const form = await house.call(chair, service.prepare, { item: 'old_age_allowance' })
    assert.ok(form.reasons.some(one => !one.ok && /健在|在世/.test(one.text)), JSON.stringify(form.reasons))
    assert.equal((await house.call(window, people.attend, { ...card(heir), manner: 'present' })).deceased, false)
  })
})
