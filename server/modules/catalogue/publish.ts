import * as contract from '../../../contract/catalogue.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { addVersion, dayFaults, everyNewest, itemOf, newestOf, retire as retireOne, type Published } from '../../engines/item/index.ts'
import { defineRule, ruleOn, type RuleDeclaration } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { findDraft, type DraftRecord } from './drafts.ts'
import { itemLays } from './lays.ts'
import { faultsIn } from './parts.ts'

const namesOfItems = async (ctx: Context): Promise<Map<string, string>> => new Map((await everyNewest(ctx.sql, 'item')).map(one => [one.id, one.body.name]))

/** What is published, the province's and what was made below; each with its newest version. */
export const made = serve(contract.made, {
  verb: 'item.read', at: here,
  run: async (ctx, { what, after, limit }) => {
    const nameOfItem = await namesOfItems(ctx)
    const all = (await everyNewest<contract.What>(ctx.sql, what)).filter(one => one.place.startsWith(ctx.seat.place) || ctx.seat.place.startsWith(one.place))
    const from = after ? all.findIndex(one => one.id > after) : 0
    const page = from === -1 ? [] : all.slice(from, from + limit)
    const names = await nameOf(ctx.sql, page.map(one => one.place))
    return {
      items: page.map(({ id, version, place, body, published_at, published_by, retired }) =>
        ({
        what, id, version, place, place_name: names.get(place) ?? place, name: body.name, published_at, published_by, retired,
        ...('form' in body ? { kind: body.kind, process: body.process, items: [] } : { kind: null, process: null, items: body.items.map(item => nameOfItem.get(item) ?? item) }),
      })),
      next: from !== -1 && from + limit < all.length ? page.at(-1)!.id : null, count: { n: all.length, exact: true },
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

/** The next version of what a draft says; an item declares its rules with it. */
async function enter(ctx: Context, { what, body: raw, place }: DraftRecord): Promise<number> {
  if (what === 'bundle') return addVersion(ctx, what, contract.Bundle.parse(raw), place)
  const body = contract.ItemBody.parse(raw)
  await declareRules(ctx, body, place)
  return addVersion(ctx, what, body, place)
}

export const publish = serve(contract.publish, {
  verb: 'item.publish', at: (ctx, one) => findDraft(ctx, one), lays: itemLays,
  run: async (ctx, { what, id, revision }, found) => {
    if (found.revision !== revision) throw new Problem('conflict.stale')
    const faults = await faultsIn(ctx, found)
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    const standing = await newestOf(ctx.sql, what, id)
    if (standing && standing.place !== found.place) throw new Problem('item.taken', { id })
    // The draft goes first: of two who publish it one finds it gone.
    const gone = await ctx.sql`delete from item.draft where place = ${found.place} and what = ${what} and id = ${id} and revision = ${revision}`
    if (gone.count === 0) throw new Problem('conflict.stale')
    return { id, version: await enter(ctx, found) }
  },
  subject: ({ id }) => id, deed: ({ what }) => ({ title: what === 'bundle' ? '发布一件事' : undefined }),
})

const own = async (ctx: Context, { what, id }: { what: contract.What; id: string }): Promise<Published<contract.What> | null> => {
  const found = await newestOf(ctx.sql, what, id)
  return found && !found.retired && found.place.startsWith(ctx.seat.place) ? found : null
}

export const retire = serve(contract.retire, {
  verb: 'item.publish', at: (ctx, one) => own(ctx, one),
  run: async (ctx, { what, id, reason }, found) => {
    await retireOne(ctx, what, found, reason)
    return { id, version: found.version }
  },
  subject: ({ id }) => id, deed: ({ what }) => ({ title: what === 'bundle' ? '停用一件事' : undefined }),
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
    if (which === 'days') {
      const standing = (await ruleOn(ctx.sql, rule, ctx.seat.place, valid_from))?.params ?? {}
      const faults = dayFaults(new Map(Object.entries({ ...standing, ...values })))
      if (faults.length > 0) throw new Problem('input.invalid', {}, faults.map(({ path, message }) => ({ path: path.replace(/^days/, 'values'), message })))
    }
    const version = await defineRule(ctx, {
      id: rule, place: ctx.seat.place, title: `${found.body.name}${which === 'days' ? '办理时限' : ''}`, level: levels[levelOf(ctx.seat.place)] ?? 'village',
      valid_from, valid_to: null, verified: true, source: basis, params: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
    })
    return { rule, version }
  },
  subject: ({ id }) => id,
})
