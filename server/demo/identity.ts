import { creditCheck, identityCheck, luhn, organisationCheck } from '../../contract/identifiers.ts'
import { isoDay } from './calendar.ts'
import type { Dice } from './prng.ts'
import type { Sex } from './types.ts'

/*
 * Numbers that are valid in form and belong to nobody.
 * - Identity numbers begin with 3299: no city of Jiangsu has that code (they end at 3213), so police never gave one out.
 * - Mobile numbers begin with 154, a range the numbering plan has not given to any operator; 329 after it marks the demo.
 * - Bank cards begin with 0: ISO/IEC 7812-1 keeps the first digit 0 for other uses, so no issuer can print such a card.
 * - Credit codes carry a division under 3299 in positions 3 to 8.
 */

/** A GB 32100 credit code: two characters of registering body and category, six of division, eight of organisation. */
export function creditCode(kind: string, division: string, eight: string): string {
  const first = kind + division + eight + organisationCheck(eight)
  return first + creditCheck(first)
}

/** The card number that `body` becomes with its check digit. */
const withLuhn = (body: string): string => [...'0123456789'].map(digit => body + digit).find(luhn)!

/** Gives out numbers, no number twice in one world. */
export interface Numbers {
  /** `told` is the ordinal of a cast member, whose number does not depend on chance: sequences from 900 are theirs. */
  citizen(area: string, born: number, sex: Sex, told?: number): string
  mobile(): string
  card(): string
  /** The eight characters of a GB 11714 organisation code. */
  organisation(firm: boolean): string
}

/** The mobile of the cast's n-th member (n < 100): a block that `mobile()` never gives out. */
export const castMobile = (n: number): string => `154329${String(n).padStart(5, '0')}`

export function numbers(dice: Dice): Numbers {
  const taken = new Set<string>()
  let mobiles = 0, cards = 0, organisations = 0
  return {
    citizen(area, born, sex, told) {
      const stem = area + isoDay(born).replaceAll('-', '')
      for (;;) {
        const sequence = (told === undefined ? dice.int(0, 448) : 450 + told) * 2 + (sex === '1' ? 1 : 0)
        const body = stem + String(sequence).padStart(3, '0')
        if (taken.has(body)) continue
        taken.add(body)
        return body + identityCheck(body)
      }
    },
    // 7919 and 99900 share no factor, so that the steps visit every number once and neighbours do not look alike
    mobile: () => `154329${String(100 + ((mobiles++ * 7919 + 31) % 99900)).padStart(5, '0')}`,
    card: () => withLuhn(`003299${String(dice.int(0, 9999)).padStart(4, '0')}${String(++cards).padStart(8, '0')}`),
    organisation: firm => `${firm ? 'MA' : 'MD'}${String(329900 + ++organisations).padStart(6, '0')}`,
  }
}
