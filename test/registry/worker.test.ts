import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { identityCheck } from '../../contract/identifiers.ts'
import * as people from '../../contract/person.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, population, refusal, refused, type TestHouse } from '../house.ts'

// What a worker of a community may say of people, alone and with a second.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const community = '329901001001'
const someone = population.persons.find(one => one.place.startsWith(community) && !one.bank_account && one.birth_date > '1990')!
const record = async (seat: Seat, value: string, source: 'collected' | 'verified', element = 'person.bank_account', id = someone.id) =>
  (await house.call(seat, people.record, { id, element, value, source, purpose: '核对账户' })).facts.find(fact => fact.element === element)

test('a bank account is not verified by one worker alone, nor by a second who says something else', async () => {
  const song = house.seat('song')
  const colleague = { ...song, actor: newId(), actorName: '同事' }
  const [account, other] = ['6222020000000000000', '6217001234567890122']
  const alone = await refusal(record(song, account, 'verified'))
  assert.deepEqual([alone.code, alone.fields?.[0]?.path], ['fact.needs_second', 'person.bank_account'])
  assert.equal((await record(song, account, 'collected'))?.source, 'collected')
  assert.equal(await refused(record(song, account, 'verified')), 'fact.needs_second')
  assert.equal(await refused(record(colleague, other, 'verified')), 'fact.needs_second')
  const verified = await record(colleague, account, 'verified')
  assert.deepEqual([verified?.source, verified?.collector_name], ['verified', '同事'])
  assert.equal((await record(colleague, account, 'verified'))?.source, 'verified', 'said again it stays')
  await record(song, '教师', 'collected', 'person.occupation')
  assert.equal((await record(colleague, '教师', 'verified', 'person.occupation'))?.source, 'verified', 'also what is not sealed')
})

test('nobody records facts about themselves from a desk', async () => {
  const song = personOf('song')
  const here = { ...house.seat('song'), place: song.place.slice(0, 12) }
  for (const source of ['collected', 'verified'] as const) assert.equal(await refused(record(here, '6222020000000000000', source, 'person.bank_account', song.id)), 'right.own')
})

test('an old residence card of foreigners is registered with birth and sex, which its number does not tell', async () => {
  const of = (more: object) => house.call(house.seat('song'), people.register, { name: 'Ivan Petrov', identity: 'RUS123456789012', place: community, address: '8号', purpose: '居留登记', ...more })
  const wrong = async (more: object) => { const { code, fields } = await refusal(of(more)); return [code, fields?.[0]?.path] }
  assert.deepEqual(await wrong({}), ['identity.invalid', 'birth_date'])
  assert.deepEqual(await wrong({ birth_date: '1960-04-05' }), ['identity.invalid', 'sex'])
  assert.deepEqual(await wrong({ birth_date: '2099-04-05', sex: '1' }), ['identity.invalid', 'birth_date'])
  assert.deepEqual(await wrong({ birth_date: '1860-04-05', sex: '1' }), ['identity.invalid', 'birth_date'])
  assert.deepEqual(await wrong({ birth_date: '1960-04-05', sex: '3' }), ['input.invalid', 'sex'])
  const { id } = await of({ birth_date: '1960-04-05', sex: '1' })
  const { person, facts } = await house.call(house.seat('song'), people.show, { id, purpose: '走访' })
  assert.deepEqual([person.birth_date, person.sex, person.identity_masked], ['1960-04-05', '男', 'R*************2'])
  assert.equal(facts.find(fact => fact.element === 'person.identity_kind')?.shown, '外国人永久居留证（旧版）')
  const digits = '32990119500101991'
  assert.deepEqual(await wrong({ identity: digits + identityCheck(digits), birth_date: '1951-01-01' }), ['identity.invalid', 'birth_date'])
})
