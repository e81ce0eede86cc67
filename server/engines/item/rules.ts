import { isDeepStrictEqual } from 'node:util'
import type { ItemBody } from '../../../contract/catalogue.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { checkRule, defineRule, ownParams, ruleOn, type RuleDeclaration, type RuleParams } from '../../ground/law/index.ts'
import type { Context } from '../../kernel/operation.ts'
import type { FieldProblem } from '../../kernel/problem.ts'
import { dayFaults } from './faults.ts'
import { backDatedFaults, spoken } from './numbers.ts'
import type { ItemRecord } from './store.ts'

/** An item rests on two rules: its numbers, and its terms in days. */
export type Which = 'params' | 'days'
export const ruleOf = ({ body }: Pick<ItemRecord, 'body'>, which: Which): string => which === 'params' ? body.rule : body.time

const levels: Partial<Record<ReturnType<typeof levelOf>, RuleDeclaration['level']>> = { province: 'province', city: 'city', county: 'county', town: 'town', community: 'village' }
const levelAt = (place: string): RuleDeclaration['level'] => levels[levelOf(place)] ?? 'village'

type Fields = ItemBody['params']
/** What an item's numbers come to: one that this version leaves as it was keeps what a standard made of it since, for nobody looked at that. */
const numbersIn = (fields: Fields, before: Fields, own: RuleParams | null): RuleParams => Object.fromEntries(fields.map(({ id, value, local }) =>
  [id, { value: before.some(one => one.id === id && one.value === value) ? own?.[id]?.value ?? value : value, local }]))

/** The rules that an item rests on: a new version only where something changed. */
export async function declareRules(ctx: Context, body: ItemBody, place: string, before: ItemBody | undefined): Promise<void> {
  const day = beijingDay(ctx.now)
  const rules = [
    { id: body.rule, title: body.name, source: body.basis.join('；'), fields: body.params, before: before?.params },
    { id: body.time, title: `${body.name}办理时限`, source: '办事指南', fields: body.days, before: before?.days },
  ]
  for (const { fields, before: old = [], ...rule } of rules) {
    const own = await ownParams(ctx.sql, rule.id, place, day)
    const params = numbersIn(fields, old, own)
    if (!isDeepStrictEqual(own, params)) await defineRule(ctx, { ...rule, params, place, level: levelAt(place), valid_from: own ? day : body.valid_from, valid_to: null, verified: false })
  }
}

/** Numbers of its own that a place asks for, from a day on. */
export interface Asked { which: Which; values: Record<string, number>; basis: string; valid_from: string; back_dated?: string | null | undefined }

/** The rule that numbers make: these alone, over whatever else holds at the place on each day from then on. */
export const standardRule = (item: ItemRecord, place: string, { which, values, basis, valid_from, back_dated }: Asked): Omit<RuleDeclaration, 'version'> => ({
  id: ruleOf(item, which), place, title: `${item.body.name}${which === 'days' ? '办理时限' : ''}`, level: levelAt(place), valid_from, valid_to: null, verified: true, partial: true,
  source: back_dated ? `${basis}（追溯执行：${back_dated}）` : basis, params: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
})

/** Everything that speaks against a place's numbers from a day, each beside its field. */
export async function standardFaults(ctx: Context, item: ItemRecord, place: string, asked: Asked): Promise<FieldProblem[]> {
  const { which, values, valid_from } = asked
  const unknown = Object.keys(values).filter(name => !item.body[which].some(one => one.id === name))
  if (unknown.length > 0) return unknown.map(name => ({ path: `values.${name}`, message: `这个事项没有“${name}”这一项，不能自行增加` }))
  const standing = (await ruleOn(ctx.sql, ruleOf(item, which), place, valid_from))?.params ?? {}
  if (which === 'days') {
    const faults = dayFaults(new Map(Object.entries({ ...standing, ...values })))
    if (faults.length > 0) return faults.map(({ path, message }) => ({ path: path.replace(/^days/, 'values'), message }))
  }
  const loose = await checkRule(ctx.sql, standardRule(item, place, asked), name => spoken(item.body[which], name))
  const late = valid_from < beijingDay(ctx.now) ? backDatedFaults(item.body[which], standing, values, { which, reason: asked.back_dated ?? null }) : []
  return [...loose.map(one => ({ ...one, path: one.path.replace(/^params/, 'values') })), ...late]
}
