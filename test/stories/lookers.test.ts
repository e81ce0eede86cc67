import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { openTestHouse, personOf, refused, type TestHouse } from '../house.ts'
import { applied, deskSeat, eldersOf, selfSeat } from '../rights/scene.ts'

// Who looked: one row for one person, one matter and one day, and each look behind it.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const zhang = deskSeat('street_examiner', '329901001', personOf('zhang'))
const cheng = deskSeat('county_civil_affairs', '329901', personOf('cheng'))

test('a day of work on one matter is one row with a count, opened it says each look; another day and another person are others', async () => {
  const elder = eldersOf('329901001')[6]!
  house.at = '2026-11-20T01:00:00Z'
  const number = await applied(house, elder)
  for (const at of ['2026-11-20T02:00:00Z', '2026-11-20T06:00:00Z', '2026-11-20T09:00:00Z']) {
    house.at = at
    await house.call(zhang, service.show, { number })
  }
  await house.call(zhang, service.notice, { number, seq: 1 })
  await house.call(cheng, service.show, { number })
  house.at = '2026-11-20T16:30:00Z'
  await house.call(zhang, service.show, { number })
  const { items, count } = await house.call(selfSeat(elder), people.lookers, {})
  assert.deepEqual(items.map(one => [one.actor_name, one.times]), [['章文', 1], [personOf('cheng').name, 1], ['章文', 4]], 'half past midnight is the next day')
  assert.equal(count.n, 3)
  assert.deepEqual(items[2]!.looks.map(one => one.operation_name), ['打印文书', '打开办件', '打开办件', '打开办件'])
  assert.ok(items[2]!.looks.every(one => one.purpose.includes(number)))
  assert.deepEqual([items[2]!.first_at, items[2]!.at], ['2026-11-20T02:00:00.000Z', '2026-11-20T09:00:00.000Z'])
  const first = await house.call(selfSeat(elder), people.lookers, { limit: 2 })
  const next = await house.call(selfSeat(elder), people.lookers, { limit: 2, after: first.next! })
  assert.deepEqual([...first.items, ...next.items].map(one => one.at), items.map(one => one.at), 'no page cuts a day in two')
  assert.equal(await refused(house.call(house.seat('ding'), people.lookers, {})), 'right.missing')
})
