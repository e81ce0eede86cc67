import type { LifeAsk, Preview, Side } from '../../../../contract/household.ts'
import { beijingDay } from '../../../../contract/time.ts'
import type { Context } from '../../../kernel/operation.ts'
import { Problem } from '../../../kernel/problem.ts'
import { pathNameOf } from '../../territory/index.ts'
import { alike } from '../alike.ts'
import { wordOf } from '../lists.ts'
import { identityOf } from '../persons.ts'
import { after, newHouse, type Edit } from './edits.ts'
import { editsOf } from './kinds.ts'
import { relationList, warningsOf, type TiesOf } from './warnings.ts'
import { digestOf, gather, homeOfPerson, type Being, type House, type World } from './world.ts'

/** A request thought through: the world it rests on, its steps, and both sides as a page shows them. */
export interface Thought { world: World; edits: Edit[]; preview: Preview }

/** Thinks a request through and writes nothing. Throws what `editsOf` throws. */
export async function think(ctx: Context, ask: LifeAsk, tiesOf: (people: readonly string[]) => Promise<TiesOf>): Promise<Thought> {
  const world = await gather(ctx, ask)
  const day = beijingDay(ctx.now)
  const edits = editsOf(world, ask, day)
  const later = after(world, edits, day)
  const [ties, places, double] = await Promise.all([tiesOf([...world.people.keys()]), placeNames(ctx, world, later), doubleOf(ctx, world, ask)])
  if (ask.kind === 'same') refuseTied(world, ask.other, ties)
  return {
    world, edits,
    preview: { seen: digestOf(world), households: homes(world, later, places, day), people: people(world, later, places, day), warnings: warningsOf(world, later, edits, ask, ties), alike: double },
  }
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
  if (ask.kind !== 'add') return null
  const home = world.houses.get(ask.household)!
  const { birth_date } = identityOf(ask.newcomer, beijingDay(ctx.now))
  return (await alike(ctx, [{ name: ask.newcomer.name, birth_date, place: home.place, address: home.address ?? '' }])).get(0) ?? null
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
        ...line('人户状态', wordOf('resides', was.resides, day), wordOf('resides', is.resides, day)), ...line('健在', was.alive ? '是' : '否', is.alive ? '是' : '已死亡')]
      : was ? [{ what: '登记', before: `${was.name} ${was.identity_masked}`, after: '并入另一份登记，历史保留，可以还原' }] : [{ what: '登记', before: '没有登记', after: `${is!.name} ${is!.identity_masked}` }]
    return lines.length > 0 ? [{ person: id, name: (was ?? is)!.name, lines }] : []
  })
}
