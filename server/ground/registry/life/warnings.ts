import { codes, labelOf } from '../../../../contract/codes.ts'
import type { LifeAsk } from '../../../../contract/household.ts'
import type { Edit } from './edits.ts'
import type { House, World } from './world.ts'

/** What hangs on somebody elsewhere on the platform: matters open and granted, by the organ's place in words; posts and offices held. */
export interface Ties { open: number; granted: number; where: string[]; posts: string[] }
export type TiesOf = ReadonlyMap<string, Ties>

const adult = 18
/** In law a parent, a spouse or a head who is grown up can look after a child; who counts is anybody of age in the same household. */
const guarded = (world: World, house: House): boolean => house.members.some(({ person }) => { const one = world.people.get(person); return one?.alive && one.age >= adult })
const names = (world: World, people: readonly string[]): string => people.map(id => world.people.get(id)!.name).join('、')

/** What whoever agrees should have thought of. */
export function warningsOf(before: World, later: World, edits: readonly Edit[], ask: LifeAsk, ties: TiesOf): string[] {
  const said: string[] = []
  for (const house of later.houses.values()) {
    if (house.ended) said.push(`${title(house, before)}将没有成员，同时销户。`)
    else if (!guarded(later, house)) {
      const minors = house.members.filter(({ person }) => later.people.get(person)!.age < adult)
      if (minors.length > 0) said.push(`${names(later, minors.map(one => one.person))}未满 18 周岁，办理后户内没有成年人，请先落实监护。`)
    }
    const heads = house.members.find(one => one.person === house.head)
    if (!house.ended && heads && later.people.get(house.head)!.age < adult) said.push(`户主${later.people.get(house.head)!.name}未满 18 周岁。`)
  }
  said.push(...relationsLeft(before, later), ...[...later.houses.values()].filter(house => !house.ended).flatMap(house => unlikely(before, later, house)))
  const leaving = [...new Set(edits.flatMap(edit => (edit.do === 'relocate' ? [edit.person] : edit.do === 'fact' && edit.element === 'person.alive' ? [edit.person] : edit.do === 'fuse' ? [edit.gone] : [])))]
  for (const person of leaving) said.push(...tied(before.people.get(person)!.name, ask, ties.get(person)))
  return said
}

const title = (house: House, before: World): string => `户号 ${house.number}（户主${before.people.get(house.head)?.name ?? ''}）`

/** A spouse of the head who stays while the head goes is what one asks about. */
function relationsLeft(before: World, later: World): string[] {
  return [...before.houses.values()].flatMap(house => {
    const spouse = house.members.find(one => one.relation.startsWith('1'))
    const now = spouse && later.houses.get(house.id)?.members.find(one => one.person === spouse.person)
    const gone = !later.houses.get(house.id)?.members.some(one => one.person === house.head)
    return spouse && now && gone && later.people.get(house.head)?.alive !== false ? [`${before.people.get(spouse.person)!.name}是原户主的${spouse.relation === '11' ? '丈夫' : spouse.relation === '12' ? '妻子' : '配偶'}，将分在两户。`] : []
  })
}

/** Relations of GB/T 4761 that only a man, or only a woman, bears to the head. */
const sexOf: Readonly<Record<string, string>> = Object.fromEntries([
  ...['11', '20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '41', '43', '51', '53', '55', '57', '61', '63'].map(code => [code, '1']),
  ...['12', '30', '31', '32', '33', '34', '35', '36', '37', '38', '39', '42', '44', '52', '54', '56', '58', '62', '64'].map(code => [code, '2']),
])
const wed = (relation: string): boolean => relation.startsWith('1')

/** Where what was chosen newly contradicts sex or age, or gives the head a second spouse: a slip of the list more often than the truth. */
function unlikely(before: World, later: World, house: House): string[] {
  const was = new Map([...before.houses.values()].flatMap(one => one.members.map(({ person, relation }) => [person, relation] as const)))
  const fresh = house.members.filter(({ person, relation }) => person !== house.head && was.get(person) !== relation)
  const word = (relation: string) => labelOf(codes.family, relation) ?? relation
  const said = fresh.flatMap(({ person, relation }) => {
    const { name, sex, age } = later.people.get(person)!
    if (sexOf[relation] && (sex === '1' || sex === '2') && sexOf[relation] !== sex) return [`${name}是${sex === '1' ? '男' : '女'}性，与户主关系却填了“${word(relation)}”，请核对。`]
    return wed(relation) && age < adult ? [`${name}未满 18 周岁，与户主关系却填了“${word(relation)}”，请核对。`] : []
  })
  const spouses = house.members.filter(({ person, relation }) => person !== house.head && wed(relation))
  if (spouses.length > 1 && fresh.some(({ relation }) => wed(relation))) said.push(`${names(later, spouses.map(one => one.person))}都填成了户主的配偶，请核对。`)
  return said
}

function tied(name: string, ask: LifeAsk, ties: Ties | undefined): string[] {
  if (!ties) return []
  const [said, where] = [[] as string[], ties.where.length > 0 ? `（${ties.where.join('、')}）` : '']
  const dead = ask.kind === 'death'
  if (ties.open > 0) said.push(dead ? `${name}有 ${ties.open} 件事正在办${where}，生效后会通知承办的人。` : ask.kind === 'same' ? `${name}有 ${ties.open} 件事正在办${where}，办结以前不能合并。` : `${name}有 ${ties.open} 件事正在办${where}，由原来的机关办完，不随人转走，会通知承办的人。`)
  if (ties.granted > 0 && ask.kind !== 'same') said.push(dead ? `${name}有 ${ties.granted} 项已批准的事项${where}，在领的待遇应当停发，会通知批准的机关。` : `${name}有 ${ties.granted} 项已批准的事项${where}，待遇是否转到新的地方由批准的机关决定，会通知他们。`)
  if (ties.posts.length > 0) said.push(`${name}现任${ties.posts.join('、')}${dead ? '，请联系管理员撤销任职' : ask.kind === 'same' ? '，任职期间不能合并' : '，迁走不影响任职，需要卸任的另行办理'}。`)
  return said
}

/** Words of the relation to the head, as a page shows them. */
export const relationList = codes.family.id
