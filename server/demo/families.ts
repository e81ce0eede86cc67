import { ageOf, child, couple, elders, gap, parents, person, type Draft, type Maker } from './drafts.ts'
import type { Sex } from './types.ts'

/*
 * The shapes of households. Each is thought up from the youngest generation upwards, so that no parent is too young.
 * A shape answers its members; the first is the head.
 */
type Shape = (maker: Maker) => Draft[]

const elderAge = (maker: Maker) => maker.dice.weighted<readonly [number, number]>([
  [[60, 65], 24], [[65, 70], 26], [[70, 75], 24], [[75, 80], 15], [[80, 85], 8], [[85, 90], 3],
])
const loneAge = (maker: Maker) => maker.dice.weighted<readonly [number, number]>([
  [[62, 70], 17], [[70, 75], 21], [[75, 80], 24], [[80, 85], 21], [[85, 90], 12], [[90, 96], 5],
])
const within = (maker: Maker, [low, high]: readonly [number, number]) => maker.dice.between(low, high)
/** The husband heads the house, but for one family in six (of the town, where the flat is often hers). */
const headed = (maker: Maker, husband: Draft, wife: Draft) => maker.dice.chance(maker.rural ? 0.06 : 0.2) ? [wife, husband] : [husband, wife]
const anySex = (maker: Maker, men: number): Sex => (maker.dice.chance(men) ? '1' : '2')

const single = (low: number, high: number, men: number, divorced: number): Shape => maker => {
  const one = person(maker, anySex(maker, men), maker.dice.between(low, high))
  if (ageOf(one) > 30 && maker.dice.chance(divorced)) one.marital = '40'
  return [one]
}
const pair = (low: number, high: number): Shape => maker => headed(maker, ...couple(maker, maker.dice.between(low, high)))

/** One to three children of a first child's age; twins in about one family of ninety. */
function brood(maker: Maker, father: Draft, mother: Draft, eldest: number, more: number): Draft[] {
  const { dice } = maker
  const first = child(maker, father, mother, eldest)
  const list = [first]
  if (dice.chance(0.011)) list.push(child(maker, father, mother, eldest, dice.chance(0.6) ? first.sex : undefined, first.born))
  else if (dice.chance(more)) {
    const next = eldest - dice.between(2, 7)
    if (next > 0.1) list.push(child(maker, father, mother, next))
  }
  return list
}
const nuclear = (low: number, high: number, more: number): Shape => maker => {
  const eldest = maker.dice.between(low, high)
  const [father, mother] = parents(maker, eldest)
  return [...headed(maker, father, mother), ...brood(maker, father, mother, eldest, more)]
}
const lone: Shape = maker => {
  const age = maker.dice.between(3, 24)
  const [father, mother] = parents(maker, age)
  const kid = child(maker, father, mother, age)
  const parent = maker.dice.chance(0.3) ? father : mother
  kid[parent === father ? 'mother' : 'father'] = undefined
  parent.spouse = undefined
  parent.marital = maker.dice.chance(0.8) ? '40' : '30'
  return [parent, kid]
}
const elderPair: Shape = maker => headed(maker, ...couple(maker, within(maker, elderAge(maker))))
const elderAlone: Shape = maker => {
  const one = person({ ...maker, clans: [] }, anySex(maker, 0.27), within(maker, loneAge(maker)))
  const never = one.sex === '1' ? (maker.rural ? 0.3 : 0.08) : 0.01
  one.marital = maker.dice.chance(never) ? '10' : maker.dice.chance(0.06) ? '40' : '30'
  return [one]
}
/** Grandparents, a couple and its child or children; in villages the husband, or both, may work away. */
const threeGenerations = (away: number): Shape => maker => {
  const { dice } = maker
  const eldest = dice.between(0.3, 19)
  const [father, mother] = parents(maker, eldest)
  const old = elders(maker, dice.chance(maker.rural ? 0.93 : 0.75) ? father : mother)
  if (dice.chance(away)) father.away = true
  const kids = brood(maker, father, mother, eldest, 0.4)
  const eldestMan = old.find(one => one.sex === '1' && ageOf(one) < 74)
  const head = maker.rural && eldestMan ? eldestMan : father.away ? (eldestMan ?? mother) : father
  return [head, ...[...old, father, mother, ...kids].filter(one => one !== head)]
}
/** Children under sixteen with their grandparents; father and mother both work elsewhere (国发〔2016〕13号). */
const leftBehind: Shape = maker => {
  const { dice } = maker
  const eldest = dice.between(2.2, 15.2)
  const [father, mother] = parents(maker, eldest)
  const old = elders(maker, father)
  father.away = mother.away = true
  const kids = brood(maker, father, mother, eldest, 0.35)
  return [...old, father, mother, ...kids]
}
/** A couple of later years with an old parent, and perhaps a grown child. */
const withOldParent = (childAway: number): Shape => maker => {
  const { dice } = maker
  const [husband, wife] = couple(maker, dice.between(45, 66))
  const old = elders(maker, husband)
  const age = Math.min(ageOf(wife) - gap(dice, ageOf(wife) - 25), ageOf(husband) - 22.8)
  const kids = age > 18 && age < 34 && dice.chance(0.5) ? [child(maker, husband, wife, age)] : []
  for (const kid of kids) kid.away = dice.chance(childAway)
  return [husband, wife, ...old, ...kids]
}
/** Parents in the house, the grown child on the register but at work or at university elsewhere. */
const grownChild = (away: number): Shape => maker => {
  const age = maker.dice.between(18, 31)
  const [father, mother] = parents(maker, age)
  const kid = child(maker, father, mother, age)
  kid.away = maker.dice.chance(away)
  return [...headed(maker, father, mother), kid]
}
/** Four generations under one roof: rare, and all in villages. */
const fourGenerations: Shape = maker => {
  const { dice } = maker
  const age = dice.between(0.3, 8)
  const [father, mother] = parents(maker, age)
  const old = elders(maker, father)
  const man = old.find(one => one.sex === '1')
  const oldest = man && ageOf(man) < 72 ? elders(maker, man) : []
  return [man ?? father, ...[...oldest, ...old, father, mother, ...brood(maker, father, mother, age, 0.3)].filter(one => one !== (man ?? father))]
}

const town: readonly (readonly [Shape, number])[] = [
  [single(22, 34, 0.52, 0.05), 4], [single(35, 60, 0.58, 0.6), 5], [pair(24, 37), 6], [nuclear(0.1, 18, 0.34), 22], [lone, 3],
  [grownChild(0.25), 16], [pair(48, 61), 10], [elderPair, 14], [elderAlone, 7.5], [threeGenerations(0.02), 10], [withOldParent(0.3), 4.5],
]
const village: readonly (readonly [Shape, number])[] = [
  [elderPair, 15], [elderAlone, 9], [leftBehind, 5], [threeGenerations(0.35), 15], [withOldParent(0.6), 7], [grownChild(0.6), 16],
  [nuclear(1, 18, 0.45), 13], [pair(44, 60), 10], [single(36, 60, 0.88, 0.3), 6], [pair(25, 36), 4], [fourGenerations, 1], [lone, 2],
]
const newcomers: readonly (readonly [Shape, number])[] = [
  [single(19, 34, 0.6, 0.03), 26], [single(35, 57, 0.66, 0.25), 9], [pair(22, 36), 20], [pair(37, 54), 9], [nuclear(0.3, 17, 0.45), 30],
  [lone, 2], [threeGenerations(0), 4],
]

/** A family as such a place has them; the first is the head. */
export const family = (maker: Maker): Draft[] =>
  maker.dice.weighted(maker.migrant ? newcomers : maker.rural ? village : town)(maker)
