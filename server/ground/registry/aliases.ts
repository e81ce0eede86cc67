import { elements, findElement, type ElementDefinition } from './elements.ts'
import { nameLetters } from './names.ts'

/** What departments call elements in their own forms, besides the name that is registered. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  'person.name': ['老人姓名', '人员姓名', '居民姓名'], 'person.identity_number': ['身份证号', '身份证号码', '公民身份号码'], 'person.birth_date': ['出生年月', '出生年月日', '生日'],
  'person.phone': ['手机号', '手机号码', '电话', '联系方式', '本人电话'], 'person.residence_address': ['住址', '家庭住址', '现住址', '居住地', '详细地址'], 'person.hukou_place': ['户籍地', '户籍', '户口所在地'],
  'person.living_arrangement': ['是否独居', '居住情况', '与谁居住', '独居情况'], 'person.contact_name': ['紧急联系人', '联系人', '联系人姓名'], 'person.contact_phone': ['联系人电话', '紧急联系电话', '家属电话'],
  'person.contact_relation': ['联系人关系', '与联系人关系'], 'person.education': ['文化程度'], 'person.politics': ['政治身份', '是否党员'], 'person.marital_status': ['婚姻', '婚否'], 'person.care_level': ['失能等级', '自理能力', '能力评估等级'],
  'person.bank_account': ['银行账号', '卡号'], 'person.bank_name': ['开户行'], 'person.ethnic_group': ['族别'], 'person.occupation': ['工作', '从事职业'], 'person.resides': ['人户分离', '人户一致'], 'person.alive': ['是否健在'],
}
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s()（）:：*]/g, '')
const named = new Map([...elements.filter(one => one.object === 'person' || one.object === 'household').map(one => [bare(one.name), one.id] as const).reverse(),
  ...Object.entries(aliases).flatMap(([id, names]) => names.map(name => [bare(name), id] as const))])

/** The element that a column means, by id, by name or by what departments call it; undefined for what is not registered. */
export const elementNamed = (text: string): ElementDefinition | undefined => findElement(text) ?? findElement(named.get(bare(text)) ?? '')

const spelled = new Map<string, { aliases: readonly string[]; letters: readonly string[] }>()
/** By what else an element is found: other words for it, and pinyin and first letters of its name, then of those (contract/search.ts). */
export function namesOfElement({ id, name }: Pick<ElementDefinition, 'id' | 'name'>): { aliases: string[]; letters: string[] } {
  const known = spelled.get(id) ?? { aliases: aliases[id] ?? [], letters: [name, ...aliases[id] ?? []].map(nameLetters).flatMap(({ pinyin, initials }) => [pinyin, initials]) }
  spelled.set(id, known)
  return { aliases: [...known.aliases], letters: [...known.letters] }
}
