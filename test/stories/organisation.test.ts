import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { creditCheck, organisationCheck } from '../../contract/identifiers.ts'
import * as organisation from '../../contract/organisation.ts'
import * as people from '../../contract/person.ts'
import { openTestHouse, personOf, population, refusal, refused, type TestHouse } from '../house.ts'
import { selfSeat } from '../rights/scene.ts'

let house: TestHouse
before(async () => {
  house = await openTestHouse()
  house.at = '2026-11-22T02:00:00Z'
})
after(() => house.close())

const place = '329901100200'
const [first, second, third] = population.persons.filter(one => one.place.startsWith(place) && one.birth_date > '1960' && one.birth_date < '1990').slice(-3) as [typeof population.persons[0], typeof population.persons[0], typeof population.persons[0]]
const codeOf = (eight: string): string => {
  const seventeen = `52329901${eight}${organisationCheck(eight)}`
  return seventeen + creditCheck(seventeen)
}
const code = codeOf('MJ123456')
const founding = { name: '稻禾村老年协会', kind: 'social_organisation' as const, place, founded_on: '2026-03-01', basis: '社会团体法人登记证书', posts: [{ title: '会长', seats: 1 }, { title: '理事', seats: 2 }] }

let id = ''
let posts: organisation.OrganisationView['posts'] = []
const subjects = async () => (await house.admin<{ verb: string; office: string }[]>`select verb, office from ledger.entry where subject = ${id} order by id`).map(row => `${row.office} ${row.verb}`)

test('the county registers an organisation with its posts; a wrong code is told where, a known one is refused', async () => {
  const cheng = house.seat('cheng')
  const wrong = await refusal(house.call(cheng, organisation.register, { ...founding, credit_code: `${code.slice(0, 17)}${code[17] === '0' ? '1' : '0'}` }))
  assert.deepEqual([wrong.code, wrong.fields?.[0]], ['input.invalid', { path: 'credit_code', message: '第 18 位校验码不对，请核对代码' }])
  assert.equal((await refusal(house.call(cheng, organisation.register, { ...founding, founded_on: '2027-01-01' }))).fields?.[0]?.path, 'founded_on')
  assert.equal(await refused(house.call(cheng, organisation.register, { ...founding, place: '329902001001' })), 'right.missing')
  assert.equal(await refused(house.call(cheng, organisation.register, { ...founding, place: '329901999' })), 'place.unknown')
  const made = await house.call(cheng, organisation.register, { ...founding, credit_code: ` ${code.toLowerCase()} `, phone: '025-00009999' })
  ;({ id, posts } = made)
  assert.deepEqual([made.name, made.kind_name, made.credit_code, made.phone, made.posts.map(post => [post.title, post.seats, post.holders])],
    ['稻禾村老年协会', '社会组织', code, '025-00009999', [['会长', 1, []], ['理事', 2, []]]])
  assert.equal(await refused(house.call(cheng, organisation.register, { ...founding, name: '另一个', credit_code: code })), 'organisation.code_taken')
  for (const seat of [house.seat('xia'), house.seat('meng'), house.seat('shao'), house.seat('yan')]) assert.equal(await refused(house.call(seat, organisation.register, founding)), 'right.missing')
})

test('the town records who was elected: name and number must be right, seats are not overfilled, nobody seats themselves', async () => {
  const meng = house.seat('meng')
  const seat = (post: number, { name, id_number }: typeof first, since = '2026-04-01') =>
    house.call(meng, organisation.begin, { post: posts[post]!.id, name, identity: id_number, since, basis: '会员大会选举结果' })
  assert.equal(await refused(seat(0, { ...first, name: second.name })), 'person.unknown')
  assert.equal((await refusal(seat(0, first, '2026-02-01'))).message, '日期不能早于成立日期 2026-03-01。')
  assert.equal(await refused(seat(0, first, '2099-01-01')), 'organisation.invalid')
  assert.equal(await refused(seat(1, personOf('meng'))), 'right.own')
  const seated = await seat(0, first)
  assert.deepEqual(seated.posts[0]!.holders.map(one => [one.name, one.since, one.until, one.basis]), [[first.name, '2026-04-01', null, '会员大会选举结果']])
  const full = await refusal(seat(0, second))
  assert.deepEqual([full.code, full.message], ['organisation.full', '“会长”设 1 人，已经满员，请先登记离任。'])
  await seat(1, second)
  assert.equal(await refused(seat(1, second)), 'organisation.seated')
  const { items } = await house.call(selfSeat(first), people.lookers, {})
  assert.ok(items.some(one => one.actor_name === '孟瑶' && one.purpose === '登记任职：稻禾村老年协会会长'), 'who was looked up by number can read it')
})

test('of two who fill the last seat at once one succeeds', async () => {
  const begin = ({ name, id_number }: typeof first) =>
    house.call(house.seat('meng'), organisation.begin, { post: posts[1]!.id, name, identity: id_number, since: '2026-05-01', basis: '增补' })
  const results = await Promise.allSettled([begin(third), begin(first), begin(third), begin(first)])
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of results) if (one.status === 'rejected') assert.match((one.reason as { code: string }).code, /^organisation\.(full|seated)$/)
})

test('a term ends on a day and stays in the history; the seat is free again', async () => {
  const meng = house.seat('meng')
  const head = (await house.call(meng, organisation.show, { id })).posts[0]!.holders[0]!
  assert.equal(await refused(house.call(meng, organisation.end, { id: head.id, until: '2026-03-31', basis: '辞职' })), 'organisation.invalid')
  const ended = await house.call(meng, organisation.end, { id: head.id, until: '2026-10-01', basis: '辞职' })
  assert.deepEqual(ended.posts[0]!.holders.map(one => [one.name, one.until, one.ended_basis]), [[first.name, '2026-10-01', '辞职']])
  assert.equal((await refusal(house.call(meng, organisation.end, { id: head.id, until: '2026-10-02', basis: '再来' }))).message, '已于 2026-10-01 离任。')
  const again = await house.call(meng, organisation.begin, { post: posts[0]!.id, name: second.name, identity: second.id_number, since: '2026-10-02', basis: '补选结果' })
  assert.deepEqual(again.posts[0]!.holders.map(one => one.name), [second.name, first.name], 'who holds it now comes first')
  const listed = (await house.call(house.seat('xia'), organisation.list, { place })).items.find(one => one.id === id)
  assert.deepEqual(listed?.posts[0]?.holders.map(one => one.name), [second.name])
})

test('a new name keeps the old one, a new post is set up, and what is dissolved ends with everybody in it', async () => {
  const cheng = house.seat('cheng')
  assert.equal(await refused(house.call(house.seat('meng'), organisation.revise, { id, name: '新名', on: '2026-11-01', basis: '批复' })), 'right.missing')
  const renamed = await house.call(cheng, organisation.revise, { id, name: '稻禾村老年人协会', on: '2026-11-01', basis: '章程修改核准' })
  assert.deepEqual([renamed.name, renamed.former_names], ['稻禾村老年人协会', [{ name: '稻禾村老年协会', until: '2026-11-01', basis: '章程修改核准' }]])
  assert.equal(await refused(house.call(cheng, organisation.revise, { id, on: '2026-11-01', basis: '没有变化' })), 'organisation.invalid')
  assert.equal((await house.call(cheng, organisation.revise, { id, phone: null, on: '2026-11-01', basis: '停用电话' })).phone, null)
  assert.deepEqual((await house.call(cheng, organisation.addPost, { organisation: id, title: '监事', seats: 1 })).posts.map(post => post.title), ['会长', '理事', '监事'])
  assert.equal(await refused(house.call(cheng, organisation.dissolve, { id, on: '2026-09-30', basis: '注销' })), 'organisation.invalid', 'before the last who came')
  const gone = await house.call(cheng, organisation.dissolve, { id, on: '2026-11-10', basis: '会员大会决议注销' })
  assert.equal(gone.dissolved_on, '2026-11-10')
  assert.ok(gone.posts.every(post => post.holders.every(one => one.until !== null)))
  assert.ok(!(await house.call(cheng, organisation.list, { place })).items.some(one => one.id === id))
  assert.equal(await refused(house.call(cheng, organisation.revise, { id, name: '又来', on: '2026-11-11', basis: '批复' })), 'organisation.dissolved')
  assert.equal(await refused(house.call(house.seat('meng'), organisation.begin, { post: posts[0]!.id, name: first.name, identity: first.id_number, since: '2026-11-11', basis: '选举' })), 'organisation.dissolved')
  assert.deepEqual([...new Set(await subjects())], ['county_civil_affairs organisation.register', 'street_examiner organisation.appoint'])
})

test('the person from the next village, and the next town, see nothing of it and change nothing', async () => {
  const strangers = [house.seat('ding'), house.seat('zhang')]
  for (const stranger of strangers) {
    assert.equal(await refused(house.call(stranger, organisation.show, { id })), 'found.nothing')
    assert.ok((await house.call(stranger, organisation.list, {})).items.every(one => !one.place.startsWith(place)))
    assert.match(await refused(house.call(stranger, organisation.list, { place })), /right.missing/)
  }
  const membership = (await house.call(house.seat('meng'), organisation.show, { id })).posts[0]!.holders[0]!.id
  assert.equal(await refused(house.call(house.seat('zhang'), organisation.end, { id: membership, until: '2026-11-12', basis: '越权' })), 'found.nothing')
  assert.equal(await refused(house.call(house.seat('zhang'), organisation.begin, { post: posts[0]!.id, name: first.name, identity: first.id_number, since: '2026-11-12', basis: '越权' })), 'found.nothing')
})
