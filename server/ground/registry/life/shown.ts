import type { LifeAsk, Preview, Side } from '../../../../contract/household.ts'
import { beijingDay } from '../../../../contract/time.ts'
import type { Context } from '../../../kernel/operation.ts'
import { Problem } from '../../../kernel/problem.ts'
import { findPlace, pathNameOf } from '../../territory/index.ts'
import { alike } from '../alike.ts'
import { wordOf } from '../lists.ts'
import { identityOf } from '../persons.ts'
import { codes } from '../../../../contract/codes.ts'
import { after, newHouse, unsettled, type Edit } from './edits.ts'
import { editsOf, type Joined } from './kinds.ts'
import { comparison, refuseUnlike } from './same.ts'
import { relationList, warningsOf, type TiesOf } from './warnings.ts'
import { sha256 } from '../../../kernel/ids.ts'
import { digestOf, gather, homeOfPerson, type Being, type House, type World } from './world.ts'

/** A request thought through: the world it rests on, its steps, and both sides as a page shows them. */
export interface Thought { world: World; edits: Edit[]; preview: Preview }

/** Thinks a request through and writes nothing. Throws what `editsOf` throws. */
export async function think(ctx: Context, ask: LifeAsk, tiesOf: (people: readonly string[]) => Promise<TiesOf>): Promise<Thought> {
  const world = await gather(ctx, ask)
  const day = beijingDay(ctx.now)
  if (ask.kind === 'enter' && !(await findPlace(ctx.sql, ask.place))) throw new Problem('place.unknown')
  const asked = editsOf(world, ask, day)
  const edits = [...asked, ...unsettled(world, after(world, asked, day), asked)]
  const later = after(world, edits, day)
  const [ties, places, double] = await Promise.all([tiesOf([...world.people.keys()]), placeNames(ctx, world, later), doubleOf(ctx, world, ask)])
  if (ask.kind === 'same') refuseTied(world, ask.other, ties)
  const same = ask.kind === 'same' ? await refuseUnlike(ctx, ask).then(() => comparison(ctx, ask)) : null
  const changes = people(world, later, places, day)
  return {
    world, edits,
    preview: {
      // What is decided is what was seen: who lives where with whom, what both records say, what to think of before, and whom a newcomer looks like.
      seen: sha256(JSON.stringify([digestOf(world), same?.version ?? null, double])).toString('hex').slice(0, 40), households: homes(world, later, places, day),
      people: same ? withLines(changes, ask.kind === 'same' ? ask.person : '', world, same.lines) : changes, warnings: warningsOf(world, later, edits, ask, ties), alike: double,
    },
  }
}

/** What becomes of somebody, with more lines. */
function withLines(changes: Preview['people'], person: string, world: World, lines: Preview['people'][number]['lines']): Preview['people'] {
  if (lines.length === 0) return changes
  const own = changes.find(one => one.person === person)
  return [{ person, name: world.people.get(person)!.name, lines: [...own?.lines ?? [], ...lines] }, ...changes.filter(one => one !== own)]
}

/** How a household there stands before and after those join it who arrive; who they are is told by the place that lets them go. */
export async function joinedSides(ctx: Context, preview: Preview, world: World, { home, members }: Joined): Promise<Preview> {
  const day = beijingDay(ctx.now)
  const places = await placeNames(ctx, world)
  const here = side(home, world, home, places, day, 'new')
  const coming = preview.households.flatMap(one => one.after?.members ?? []).map(one => ({ ...one, head: false, mark: 'new' as const, relation_name: wordOf(relationList, members.find(each => each.person === one.person)?.relation ?? '', day) }))
  const anew = [...world.people.values()].filter(one => one.living).map(one => ({ person: one.id, name: one.name, lines: [{ what: livingWord, before: wordOf(codes.living.id, one.living!, day), after: askedAnew }] }))
  return { ...preview, households: [{ title: `户号 ${home.number}`, before: here, after: { ...here, members: [...here.members, ...coming] } }], people: [...preview.people, ...anew] }
}
const livingWord = '居住状况'
const askedAnew = '待重新登记'

/** Who of those that stay could follow, where a move that another place asked for takes the head away; null where nobody has to. */
export async function heirsAsked(ctx: Context, ask: LifeAsk): Promise<{ person: string; name: string; age: number }[] | null> {
  if (ask.kind !== 'move') return null
  const world = await gather(ctx, ask)
  const home = world.houses.get(ask.household)
  const going = ask.members.map(one => one.person)
  if (!home || !going.includes(home.head)) return null
  const staying = home.members.filter(one => !going.includes(one.person)).map(one => world.people.get(one.person)!)
  return staying.length === 0 ? null : staying.map(({ id, name, age }) => ({ person: id, name, age }))
}

/** What is under way under a record, and an office that is held, would lose its person. */
function refuseTied(world: World, gone: string, ties: TiesOf): void {
  const { name } = world.people.get(gone)!
  const one = ties.get(gone)
  if (one && one.open > 0) throw new Problem('household.not_possible', { reason: `要并入的${name}有 ${one.open} 件事正在办，请办结以后再合并` })
  if (one && one.posts.length > 0) throw new Problem('household.not_possible', { reason: `要并入的${name}现任${one.posts.join('、')}，请先卸任，或者改为保留这一份` })
}

/** Whom a newcomer looks like, by the rules that every way in asks. */
async function doubleOf(ctx: Context, world: World, ask: LifeAsk): Promise<string | null> {
  if (ask.kind !== 'add' && ask.kind !== 'enter') return null
  const home = ask.kind === 'add' ? world.houses.get(ask.household)! : ask
  const { birth_date } = identityOf(ask.newcomer, beijingDay(ctx.now))
  return (await alike(ctx, [{ name: ask.newcomer.name, birth_date, place: home.place, address: home.address ?? '' }])).get(0)?.says ?? null
}

async function placeNames(ctx: Context, ...worlds: World[]): Promise<Map<string, string>> {
  const codes = worlds.flatMap(({ houses, people }) => [...houses.values(), ...people.values()].map(one => one.place))
  return pathNameOf(ctx.sql, [...new Set(codes)], { below: 'county' })
}

type Places = ReadonlyMap<string, string>

function homes(before: World, later: World, places: Places, day: string): Preview['households'] {
  return [...later.houses.keys()].map(id => {
    const [was, is] = [before.houses.get(id), later.houses.get(id)!]
    return {
      title: id === newHouse ? '新立的户' : `户号 ${was!.number}`,
      before: was ? side(was, before, is, places, day, 'left') : null, after: is.ended ? null : side(is, later, was, places, day, 'new'),
    }
  })
}

/** One side: a member that the other side does not have is marked `only`, one that stands otherwise there as changed. */
function side(house: House, world: World, other: House | undefined, places: Places, day: string, only: 'left' | 'new'): Side {
  return {
    place_name: places.get(house.place) ?? house.place, address: house.address,
    members: [...house.members].sort((a, b) => Number(b.person === house.head) - Number(a.person === house.head) || (a.relation < b.relation ? -1 : 1)).map(({ person, relation }) => {
      const [one, there] = [world.people.get(person)!, other?.ended ? undefined : other?.members.find(each => each.person === person)]
      const head = person === house.head
      const mark = !there ? only : there.relation !== relation || (other!.head === person) !== head ? 'changed' as const : 'same' as const
      return { person, name: one.name, age: one.age, head, mark, relation_name: head ? '户主' : wordOf(relationList, relation, day) }
    }),
  }
}

function people(before: World, later: World, places: Places, day: string): Preview['people'] {
  const line = (what: string, was: string | null | undefined, is: string | null | undefined) => (was === is ? [] : [{ what, before: was ?? '无', after: is ?? '无' }])
  const home = (world: World, one: Being) => { const house = homeOfPerson(world, one.id); return house ? (house.id === newHouse ? '新立的户' : `户号 ${house.number}`) : '不属于任何一户' }
  return [...new Set([...before.people.keys(), ...later.people.keys()])].flatMap(id => {
    const [was, is] = [before.people.get(id), later.people.get(id)]
    const lines = was && is
      ? [...line('村（社区）', places.get(was.place), places.get(is.place)), ...line('住址', was.address, is.address), ...line('所在的户', home(before, was), home(later, is)),
        ...line('人户状态', wordOf('resides', was.resides, day), wordOf('resides', is.resides, day)), ...line('健在', was.alive ? '是' : '否', is.alive ? '是' : '已死亡'), ...was.living && !is.living ? [{ what: livingWord, before: wordOf(codes.living.id, was.living, day), after: askedAnew }] : []]
      : was ? [{ what: '登记', before: `${was.name} ${was.identity_masked}`, after: '并入另一份登记，历史保留，可以还原' }] : [{ what: '登记', before: '没有登记', after: `${is!.name} ${is!.identity_masked}` }]
    return lines.length > 0 ? [{ person: id, name: (was ?? is)!.name, lines }] : []
  })
}
