/** What an item is found by. */
export interface Findable { name: string; summary: string; conditions: readonly string[]; result: string }

/** Other words for the same thing: people ask for 老人补贴, the catalogue says 高龄津贴. */
const alike = [
  ['补贴', '津贴', '补助', '补助金', '钱'], ['老人', '老年', '高龄', '年纪大', '尊老'], ['低保', '最低生活保障'], ['残疾', '残障'],
  ['证明', '开证'], ['看病', '大病', '医疗'],
] as const

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}]/gu, '')
const pairs = (text: string): string[] => {
  const chars = Array.from(text)
  return chars.length < 2 ? chars : chars.slice(1).map((c, i) => chars[i]! + c)
}

/** How well a text answers a question asked in one's own words; 0 is not at all. */
export function score(item: Findable, asked: string): number {
  const wanted = plain(asked)
  if (!wanted) return 1
  const name = plain(item.name)
  const all = plain([item.name, item.summary, ...item.conditions, item.result].join('。'))
  if (name.includes(wanted) || wanted.includes(name)) return 100
  let found = all.includes(wanted) ? 50 : 0
  for (const words of alike) if (words.some(w => wanted.includes(w)) && words.some(w => all.includes(w))) found += 5
  for (const pair of pairs(wanted)) if (all.includes(pair)) found += name.includes(pair) ? 3 : 1
  return found
}

/** The items that answer, best first. */
export const find = <T extends Findable>(items: readonly T[], asked: string): T[] =>
  items.map(item => ({ item, s: score(item, asked) })).filter(one => one.s > 1 || !plain(asked)).sort((a, b) => b.s - a.s).map(one => one.item)
