import * as contract from '../../../contract/household.ts'
import { mattersOf } from '../../engines/process/index.ts'
import {
  alikeAgain, arrival, askLife, asksSecond, callIn, consider, decideLife, doublesAt, findingAt, heirsAsked, lifeOf, livesAt, livesBy, personOf, placeOf, think, toLifeRow, undoLife, unlike, withAdded, withdrawLife,
  type Knock, type LifeParts, type LifeRecord, type Ties, type TiesOf,
} from '../../ground/registry/index.ts'
import { beijingDay } from '../../../contract/time.ts'
import { officeName } from '../../../contract/glossary.ts'
import { heldFrom, nameOf, pathNameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** What hangs on people elsewhere: asked of a desk only, at home one sees one's own matters in their own place. */
const tiesOf = (ctx: Context) => async (people: readonly string[]): Promise<TiesOf> => {
  const known = people.filter(id => id.includes('-'))
  if (ctx.seat.chair !== 'desk' || known.length === 0) return new Map()
  const day = beijingDay(ctx.now)
  const [matters, posts] = await Promise.all([mattersOf(ctx.sql, known), Promise.all(known.map(async id => [id, await heldFrom(ctx.sql, id, day)] as const))])
  const names = await pathNameOf(ctx.sql, [...matters.map(one => one.place), ...posts.flatMap(([, held]) => held.map(one => one.place))], { below: 'county' })
  return new Map(known.map(id => {
    const own = matters.filter(one => one.person === id)
    const held = posts.find(([person]) => person === id)![1]
    const ties: Ties = {
      open: sum(own.map(one => one.open)), granted: sum(own.map(one => one.granted)), where: [...new Set(own.map(one => names.get(one.place) ?? one.place))],
      posts: held.map(one => `${names.get(one.place) ?? ''}${officeName(one.office)}`),
    }
    return [id, ties]
  }))
}
const sum = (numbers: number[]): number => numbers.reduce((all, n) => all + n, 0)

/** What the register is told of the seat: the organ that answers, and whether the rules in force there demand a second person. */
async function partsFor(ctx: Context, kind: contract.LifeKind, place: string): Promise<LifeParts> {
  const at = ctx.seat.place
  const [names, second] = await Promise.all([nameOf(ctx.sql, [at]), asksSecond(ctx, kind, place)])
  return { ties: tiesOf(ctx), organ: names.get(at) ?? at, second }
}

/** At a desk what its verb reaches, at home one's own household. */
const located = async (ctx: Context, { ask }: { ask: contract.LifeAsk }) => {
  const thought = await consider(ctx, ask, tiesOf(ctx))
  return { place: placeOf(thought.world, ask), self: ctx.seat.chair === 'self', thought }
}

/** Whoever is touched can read that their household was looked at; at home there is nobody to tell. */
export const preview = serve(contract.preview, {
  verb: 'household.ask', at: located, run: (_ctx, _input, { thought }) => thought.preview,
  looked: ({ ask }, _output, { self, thought }) => (self ? null : [...thought.world.people.values()].map(({ id, place }) => ({ person: id, place, purpose: `办理${contract.lifeKinds[ask.kind]}（预览）` }))),
})

export const ask = serve(contract.ask, {
  verb: 'household.ask', at: located, subject: (_input, { id }) => id,
  recorded: ({ ask: { kind }, seen, reason }) => ({ kind, seen, reason }),
  deed: ({ ask: { kind } }) => ({ title: `申请${contract.lifeKinds[kind]}` }),
  run: async (ctx, { ask: wanted, seen, reason }, { place, thought }) => askLife(ctx, wanted, thought, { seen, reason }, await partsFor(ctx, wanted.kind, place)),
})

export const list = serve(contract.list, {
  verb: 'household.decide', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: (ctx, input, { place }) => livesAt(ctx, { ...input, place }),
})

export const mine = serve(contract.mine, { verb: 'household.open', at: here, run: (ctx, page) => livesBy(ctx, ctx.seat.actor!, page) })

interface Found extends LifeRecord { self: boolean; thought: Shown }
interface Shown { preview: contract.Preview | null; stale: boolean; refused: string | null; wants_heir: { person: string; name: string; age: number }[] | null; coming: { person: string; name: string }[] | null }
type Added = { left?: contract.Left | undefined; into?: contract.Into | undefined }

/** What a request looks like now: while it is open as things stand today, afterwards as it was when it was decided. */
async function shownOf(ctx: Context, row: LifeRecord, { left, into }: Added): Promise<Shown> {
  const nothing = { stale: false, refused: null, wants_heir: null, coming: null }
  if (row.state !== 'open') {
    // What a desk was warned of, matters of relatives among it, and whom a newcomer looked like are not for who reads it at home.
    const home = ctx.seat.chair === 'self' ? { warnings: [], alike: null } : {}
    return { ...nothing, preview: row.shown?.preview ? { ...row.shown.preview, ...home, seen: row.seen } : null }
  }
  try {
    if (row.kind === 'arrive') {
      const coming = (row.shown?.preview.households ?? []).flatMap(one => one.after?.members ?? []).map(({ person, name }) => ({ person, name }))
      return { ...nothing, preview: (await arrival(ctx, row, into)).preview, coming }
    }
    const wants_heir = row.called_from === null ? null : await heirsAsked(ctx, row.ask)
    if (wants_heir && !left) return { ...nothing, preview: null, wants_heir }
    const { preview: now } = await think(ctx, withAdded(row, { left }), tiesOf(ctx))
    return { ...nothing, preview: now, stale: row.asker_office !== 'resident' && row.called_from === null && now.seen !== row.seen, wants_heir }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...nothing, preview: null, stale: true, refused: error.message }
  }
}

export const show = serve(contract.show, {
  verb: 'household.open',
  at: async (ctx, { id, ...added }): Promise<Found | null> => {
    const row = await lifeOf(ctx, id)
    return row && { ...row, self: ctx.seat.chair === 'self', thought: await shownOf(ctx, row, added) }
  },
  run: (ctx, _input, found) => {
    const request = toLifeRow(ctx, found)
    const open = found.state === 'open'
    const concerned = found.people.includes(ctx.seat.actor ?? '')
    const mine = request.mine && !(found.kind === 'arrive' && found.called_from !== null)
    const may = {
      decide: !found.self && open && !mine && !concerned, withdraw: request.mine && (open || found.state === 'sent' || found.state === 'called'),
      undo: !found.self && found.kind === 'same' && found.state === 'applied' && !concerned,
    }
    return { request, ...found.thought, may }
  },
  looked: (_input, _output, found) => (found.self ? null : found.people.map(person => ({ person, place: found.place, purpose: `核对${contract.lifeKinds[found.kind]}` }))),
})

export const decide = serve(contract.decide, {
  verb: 'household.decide', at: (ctx, { id }) => lifeOf(ctx, id), subject: ({ id }) => id,
  deed: ({ accept }, _output, { kind }) => ({ title: `${accept ? '同意' : '不同意'}${contract.lifeKinds[kind]}` }),
  run: async (ctx, { id: _id, ...decision }, found) => ({ state: await decideLife(ctx, found, decision, await partsFor(ctx, found.kind, found.place)) }),
})

export const withdraw = serve(contract.withdraw, {
  verb: 'household.ask', at: (ctx, { id }) => lifeOf(ctx, id), subject: ({ id }) => id,
  run: async (ctx, _input, found) => { await withdrawLife(ctx, found); return {} },
})

export const undo = serve(contract.undo, {
  verb: 'household.decide', at: (ctx, { id }) => lifeOf(ctx, id), subject: ({ id }) => id,
  run: async (ctx, { reason }, found) => { await undoLife(ctx, found, reason); return {} },
})

export const doubles = serve(contract.doubles, {
  verb: 'household.decide', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: (ctx, _input, { place }) => doublesAt(ctx, place),
  looked: (_input, { items, unlike: found }, { place }) => [...new Set([...items, ...found].flatMap(pair => [pair.one.person, pair.other.person]))].map(person => ({ person, place, purpose: '查找重复登记' })),
})

/** Both records lie within the seat's range, or there is nothing to compare. */
export const unlikeSaid = serve(contract.unlike, {
  verb: 'household.decide', subject: (_input, { finding }) => finding,
  at: async (ctx, input) => {
    const [one, other] = await Promise.all([personOf(ctx, input.one), personOf(ctx, input.other)])
    return one && other && { place: one.place, one, other }
  },
  deed: () => ({ title: '认定不是同一人' }),
  run: async (ctx, { reason }, { one, other }) => ({ finding: await unlike(ctx, one, other, reason) }),
})

export const unlikeUndone = serve(contract.alikeAgain, {
  verb: 'household.decide', at: (ctx, { finding }) => findingAt(ctx, finding), subject: ({ finding }) => finding,
  run: async (ctx, { finding, reason }) => { await alikeAgain(ctx, finding, reason); return {} },
})

/** Name and number of somebody elsewhere: counted, as at the window. */
export const calling = (knock: Knock) => serve(contract.callIn, {
  verb: 'household.ask', at: (_ctx, { to }) => ({ place: to }), subject: (_input, { id }) => id,
  recorded: ({ to, hukou, reason, people }) => ({ to, hukou, reason, people: people.length }),
  run: async (ctx, input) => { await knock(ctx.seat); return callIn(ctx, input) },
})
