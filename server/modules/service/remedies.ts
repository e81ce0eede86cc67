import { cut } from '../../../contract/kernel.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'

/**
 * What somebody can do who does not agree with a decision of the county or of a street in it: the review is the county
 * government's (行政复议法 art. 24), within 60 days (art. 20); the suit goes to a court within six months (行政诉讼法 arts
 * 45–46). Which court takes administrative cases of a county the province designates (art. 18), so the paper says both.
 */
export async function remediesOf(ctx: Context, place: string): Promise<string> {
  const county = cut(place, 'county') ?? place
  const name = (await nameOf(ctx.sql, [county])).get(county) ?? county
  return `如不服本决定，可以自收到之日起六十日内向${name}人民政府申请行政复议（《中华人民共和国行政复议法》第二十条），`
    + `或者自收到之日起六个月内向${name}人民法院（本省指定由其他法院集中管辖行政案件的，向该法院）提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。`
}
