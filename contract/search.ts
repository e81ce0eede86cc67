/** What an item is found by: its name, what people call it besides, and the letters of both; then what is written about it. */
export interface Findable {
  name: string
  aliases: readonly string[]
  /** Pinyin and first letters: of the name, then of each other word for it. */
  letters: readonly string[]
  summary: string
  conditions: readonly string[]
  result: string
}

/** What two people write who mean the same words: without blanks and marks, full width as half. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}]/gu, '')
const pairs = (text: string): string[] => {
  const chars = Array.from(text)
  return chars.length < 2 ? chars : chars.slice(1).map((c, i) => chars[i]! + c)
}

/** Letters typed: the name's before those of other words, a beginning before the middle. */
function byLetters({ letters }: Findable, wanted: string): number {
  const [own, others] = [letters.slice(0, 2), letters.slice(2)]
  if (own.some(one => one === wanted)) return 100
  if (own.some(one => one.startsWith(wanted))) return 90
  if (wanted.length > 1 && own.some(one => one.includes(wanted))) return 85
  return wanted.length > 1 && others.some(one => one.startsWith(wanted)) ? 70 : 0
}

function byWords(item: Findable, wanted: string): number {
  const name = plain(item.name)
  if (name === wanted) return 100
  if (name.includes(wanted) || wanted.includes(name)) return 95
  const aliases = item.aliases.map(plain)
  if (aliases.includes(wanted)) return 80
  if (aliases.some(one => one.includes(wanted) || wanted.includes(one))) return 70
  const about = plain([item.summary, ...item.conditions, item.result].join('。'))
  if (about.includes(wanted)) return 45
  // In a sentence of one's own: how much of it comes back, and where.
  const found = pairs(wanted).reduce((sum, pair) => sum + (name.includes(pair) ? 6 : aliases.some(one => one.includes(pair)) ? 4 : about.includes(pair) ? 1 : 0), 0)
  return Math.min(found, 40)
}

/** How well an item answers what was asked: its name before other words for it before its description; 0 is not at all. */
export function score(item: Findable, asked: string): number {
  const wanted = plain(asked)
  if (!wanted) return 1
  return Math.max(byWords(item, wanted), /^[a-z]+$/.test(wanted) ? byLetters(item, wanted) : 0)
}

/** The items that answer, best first, as they came where they are alike; what answers far worse than the best is not what was meant. */
export function find<T extends Findable>(items: readonly T[], asked: string): T[] {
  if (!plain(asked)) return [...items]
  const scored = items.map(item => ({ item, s: score(item, asked) })).sort((a, b) => b.s - a.s)
  const best = scored[0]?.s ?? 0
  return scored.filter(({ s }) => s > 1 && s * 2 >= best).map(({ item }) => item)
}
