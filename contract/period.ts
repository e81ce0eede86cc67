import type { Period } from './report.ts'
import { addDays } from './time.ts'

/*
 * Periods of reports as keys that sort as text: `2026-11`, `2026Q4`, `2026`, `once`. Days are Beijing days.
 */
const two = (n: number): string => String(n).padStart(2, '0')

/** The period in which a day lies. */
export function periodOn(period: Period, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  return period === 'month' ? day.slice(0, 7) : period === 'quarter' ? `${year}Q${Math.ceil(month / 3)}` : period === 'year' ? year : 'once'
}

/** First and last day of a period; of what is asked once, null. */
export function daysOf(key: string): { from: string; to: string } | null {
  const year = Number(key.slice(0, 4))
  const end = (month: number): string => addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1)
  if (key === 'once') return null
  if (/^\d{4}-\d{2}$/.test(key)) return { from: `${key}-01`, to: end(Number(key.slice(5))) }
  if (/^\d{4}Q[1-4]$/.test(key)) return { from: `${year}-${two(Number(key[5]) * 3 - 2)}-01`, to: end(Number(key[5]) * 3) }
  return { from: `${key}-01-01`, to: `${key}-12-31` }
}

/** The period before; null of what is asked once. */
export function periodBefore(period: Period, key: string): string | null {
  const days = daysOf(key)
  return days && periodOn(period, addDays(days.from, -1))
}

/** The last day on which a period may be confirmed. */
export const dueOn = ({ due_days, due_on }: { due_days: number; due_on: string | null }, key: string): string | null => {
  const days = daysOf(key)
  return days ? addDays(days.to, due_days) : due_on
}

/** 2026年11月, 2026年第4季度, 2026年, 一次性. */
export function periodName(key: string): string {
  if (key === 'once') return '一次性'
  if (key.includes('-')) return `${key.slice(0, 4)}年${Number(key.slice(5))}月`
  return key.includes('Q') ? `${key.slice(0, 4)}年第${key[5]}季度` : `${key}年`
}

/** True for a key of this kind of period. */
export const isPeriodOf = (period: Period, key: string): boolean =>
  ({ month: /^\d{4}-\d{2}$/, quarter: /^\d{4}Q[1-4]$/, year: /^\d{4}$/, once: /^once$/ })[period].test(key)
