import { beijingDay } from '../../../../contract/time.ts'
import type { LifeAsk } from '../../../../contract/household.ts'
import type { Context } from '../../../kernel/operation.ts'
import { sha256 } from '../../../kernel/ids.ts'
import { ageOn } from '../names.ts'

export interface Member { person: string; relation: string; since: string }
export interface House {
  id: string; county: string; place: string; number: string; kind: string; address: string | null; head: string; members: readonly Member[]
  /** Only on the far side of a preview. */
  ended?: boolean
}
export interface Being {
  id: string; county: string; place: string; name: string; age: number; sex: string; identity_masked: string; resides: string; address: string | null; alive: boolean
  /** A code of the list `living`, where it is held; at home it is nobody's to read of another. */
  living?: string | null
}
/** What a request rests on: the households it touches and everybody in them. */
export interface World { houses: ReadonlyMap<string, House>; people: ReadonlyMap<string, Being> }

/** Which households and persons a request speaks of; the households of those persons belong to it. */
export function namedIn(ask: LifeAsk): { houses: string[]; people: string[] } {
  switch (ask.kind) {
    case 'transfer': return { houses: [ask.household], people: [ask.person] }
    case 'merge': return { houses: [ask.household, ask.other], people: [] }
    case 'apart': case 'death': return { houses: [], people: [ask.person] }
    case 'same': return { houses: [], people: [ask.person, ask.other] }
    case 'enter': return { houses: [], people: [] }
    default: return { houses: [ask.household], people: [] }
  }
}

interface Read { houses: House[]; people: (Being & { birth_date?: string })[] }

/** Reads that world under row security; at home one sees one's own household. What the seat may not see is not in it. */
export async function gather(ctx: Context, ask: LifeAsk): Promise<World> {
  return worldOf(ctx, ctx.seat.chair === 'self' ? await ofSelf(ctx) : await ofDesk(ctx, namedIn(ask)))
}

/** One household with everybody in it, as a desk may see it. */
export const gatherHouse = async (ctx: Context, household: string): Promise<World> => worldOf(ctx, await ofDesk(ctx, { houses: [household], people: [] }))

function worldOf(ctx: Context, { houses, people }: Read): World {
  const day = beijingDay(ctx.now)
  return {
    houses: new Map(houses.map(house => [house.id, house])),
    people: new Map(people.map(({ birth_date, ...one }) => [one.id, { ...one, age: birth_date ? ageOn(birth_date, day) : one.age }])),
  }
}

async function ofSelf({ sql, now }: Context): Promise<Read> {
  const [row] = await sql<{ world: Read }[]>`select registry.own_world(${beijingDay(now)}::date) as world`
  return row!.world
}

async function ofDesk({ sql }: Context, { houses, people }: { houses: string[]; people: string[] }): Promise<Read> {
  const found = await sql<House[]>`
    select h.id, h.county, h.place, h.number, h.kind, d.address, h.head,
      (select coalesce(jsonb_agg(jsonb_build_object('person', m.person, 'relation', m.relation, 'since', m.since) order by m.person), '[]')
        from registry.member m where m.county = h.county and m.household = h.id and m.until is null) as members
    from registry.household h left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
    where h.ended_on is null and (h.id = any (${houses}::uuid[]) or h.id in (
      select m.household from registry.member m where m.person = any (${people}::uuid[]) and m.until is null)) order by h.id`
  const all = [...new Set([...people, ...found.flatMap(house => house.members.map(one => one.person))])]
  const beings = await sql<(Being & { birth_date: string })[]>`
    select p.id, p.county, p.place, p.name, 0 as age, p.birth_date, p.sex, p.identity_masked, p.resides, p.address, p.living, not exists (
      select from registry.assertion a where a.county = p.county and a.subject = p.id and a.element = 'person.alive' and a.value = 'false'::jsonb and a.ended_at is null) as alive
    from registry.person p where p.id = any (${all}::uuid[]) order by p.id`
  return { houses: [...found], people: [...beings] }
}

/** Two worlds that a request would find the same have one digest: who lives where with whom, and who lives. */
export function digestOf({ houses, people }: World): string {
  const homes = [...houses.values()].map(({ id, place, head, address, members }) => [id, place, head, address, [...members].map(one => [one.person, one.relation]).sort()])
  const beings = [...people.values()].map(({ id, place, name, resides, address, alive, living }) => [id, place, name, resides, address, alive, living ?? null])
  return sha256(JSON.stringify([homes.sort(byFirst), beings.sort(byFirst)])).toString('hex').slice(0, 40)
}
const byFirst = ([a]: unknown[], [b]: unknown[]): number => (String(a) < String(b) ? -1 : 1)

/** The household somebody lives in now. */
export const homeOfPerson = ({ houses }: World, person: string): House | undefined =>
  [...houses.values()].find(house => !house.ended && house.members.some(one => one.person === person))
