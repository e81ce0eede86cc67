import assert from 'node:assert/strict'
import type { z } from 'zod'
import { after, before, test } from 'node:test'
import * as admission from '../../contract/admission.ts'
import * as catalogue from '../../contract/catalogue.ts'
import * as element from '../../contract/element.ts'
import type { InputOf } from '../../contract/kernel.ts'
import * as people from '../../contract/person.ts'
import * as report from '../../contract/report.ts'
import * as service from '../../contract/service.ts'
import { addDays, beijingDay } from '../../contract/time.ts'
import { elementNamed, findElement } from '../../server/ground/registry/index.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, refusal, refused, type TestHouse } from '../house.ts'
import { deskSeat } from '../rights/scene.ts'

// The registry of elements: what is asked at all has one meaning and one owner; what a decision grants can be asked from then on, and only there.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const county = '329901', next = '329902', community = '329901001001'
const today = () => beijingDay(new Date().toISOString())
const bureau = () => house.seat('cheng', 'department_clerk')
const listed = async (seat: Seat) => new Map((await house.call(seat, element.elements, {})).items.map(one => [one.name, one]))
const meals: InputOf<typeof element.register> = {
  name: '助餐需求', meaning: '是否需要送餐上门', object: 'person', type: 'choice', choices: ['需要送餐', '到助餐点', '不需要'], owner: '民政局', shelf_days: 365, sensitivity: 'personal', basis: '助餐工作方案',
}

async function step(seat: Seat, number: string, action: string) {
  const { seq } = await house.call(seat, service.show, { number })
  return house.call(seat, service.take, { number, seq, action, note: '同意' })
}
async function grant(number: string): Promise<void> {
  for (const action of ['check', 'close_hearing']) await step(house.seat('wu', 'social_work'), number, action)
  await step(house.seat('shao', 'burden_taskforce'), number, 'grant')
  await step(house.seat('wu', 'social_work'), number, 'grant')
}

test('a question that was granted becomes an element: it is asked at the door, its answers fill the report, and no other county may ask it', async () => {
  const roster = { grain: 'person' as const, population: { aged: { from: 80 } }, columns: [{ title: '姓名' }, { title: '出行方式', type: 'choice' as const, choices: ['自己走', '坐轮椅', '卧床'], basis: '关爱服务方案第三条' }] }
  const asking = (columns: z.input<typeof admission.AskedColumn>[]): InputOf<typeof admission.ask> => ({
    kind: 'report', title: '高龄老人出行名册', content: '掌握出行困难老人', basis: '关爱服务方案', places: [county], population: '八十岁以上老人', period: 'year', valid_from: today(), valid_to: addDays(today(), 300),
    report: { ...roster, columns },
  })
  const without = await refusal(house.call(bureau(), admission.ask, asking([{ title: '姓名' }, { title: '出行方式', type: 'choice', basis: '方案' }])))
  assert.match(without.fields![0]!.message, /选项要列出/)
  assert.equal((await listed(bureau())).has('出行方式'), false)
  const { number } = await house.call(bureau(), admission.ask, asking(roster.columns))
  await grant(number)
  const entered = (await listed(bureau())).get('出行方式')!
  assert.deepEqual([entered.object, entered.type, entered.owner, entered.shelf_days, entered.choices.map(one => one.label), entered.registered?.scope, entered.registered?.admission, entered.registered?.basis],
    ['person', 'choice', '柳湖区民政局（演示）', 366, ['自己走', '坐轮椅', '卧床'], county, number, '关爱服务方案第三条'])
  assert.equal((await listed(deskSeat('department_clerk', next, personOf('han')))).has('出行方式'), false, 'the next county does not have it')
  assert.equal((await listed(house.seat('yan'))).has('出行方式'), true, 'the province sees what its counties registered')
  // Asked again by somebody else it is known: nothing new is to be decided about it.
  const again = await house.call(bureau(), admission.probe, { places: [county], report: { ...roster, columns: [{ title: '出行方式' }] } })
  assert.equal(again.columns[0]!.element, entered.id)

  const cheng = house.seat('cheng')
  const draft = async (seat: Seat, id: string) => {
    await house.call(seat, report.begin, { id, title: '高龄老人出行名册', from: 'elders_alone' })
    const { body } = await house.call(seat, report.draft, { id })
    const columns = [...(body['columns'] as unknown[]).slice(0, 1), { id: 'moves', title: '出行方式', note: '', aliases: [], cell: { element: entered.id } }]
    return house.call(seat, report.save, { id, revision: 0, body: { ...body, period: 'year', population: { aged: { from: 80 } }, columns } })
  }
  assert.deepEqual((await draft(deskSeat('county_civil_affairs', next, personOf('han')), 'moves_there')).faults.map(one => one.message), ['数据项“出行方式”不是给这里登记的'])
  assert.deepEqual((await draft(cheng, 'elders_moving')).faults, [])
  await house.call(cheng, report.publish, { id: 'elders_moving', revision: 1 })
  await house.call(cheng, report.send, { report: 'elders_moving', places: [county], from: today(), admission: number })
  const home = (await house.call(house.seat('pan'), report.tasks, { limit: 50 })).items.find(one => one.asked.some(each => each.element === entered.id))!
  const who = home.asked.find(each => each.element === entered.id)!.person
  const answer = (value: string) => house.call(house.seat('pan'), report.collect, { answers: [{ person: who, element: entered.id, value }] })
  assert.equal(await refused(answer('9')), 'fact.value_invalid', 'only what may be chosen')
  await answer('2')
  const { rows } = await house.call(house.seat('song'), report.fill, { report: 'elders_moving', limit: 200 })
  assert.deepEqual(rows.flatMap(row => row.cells.filter(cell => cell.shown === '坐轮椅')).length, 1)
  assert.equal(await refused(house.call(house.seat('ding'), report.collect, { answers: [{ person: who, element: entered.id, value: '1' }] })), 'found.nothing', 'who is in the next village sees nobody of it')
})

test('a county registers an element once, whatever it is called; a community does not register', async () => {
  const shao = house.seat('shao', 'county_admin')
  const { element: id } = await house.call(shao, element.register, meals)
  assert.equal(id, 'person.x_zhucanxuqiu')
  const twice = await refusal(house.call(shao, element.register, { ...meals, name: '助餐需求（必填）' }))
  assert.deepEqual([twice.code, /助餐需求/.test(twice.message)], ['element.taken', true])
  const known = await refusal(house.call(shao, element.register, { ...meals, name: '手机号码' }))
  assert.deepEqual([known.code, /联系电话/.test(known.message)], ['element.taken', true])
  assert.equal(await refused(house.call(shao, element.register, { ...meals, name: '送餐地址', choices: undefined })), 'input.invalid', 'a choice without choices')
  assert.equal(await refused(house.call(shao, element.register, { ...meals, name: '送餐口味', type: 'line' })), 'input.invalid', 'choices of what is no choice')
  assert.equal(await refused(house.call(house.seat('song'), element.register, { ...meals, name: '送餐时间' })), 'right.missing')
  // Another county means its own thing by the same word, and gets an element of its own.
  const there = await house.call(deskSeat('county_admin', next, personOf('han')), element.register, meals)
  assert.notEqual(there.element, id)
  assert.deepEqual([elementNamed('助餐需求', { place: community })?.id, elementNamed('助餐需求', { place: next })?.id, elementNamed('助餐需求', { place: '329903' })], [id, there.element, undefined])
  const phone = await house.call(shao, element.register, { ...meals, name: '送餐电话', type: 'phone', choices: undefined })
  assert.equal(findElement(phone.element)?.sensitivity, 'sealed', 'a number is sealed, whoever registers it')
})

test('what one county registered is asked in no other: not by its id, not of a person, not in a form; its scope follows its place under another code', async () => {
  const far = (await house.call(deskSeat('county_admin', next, personOf('han')), element.register, { ...meals, name: '院落编号', type: 'line', choices: undefined })).element
  assert.equal(elementNamed(far, { place: county }), undefined)
  assert.equal(elementNamed(far, { place: next })?.id, far)
  const here = { id: personOf('gu').id, element: far, value: '3', source: 'collected' as const, purpose: '走访' }
  assert.equal(await refused(house.call(house.seat('song'), people.record, here)), 'fact.element_unknown')
  const shao = house.seat('shao', 'county_admin')
  await house.call(shao, catalogue.begin, { id: 'far_card', from: 'elder_card', name: '试一试', summary: '说给居民听的一句话。' })
  const { body } = await house.call(shao, catalogue.draft, { id: 'far_card' })
  const form = body['form'] as { properties: Record<string, unknown> }
  const { faults } = await house.call(shao, catalogue.save, { id: 'far_card', revision: 0, body: { ...body, form: { ...form, properties: { ...form.properties, [far]: { ...Object.values(form.properties).find(one => "$ref" in (one as object)) as object, $ref: `urn:gongzhi:element:${far}` } } } } })
  assert.ok(faults.some(one => one.message.includes(`没有登记的数据项：${far}`)), JSON.stringify(faults))
  assert.equal((await house.call(shao, catalogue.parts, {})).elements.some(one => one.id === far), false)

  // A county that only gets another code keeps what it registered, and what its organs call things.
  await house.admin`update territory.place set valid_to = current_date where code = ${next} and valid_to is null`
  await house.admin`insert into territory.place select (jsonb_populate_record(p, jsonb_build_object('code', '329977', 'valid_from', current_date, 'valid_to', null))).* from territory.place p where code = ${next}`
  await house.platform.sweeper.once()
  assert.deepEqual([findElement(far)?.registered?.scope, elementNamed('院落编号', { place: '329977001' })?.id, elementNamed('院落编号', { place: next })], ['329977', far, undefined])
  await house.admin`delete from territory.place where code = '329977'`
  await house.admin`update territory.place set valid_to = null where code = ${next}`
  await house.platform.sweeper.once()
})

test('two titles that mean one element are refused as they are asked for: a decision could not enter both; marks alone name nothing', async () => {
  const ask = (titles: string[]) => house.call(bureau(), admission.ask, {
    kind: 'report', title: '两栏一义', content: '掌握情况', basis: '工作方案', places: [county], population: '老人', period: 'year', valid_from: today(), valid_to: addDays(today(), 300),
    report: { grain: 'person', population: { aged: { from: 80 } }, columns: titles.map(title => ({ title, type: 'line' as const, basis: '方案第三条' })) },
  })
  const twice = await refusal(ask(['燃气表号', '燃气表号（必填）']))
  assert.deepEqual([twice.code, twice.fields![0]!.path], ['input.invalid', 'report.columns.1.title'])
  assert.equal(await refused(ask(['燃气表号', '★'])), 'input.invalid')
  assert.equal(await refused(house.call(house.seat('shao', 'county_admin'), element.register, { ...meals, name: '★', type: 'line', choices: undefined })), 'input.invalid')
  assert.equal(await refused(house.call(bureau(), element.call, { element: 'person.phone', name: '（）' })), 'input.invalid')
  await grant((await ask(['燃气表号', '水表号'])).number)
  assert.deepEqual([elementNamed('燃气表号', { place: county })?.owner, elementNamed('水表号', { place: county })?.owner], ['柳湖区民政局（演示）', '柳湖区民政局（演示）'])
})

test('a department says what it calls an element: its lists are understood, one word of one department means one thing, and elsewhere it means nothing', async () => {
  await house.call(bureau(), element.call, { element: 'person.phone', name: '老人手机' })
  assert.deepEqual((await listed(house.seat('song'))).get('联系电话')!.called, [{ organ: '柳湖区民政局（演示）', name: '老人手机' }])
  const probe = await house.call(bureau(), admission.probe, { places: [county], report: { population: { aged: { from: 60 } }, columns: [{ title: '老人手机（必填）' }] } })
  assert.equal(probe.columns[0]!.element, 'person.phone')
  assert.equal(await refused(house.call(bureau(), element.call, { element: 'person.contact_phone', name: '老人手机' })), 'element.named')
  assert.equal(await refused(house.call(bureau(), element.call, { element: 'person.shoe_size', name: '鞋码' })), 'fact.element_unknown')
  assert.equal((await listed(deskSeat('county_admin', next, personOf('han')))).get('联系电话')!.called.length, 0)
  assert.equal(elementNamed('老人手机', { place: next }), undefined)
  assert.equal(await refused(house.call(house.seat('song'), element.call, { element: 'person.phone', name: '手机' })), 'right.missing')
  assert.deepEqual(await house.call(bureau(), element.uncall, { name: '老人手机' }), { dropped: true })
  assert.deepEqual(await house.call(bureau(), element.uncall, { name: '老人手机' }), { dropped: false })
  assert.equal(elementNamed('老人手机', { place: community }), undefined)
})

test('what another process registered is known here with the next turn', async () => {
  await house.admin`insert into registry.element (id, name, meaning, object, type, owner, shelf_days, sensitivity, scope, basis, registered_at, registered_by, declared)
    values ('person.x_elsewhere', '别处登记的', '别处登记', 'person', 'yes_no', '民政局', 30, 'personal', ${county}, '文件', now(), '别人', '{}')`
  assert.equal(findElement('person.x_elsewhere'), undefined)
  await house.platform.sweeper.once()
  assert.equal(findElement('person.x_elsewhere')?.name, '别处登记的')
})
