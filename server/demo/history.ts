import { addDays, atBeijing, beijingDay, dayNumber, weekdayOf } from '../../contract/time.ts'
import { cast, type CastKey } from './cast.ts'
import { dice, type Dice } from './prng.ts'
import type { DemoPerson, DemoWorld } from './types.ts'

/** What the demonstration's past needs of the house: to call an operation as somebody, at an instant. */
export interface Teller {
  /** In one's own chair, or at a desk of the cast. */
  call(who: { self: DemoPerson } | { desk: CastKey }, at: string, operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>>
}

interface Step { days: number; desk: CastKey | null; action: string; note?: string; data?: Record<string, unknown> }
interface Story { elder: DemoPerson; applied: number; steps: Step[] }
interface Event { at: string; run(): Promise<void> }

const item = 'old_age_allowance'
const notes = {
  examine: ['户籍、年龄与公安数据一致，符合条件，拟同意。', '核对本人身份和账户信息无误，拟同意上报。', '经电话核实，老人在本辖区居住，情况属实。'],
  grant: ['符合条件，予以批准。', '材料齐全、审核一致，同意发放。'],
  refuse: ['经比对，老人已在其他县（区）享受同类津贴，不能重复享受。'],
  supplement: ['登记的银行账户已销户，请补充新的账户证明。', '账户户名与老人姓名不一致，请补充本人账户证明。'],
  check: ['上门核实老人实际居住情况和账户使用人'], checked: ['已上门见到老人，情况属实，账户由本人保管。'],
}

/** An account number that nobody has: the demonstration's prefix, Luhn-valid. */
function account(chance: Dice): string {
  const body = `003299${Array.from({ length: 12 }, () => chance.int(0, 9)).join('')}`
  const sum = [...body].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (n > 9 ? n - 9 : n)
  }, 0)
  return body + String((10 - (sum % 10)) % 10)
}

/** How far a case has come that was applied for so many days ago. */
function stepsOf(chance: Dice, applied: number, examiner: CastKey): Step[] {
  const street = (days: number, action: string, note?: string, data?: Record<string, unknown>): Step => ({ days, desk: examiner, action, ...(note && { note }), ...(data && { data }) })
  const county = (days: number, action: string, note: string): Step => ({ days, desk: chance.pick(['cheng', 'cheng', 'wu'] as const), action, note })
  const accept = street(1, 'accept')
  const examine = street(4, 'examine', chance.pick(notes.examine))
  const fate = chance.int(0, 99)
  if (applied <= 3) return fate < 70 ? [] : fate < 85 ? [accept] : [street(1, 'request_supplement', chance.pick(notes.supplement), { papers: ['bank_proof'] })]
  if (applied <= 9) {
    if (fate < 20) return [street(1, 'request_supplement', chance.pick(notes.supplement), { papers: ['bank_proof'] })]
    if (fate < 32) return [accept, street(3, 'begin_check', chance.pick(notes.check))]
    return fate < 65 ? [accept] : [accept, examine]
  }
  if (fate < 8) return [accept, { days: 3, desk: null, action: 'withdraw', note: '先和子女商量一下' }]
  if (fate < 14 && applied > 24) return [accept]
  if (fate < 20) return [accept, street(2, 'begin_check', chance.pick(notes.check)), street(6, 'end_check', chance.pick(notes.checked)), street(7, 'examine', chance.pick(notes.examine)), county(9, 'grant', chance.pick(notes.grant))]
  if (fate < 28) return [accept, examine, county(7, 'refuse', chance.pick(notes.refuse))]
  return applied < 14 && fate < 60 ? [accept, examine] : [accept, examine, county(8, 'grant', chance.pick(notes.grant))]
}

const isWorkday = (day: string) => { const n = weekdayOf(dayNumber(day)); return n !== 0 && n !== 6 }
const notBefore = (day: string): string => (isWorkday(day) ? day : notBefore(addDays(day, 1)))

/**
 * The demonstration's past: some sixty elders applied for the allowance in the last six weeks, and their cases stand in
 * every state. Told through the house itself, step by step in the order of time, by the people of the cast.
 */
export async function tellHistory(world: DemoWorld, now: Date, teller: Teller, log: (done: number, all: number) => void = () => undefined): Promise<number> {
  const chance = dice(3299, 'history')
  const today = beijingDay(now.toISOString())
  const events = storiesOf(world, chance, today).flatMap(story => eventsOf(chance, story, today, teller))
  const past = events.filter(event => event.at < now.toISOString()).sort((a, b) => a.at.localeCompare(b.at))
  for (const [index, event] of past.entries()) {
    await event.run()
    if (index % 20 === 0) log(index, past.length)
  }
  return past.length
}

/** So many of them, from all over the list. */
const evenly = <T>(list: readonly T[], n: number): T[] => list.filter((_, i) => Math.floor(((i + 1) * n) / list.length) > Math.floor((i * n) / list.length))

function storiesOf(world: DemoWorld, chance: Dice, today: string): Story[] {
  const known = new Set(Object.values(cast).map(one => one.person))
  const born = `${Number(today.slice(0, 4)) - 81}${today.slice(4)}`
  const elders = world.persons.filter(one => one.birth_date < born && one.hukou_place.startsWith('329901') && one.resides !== 'away' && !known.has(one.id))
  const examiners = { '329901001': ['zhang', 'qian'], '329901100': ['meng'] } as const
  return Object.entries(examiners).flatMap(([town, desks]) =>
    evenly(elders.filter(one => one.hukou_place.startsWith(town)), 34).map(elder => {
      const applied = chance.int(0, chance.chance(0.55) ? 10 : 41)
      return { elder, applied, steps: stepsOf(chance, applied, chance.pick(desks)) }
    }))
}

function eventsOf(chance: Dice, { elder, applied, steps }: Story, today: string, teller: Teller): Event[] {
  const first = notBefore(addDays(today, -applied))
  const clock = () => `${String(chance.int(9, 16)).padStart(2, '0')}:${String(chance.int(0, 59)).padStart(2, '0')}`
  const kept = { number: '', seq: 0 }
  const answers = { account: account(chance), phone: `154329${String(chance.int(0, 99999)).padStart(5, '0')}` }
  const open: Event = { at: atBeijing(first, clock()), run: () => applyAs(elder, open.at, teller, answers, kept) }
  let last = open.at
  return [open, ...steps.map(({ days, desk, action, note, data }): Event => {
    const planned = atBeijing(notBefore(addDays(first, days)), clock())
    last = planned > last ? planned : new Date(Date.parse(last) + 40 * 60_000).toISOString()
    const event: Event = {
      at: last,
      run: async () => {
        if (!kept.number) return
        const taken = await teller.call(desk ? { desk } : { self: elder }, event.at, 'case.take', { number: kept.number, seq: kept.seq, action, ...(note && { note }), ...(data && { data }) })
        kept.seq = Number(taken.seq)
      },
    }
    return event
  })]
}

interface Asked { element: string; state: string; required: boolean; choices: { code: string }[] }

async function applyAs(elder: DemoPerson, at: string, teller: Teller, own: { account: string; phone: string }, kept: { number: string; seq: number }): Promise<void> {
  const form = await teller.call({ self: elder }, at, 'service.prepare', { item })
  if (!form.eligible || form.open_case) return
  const answers: Record<string, unknown> = {
    'person.bank_account': own.account, 'person.bank_name': '云川银行（演示）', 'person.contact_phone': own.phone, 'person.contact_name': '家人',
    'person.residence_address': elder.facts['person.residence_address']?.value ?? '柳湖街道（演示）', 'person.living_arrangement': elder.living ?? '2',
  }
  const asked = (form.fields as Asked[]).filter(field => field.state !== 'held' && field.required && field.element in answers)
  const applied = await teller.call({ self: elder }, at, 'service.apply', {
    item, confirmed: true, answers: Object.fromEntries(asked.map(field => [field.element, answers[field.element]])),
  })
  kept.number = String(applied.number)
  kept.seq = 1
}
