import type { RuleDeclaration } from '../law/index.ts'

/** The caps, by their name in the law. */
export const capsRule = 'admission_caps'
/** The days of an admission's process. */
export const daysRule = 'admission'

const essay = '《江苏社区治理：三减两统筹》：省级创建示范项目由 34 项减到 6 项，村级牌子 4 块、居民社区 2 块（按文章所载，未见文件原文）'

/**
 * Caps and days as law with dates. A county may only be stricter. Which day the caps began was not seen in an enacted text; the
 * working days of the process are those of practice.
 */
export const gateRules: readonly RuleDeclaration[] = [
  {
    id: capsRule, version: 1, title: '社区事务准入上限（调整前）', level: 'province', valid_from: '2015-01-01', valid_to: '2020-01-01', verified: false, source: essay,
    params: { appraisals: { value: 34, local: 'at_most' }, plaques_village: { value: 99, local: 'at_most' }, plaques_community: { value: 99, local: 'at_most' }, minutes: { value: 9600, local: 'at_most' } },
  },
  {
    id: capsRule, version: 2, title: '社区事务准入上限', level: 'province', valid_from: '2020-01-01', valid_to: null, verified: false, source: essay,
    // The budget of minutes is a starting figure that each county sets lower: two people for one day a week.
    params: { appraisals: { value: 6, local: 'at_most' }, plaques_village: { value: 4, local: 'at_most' }, plaques_community: { value: 2, local: 'at_most' }, minutes: { value: 4000, local: 'at_most' } },
  },
  {
    id: daysRule, version: 1, title: '社区事务准入办理时限', level: 'province', valid_from: '2019-01-01', valid_to: null, verified: false,
    source: '江苏省城市居民委员会组织法实施办法第二十条的准入制度；各地社区事务准入办法通行时限（未逐字核对）',
    // A clock of one calendar day ends with the next day: within 48 hours whenever it began.
    params: {
      check_days: { value: 5, local: 'at_most' }, hearing_days: { value: 10, local: 'free' }, decide_days: { value: 15, local: 'at_most' }, review_days: { value: 365, local: 'at_most' },
      urgent_days: { value: 1, local: 'fixed' }, urgent_keep_days: { value: 90, local: 'at_most' }, keep_days: { value: 1096, local: 'at_most' },
    },
  },
]
