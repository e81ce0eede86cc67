import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import * as person from '../../contract/person.ts'
import { canonicalJson } from '../../server/kernel/crypto/index.ts'
import { guardOf } from '../../server/kernel/answers.ts'
import { newId } from '../../server/kernel/ids.ts'
import { vaultOf } from '../../server/main.ts'
import { openTestHouse, personOf, refused, type TestHouse } from '../house.ts'
import { testSecrets } from '../secrets.ts'

// What the database keeps of a command that may come twice: nothing that a stolen copy would tell, and not for ever.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

interface Kept { digest: string; response: string; operation: string }
const kept = async (key: string): Promise<Kept | undefined> => (await house.admin<Kept[]>`select digest, response, operation from kernel.idempotency where key = ${key}`)[0]
const gu = personOf('gu')
const attend = (key: string) => house.call(house.seat('jiang'), person.attend, { name: gu.name, identity: gu.id_number, manner: 'present' }, key)

test('from a copy of the database nobody tries out the number behind an attendance', async () => {
  const [first, second] = [newId(), newId()]
  await attend(first)
  await attend(second)
  const [row, other] = [(await kept(first))!, (await kept(second))!]
  // Whoever has the copy knows everything of the command but the number, and the number has few possibilities.
  const seat = house.seat('jiang')
  const asked = { name: 'window.attend', input: { name: gu.name, identity: gu.id_number, manner: 'present' }, mandate: seat.mandate, attendance: seat.attendance }
  for (const hash of ['sha256', 'sm3']) for (const said of [asked, { actor: seat.actor, key: first, ...asked }]) {
    for (const key of [Buffer.alloc(16), Buffer.alloc(32), '']) {
      const tried = createHmac(hash, key).update(canonicalJson(said), 'utf8').digest()
      assert.notEqual(Buffer.from(row.digest, 'base64url').toString('hex'), tried.toString('hex'))
    }
  }
  assert.notEqual(row.digest, other.digest, 'the same person twice looks like two')
  const guards = [testSecrets, { ...testSecrets, hash_key: Buffer.alloc(32, 'x').toString('base64') }]
    .map(secrets => guardOf(vaultOf(secrets), seat, first, 'window.attend', asked.input).digest)
  assert.deepEqual(guards.map(digest => digest === row.digest), [true, false], 'without the key of the vault there is no digest')
})

test('the answer is kept sealed, for this person under this key, and given again', async () => {
  const key = newId()
  const facts = { id: gu.id, element: 'person.residence_address', value: '荷花巷7号', source: 'collected' as const, purpose: '入户走访' }
  const first = await house.call(house.seat('song'), person.record, facts, key)
  const row = (await kept(key))!
  assert.match(row.response, /^sm1\./)
  for (const word of [gu.name, '荷花巷7号', 'facts', 'person.']) assert.ok(!row.response.includes(word), word)
  assert.deepEqual(await house.call(house.seat('song'), person.record, facts, key), first)
  assert.equal(await refused(house.call(house.seat('song'), person.record, { ...facts, purpose: '另一次' }, key)), 'idempotency.reused')
  assert.throws(() => vaultOf(testSecrets).open(row.response, `answer ${house.seat('xia').actor} ${key}`))
})

test('after two days it is cleared, not before', async () => {
  const key = newId()
  const start = Date.now()
  house.at = new Date(start).toISOString()
  await attend(key)
  house.at = new Date(start + 47 * 3_600_000).toISOString()
  await house.platform.sweeper.once()
  assert.ok(await kept(key))
  house.at = new Date(start + 49 * 3_600_000).toISOString()
  await house.platform.sweeper.once()
  assert.equal(await kept(key), undefined)
  house.at = null
})
