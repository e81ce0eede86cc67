import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scratch, type Scratch } from '../scratch.ts'
import { addPlaces } from '../../server/ground/territory/index.ts'
import { generate, type DemoWorld } from '../../server/demo/index.ts'
import { loadDemo } from '../../server/demo/load.ts'

let db: Scratch
let world: DemoWorld
before(async () => {
  db = await scratch()
  world = generate()
  // Both connections stand before the sealing begins: it leaves no turn in which one could be answered.
  await Promise.all([db.admin`select 1`, db.admin`select 1`])
  await addPlaces(db.admin, [{ code: '32', name: '江苏省', kind: '省' }], '2020-01-01')
})
after(() => db.close())

const load = (log?: (line: string) => void) =>
  loadDemo(db.admin, world, db.vault, { addPlaces: places => addPlaces(db.admin, places, '2020-01-01'), ...(log && { log }) })
const count = async (table: string, where = 'true') => Number((await db.admin.unsafe(`select count(*) as n from ${table} where ${where}`))[0]!.n)

test('the world is loaded once, whole, and says that this is a demonstration', async () => {
  const lines: string[] = []
  const [first, second] = await Promise.all([load(line => lines.push(line)), load()])
  assert.deepEqual([first, second].sort(), [false, true])
  assert.equal(await load(), false)
  assert.equal(await count('registry.person'), world.persons.length)
  assert.equal(await count('registry.identity'), world.persons.length)
  assert.equal(await count('registry.household'), world.households.length)
  assert.equal(await count('registry.member'), world.members.length)
  assert.equal(await count('registry.organisation'), world.organisations.length)
  assert.equal(await count('registry.membership'), world.memberships.length)
  const facts = world.persons.reduce((sum, one) => sum + Object.keys(one.facts).length, 0)
  assert.equal(await count('registry.assertion'), facts + 3 * world.persons.length)
  const counted = await db.admin<{ place: string; n: number }[]>`select place, n from kernel.counter where kind = 'person' order by place`
  const real = await db.admin<{ place: string; n: number }[]>`select left(place, 9) as place, count(*) as n from registry.person group by 1 order by 1`
  assert.deepEqual(counted.map(row => ({ ...row })), real.map(row => ({ ...row })))
  assert.deepEqual((await db.admin`select value from kernel.deployment where key = 'demonstration'`)[0]?.value, true)
})

test('no whole number of anybody lies in the database in clear', async () => {
  const sample = world.persons.filter((_, i) => i % 400 === 0)
  const [{ text }] = await db.admin<[{ text: string }]>`
    select string_agg(p::text, ' ') || (select string_agg(a::text, ' ') from registry.assertion a where a.subject in ${db.admin(sample.map(one => one.id))}) as text
    from registry.person p where id in ${db.admin(sample.map(one => one.id))}`
  for (const one of sample) {
    assert.ok(text.includes(one.name))
    for (const number of [one.id_number, one.phone, one.bank_account, one.facts['person.contact_phone']?.value]) if (number) assert.ok(!text.includes(number))
  }
})
