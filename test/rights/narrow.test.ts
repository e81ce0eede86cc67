import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as account from '../../contract/account.ts'
import * as ledger from '../../contract/ledger.ts'
import * as message from '../../contract/message.ts'
import * as organisation from '../../contract/organisation.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { openTestHouse, personOf, population, publicSeat, refused, type TestHouse } from '../house.ts'
import { answersTo, applied, deskSeat, eldersOf, item, selfSeat } from './scene.ts'

// Rights that were wider than the work needs, each told as what is no longer possible and what still is.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const place = '329901001003'
const elders = eldersOf(place)
const neighbour = population.persons.find(one => one.place.startsWith(place) && one.living !== null)!
const element = 'person.identity_number'
const digest = (letter: string) => ({ name: '存折.jpg', type: 'image/jpeg' as const, size: 9, digest: letter.repeat(64) })

test('who examines or decides opens the record of a person whose case the office has in hand; any other is covered, and the person reads that', async () => {
  const [zhang, cheng] = [house.seat('zhang'), house.seat('cheng')]
  const elder = elders[0]!
  const look = { id: elder.id, purpose: '核对高龄津贴申请' }
  const before = await house.call(zhang, people.show, look)
  assert.deepEqual([before.opened, before.person.birth_date, before.person.address, before.person.phone_masked, before.facts, before.household], ['covered', null, null, null, [], null])
  assert.notEqual(before.person.name, elder.name)
  assert.equal(await refused(house.call(zhang, people.unmask, { id: elder.id, element, reason: '看看' })), 'person.covered')
  assert.equal(await refused(house.call(zhang, people.factHistory, { id: elder.id, element })), 'person.covered')

  const number = await applied(house, elder)
  const open = await house.call(zhang, people.show, look)
  assert.deepEqual([open.opened, open.person.name, open.facts.length > 5], ['case', elder.name, true])
  assert.equal((await house.call(zhang, people.unmask, { id: elder.id, element, reason: '与证件核对' })).value, elder.id_number)
  assert.equal((await house.call(zhang, service.show, { number })).person, elder.id, 'the case leads to the record')
  assert.equal((await house.call(cheng, people.show, look)).opened, 'covered', 'the county has not got it yet')
  await house.call(zhang, service.take, { number, seq: 1, action: 'accept' })
  await house.call(zhang, service.take, { number, seq: 2, action: 'examine', note: '符合' })
  assert.equal((await house.call(cheng, people.show, look)).opened, 'case')
  assert.equal((await house.call(zhang, people.show, look)).opened, 'case', 'the street had it in hand')

  const { items } = await house.call(selfSeat(elder), people.lookers, {})
  const said = items.filter(one => one.operation_name === '打开居民档案').map(one => [one.actor_name, one.purpose])
  assert.deepEqual(said.at(-1), ['章文', '核对高龄津贴申请（只看到遮蔽后的内容）'])
  assert.ok(said.some(([who, purpose]) => who === '程伟' && purpose === `核对高龄津贴申请（办理高龄津贴，${number}）`), JSON.stringify(said))
})

test('half a year after its end a case opens no record any more; the office that keeps the register needs none', async () => {
  const elder = elders[1]!
  const number = await applied(house, elder)
  const look = { id: elder.id, purpose: '回访' }
  await house.call(house.seat('zhang'), service.take, { number, seq: 1, action: 'not_accept', note: '材料不实' })
  assert.equal((await house.call(house.seat('zhang'), people.show, look)).opened, 'case')
  await house.admin`update process."case" set closed_at = now() - interval '184 days' where number = ${number}`
  assert.equal((await house.call(house.seat('zhang'), people.show, look)).opened, 'covered')
  assert.equal((await house.call(house.seat('tang', 'community_worker'), people.show, look)).opened, 'keeper')
  assert.equal((await house.call(house.seat('song'), people.show, look).catch((error: { code: string }) => error.code)), 'found.nothing')
})

test('the roster of a street names people to its examiner and tells no more of them', async () => {
  const find = (seat: ReturnType<TestHouse['seat']>) => house.call(seat, people.list, { place, text: neighbour.name })
  const [seen] = (await find(house.seat('zhang'))).items
  assert.deepEqual([seen!.name, seen!.living], [neighbour.name, null])
  const [kept] = (await find(house.seat('tang', 'community_worker'))).items
  assert.equal(typeof kept!.living, 'string')
  for (const row of [seen!, kept!]) assert.deepEqual(['birth_date', 'phone_masked', 'address'].filter(column => column in row), [])
})

test('a clerk who serves somebody applies and reads that matter’s papers, and nothing else of the person', async () => {
  const elder = personOf('gu')
  const loose = await house.call(selfSeat(elder), service.keepFile, digest('1'))
  const attendance = await house.call(house.seat('han'), people.attend, { name: elder.name, identity: elder.id_number, manner: 'present' })
  const chair = house.serving('han', attendance)
  const more = [house.call(chair, message.list, {}), house.call(chair, people.lookers, {}), house.call(chair, people.mine, {}), house.call(chair, message.read, { id: attendance.attendance })]
  assert.deepEqual(await Promise.all(more.map(refused)), more.map(() => 'right.missing'))
  assert.equal(await refused(house.call(chair, service.readFile, { file: loose.id })), 'found.nothing')

  const paper = await house.call(chair, service.keepFile, digest('2'))
  assert.equal((await house.call(chair, service.readFile, { file: paper.id })).id, paper.id, 'what was kept a moment ago')
  const form = await house.call(chair, service.prepare, { item })
  const { number } = await house.call(chair, service.apply, { item, answers: answersTo(form), confirmed: true, papers: [{ kind: 'bank_proof', file: paper.id }] })
  assert.equal((await house.call(chair, service.readFile, { file: paper.id, number })).id, paper.id)
  assert.equal(await refused(house.call(chair, service.readFile, { file: paper.id })), 'found.nothing', 'a paper is read as that of its matter')
  assert.equal(await refused(house.call(chair, service.readFile, { file: loose.id, number })), 'found.nothing')
  assert.equal((await house.call(selfSeat(elder), service.readFile, { file: loose.id })).id, loose.id, 'her own file is hers')
})

test('who surveys a province or a city sees figures and lists without names, and no case', async () => {
  const number = await applied(house, elders[2]!)
  for (const seat of [house.seat('kong'), deskSeat('city_viewer', '3299', personOf('lu'))]) {
    const { items, count } = await house.call(seat, service.list, { place: '3299' })
    assert.ok(count.n > 0 && items.some(row => row.number === number))
    assert.ok(items.every(row => row.person_name === null))
    assert.ok((await house.call(seat, service.figures, { place: '3299' })).items.some(row => row.total > 0))
    const contents = [house.call(seat, service.show, { number }), house.call(seat, service.notice, { number, seq: 1 }), house.call(seat, service.todo, {})]
    assert.deepEqual(await Promise.all(contents.map(refused)), contents.map(() => 'right.missing'))
  }
  assert.ok((await house.call(house.seat('cheng'), service.list, {})).items.every(row => row.person_name))
})

test('who gives out offices in a county does not read the record of it; the auditor does', async () => {
  assert.equal(await refused(house.call(house.seat('shao'), ledger.list, {})), 'right.missing')
  assert.ok((await house.call(house.seat('he'), ledger.list, { place: '3299' })).count.n > 0)
})

test('a visitor who logs out leaves nothing in the record', async () => {
  const [before] = await house.admin<{ n: number }[]>`select count(*)::int as n from ledger.entry`
  await house.call(publicSeat, account.logout, {})
  assert.deepEqual([...await house.admin`select count(*)::int as n from ledger.entry`], [before])
})

test('a paper of one case becomes a paper of a second by reference: both places keep theirs', async () => {
  const elder = elders[3]!
  const self = selfSeat(elder)
  const file = await house.call(self, service.keepFile, digest('3'))
  const apply = async () => {
    const form = await house.call(self, service.prepare, { item })
    return (await house.call(self, service.apply, { item, answers: answersTo(form), confirmed: true, papers: [{ kind: 'bank_proof', file: file.id }] })).number
  }
  const first = await apply()
  await house.call(self, service.take, { number: first, seq: 1, action: 'withdraw' })
  await house.admin`update process."case" set place = '329901001001' where number = ${first}`
  await house.admin`update process.paper set place = '329901001001' where number = ${first}`
  await house.admin`update kernel.file set place = '329901001001' where id = ${file.id}`
  const second = await apply()
  const rows = await house.admin<{ number: string; file: string; place: string; digest: string }[]>`
    select p.number, p.file, f.place, f.digest from process.paper p join kernel.file f on f.id = p.file where p.number in ${house.admin([first, second])} order by p.number`
  assert.deepEqual(rows.map(row => [row.number, row.place, row.digest]), [[first, '329901001001', '3'.repeat(64)], [second, place, '3'.repeat(64)]])
  assert.notEqual(rows[0]!.file, rows[1]!.file)
  assert.equal((await house.call(house.seat('zhang'), service.readFile, { file: rows[1]!.file, number: second })).digest, '3'.repeat(64))
})

test('the right comes before the facts: whoever may not apply is refused before anything of the person is read', async () => {
  const elder = personOf('gu')
  const attendance = await house.call(house.seat('han'), people.attend, { name: elder.name, identity: elder.id_number, manner: 'present' })
  const forged = { ...house.serving('han', attendance), office: 'community_worker' }
  // Were the facts read first, an application that is open already would be told.
  for (const seat of [forged, house.seat('shao')]) assert.equal(await refused(house.call(seat, service.apply, { item: 'no_such_item', answers: {}, confirmed: true })), 'right.missing')
  assert.equal(await refused(house.call(publicSeat, service.apply, { item: 'no_such_item', answers: {}, confirmed: true })), 'seat.none')
})

test('residents and visitors find the public bodies with their telephones, and nobody who works there', async () => {
  for (const seat of [publicSeat, house.self('shen')]) {
    const { items, count } = await house.call(seat, organisation.publicBodies, { place: '329901001001' })
    assert.deepEqual(items.map(one => one.kind_name).sort(), ['事业单位', '居民委员会'])
    assert.ok(items.every(one => /^025-0000\d{4}$/.test(one.phone ?? '') && !('posts' in one)))
    assert.equal(count.n, 2)
    assert.equal(await refused(house.call(seat, organisation.list, {})), seat === publicSeat ? 'seat.none' : 'right.missing')
    const all = await house.call(seat, organisation.publicBodies, { place: '3299', limit: 200 })
    assert.ok(all.items.every(one => ['居民委员会', '村民委员会', '政府机构', '事业单位'].includes(one.kind_name)), 'no party branch, no firm, no association')
  }
})
