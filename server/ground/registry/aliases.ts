import { within } from '../../../contract/kernel.ts'
import { elements, findElement, type ElementDefinition } from './elements.ts'
import { nameLetters } from './names.ts'

/** What departments everywhere call elements on their lists, besides the name that is registered. */
const common: Readonly<Record<string, readonly string[]>> = {
  'person.name': ['老人姓名', '人员姓名', '居民姓名', '户籍姓名'],
  'person.identity_number': ['身份证', '身份证号', '身份证号码', '证件号', '公民身份号码', '公民身份证号码', '居民身份证号码'],
  'person.birth_date': ['出生年月', '出生年月日', '生日'],
  'person.residence_place': ['村（社区）', '所在社区', '社区', '村', '村居', '所属社区', '所属网格', '网格', '居住社区', '村社区'],
  'person.residence_address': ['住址', '家庭住址', '现住址', '现居住地址', '居住地', '详细地址', '地址'],
  'person.phone': ['手机', '手机号', '手机号码', '电话', '电话号码', '联系方式', '本人电话'],
  'person.hukou_kind': ['户口性质', '户别'], 'person.hukou_place': ['户籍', '户籍地', '户口所在地', '户籍地区划'], 'person.ethnic_group': ['族别'],
  'person.resides': ['人户情况', '居住状态', '人户分离', '人户一致'], 'person.marital_status': ['婚姻', '婚姻状态', '婚否'],
  'person.education': ['文化程度', '受教育程度'], 'person.politics': ['政治身份', '是否党员'], 'person.occupation': ['工作', '从事职业', '从业状况'],
  'person.living_arrangement': ['是否独居', '独居情况', '居住情况', '与谁居住', '与谁同住'], 'person.contact_name': ['紧急联系人', '联系人', '联系人姓名'],
  'person.contact_phone': ['联系人电话', '紧急联系电话', '家属电话'], 'person.contact_relation': ['联系人关系', '与联系人关系'],
  'person.employer': ['单位', '服务处所'], 'person.employment': ['就业情况', '就业状况'], 'person.school': ['学校'],
  'person.bank_account': ['银行账号', '卡号'], 'person.bank_name': ['开户行'], 'person.account_holder': ['户名'],
  'person.care_level': ['失能等级', '自理能力', '能力评估等级'], 'person.monthly_income': ['月收入（元）'], 'person.disability_number': ['残疾证号'],
  'person.disability_kind': ['残疾类型'], 'person.pension_insured': ['是否参保'], 'person.minimum_living': ['是否低保'], 'person.guardian_name': ['监护人'], 'person.alive': ['是否健在'],
}

/** What one organ calls an element, within a place. */
export interface Alias { scope: string; organ: string; name: string; element: string }
/** Whose list it is: seen from a place, and by which organ where that is known. */
export interface Reader { place: string; organ?: string | undefined }

let own: readonly (Alias & { key: string })[] = []
let named: ReadonlyMap<string, string> = new Map()
const asked = ({ object }: ElementDefinition): boolean => object === 'person' || object === 'household'

/** Knows these names of organs from now on, beside the common ones. */
export function knowAliases(aliases: readonly Alias[]): void {
  own = aliases.map(one => ({ ...one, key: titleKey(one.name) }))
  const ofNames = elements().filter(one => asked(one) && !one.registered).map(one => [titleKey(one.name), one.id] as const).reverse()
  named = new Map([...ofNames, ...Object.entries(common).flatMap(([id, names]) => names.filter(name => !ofNames.some(([key]) => key === titleKey(name))).map(name => [titleKey(name), id] as const))])
}

/** True where an element may be asked at a place: everywhere if it is declared, within its scope if it was registered. */
export const reaches = ({ registered }: ElementDefinition, place: string): boolean => !registered || within(place, registered.scope)

/** A title without what departments add to it: blanks, stars of what must be filled, units and remarks in brackets. */
export const titleKey = (title: string): string =>
  title.normalize('NFKC').replace(/[\s*★:]/g, '').replace(/\((?:必填|选填|元|文本).*?\)/g, '').replace(/[()]/g, '').toLowerCase()

/** What organs of a place call an element on their own lists. */
export const calledAt = (id: string, place: string): { organ: string; name: string }[] =>
  own.filter(one => one.element === id && (within(place, one.scope) || within(one.scope, place))).map(({ organ, name }) => ({ organ, name }))

const spelled = new Map<string, string[]>()
const spell = (name: string): string[] => {
  const known = spelled.get(name) ?? Object.values(nameLetters(name))
  spelled.set(name, known)
  return known
}
/** By what else an element is found at a place: other words for it, and pinyin and first letters of its name, then of those (contract/search.ts). */
export function namesOfElement({ id, name }: Pick<ElementDefinition, 'id' | 'name'>, place: string): { aliases: string[]; letters: string[] } {
  const aliases = [...new Set([...common[id] ?? [], ...calledAt(id, place).map(one => one.name)])]
  return { aliases, letters: [name, ...aliases].flatMap(spell) }
}

/**
 * The element that a column means: by id; as the organ calls it; by the name of one registered for the place; by a declared name;
 * by what everybody, or every organ of the place that has a word for it, calls it. Undefined for what is not registered, or
 * where organs mean different things by one word.
 */
export function elementNamed(title: string, reader: Reader): ElementDefinition | undefined {
  const key = titleKey(title)
  const here = own.filter(one => one.key === key && within(reader.place, one.scope))
  const mine = here.find(one => one.organ === reader.organ)
  if (mine) return findElement(mine.element)
  const local = elements().find(one => one.registered && within(reader.place, one.registered.scope) && titleKey(one.name) === key)
  const found = findElement(title) ?? local ?? findElement(named.get(key) ?? '')
  if (found) return reaches(found, reader.place) ? found : undefined
  const meant = new Set(here.map(one => one.element))
  return meant.size === 1 ? findElement([...meant][0]!) : undefined
}
knowAliases([])
