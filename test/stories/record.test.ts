import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as ledger from '../../contract/ledger.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import { answersTo } from './answers.ts'
import { openTestHouse, personOf, type TestHouse } from '../house.ts'

let house: TestHouse
let number: string
before(async () => { house = await openTestHouse() })
after(() => house.close())

/** The auditor's list, of the whole range or of one county. */
const entriesOf = async (place?: string) => (await house.call(house.seat('he'), ledger.list, { subject: number, ...(place && { place }) })).items

test('what a window did for somebody says so, and stands on the record of both counties, in a wider range once', async () => {
  const gu = personOf('gu')
  const attendance = await house.call(house.seat('han'), people.attend, { name: gu.name, identity: gu.id_number, manner: 'present' })
  const chair = house.serving('han', attendance)
  const form = await house.call(chair, service.prepare, { item: 'old_age_allowance' })
  number = (await house.call(chair, service.apply, { item: 'old_age_allowance', answers: answersTo(form), confirmed: true })).number
  for (const place of [undefined, '329901']) {
    const entries = await entriesOf(place)
    assert.deepEqual(entries.map(one => [one.operation, one.office_name, one.for_name, one.actor_name]), [['service.apply', '窗口受理员', gu.name, '韩露']], place)
  }
  const [there] = await entriesOf('329902')
  assert.equal(there!.place, '329902001001', 'the window keeps its own')
})

test('who decides sees the conditions with their basis and the amount before deciding; the applicant does not', async () => {
  for (const seat of ['zhang', 'cheng'] as const) {
    const { judged } = await house.call(house.seat(seat), service.show, { number })
    assert.ok(judged && judged.reasons.length >= 4 && judged.reasons.every(reason => reason.ok && reason.basis !== ''), seat)
    assert.match(judged.outcome, /^每月 60\.00 元/)
    assert.ok(!JSON.stringify(judged).includes('您'), 'the words fit whoever reads')
  }
  assert.equal((await house.call(house.self('gu'), service.show, { number })).judged, null)
})

test('the receipt of a window says which window, for whom, and keeps the organ that handles it', async () => {
  const paper = await house.call(house.self('gu'), service.notice, { number, seq: 1 })
  assert.equal(paper.received_at, '望澜县（演示）江花街道鹭滩社区')
  assert.equal(paper.clerk, '韩露')
  assert.match(paper.organ, /柳湖街道/)
})

test('the record says what was done in the step’s own words', async () => {
  await house.call(house.seat('zhang'), service.take, { number, seq: 1, action: 'accept' })
  await house.call(house.seat('zhang'), service.take, { number, seq: 2, action: 'examine', note: '核对无误' })
  await house.call(house.seat('cheng'), service.take, { number, seq: 3, action: 'grant', note: '符合条件' })
  assert.deepEqual((await entriesOf('329901')).map(one => one.operation_name), ['批准', '审核通过，报县级决定', '受理', '提交申请'])
})

test('a decision names what it rests on, who reviews it and which court hears it, and the month in words', async () => {
  const paper = await house.call(house.self('gu'), service.notice, { number, seq: 4 })
  assert.match(paper.body.join(), /第三十三条/)
  assert.match(paper.body.join(), /自 \d{4} 年 \d{1,2} 月起/)
  assert.match(paper.remedies ?? '', /柳湖区（演示）人民政府申请行政复议.+柳湖区（演示）人民法院.+行政诉讼/)
  assert.equal(paper.received_at, null)
})
