import type { ElementDefinition } from './definition.ts'

type Extra = Partial<Pick<ElementDefinition, 'code_list' | 'shelf_days' | 'sensitivity' | 'max' | 'settled' | 'ahead' | 'coming'>>
const element = (id: string, name: string, type: ElementDefinition['type'], owner: string, meaning: string, extra: Extra = {}): ElementDefinition => ({
  id, name, meaning, type, owner, object: id.slice(0, id.indexOf('.')) as ElementDefinition['object'], code_list: null, shelf_days: null, sensitivity: 'personal', columns: [], ...extra,
})
const self = '本人', civil = '民政部门', labour = '人社部门', disabled = '残联', police = '公安部门', halfYear = 183, year = 365

/** What services ask of a person beyond the register's core. */
export const servicePerson = [
  element('person.disability_number', '残疾人证号', 'line', disabled, '残疾人证上的号码', { sensitivity: 'sealed', settled: 'proof', max: 30 }),
  element('person.disability_kind', '残疾类别', 'choice', disabled, '残疾人证记载的类别', { code_list: 'disability_kind', settled: 'proof' }),
  element('person.disability_level', '残疾等级', 'choice', disabled, '残疾人证记载的等级，一级最重', { code_list: 'disability_level', settled: 'proof' }),
  element('person.minimum_living', '低保对象', 'yes_no', civil, '本人所在家庭是否在享受最低生活保障', { shelf_days: halfYear, settled: 'proof' }),
  element('person.monthly_income', '月收入', 'fen', self, '最近三个月平均每月的收入', { shelf_days: halfYear }),
  element('person.employment', '就业状态', 'choice', labour, '现在是否工作', { code_list: 'employment', shelf_days: halfYear }),
  element('person.employer', '工作单位', 'line', self, '现在工作的单位', { shelf_days: year, max: 100 }),
  element('person.pension_insured', '参加养老保险', 'yes_no', labour, '是否参加职工或居民养老保险', { shelf_days: year }),
  element('person.guardian_name', '监护人姓名', 'line', self, '未成年人或失能人员的监护人', { shelf_days: year, max: 100 }),
  element('person.school', '就读学校', 'line', self, '现在就读的学校', { shelf_days: year, max: 100 }),
] as const satisfies readonly ElementDefinition[]

export const serviceHousehold = [
  element('household.monthly_income', '家庭月收入', 'fen', self, '全家最近三个月平均每月的收入合计', { shelf_days: halfYear }),
  element('household.savings', '家庭存款', 'fen', self, '全家的存款合计', { shelf_days: halfYear }),
  element('household.cars', '家庭机动车', 'count', self, '全家名下的机动车辆数', { shelf_days: halfYear }),
  element('household.housing', '住房情况', 'choice', self, '自有、租住或借住', { code_list: 'housing', shelf_days: year }),
] as const satisfies readonly ElementDefinition[]

/** What one matter is about: said for it, kept in its case, never held about the person. */
export const matters = [
  element('matter.reason', '申请理由', 'text', self, '为什么申请', { max: 500 }),
  element('matter.purpose', '用途', 'line', self, '用来做什么', { max: 200 }),
  element('matter.starts_on', '开始日期', 'day', self, '从哪一天开始', { ahead: true, coming: true }),
  element('matter.ends_on', '结束日期', 'day', self, '到哪一天结束', { ahead: true }),
  element('matter.happened_on', '发生日期', 'day', self, '事情发生在哪一天'),
  element('matter.hours', '时段', 'choice', self, '一天里的哪一段时间', { code_list: 'day_part' }),
  element('matter.people', '人数', 'count', self, '大约多少人'),
  element('matter.amount', '金额', 'fen', self, '涉及的金额'),
  element('matter.facility', '场所', 'line', self, '使用哪一处场所', { max: 60 }),
  element('matter.hardship', '困难类型', 'choice', self, '遇到了哪一类困难', { code_list: 'hardship' }),
  element('matter.child_name', '子女姓名', 'line', self, '事项所涉子女的姓名', { max: 100 }),
  element('matter.child_born_on', '子女出生日期', 'day', self, '事项所涉子女的出生日期'),
  element('matter.birth_certificate', '出生医学证明编号', 'line', self, '出生医学证明上的编号', { max: 30 }),
  element('matter.organisation_name', '拟用名称', 'line', self, '拟备案组织的名称', { max: 60 }),
  element('matter.organisation_purpose', '宗旨和活动范围', 'text', self, '拟备案组织做什么', { max: 500 }),
  element('matter.post_wanted', '意向岗位', 'choice', self, '愿意从事哪一类公益性岗位', { code_list: 'welfare_post' }),
  element('matter.employment_years', '累计缴费年限', 'count', labour, '养老保险累计缴费的年数'),
  element('matter.dwelling_ground', '居住事由', 'choice', self, '合法稳定就业、合法稳定住所或者连续就读', { code_list: 'dwelling_ground' }),
  element('matter.lived_since', '来本地居住的日期', 'day', self, '从哪一天起住在本地'),
  element('matter.permit_number', '居住证编号', 'line', police, '居住证上的编号', { max: 30 }),
  element('matter.delivery', '领取方式', 'choice', self, '结果怎样领取', { code_list: 'delivery' }),
] as const satisfies readonly ElementDefinition[]
