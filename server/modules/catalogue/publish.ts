import * as contract from '../../../contract/catalogue.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { addVersion, allItems, faultsOf, itemOf, outcomeOf, questionsOf, reasonsOf, retireItem, type Grounds, type ItemRecord } from '../../engines/item/index.ts'
import { checkValue } from '../../ground/registry/index.ts'
import { defineRule, ruleOn, type RuleDeclaration } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { findDraft } from './drafts.ts'
import { knownTo } from './parts.ts'

/** Items as they stand, the province's and those made below; each with its newest version. */
export const made = serve(contract.made, {
  verb: 'item.read', at: here,
  run: async (ctx, { after, limit }) => {
    const all = (await allItems(ctx.sql)).filter(one => one.place.startsWith(ctx.seat.place) || ctx.seat.place.startsWith(one.place))
    const from = after ? all.findIndex(one => one.id > after) : 0
    const page = from === -1 ? [] : all.slice(from, from + limit)
    const names = await nameOf(ctx.sql, page.map(one => one.place))
    return {
      items: page.map(({ id, version, place, body, published_at, published_by, retired }) =>
        ({ id, version, place, place_name: names.get(place) ?? place, name: body.name, kind: body.kind, process: body.process, published_at, published_by, retired })),
      next: from !== -1 && from + limit < all.length ? page.at(-1)!.id : null, count: { n: all.length, exact: true },
    }
  },
})

export const attempt = serve(contract.attempt, {
  verb: 'item.make', at: (ctx, { id }) => findDraft(ctx, id),
  run: async (ctx, { age, answers }, { body: raw }) => {
    const faults = faultsOf(raw, await knownTo(ctx))
    if (faults.length > 0) return { faults, eligible: false, reasons: [], outcome: null, asked: [] }
    const body = contract.ItemBody.parse(raw)
    const wrong: FieldProblem[] = []
    const values = new Map(Object.entries(answers).flatMap(([element, value]) => {
      try {
        return [[element, checkValue(element, value)] as const]
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        wrong.push({ path: element, message: String(error.details.reason ?? error.message) })
        return []
      }
    }))
    const grounds: Grounds = { value: element => values.get(element), params: Object.fromEntries(body.params.map(one => [one.id, one.value])), day: beijingDay(ctx.now), age, granted: null }
    const reasons = reasonsOf(body, grounds)
    const eligible = wrong.length === 0 && reasons.every(one => one.ok)
    return {
      faults: wrong, eligible, reasons, outcome: eligible ? outcomeOf(body, grounds).text : null,
      asked: questionsOf(body.form).filter(one => one.editable && !values.has(one.element)).map(one => ({ element: one.element, ask: one.ask })),
    }
  },
})

const levels: Partial<Record<ReturnType<typeof levelOf>, RuleDeclaration['level']>> = { province: 'province', city: 'city', county: 'county', town: 'town', community: 'village' }
const declared = (params: contract.ItemBody['params']) => Object.fromEntries(params.map(({ id, value, local }) => [id, { value, local }]))

/** The rules that an item rests on: a new version only where something changed. */
async function declareRules(ctx: Context, body: contract.ItemBody, place: string): Promise<void> {
  const day = beijingDay(ctx.now)
  const rules = [
    { id: body.rule, title: body.name, source: body.basis.join('；'), params: declared(body.params) },
    { id: body.time, title: `${body.name}办理时限`, source: '办事指南', params: declared(body.days) },
  ]
  for (const rule of rules) {
    const held = await ruleOn(ctx.sql, rule.id, place, day)
    const same = held?.place === place && JSON.stringify(held.params) === JSON.stringify(Object.fromEntries(Object.entries(rule.params).map(([name, { value }]) => [name, value])))
    if (!same) await defineRule(ctx, { ...rule, place, level: levels[levelOf(place)] ?? 'village', valid_from: held ? day : body.valid_from, valid_to: null, verified: false })
  }
}

export const publish = serve(contract.publish, {
  verb: 'item.publish', at: (ctx, { id }) => findDraft(ctx, id),
  run: async (ctx, { id, revision }, found) => {
    if (found.revision !== revision) throw new Problem('conflict.stale')
    const faults = faultsOf(found.body, await knownTo(ctx))
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    const body = contract.ItemBody.parse(found.body)
    const standing = await itemOf(ctx.sql, id)
    if (standing && standing.place !== found.place) throw new Problem('item.taken', { id })
    await declareRules(ctx, body, found.place)
    const version = await addVersion(ctx, body, found.place)
    await ctx.sql`delete from item.draft where place = ${found.place} and id = ${id}`
    return { id, version }
  },
  subject: ({ id }) => id,
})

const own = async (ctx: Context, id: string): Promise<ItemRecord | null> => {
  const found = await itemOf(ctx.sql, id)
  return found?.place.startsWith(ctx.seat.place) ? found : null
}

export const retire = serve(contract.retire, {
  verb: 'item.publish', at: (ctx, { id }) => own(ctx, id),
  run: async (ctx, { id, reason }, found) => {
    await retireItem(ctx, id, found.version, reason)
    return { id, version: found.version }
  },
  subject: ({ id }) => id,
})

/** The parameters in force at a place, and which of them its own rule sets. */
export const params = serve(contract.params, {
  verb: 'item.read', at: here,
  run: async (ctx, { id, place = ctx.seat.place }) => {
    const found = await itemOf(ctx.sql, id)
    if (!found || !place.startsWith(ctx.seat.place)) throw new Problem('found.nothing')
    const day = beijingDay(ctx.now)
    const [rule, time] = await Promise.all([ruleOn(ctx.sql, found.body.rule, place, day), ruleOn(ctx.sql, found.body.time, place, day)])
    const rows = (which: 'params' | 'days', held: typeof rule) => found.body[which].map(one => ({ ...one, which, value: held?.params[one.id] ?? one.value, own: held?.place === place }))
    return { params: [...rows('params', rule), ...rows('days', time)], sources: [rule, time].flatMap(one => one ? [`${one.title}：${one.source}`] : []) }
  },
})

export const setParams = serve(contract.setParams, {
  verb: 'item.publish', at: here,
  run: async (ctx, { id, which, values, basis, valid_from }) => {
    const found = await itemOf(ctx.sql, id)
    if (!found || !ctx.seat.place.startsWith(found.place)) throw new Problem('found.nothing')
    const rule = which === 'params' ? found.body.rule : found.body.time
    const version = await defineRule(ctx, {
      id: rule, place: ctx.seat.place, title: `${found.body.name}${which === 'days' ? '办理时限' : ''}`, level: levels[levelOf(ctx.seat.place)] ?? 'village',
      valid_from, valid_to: null, verified: true, source: basis, params: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
    })
    return { rule, version }
  },
  subject: ({ id }) => id,
})
