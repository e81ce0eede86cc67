import type { Column, ImportKind, Target } from '../../../contract/exchange.ts'
import { elements, type ElementDefinition } from '../../ground/registry/index.ts'

/** What other departments call an element on their lists. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  'person.name': ['姓名', '居民姓名', '人员姓名', '户籍姓名'],
  'person.identity_number': ['证件号码', '身份证号', '身份证号码', '身份证', '公民身份号码', '公民身份证号码', '居民身份证号码', '证件号'],
  'person.sex': ['性别'], 'person.birth_date': ['出生日期', '出生年月日', '生日', '出生年月'],
  'person.residence_place': ['居住地区划', '村（社区）', '所在社区', '社区', '村', '村居', '所属社区', '所属网格', '网格', '居住社区', '村社区'],
  'person.residence_address': ['居住地址', '住址', '现住址', '家庭住址', '现居住地址', '居住地', '详细地址', '地址'],
  'person.phone': ['联系电话', '手机', '手机号', '手机号码', '电话', '联系方式', '电话号码', '本人电话'],
  'person.ethnic_group': ['民族'], 'person.hukou_kind': ['户口类别', '户口性质', '户别'], 'person.hukou_place': ['户籍所在地', '户籍地', '户籍地区划'],
  'person.resides': ['人户状态', '人户情况', '居住状态'], 'person.marital_status': ['婚姻状况', '婚姻', '婚姻状态'],
  'person.education': ['学历', '文化程度', '受教育程度'], 'person.politics': ['政治面貌'], 'person.occupation': ['职业', '从业状况'],
  'person.living_arrangement': ['居住状况', '居住情况', '与谁同住'], 'person.contact_name': ['紧急联系人姓名', '紧急联系人', '联系人'],
  'person.contact_phone': ['紧急联系人电话', '联系人电话', '紧急联系电话'], 'person.contact_relation': ['紧急联系人与本人关系', '与联系人关系'],
  'person.employer': ['工作单位', '单位', '服务处所'], 'person.employment': ['就业状态', '就业情况', '就业状况'], 'person.school': ['就读学校', '学校'],
  'person.bank_account': ['银行卡号', '银行账号', '卡号'], 'person.bank_name': ['开户银行', '开户行'], 'person.account_holder': ['银行卡户名', '户名'],
  'person.care_level': ['能力等级', '失能等级'], 'person.monthly_income': ['月收入', '月收入（元）'], 'person.disability_number': ['残疾人证号', '残疾证号'],
  'person.disability_kind': ['残疾类别', '残疾类型'], 'person.disability_level': ['残疾等级'], 'person.pension_insured': ['参加养老保险', '是否参保'],
  'person.minimum_living': ['低保对象', '是否低保'], 'person.guardian_name': ['监护人姓名', '监护人'],
}
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
export const importable: readonly ElementDefinition[] = elements.filter(one => one.object === 'person' && !derived.has(one.id))
const needed = (id: string, kind: ImportKind): boolean => (kind === 'residents' ? ['person.name', 'person.identity_number', 'person.residence_address'] : ['person.name', 'person.identity_number']).includes(id)

/** What a column may mean, in the order of a page. */
export const targetsFor = (kind: ImportKind): Target[] => [
  ...importable.map((one): Target => ({ id: one.id, name: one.name, group: 'person', needed: needed(one.id, kind), example: examples[one.id] ?? '' })),
  ...(kind === 'residents' ? besides.map(({ aliases: _aliases, ...target }) => target) : []),
]

/** A title without what departments add to it: blanks, stars of what must be filled, units and remarks in brackets. */
export const plainTitle = (title: string): string => title.normalize('NFKC').replace(/[\s*★:]/g, '').replace(/\((?:必填|选填|元|文本).*?\)/g, '').toLowerCase()

const known = new Map<string, string>()
for (const one of importable) for (const title of [one.name, one.id, ...(aliases[one.id] ?? [])]) known.set(plainTitle(title), one.id)
for (const one of besides) for (const title of [one.name, one.id, ...one.aliases]) known.set(plainTitle(title), one.id)

/** What a title means, if it is one of ours or of a department's. */
export const meaningOf = (title: string): string | null => known.get(plainTitle(title)) ?? null

/** What each column probably means: by its title, no meaning twice. */
export function suggest(titles: readonly string[], kind: ImportKind): Column[] {
  const allowed = new Set(targetsFor(kind).map(one => one.id))
  const taken = new Set<string>()
  return titles.map((title, at) => {
    const meaning = meaningOf(title)
    const target = meaning !== null && allowed.has(meaning) && !taken.has(meaning) ? meaning : null
    if (target) taken.add(target)
    return { at, title, target }
  })
}
