import { beijingDay } from '../../../contract/time.ts'
import { remediesOn, type RuleDeclaration } from '../../ground/law/index.ts'
import type { Context } from '../../kernel/operation.ts'

/** How long a decision may be contested, of the whole country. */
export const remedyRules: readonly RuleDeclaration[] = [{
  id: 'remedies', version: 1, title: '行政复议和行政诉讼的期限', level: 'national', valid_from: '2024-01-01', verified: false,
  source: '行政复议法第二十条；行政诉讼法第四十六条', params: { review_days: { value: 60 }, litigation_months: { value: 6 } },
}]

/** What is said with a decision of an instant about contesting it. */
export async function remediesSaid({ sql }: Pick<Context, 'sql'>, at: string): Promise<string> {
  const { review_days, litigation_months } = await remediesOn(sql, beijingDay(at))
  return `如不服本决定，可以自收到之日起 ${review_days} 日内申请行政复议，或者 ${litigation_months} 个月内向人民法院提起行政诉讼。`
}
