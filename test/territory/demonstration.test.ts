import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { reorganise, search, show } from '../../contract/place.ts'
import { publicSeat, type Seat } from '../../server/kernel/seat.ts'
import { strayRows } from '../../server/ground/territory/index.ts'
import { openTestHouse, population, type TestHouse } from '../house.ts'

let house: TestHouse
const admin: Seat = { chair: 'desk', office: 'province_admin', place: '32', actor: '00000000-0000-4000-8000-000000000001', actorName: '省厅', person: null, personName: null, mandate: null, attendance: null }

before(async () => { house = await openTestHouse() })
after(() => house.close())

test('the street and the town of the demonstration become one with everybody in it, and nobody is lost', async () => {
  const persons = population.persons.filter(person => /^329901(001|100)/.test(person.place)).length
  const count = async () => (await house.admin<{ n: number }[]>`select count(*) as n from registry.person where place like '329901%'`)[0]!.n
  const before = await count()
  const input = { event: { kind: 'merged' as const, codes: ['329901001', '329901100'], code: '329901001', name: '柳禾街道', type: '街道' }, effective: '2026-11-01', basis: '省政府批复' }
  house.at = '2026-11-22T02:00:00Z'
  const rehearsed = await house.call(admin, reorganise, { ...input, rehearse: true })
  const done = await house.call(admin, reorganise, input)
  assert.deepEqual(done.moved, rehearsed.moved)
  assert.ok(done.moved['registry.person']! > 0 && done.unchanged)
  assert.equal(await count(), before)
  const [counted] = await house.admin<{ n: number }[]>`select sum(n)::bigint as n from kernel.counter where place = '329901001' and kind = 'person'`
  assert.equal(counted!.n, persons)
  assert.deepEqual(await strayRows(house.admin), [])
  const { items } = await house.call(publicSeat, search, { text: 'dhc', within: '3299' })
  assert.equal(items[0]?.path, '云川市（演示）柳湖区（演示）柳禾街道稻禾村')
  assert.equal((await house.call(publicSeat, show, { code: '329901001' })).counts.community, 10)
})
