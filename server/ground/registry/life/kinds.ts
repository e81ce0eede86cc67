import { codes } from '../../../../contract/codes.ts'
import { levels } from '../../../../contract/kernel.ts'
import type { Left, LifeAsk, LifeKind, Relative } from '../../../../contract/household.ts'
import { maskIdentity } from '../../../../contract/identifiers.ts'
import { Problem } from '../../../kernel/problem.ts'
import { countyOf } from '../../../kernel/seat.ts'
import { offers } from '../lists.ts'
import { ageOn, cleanName } from '../names.ts'
import { headRelation } from '../households.ts'
import { identityOf } from '../persons.ts'
import { newcomerId, newHouse, type Edit } from './edits.ts'
import { homeOfPerson, type Being, type House, type World } from './world.ts'

type Of<K extends LifeKind> = Extract<LifeAsk, { kind: K }>
/** One thing that may happen to a household: who may ask, whether the other place takes part in deciding, and what it does. */
interface Kind<K extends LifeKind> {
  asks: readonly ('desk' | 'self')[]
  /** Where it is decided in the end: by a second person here, or by the place where they go. */
  decides: 'here' | 'there'
  /** The steps. Throws `household.not_possible`, `input.invalid` for what cannot be. */
  edits(world: World, ask: Of<K>, day: string): Edit[]
}

const both = ['desk', 'self'] as const
const refuse = (reason: string): never => { throw new Problem('household.not_possible', { reason }) }
/** What lies elsewhere, or has ended, is not in this world. */
const nothing = (): never => { throw new Problem('found.nothing') }
const house = (world: World, id: string): House => world.houses.get(id) ?? nothing()
const being = (world: World, id: string): Being => world.people.get(id) ?? nothing()
/** Somebody who is registered and lives. */
function living(world: World, person: string): Being {
  const one = being(world, person)
  return one.alive ? one : refuse(`${one.name}已登记死亡，不能再办`)
}

function relation(code: string, day: string): string {
  if (!offers(codes.family.id, code, day)) throw new Problem('input.invalid', {}, [{ path: 'relation', message: '请选择与户主的关系' }])
  return code
}

/** The relation of everybody whom it concerns, once each, to a head who is one of them: no gap, no stranger. */
function relations(world: World, members: readonly Relative[], expected: readonly string[], day: string): Relative[] {
  const wanted = new Set(expected)
  const given = new Map(members.filter(one => wanted.has(one.person)).map(one => [one.person, one]))
  const missing = expected.find(person => !given.has(person))
  if (missing) refuse(`请选择${being(world, missing).name}与户主的关系`)
  return expected.map(person => ({ person, relation: relation(given.get(person)!.relation, day) }))
}

/** Who leaves a household; it ends with the last, and gets another head when its head goes. */
function departure(world: World, home: House, leaving: readonly string[], left: Left | undefined, day: string): Edit[] {
  const strangers = leaving.filter(person => !home.members.some(one => one.person === person))
  if (strangers.length > 0) refuse(`${being(world, strangers[0]!).name}不在这一户`)
  const staying = home.members.map(one => one.person).filter(person => !leaving.includes(person))
  const gone: Edit[] = leaving.map(person => ({ do: 'leave', person, house: home.id }))
  if (staying.length === 0) return [...gone, { do: 'end', house: home.id }]
  return leaving.includes(home.head) ? [...gone, ...succession(world, home, staying, left, day)] : gone
}

function succession(world: World, home: House, staying: readonly string[], left: Left | undefined, day: string): Edit[] {
  if (!left) return refuse('户主要离开这一户，请先选定留下的人中谁接任户主')
  if (!staying.includes(left.head)) return refuse('接任户主的人须是留在这一户的人')
  living(world, left.head)
  const others = relations(world, left.members, staying.filter(person => person !== left.head), day)
  return [{ do: 'head', house: home.id, person: left.head }, { do: 'relate', person: left.head, house: home.id, relation: '02' }, ...others.map(one => ({ do: 'relate' as const, house: home.id, ...one }))]
}

/** Those who go found a household of their own, the head among them. */
function founded(world: World, ask: { head: string; members: readonly Relative[] }, at: { place: string; address: string; kind: string }, day: string): Edit[] {
  const going = ask.members.map(one => one.person)
  if (new Set(going).size !== going.length) refuse('同一个人选了两次')
  if (!going.includes(ask.head)) refuse('新户的户主须是离开的人之一')
  living(world, ask.head)
  const others = relations(world, ask.members, going.filter(person => person !== ask.head), day)
  return [{ do: 'found', ...at, head: ask.head }, ...others.map(one => ({ do: 'join' as const, house: newHouse, ...one }))]
}

const fact = (person: string, element: string, value: string | boolean, proven = false): Edit => ({ do: 'fact', person, element, value, proven })

/** Who joins a household lies where it lies: in its grid, and in its shard. */
const nearer = (one: Being, to: House): Edit[] => one.place === to.place && one.county === to.county ? []
  : [{ do: 'relocate', person: one.id, to: to.place, county: to.county }, ...one.place === to.place ? [] : [fact(one.id, 'person.residence_place', to.place)]]

function beingOf(newcomer: Of<'add'>['newcomer'], at: Pick<House, 'county' | 'place' | 'address'>, day: string): Being {
  const { birth_date, sex, number } = identityOf(newcomer, day)
  return {
    id: newcomerId, county: at.county, place: at.place, name: cleanName(newcomer.name), age: ageOn(birth_date, day), sex, identity_masked: maskIdentity(number),
    resides: newcomer.resides ?? 'with_hukou', address: at.address, alive: true,
  }
}

/** Every kind of change, as a value. «arrive» is the far half of a move and made by the register itself. */
export const kinds: { readonly [K in Exclude<LifeKind, 'arrive'>]: Kind<K> } = {
  add: {
    asks: both, decides: 'here',
    edits: (world, { household, relation: code, newcomer }, day) => {
      const home = house(world, household)
      return [{ do: 'enrol', being: beingOf(newcomer, home, day), house: home.id, relation: relation(code, day) }]
    },
  },
  enter: {
    asks: ['desk'], decides: 'here',
    edits: (_world, { place, address, newcomer }, day) => {
      if (place.length < levels.community) throw new Problem('input.invalid', {}, [{ path: 'place', message: '请选择到村（社区）或网格' }])
      return [{ do: 'enrol', being: beingOf(newcomer, { county: countyOf(place), place, address }, day), house: null, relation: headRelation }, { do: 'found', place, address, head: newcomerId, kind: 'family' }]
    },
  },
  transfer: {
    asks: ['desk'], decides: 'here',
    edits: (world, { person, household, relation: code, left }, day) => {
      const one = living(world, person)
      const [to, from] = [house(world, household), homeOfPerson(world, person)]
      if (from?.id === to.id) refuse(`${one.name}已经在这一户`)
      if (one.place.slice(0, levels.community) !== to.place.slice(0, levels.community)) refuse('两户不在同一个村（社区），请按“迁往别处”办理')
      const join: Edit[] = [...nearer(one, to), { do: 'join', person, house: to.id, relation: relation(code, day) }, ...to.address ? [fact(person, 'person.residence_address', to.address)] : []]
      return [...from ? departure(world, from, [person], left, day) : [], ...join]
    },
  },
  split: {
    asks: both, decides: 'here',
    edits: (world, ask, day) => {
      const home = house(world, ask.household)
      if (ask.members.length >= home.members.length) refuse('全家都离开不是分户，请按“迁往别处”办理，或者更新住址')
      const away = departure(world, home, ask.members.map(one => one.person), ask.left, day)
      return [...away, ...founded(world, ask, { place: home.place, address: ask.address, kind: home.kind }, day), ...ask.members.map(one => fact(one.person, 'person.residence_address', ask.address))]
    },
  },
  merge: {
    asks: ['desk'], decides: 'here',
    edits: (world, ask, day) => {
      const [home, other] = [house(world, ask.household), house(world, ask.other)]
      if (home.id === other.id) refuse('请选择两个不同的户')
      if (home.place.slice(0, levels.community) !== other.place.slice(0, levels.community)) refuse('两户不在同一个村（社区），请先迁到一处')
      const coming = other.members.map(one => one.person)
      return [
        ...departure(world, other, coming, undefined, day), ...coming.flatMap(person => nearer(being(world, person), home)), ...relations(world, ask.members, coming, day).map(one => ({ do: 'join' as const, house: home.id, ...one })),
        ...home.address ? coming.map(person => fact(person, 'person.residence_address', home.address!)) : [],
      ]
    },
  },
  head: {
    asks: both, decides: 'here',
    edits: (world, ask, day) => {
      const home = house(world, ask.household)
      if (ask.head === home.head) refuse(`${being(world, ask.head).name}已经是户主`)
      return succession(world, home, home.members.map(one => one.person), ask, day)
    },
  },
  move: {
    asks: both, decides: 'there',
    edits: (world, ask, day) => {
      const home = house(world, ask.household)
      if (ask.to.length < levels.community) throw new Problem('input.invalid', {}, [{ path: 'to', message: '请选择到村（社区）或网格' }])
      if (ask.to.slice(0, levels.community) === home.place.slice(0, levels.community)) refuse('迁往的村（社区）就是现在的，请按分户或更新住址办理')
      const going = ask.members.map(one => one.person)
      const away = departure(world, home, going, ask.left, day)
      return [...away, ...going.map(person => ({ do: 'relocate' as const, person: living(world, person).id, to: ask.to, county: countyOf(ask.to) })),
        ...founded(world, ask, { place: ask.to, address: ask.address, kind: home.kind }, day), ...going.flatMap(person => settledThere(person, ask))]
    },
  },
  apart: {
    asks: both, decides: 'here',
    edits: (world, { person, resides, address, hukou_place }) => {
      const one = living(world, person)
      if (one.resides === resides && !address && !hukou_place) refuse('与登记的相同，不用变更')
      if (resides === 'away' && !address) throw new Problem('input.invalid', {}, [{ path: 'address', message: '请填写现在实际住在哪里' }])
      if (resides === 'migrant_in' && !hukou_place) throw new Problem('input.invalid', {}, [{ path: 'hukou_place', message: '请选择户籍在哪里' }])
      return [fact(person, 'person.resides', resides), ...address ? [fact(person, 'person.residence_address', address)] : [], ...hukou_place ? [fact(person, 'person.hukou_place', hukou_place, true)] : []]
    },
  },
  death: {
    asks: both, decides: 'here',
    edits: (world, { person, on, left }, day) => {
      const one = living(world, person)
      if (on > day) throw new Problem('input.invalid', {}, [{ path: 'on', message: '死亡日期不能晚于今天' }])
      const home = homeOfPerson(world, one.id)
      return [...home ? departure(world, home, [person], left, day) : [], fact(person, 'person.alive', false, true)]
    },
  },
  same: {
    asks: ['desk'], decides: 'here',
    edits: (world, { person, other }) => {
      const [kept, gone] = [living(world, person), being(world, other)]
      if (kept.id === gone.id) refuse('请选择两份不同的登记')
      // What the register says of the one would silently become true of the other.
      if (!gone.alive) refuse(`${gone.name}（${gone.identity_masked}）已登记死亡，另一份登记在世。请先核实：确已去世的，在保留的登记上办理死亡；误登的，先更正，再合并`)
      if (kept.sex !== gone.sex) refuse('两份登记的性别不同，不是同一个人')
      const home = homeOfPerson(world, gone.id)
      if (home && home.head === gone.id && home.members.length > 1) refuse(`${gone.name}（${gone.identity_masked}）是一户的户主，请先变更户主，再合并`)
      const from: Edit[] = home ? [{ do: 'leave', person: gone.id, house: home.id }, ...home.members.length === 1 ? [{ do: 'end' as const, house: home.id }] : []] : []
      const joins: Edit[] = home && home.members.length > 1 && !homeOfPerson(world, kept.id) ? [{ do: 'join', person: kept.id, house: home.id, relation: home.members.find(one => one.person === gone.id)!.relation }] : []
      return [...from, ...joins, { do: 'fuse', kept: kept.id, gone: gone.id }]
    },
  },
}

/** What is held about somebody who moved: where they live, and whether the household register came along. */
export const settledThere = (person: string, ask: Of<'move'>): Edit[] => [
  fact(person, 'person.residence_place', ask.to), fact(person, 'person.residence_address', ask.address),
  ...ask.hukou === 'moves' ? [fact(person, 'person.resides', 'with_hukou'), fact(person, 'person.hukou_place', ask.to, true)] : [fact(person, 'person.resides', 'migrant_in')],
]

/** The household there that those who come join, as it stands, and what each is to its head. */
export interface Joined { home: House; members: readonly Relative[] }

/** What the place writes that takes them in, after the register has brought them there: a household of their own, or their part in one that is there. */
export function arrivalEdits(ask: Of<'move'>, day: string, into?: Joined): Edit[] {
  if (!into) return founding(ask, day)
  const { home, members } = into
  const relationOf = (person: string): string => relation(members.find(one => one.person === person)?.relation ?? '', day)
  return ask.members.flatMap(({ person }): Edit[] => [
    // Where the grid or the shard of the household is another than the community to which they were called.
    ...home.place === ask.to && home.county === countyOf(ask.to) ? [] : [{ do: 'relocate' as const, person, to: home.place, county: home.county }],
    { do: 'join', person, house: home.id, relation: relationOf(person) }, ...settledThere(person, { ...ask, to: home.place, address: home.address ?? ask.address }),
  ])
}

const founding = (ask: Of<'move'>, day: string): Edit[] => [
  { do: 'found', place: ask.to, address: ask.address, kind: 'family', head: ask.head },
  ...ask.members.filter(one => one.person !== ask.head).map(one => ({ do: 'join' as const, house: newHouse, person: one.person, relation: relation(one.relation, day) })),
  ...ask.members.flatMap(one => settledThere(one.person, ask)),
]

/** The steps of a request in a world. */
export function editsOf(world: World, ask: LifeAsk, day: string): Edit[] {
  const kind = kinds[ask.kind] as Kind<LifeKind>
  return kind.edits(world, ask as never, day)
}

