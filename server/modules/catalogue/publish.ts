import { isDeepStrictEqual } from 'node:util'
import * as contract from '../../../contract/catalogue.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { addVersion, everyNewest, newestOf, retire as retireOne, type Published } from '../../engines/item/index.ts'
import { defineRule, ownParams, type RuleDeclaration, type RuleParams } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { findDraft, isMaker, type DraftRecord } from './drafts.ts'
import { itemLays } from './lays.ts'
import { faultsIn } from './parts.ts'

const namesOfItems = async (ctx: Context): Promise<Map<string, string>> => new Map((await everyNewest(ctx.sql, 'item')).map(one => [one.id, one.body.name]))

/** What is published, the province's and what was made below; each with its newest version. */
export const made = serve(contract.made, {
  verb: 'item.read', at: here,
  run: async (ctx, { what, kind, state, text, after, limit }) => {
    const nameOfItem = await namesOfItems(ctx)
    const fits = ({ body, retired, id }: Published<contract.What>) =>
      (!kind || ('kind' in body && body.kind === kind)) && (!state || retired === (state === 'retired')) && (!text || `${body.name} ${body.summary} ${id}`.includes(text))
    const all = (await everyNewest<contract.What>(ctx.sql, what)).filter(one => (one.place.startsWith(ctx.seat.place) || ctx.seat.place.startsWith(one.place)) && fits(one))
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

export const levels: Partial<Record<ReturnType<typeof levelOf>, RuleDeclaration['level']>> = { province: 'province', city: 'city', county: 'county', town: 'town', community: 'village' }
type Fields = contract.ItemBody['params']

/** What an item's numbers come to: one that this version leaves as it was keeps what a standard made of it since, for nobody looked at that. */
const numbersIn = (fields: Fields, before: Fields, own: RuleParams | null): RuleParams => Object.fromEntries(fields.map(({ id, value, local }) =>
  [id, { value: before.some(one => one.id === id && one.value === value) ? own?.[id]?.value ?? value : value, local }]))

/** The rules that an item rests on: a new version only where something changed. */
async function declareRules(ctx: Context, body: contract.ItemBody, place: string, before: contract.ItemBody | undefined): Promise<void> {
  const day = beijingDay(ctx.now)
  const rules = [
    { id: body.rule, title: body.name, source: body.basis.join('；'), fields: body.params, before: before?.params },
    { id: body.time, title: `${body.name}办理时限`, source: '办事指南', fields: body.days, before: before?.days },
  ]
  for (const { fields, before: old = [], ...rule } of rules) {
    const own = await ownParams(ctx.sql, rule.id, place, day)
    const params = numbersIn(fields, old, own)
    if (!isDeepStrictEqual(own, params)) await defineRule(ctx, { ...rule, params, place, level: levels[levelOf(place)] ?? 'village', valid_from: own ? day : body.valid_from, valid_to: null, verified: false })
  }
}

/** The next version of what a draft says; an item declares its rules with it. */
async function enter(ctx: Context, { what, body: raw, place, proposed_by }: DraftRecord, before: Published<contract.What> | undefined): Promise<number> {
  const by = `${proposed_by}提出、${ctx.seat.actorName}复核`
  if (what === 'bundle') return addVersion(ctx, what, contract.Bundle.parse(raw), place, by)
  const body = contract.ItemBody.parse(raw)
  await declareRules(ctx, body, place, before?.body as contract.ItemBody | undefined)
  return addVersion(ctx, what, body, place, by)
}

export const publish = serve(contract.publish, {
  verb: 'item.publish', at: (ctx, one) => findDraft(ctx, one), lays: itemLays,
  run: async (ctx, { what, id, revision }, found) => {
    if (!found.proposed_at) throw new Problem('item.not_proposed')
    if (isMaker(found, ctx)) throw new Problem('item.own')
    if (found.revision !== revision) throw new Problem('conflict.stale')
    const faults = await faultsIn(ctx, found)
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    const standing = await newestOf(ctx.sql, what, id)
    if (standing && standing.place !== found.place) throw new Problem('item.taken', { id })
    // The draft goes first: of two who publish it one finds it gone.
    const gone = await ctx.sql`delete from item.draft where place = ${found.place} and what = ${what} and id = ${id} and revision = ${revision} and proposed_at is not null`
    if (gone.count === 0) throw new Problem('conflict.stale')
    return { id, version: await enter(ctx, found, standing) }
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
