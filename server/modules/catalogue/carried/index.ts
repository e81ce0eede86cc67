import type { ItemBody } from '../../../../contract/catalogue.ts'
import type { RuleDeclaration } from '../../../ground/law/index.ts'
import { benefits } from './benefits.ts'
import { others } from './others.ts'

export { bundles } from './others.ts'
export { processes } from './processes/index.ts'

/** The items that the platform brings along. */
export const carried: readonly ItemBody[] = [...benefits, ...others]

const paramsOf = (params: ItemBody['params']) => Object.fromEntries(params.map(({ id, value, local }) => [id, { value, local }]))
const sources: Readonly<Record<string, Pick<RuleDeclaration, 'source' | 'valid_from'>>> = {
  old_age_allowance: { source: '江苏省老年人权益保障条例：80—89、90—99、100 周岁以上每月不低于 50、100、300 元', valid_from: '2011-03-01' },
}

/**
 * Law as data: the rules that an item rests on, its amounts and its time limits, for the place that answers for it. What was
 * not seen in the enacted text is marked as unverified; a county may set what `local` allows.
 */
export function rulesOf(item: ItemBody, place: string, level: RuleDeclaration['level'], version: number): RuleDeclaration[] {
  const common = { version, place, level, valid_from: item.valid_from, valid_to: null, verified: false }
  return [
    { ...common, id: item.rule, title: item.name, source: item.basis.join('；'), ...sources[item.id], params: paramsOf(item.params) },
    { ...common, id: item.time, title: `${item.name}办理时限`, source: '办事指南；行政许可法第三十二条、第四十二条', ...(sources[item.id] && { valid_from: sources[item.id]!.valid_from }), params: paramsOf(item.days) },
  ]
}

/** The rules of every carried item, for the province. */
export const carriedRules: readonly RuleDeclaration[] = carried.flatMap(item => rulesOf(item, '32', 'province', 1))
