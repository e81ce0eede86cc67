import { lifeKinds, type Into, type Left, type LifeAsk, type LifeState, type Preview } from '../../../../contract/household.ts'
import type { Json } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { emit } from '../../../kernel/outbox.ts'
import { Problem } from '../../../kernel/problem.ts'
import { countyOf } from '../../../kernel/seat.ts'
import { arrive } from './arrive.ts'
import { close, notice, provenance, toAsker } from './closing.ts'
import { kinds } from './kinds.ts'
import { forgotten, lifeOf, sealed, type LifeRecord } from './requests.ts'
import { think, type Thought } from './shown.ts'
import type { TiesOf } from './warnings.ts'
import { personOf } from '../persons.ts'
import { noteUnlike } from './unlike.ts'
import { lock, write } from './write.ts'
import type { World } from './world.ts'

/** What this room is told by those above it: what hangs on people, the organ of the seat, whether a second person is demanded. */
export interface LifeParts { ties(people: readonly string[]): Promise<TiesOf>; organ: string; second: boolean }

const adult = 18

/** Thinks a request through for whoever may ask for it. Throws `right.own` for a worker whose own household it is, `household.not_possible` … */
export async function consider(ctx: Context, ask: LifeAsk, ties: LifeParts['ties']): Promise<Thought> {
  const self = ctx.seat.chair === 'self'
  if (!kinds[ask.kind].asks.includes(self ? 'self' : 'desk')) throw new Problem('right.missing')
  const thought = await think(ctx, ask, ties)
  const me = ctx.seat.person ? thought.world.people.get(ctx.seat.person) : undefined
  if (self && (me?.age ?? 0) < adult) throw new Problem('household.not_possible', { reason: '未满 18 周岁，请由家里的大人提出' })
  if (!self && ctx.seat.actor && concerned(thought).has(ctx.seat.actor)) throw new Problem('right.own')
  return thought
}

/** Everybody in the households that are touched: for a worker there is a colleague where it is one's own. */
const concerned = ({ world }: Thought): Set<string> => new Set(world.people.keys())

/** The place where a request lies: that of the household, or of the person. */
export const placeOf = (world: World, ask: LifeAsk): string => {
  const house = 'household' in ask ? world.houses.get(ask.household) : undefined
  const person = 'person' in ask ? world.people.get(ask.person) : undefined
  return ask.kind === 'enter' ? ask.place : (house ?? person)!.place
}

function whoOf({ houses, people }: World, ask: LifeAsk): string {
  const name = (id: string) => people.get(id)!.name
  if (ask.kind === 'enter') return ask.newcomer.name
  if (ask.kind === 'same') return `${name(ask.person)}（两份登记）`
  if ('person' in ask) return name(ask.person)
  if (ask.kind === 'add') return `${name(houses.get(ask.household)!.head)}户，${ask.newcomer.name}`
  if (ask.kind === 'head') return `${name(houses.get(ask.household)!.head)}户`
  return ask.kind === 'merge' ? `${name(houses.get(ask.household)!.head)}户、${name(houses.get(ask.other)!.head)}户` : ask.members.map(one => name(one.person)).join('、')
}

/** Lays a request down that `consider` has thought through, as it was seen. Where nobody else has to agree it is written at once. Throws `household.stale`. */
export async function askLife(ctx: Context, ask: LifeAsk, thought: Thought, given: { seen: string; reason: string }, parts: LifeParts): Promise<{ id: string; state: LifeState }> {
  const { world, preview } = thought
  if (preview.seen !== given.seen) throw new Problem('household.stale')
  const [id, place] = [newId(), placeOf(world, ask)]
  const row = {
    county: countyOf(place), id, place, kind: ask.kind, houses: [...world.houses.keys()], people: [...world.people.keys()], who: whoOf(world, ask).slice(0, 200), reason: given.reason,
    asker: ctx.seat.actor!, asker_name: ctx.seat.actorName, asker_office: ctx.seat.chair === 'self' ? 'resident' : ctx.seat.office, asked_at: ctx.now, seen: given.seen,
    twin: ask.kind === 'move' ? newId() : null,
  }
  await ctx.sql`insert into registry.life ${ctx.sql({ ...row, ask: ctx.sql.json(sealed(ctx, id, ask)) })}`
  if (ctx.seat.chair === 'self' || (ask.kind !== 'move' && parts.second)) return { id, state: 'open' }
  const kept = (await lifeOf(ctx, id))!
  // Written at once it is thought through once more under lock, as a second person's decision is.
  await lock(ctx, kept.houses, kept.people)
  const now = await think(ctx, ask, parts.ties)
  if (now.preview.seen !== given.seen) throw new Problem('household.stale')
  return { id, state: await settle(ctx, kept, now, '按规定由一人办理', parts) }
}

/** Ends a request that was agreed to: a move goes on to the other place, all else is written. */
async function settle(ctx: Context, row: LifeRecord, thought: Thought, answer: string, parts: LifeParts): Promise<LifeState> {
  const state = row.kind === 'move' ? 'sent' as const : 'applied' as const
  await close(ctx, row, state, answer, thought.preview)
  if (row.ask.kind === 'move') {
    const house = thought.world.houses.get(row.ask.household)!
    const shown = { preview: forThere(thought.preview, row.ask.members.map(one => one.person)), head: house.head, standing: house.members.map(({ person, relation }) => ({ person, relation })),
      unsettled: thought.edits.flatMap(edit => (edit.do === 'unsettle' ? [edit.person] : [])) }
    await ctx.sql`select registry.announce(${row.id}, ${row.twin}, ${row.ask.to}, ${ctx.sql.json(shown as unknown as Json)}, ${ctx.now}::timestamptz)`
    if (row.called_from !== null) toAsker(ctx, row, `迁出地已同意。意见：${answer}。请核对后接收。`)
    return state
  }
  const journal = await write(ctx, thought.world, row.ask, thought.edits, provenance(row, parts))
  if (journal) await ctx.sql`update registry.life set journal = ${ctx.sql.json(journal as Json)} where county = ${row.county} and id = ${row.id}`
  if (row.ask.kind === 'death') await died(ctx, row.ask, thought.world)
  tell(ctx, row, thought.world, `${lifeKinds[row.kind]}已经核对生效。`)
  return state
}

/** What the other place needs to take them in: who comes and how they will live, no word of those who stay or of what is under way. */
function forThere(preview: Preview, going: readonly string[]): Preview {
  const people = preview.people.filter(one => going.includes(one.person))
  return { ...preview, people, households: preview.households.filter(one => one.before === null), warnings: preview.warnings.filter(one => one.includes('未满 18') && people.some(({ name }) => one.includes(name))) }
}

/** `left` and `into` are what the decider adds to a move: who follows as head where another place asked for the head, and whose household they join. */
export interface Decision { accept: boolean; seen: string; answer: string; distinct?: boolean | undefined; left?: Left | undefined; into?: Into | undefined }

/** Decides an open request as it was seen. Throws `household.decided`, `household.second`, `right.own`, `household.stale`. */
export async function decideLife(ctx: Context, asked: LifeRecord, { accept, seen, answer, distinct, left, into }: Decision, parts: LifeParts): Promise<LifeState> {
  // Of two who decide at once the second waits here and reads what the first has said.
  await ctx.sql`select 1 from registry.life where county = ${asked.county} and id = ${asked.id} for update`
  const found = (await lifeOf(ctx, asked.id))!
  if (found.state !== 'open') throw new Problem('household.decided', { who: found.decider_name ?? '提出的人' })
  // Who asked for people from elsewhere takes them in: the second person is the one who let them go.
  if (found.asker === ctx.seat.actor && !(found.kind === 'arrive' && found.called_from !== null)) throw new Problem('household.second')
  if (found.people.includes(ctx.seat.actor ?? '')) throw new Problem('right.own')
  if (found.kind === 'arrive') return arrive(ctx, found, { accept, seen, answer, into }, parts)
  if (!accept) {
    if (found.called_from !== null) await ctx.sql`select registry.not_let_go(${found.id}, ${ctx.seat.actorName}, ${answer}, ${ctx.now}::timestamptz)`
    await close(ctx, found, 'refused', answer, null)
    toAsker(ctx, found, `没有同意。理由：${answer}`)
    return 'refused'
  }
  await lock(ctx, found.houses, found.people)
  const row = { ...found, ask: withAdded(found, { distinct, left }) }
  const thought = await think(ctx, row.ask, parts.ties)
  if (thought.preview.seen !== seen) throw new Problem('household.stale')
  if (concerned(thought).has(ctx.seat.actor ?? '')) throw new Problem('right.own')
  return settle(ctx, row, thought, answer, parts)
}

/** What is asked for with what the decider adds: a newcomer was compared; who follows a head whom another place asked for. */
export function withAdded({ ask, called_from }: Pick<LifeRecord, 'ask' | 'called_from'>, { distinct, left }: Pick<Decision, 'distinct' | 'left'>): LifeAsk {
  if (distinct && (ask.kind === 'add' || ask.kind === 'enter')) return { ...ask, newcomer: { ...ask.newcomer, distinct } }
  return left && ask.kind === 'move' && called_from !== null ? { ...ask, left } : ask
}

/** Closes the account, and lets those hear of it who handle what the dead had under way. */
async function died(ctx: Context, { person, on }: { person: string; on: string }, world: World): Promise<void> {
  await ctx.perform('account.shut', { person })
  emit(ctx, { topic: 'person.left', place: world.people.get(person)!.place, payload: { person, why: 'died', on } })
}

/** Every grown-up of the households that were touched hears of it, and who asked. */
function tell(ctx: Context, row: LifeRecord, world: World, what: string): void {
  const gone = row.ask.kind === 'death' ? row.ask.person : row.ask.kind === 'same' ? row.ask.other : null
  const adults = [...world.people.values()].filter(one => one.alive && one.age >= adult && one.id !== gone && one.id !== ctx.seat.actor).map(one => one.id)
  for (const person of new Set([...adults, ...row.asker_office === 'resident' ? [row.asker] : []])) notice(ctx, row, person, what)
}
/** Takes one's own request back; one that lies at the other place comes back with it. */
export async function withdrawLife(ctx: Context, row: LifeRecord): Promise<void> {
  if (row.asker !== ctx.seat.actor) throw new Problem('household.not_yours')
  if (row.state === 'sent' || row.called_from !== null) await ctx.sql`select registry.called_back(${row.id}, ${ctx.now}::timestamptz)`
  const done = await ctx.sql`update registry.life set state = 'withdrawn', decided_at = ${ctx.now}, ask = ${ctx.sql.json(forgotten(row.ask))} where county = ${row.county} and id = ${row.id} and state in ('open', 'called', 'sent') returning 1`
  if (done.length === 0) throw new Problem('household.decided', { who: row.decider_name ?? '同事' })
}

/** Why a merge cannot be undone now, by the word of the database. */
const undoWords: Readonly<Record<string, string>> = {
  merged: '保留的那份登记后来又并入了另一份，请先还原那一次合并',
  elsewhere: '保留的那份登记已经迁出您的范围，请由现在的登记地或者上一级办理',
  abolished: '并入的那份登记原来所在的村（社区）已经调整，找不到承接的地方，请联系管理员核对区划',
  number: '并入的那份登记的证件号码现在在另一份登记名下，请先核对号码',
}

/** Makes two records again of one, and says that they are two. What was learnt since stays with the one that was kept. Throws `household.undo_first`. */
export async function undoLife(ctx: Context, asked: LifeRecord, reason: string): Promise<void> {
  // Of two who undo at once the second waits here and reads that the first has done it.
  await ctx.sql`select 1 from registry.life where county = ${asked.county} and id = ${asked.id} for update`
  const row = (await lifeOf(ctx, asked.id))!
  if (row.kind !== 'same' || row.state !== 'applied') throw new Problem('household.decided', { who: row.undone_name ?? row.decider_name ?? '同事' })
  if (row.people.includes(ctx.seat.actor ?? '')) throw new Problem('right.own')
  const [stands] = await ctx.sql<{ why: string | null }[]>`select registry.unfuse(${row.id}) as why`
  if (stands!.why !== null) throw new Problem('household.undo_first', { reason: undoWords[stands!.why] ?? stands!.why })
  const done = await ctx.sql`update registry.life set state = 'undone', undone_name = ${ctx.seat.actorName}, undone_why = ${reason}, undone_at = ${ctx.now}
    where county = ${row.county} and id = ${row.id} and state = 'applied' returning 1`
  if (done.length === 0) throw new Problem('household.decided', { who: '同事' })
  if (row.ask.kind !== 'same') return
  const [one, other] = await Promise.all([personOf(ctx, row.ask.person), personOf(ctx, row.ask.other)])
  if (one && other) await noteUnlike(ctx, [{ one, other, reason }])
}
