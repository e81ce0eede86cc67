import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as catalogue from '../../contract/catalogue.ts'
import * as ledger from '../../contract/ledger.ts'
import * as service from '../../contract/service.ts'
import { addDays, today } from '../../contract/time.ts'
import { openTestHouse, publicSeat, refusal, refused, type TestHouse } from '../house.ts'

// Whoever makes what residents may claim, or prices it for a county, does not put it in force: a second person does.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())
const [shao, sun, yan, cheng] = [() => house.seat('shao'), () => house.seat('sun'), () => house.seat('yan'), () => house.seat('cheng')]
const begun = (id: string) => house.call(shao(), catalogue.begin, { id, from: 'elder_card', name: '本区优待卡', summary: '本区六十岁以上居民的优待。' })
const published = async (id: string) => (await house.call(publicSeat, service.items, {})).items.some(one => one.id === id)

test('an item is made by one and published by another; nobody who had a hand in it decides', async () => {
  await begun('two_card')
  assert.equal(await refused(house.call(sun(), catalogue.publish, { id: 'two_card', revision: 0 })), 'item.not_proposed')
  const { body } = await house.call(sun(), catalogue.draft, { id: 'two_card' })
  const row = await house.call(shao(), catalogue.propose, { id: 'two_card', revision: 0 })
  assert.deepEqual([row.proposed_by, row.mine], ['邵军', true])
  assert.equal(await refused(house.call(shao(), catalogue.publish, { id: 'two_card', revision: 0 })), 'item.own')
  assert.equal(await refused(house.call(shao(), catalogue.save, { id: 'two_card', revision: 0, body })), 'item.waits', 'what waits for a decision stays as it is')
  assert.equal(await published('two_card'), false)
  const returned = await house.call(sun(), catalogue.sendBack, { id: 'two_card', revision: 0, reason: '依据要写到条款' })
  assert.deepEqual([returned.returned_why, returned.returned_by, returned.proposed_at], ['依据要写到条款', '孙颖', null])
  // 孙颖 mends a word herself: from now on she is one of its makers too.
  const { draft } = await house.call(sun(), catalogue.save, { id: 'two_card', revision: 0, body: { ...body, summary: '年满六十周岁的居民。' } })
  await house.call(shao(), catalogue.propose, { id: 'two_card', revision: draft.revision })
  assert.equal(await refused(house.call(sun(), catalogue.publish, { id: 'two_card', revision: draft.revision })), 'item.own')
  assert.equal(await refused(house.call(cheng(), catalogue.publish, { id: 'two_card', revision: draft.revision })), 'right.missing')
  // The level above decides, on the draft of the place below.
  const seen = await house.call(yan(), catalogue.draft, { id: 'two_card', place: '329901' })
  assert.deepEqual([seen.draft.mine, seen.faults, seen.changes], [false, [], []])
  assert.deepEqual(await house.call(yan(), catalogue.publish, { id: 'two_card', place: '329901', revision: draft.revision }), { id: 'two_card', version: 1 })
  assert.equal(await published('two_card'), true)
  const made = (await house.call(shao(), catalogue.made, { text: '优待卡' })).items
  assert.deepEqual(made.map(one => [one.id, one.place, one.published_by]), [['two_card', '329901', '邵军提出、严明远复核']])
})

test('a maker takes a draft back and goes on; what the next version changes is said in words and in yuan', async () => {
  await house.call(shao(), catalogue.begin, { id: 'two_card', from: 'two_card' })
  await house.call(shao(), catalogue.propose, { id: 'two_card', revision: 0 })
  const back = await house.call(shao(), catalogue.sendBack, { id: 'two_card', revision: 0, reason: '撤回修改' })
  assert.deepEqual([back.proposed_at, back.returned_why], [null, null])
  const { body } = await house.call(shao(), catalogue.draft, { id: 'two_card' })
  const params = [{ id: 'min_age', name: '最低年龄', unit: 'years', value: 65, local: 'fixed' }, { id: 'once_fen', name: '一次补助', unit: 'fen', value: 12_345, local: 'fixed' }]
  const saved = await house.call(shao(), catalogue.save, { id: 'two_card', revision: 0, body: { ...body, params, fee: '工本费五元' } })
  assert.deepEqual(saved.changes, ['标准“最低年龄”：60 岁 → 65 岁', '新增标准“一次补助”：123.45 元', '收费'])
  const county = { ...body, organs: [{ name: '县（市、区）民政局', from: '2020-01-01', to: null }] }
  const doubted = await house.call(shao(), catalogue.save, { id: 'two_card', revision: 1, body: county })
  assert.deepEqual([doubted.faults, doubted.doubts.map(one => one.path)], [[], ['organs']], 'the street decides, the paper would name a bureau of the county')
  await house.call(shao(), catalogue.discard, { id: 'two_card' })
})

test('another county sees neither a proposal nor the numbers that wait, and its drafts are not this one’s', async () => {
  await begun('three_card')
  await house.call(shao(), catalogue.propose, { id: 'three_card', revision: 0 })
  const next = { ...sun(), place: '329902' }
  assert.equal(await refused(house.call(next, catalogue.publish, { id: 'three_card', place: '329901', revision: 0 })), 'found.nothing')
  assert.equal(await refused(house.call(next, catalogue.sendBack, { id: 'three_card', place: '329901', revision: 0, reason: '不要' })), 'found.nothing')
  const { standard } = await house.call(shao(), catalogue.proposeParams, { id: 'childcare_subsidy', which: 'params', values: { yearly_fen: 370_000 }, basis: '柳政发〔2026〕3号', valid_from: today() })
  assert.equal(await refused(house.call(next, catalogue.setParams, { standard })), 'found.nothing')
  assert.deepEqual((await house.call(next, catalogue.standards, {})).items, [])
  await house.call(sun(), catalogue.returnParams, { standard, reason: '文号不对' })
  assert.equal(await refused(house.call(sun(), catalogue.setParams, { standard })), 'item.standard_decided')
})

const raise = (values: Record<string, number>, valid_from: string, back_dated?: string) => ({ id: 'old_age_allowance', which: 'params' as const, values, basis: '柳民发〔2026〕9号', valid_from, ...back_dated && { back_dated } })
const eighties = async (place = '329901') => (await house.call(yan(), catalogue.params, { id: 'old_age_allowance', place })).params.find(one => one.id === 'monthly_fen_from_80')!.value

test('money is not changed from a day that has passed, unless on purpose, with a reason, and for those who apply', async () => {
  const past = addDays(today(), -40)
  const plain = await refusal(house.call(shao(), catalogue.proposeParams, raise({ monthly_fen_from_80: 9000 }, past)))
  assert.deepEqual([plain.code, plain.fields?.map(one => one.path)], ['input.invalid', ['valid_from']])
  const lower = await refusal(house.call(shao(), catalogue.proposeParams, raise({ monthly_fen_from_80: 5500 }, past, '区里钱不够')))
  assert.deepEqual(lower.fields, [{ path: 'values.monthly_fen_from_80', message: '“80—89 周岁每月”那时是 60.00 元，追溯只能更高，不能追溯降低' }])
  const days = await refusal(house.call(shao(), catalogue.proposeParams, { ...raise({ promised_days: 10 }, past, '想快一点'), which: 'days' }))
  assert.deepEqual(days.fields?.map(one => one.path), ['valid_from'])
  assert.equal(await eighties(), 6000)

  const reason = '省厅文件规定自上月起提高'
  const { standard } = await house.call(shao(), catalogue.proposeParams, raise({ monthly_fen_from_80: 7000 }, past, reason))
  assert.equal(await eighties(), 6000)
  assert.equal((await house.call(sun(), catalogue.standards, { waiting: true })).items[0]!.back_dated, reason)
  await house.call(sun(), catalogue.setParams, { standard })
  const [rule] = await house.admin<{ source: string; valid_from: string }[]>`select source, valid_from::text from law.rule where id = 'old_age_allowance' and place = '329901' order by version desc limit 1`
  assert.deepEqual(rule, { source: `柳民发〔2026〕9号（追溯执行：${reason}）`, valid_from: past })
  const entries = (await house.call(house.seat('he'), ledger.list, {})).items.filter(one => JSON.stringify(one).includes(reason))
  assert.equal(entries.length, 2, 'the proposal and the decision stand in the ledger with the reason')
})

test('what was to hold from tomorrow and is decided later is not back-dated by the delay', async () => {
  const tomorrow = addDays(today(), 1)
  const { standard } = await house.call(shao(), catalogue.proposeParams, raise({ monthly_fen_from_80: 8000 }, tomorrow))
  house.at = `${addDays(today(), 5)}T02:00:00Z`
  assert.equal(await refused(house.call(sun(), catalogue.setParams, { standard })), 'item.too_late')
  house.at = null
  await house.call(sun(), catalogue.setParams, { standard })
  assert.notEqual(await eighties(), 8000, 'not before its day')
})

test('a standard for one number leaves the others of the place alone, and a new version that changes a word leaves the standard alone', async () => {
  const number = async (id: string) => (await house.call(shao(), catalogue.params, { id: 'own_card' })).params.find(one => one.id === id)
  const put = async (which: 'params' | 'days', values: Record<string, number>) => {
    const { standard } = await house.call(shao(), catalogue.proposeParams, { id: 'own_card', which, values, basis: '柳民发〔2026〕10号', valid_from: today() })
    await house.call(sun(), catalogue.setParams, { standard })
  }
  const publish = async (change: (body: Record<string, unknown>) => object) => {
    const { draft, body } = await house.call(shao(), catalogue.draft, { id: 'own_card' })
    const saved = await house.call(shao(), catalogue.save, { id: 'own_card', revision: draft.revision, body: { ...body, ...change(body) } })
    assert.deepEqual(saved.faults, [])
    await house.call(shao(), catalogue.propose, { id: 'own_card', revision: saved.draft.revision })
    await house.call(sun(), catalogue.publish, { id: 'own_card', revision: saved.draft.revision })
    return saved.changes
  }
  const params = (value: number, local = 'at_least') => [{ id: 'min_age', name: '最低年龄', unit: 'years', value: 60, local: 'fixed' }, { id: 'once_fen', name: '一次补助', unit: 'fen', value, local }]
  await begun('own_card')
  await publish(() => ({ params: params(10_000) }))
  assert.deepEqual((await refusal(put('params', { no_such_fen: 1 }))).fields?.map(one => one.path), ['values.no_such_fen'])
  await put('params', { once_fen: 15_000 })
  await put('days', { promised_days: 1 })
  assert.deepEqual([(await number('once_fen'))?.value, (await number('min_age'))?.value], [15_000, 60])
  assert.equal((await house.call(house.self('xu'), service.prepare, { item: 'own_card' })).eligible, true)
  assert.deepEqual([(await number('promised_days'))?.value, (await number('acceptance_days'))?.value], [1, 5], 'a term that was not proposed is still a term')

  await house.call(shao(), catalogue.begin, { id: 'own_card', from: 'own_card' })
  assert.deepEqual(await publish(() => ({ summary: '改一个字。' })), ['一句话说明'])
  assert.equal((await number('once_fen'))?.value, 15_000, 'nobody was shown that the sum falls back, so it does not')
  await house.call(shao(), catalogue.begin, { id: 'own_card', from: 'own_card' })
  await publish(() => ({ params: params(10_000, 'fixed') }))
  const [rule] = await house.admin<{ params: unknown }[]>`select params from law.rule where id = 'own_card' and place = '329901' order by version desc limit 1`
  assert.deepEqual(rule!.params, { min_age: { value: 60, local: 'fixed' }, once_fen: { value: 15_000, local: 'fixed' } }, 'what lower levels may do is part of the number')

  // The same for a county under the province: the second standard does not undo the first.
  for (const [name, value] of [['monthly_fen_from_80', 7100], ['monthly_fen_from_90', 12_000]] as const) {
    const { standard } = await house.call(shao(), catalogue.proposeParams, raise({ [name]: value }, today()))
    await house.call(sun(), catalogue.setParams, { standard })
  }
  assert.equal(await eighties(), 7100)
})

test('a standard from a later day carries only what it changes: what is changed of the others meanwhile stands on that day', async () => {
  const put = async (values: Record<string, number>, valid_from: string) => {
    const { standard } = await house.call(shao(), catalogue.proposeParams, raise(values, valid_from))
    await house.call(sun(), catalogue.setParams, { standard })
  }
  const later = addDays(today(), 40)
  await put({ monthly_fen_from_100: 40_000 }, later)
  await put({ monthly_fen_from_90: 13_000 }, today())
  await put({ monthly_fen_from_100: 35_000 }, addDays(today(), 20))
  const sums = async () => (await house.call(yan(), catalogue.params, { id: 'old_age_allowance', place: '329901' })).params.filter(one => /_from_(90|100)$/.test(one.id)).map(one => one.value)
  const before = (await sums())[1]!
  assert.deepEqual(await sums(), [13_000, before])
  house.at = `${addDays(later, 1)}T02:00:00Z`
  assert.deepEqual(await sums(), [13_000, 40_000])
  house.at = `${addDays(today(), 25)}T02:00:00Z`
  assert.deepEqual(await sums(), [13_000, 35_000])
  house.at = null
})

test('what waits for a second person is found by who may decide it, and by nobody else', async () => {
  const waits = async (seat: ReturnType<typeof shao>) => (await house.call(seat, catalogue.drafts, { for_me: true })).items.map(one => one.id)
  const numbers = async (seat: ReturnType<typeof shao>) => (await house.call(seat, catalogue.standards, { for_me: true })).count.n
  await begun('waiting_card')
  assert.equal((await waits(sun())).includes('waiting_card'), false, 'what is still being made waits for nobody')
  await house.call(shao(), catalogue.propose, { id: 'waiting_card', revision: 0 })
  const before = await Promise.all([numbers(shao()), numbers(sun())])
  const { standard } = await house.call(shao(), catalogue.proposeParams, raise({ monthly_fen_from_80: 7400 }, today()))
  assert.deepEqual([(await waits(shao())).includes('waiting_card'), (await waits(sun())).includes('waiting_card')], [false, true])
  assert.deepEqual(await Promise.all([numbers(shao()), numbers(sun())]), [before[0], before[1]! + 1])
  assert.deepEqual([await waits({ ...sun(), place: '329902' }), await numbers({ ...sun(), place: '329902' })], [[], 0])
  await house.call(sun(), catalogue.returnParams, { standard, reason: '文号不对' })
  await house.call(sun(), catalogue.sendBack, { id: 'waiting_card', revision: 0, reason: '再想想' })
})

test('a copy of another item brings neither its sentence nor its names along', async () => {
  await house.call(shao(), catalogue.begin, { id: 'copied_card', from: 'elder_card', name: '照抄的卡' })
  const { body, faults } = await house.call(shao(), catalogue.draft, { id: 'copied_card' })
  assert.deepEqual([body['summary'], body['aliases']], ['', []])
  assert.deepEqual(faults.map(one => one.path), ['summary'])
  await house.call(shao(), catalogue.discard, { id: 'copied_card' })
})
