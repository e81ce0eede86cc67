import { lifeKinds, type Into, type LifeState, type Preview } from '../../../../contract/household.ts'
import { beijingDay } from '../../../../contract/time.ts'
import type { Json } from '../../../kernel/db/index.ts'
import { sha256 } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { emit } from '../../../kernel/outbox.ts'
import { Problem } from '../../../kernel/problem.ts'
import { close, notice, provenance, toAsker } from './closing.ts'
import { arrivalEdits, type Joined } from './kinds.ts'
import type { LifeRecord } from './requests.ts'
import { joinedSides } from './shown.ts'
import { digestOf, gatherHouse, type World } from './world.ts'
import { lock, write } from './write.ts'

const adult = 18

/** Who arrives and how they will live, as the place reads it that takes them in; with the household there that they join. */
export async function arrival(ctx: Context, row: LifeRecord, into: Into | undefined): Promise<{ preview: Preview; joined: Joined | undefined; world: World }> {
  if (row.ask.kind !== 'move' || !row.shown) throw new Problem('found.nothing')
  const world = into ? await gatherHouse(ctx, into.household) : { houses: new Map(), people: new Map() }
  const home = into && world.houses.get(into.household)
  if (into && !home) throw new Problem('found.nothing')
  if (home && !home.place.startsWith(row.ask.to.slice(0, 12))) throw new Problem('household.not_possible', { reason: '要加入的户不在接收的村（社区）' })
  const joined = home ? { home, members: into!.members } : undefined
  if (joined) arrivalEdits(row.ask, beijingDay(ctx.now), joined)
  const preview = joined ? await joinedSides(ctx, row.shown.preview, world, joined) : row.shown.preview
  const seen = sha256(JSON.stringify([row.id, row.seen, row.shown, into ?? null, digestOf(world)])).toString('hex').slice(0, 40)
  return { preview: { ...preview, seen }, joined, world }
}

interface Deciding { accept: boolean; seen: string; answer: string; into: Into | undefined }

/** Takes in who comes from another place, in a household of their own or in one that is there, or does not. Throws `household.stale`, `household.moved_on`. */
export async function arrive(ctx: Context, row: LifeRecord, { accept, seen, answer, into }: Deciding, { organ }: { organ: string }): Promise<LifeState> {
  if (row.ask.kind !== 'move') throw new Error(`not a move: ${row.id}`)
  const name = ctx.seat.actorName
  if (!accept) {
    await ctx.sql`select registry.turned_back(${row.id}, ${name}, ${answer}, ${ctx.now}::timestamptz)`
    await close(ctx, row, 'refused', answer, null)
    toAsker(ctx, row, `迁入地没有接收。理由：${answer}`)
    return 'refused'
  }
  if (into) await lock(ctx, [into.household], [])
  const { preview, joined, world } = await arrival(ctx, row, into)
  if (preview.seen !== seen) throw new Problem('household.stale')
  if (world.people.has(ctx.seat.actor ?? '')) throw new Problem('right.own')
  const day = beijingDay(ctx.now)
  const [done] = await ctx.sql<{ done: boolean }[]>`select registry.arrive(${row.id}, ${name}, ${answer}, ${day}::date, ${ctx.now}::timestamptz) as done`
  if (!done!.done) throw new Problem('household.moved_on')
  await close(ctx, row, 'applied', answer, null)
  if (joined) await ctx.sql`update registry.life set shown = jsonb_set(shown, '{preview}', ${ctx.sql.json(preview as unknown as Json)}) where county = ${row.county} and id = ${row.id}`
  await write(ctx, { houses: new Map(), people: new Map() }, row.ask, [...arrivalEdits(row.ask, day, joined), ...unsettling(row, joined)], provenance(row, { organ }))
  tellAll(ctx, row, world, organ)
  return 'applied'
}

/** In a household that one joins everybody lives with others than before. */
const unsettling = ({ ask }: LifeRecord, joined: Joined | undefined) =>
  joined && ask.kind === 'move' ? [...ask.members, ...joined.home.members].map(one => ({ do: 'unsettle' as const, person: one.person })) : []

function tellAll(ctx: Context, row: LifeRecord, world: World, organ: string): void {
  if (row.ask.kind !== 'move') return
  const going = row.ask.members.map(one => one.person)
  const hosts = [...world.people.values()].filter(one => one.alive && one.age >= adult).map(one => one.id)
  emit(ctx, ...going.map(person => ({ topic: 'person.left', place: row.place, payload: { person, why: 'moved', on: beijingDay(ctx.now) } })))
  for (const person of new Set([...going, ...row.asker_office === 'resident' ? [row.asker] : []])) notice(ctx, row, person, `已迁入${row.place_name}，${organ}核对后生效。`)
  for (const person of hosts) notice(ctx, row, person, `已登记加入您家这一户（${lifeKinds.arrive}）。`)
}
