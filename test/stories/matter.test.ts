import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as licence from '../../contract/licence.ts'
import * as matters from '../../contract/matter.ts'
import * as messages from '../../contract/message.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, publicSeat, refusal, refused, type TestHouse } from '../house.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const three = ['retirement', 'retirement_medical', 'elder_card']
const two = three.slice(0, 2)
const plausible: Record<string, unknown> = {
  'person.residence_address': '柳湖街道柳堤雅苑1幢2单元201室', 'person.living_arrangement': '2', 'person.bank_name': '柳湖农村商业银行（演示）', 'person.bank_account': '6217001234567890122',
  'person.contact_name': '沈梅', 'person.contact_phone': '13800001234', 'person.phone': '13800001235', 'matter.employment_years': 26, 'matter.delivery': 'online',
  'matter.child_name': '沈㛃', 'matter.child_born_on': '2020-05-01', 'matter.dwelling_ground': 'dwelling', 'matter.lived_since': '2020-01-01', 'matter.amount': 120050, 'matter.hardship': 'illness',
  'matter.happened_on': '2026-11-01', 'matter.reason': '父亲重病', 'household.monthly_income': 180000, 'household.savings': 0, 'household.cars': 0, 'household.housing': 'owned',
}
/** What the shared form still asks of these items, answered plausibly. */
function answersTo(form: matters.MatterPrepared): Record<string, unknown> {
  return Object.fromEntries(form.fields.flatMap(field => {
    if (field.state === 'held' || !field.editable || !(field.element in plausible)) return []
    const value = field.type === 'choice' && !field.choices.some(one => one.code === plausible[field.element]) ? field.choices[0]!.code : plausible[field.element]
    return [[field.element, value]]
  }))
}
const membersOf = (form: matters.MatterPrepared) => form.members?.rows.map(({ person }) => ({
  person, answers: Object.fromEntries(form.members!.fields.map(field => [field.element, field.type === 'fen' ? 150000 : field.choices[0]?.code])),
})) ?? []
const standing = async () => [...await house.admin`select (select count(*) from matter.matter) as matters, (select count(*) from process."case") as cases, (select count(*) from process.clock) as clocks,
  (select count(*) from process.paper) as papers, (select count(*) from kernel.file) as files, (select count(*) from registry.assertion) as facts, (select sum(n) from kernel.counter) as counted, (select count(*) from kernel.outbox) as post`]
const step = async (seat: Seat, number: string, action: string, more: { note?: string; data?: Record<string, unknown>; papers?: { kind: string; file: string }[] } = {}) => {
  const { seq } = await house.call(seat, service.show, { number })
  return house.call(seat, service.take, { number, seq, action, ...more })
}

test('the bundles are public, each with its items as the catalogue shows them', async () => {
  const { bundles } = await house.call(publicSeat, matters.bundles, {})
  assert.deepEqual(bundles.find(one => one.id === 'retirement')?.items.map(one => one.id), three)
  assert.ok(bundles.every(one => one.items.length > 1 && one.items.every(item => item.promised_days > 0 && item.initials !== '')))
  const { items } = await house.call(publicSeat, service.items, {})
  assert.ok(items.length >= 15 && items.every(item => item.stages.length > 0), 'every item stands under a stage of life')
  assert.equal(items.find(one => one.id === 'old_age_allowance')?.initials, 'gljt')
})

test('of three related items one is not hers: it is said why, and what the others share is asked once', async () => {
  const form = await house.call(house.self('shen'), matters.prepare, { items: three, bundle: 'retirement' })
  assert.equal(form.title, '退休一件事')
  assert.deepEqual(form.parts.map(part => [part.item.id, part.eligible]), [['retirement', true], ['retirement_medical', true], ['elder_card', false]])
  assert.match(form.parts[2]!.reasons.find(one => !one.ok)!.text, /年满 60 周岁/)
  assert.equal(form.parts[0]!.not_asked[0]?.material, '居民身份证')
  const elements = form.fields.map(field => field.element)
  assert.equal(new Set(elements).size, elements.length)
  const years = form.fields.find(field => field.element === 'matter.employment_years')!
  assert.deepEqual([years.type, years.items, years.needed_by], ['count', two, two])
  assert.deepEqual(years.also, [{ item: 'retirement_medical', ask: '累计缴了多少年？' }])
  assert.ok(!elements.includes('matter.delivery'), 'what only an item asks that she cannot get is not asked')
})

test('all or nothing: one that is not hers, a missing or an unasked answer, and nothing at all is opened', async () => {
  const shen = house.self('shen')
  const form = await house.call(shen, matters.prepare, { items: two, bundle: 'retirement' })
  const answers = answersTo(form)
  const before = await standing()
  const notHers = await refusal(house.call(shen, matters.apply, { items: three, bundle: 'retirement', answers: { ...answers, 'matter.delivery': 'online' }, confirmed: true }))
  assert.equal(notHers.code, 'matter.refused')
  assert.deepEqual(notHers.fields?.map(one => one.path), ['items.elder_card'])
  assert.match(notHers.fields![0]!.message, /年满 60 周岁/)
  const { 'matter.employment_years': _, ...lacking } = answers
  const missing = await refusal(house.call(shen, matters.apply, { items: two, answers: lacking, confirmed: true }))
  assert.deepEqual(missing.fields, two.map(id => ({ path: `items.${id}.answers.matter.employment_years`, message: '请填写累计缴费年限' })))
  const wrong = await refusal(house.call(shen, matters.apply, { items: two, answers: { ...answers, 'matter.employment_years': '很多' }, confirmed: true }))
  assert.deepEqual([wrong.code, wrong.fields?.length, wrong.details.n], ['matter.refused', 2, 2])
  const tooFew = await refusal(house.call(shen, matters.apply, { items: two, answers: { ...answers, 'matter.employment_years': 3 }, confirmed: true }))
  assert.deepEqual(tooFew.fields?.map(one => one.path), ['items.retirement'], 'the second item has no such condition')
  const unasked = await refusal(house.call(shen, matters.apply, { items: two, answers: { ...answers, 'person.shoe_size': 42 }, papers: [{ kind: 'charter', file: form.person.id }], members: [{ person: form.person.id, answers: {} }], confirmed: true }))
  assert.deepEqual([unasked.code, unasked.fields?.map(one => one.path)], ['input.invalid', ['answers.person.shoe_size', 'papers.0', 'members']])
  assert.deepEqual(await standing(), before)
})

test('what may be chosen: items of the catalogue, each once, twenty at most, and of a bundle only its own', async () => {
  const shen = house.self('shen')
  const paths = async (input: { items: string[]; bundle?: string }) => (await refusal(house.call(shen, matters.prepare, input))).fields?.map(one => one.path)
  assert.deepEqual(await paths({ items: ['retirement', 'no_such_item'] }), ['items.1'])
  assert.deepEqual(await paths({ items: ['retirement', 'retirement'] }), ['items'])
  assert.deepEqual(await paths({ items: [] }), ['items'])
  assert.deepEqual(await paths({ items: Array.from({ length: 21 }, (_, i) => `item_${i}`) }), ['items'])
  assert.deepEqual(await paths({ items: ['retirement', 'residence_permit'], bundle: 'retirement' }), ['bundle'])
})

test('two items become one matter with a case each: own clocks and offices, one number, one status; another key is told what is open', async () => {
  const shen = house.self('shen')
  const form = await house.call(shen, matters.prepare, { items: two, bundle: 'retirement' })
  const input = { items: two, bundle: 'retirement', answers: answersTo(form), confirmed: true as const }
  const key = 'one-matter-one-key'
  const [done, again] = await Promise.all([house.call(shen, matters.apply, input, key), house.call(shen, matters.apply, input, key)])
  assert.deepEqual(done, again)
  assert.deepEqual(done.cases.map(one => one.item), two)
  assert.equal(new Set([done.number, ...done.cases.map(one => one.number)]).size, 3)
  const [first, second] = done.cases.map(one => one.number) as [string, string]
  const rules = await house.admin<{ rule: string; process: string }[]>`select rule, process from process."case" where matter = ${done.number} order by number`
  assert.deepEqual(rules.map(row => [row.rule, row.process]), [['retirement.time', 'benefit'], ['retirement_medical.time', 'street']])
  assert.equal((await house.call(shen, service.show, { number: first })).matter, done.number)
  const held = await house.admin<{ n: number }[]>`select count(*)::int as n from registry.assertion where matter = ${done.number} and element = 'person.bank_account'`
  assert.equal(held[0]!.n, Object.hasOwn(input.answers, 'person.bank_account') ? 1 : 0, 'a shared answer is held once')

  const status = async () => (await house.call(shen, matters.show, { number: done.number })).status
  const whole = await status()
  assert.deepEqual([whole.state, whole.of, whole.decided], ['underway', 2, 0])
  assert.ok(whole.next_due_at !== null && whole.left !== null)
  const zhang = house.seat('zhang')
  await step(zhang, first, 'request_supplement', { note: '缴费记录对不上', data: { papers: ['work_papers'] } })
  assert.deepEqual([(await status()).state, (await status()).next_case !== null], ['awaiting', true])
  await step(shen, second, 'withdraw')
  const record = await house.call(shen, service.keepFile, { name: '缴费记录.jpg', type: 'image/jpeg', size: 9, digest: '7'.repeat(64) })
  await step(shen, first, 'answer_supplement', { papers: [{ kind: 'work_papers', file: record.id }] })
  assert.deepEqual([(await status()).state, (await status()).decided], ['underway', 1])
  await step(zhang, first, 'accept')
  await step(zhang, first, 'examine', { note: '缴费满 15 年' })
  await step(house.seat('cheng'), first, 'grant', { note: '符合条件' })
  assert.deepEqual({ ...await status(), state_name: '' }, { state: 'done', state_name: '', of: 2, decided: 2, granted: 1, awaiting: 0, next_due_at: null, next_case: null, left: null })
  await house.platform.sweeper.once()
  assert.ok((await house.call(shen, messages.list, {})).items.some(one => one.matter === first && /已批准/.test(one.title)), 'each case tells for itself')
  const [mine] = (await house.call(shen, matters.mine, {})).items
  assert.deepEqual([mine?.number, mine?.title, mine?.status.decided], [done.number, '退休一件事', 2])
  const [entry] = await house.admin`select verb, operation, place_then from ledger.entry where subject = ${done.number}`
  assert.deepEqual([entry?.verb, entry?.operation], ['service.apply', 'matter.apply'])
})

test('a paper is given once: each case has it, as an entry of its own', async () => {
  const shen = house.self('shen')
  const items = ['school_enrolment', 'residence_permit']
  const form = await house.call(shen, matters.prepare, { items, bundle: 'school' })
  assert.deepEqual(form.papers.find(one => one.id === 'dwelling_papers')?.items, items)
  assert.deepEqual(form.papers.find(one => one.id === 'work_papers')?.items, ['residence_permit'])
  const file = await house.call(shen, service.keepFile, { name: '租赁合同.jpg', type: 'image/jpeg', size: 1000, digest: 'b'.repeat(64) })
  const letter = await house.call(shen, service.keepFile, { name: '委托书.png', type: 'image/png', size: 1000, digest: 'c'.repeat(64) })
  const brought = [{ kind: 'dwelling_papers', file: file.id }, { kind: 'proxy_letter', file: letter.id }]
  const done = await house.call(shen, matters.apply, { items, bundle: 'school', answers: answersTo(form), papers: brought, confirmed: true })
  const papers = await Promise.all(done.cases.map(async one => (await house.call(shen, service.show, { number: one.number })).papers))
  const both = [['dwelling_papers', '租赁合同.jpg'], ['proxy_letter', '委托书.png']]
  assert.deepEqual(papers.map(each => each.map(paper => [paper.kind, paper.name]).sort()), [both, both])
  assert.notEqual(papers[0]!.find(paper => paper.kind === 'dwelling_papers')!.file, papers[1]!.find(paper => paper.kind === 'dwelling_papers')!.file)
  const before = await standing()
  const foreign = await refusal(house.call(house.self('xu'), matters.apply, {
    items: ['temporary_aid'], answers: answersTo(await house.call(house.self('xu'), matters.prepare, { items: ['temporary_aid'] })), papers: [{ kind: 'other', file: file.id }], confirmed: true,
  }))
  assert.deepEqual(foreign.fields?.map(one => one.path), ['items.temporary_aid.papers.0'])
  assert.deepEqual(await standing(), before, 'what the first statements wrote went with the refusal')
})

test('a licence is handed over by one consent to each item that wants it, noted for each case; without consent none is; what expired meanwhile refuses the whole', async () => {
  const xu = house.self('xu')
  const items = ['elder_card', 'permit_endorsement']
  // Of what was issued here: a permit that ends today.
  await house.admin`insert into licence.licence (county, number, place, person, kind, title, holder, holder_masked, identity_masked, lines, organ, office, matter, issued_at, issued_on, valid_until, code)
    select '329901', '329901-20260101-990001', place, id, 'residence_permit', '居住证', '徐', '*', null, '[]', '柳湖区公安局', 'county_civil_affairs', '329901-20260101-990002', now(), current_date - 364, (now() at time zone 'Asia/Shanghai')::date, '2345678923'
    from registry.person where id = ${personOf('xu').id}`
  const form = await house.call(xu, matters.prepare, { items })
  const open = form.parts.filter(part => part.eligible).map(part => part.item.id)
  assert.deepEqual(form.licences.find(one => one.kind === 'identity_card')?.items, open, JSON.stringify(form.parts))
  const permit = form.licences.find(one => one.kind === 'residence_permit')!
  assert.deepEqual([permit.number, permit.items, permit.names], ['329901-20260101-990001', ['permit_endorsement'], ['居住证']])
  const input = { items: open, answers: answersTo(form), confirmed: true as const }
  const before = await standing()
  const unknown = await refusal(house.call(xu, matters.apply, { ...input, licences: ['identity_card', 'disability_card'] }))
  assert.deepEqual([unknown.code, unknown.fields?.map(one => one.path)], ['input.invalid', ['licences.1']])
  house.at = new Date(Date.now() + 36 * 3600_000).toISOString()
  const expired = await refusal(house.call(xu, matters.apply, { ...input, licences: ['identity_card', 'residence_permit'] }))
  house.at = null
  assert.deepEqual(expired.fields?.map(one => one.path), ['items.permit_endorsement', 'licences.1'], 'nor is an endorsement asked for on a permit that has expired')
  assert.deepEqual(await standing(), before)
  const done = await house.call(xu, matters.apply, { ...input, licences: ['identity_card'] })
  const { items: uses } = await house.call(xu, licence.uses, {})
  assert.deepEqual(uses.map(one => [one.matter, one.title]).sort(), done.cases.map(one => [one.number, '居民身份证']).sort(), 'the permit was not agreed to')
  assert.equal(await refused(house.call(house.seat('meng'), licence.ofCase, { number: done.cases[0]!.number })), 'found.nothing')
})

test('the household answers once for every item that asks; money is whole fen', async () => {
  const shen = house.self('shen')
  const items = ['minimum_living', 'temporary_aid']
  const form = await house.call(shen, matters.prepare, { items })
  assert.equal(form.title, '最低生活保障申请等 2 件事')
  assert.ok(form.members && form.members.rows.length > 0)
  assert.ok(form.fields.some(field => field.element === 'matter.happened_on' && !field.ahead && field.type === 'day'))
  const before = await standing()
  const lacking = await refusal(house.call(shen, matters.apply, { items, answers: answersTo(form), members: membersOf(form).slice(1), confirmed: true }))
  assert.ok(lacking.fields!.length > 0 && lacking.fields!.every(one => one.path.startsWith(`items.minimum_living.members.${form.members!.rows[0]!.person}.`)), JSON.stringify(lacking.fields))
  const half = await refusal(house.call(shen, matters.apply, { items, answers: { ...answersTo(form), 'household.savings': 0.5 }, members: membersOf(form), confirmed: true }))
  assert.deepEqual(half.fields, [{ path: 'items.minimum_living.answers.household.savings', message: '金额应是不小于 0 的整数（分）' }])
  assert.deepEqual(await standing(), before)
  const done = await house.call(shen, matters.apply, { items, answers: answersTo(form), members: membersOf(form), confirmed: true })
  const living = await house.call(shen, service.show, { number: done.cases[0]!.number })
  assert.equal(living.members.length, form.members.rows.length)
  assert.ok(living.facts.some(fact => fact.element === 'household.monthly_income' && fact.shown === '1800.00 元'))
})

test('twice at the same time: one wins, the other is told which items are already open, and nothing is double', async () => {
  const gu = personOf('gu')
  const attendance = await house.call(house.seat('jiang'), people.attend, { name: gu.name, identity: gu.id_number, manner: 'present' })
  const chair = house.serving('jiang', attendance)
  const items = ['old_age_allowance', 'elder_card', 'home_care_bed']
  const form = await house.call(chair, matters.prepare, { items, bundle: 'elder' })
  const input = { items, bundle: 'elder', answers: answersTo(form), confirmed: true as const }
  const tried = await Promise.allSettled(Array.from({ length: 4 }, () => house.call(chair, matters.apply, input)))
  assert.equal(tried.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of tried) if (one.status === 'rejected') {
    const { code, fields } = one.reason as { code: string; fields?: { path: string; message: string }[] }
    assert.equal(code, 'matter.refused')
    // Whoever read while the winner committed may have seen only some of it: each that is named is named rightly.
    assert.ok(fields && fields.length > 0 && fields.every(field => items.some(id => field.path === `items.${id}`) && field.message.includes('已有一件正在办理')))
  }
  const rows = await house.admin<{ topic: string }[]>`select topic from process."case" where person = ${gu.id} and closed_at is null and matter is not null order by number`
  assert.deepEqual(rows.map(row => row.topic), items)
  const now = await house.call(chair, matters.prepare, { items, bundle: 'elder' })
  assert.ok(now.parts.every(part => part.open_case !== null) && now.fields.length === 0)
})

test('at a window of another county for the person served: recorded at both places, seen by who handles it', async () => {
  const zhou = personOf('zhou')
  const han = house.seat('han')
  const attendance = await house.call(han, people.attend, { name: zhou.name, identity: zhou.id_number, manner: 'present' })
  const chair = house.serving('han', attendance)
  const items = ['old_age_allowance', 'elder_card']
  const form = await house.call(chair, matters.prepare, { items, bundle: 'elder' })
  const done = await house.call(chair, matters.apply, { items, bundle: 'elder', answers: answersTo(form), confirmed: true })
  const entries = await house.admin`select office, place_then, chair, person from ledger.entry where subject = ${done.number} order by place_then`
  assert.deepEqual(entries.map(entry => ({ ...entry })), [zhou.place, '329902001001'].map(place_then => ({ office: 'window_clerk', place_then, chair: 'self', person: zhou.id })))
  assert.deepEqual((await house.call(chair, matters.mine, {})).items.map(one => one.number), [done.number])
  const seen = (await house.call(house.seat('meng'), service.todo, {})).items.filter(row => done.cases.some(one => one.number === row.number))
  assert.deepEqual(seen.map(row => row.received_elsewhere), ['望澜县（演示）江花街道鹭滩社区', '望澜县（演示）江花街道鹭滩社区'])
  assert.equal(await refused(house.call(han, matters.show, { number: done.number })), 'right.missing')
})

test('the person from the next village sees nothing: no matter, no case of it, no count', async () => {
  const [any] = await house.admin<{ number: string; person: string }[]>`select number, person from matter.matter where place like '329901001%' limit 1`
  for (const stranger of [house.seat('ding'), house.seat('meng'), house.seat('xia'), publicSeat]) {
    assert.ok(['right.missing', 'seat.none'].includes(await refused(house.call(stranger, matters.show, { number: any!.number }))))
    assert.ok(['right.missing', 'seat.none'].includes(await refused(house.call(stranger, matters.mine, {}))))
    assert.ok(['right.missing', 'seat.none'].includes(await refused(house.call(stranger, matters.prepare, { items: two }))))
  }
  const lu = house.self('lu')
  assert.equal(await refused(house.call(lu, matters.show, { number: any!.number })), 'found.nothing')
  assert.deepEqual(await house.call(lu, matters.mine, {}), { items: [], next: null, count: { n: 0, exact: true } })
  const seen = await house.platform.database.transact({ chair: 'desk', low: '329901100201', person: '', actor: '' }, 'read', ({ sql }) => sql`select 1 from matter.matter`)
  assert.equal(seen.length, 0)
})
