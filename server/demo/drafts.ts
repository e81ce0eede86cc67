import { isoDay, today, yearsAgo } from './calendar.ts'
import { clanNames, givenName, surname, uyghurGiven } from './names.ts'
import type { Dice } from './prng.ts'
import type { Element, Sex } from './types.ts'

/** A person while a family is being thought up: links are to people of the same household only. */
export interface Draft {
  sex: Sex; born: number; surname: string; given: string; name: string; ethnic: string; marital: string; away: boolean
  father?: Draft; mother?: Draft; spouse?: Draft
  /** Born in this county; else in the other county of the corner (it decides the number's area code). */
  native: boolean
  /** The community, or the county outside, of the hukou; absent when it is here. */
  hukou?: string
  /** Set for the cast, whose names, numbers and gaps are told and not drawn. */
  told?: Told
}
export interface Told {
  id?: string; phone?: string; missing?: readonly Element[]; stale?: readonly Element[]
  contact?: { name: string; phone: string }; politics?: string; occupation?: string; education?: string
}

/** A family or a collective household before it has a home. */
export interface Family { kind: 'family' | 'collective'; members: Draft[]; head: Draft; address?: string }

/** What a family is drawn with: chance, the surname that men of this hamlet tend to bear, and where the family is from. */
export interface Maker {
  dice: Dice; rural: boolean; migrant: boolean; ethnic: string; clans: readonly string[]
}

const yearOf = (born: number) => Number(isoDay(born).slice(0, 4))

/** A person of an age in years and fractions; the family name falls to the clan in two of three cases in a village. */
export function person(maker: Maker, sex: Sex, age: number, from: Partial<Draft> = {}): Draft {
  const { dice } = maker
  const ethnic = from.ethnic ?? maker.ethnic
  const born = from.born ?? Math.min(yearsAgo(age), today - 3)
  if (ethnic === '05') return uyghur(dice, sex, born, from)
  const ofClan = from.surname === undefined && maker.clans.length > 0 && sex === '1' && dice.chance(0.66)
  const family = from.surname ?? (ofClan ? dice.pick(maker.clans) : surname(dice, ethnic, maker.migrant))
  const given = givenName(dice, sex, yearOf(born), family)
  return { sex, born, surname: family, given, name: family + given, ethnic, marital: '10', away: false, native: dice.chance(0.9), ...from }
}

function uyghur(dice: Dice, sex: Sex, born: number, from: Partial<Draft>): Draft {
  const given = uyghurGiven(dice, sex)
  let father = from.father?.given
  while (!father || father === given) father = uyghurGiven(dice, '1')
  return { sex, born, surname: '', given, name: `${given}·${father}`, ethnic: '05', marital: '10', away: false, native: true, ...from }
}

/** How many years older a mother is than a child of this age: later births in later generations. */
export function gap(dice: Dice, childAge: number): number {
  const [mean, low, high] = childAge > 45 ? [24.6, 21, 36] : childAge > 20 ? [25, 21.5, 34] : [27.2, 22, 39]
  return Math.min(high!, Math.max(low!, dice.normal(mean!, 2.9)))
}

export const ageOf = (draft: Draft): number => (today - draft.born) / 365.2425

/** Husband and wife, from the age of the wife; the husband is two years older on average, and at least of an age to marry. */
export function couple(maker: Maker, wifeAge: number, man?: Draft, leastAge = 22.6): [Draft, Draft] {
  const { dice } = maker
  const husband = man ?? person(maker, '1', Math.min(98, Math.max(leastAge, wifeAge + Math.min(8, Math.max(-2, dice.normal(2, 2.1))))))
  const mixed = maker.ethnic === '01' && dice.chance(0.006)
  const stranger: Maker = { ...maker, clans: [], ethnic: mixed ? dice.pick(['15', '06', '03', '08']) : maker.ethnic }
  let wife = person(stranger, '2', wifeAge)
  while (wife.surname !== '' && wife.surname === husband.surname && dice.chance(0.8)) wife = person(stranger, '2', wifeAge)
  wife.native = dice.chance(0.75)
  marry(husband, wife)
  return [husband, wife]
}

/** Parents for a child of this age: he was 22 when they married (婚姻法 1980), she of an age that her generation bore at. */
export const parents = (maker: Maker, childAge: number): [Draft, Draft] =>
  couple(maker, childAge + gap(maker.dice, childAge), undefined, childAge + 22.8)

export function marry(husband: Draft, wife: Draft): void {
  husband.spouse = wife
  wife.spouse = husband
  husband.marital = wife.marital = '20'
}

/** A child of this couple; one in thirty bears the mother's name. */
export function child(maker: Maker, father: Draft, mother: Draft, age: number, sex?: Sex, born?: number): Draft {
  const boy = sex ?? (maker.dice.chance(0.52) ? '1' : '2')
  const family = maker.dice.chance(0.03) ? mother.surname : father.surname
  return person(maker, boy, age, { surname: family, ethnic: father.ethnic, father, mother, native: true, ...(born === undefined ? {} : { born }) })
}

/** The parents of a man or woman of the family: both where age allows, else the widow (or, one in four, the widower). */
export function elders(maker: Maker, of: Draft): Draft[] {
  const { dice } = maker
  const age = Math.min(97, ageOf(of) + gap(dice, ageOf(of)))
  const husbandAge = Math.max(ageOf(of) + 22.8, age + Math.min(6, Math.max(-2, dice.normal(1.8, 1.8))))
  const father = person(maker, '1', Math.min(98, husbandAge), { surname: of.surname })
  const [husband, wife] = couple(maker, age, father)
  of.father = husband
  of.mother = wife
  if (of.ethnic === '05') of.name = `${of.given}·${husband.given}`
  const both = age < 66 ? 0.93 : age < 75 ? 0.78 : age < 82 ? 0.45 : 0.12
  if (dice.chance(both)) return [husband, wife]
  const left = dice.chance(age < 75 ? 0.35 : 0.22) ? husband : wife
  left.marital = '30'
  left.spouse = undefined
  return [left]
}

export const drawClans = (dice: Dice): string[] => [dice.pick(clanNames), dice.pick(clanNames)]
