import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as service from '../../contract/service.ts'
import { openTestHouse, personOf, refusal, type TestHouse } from '../house.ts'
import { answersTo, applied, deskSeat, eldersOf, plausible } from '../rights/scene.ts'

// The one-time notice (行政许可法第三十二条) asks for what the item's guide names and nobody has supplied, and says what is wrong with it.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const street = deskSeat('street_examiner', '329901001', personOf('zhang'))
const supplement = (number: string, papers: string[], note = '存折照片看不清账号') =>
  house.call(street, service.take, { number, seq: 1, action: 'request_supplement', note, data: { papers } })
const offered = async (number: string) => (await house.call(street, service.show, { number })).choices.find(one => one.action === 'request_supplement')
  ?.fields.find(one => one.type === 'papers')?.choices.map(one => [one.code, one.label])
const paths = async (call: Promise<unknown>) => (await refusal(call)).fields?.map(one => one.path)

test('only the papers of the item are offered and taken, and none that a register supplied', async () => {
  const number = await applied(house, eldersOf('329901001')[0]!)
  assert.deepEqual(await offered(number), [['bank_proof', '银行账户证明']])
  for (const kind of ['charter', 'medical_papers', 'residence_proof', 'hukou', 'identity', 'proxy_letter']) {
    assert.deepEqual(await paths(supplement(number, [kind])), ['data.papers'], kind)
  }
  assert.deepEqual(await paths(supplement(number, ['bank_proof', 'other'])), ['data.papers'], 'nor one beside a right one')
  assert.equal((await supplement(number, ['bank_proof'])).state, 'supplement_requested')
})

test('a reason of a word is none: it says which paper is wrong and how', async () => {
  const number = await applied(house, eldersOf('329901001')[1]!)
  for (const note of ['补', '。。。。。。。', '补补补补补补补', '材料不全']) {
    const no = await refusal(supplement(number, ['bank_proof'], note))
    assert.deepEqual([no.code, no.fields?.map(one => one.path)], ['input.invalid', ['note']], note)
    assert.match(no.fields![0]!.message, /至少 6 个字，例如/)
  }
  const choice = (await house.call(street, service.show, { number })).choices.find(one => one.action === 'request_supplement')!
  assert.equal(choice.note_least, 6, 'the page knows it before it asks')
})

test('what was handed over from the licence library is not asked for again; what was not, may be', async () => {
  const xu = house.self('xu')
  const apply = async (item: string, more: object) => {
    const form = await house.call(xu, service.prepare, { item })
    const answers = { ...answersTo(form), ...Object.fromEntries(form.fields.filter(one => one.editable && one.state !== 'held').map(one => [one.element, one.choices[0]?.code ?? plausible[one.element] ?? '2025-01-01'])) }
    if ('licences' in more) delete answers['matter.permit_number']
    return (await house.call(xu, service.apply, { item, answers, confirmed: true, ...more })).number
  }
  const without = await apply('permit_endorsement', {})
  assert.deepEqual(await offered(without), [['permit', '居住证']], 'nobody supplied it')
  assert.equal((await supplement(without, ['permit'], '请补交居住证正反面照片')).state, 'supplement_requested')
  await house.call(xu, service.take, { number: without, seq: 2, action: 'withdraw' })

  const permit = await apply('residence_permit', {})
  const county = deskSeat('county_civil_affairs', '329901', personOf('cheng'))
  for (const [seq, seat, action] of [[1, street, 'accept'], [2, street, 'examine'], [3, county, 'grant']] as const) {
    await house.call(seat, service.take, { number: permit, seq, action, note: '符合条件' })
  }
  const number = await apply('permit_endorsement', { licences: ['permit'] })
  assert.equal(await offered(number), undefined, 'there is nothing left to ask for')
  const receiptOf = async (of: string) => (await house.call(xu, service.notice, { number: of, seq: 1 })).body.join('')
  assert.match(await receiptOf(number), /经您同意从证照库取得、只用于本次办理的证照：居住证。/, 'the receipt says what was used')
  assert.ok(!(await receiptOf(without)).includes('证照库') && (await receiptOf(without)).includes('没有收取材料'))
  assert.deepEqual(await paths(supplement(number, ['permit'], '请补交居住证正反面照片')), ['data.papers'])
})
