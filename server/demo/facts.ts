import { addMonths, isoDay, today } from './calendar.ts'
import { castList } from './cast.ts'
import { areaOf } from './homes.ts'
import { ageOf, type Draft } from './drafts.ts'
import type { Numbers } from './identity.ts'
import type { Dice } from './prng.ts'
import type { Resident } from './settle.ts'
import type { Traits } from './traits.ts'
import type { DemoFact, DemoPerson, Element, Source } from './types.ts'

/** How long a fact of this element stays fresh, in months; null: it does not change by itself. */
export const shelf: Readonly<Record<Element, number | null>> = {
  'person.name': null, 'person.sex': null, 'person.birth_date': null, 'person.identity_number': null, 'person.ethnic_group': null,
  'person.hukou_place': 12, 'person.hukou_kind': 12, 'person.alive': 6, 'person.residence_address': 12, 'person.phone': 18,
  'person.marital_status': 24, 'person.education': null, 'person.politics': 36, 'person.occupation': 12, 'person.living_arrangement': 6,
  'person.care_level': 12, 'person.bank_account': 24, 'person.bank_name': 24, 'person.contact_name': 12, 'person.contact_phone': 12,
}
const police = '公安人口库', grid = '网格采集', own = '本人申报', civil = '民政', insurance = '医保'

/** Collects the facts of one person. A told gap stays a gap; a told stale fact was collected three years ago. */
class Dossier {
  readonly facts: Partial<Record<Element, DemoFact>> = {}
  private readonly one: Resident
  private readonly dice: Dice
  constructor(one: Resident, dice: Dice) {
    this.one = one
    this.dice = dice
  }

  /** True when a fact that nobody has asked for is absent, with probability `p`; never for told people, whose gaps are told. */
  lacks(p: number): boolean {
    const drawn = this.dice.chance(p)
    return drawn && !this.one.draft.told
  }
  /** Adds a fact collected between `oldest` and `newest` days ago (for told people at most two months more), never before birth. */
  add(element: Element, value: string | null, source: Source, organ: string, oldest: number, newest: number): void {
    const drawn = this.dice.int(newest, oldest)
    const told = this.one.draft.told
    const ago = told ? newest + (drawn % 60) : drawn
    if (value === null || told?.missing?.includes(element)) return
    const day = Math.max(this.one.draft.born + 1, today - (told?.stale?.includes(element) ? 1100 + (ago % 60) : ago))
    const months = shelf[element]
    this.facts[element] = { value, source, organ, collected_on: isoDay(day), fresh_until: months === null ? null : isoDay(addMonths(day, months)) }
  }
  /** Two elements that are told together (an account and its bank, a name and its phone) bear one day. */
  alsoAs(element: Element, like: Element, value: string): void {
    const fact = this.facts[like]
    if (fact) this.facts[element] = { ...fact, value }
  }
}

const banks = ['柳湖农村商业银行（演示）', '云川银行（演示）', '云川市邮政储蓄银行（演示）'] as const

function identity(dossier: Dossier, one: Resident, number: string): void {
  const { draft } = one
  const newcomer = one.resides === 'migrant_in'
  const shared = (element: Element, value: string) => dossier.add(element, value, 'shared', police, 120, 12)
  shared('person.name', draft.name)
  shared('person.sex', draft.sex)
  shared('person.birth_date', isoDay(draft.born))
  shared('person.identity_number', number)
  shared('person.ethnic_group', draft.ethnic)
  dossier.add('person.hukou_place', one.hukou, newcomer ? 'collected' : 'shared', newcomer ? grid : police, newcomer ? 540 : 120, 12)
  shared('person.hukou_kind', one.family.kind)
  shared('person.alive', 'true')
}

function contact(dossier: Dossier, one: Resident, dice: Dice, { age, living }: Traits, numbers: Numbers, phones: Map<unknown, string>): void {
  const told = one.draft.told?.contact
  const kin = one.family.kind === 'family' ? nearest(one, phones) : undefined
  if (told) dossier.add('person.contact_name', told.name, 'declared', own, 200, 30)
  else if ((age >= 60 || age < 16) && kin && !dossier.lacks(0.15)) dossier.add('person.contact_name', kin.name, 'collected', grid, 500, 10)
  else if (living === '1' && dice.chance(0.8)) dossier.add('person.contact_name', childElsewhere(one, dice), 'collected', grid, 500, 10)
  dossier.alsoAs('person.contact_phone', 'person.contact_name', told?.phone ?? (kin ? phones.get(kin) : undefined) ?? numbers.mobile())
}
/** Whom one would call for this person: a grown child, else another grown relative of the house, with a telephone. */
function nearest({ draft, family }: Resident, phones: Map<unknown, string>): Draft | undefined {
  const able = family.members.filter(other => other !== draft && phones.has(other) && ageOf(other) >= 18)
  return able.find(other => other.father === draft || other.mother === draft) ?? able.find(other => other === draft.mother || other === draft.father) ?? able[0]
}
/** The name of a grown child who lives elsewhere: the family name of an old man, any likely one for an old woman. */
const childElsewhere = (one: Resident, dice: Dice): string =>
  (one.draft.sex === '1' ? one.draft.surname : dice.pick(['王', '张', '陈', '徐', '周', '吴', '陆', '沈'])) +
  dice.pick(['建国', '志明', '红梅', '卫东', '丽华', '国强', '爱萍', '海燕', '永明', '秀芳'])

/** A telephone for most grown people; few over eighty, none under twelve. */
export function phoneOf(one: Resident, age: number, dice: Dice, numbers: Numbers): string | null {
  const told = one.draft.told
  const has = age < 12 ? 0 : age < 16 ? 0.4 : age < 60 ? 0.97 : age < 70 ? 0.9 : age < 80 ? 0.75 : 0.42
  const drawn = dice.chance(has) ? numbers.mobile() : null
  return told?.missing?.includes('person.phone') ? null : told?.phone ?? drawn
}

function money(dossier: Dossier, one: Resident, dice: Dice, age: number, numbers: Numbers): void {
  const has = age < 16 ? 0 : age < 22 ? 0.3 : age < 60 ? 0.72 : age < 80 ? 0.8 : 0.67
  const none = has === 0 || dossier.lacks(1 - has)
  if (none) return
  dossier.add('person.bank_account', numbers.card(), age >= 60 ? 'shared' : 'declared', age >= 80 ? civil : age >= 60 ? insurance : own, 900, 15)
  dossier.alsoAs('person.bank_name', 'person.bank_account', dice.pick(banks))
}

/** Writes down what is held about one resident; some of it old, some of it missing. */
export function describe(one: Resident, traits: Traits, phone: string | null, dice: Dice, numbers: Numbers, phones: Map<unknown, string>): DemoPerson {
  const dossier = new Dossier(one, dice)
  const { draft } = one
  const ordinal = castList.findIndex(member => member.person === one.id)
  const number = numbers.citizen(draft.hukou ? areaOf(draft.hukou) : areaHere(one), draft.born, draft.sex, ordinal < 0 ? undefined : ordinal)
  identity(dossier, one, number)
  const visited = one.resides === 'migrant_in' ? 500 : 420
  dossier.add('person.residence_address', one.resides === 'away' ? dice.pick(workplaces) : one.address, 'collected', grid, visited, 5)
  const declared = dice.chance(0.45)
  dossier.add('person.phone', phone, declared ? 'declared' : 'collected', declared ? own : grid, 780, 5)
  // marriages since about 2003 stand in the register of civil affairs; older ones are known from visits
  const register = traits.age < 45
  if (traits.age >= 20 && !dossier.lacks(0.03))
    dossier.add('person.marital_status', traits.marital, register ? 'shared' : 'collected', register ? '民政婚姻登记' : grid, 800, 20)
  if (!dossier.lacks(0.05)) dossier.add('person.education', traits.education, 'collected', grid, 1400, 20)
  if (traits.politics === '01' || !dossier.lacks(0.06)) dossier.add('person.politics', traits.politics, 'collected', grid, 1100, 20)
  if (!dossier.lacks(0.12)) dossier.add('person.occupation', traits.occupation, 'collected', grid, 600, 10)
  dossier.add('person.living_arrangement', traits.living, 'collected', grid, 260, 3)
  dossier.add('person.care_level', traits.care, 'verified', civil, 460, 20)
  money(dossier, one, dice, traits.age, numbers)
  contact(dossier, one, dice, traits, numbers, phones)
  return flat(one, dossier)
}
const workplaces = ['苏州市（务工）', '无锡市（务工）', '上海市（务工）', '南京市（务工）', '浙江省嘉兴市（务工）'] as const
const areaHere = (one: Resident): string =>
  one.draft.native ? one.community.slice(0, 6) : one.community.startsWith('329901') ? '329902' : '329901'

/** The person's fields, each the held value or null. */
function flat(one: Resident, { facts }: Dossier): DemoPerson {
  const { draft } = one
  const held = (element: Element): string | null => facts[element]?.value ?? null
  return {
    id: one.id, place: one.place, name: draft.name, sex: draft.sex, birth_date: isoDay(draft.born), id_number: held('person.identity_number')!,
    phone: held('person.phone'), ethnic: draft.ethnic, marital: held('person.marital_status'), education: held('person.education'),
    politics: held('person.politics'), hukou_place: one.hukou, hukou_kind: one.family.kind, resides: one.resides, living: held('person.living_arrangement'),
    occupation: held('person.occupation'), care_level: held('person.care_level'), bank_account: held('person.bank_account'),
    bank_name: held('person.bank_name'), alive: true, facts,
  }
}
