import type { Query, Sql } from '../../kernel/db/index.ts'
import type { ElementDefinition, FormType, ValueType } from './definition.ts'
import { matters, serviceHousehold, servicePerson } from './serviceElements.ts'

export type { ElementDefinition, FormType, ValueType } from './definition.ts'

const police = '公安部门', civil = '民政部门', community = '村（社区）', self = '本人'
const halfYear = 183, year = 365, twoYears = 731

const forms: Partial<Record<ValueType, FormType>> = { place: 'line', identity: 'line', credit_code: 'line' }
/** How a form asks for an element. */
export const formTypeOf = ({ type }: Pick<ElementDefinition, 'type'>): FormType => forms[type] ?? (type as FormType)

type Extra = Partial<Pick<ElementDefinition, 'code_list' | 'shelf_days' | 'sensitivity' | 'columns' | 'settled' | 'max'>>
const element = (id: string, name: string, type: ValueType, owner: string, meaning: string, extra: Extra = {}): ElementDefinition => ({
  id, name, meaning, type, owner, object: id.slice(0, id.indexOf('.')) as ElementDefinition['object'],
  code_list: null, shelf_days: null, sensitivity: 'personal', columns: [], ...extra,
})

const person = [
  element('person.name', '姓名', 'line', police, '居民身份证件上的姓名，任何字符都是姓名', { columns: ['person.name', 'person.pinyin', 'person.initials', 'person.sort_key'], settled: 'proof', max: 100 }),
  element('person.sex', '性别', 'choice', police, '证件记载的性别', { code_list: 'sex', columns: ['person.sex'], settled: 'register' }),
  element('person.birth_date', '出生日期', 'day', police, '证件记载的出生日期', { columns: ['person.birth_date'], settled: 'register' }),
  element('person.identity_kind', '证件种类', 'choice', police, '证明身份的证件种类', { code_list: 'id_kind', columns: ['person.identity_kind'], settled: 'register' }),
  element('person.identity_number', '证件号码', 'identity', police, '公民身份号码（GB 11643）或居留证件号码', { sensitivity: 'sealed', columns: ['person.identity_sealed', 'person.identity_masked'], settled: 'register' }),
  element('person.ethnic_group', '民族', 'choice', police, '户口登记的民族', { code_list: 'ethnic', settled: 'proof' }),
  element('person.alive', '健在', 'yes_no', police, '本人是否健在', { shelf_days: halfYear, settled: 'proof' }),
  element('person.hukou_place', '户籍所在地', 'place', police, '户口登记所在的区划，可在省外', { shelf_days: year, settled: 'proof' }),
  element('person.hukou_kind', '户口类别', 'choice', police, '家庭户或集体户', { code_list: 'hukou_kind', shelf_days: year }),
  element('person.residence_place', '居住地区划', 'place', community, '实际居住的村（社区）或网格', { shelf_days: year, columns: ['person.place'], settled: 'register' }),
  element('person.residence_address', '居住地址', 'line', community, '实际居住的详细地址', { shelf_days: year, columns: ['person.address'], max: 200 }),
  element('person.resides', '人户状态', 'choice', community, '户籍与居住是否一致', { code_list: 'resides', shelf_days: year, columns: ['person.resides'] }),
  element('person.phone', '联系电话', 'phone', self, '本人的手机号码，或有人接听的固定电话', { sensitivity: 'sealed', shelf_days: 548, columns: ['person.phone_masked'] }),
  element('person.marital_status', '婚姻状况', 'choice', civil, '婚姻登记的状况', { code_list: 'marriage', shelf_days: twoYears }),
  element('person.education', '学历', 'choice', self, '已取得的最高学历', { code_list: 'education' }),
  element('person.politics', '政治面貌', 'choice', self, '党派身份', { code_list: 'politics', shelf_days: 1096 }),
  element('person.occupation', '职业', 'line', self, '现在从事的工作', { shelf_days: year, max: 60 }),
  element('person.living_arrangement', '居住状况', 'choice', community, '与谁同住', { code_list: 'living', shelf_days: halfYear, columns: ['person.living'] }),
  element('person.care_level', '能力等级', 'choice', civil, '老年人能力评估的等级（GB/T 42195）', { code_list: 'care_level', shelf_days: year, sensitivity: 'sealed' }),
  element('person.bank_account', '银行卡号', 'account', self, '领取待遇的银行卡号', { sensitivity: 'sealed', shelf_days: twoYears }),
  element('person.bank_name', '开户银行', 'line', self, '上述银行卡的开户银行', { shelf_days: twoYears, max: 60 }),
  element('person.account_holder', '银行卡户名', 'line', self, '上述银行卡的户名', { shelf_days: twoYears, max: 100 }),
  element('person.contact_name', '紧急联系人姓名', 'line', self, '遇到紧急情况时联系的人', { shelf_days: year, max: 100 }),
  element('person.contact_phone', '紧急联系人电话', 'phone', self, '紧急联系人的电话', { sensitivity: 'sealed', shelf_days: year }),
  element('person.contact_relation', '紧急联系人与本人关系', 'choice', self, '紧急联系人是本人的什么人', { code_list: 'family', shelf_days: year }),
  element('person.other_old_age_benefit', '是否享受其他同类老年待遇', 'yes_no', self, '是否已在其他地方或部门领取同类老年津贴', { shelf_days: year }),
]

const household = [
  element('household.number', '户号', 'line', police, '户口簿或居住登记的户号；没有时为本平台编号', { columns: ['household.number'], max: 30 }),
  element('household.kind', '户类别', 'choice', police, '家庭户或集体户', { code_list: 'household_kind', columns: ['household.kind'] }),
  element('household.place', '户所在区划', 'place', community, '这一户所在的村（社区）或网格', { columns: ['household.place', 'dwelling.place', 'member.place'], settled: 'register' }),
  element('household.head', '户主', 'line', police, '户主是哪一位成员', { columns: ['household.head'] }),
  element('household.address', '住所地址', 'line', community, '这一户的住所地址', { shelf_days: year, columns: ['household.dwelling', 'dwelling.address'], max: 200 }),
  element('household.dwelling_kind', '住所类别', 'choice', community, '楼房、平房、集体宿舍或养老机构', { code_list: 'dwelling_kind', columns: ['dwelling.kind'] }),
  element('household.formed_on', '立户日期', 'day', police, '立户或居住登记的日期', { columns: ['household.formed_on'] }),
  element('household.ended_on', '销户日期', 'day', police, '销户或迁走的日期', { columns: ['household.ended_on'] }),
  element('household.member', '家庭成员', 'line', police, '这一户的成员', { columns: ['member.person', 'member.household'] }),
  element('household.relation', '与户主关系', 'choice', police, '成员是户主的什么人（GB/T 4761）', { code_list: 'family', columns: ['member.relation'] }),
  element('household.member_since', '入户日期', 'day', police, '成员从哪一天起属于这一户', { columns: ['member.since'] }),
  element('household.member_until', '离户日期', 'day', police, '成员到哪一天为止属于这一户', { columns: ['member.until'] }),
]

const open = { sensitivity: 'open' } as const
const organisation = [
  element('organisation.name', '组织名称', 'line', civil, '登记或设立文件上的全称', { ...open, columns: ['organisation.name'], max: 100 }),
  element('organisation.kind', '组织类别', 'choice', civil, '组织属于哪一类', { ...open, code_list: 'organisation_kind', columns: ['organisation.kind'] }),
  element('organisation.place', '组织所在区划', 'place', civil, '组织活动所在的区划', { ...open, columns: ['organisation.place', 'post.place', 'membership.place', 'former_name.place'], settled: 'register' }),
  element('organisation.credit_code', '统一社会信用代码', 'credit_code', civil, 'GB 32100 的十八位代码', { ...open, columns: ['organisation.credit_code'] }),
  element('organisation.founded_on', '成立日期', 'day', civil, '登记或批准设立的日期', { ...open, columns: ['organisation.founded_on'] }),
  element('organisation.dissolved_on', '注销日期', 'day', civil, '注销或撤销的日期', { ...open, columns: ['organisation.dissolved_on'] }),
  element('organisation.dissolved_basis', '注销依据', 'line', civil, '注销或撤销的文件', { ...open, columns: ['organisation.dissolved_basis'], max: 200 }),
  element('organisation.phone', '办公电话', 'line', civil, '对外公开的办公电话', { ...open, columns: ['organisation.phone'], max: 20 }),
  element('organisation.former_name', '曾用名称', 'line', civil, '变更以前的名称', { ...open, columns: ['former_name.name', 'former_name.organisation'], max: 100 }),
  element('organisation.renamed_on', '更名日期', 'day', civil, '从哪一天起不再用曾用名称', { ...open, columns: ['former_name.until'] }),
  element('organisation.renamed_basis', '更名依据', 'line', civil, '更名的文件', { ...open, columns: ['former_name.basis'], max: 200 }),
  element('organisation.post', '职务', 'line', civil, '组织里设的职务', { ...open, columns: ['post.title', 'post.organisation', 'membership.post'], max: 60 }),
  element('organisation.post_seats', '职数', 'count', civil, '一个职务设几人', { ...open, columns: ['post.seats'] }),
  element('organisation.holder', '任职人员', 'line', civil, '担任职务的人', { ...open, columns: ['membership.person', 'membership.person_name'] }),
  element('organisation.held_since', '任职日期', 'day', civil, '从哪一天起任职', { ...open, columns: ['membership.since'] }),
  element('organisation.held_until', '离任日期', 'day', civil, '到哪一天为止任职', { ...open, columns: ['membership.until'] }),
  element('organisation.held_basis', '任职依据', 'line', civil, '选举结果或任命文件', { ...open, columns: ['membership.basis'], max: 200 }),
  element('organisation.ended_basis', '离任依据', 'line', civil, '离任的原因或文件', { ...open, columns: ['membership.ended_basis'], max: 200 }),
]

/** The elements that the platform itself needs, by object and in the order in which a page shows them. */
export const declared: readonly ElementDefinition[] = [...person, ...servicePerson, ...household, ...serviceHousehold, ...organisation, ...matters]

let all: readonly ElementDefinition[]
let byId: ReadonlyMap<string, ElementDefinition>
let order: ReadonlyMap<string, number>
/** Knows these beside the declared ones from now on; a declared one is never replaced. */
export function know(registered: readonly ElementDefinition[]): void {
  const own = new Set(declared.map(one => one.id))
  all = [...declared, ...registered.filter(one => !own.has(one.id))]
  byId = new Map(all.map(one => [one.id, one]))
  order = new Map(all.map((one, i) => [one.id, i]))
}
know([])

/** Every element there is: what is declared, then what was registered while the platform runs. */
export const elements = (): readonly ElementDefinition[] => all
/** Undefined for what is not registered. */
export const findElement = (id: string): ElementDefinition | undefined => byId.get(id)
/** Sorts facts as a page shows them; what is no longer registered comes last. */
export const orderOf = (id: string): number => order.get(id) ?? all.length

/** Columns of the registry's tables that bear no fact but hold rows together. */
export const structural: readonly string[] = [
  'person.county', 'person.id', 'person.revision', 'person.registered_at', 'person.here_since', 'household.county', 'household.id', 'dwelling.county', 'dwelling.id',
  'member.county', 'organisation.county', 'organisation.id', 'post.county', 'post.id', 'membership.county', 'membership.id', 'former_name.county', 'former_name.id',
]

/** Writes the declared elements to registry.element; the owner's work, when the platform starts. Says how many changed. */
export async function syncElements(admin: Query | Sql): Promise<number> {
  const rows = declared.map(({ columns, settled, max, ahead, coming, ...row }) => ({ ...row, declared: { form: formTypeOf(row), columns, settled: settled ?? null, max: max ?? null, ahead: ahead ?? false, ...(coming && { coming }) } }))
  const changed = await admin`
    insert into registry.element as e (id, name, meaning, object, type, code_list, owner, shelf_days, sensitivity, declared)
    select id, name, meaning, object, type, code_list, owner, shelf_days, sensitivity, declared
    from jsonb_to_recordset(${admin.json(rows)}) as x(id text, name text, meaning text, object text, type text, code_list text,
      owner text, shelf_days integer, sensitivity text, declared jsonb)
    on conflict (id) do update set name = excluded.name, meaning = excluded.meaning, object = excluded.object, type = excluded.type,
      code_list = excluded.code_list, owner = excluded.owner, shelf_days = excluded.shelf_days, sensitivity = excluded.sensitivity,
      declared = excluded.declared
    where (e.name, e.meaning, e.object, e.type, e.code_list, e.owner, e.shelf_days, e.sensitivity, e.declared)
      is distinct from (excluded.name, excluded.meaning, excluded.object, excluded.type, excluded.code_list, excluded.owner,
        excluded.shelf_days, excluded.sensitivity, excluded.declared)`
  return changed.count
}
