import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { identityCheck } from '../../contract/identifiers.ts'
import * as people from '../../contract/person.ts'
import { openTestHouse, population, type TestHouse } from '../house.ts'
import { selfSeat } from '../rights/scene.ts'

// What a roster tells does not lead to a whole number, and who is singled out in it can read that.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const community = '329901001003'
const worker = () => house.seat('tang', 'community_worker')
const looksOf = async (person: { id: string; name: string }) => (await house.call(selfSeat(person), people.lookers, {})).items.filter(one => one.operation_name === '查看居民名册')

/** Every number that fits a mask, a birth date, a sex and the area codes of the demonstration. */
function fitting(mask: string, birth: string, sex: string): string[] {
  const found: string[] = []
  const areas = [...new Set(population.persons.map(one => one.id_number.slice(0, 6)))]
  for (const area of areas) for (let n = 0; n < 1000; n++) {
    const digits = area + birth.replaceAll('-', '') + String(n).padStart(3, '0')
    if ((n % 2 === 1) !== (sex === '男')) continue
    const number = digits + identityCheck(digits)
    if ([...mask].every((sign, i) => sign === '*' || sign === number[i])) found.push(number)
  }
  return found
}

test('a mask with the birth date beside it leaves many numbers, for everybody of a community', async () => {
  const { items } = await house.call(worker(), people.list, { limit: 50 })
  assert.ok(items.length >= 40)
  for (const row of items) {
    assert.match(row.identity_masked, /^.\*{10,}.$/)
    const { birth_date } = population.persons.find(one => one.id === row.id)!
    const many = fitting(row.identity_masked, birth_date, row.sex).length
    assert.ok(many > 30, `${many} numbers fit`)
  }
})

test('a roster tells age, and no birth date, telephone or address', async () => {
  const { items } = await house.call(worker(), people.list, { limit: 1 })
  assert.deepEqual(Object.keys(items[0]!).sort(), ['age', 'id', 'identity_masked', 'living', 'name', 'place', 'place_name', 'resides', 'sex'])
})

test('a search that finds a handful leaves a trace with each of them; leafing through the roster leaves none', async () => {
  const one = population.persons.find(other => other.place.startsWith(community) && other.birth_date < '1990' && other.name.length === 3
    && population.persons.filter(person => person.name === other.name).length === 1)!
  await house.call(worker(), people.list, {})
  await house.call(worker(), people.list, { min_age: 18 })
  assert.deepEqual(await looksOf(one), [])
  const { count } = await house.call(worker(), people.list, { text: one.name })
  assert.equal(count.n, 1)
  const [look, ...more] = await looksOf(one)
  assert.deepEqual([look?.actor_name, look?.purpose, more.length], ['唐洁', '按姓名查找', 0])
  await house.call(worker(), people.list, { text: one.name[0]!, limit: 1 })
  assert.equal((await looksOf(one)).length, 1, 'a surname finds a crowd')
})
