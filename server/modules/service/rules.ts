import type { RuleDeclaration } from '../../ground/law/index.ts'

/**
 * Law as data: what the items of this module rest on, with dates and sources. Amounts are a province's floor, which a
 * county may raise; time limits may be tightened. What was not seen in the enacted text is marked as unverified.
 */
export const serviceRules: readonly RuleDeclaration[] = [
  {
    id: 'old_age_allowance', version: 1, place: '32', level: 'province', title: '高龄津贴（尊老金）', valid_from: '2011-03-01', valid_to: null, verified: false,
    source: '江苏省老年人权益保障条例：80—89、90—99、100 周岁以上每月不低于 50、100、300 元',
    params: {
      min_age: { value: 80, local: 'at_most' },
      monthly_fen_from_80: { value: 5000, local: 'at_least' }, monthly_fen_from_90: { value: 10000, local: 'at_least' }, monthly_fen_from_100: { value: 30000, local: 'at_least' },
    },
  },
  {
    id: 'old_age_allowance.time', version: 1, place: '32', level: 'province', title: '高龄津贴办理时限', valid_from: '2011-03-01', valid_to: null, verified: false,
    source: '参照行政许可法第三十二条、第四十二条；承诺时限见办事指南',
    params: {
      acceptance_days: { value: 5, local: 'at_most' }, supplement_days: { value: 15, local: 'at_least' },
      promised_days: { value: 15, local: 'at_most' }, statutory_days: { value: 20, local: 'at_most' },
    },
  },
]
