/** What an item is found by. */
export interface Findable { name: string; summary: string; conditions: readonly string[]; result: string }

/** Other words for the same thing: people ask for 老人补贴, the catalogue says 高龄津贴. */
const alike = [
  ['补贴', '津贴', '补助', '补助金', '钱'], ['老人', '老年', '高龄', '年纪大', '尊老'], ['低保', '最低生活保障'], ['残疾', '残障'],
  ['证明', '开证'], ['看病', '大病', '医疗'], ['孩子', '小孩', '婴', '儿童', '出生', '生育'], ['上学', '入学', '学校', '读书'], ['退休', '养老金'], ['吃饭', '食堂', '助餐', '送餐'],
  ['户口', '落户', '上户口'], ['暂住证', '居住证'], ['困难', '救急', '救助', '急难'], ['找工作', '失业', '就业', '岗位'], ['活动室', '场地', '场所'], ['照顾', '护理', '照护', '失能'],
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
export function find<T extends Findable>(items: readonly T[], asked: string): T[] {
  if (!plain(asked)) return [...items]
  const scored = items.map(item => ({ item, s: score(item, asked) })).sort((a, b) => b.s - a.s)
  const best = scored[0]?.s ?? 0
  // What answers far worse than the best is not what was meant.
  return scored.filter(({ s }) => s > 1 && s * 2 >= best).map(({ item }) => item)
}
