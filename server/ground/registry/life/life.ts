import { lifeKinds, type LifeAsk, type LifeState, type Preview } from '../../../../contract/household.ts'
import { beijingDay } from '../../../../contract/time.ts'
import type { Json } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { emit } from '../../../kernel/outbox.ts'
import { Problem } from '../../../kernel/problem.ts'
import { countyOf } from '../../../kernel/seat.ts'
import type { Provenance } from '../assert.ts'
import { arrivalEdits, kinds } from './kinds.ts'
import { forgotten, lifeOf, sealed, type LifeRecord } from './requests.ts'
import { think, type Thought } from './shown.ts'
import type { TiesOf } from './warnings.ts'
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
  return (house ?? person)!.place
}

function whoOf({ houses, people }: World, ask: LifeAsk): string {
  const name = (id: string) => people.get(id)!.name
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
    const shown = { preview: forThere(thought.preview, row.ask.members.map(one => one.person)), head: house.head, standing: house.members.map(({ person, relation }) => ({ person, relation })) }
    await ctx.sql`select registry.announce(${row.id}, ${row.twin}, ${row.ask.to}, ${ctx.sql.json(shown as unknown as Json)}, ${ctx.now}::timestamptz)`
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

const provenance = ({ kind, reason, id, asker_office }: LifeRecord, { organ }: LifeParts): Provenance =>
  ({ source: asker_office === 'resident' ? 'declared' : 'collected', organ, purpose: `${lifeKinds[kind]}：${reason}`.slice(0, 100), matter: id })

/** The one who decides closes the request; of two the slower hears who was faster. */
async function close(ctx: Context, row: LifeRecord, state: LifeState, answer: string, preview: Preview | null): Promise<void> {
  const closed = await ctx.sql`
    update registry.life set state = ${state}, decider = ${ctx.seat.actor}, decider_name = ${ctx.seat.actorName}, answer = ${answer}, decided_at = ${ctx.now},
      ask = ${ctx.sql.json(state === 'refused' ? forgotten(row.ask) : sealed(ctx, row.id, row.ask))}, shown = coalesce(shown, ${preview ? ctx.sql.json({ preview } as unknown as Json) : null}::jsonb)
    where county = ${row.county} and id = ${row.id} and state = 'open' returning 1`
  if (closed.length === 0) throw new Problem('household.decided', { who: '同事' })
}

export interface Decision { accept: boolean; seen: string; answer: string; distinct?: boolean | undefined }

/** Decides an open request as it was seen. Throws `household.decided`, `household.second`, `right.own`, `household.stale`. */
export async function decideLife(ctx: Context, asked: LifeRecord, { accept, seen, answer, distinct }: Decision, parts: LifeParts): Promise<LifeState> {
  // Of two who decide at once the second waits here and reads what the first has said.
  await ctx.sql`select 1 from registry.life where county = ${asked.county} and id = ${asked.id} for update`
  const found = (await lifeOf(ctx, asked.id))!
  if (found.state !== 'open') throw new Problem('household.decided', { who: found.decider_name ?? '提出的人' })
  if (found.asker === ctx.seat.actor) throw new Problem('household.second')
  if (found.people.includes(ctx.seat.actor ?? '')) throw new Problem('right.own')
  if (found.kind === 'arrive') return arrive(ctx, found, accept, answer, parts)
  if (!accept) {
    await close(ctx, found, 'refused', answer, null)
    toAsker(ctx, found, `没有同意。理由：${answer}`)
    return 'refused'
  }
  await lock(ctx, found.houses, found.people)
  const row = distinct && found.ask.kind === 'add' ? { ...found, ask: { ...found.ask, newcomer: { ...found.ask.newcomer, distinct: true } } } : found
  const thought = await think(ctx, row.ask, parts.ties)
  if (thought.preview.seen !== seen) throw new Problem('household.stale')
  if (concerned(thought).has(ctx.seat.actor ?? '')) throw new Problem('right.own')
  return settle(ctx, row, thought, answer, parts)
}

/** Takes in who comes from another place, or does not. */
async function arrive(ctx: Context, row: LifeRecord, accept: boolean, answer: string, parts: LifeParts): Promise<LifeState> {
  if (row.ask.kind !== 'move') throw new Error(`not a move: ${row.id}`)
  const name = ctx.seat.actorName
  if (!accept) {
    await ctx.sql`select registry.turned_back(${row.id}, ${name}, ${answer}, ${ctx.now}::timestamptz)`
    await close(ctx, row, 'refused', answer, null)
    toAsker(ctx, row, `迁入地没有接收。理由：${answer}`)
    return 'refused'
  }
  const [done] = await ctx.sql<{ done: boolean }[]>`select registry.arrive(${row.id}, ${name}, ${answer}, ${beijingDay(ctx.now)}::date, ${ctx.now}::timestamptz) as done`
  if (!done!.done) throw new Problem('household.moved_on')
  await close(ctx, row, 'applied', answer, null)
  await write(ctx, { houses: new Map(), people: new Map() }, row.ask, arrivalEdits(row.ask, beijingDay(ctx.now)), provenance(row, parts))
  const going = row.ask.members.map(one => one.person)
  emit(ctx, ...going.map(person => ({ topic: 'person.left', place: row.place, payload: { person, why: 'moved', on: beijingDay(ctx.now) } })))
  for (const person of new Set([...going, ...row.asker_office === 'resident' ? [row.asker] : []])) notice(ctx, row, person, `已迁入${row.place_name}，${parts.organ}核对后生效。`)
  return 'applied'
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
const toAsker = (ctx: Context, row: LifeRecord, what: string): void => { if (row.asker_office === 'resident') notice(ctx, row, row.asker, what) }

function notice(ctx: Context, { place, who, kind }: LifeRecord, person: string, what: string): void {
  emit(ctx, { topic: 'notice', place, payload: {
    person, title: kind === 'arrive' ? lifeKinds.move : lifeKinds[kind], body: `${who}：${what}这里是平台的户内登记，不代替公安机关的户籍登记；登记有误的，可以在“我的信息”里申请更正，或者告诉社区。`,
  } })
}

/** Takes one's own request back; one that lies at the other place comes back with it. */
export async function withdrawLife(ctx: Context, row: LifeRecord): Promise<void> {
  if (row.asker !== ctx.seat.actor) throw new Problem('household.not_yours')
  if (row.state === 'sent') await ctx.sql`select registry.called_back(${row.id}, ${ctx.now}::timestamptz)`
  const done = await ctx.sql`update registry.life set state = 'withdrawn', decided_at = ${ctx.now}, ask = ${ctx.sql.json(forgotten(row.ask))} where county = ${row.county} and id = ${row.id} and state in ('open', 'sent') returning 1`
  if (done.length === 0) throw new Problem('household.decided', { who: row.decider_name ?? '同事' })
}

/** Makes two records again of one. What was learnt since stays with the one that was kept. */
export async function undoLife(ctx: Context, row: LifeRecord, reason: string): Promise<void> {
  if (row.kind !== 'same' || row.state !== 'applied') throw new Problem('household.decided', { who: row.undone_name ?? row.decider_name ?? '同事' })
  if (row.people.includes(ctx.seat.actor ?? '')) throw new Problem('right.own')
  await ctx.sql`select registry.unfuse(${row.id})`
  const done = await ctx.sql`update registry.life set state = 'undone', undone_name = ${ctx.seat.actorName}, undone_why = ${reason}, undone_at = ${ctx.now}
    where county = ${row.county} and id = ${row.id} and state = 'applied' returning 1`
  if (done.length === 0) throw new Problem('household.decided', { who: '同事' })
}
