import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as catalogue from '../../contract/catalogue.ts'
import * as matters from '../../contract/matter.ts'
import * as service from '../../contract/service.ts'
import { addDays, today } from '../../contract/time.ts'
import { openTestHouse, publicSeat, refusal, refused, type TestHouse } from '../house.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const body = async (id: string) => (await house.call(house.seat('shao'), catalogue.draft, { id })).body
type Body = Record<string, unknown>
/** One proposes, another decides: 邵军 made it, 孙颖 of the same office looks at it. */
const published = async (what: 'item' | 'bundle', id: string, revision: number) => {
  await house.call(house.seat('shao'), catalogue.propose, { what, id, revision })
  return house.call(house.seat('sun'), catalogue.publish, { what, id, revision })
}
const set = async (id: string, change: (old: Body) => Body, revision: number) =>
  house.call(house.seat('shao'), catalogue.save, { id, revision, body: change(await body(id)) })

test('everybody finds the items of the catalogue, with numbers from the rules', async () => {
  const { items } = await house.call(publicSeat, service.items, {})
  assert.ok(items.length >= 15)
  const allowance = items.find(one => one.id === 'old_age_allowance')!
  assert.deepEqual([allowance.promised_days, allowance.statutory_days], [15, 20])
  assert.ok(allowance.conditions.includes('年满 80 周岁'))
  assert.deepEqual((await house.call(publicSeat, service.items, { text: '居住证' })).items.map(one => one.id).sort(), ['permit_endorsement', 'residence_permit'])
})

test('an administrator makes an item without code, tries it, publishes it, and a resident uses it at once', async () => {
  const shao = house.seat('shao')
  const begun = await house.call(shao, catalogue.begin, { id: 'reading_card', from: 'elder_card', name: '社区阅览室借书证', summary: '社区阅览室借书证，说给居民听的一句话。' })
  assert.equal(begun.revision, 0)
  assert.equal(await refused(house.call(shao, catalogue.begin, { id: 'reading_card', name: '又一份' })), 'item.drafted')

  const broken = await set('reading_card', old => ({ ...old, summary: '', params: [], days: [] }), 0)
  const paths = broken.faults.map(fault => fault.path)
  assert.ok(paths.includes('summary'), paths.join())
  assert.equal(await refused(house.call(shao, catalogue.propose, { id: 'reading_card', revision: 1 })), 'input.invalid')
  assert.equal(await refused(set('reading_card', old => old, 0)), 'conflict.stale', 'what another saved meanwhile is not overwritten')

  const elder = (await house.call(shao, catalogue.begin, { id: 'reading_card_two', from: 'elder_card', name: '社区阅览室借书证', summary: '社区阅览室借书证，说给居民听的一句话。' })).id
  const like = await body(elder)
  const saved = await set('reading_card', () => ({ ...like, summary: '住在本区就可以办。', rule: 'reading_card', time: 'reading_card.time', certificate: null, conditions: [{
    text: '年满 {min_age} 周岁', basis: '柳湖区图书馆章程', when: { at_least: [{ age: true }, { param: 'min_age' }] },
  }], params: [{ id: 'min_age', name: '最低年龄', unit: 'years', value: 14, local: 'fixed' }] }), 1)
  assert.deepEqual(saved.faults, [])
  const young = await house.call(shao, catalogue.attempt, { id: 'reading_card', age: 9, answers: {} })
  assert.deepEqual([young.eligible, young.reasons[0]?.text], [false, '年满 14 周岁'])
  assert.equal((await house.call(shao, catalogue.attempt, { id: 'reading_card', age: 40, answers: { 'matter.delivery': 'no such way' } })).eligible, false)

  assert.deepEqual(await published('item', 'reading_card', 2), { id: 'reading_card', version: 1 })
  const form = await house.call(house.self('xu'), service.prepare, { item: 'reading_card' })
  assert.equal(form.eligible, true)
  const applied = await house.call(house.self('xu'), service.apply, { item: 'reading_card', answers: { 'matter.delivery': 'window', 'person.phone': '13800001235' }, confirmed: true })
  assert.match(applied.number, /^329901-/)
  const opened = await house.call(house.seat('zhang'), service.show, { number: applied.number })
  assert.equal(opened.item.name, '社区阅览室借书证')
  assert.deepEqual(opened.judged?.reasons.map(one => one.text), ['年满 14 周岁'], 'the examiner sees what was judged')
  await house.call(shao, catalogue.discard, { id: elder })
})

test('a running case keeps its version; a retired item takes no new ones', async () => {
  const shao = house.seat('shao')
  await house.call(shao, catalogue.begin, { id: 'reading_card', from: 'reading_card' })
  await set('reading_card', old => ({ ...old, outcome: { text: '发给新式借书证', amount: null } }), 0)
  assert.equal((await published('item', 'reading_card', 1)).version, 2)
  const [running] = (await house.call(house.self('xu'), service.mine, {})).items
  assert.equal((await house.call(house.seat('zhang'), service.show, { number: running!.number })).judged?.outcome, '核发老年人优待证')
  await house.call(shao, catalogue.retire, { id: 'reading_card', reason: '图书馆自己发证' })
  assert.equal(await refused(house.call(house.self('gu'), service.prepare, { item: 'reading_card' })), 'found.nothing')
})

test('a county sets its own numbers, and only within what the province allows', async () => {
  const shao = house.seat('shao')
  const given = { id: 'temporary_aid', which: 'params' as const, basis: '柳民发〔2026〕12号', valid_from: today() }
  const refusedLow = await refusal(house.call(shao, catalogue.proposeParams, { ...given, values: { once_fen: 1 } }))
  assert.equal(refusedLow.code, 'input.invalid')
  assert.deepEqual(refusedLow.fields, [{ path: 'values.once_fen', message: '“小额救助一次金额”不能低于上级规定的 1000.00 元。' }], 'by its name and in yuan')
  const { standard } = await house.call(shao, catalogue.proposeParams, { ...given, values: { once_fen: 150_000 } })
  const before = await house.call(shao, catalogue.params, { id: 'temporary_aid' })
  assert.deepEqual(before.params.filter(one => one.id === 'once_fen').map(one => [one.value, one.own]), [[100_000, false]], 'nobody pays by what is only proposed')
  assert.equal(await refused(house.call(shao, catalogue.proposeParams, { ...given, values: { once_fen: 160_000 } })), 'item.standard_waits')
  assert.equal(await refused(house.call(shao, catalogue.setParams, { standard })), 'item.own')
  const [row] = (await house.call(house.seat('sun'), catalogue.standards, { waiting: true })).items
  assert.deepEqual([row!.item_name, row!.numbers, row!.mine], ['临时救助', [{ name: '小额救助一次金额', before: '1000.00 元', after: '1500.00 元' }], false])
  const both = await Promise.allSettled([house.seat('sun'), house.seat('yan')].map(seat => house.call(seat, catalogue.setParams, { standard })))
  assert.equal(both.filter(one => one.status === 'fulfilled').length, 1, 'of two who decide one is told that it was decided')
  const held = await house.call(shao, catalogue.params, { id: 'temporary_aid' })
  assert.deepEqual(held.params.filter(one => one.id === 'once_fen').map(one => [one.value, one.own]), [[150_000, true]])
  const next = await house.call(house.seat('yan'), catalogue.params, { id: 'temporary_aid', place: '329902' })
  assert.deepEqual(next.params.filter(one => one.id === 'once_fen').map(one => [one.value, one.own]), [[100_000, false]], 'the next county keeps the province’s')
})

test('who may not make items does not, and a county does not touch another’s or the province’s', async () => {
  for (const seat of [house.seat('zhang'), house.seat('ding'), house.self('xu'), publicSeat]) {
    assert.match(await refused(house.call(seat, catalogue.begin, { id: 'mine_alone', name: 'x' })) ?? '', /^(right\.missing|seat\.none)$/)
  }
  assert.equal(await refused(house.call(house.seat('shao'), catalogue.begin, { id: 'old_age_allowance', from: 'old_age_allowance' })), 'item.taken')
  assert.equal(await refused(house.call(house.seat('shao'), catalogue.retire, { id: 'old_age_allowance', reason: '不要了' })), 'found.nothing')
})

test('a licensing item keeps the clocks of its law: hearing stands outside, one extension, delivery after the decision', async () => {
  const xu = house.self('shen')
  const item = 'service_org'
  const form = await house.call(xu, service.prepare, { item })
  const answers: Record<string, unknown> = { 'matter.organisation_name': '荷风助老服务中心', 'matter.organisation_purpose': '为老人送餐', 'matter.facility': '荷风社区二楼', 'matter.amount': 3_000_000, 'person.phone': '13800001235' }
  const applied = await house.call(xu, service.apply, { item, answers, confirmed: true })
  assert.ok(form.fields.some(field => field.type === 'fen'))
  const place = applied.number.slice(0, 6)
  assert.equal(place, '329901')
  const step = (seat: ReturnType<typeof house.seat>, seq: number, action: string) => house.call(seat, service.take, { number: applied.number, seq, action, note: '按规定' })
  await step(house.seat('zhang'), 1, 'accept')
  await step(house.seat('cheng'), 2, 'begin_hearing')
  const heard = await house.call(house.seat('cheng'), service.show, { number: applied.number })
  assert.ok(heard.clocks.filter(clock => ['promised', 'statutory'].includes(clock.name)).every(clock => clock.stopped))
  await step(house.seat('cheng'), 3, 'end_hearing')
  const clock = async (name: string) => (await house.call(house.seat('cheng'), service.show, { number: applied.number })).clocks.find(one => one.name === name)!
  const before = await clock('statutory')
  await step(house.seat('cheng'), 4, 'extend')
  // 行政许可法 art. 42: ten days more than the twenty, not ten from the day on which it is said; and a hearing still stands outside (art. 45).
  const after = await clock('statutory')
  assert.deepEqual([after.days, after.started_at], [before.days + 10, before.started_at])
  assert.ok(after.due_at > before.due_at, `${before.due_at} ${after.due_at}`)
  assert.equal(await refused(step(house.seat('cheng'), 5, 'extend')), 'case.not_now', 'only once')
  await step(house.seat('cheng'), 5, 'begin_hearing')
  assert.equal((await clock('statutory')).stopped, true)
  await step(house.seat('cheng'), 6, 'end_hearing')
  const granted = await step(house.seat('cheng'), 7, 'grant')
  assert.equal(granted.state, 'delivering')
  assert.notEqual((await clock('statutory')).met_at, null)
  const delivering = await house.call(house.seat('cheng'), service.show, { number: applied.number })
  assert.equal(delivering.clocks.find(clock => clock.name === 'delivery')?.days, 10)
  assert.equal((await step(house.seat('cheng'), 8, 'deliver')).state, 'granted')
})

test('whoever accepted at the street does not decide there', async () => {
  const applied = await house.call(house.self('xu'), service.apply, { item: 'elder_card', answers: { 'matter.delivery': 'home', 'person.phone': '13800001235' }, confirmed: true })
  await house.call(house.seat('zhang'), service.take, { number: applied.number, seq: 1, action: 'accept' })
  assert.equal(await refused(house.call(house.seat('zhang'), service.take, { number: applied.number, seq: 2, action: 'grant', note: '符合' })), 'case.same_person')
  const mine = await house.call(house.seat('zhang'), service.show, { number: applied.number })
  assert.match(mine.kept_apart ?? '', /^“批准”“不予批准”要由另一位镇街审核员办理：这件事的“受理”是您办的/, 'the page says who goes on')
  const other = await house.call(house.seat('qian'), service.show, { number: applied.number })
  assert.deepEqual([other.kept_apart, other.choices.some(one => one.action === 'grant')], [null, true])
})

test('a bundle is made, tried and published like an item; a resident applies by it at once; retired it is gone and its items stay', async () => {
  const shao = house.seat('shao')
  const what = 'bundle' as const
  const carried = (await house.call(publicSeat, matters.bundles, {})).bundles
  assert.ok(carried.length >= 6 && carried.some(one => one.id === 'elder'), 'those that come along')
  await house.call(shao, catalogue.begin, { what, id: 'moving', name: '搬家一件事' })
  assert.equal(await refused(house.call(shao, catalogue.begin, { what, id: 'moving', name: '又一份' })), 'item.drafted')
  const save = (revision: number, items: string[]) => house.call(shao, catalogue.save, { what, id: 'moving', revision, body: { id: 'moving', name: '搬家一件事', summary: '搬到新地方以后要办的。', items } })
  const broken = await save(0, ['elder_card', 'no_such_item', 'elder_card', 'reading_card'])
  assert.deepEqual(broken.faults.map(one => [one.path, one.message]), [
    ['items.1', '没有这个事项：no_such_item'], ['items.2', '“老年人优待证”选了两次'], ['items.3', '“社区阅览室借书证”已停用，请去掉'],
  ])
  assert.equal(await refused(house.call(shao, catalogue.propose, { what, id: 'moving', revision: 1 })), 'input.invalid')
  assert.deepEqual((await save(1, ['elder_card'])).faults, [{ path: 'items', message: '包括哪些事项：至少选两个事项' }], 'one item is no bundle')
  assert.deepEqual((await save(2, ['elder_card', 'meal_service'])).faults, [])
  const tried = await house.call(shao, catalogue.attempt, { what, id: 'moving', age: 40, answers: {} })
  assert.deepEqual(tried.parts.map(one => [one.id, one.eligible]), [['elder_card', false], ['meal_service', true]])
  assert.equal(new Set(tried.asked.map(one => one.element)).size, tried.asked.length, 'asked once')
  assert.deepEqual((await house.call(shao, catalogue.drafts, { what })).items.map(one => one.id), ['moving'])
  for (const seat of [house.seat('yan'), house.seat('zhang'), publicSeat]) assert.match(await refused(house.call(seat, catalogue.draft, { what, id: 'moving' })), /^(found\.nothing|right\.missing|seat\.none)$/)
  assert.deepEqual(await published(what, 'moving', 3), { id: 'moving', version: 1 })
  const xu = house.self('xu')
  const form = await house.call(xu, matters.prepare, { items: ['elder_card', 'meal_service'], bundle: 'moving' })
  assert.equal(form.title, '搬家一件事')
  assert.deepEqual((await house.call(publicSeat, matters.bundles, {})).bundles.find(one => one.id === 'moving')?.items.map(one => one.name), ['老年人优待证', '老年人助餐'])
  await house.call(shao, catalogue.retire, { what, id: 'moving', reason: '并入老人享待遇' })
  assert.ok(!(await house.call(publicSeat, matters.bundles, {})).bundles.some(one => one.id === 'moving'))
  assert.deepEqual((await refusal(house.call(xu, matters.prepare, { items: ['elder_card', 'meal_service'], bundle: 'moving' }))).fields?.map(one => one.path), ['bundle'])
  assert.equal((await house.call(xu, matters.prepare, { items: ['elder_card', 'meal_service'] })).parts.length, 2, 'freely chosen they go together all the same')
  assert.equal(await refused(house.call(house.seat('yan'), catalogue.begin, { what, id: 'moving', name: '我们的' })), 'item.taken', 'a name stays with who published it')
})

test('what a county offers for itself goes into no wider bundle', async () => {
  const shao = house.seat('shao')
  const wide = house.admin<{ place: string }[]>`select place from item.version where what = 'bundle' and id = 'elder'`
  assert.equal((await wide)[0]!.place, '32')
  await house.call(shao, catalogue.begin, { id: 'village_card', from: 'elder_card', name: '本区优待卡', summary: '本区优待卡，说给居民听的一句话。' })
  await published('item', 'village_card', 0)
  const { faults } = await house.call(house.seat('yan'), catalogue.begin, { what: 'bundle', id: 'wide', name: '全省一件事' })
    .then(() => house.call(house.seat('yan'), catalogue.save, { what: 'bundle', id: 'wide', revision: 0, body: { id: 'wide', name: '全省一件事', summary: '试', items: ['elder_card', 'village_card'] } }))
  assert.deepEqual(faults.map(one => one.path), ['items.1'])
})

test('what is published twice at the same moment is one version; a name that another place took meanwhile stays theirs', async () => {
  const shao = house.seat('shao')
  const what = 'bundle' as const
  const draft = async (seat: ReturnType<typeof house.seat>, id: string) => {
    await house.call(seat, catalogue.begin, { what, id, name: '同时发布' })
    return (await house.call(seat, catalogue.save, { what, id, revision: 0, body: { id, name: '同时发布', summary: '两个窗口一起按', items: ['elder_card', 'old_age_allowance'] } })).draft.revision
  }
  const revision = await draft(shao, 'at_once')
  await house.call(shao, catalogue.propose, { what, id: 'at_once', revision })
  const all = await Promise.allSettled(['sun', 'yan', 'zhao'].map(who => house.call(house.seat(who as 'sun'), catalogue.publish, { what, id: 'at_once', revision, place: '329901' })))
  assert.equal(all.filter(one => one.status === 'fulfilled').length, 1)
  assert.equal((await house.admin`select 1 from item.version where id = 'at_once'`).length, 1)
  // Another process published it for another county; this one does not know yet.
  const mine = await draft(shao, 'their_name')
  await house.admin`insert into item.version (what, id, version, place, body, digest, published_at, published_by)
    select what, 'their_name', 1, '329902', body, digest, published_at, published_by from item.version where id = 'at_once'`
  assert.equal(await refused(published(what, 'their_name', mine)), 'item.taken')
})

test('an item is made of what a person may apply for, and a county sets no term that cannot be kept', async () => {
  const shao = house.seat('shao')
  assert.ok(!(await house.call(shao, catalogue.parts, {})).processes.some(one => one.id === 'rating_follow_up'))
  await house.call(shao, catalogue.begin, { id: 'odd_item', from: 'elder_card', name: '怪事项', summary: '怪事项，说给居民听的一句话。' })
  const { body } = await house.call(shao, catalogue.draft, { id: 'odd_item' })
  const days = ['contact_days', 'fix_days', 'decide_days'].map(id => ({ id, name: '天数', unit: 'days', value: 5, local: 'free' }))
  const { faults } = await house.call(shao, catalogue.save, { id: 'odd_item', revision: 0, body: { ...body, process: 'rating_follow_up', days: [...body['days'] as object[], ...days] } })
  assert.deepEqual(faults.map(one => one.path), ['process'])
  const set = (values: Record<string, number>) => house.call(shao, catalogue.proposeParams, { id: 'old_age_allowance', which: 'days', values, basis: '试', valid_from: addDays(today(), 9) })
  for (const [name, n] of [['acceptance_days', 0], ['promised_days', 0], ['statutory_days', 5]] as const) assert.equal(await refused(set({ [name]: n })), 'input.invalid', name)
})

test('people find an item by what they call it: declared with the item, in words, pinyin and first letters, the name before the rest', async () => {
  const found = async (text: string) => (await house.call(publicSeat, service.items, { text })).items.map(one => one.name)
  for (const [text, name] of [
    ['老人钱', '高龄津贴'], ['低保', '最低生活保障申请'], ['残疾', '困难残疾人生活补贴'], ['搬家', '居住证申领'], ['居住证', '居住证申领'], ['生孩子', '育儿补贴'], ['退休', '职工退休资格确认'], ['gljt', '高龄津贴'], ['dibao', '最低生活保障申请'], ['banjia', '居住证申领'],
  ] as const) assert.ok((await found(text)).slice(0, 3).includes(name), `${text}: ${(await found(text)).join('、')}`)
  assert.ok((await found('养老补贴')).includes('高龄津贴'))
  assert.deepEqual(await found('护照'), [])
  const old = await house.call(publicSeat, service.item, { id: 'old_age_allowance' })
  assert.ok(old.aliases.includes('尊老金') && old.letters[0] === 'gaolingjintie' && old.letters[1] === 'gljt')
})

test('whoever makes an item says how people call it, and it is found by that a minute later', async () => {
  const maker = house.seat('shao')
  await house.call(maker, catalogue.begin, { id: 'elder_words', from: 'elder_card', name: '敬老证明', summary: '敬老证明，说给居民听的一句话。' })
  const { draft, body } = await house.call(maker, catalogue.draft, { id: 'elder_words' })
  const bad = await house.call(maker, catalogue.save, { id: 'elder_words', revision: draft.revision, body: { ...body, aliases: ['长'.repeat(21)] } })
  assert.ok(bad.faults.some(one => one.path === 'aliases.0'))
  const kept = await house.call(maker, catalogue.save, { id: 'elder_words', revision: bad.draft.revision, body: { ...body, aliases: ['坐船不要钱'] } })
  await published('item', 'elder_words', kept.draft.revision)
  assert.deepEqual((await house.call(publicSeat, service.items, { text: '坐船不要钱' })).items.map(one => one.id), ['elder_words'])
  assert.ok((await house.call(publicSeat, service.items, { text: 'zcbyq' })).items.some(one => one.id === 'elder_words'))
})
