import type { Query } from '../../kernel/db/index.ts'
import { provinceCode } from '../territory/index.ts'
import { ruleOn } from './rule.ts'

/** Until when a decision of a day may be contested: days for a review, months for the court. Throws when no rule is in force. */
export async function remediesOn(sql: Query, day: string): Promise<{ review_days: number; litigation_months: number }> {
  const rule = await ruleOn(sql, 'remedies', provinceCode, day)
  const { review_days, litigation_months } = rule?.params ?? {}
  if (review_days === undefined || litigation_months === undefined) throw new Error(`no rule of remedies in force on ${day}`)
  return { review_days, litigation_months }
}
