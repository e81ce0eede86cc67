import type { LifeKind } from '../../../../contract/household.ts'
import { levels } from '../../../../contract/kernel.ts'
import { beijingDay } from '../../../../contract/time.ts'
import type { Context } from '../../../kernel/operation.ts'
import { ruleOn, type RuleDeclaration } from '../../law/index.ts'

export const secondRule = 'registry.second_person'
/** For which changes of a household a second person has to agree: 1 asks for one, 0 does not. To register somebody, or where somebody lives, takes one person, as at the window. */
export const lifeRules: readonly RuleDeclaration[] = [{
  id: secondRule, version: 1, title: '户内变动由两人办理', level: 'province', valid_from: '2020-01-01', valid_to: null, verified: false, source: '平台默认，各地可从严',
  params: Object.fromEntries((['add', 'transfer', 'split', 'merge', 'head', 'apart', 'death', 'same'] satisfies LifeKind[]).map(kind => [kind, { value: kind === 'apart' || kind === 'add' ? 0 : 1, local: 'at_least' as const }])),
}]

/** Whether the rules in force at a place demand a second person; where none was imported the platform's own say. To register the head of a new household is to register somebody. */
export async function asksSecond({ sql, now }: Pick<Context, 'sql' | 'now'>, kind: LifeKind, place: string): Promise<boolean> {
  const rule = await ruleOn(sql, secondRule, place.slice(0, levels.community), beijingDay(now))
  const asked = kind === 'enter' ? 'add' : kind
  return Number(rule?.params[asked] ?? lifeRules[0]!.params[asked]?.value ?? 1) > 0
}
