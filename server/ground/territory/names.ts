import { pinyin } from 'pinyin-pro'
import { characterReadings, wordReadings } from './readings.ts'

/**
 * The name that people say, of the official name of a place: the committee's suffix in all its spellings gives way to 村 or 社区
 * (七联村委会, 石村村委会, 彭福村村民委员会 → 七联村, 石村, 彭福村; 大影壁社区居委会, 翠竹园居委会 → 大影壁社区, 翠竹园社区). Notes of the
 * register in brackets, （含…）, （新） and （居）, go; brackets that name another place stay. What is no committee stays as it is.
 */
export function normalise(name: string): string {
  const plain = name.replace(/\s/gu, '').replace(/\(/g, '（').replace(/\)/g, '）')
    .replace(/（(含[^）]*|新|居)）/g, '')
  const village = /^(.+?)(村民委员会|村民委员|村委会|村委)$/u.exec(plain)
  if (village) return ending(village[1]!, /村$|社区$/, '村')
  const community = /^(.+?)(居民社区委员会|居民委委会|居居委员会|居民委员会|居民委员|居民委会|居委员|居委会|居委)$/u.exec(plain)
  if (community) return ending(community[1]!, /社区$/, '社区')
  return plain
}

const ending = (base: string, has: RegExp, suffix: string): string => (has.test(base) ? base : base + suffix)

const words = new RegExp(Object.keys(wordReadings).sort((a, b) => b.length - a.length).join('|'), 'gu')

/**
 * How a name is typed on a Latin keyboard: all syllables run together and their first letters, lower case, ü as v, digits
 * and Latin letters kept, all else left out. 栟茶镇 → benchazhen, bcz. Readings of the province go before the dictionary's.
 */
export function pinyinOf(name: string): { full: string, initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true })
  const characters = Array.from(name)
  characters.forEach((character, i) => {
    const local = Object.hasOwn(characterReadings, character) ? characterReadings[character] : undefined
    if (local) syllables[i] = local
  })
  for (const match of name.matchAll(words)) {
    const start = Array.from(name.slice(0, match.index)).length
    wordReadings[match[0]]!.split(' ').forEach((syllable, i) => (syllables[start + i] = syllable))
  }
  let full = ''
  let initials = ''
  syllables.forEach((syllable, i) => {
    const clean = syllable.normalize('NFKC').toLowerCase().replace(/ü/g, 'v').replace(/[^a-z0-9]/g, '')
    full += clean
    initials += /\p{Script=Han}/u.test(characters[i] ?? '') ? clean.slice(0, 1) : clean
  })
  return { full, initials }
}
