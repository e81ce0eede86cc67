import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import * as messages from '../../contract/message.ts'
import * as people from '../../contract/person.ts'
import * as rating from '../../contract/rating.ts'
import * as service from '../../contract/service.ts'
import { idTime } from '../../server/kernel/ids.ts'
import type { CastKey } from '../../server/demo/index.ts'
import { openTestHouse, personOf, population, publicSeat, refused, type TestHouse } from '../house.ts'
import { answersTo, selfSeat } from '../rights/scene.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const item = 'old_age_allowance'
const sweep = () => house.platform.sweeper.once()

/** A person's application, granted by the county. */
async function granted(who: CastKey): Promise<string> {
  const chair = house.self(who)
  const form = await house.call(chair, service.prepare, { item })
  const { number } = await house.call(chair, service.apply, { item, answers: answersTo(form), confirmed: true })
  const step = (clerk: CastKey, seq: number, action: string) => house.call(house.seat(clerk), service.take, { number, seq, action, note: '核对无误' })
  await step('zhang', 1, 'accept')
  await step('zhang', 2, 'examine')
  await step('cheng', 3, 'grant')
  return number
}

/** A visit to a clerk's window, and the seat of the rating screen that is handed over. */
async function visited(clerk: CastKey, guest: { name: string; id_number: string }, about?: string) {
  const attendance = await house.call(house.seat(clerk), people.attend, { name: guest.name, identity: guest.id_number, manner: 'present' })
  const { token } = await house.call(house.seat(clerk), rating.invite, { attendance: attendance.attendance, ...(about && { item: about }) })
  return { attendance, token, screen: await house.platform.seatOf({ pass: token }) }
}
const todo = async (who: CastKey) => (await house.call(house.seat(who), service.todo, {})).items
const act = async (who: CastKey, number: string, action: string, note: string) => {
  const { seq } = await house.call(house.seat(who), service.show, { number })
  await house.call(house.seat(who), service.take, { number, seq, action, note })
  await sweep()
}

test('an elder rates her case once, after its end; the bad grade is contacted, mended, asked about again and closed, and she is told what was done', async () => {
  const xu = house.self('xu')
  const number = await granted('xu')
  assert.equal(await refused(house.call(house.self('lu'), rating.give, { number, grade: 1 })), 'found.nothing')
  assert.deepEqual(await house.call(xu, rating.of, { number }), { may: true, reachable: true, given: null })
  assert.deepEqual(await house.call(xu, rating.give, { number, grade: 2, words: '电话一直打不通' }), { bad: true })
  assert.equal(await refused(house.call(xu, rating.give, { number, grade: 5 })), 'rating.given')
  await sweep()

  const [row] = await todo('shao')
  assert.equal(row?.title, '差评跟进：高龄津贴')
  const followUp = row!.number
  const seen = await house.call(house.seat('shao'), service.show, { number: followUp })
  assert.deepEqual(seen.clocks.map(one => [one.name, one.days]).sort(), [['contact', 1], ['fix', 15]])
  assert.deepEqual(seen.about.find(one => one.name === '说了什么')?.shown, '电话一直打不通')
  assert.ok(!JSON.stringify(seen).includes('徐㛃英') && !JSON.stringify(seen).includes(xu.person!), 'who rated does not stand in the case')

  assert.equal((await house.call(house.seat('shao'), rating.contact, { number: followUp })).name, '徐㛃英')
  await sweep()
  const lookers = await house.call(xu, people.lookers, {})
  assert.ok(lookers.items.some(one => one.actor_name === '邵军' && one.purpose.includes('联系评价人')))
  await act('shao', followUp, 'contact', '已电话联系，核实属实')
  await act('shao', followUp, 'fix', '增加一部咨询电话。')
  assert.deepEqual((await house.call(xu, rating.of, { number })).given?.follow, { state: 'rating_revisit', state_name: '待回访', done: '增加一部咨询电话。' })
  await act('shao', followUp, 'again', '还是占线')
  await act('shao', followUp, 'fix', '再加一部')
  await act('shao', followUp, 'close', '认可')
  assert.equal((await house.call(xu, rating.of, { number })).given?.follow?.state, 'rating_closed')
  assert.equal((await house.call(house.seat('shao'), service.show, { number: followUp })).case.closed, true)
  await sweep()
  const told = await house.call(xu, messages.list, {})
  assert.ok(told.items.some(one => one.body.includes('增加一部咨询电话。我们会再联系您')))
})

test('who is rated learns the day and the words, not the person; examiners and the next village cannot open the follow-up', async () => {
  const { items, rate } = await house.call(house.seat('cheng'), rating.own, {})
  assert.equal(items[0]?.words, '电话一直打不通')
  assert.equal(rate.good_permille, null, 'a share of one is not a share')
  assert.ok(!JSON.stringify(items).includes('徐'))
  assert.throws(() => idTime(items[0]!.rating), RangeError, 'the number of a grade does not hold the minute at which it was given')
  const number = (await house.call(house.seat('shao'), rating.bad, {})).items[0]!.number!
  for (const key of ['cheng', 'zhang', 'wu', 'song'] as const) assert.ok(['right.missing', 'case.recused', 'found.nothing'].includes(await refused(house.call(house.seat(key), service.show, { number }))), key)
  for (const key of ['meng', 'ding'] as const) assert.equal(await refused(house.call(house.seat(key), service.show, { number })), 'found.nothing')
  assert.equal(await refused(house.call(house.seat('cheng'), rating.contact, { number })), 'right.missing')
  for (const key of ['ding', 'meng', 'jiang'] as const) {
    const page = await house.call(house.seat(key), rating.own, {})
    assert.deepEqual([page.items, page.count.n, page.rate.n], [[], 0, 0])
  }
  assert.equal(await refused(house.call(house.seat('cheng'), rating.workers, {})), 'right.missing')
  const supervised = await house.call(house.seat('shao'), rating.workers, {})
  assert.deepEqual(supervised.items.map(one => [one.name, one.n]), [['程伟', 1]])
})

test('at a window the clerk hands over: the grade is given in the chair of the person served, once, and the clerk cannot type it', async () => {
  const gu = personOf('gu')
  const { attendance, token, screen } = await visited('jiang', gu, item)
  const serving = house.serving('jiang', attendance)
  assert.equal(await refused(house.call(serving, rating.cast, { grade: 5 })), 'right.missing')
  assert.equal(await refused(house.call(house.seat('jiang'), rating.cast, { grade: 5 })), 'right.missing')
  assert.equal(await refused(house.call(house.seat('han'), rating.invite, { attendance: attendance.attendance })), 'found.nothing', 'another clerk’s visit')
  assert.equal(screen.person, gu.id)
  // The pass opens nothing else of hers.
  assert.equal(await refused(house.call(screen, people.mine, {})), 'right.missing')
  assert.equal(await refused(house.call(screen, service.mine, {})), 'right.missing')
  const { item_name, reachable } = await house.call(screen, rating.ballot, {})
  assert.deepEqual([item_name, reachable], ['高龄津贴', false], 'nobody is promised a call who has no telephone')
  const raced = await Promise.allSettled([5, 1, 4].map(grade => house.call(screen, rating.cast, { grade: grade as rating.Grade })))
  assert.equal(raced.filter(one => one.status === 'fulfilled').length, 1, 'one visit, one grade, also of three who press at once')
  assert.equal((await house.call(screen, rating.ballot, {})).given, true)
  const second = await house.call(house.seat('jiang'), rating.invite, { attendance: attendance.attendance })
  assert.equal(await refused(house.call(await house.platform.seatOf({ pass: second.token }), rating.cast, { grade: 1 })), 'rating.given')
  assert.equal(await refused(house.platform.seatOf({ pass: `${token}x` })), 'rating.pass_over')
  // Received again the same day by the same clerk she is asked nothing more; of two screens at once one counts.
  assert.equal(await refused(house.call((await visited('jiang', gu)).screen, rating.cast, { grade: 5 })), 'rating.given')
  const screens = [(await visited('jiang', personOf('shen'))).screen, (await visited('jiang', personOf('shen'))).screen]
  assert.deepEqual((await Promise.allSettled(screens.map(one => house.call(one, rating.cast, { grade: 5 })))).map(one => one.status).sort(), ['fulfilled', 'rejected'])
  const [kept] = await house.admin<{ n: number }[]>`select count(*)::int as n from rating.ballot b where b::text like ${`%${token}%`}`
  assert.equal(kept!.n, 0, 'of the token only a digest is kept')
  house.at = new Date(Date.now() + 11 * 60_000).toISOString()
  assert.equal(await refused(house.call(screen, rating.ballot, {})), 'found.nothing', 'ten minutes later it is over')
  house.at = null
})

test('a grade given in bad faith is appealed against: the clocks stand still, the supervisor decides, and what is upheld no longer counts', async () => {
  const zhou = personOf('zhou')
  const { screen } = await visited('jiang', zhou)
  await house.call(screen, rating.cast, { grade: 1, words: '辱骂的话' })
  await sweep()
  const [mine] = (await house.call(house.seat('jiang'), rating.own, {})).items.filter(one => one.words === '辱骂的话')
  assert.equal(mine?.appeal, 'open')
  assert.equal(await refused(house.call(house.seat('zhang'), rating.appeal, { rating: mine!.rating, reason: '不是我' })), 'found.nothing')
  const before = await house.call(publicSeat, rating.published, { place: '329901', by: 'window' })
  await house.call(house.seat('jiang'), rating.appeal, { rating: mine!.rating, reason: '当时没有办理，有录像' })
  assert.equal(await refused(house.call(house.seat('jiang'), rating.appeal, { rating: mine!.rating, reason: '再来一次' })), 'rating.no_appeal')
  await sweep()
  const row = (await todo('shao')).find(one => one.title === '差评跟进：窗口服务')!
  assert.equal(row.state, 'rating_appealed')
  const view = await house.call(house.seat('shao'), service.show, { number: row.number })
  assert.deepEqual(view.clocks.filter(one => one.stopped).map(one => one.name).sort(), ['contact', 'fix'])
  await act('shao', row.number, 'uphold', '录像证实没有办理过。')
  const now = await house.call(publicSeat, rating.published, { place: '329901', by: 'window' })
  assert.equal(now.items[0]!.n, before.items[0]!.n - 1)
  assert.equal((await house.call(house.seat('jiang'), rating.own, {})).items.find(one => one.rating === mine!.rating)?.counted, false)
})

test('an appeal that is dismissed goes on where it was, with the time that was left', async () => {
  const lu = personOf('lu')
  const { screen } = await visited('jiang', lu)
  await house.call(screen, rating.cast, { grade: 2 })
  await sweep()
  const mine = (await house.call(house.seat('jiang'), rating.own, {})).items.find(one => one.appeal === 'open')
  await house.call(house.seat('jiang'), rating.appeal, { rating: mine!.rating, reason: '我没有怠慢' })
  await sweep()
  const { number } = (await todo('shao')).find(one => one.state === 'rating_appealed')!
  await act('shao', number, 'dismiss', '态度确有不当')
  const view = await house.call(house.seat('shao'), service.show, { number })
  assert.equal(view.case.state, 'rating_contact')
  assert.deepEqual(view.clocks.filter(one => one.stopped), [])
  assert.equal((await house.call(house.seat('jiang'), rating.own, {})).items.find(one => one.rating === mine!.rating)?.appeal, 'made')
})

test('two processes that sweep at once open one follow-up', async () => {
  const { screen } = await visited('jiang', population.persons.find(one => one.place.startsWith('329901100') && one.birth_date < '1980' && one.birth_date > '1960')!)
  await house.call(screen, rating.cast, { grade: 1 })
  await Promise.all([sweep(), sweep(), sweep()])
  const [counted] = await house.admin<{ cases: number; ratings: number }[]>`
    select (select count(*)::int from process."case" where topic = 'rating_follow_up') as cases, (select count(*)::int from rating.rating where bad) as ratings`
  assert.equal(counted!.cases, counted!.ratings)
})

test('whatever is given, the public counts are those of the ratings, and a share is shown only from the number of the rule', async () => {
  const guests = population.persons.filter(one => one.place.startsWith('329901001') && one.birth_date < '1990' && one.birth_date > '1950')
  let next = 0
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ grade: fc.constantFrom(1, 2, 3, 4, 5), about: fc.boolean() }), { minLength: 3, maxLength: 6 }), async visits => {
    for (const { grade, about } of visits) {
      const { screen } = await visited('han', guests[next++]!, about ? item : undefined)
      await house.call(screen, rating.cast, { grade: grade as rating.Grade })
    }
    for (const by of ['item', 'window'] as const) {
      const { items, shown_from, count } = await house.call(publicSeat, rating.published, { by })
      assert.equal(count.n, items.length)
      for (const one of items) {
        const column = by === 'item' ? 'item' : 'window_then'
        const rows = await house.admin<{ grade: number; n: number }[]>`
          select grade, count(*)::int as n from rating.rating where ${house.admin(column)} = ${one.subject} and voided_at is null group by grade`
        assert.deepEqual(one.grades.filter(each => each.n > 0), [...rows].map(row => ({ grade: row.grade, n: row.n })).sort((a, b) => b.grade - a.grade))
        assert.equal(one.good_permille === null, one.n < shown_from)
      }
    }
  }), { numRuns: 5 })
})

test('a grade that is none, words that are too long, a case that is under way: each refused with a sentence, and nothing is kept', async () => {
  const someone = population.persons.find(one => one.hukou_place.startsWith('329901001001') && one.birth_date < '1944' && one.alive)!
  const chair = selfSeat(someone)
  const form = await house.call(chair, service.prepare, { item })
  const { number } = await house.call(chair, service.apply, { item, answers: answersTo(form), confirmed: true })
  const before = await house.admin`select count(*) as n from rating.rating`
  assert.equal(await refused(house.call(chair, rating.give, { number, grade: 5 })), 'rating.not_ended')
  assert.equal(await refused(house.call(chair, rating.give, { number, grade: 0 as never })), 'input.invalid')
  assert.equal(await refused(house.call(chair, rating.give, { number, grade: 5, words: '长'.repeat(501) })), 'input.invalid')
  assert.deepEqual(await house.admin`select count(*) as n from rating.rating`, before)
})
