import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as service from '../../contract/service.ts'
import type { DemoPerson } from '../../server/demo/index.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { applied, eldersOf, selfSeat } from '../rights/scene.ts'

// Figures of the level below: what is kept as a counter is what a count would say, through opening and every kind of end.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const [stays, withdraws, late] = eldersOf('329901001').filter(one => one.birth_date < '1946-03-01').slice(-3) as [DemoPerson, DemoPerson, DemoPerson]
interface Counted { total: number; open: number; late: number }
const kept = async (seat: Parameters<TestHouse['call']>[0], place: string): Promise<Counted> => {
  const { items } = await house.call(seat, service.figures, {})
  const { total, open, late } = items.find(one => one.place === place) ?? { total: 0, open: 0, late: 0 }
  return { total, open, late }
}
const counted = async (place: string): Promise<Counted> => {
  const [row] = await house.admin<Counted[]>`select count(*) as total, count(*) filter (where awaits is not null) as open,
    count(*) filter (where awaits is not null and due_at < ${house.at}) as late from process."case" where place like ${`${place}%`}`
  return { ...row! }
}
const agree = async (what: string) => {
  for (const [seat, place] of [[house.seat('cheng'), '329901001'], [house.seat('kong'), '3299']] as const) {
    assert.deepEqual(await kept(seat, place), await counted(place), `${what}: ${place}`)
  }
  const community = (await house.call(house.seat('zhang'), service.figures, {})).items
  for (const { place, total, open, late } of community) assert.deepEqual({ total, open, late }, await counted(place), `${what}: ${place}`)
}

test('open, closed and late cases: the figures of street, county and province are the counts', async () => {
  house.at = '2026-03-02T10:00:00+08:00'
  await agree('before')
  const before = await kept(house.seat('cheng'), '329901001')
  const numbers = [await applied(house, stays), await applied(house, withdraws), await applied(house, late)]
  await agree('opened')
  await house.call(selfSeat(withdraws), service.take, { number: numbers[1]!, seq: 1, action: 'withdraw', note: '不办了' })
  await house.call(house.seat('zhang'), service.take, { number: numbers[0]!, seq: 1, action: 'accept' })
  await agree('withdrawn and accepted')
  const after = await kept(house.seat('cheng'), '329901001')
  assert.deepEqual([after.total - before.total, after.open - before.open], [3, 2])
  house.at = '2026-04-20T10:00:00+08:00'
  await agree('late')
  assert.ok((await kept(house.seat('cheng'), '329901001')).late > before.late)
})
