import type { Dice } from './prng.ts'

/**
 * Where newcomers have their hukou: real counties (GB/T 2260) of the provinces that send people to Jiangsu, with a weight
 * and, for some, an ethnic group (GB/T 3304) and its share. The place in the list also gives the impossible area code of
 * the identity number, 329981 to 329999.
 */
const homes: readonly (readonly [code: string, weight: number, ethnic?: string, share?: number])[] = [
  ['341126', 10], ['341181', 7], ['341222', 10], ['411525', 9], ['411623', 9], ['411729', 6], ['371323', 4], ['371722', 4],
  ['511321', 5], ['510722', 4], ['520624', 4, '15', 0.3], ['422822', 1.5, '15', 0.5], ['433122', 1.2, '06', 0.5],
  ['450125', 1.2, '08', 0.7], ['620525', 1, '03', 0.85], ['653125', 0.5, '05', 0.9], ['320925', 7], ['321324', 8], ['321322', 8],
]

/** Villages of the corner itself, from which some families have moved to the street without their hukou. */
const villages = ['329901100200', '329901100202', '329901100203', '329901100205', '329902100200'] as const

export interface Home { hukou: string; area: string; ethnic: string }

export function home(dice: Dice): Home {
  if (dice.chance(0.14)) {
    const hukou = dice.pick(villages)
    return { hukou, area: hukou.slice(0, 6), ethnic: '01' }
  }
  const [hukou, , ethnic, share] = dice.weighted(homes.map(one => [one, one[1]] as const))
  return { hukou, area: areaOf(hukou), ethnic: ethnic && dice.chance(share ?? 0) ? ethnic : '01' }
}

/** The impossible area code of those whose hukou is in an outside county. */
export const areaOf = (hukou: string): string =>
  hukou.startsWith('3299') ? hukou.slice(0, 6) : String(329981 + homes.findIndex(([code]) => code === hukou))
