import { beijingDay } from '../../contract/time.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { BareCall } from './bare.ts'
import { answered, fact, insert, json, later, ledger, nextSequence, notOld, notSoon } from './rows.ts'
import type { Resident } from './standing.ts'

/** One item of the matter as its first step leaves it, and how many of its form's facts the case keeps. */
interface Part { item: string; title: string; process: string; awaits: string; facts: number }

const parts: readonly Part[] = [
  { item: 'old_age_allowance', title: '高龄津贴', process: 'benefit', awaits: 'street_examiner', facts: 10 },
  { item: 'destitute', title: '特困人员认定', process: 'benefit', awaits: 'street_examiner', facts: 8 },
  { item: 'elder_card', title: '老年人优待证', process: 'street', awaits: 'street_examiner', facts: 5 },
  { item: 'retirement_medical', title: '退休人员医疗保险待遇核定', process: 'street', awaits: 'street_examiner', facts: 5 },
  { item: 'premises_use', title: '社区活动场所使用', process: 'arrangement', awaits: 'community_worker', facts: 6 },
]
export const five = parts.map(part => part.item)

/** What is not held about anybody: it concerns the matter and stays in its cases. */
export const answers = {
  'household.monthly_income': 180_000, 'matter.reason': '独自生活，没有收入来源', 'matter.delivery': 'window', 'matter.employment_years': 31,
  'matter.facility': '二楼多功能室', 'matter.starts_on': '2027-03-01', 'matter.hours': 'morning', 'matter.purpose': '合唱排练', 'matter.people': 20,
}

const many = parts.length
const matterText = insert('matter.matter', 'county number place person person_name title bundle opened_at')
const caseText = insert('process."case"', 'county number place process version topic rule matter title person person_name state seq awaits due_at opened_at single data', json, many)
const actionText = insert('process.action', 'county number seq place person action state at actor actor_name office actor_place note data', json, many)
const clockText = insert('process.clock', 'county number name place person unit days basis started_at due_at fires serial', {}, many)
const outboxText = insert('kernel.outbox', 'county id place actor topic payload at due_at', json, 2 * many)
const bump = (n: number): string => `kernel.bump($${3 * n + 1}, $${3 * n + 2}, $${3 * n + 3}::text::text[], '{1}')`
const bumpText = `select ${Array.from({ length: 2 * many }, (_, n) => bump(n)).join(', ')}`

/** The rows of one matter: its own, and those of five cases, each kind of row in one statement. */
export function bareMatter(one: Resident): BareCall {
  const at = new Date().toISOString()
  const { county, community: place, id: person, name } = one
  const due = later(at, 7)
  const number = (): string => `${county}-${beijingDay(at).replaceAll('-', '')}-${nextSequence()}`
  const matter = number()
  const cases = parts.map(part => ({ ...part, number: number() }))
  const data = (part: Part): string => JSON.stringify({
    item: part.item, item_version: 1, age: one.age, facts: Array.from({ length: part.facts }, () => fact('person.residence_address', '幸福路12号3幢402室')), said: { 'matter.facility': '二楼多功能室' },
  })
  const letters = (part: Part & { number: string }) => [
    ['case.step', { state: 'submitted', state_name: '已提交', action: 'open', verb: 'service.apply', seq: 1, closed: false, number: part.number, item: part.item, item_name: part.title, opened_at: at }],
    ['notice', { person, title: '申请已收到', body: `您的${part.title}（${part.number}）申请已收到，我们会按时告诉您办理结果，不需要您再跑一趟。`, matter: part.number }],
  ] as const
  return {
    group: 'bare', open: `begin;set local role gongzhi_self;set local seat.person = '${person}';set local seat.actor = '${person}'`,
    statements: [
      { text: matterText, values: [county, matter, place, person, name, '高龄津贴等 5 件事', null, at] },
      { text: caseText, values: cases.flatMap(part => [county, part.number, place, part.process, 1, part.item, `${part.item}.time`, matter, part.title, person, name, 'submitted', 1, part.awaits, due, at, true, data(part)]) },
      { text: actionText, values: cases.flatMap(part => [county, part.number, 1, place, person, 'open', 'submitted', at, person, name, 'resident', '32', null, '{}']) },
      { text: clockText, values: cases.flatMap(part => [county, part.number, 'acceptance', place, person, 'working', 5, '参照行政许可法第三十二条：五日内一次告知，逾期即为受理', at, due, 'deem_accepted', notOld]) },
      { text: bumpText, values: cases.flatMap(part => [place, `case:${part.item}`, '{submitted}', place, `open:${part.item}`, '{open}']) },
      { text: outboxText, values: cases.flatMap(part => letters(part).flatMap(([topic, payload]) => [county, newId(), place, person, topic, JSON.stringify(payload), at, notSoon(at)])) },
      ledger({ place, at, actor: person, name, office: 'resident', chair: 'self', mandate: null, person, verb: 'service.apply', operation: 'matter.apply', subject: matter }),
      answered(person, 'matter.apply', at, { number: matter, title: '高龄津贴等 5 件事', cases: cases.map(part => ({ item: part.item, number: part.number, title: part.title, state_name: '已提交', receipt: '收件凭证', due_at: due })) }),
    ],
  }
}
