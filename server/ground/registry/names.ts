import { pinyin } from 'pinyin-pro'

/**
 * A name as it is kept: every character of every plane stays; only what cannot be seen goes, blanks become one, and the
 * many middle dots of input methods (• ・ ･ ‧ …) become the · (U+00B7) of the documents.
 */
export const cleanName = (name: string): string =>
  name.replace(/[\p{Cc}\u200b\u2060\ufeff]/gu, '').replace(/\s+/gu, ' ').trim().replace(/ ?[•・･‧∙⋅．] ?/gu, '·')

/** Two spellings of one name have one key; compared with `normalize(name, nfkc)` in the database. */
export const nameKey = (name: string): string => cleanName(name).normalize('NFKC')

/**
 * How a person's name is sorted and typed: syllables run together, and first letters; lower case, ü as v. Surnames have
 * their own readings (单 shan, 仇 qiu). A character without a reading stands for itself, so that nobody falls out. `sort_key` is the
 * order of a list: syllable by syllable and within one by the character, so that all 陈 stand before all 程.
 */
export function nameLetters(name: string): { pinyin: string; initials: string; sort_key: string } {
  let full = ''
  let initials = ''
  const order: string[] = []
  const characters = Array.from(name)
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head' })
  characters.forEach((character, i) => {
    const syllable = (syllables[i] ?? character).toLowerCase().replace(/ü/g, 'v')
    if (/^[\s·]$/u.test(character)) return
    full += syllable
    order.push(syllable, character)
    initials += /^\p{Script=Han}$/u.test(character) ? Array.from(syllable)[0]! : syllable
  })
  return { pinyin: full, initials, sort_key: order.join(' ') }
}

/** Completed years on a day: a birthday is reached on its day, that of 29 February on 1 March. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}
