import { ageOn, isoDay } from './calendar.ts'
import type { Draft } from './drafts.ts'
import type { Dice } from './prng.ts'
import type { Resident } from './settle.ts'

/** What is true of a person beyond the family: codes of GB/T 4658 (education), GB/T 4762 (politics), GB/T 42195 (care). */
export interface Traits {
  age: number; marital: string; education: string | null; politics: string | null; occupation: string | null
  living: string | null; care: string | null
}

type Table = readonly (readonly [string, number])[]
/** Shares of schooling by year of birth; [town, village]. 90 is none. */
const schooling: readonly (readonly [number, Table, Table])[] = [
  [1950, [['90', 22], ['80', 40], ['70', 22], ['60', 10], ['40', 4], ['20', 2]], [['90', 45], ['80', 42], ['70', 11], ['60', 2]]],
  [1965, [['80', 16], ['70', 40], ['60', 30], ['40', 5], ['30', 6], ['20', 3]], [['90', 6], ['80', 34], ['70', 44], ['60', 16]]],
  [1980, [['80', 5], ['70', 36], ['60', 22], ['40', 12], ['30', 14], ['20', 10], ['10', 1]], [['80', 14], ['70', 58], ['60', 18], ['40', 7], ['30', 3]]],
  [1995, [['70', 18], ['60', 12], ['40', 14], ['30', 24], ['20', 28], ['10', 4]], [['70', 38], ['60', 16], ['40', 20], ['30', 17], ['20', 9]]],
  [2005, [['70', 6], ['60', 10], ['40', 14], ['30', 28], ['20', 38], ['10', 4]], [['70', 12], ['60', 14], ['40', 22], ['30', 30], ['20', 22]]],
]
const pupils = (age: number): string | null => (age < 6 ? null : age < 12 ? '90' : age < 15 ? '80' : age < 18 ? '70' : '60')

function education(dice: Dice, year: number, age: number, urban: boolean): string | null {
  if (age < 21) return pupils(age)
  const row = schooling.find(([before]) => year < before) ?? schooling[schooling.length - 1]!
  const drawn = dice.weighted(urban ? row[1] : row[2])
  return age < 24 && drawn === '10' ? '20' : drawn
}

function politics(dice: Dice, age: number, schooled: string | null, outsider: boolean): string | null {
  if (age < 14) return null
  if (age < 28) return age > 20 && dice.chance(0.06) ? '01' : dice.chance(age < 23 ? 0.62 : 0.35) ? '03' : '13'
  const party = schooled === '10' || schooled === '20' ? 0.24 : schooled === '30' || schooled === '60' ? 0.13 : 0.055
  if (dice.chance(outsider ? party / 3 : party)) return '01'
  return dice.chance(0.004) ? dice.pick(['05', '07', '08', '10']) : '13'
}

const trades: Readonly<Record<'graduate' | 'townWorker' | 'villager' | 'newcomer', Table>> = {
  graduate: [['企业职员', 38], ['教师', 9], ['医护人员', 8], ['工程技术人员', 16], ['公务员', 3], ['事业单位人员', 8], ['个体经营', 8], ['软件开发人员', 5], ['银行职员', 5]],
  townWorker: [['工厂工人', 32], ['个体经营', 17], ['营业员', 13], ['驾驶员', 9], ['企业职员', 14], ['餐饮服务员', 6], ['家政服务员', 4], ['物业保安', 5]],
  villager: [['务农', 34], ['工厂工人', 28], ['建筑工人', 14], ['个体经营', 10], ['水产养殖', 5], ['驾驶员', 5], ['服装加工', 4]],
  newcomer: [['工厂工人', 42], ['建筑工人', 13], ['个体经营', 14], ['餐饮服务员', 10], ['外卖骑手', 8], ['快递员', 6], ['装修工', 7]],
}
/** Trades that one sex seldom takes here, and what is drawn in their stead. */
const seldom: Readonly<Record<'1' | '2', Readonly<Record<string, string>>>> = {
  '1': { 家政服务员: '驾驶员', 营业员: '工厂工人', 服装加工: '工厂工人' },
  '2': { 建筑工人: '服装加工', 驾驶员: '营业员', 装修工: '家政服务员', 外卖骑手: '餐饮服务员', 快递员: '工厂工人', 物业保安: '家政服务员' },
}
function occupation(dice: Dice, one: Resident, age: number, schooled: string | null): string | null {
  if (age < 3) return null
  if (age < 6) return '学龄前儿童'
  if (age < 18 || (age < 22 && one.resides !== 'migrant_in' && dice.chance(0.8))) return '学生'
  if (age >= 60 || (age >= 55 && one.draft.sex === '2')) return one.urban ? '退休' : age < 76 ? '务农' : null
  if (dice.chance(0.05)) return '待业'
  if (schooled === '10' || schooled === '20' || (schooled === '30' && dice.chance(0.5))) return dice.weighted(trades.graduate)
  const drawn = dice.weighted(one.resides === 'migrant_in' ? trades.newcomer : one.urban || one.resides === 'away' ? trades.townWorker : trades.villager)
  return seldom[one.draft.sex][drawn] ?? drawn
}

/** The code of the list `living`, by those of the house who are really there; only for people of 60 and over. */
function living(one: Resident): string {
  if (one.family.kind === 'collective') return one.urban ? '8' : '9'
  const { draft } = one
  const others = one.family.members.filter(other => other !== draft && !other.away)
  if (others.length === 0) return '1'
  const isChild = (other?: Draft) => other !== undefined && (other.father === draft || other.mother === draft)
  const mate = draft.spouse !== undefined && others.includes(draft.spouse)
  if (others.some(other => isChild(other) || isChild(other.spouse))) return mate ? '4' : '3'
  if (others.some(other => other === draft.father || other === draft.mother)) return '6'
  if (others.every(other => other === draft.spouse || isChild(other.father) || isChild(other.mother))) return mate && others.length === 1 ? '2' : '5'
  return mate ? '2' : '7'
}

/** An assessed level for some of those over 60, more and heavier with age; null means never assessed. */
function care(dice: Dice, age: number, institution: boolean): string | null {
  if (age < 65 || !dice.chance(institution ? 1 : age < 75 ? 0.05 : age < 80 ? 0.16 : 0.42)) return null
  return dice.weighted(age < 80 && !institution ? [['0', 55], ['1', 28], ['2', 10], ['3', 5], ['4', 2]] : [['0', 30], ['1', 33], ['2', 18], ['3', 12], ['4', 7]])
}

export function traits(dice: Dice, one: Resident): Traits {
  const birth = isoDay(one.draft.born), age = ageOn(birth), told = one.draft.told
  const institution = one.family.kind === 'collective' && !one.urban
  const ofTown = one.urban && (one.resides !== 'migrant_in' || dice.chance(0.4))
  const schooled = education(dice, Number(birth.slice(0, 4)), age, ofTown)
  const side = politics(dice, age, schooled, one.resides === 'migrant_in')
  const work = occupation(dice, one, age, told?.education ?? schooled)
  const level = care(dice, age, institution)
  return {
    age, marital: one.draft.marital, education: told?.education ?? schooled, politics: told?.politics ?? side,
    occupation: told?.occupation ?? work, living: age >= 60 && one.resides !== 'away' ? living(one) : null, care: level,
  }
}
