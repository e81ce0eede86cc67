import { cut } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { remediesOn, type RuleDeclaration } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'

/** How long a decision may be contested, of the whole country. */
export const remedyRules: readonly RuleDeclaration[] = [{
  id: 'remedies', version: 1, title: '行政复议和行政诉讼的期限', level: 'national', valid_from: '2024-01-01', verified: false,
  source: '行政复议法第二十条；行政诉讼法第四十六条', params: { review_days: { value: 60 }, litigation_months: { value: 6 } },
}]

/**
 * For how long whoever made a false promise may make none. The circular says «until the credit is repaired» and names no time; thirty-six
 * months are the platform's own upper bound, after the longest publication of a penalty, and a place may shorten them. Neither text was
 * seen in the original, so the rule is unverified and says so.
 */
const promiseRules: readonly RuleDeclaration[] = [{
  id: 'promise', version: 2, title: '告知承诺的信用限制', level: 'national', valid_from: '2020-10-27', verified: false,
  source: '国办发〔2020〕42号：曾作出虚假承诺的，在信用修复前不适用告知承诺制（没有规定期限；36 个月是平台参照行政处罚信息最长公示三年设的上限，各地可以缩短，尚未与原文核对）', params: { barred_months: { value: 36, local: 'at_most' } },
}]

/** The rules that every case rests on, whatever it is about. */
export const caseRules: readonly RuleDeclaration[] = [...remedyRules, ...promiseRules]

/**
 * What somebody can do who does not agree with a decision of the county or of a street in it, by the law on its day: the review
 * is the county government's (行政复议法 art. 24). Which court takes administrative cases of a county the province designates
 * (行政诉讼法 art. 18), so the paper says both.
 */
export async function remediesSaid(ctx: Context, place: string, at: string): Promise<string> {
  const { review_days, litigation_months } = await remediesOn(ctx.sql, beijingDay(at))
  const county = cut(place, 'county') ?? place
  const name = (await nameOf(ctx.sql, [county])).get(county) ?? county
  return `如不服本决定，可以自收到之日起 ${review_days} 日内向${name}人民政府申请行政复议（《中华人民共和国行政复议法》第二十条），`
    + `或者自收到之日起 ${litigation_months} 个月内向${name}人民法院（本省指定由其他法院集中管辖行政案件的，向该法院）提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。`
}
