import * as contract from '../../../contract/catalogue.ts'
import { everyNewest, findDraft, newestOf, publishDraft, retire as retireOne, type Published } from '../../engines/item/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
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

export const publish = serve(contract.publish, {
  verb: 'item.publish', at: (ctx, one) => findDraft(ctx, one), lays: itemLays,
  run: async (ctx, { id, revision }, found) => ({ id, version: await publishDraft(ctx, found, revision, faultsIn) }),
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
