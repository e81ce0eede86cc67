import type { RuleDeclaration } from '../law/index.ts'

export const burdenRule = 'burden'
/** How a question may be asked; each has a declared time as long as nothing was measured. */
export const questionTypes = ['line', 'text', 'day', 'choice', 'phone', 'account', 'yes_no', 'fen', 'count'] as const

/**
 * Declared seconds per question and per visit, used as long as fewer than `measured_from` facts were measured in a county. They
 * are estimates of ours and say so; a county may fill them.
 */
export const burdenRules: readonly RuleDeclaration[] = [{
  id: burdenRule, version: 1, title: '基层负担测算参数', level: 'province', valid_from: '2020-01-01', valid_to: null, verified: false,
  source: '平台申报的默认值，没有实测来源；实测满规定项数后改用实测',
  params: {
    // Up to so many of a thousand may be missing or stale before a report counts as one that must be asked for or confirmed.
    missing_permille: { value: 100, local: 'at_most' }, stale_permille: { value: 20, local: 'at_most' },
    measured_from: { value: 30, local: 'at_least' }, visit_seconds: { value: 300, local: 'free' }, confirm_seconds: { value: 5, local: 'free' },
    line_seconds: { value: 20, local: 'free' }, text_seconds: { value: 60, local: 'free' }, day_seconds: { value: 12, local: 'free' }, choice_seconds: { value: 8, local: 'free' },
    phone_seconds: { value: 18, local: 'free' }, account_seconds: { value: 30, local: 'free' }, yes_no_seconds: { value: 6, local: 'free' }, fen_seconds: { value: 12, local: 'free' }, count_seconds: { value: 8, local: 'free' },
  },
}]

/** Seconds per typed fact as measured in a county; null as long as too few were measured. */
export interface Pace { seconds: number | null; measured: number }

/**
 * Person-minutes for asking these new questions of so many people, each at one visit: measured seconds per fact where there are
 * enough, the declared ones of each question's type otherwise. Whole minutes, rounded up.
 */
export function estimate(params: Readonly<Record<string, number>>, pace: Pace, columns: readonly { type: string; people: number }[], visits: number): number {
  const seconds = columns.reduce((sum, one) => sum + one.people * (pace.seconds ?? params[`${one.type}_seconds`] ?? params.line_seconds!), 0)
  return Math.ceil((seconds + visits * params.visit_seconds!) / 60)
}
