import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as matters from '../../contract/matter.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import type { AgentGiven } from '../../contract/agency.ts'
import { parseIdentity } from '../../contract/identifiers.ts'
import { answersTo } from './answers.ts'
import { openTestHouse, personOf, population, refusal, refused, type TestHouse } from '../house.ts'

// Who comes for another (代办) is known, shows on what they rest, and stands on the case for everybody who reads it.
let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const item = 'old_age_allowance'
const daughter = (): AgentGiven => ({ name: personOf('shen').name, identity: personOf('shen').id_number, relation: '20', by: 'letter' })
const visit = (agent?: Partial<AgentGiven>) => {
  const { name, id_number: identity } = personOf('gu')
  return house.call(house.seat('jiang'), people.attend, { name, identity, manner: 'mandate', ...agent && { agent: { ...daughter(), ...agent } } })
}
/** A number of another province (Zhejiang) of which nothing but its first and its last digit is that of another. */
function likeIn(other: string): string {
  for (let n = 0; ; n++) {
    const number = `${other[0]}30106${1960 + n % 30}0101${String(100 + n)}`
    const sum = [...number].reduce((all, digit, i) => all + Number(digit) * (2 ** (17 - i) % 11), 0)
    const whole = number + '10X98765432'[sum % 11]
    if (whole.at(-1) === other.at(-1) && parseIdentity(whole).ok) return whole
  }
}
const faults = async (doing: Promise<unknown>) => (await refusal(doing)).fields?.map(field => field.path)

test('whoever comes for another says who they are, and a promise is for near relatives of age', async () => {
  assert.deepEqual(await faults(visit()), ['agent'])
  assert.deepEqual(await faults(visit({ identity: '329901197001010012' })), ['agent.identity'], 'a number that cannot be')
  assert.deepEqual(await faults(visit({ identity: personOf('gu').id_number })), ['agent.identity'], 'one does not act for oneself')
  assert.deepEqual(await faults(visit({ relation: '92', by: 'promise' })), ['agent.by'])
  const { name, id_number: identity } = personOf('gu')
  assert.deepEqual(await faults(house.call(house.seat('jiang'), people.attend, { name, identity, manner: 'present', agent: daughter() })), ['agent'])
  const child = population.persons.find(one => one.birth_date > '2015')!
  assert.deepEqual(await faults(visit({ name: child.name, identity: child.id_number, relation: '50' })), ['agent.identity'], 'a grandchild of ten')
  assert.deepEqual(await faults(visit({ name: '何平', identity: personOf('xu').id_number, relation: '92' })), ['agent.name'], 'the number of somebody else')
  const clerk = personOf('jiang')
  assert.deepEqual(await faults(visit({ name: `${clerk.name}某`, identity: clerk.id_number })), ['agent.name'], 'a clerk under their own number and a name misspelt')
  assert.equal(await refused(visit({ name: clerk.name, identity: clerk.id_number })), 'serving.self', 'a clerk does not receive themselves')
})

let number = ''
test('a daughter applies for her mother: without the letter nothing is opened; with it she stands on the case, its first step and its receipt', async () => {
  const chair = house.serving('jiang', await visit({}))
  const form = await house.call(chair, service.prepare, { item })
  const given = { item, answers: answersTo(form), confirmed: true as const }
  assert.deepEqual(await faults(house.call(chair, service.apply, given)), ['papers.proxy_letter'])
  assert.deepEqual(await faults(house.call(chair, matters.apply, { items: ['elder_card'], answers: {}, confirmed: true })).then(paths => paths?.includes('items.elder_card.papers.proxy_letter')), true)
  const letter = await house.call(chair, service.keepFile, { name: '委托书.jpg', type: 'image/jpeg', size: 900, digest: 'd'.repeat(64) })
  number = (await house.call(chair, service.apply, { ...given, papers: [{ kind: 'proxy_letter', file: letter.id }] })).number
  const seen = await house.call(house.seat('zhang'), service.show, { number })
  assert.deepEqual([seen.agent?.name, seen.agent?.relation, seen.agent?.by, seen.letter], ['沈梅', '20', 'letter', null])
  assert.match(seen.agent!.identity_masked, /^\d\*{16}[\dX]$/)
  assert.equal(seen.timeline[0]?.agent, '代办人沈梅（子女），凭委托书')
  assert.equal((await house.call(house.self('gu'), service.notice, { number, seq: 1 })).agent, '代办人沈梅（子女），凭委托书')
  const [kept] = await house.admin<{ agent_identity: string }[]>`select agent_identity from territory.attendance where agent_name = '沈梅' order by opened_at desc limit 1`
  assert.ok(!kept!.agent_identity.includes(personOf('shen').id_number.slice(6, 14)), 'the number is sealed')
  assert.equal(await refused(house.call(house.seat('meng'), service.show, { number })), 'found.nothing', 'the next town sees nothing')
  assert.equal(await refused(house.call(house.self('shen'), service.show, { number })), 'found.nothing', 'to act once is no right to read on')
})

test('another agent shows their own letter before they withdraw it; the one who is known need not again', async () => {
  // From another province, so that nobody is registered under the number: of the same name, with the same first and last digit.
  const neighbour = { name: personOf('shen').name, identity: likeIn(personOf('shen').id_number), relation: '92', by: 'letter' as const }
  const other = house.serving('jiang', await visit(neighbour))
  assert.deepEqual((await house.call(other, service.mine, {})).items, [], 'what others do for her is not listed to an agent')
  assert.deepEqual((await house.call(other, matters.mine, {})).items, [])
  const shown = await house.call(other, service.show, { number })
  assert.deepEqual([shown.letter?.kind, shown.letter?.name], ['proxy_letter', '委托书'])
  assert.deepEqual(await faults(house.call(other, service.take, { number, seq: 1, action: 'withdraw' })), ['papers.proxy_letter'])
  const known = house.serving('jiang', await visit({}))
  assert.deepEqual((await house.call(known, service.mine, {})).items.map(row => row.number), [number])
  assert.equal((await house.call(known, service.show, { number })).letter, null)
  await house.call(known, service.take, { number, seq: 1, action: 'withdraw' })
  const after = await house.call(house.self('gu'), service.show, { number })
  assert.deepEqual(after.timeline.map(step => step.agent), ['代办人沈梅（子女），凭委托书', '代办人沈梅（子女），凭委托书'])
})
