import { addDays, atBeijing } from '../../contract/time.ts'
import type { CastKey } from './cast.ts'
import { communities } from './places.ts'
import { dice } from './prng.ts'
import type { DemoWorld } from './types.ts'

/** The work of the gate in the demonstration: what it cost communities, what was sent down to them and what they need. */
export interface DemoWork {
  spent: { county: string; place_then: string; place: string; month: string; kind: string; requester: string; requester_name: string; form: string; n: number; ms: number }[]
  entered: { county: string; place_then: string; place: string; month: string; form: string; organ: string; entered: number; again: number; timed: number; ms: number }[]
  pace: { county: string; place: string; element: string; n: number; ms: number }[]
  sent: { id: string; place: string; owner: string; owner_name: string; form: string; purpose: string; object: string; title: string; amount_fen: number; quantity: number; unit: string; period_from: string; period_to: string; declared_at: string }[]
  needs: { id: string; place: string; purpose: string; object: string; title: string; why: string; wanted_by: string | null; stated_at: string }[]
}

const firstOf = (day: string, back: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - back, 1)).toISOString().slice(0, 10)
const bodyOf = (world: DemoWorld, name: string) => {
  const found = world.organisations.find(one => one.name === name)
  if (!found) throw new Error(`no ${name} in the demonstration`)
  return { owner: found.id, owner_name: found.name }
}

/** Seconds in which a worker types one fact; as people do, a number of an account slower than a choice. */
const typed: Readonly<Record<string, number>> = {
  'person.phone': 16, 'person.living_arrangement': 7, 'person.contact_name': 11, 'person.contact_phone': 17, 'person.occupation': 9, 'person.care_level': 8, 'person.residence_address': 24,
}

/**
 * Deterministic but for the day on which it is told: three months of measured minutes in every community, what was typed again,
 * resources with one double funding that 程伟 has to answer, and needs beside them. Every title says that it is a demonstration.
 */
export function demoWork(world: DemoWorld, today: string): DemoWork {
  const chance = dice(3299, 'gate')
  const [own, next, data] = ['柳湖区民政局（演示）', '望澜县民政局（演示）', '柳湖区数据局（演示）'].map(name => bodyOf(world, name)) as [ReturnType<typeof bodyOf>, ReturnType<typeof bodyOf>, ReturnType<typeof bodyOf>]
  const minutes = (n: number, each: number) => Math.round(n * each * chance.between(0.8, 1.25) * 60_000)
  const months = [0, 1, 2].map(back => firstOf(today, back))
  const share = (back: number) => back === 0 ? Math.max(0.1, Number(today.slice(8)) / 31) : 1
  const spent = communities.flatMap(({ code }) => months.flatMap((month, back) => {
    const county = code.slice(0, 6)
    const civil = county === '329901' ? own : next
    const line = (kind: string, { owner, owner_name }: { owner: string; owner_name: string }, form: string, often: number, each: number) => {
      const n = Math.max(1, Math.round(often * share(back)))
      return { county, place_then: code, place: code, month, kind, requester: owner, requester_name: owner_name, form, n, ms: minutes(n, each) }
    }
    return [
      line('duty', { owner: '', owner_name: '村（社区）自己的工作' }, 'person.record', chance.int(40, 90), 2), line('duty', { owner: '', owner_name: '村（社区）自己的工作' }, 'case.take', chance.int(8, 24), 3),
      line('report', civil, 'report.confirm', chance.int(4, 6), 9), line('report', civil, 'report.collect', chance.int(10, 30), 3),
      ...county === '329901' && chance.chance(0.7) ? [line('report', data, 'report.confirm', 1, 14)] : [],
    ]
  }))
  const entered = communities.flatMap(({ code, name }) => months.flatMap((month, back) => [['report.collect', '民政局', 60], ['person.record', name, 80]].map(([form, organ, often]) => {
    const n = Math.max(1, Math.round(Number(often) * chance.between(0.6, 1.3) * share(back)))
    return { county: code.slice(0, 6), place_then: code, place: code, month, form: String(form), organ: String(organ), entered: n, again: Math.floor(n * chance.between(0, 0.09)), timed: n, ms: minutes(n, 0.25) }
  })))
  const pace = ['329901', '329902'].flatMap(county => Object.entries(typed).map(([element, seconds]) => ({ county, place: county, element, n: chance.int(60, 400), ms: 0, seconds })))
    .map(({ seconds, ...one }) => ({ ...one, ms: Math.round(one.n * seconds * 1000 * chance.between(0.9, 1.1)) }))
  return { spent, entered, pace, ...resources(world, today, chance.uuid) }
}

function resources(world: DemoWorld, today: string, uuid: (n: number) => string): Pick<DemoWork, 'sent' | 'needs'> {
  const [own, city, street, data] = ['柳湖区民政局（演示）', '云川市民政局（演示）', '柳湖街道办事处', '柳湖区数据局（演示）'].map(name => bodyOf(world, name))
  const year = today.slice(0, 4)
  const [hefeng, daohe, tinglu] = ['329901001001', '329901100200', '329901001003']
  let n = 0
  const sent = (place: string | undefined, body: ReturnType<typeof bodyOf> | undefined, form: string, purpose: string, object: string, title: string, amount: number, more: { quantity?: number; unit?: string; from?: string; back?: number } = {}) => ({
    id: uuid(++n), place: place!, ...body!, form, purpose, object, title: `${title}（演示）`, amount_fen: amount * 100, quantity: more.quantity ?? 0, unit: more.unit ?? '', period_from: more.from ?? `${year}-01-01`, period_to: `${year}-12-31`,
    declared_at: atBeijing(addDays(today, -(more.back ?? 60)), '10:00'),
  })
  const need = (place: string | undefined, purpose: string, object: string, title: string, why: string, within: number) => ({
    id: uuid(++n), place: place!, purpose, object, title: `${title}（演示）`, why, wanted_by: addDays(today, within), stated_at: atBeijing(addDays(today, -20), '15:00'),
  })
  return {
    sent: [
      // Two for the same: written differently, for the same purpose, at the same time.
      sent(hefeng, city, 'money', 'elders', '荷风养老服务站', '养老服务站运营补助', 50_000, { back: 90 }), sent(hefeng, own, 'money', 'elders', '荷风（养老）服务站', '社区养老服务站运行经费', 30_000, { from: `${year}-07-01`, back: 30 }),
      sent(hefeng, street, 'people', 'safety', '小区夜间巡逻', '平安巡防队员', 0, { quantity: 4, unit: '人' }), sent(hefeng, street, 'goods', 'health', '荷风养老服务站', '血压计', 1_200, { quantity: 2, unit: '台', back: 15 }),
      sent(daohe, own, 'project', 'facility', '村老年活动室', '老年活动室改造', 120_000), sent(daohe, data, 'goods', 'facility', '村便民服务点', '自助终端', 18_000, { quantity: 1, unit: '台' }), sent(tinglu, street, 'money', 'environment', '听橹社区', '楼道整治补助', 40_000),
    ],
    needs: [
      need(hefeng, 'health', '荷风养老服务站', '缺两台血压计', '每月来量血压的老人有八十多位，现在只有一台能用。', 40), need(hefeng, 'culture', '荷风社区文化活动室', '想添一批桌椅', '周末活动坐不下，居民自带板凳。', 90),
      need(daohe, 'safety', '村道路灯', '八盏路灯不亮', '晚上老人摔过两次，请尽快修。', 30), need(tinglu, 'elders', '听橹社区独居老人', '午间助餐', '独居老人里有十几位午饭没有着落。', 60),
    ],
  }
}

/** One step of the gate's past: so many days ago, by somebody in an office. */
export interface GateStep { days: number; desk: CastKey; office: string; action: string; note?: string }
export interface GateStory { asked: Record<string, unknown>; days: number; steps: GateStep[]; heard: { desk: CastKey; stance: string; score: number; words?: string }[] }

const step = (days: number, desk: CastKey, action: string, note: string): GateStep => ({ days, desk, office: desk === 'shao' ? 'burden_taskforce' : desk === 'cheng' ? 'department_clerk' : 'social_work', action, note })
const alone = { all: [{ aged: { from: 60 } }, { equal: ['person.living_arrangement', '1'] }] }

/** Requests that stand in the demonstration's lists: admitted, being heard, refused, just asked. */
export const gateStories = (today: string): GateStory[] => [
  {
    days: 24, heard: [{ desk: 'song', stance: 'lighten', score: 3, words: '并入日常走访，不单独上门' }, { desk: 'xia', stance: 'support', score: 2 }, { desk: 'zhang', stance: 'support', score: 2 }],
    asked: {
      kind: 'task', title: '独居老人冬季走访（演示）', content: '十一月至次年二月，每月上门看一次独居老人，问取暖和用药，有事报镇街。', basis: '省民政厅关于做好冬季特殊困难老年人关爱服务的通知（演示）', places: ['329901'], population: '60 岁以上独居老人',
      period: 'month', valid_from: addDays(today, -24), valid_to: addDays(today, 110), minutes: 90,
    },
    steps: [step(22, 'wu', 'check', '依据齐全，征求意见'), step(15, 'wu', 'close_hearing', '三处答复，一处要求减轻：并入日常走访'), step(12, 'shao', 'grant', '联席会议同意，并入日常走访'), step(11, 'wu', 'grant', '同意')],
  },
  {
    days: 6, heard: [],
    asked: {
      kind: 'report', title: '独居老人一键呼叫器摸底（演示）', content: '在日常走访时问一次家里有没有一键呼叫器，登记在平台里。', basis: '省适老化改造实施方案（演示）', places: ['329901001'], population: '60 岁以上独居老人', period: 'once',
      valid_from: addDays(today, -6), valid_to: addDays(today, 60), report: { population: alone, columns: [{ title: '姓名' }, { title: '手机号' }, { title: '家里有没有一键呼叫器', type: 'yes_no', basis: '省适老化改造实施方案（演示）' }] },
    },
    steps: [step(5, 'wu', 'check', '平台没有这一项，依据齐全')],
  },
  {
    days: 15, heard: [],
    asked: {
      kind: 'form', title: '社区文体活动台账（演示）', content: '每月填报文体活动的场次、人数和照片。', basis: '部门年度工作要点（演示）', places: ['329901'], population: '各村（社区）', period: 'month', valid_from: addDays(today, -15), valid_to: addDays(today, 150), minutes: 40,
    },
    steps: [step(13, 'wu', 'reject', '没有法律法规依据，活动在平台里已有记录，不得另建台账')],
  },
  {
    days: 1, heard: [],
    asked: {
      kind: 'inspection', title: '养老服务站消防检查（演示）', content: '查看消防器材和疏散通道，每处半小时。', basis: '养老机构消防安全管理规定（演示）', places: ['329901100'], population: '设有养老服务站的村', reach: 'village', period: 'once', valid_from: addDays(today, -1), valid_to: addDays(today, 45), minutes: 30,
    },
    steps: [],
  },
]
