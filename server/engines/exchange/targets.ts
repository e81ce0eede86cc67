import type { Column, ImportKind, Target } from '../../../contract/exchange.ts'
import { elementNamed, elementsAt, titleKey, type ElementDefinition } from '../../ground/registry/index.ts'

/** What a row may say beside facts about the person. */
const besides: readonly (Target & { aliases: readonly string[] })[] = [
  { id: 'household.number', name: '户号', group: 'household', needed: false, example: '0012', aliases: ['户号', '家庭编号', '户口簿号', '户编号'] },
  { id: 'household.relation', name: '与户主关系', group: 'household', needed: false, example: '户主', aliases: ['与户主关系', '户主关系', '家庭关系', '与户主的关系', '关系'] },
  { id: 'row.distinct', name: '重复核对', group: 'row', needed: false, example: '', aliases: ['重复核对'] },
]
/** The column that an answered file has more than the file had. */
export const answerTitle = '导入结果'

const examples: Readonly<Record<string, string>> = {
  'person.name': '周福根', 'person.identity_number': '写完整的 18 位，设为文本', 'person.residence_place': '荷风社区', 'person.residence_address': '3组12号', 'person.phone': '13800138000',
  'person.birth_date': '1946-02-03', 'person.sex': '男', 'person.ethnic_group': '汉族', 'person.monthly_income': '1200.50',
}
/** Facts that follow from others or are said in another way. */
const derived = new Set(['person.identity_kind', 'person.alive'])
const importable = ({ object, id }: ElementDefinition): boolean => object === 'person' && !derived.has(id)
const needed = (id: string, kind: ImportKind): boolean => (kind === 'residents' ? ['person.name', 'person.identity_number', 'person.residence_address'] : ['person.name', 'person.identity_number']).includes(id)

/** What a column of a list that is brought in at a place may mean, in the order of a page. */
export const targetsFor = (kind: ImportKind, place: string): Target[] => [
  ...elementsAt(place).filter(importable).map((one): Target => ({ id: one.id, name: one.name, group: 'person', needed: needed(one.id, kind), example: examples[one.id] ?? '' })),
  ...(kind === 'residents' ? besides.map(({ aliases: _aliases, ...target }) => target) : []),
]

const said = new Map(besides.flatMap(one => [one.name, one.id, ...one.aliases].map(title => [titleKey(title), one.id] as const)))

/** What a title means at a place, if it is one of ours or of a department's. */
export function meaningOf(title: string, place: string): string | null {
  const beside = said.get(titleKey(title))
  if (beside) return beside
  const element = elementNamed(title, { place })
  return element && importable(element) ? element.id : null
}

/** What each column probably means: by its title, no meaning twice. */
export function suggest(titles: readonly string[], kind: ImportKind, place: string): Column[] {
  const allowed = new Set(targetsFor(kind, place).map(one => one.id))
  const taken = new Set<string>()
  return titles.map((title, at) => {
    const meaning = meaningOf(title, place)
    const target = meaning !== null && allowed.has(meaning) && !taken.has(meaning) ? meaning : null
    if (target) taken.add(target)
    return { at, title, target }
  })
}
