import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as matters from '../../contract/matter.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { scopeOf, type Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, refusal, refused, type TestHouse } from '../house.ts'
import { eldersOf, selfSeat } from '../rights/scene.ts'

// What is judged by dates, and what nobody has together: 居住证 after half a year; 低保 or 特困供养, not both.
let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const plausible: Record<string, unknown> = {
  'person.residence_address': '柳湖街道柳堤雅苑1幢2单元201室', 'person.living_arrangement': '2', 'person.bank_name': '柳湖农村商业银行（演示）', 'person.bank_account': '6217001234567890122', 'person.phone': '13800001235',
  'matter.reason': '无劳动能力', 'household.monthly_income': 30000, 'household.savings': 0, 'household.cars': 0, 'household.housing': 'owned', 'matter.delivery': 'self', 'matter.dwelling_ground': 'dwelling',
}
async function applied(seat: Seat, item: string, more: Record<string, unknown> = {}): Promise<string> {
  const form = await house.call(seat, service.prepare, { item })
  const asked = form.fields.filter(field => field.editable && field.state !== 'held')
  const value = (field: service.Field) => more[field.element] ?? (field.type === 'choice' ? field.choices[0]!.code : plausible[field.element])
  const members = form.members?.rows.map(({ person }) => ({ person, answers: Object.fromEntries(form.members!.fields.map(field => [field.element, field.type === 'fen' ? 30000 : field.choices[0]?.code])) })) ?? []
  return (await house.call(seat, service.apply, { item, answers: Object.fromEntries(asked.map(field => [field.element, value(field)]).filter(([, one]) => one !== undefined)), members, confirmed: true })).number
}
const placed = async (key: 'zhang' | 'cheng', number: string): Promise<Seat> => {
  const [row] = await house.admin<{ place: string }[]>`select place from process."case" where number = ${number}`
  return { ...house.seat(key), place: row!.place.slice(0, key === 'zhang' ? 9 : 6) }
}
const step = async (seat: Seat, number: string, action: string) => house.call(seat, service.take, { number, seq: (await house.call(seat, service.show, { number })).seq, action, note: '符合条件' })
/** Through acceptance and examination, up to the decision. */
async function examined(number: string): Promise<Seat> {
  const street = await placed('zhang', number)
  await step(street, number, 'accept')
  await step(street, number, 'examine')
  return placed('cheng', number)
}

test('half a year of residence is reckoned from the day that one says: too short is refused with that day, just long enough is not', async () => {
  const xu = house.self('xu')
  const form = await house.call(xu, service.prepare, { item: 'residence_permit' })
  assert.ok(form.eligible && form.reasons.some(one => one.text.startsWith('在现住地住满 6 个月') && one.text.includes('由工作人员核实') && one.basis === '居住证暂行条例第二条'), 'not known before it is asked')
  house.at = '2026-11-22T04:00:00Z'
  const short = await refusal(applied(xu, 'residence_permit', { 'matter.lived_since': '2026-05-23' }))
  assert.equal(short.code, 'service.not_eligible')
  assert.match(short.message, /住满 6 个月才能申领，您从 2026-05-23 住到今天还不满/)
  const number = await applied(xu, 'residence_permit', { 'matter.lived_since': '2026-05-22' })
  const { judged } = await house.call(await placed('zhang', number), service.show, { number })
  assert.ok(judged!.reasons.some(one => one.ok && one.text === '在现住地住满 6 个月'), 'judged again by the same answer')
  house.at = null
})

test('who is cared for as 特困 is not granted 低保: told before one applies, with the case and the article', async () => {
  const xu = house.self('xu')
  const number = await applied(xu, 'destitute')
  await step(await examined(number), number, 'grant')
  const form = await house.call(xu, service.prepare, { item: 'minimum_living' })
  const reason = form.reasons.find(one => !one.ok)!
  assert.match(reason.text, new RegExp(`正在享受特困人员救助供养（${number}），两项不能同时享受`))
  assert.match(reason.basis, /国发〔2016〕14号/)
  assert.equal((await refusal(applied(xu, 'minimum_living'))).code, 'service.not_eligible')
  const together = await house.call(xu, matters.prepare, { items: ['minimum_living', 'temporary_aid'] })
  assert.deepEqual(together.parts.map(part => part.eligible), [false, true], 'in a matter too')
})

test('both applied for at once: the second to be decided sees the first', async () => {
  const shen = house.self('shen')
  const living = await applied(shen, 'minimum_living')
  const care = await applied(shen, 'destitute')
  const county = await examined(care)
  await examined(living)
  await step(county, care, 'grant')
  const shown = await house.call(county, service.show, { number: living })
  assert.ok(shown.judged!.reasons.some(one => !one.ok && one.text.includes(care)))
  const refusedGrant = await refusal(step(county, living, 'grant'))
  assert.equal(refusedGrant.code, 'service.excluded')
  assert.match(refusedGrant.message, /两项不能同时享受/)
  assert.equal((await step(county, living, 'refuse')).state, 'refused')
  assert.equal(await refused(house.call(house.seat('ding'), service.show, { number: living })), 'found.nothing')
})

test('who has 低保 may become 特困: the grant says that the other ends, and afterwards only one stands, also of two that are decided at the same moment', async () => {
  const lu = house.self('lu')
  const living = await applied(lu, 'minimum_living')
  const care = await applied(lu, 'destitute')
  const county = await examined(living)
  await examined(care)
  const [first, second] = await Promise.allSettled([step(county, living, 'grant'), step(county, care, 'grant')])
  assert.equal(second.status, 'fulfilled', 'this one is never in the way')
  const { timeline } = await house.call(county, service.show, { number: care })
  const ends = timeline.at(-1)!.data.ends
  if (first.status === 'fulfilled') assert.deepEqual(ends, [living], 'it was granted first and has ended')
  else {
    assert.equal((first.reason as { code: string }).code, 'service.excluded')
    assert.equal(ends, undefined)
  }
  if (first.status === 'fulfilled') assert.match((await house.call(lu, service.show, { number: care })).outcome!.text, new RegExp(`最低生活保障（${living}）同时终止`))
  assert.ok((await house.call(lu, service.prepare, { item: 'minimum_living' })).reasons.some(one => !one.ok && one.text.includes(care)))
})

test('the other benefit granted in another county is seen by who decides: which, not where, and the person reads that it was asked', async () => {
  const elder = eldersOf('329901100200')[0]!
  const self = selfSeat(elder)
  const care = await applied(self, 'destitute')
  // The household register moves to another county before the second application.
  await house.admin`update registry.assertion set value = '"329902001001"'::jsonb, source = 'shared' where subject = ${elder.id} and element = 'person.hukou_place' and ended_at is null`
  const living = await applied(self, 'minimum_living')
  const there = await examined(living)
  assert.notEqual(care.slice(0, 6), living.slice(0, 6))
  const before = await house.call(there, service.show, { number: living })
  assert.ok(before.judged!.reasons.some(one => one.ok && one.text === '没有在享受特困人员救助供养'))
  await step(await examined(care), care, 'grant')
  const shown = await house.call(there, service.show, { number: living })
  assert.deepEqual(shown.judged!.reasons.filter(one => !one.ok).map(one => one.text), ['正在别处享受特困人员救助供养，两项不能同时享受'])
  assert.ok(!JSON.stringify(shown).includes(care), 'neither the number nor the place of the other case')
  const no = await refusal(step(there, living, 'grant'))
  assert.equal(no.code, 'service.excluded')
  assert.match(no.message, /正在别处享受特困人员救助供养/)
  const { items } = await house.call(self, people.lookers, { limit: 100 })
  assert.ok(items.some(one => one.looks.some(({ purpose }) => purpose.includes(living) && purpose.includes('全省'))), 'the person reads that the whole province was asked')
})

test('nobody asks beyond the range without an open case there', async () => {
  const elder = eldersOf('329901100200')[1]!
  const number = await applied(selfSeat(elder), 'minimum_living')
  const asked = (seat: Seat) => house.platform.house.database.transact(scopeOf(seat), 'read', async ({ sql }) =>
    (await sql`select topic from process.granted_beside(${number}, '{destitute,old_age_allowance}'::text[]) limit ${5}`).length)
  await house.admin`insert into process."case" (county, number, place, process, version, topic, rule, title, person, person_name, state, seq, opened_at, closed_at, due_at, data)
    select county, '329901-20260101-900001', place, process, version, 'destitute', rule, title, person, person_name, 'granted', 1, opened_at, opened_at, null, data from process."case" where number = ${number}`
  assert.equal(await asked(await placed('cheng', number)), 1)
  assert.equal(await asked({ ...house.seat('ding'), place: '329901001001' }), 0, 'the next village')
  await house.call(selfSeat(elder), service.take, { number, seq: 1, action: 'withdraw' })
  assert.equal(await asked(await placed('cheng', number)), 0, 'what is over asks nothing')
})

test('what is granted and waits for its delivery, or for the check of a promise, stands in the way as well, here and in another county', async () => {
  const self = selfSeat(eldersOf('329901100201')[0]!)
  const living = await applied(self, 'minimum_living')
  const there = await examined(living)
  const care = await applied(self, 'destitute')
  for (const state of ['delivering', 'promised_granted']) {
    await house.admin`update process."case" set state = ${state} where number = ${care}`
    assert.ok((await house.call(self, service.prepare, { item: 'minimum_living' })).reasons.some(one => !one.ok && one.text.includes(care)), state)
    assert.equal((await refusal(step(there, living, 'grant'))).code, 'service.excluded', state)
  }
})
