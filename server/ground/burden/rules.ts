import type { RuleDeclaration } from '../law/index.ts'

export const burdenRule = 'burden'
/** How a question may be asked; each has a declared time as long as nothing was measured. */
export const questionTypes = ['line', 'text', 'day', 'choice', 'phone', 'account', 'yes_no', 'fen', 'count'] as const

// Up to so many of a thousand may be missing or stale before a report counts as one that must be asked for or confirmed.
const questions = {
  missing_permille: { value: 100, local: 'at_most' }, stale_permille: { value: 20, local: 'at_most' },
  measured_from: { value: 30, local: 'at_least' }, visit_seconds: { value: 300, local: 'free' }, confirm_seconds: { value: 5, local: 'free' },
  line_seconds: { value: 20, local: 'free' }, text_seconds: { value: 60, local: 'free' }, day_seconds: { value: 12, local: 'free' }, choice_seconds: { value: 8, local: 'free' },
  phone_seconds: { value: 18, local: 'free' }, account_seconds: { value: 30, local: 'free' }, yes_no_seconds: { value: 6, local: 'free' }, fen_seconds: { value: 12, local: 'free' }, count_seconds: { value: 8, local: 'free' },
} as const
/** Minutes that one handling takes a community, by kind; a plaque or a body once set up takes nothing by itself. */
const handlings = {
  report_minutes: { value: 10, local: 'free' }, task_minutes: { value: 60, local: 'free' }, form_minutes: { value: 20, local: 'free' }, appraisal_minutes: { value: 240, local: 'free' },
  plaque_minutes: { value: 0, local: 'free' }, body_minutes: { value: 0, local: 'free' }, group_minutes: { value: 30, local: 'free' }, login_minutes: { value: 10, local: 'free' },
  meeting_minutes: { value: 90, local: 'free' }, inspection_minutes: { value: 120, local: 'free' }, certificate_minutes: { value: 10, local: 'free' },
} as const
const declared: Omit<RuleDeclaration, 'version' | 'title' | 'valid_from' | 'params'> = {
  id: burdenRule, level: 'province', valid_to: null, verified: false, source: '平台申报的默认值，没有实测来源；实测满规定项数后改用实测',
}

/**
 * Declared seconds per question and per visit, and minutes per handling of each kind of demand, used as long as fewer than
 * `measured_from` were measured in a county. They are estimates of ours and say so; a county may fill them.
 */
export const burdenRules: readonly RuleDeclaration[] = [
  { ...declared, version: 1, title: '基层负担测算参数', valid_from: '2020-01-01', params: questions },
  { ...declared, version: 2, title: '基层负担测算参数（加各类事项用时）', valid_from: '2026-01-01', params: { ...questions, ...handlings } },
]

/** Seconds per typed fact as measured in a county, all together and per element; null, or not there, as long as too few were measured. */
export interface Pace { seconds: number | null; measured: number; elements: ReadonlyMap<string, number> }

/**
 * Person-minutes for asking these new questions of so many people, each at one visit: the measured seconds of the same
 * element where there are enough, of facts in general otherwise, and the declared ones of the question's type where nothing was measured. Whole minutes, rounded up.
 */
export function estimate(params: Readonly<Record<string, number>>, pace: Pace, columns: readonly { type: string; people: number; element?: string | null }[], visits: number): number {
  const seconds = columns.reduce((sum, one) => sum + one.people * (pace.elements.get(one.element ?? '') ?? pace.seconds ?? params[`${one.type}_seconds`] ?? params.line_seconds!), 0)
  return Math.ceil((seconds + visits * params.visit_seconds!) / 60)
}

/** What a demand costs one community in a month: what its asker says, what the platform reckons and from where, and the larger, which counts. */
export interface Weight { asked: number; ours: number; used: number; basis: 'measured' | 'declared'; each: number; n: number }

const inYear: Readonly<Record<string, number>> = { once: 12, month: 12, quarter: 4, year: 1 }

/** Weighs a demand that comes so often: minutes of one handling as measured, as declared for its kind otherwise; whole minutes, rounded up. */
export function weigh(params: Readonly<Record<string, number>>, kind: string, period: string, asked: number, measured: { minutes: number | null; n: number }): Weight {
  const each = measured.minutes ?? params[`${kind}_minutes`] ?? 0
  const ours = Math.ceil(each * (inYear[period] ?? 12) / 12)
  return { asked, ours, used: Math.max(asked, ours), basis: measured.minutes === null ? 'declared' : 'measured', each: Math.ceil(each), n: measured.n }
}
