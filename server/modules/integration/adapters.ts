import type { Adapter, AdapterOf, InColumn } from '../../engines/filedrop/index.ts'

const who: readonly InColumn[] = [
  { title: '姓名', name: 'name', to: 'name', required: true }, { title: '证件号码', name: 'identity', to: 'identity', as: 'identity', required: true, about: '居民身份证或居住证件号码' },
]
const asOf: InColumn = { title: '截至日期', name: 'as_of', to: 'as_of', as: 'past_day', about: '登记库到哪一天为止是这样，如 2026-11-22' }

/** The adapters that the platform carries along; a new one is one more value. */
export const adapterValues: readonly Adapter[] = [
  {
    id: 'minimum_living', name: '低保对象名册', about: '民政低保系统每天或每月放入在册和退出的人', version: 1, direction: 'in', verbs: ['person.share'],
    operation: 'person.share', fixed: { purpose: '最低生活保障名册共享' },
    columns: [...who, { title: '低保对象', name: 'minimum_living', to: 'facts/person.minimum_living', as: 'yes_no', required: true, about: '在册写“是”，退出写“否”' }, asOf],
  },
  {
    id: 'disability', name: '残疾人证登记', about: '残联系统放入残疾人证的号码、类别和等级', version: 1, direction: 'in', verbs: ['person.share'],
    operation: 'person.share', fixed: { purpose: '残疾人证登记共享' },
    columns: [
      ...who, { title: '残疾人证号', name: 'disability_number', to: 'facts/person.disability_number', required: true },
      { title: '残疾类别', name: 'disability_kind', to: 'facts/person.disability_kind', as: 'choice', required: true, about: '写名称或代码' },
      { title: '残疾等级', name: 'disability_level', to: 'facts/person.disability_level', as: 'choice', required: true, about: '写名称或代码' }, asOf,
    ],
  },
  {
    id: 'licences', name: '证照归集', about: '部门把自己签发的证照归集到证照库，变更和撤销也由此告知', version: 1, direction: 'in', verbs: ['licence.deposit'],
    operation: 'licence.deposit', fixed: {},
    columns: [
      ...who, { title: '证照种类', name: 'kind', to: 'kind', required: true, about: '事项要用的证照代码，如 disability_card' }, { title: '证照名称', name: 'title', to: 'title', required: true },
      { title: '证照编号', name: 'number', to: 'number', required: true }, { title: '签发日期', name: 'issued_on', to: 'issued_on', as: 'day', required: true },
      { title: '有效期至', name: 'valid_until', to: 'valid_until', as: 'day', about: '空着是长期有效' }, { title: '已撤销', name: 'revoked', to: 'revoked', as: 'yes_no', about: '空着是没有撤销' },
    ],
  },
  {
    id: 'case_results', name: '办件结果回传', about: '移交出去的办件，由部门系统办出结果后回传', version: 1, direction: 'in', verbs: ['case.read', 'service.decide'],
    operation: 'case.take', fixed: {},
    columns: [
      { title: '办件编号', name: 'number', to: 'number', required: true }, { title: '步骤', name: 'seq', to: 'seq', as: 'count', required: true, about: '移交文件里这件的步骤，原样带回' },
      { title: '办理', name: 'action', to: 'action', required: true, about: '流程里的动作代码，如 grant（批准）、refuse（不批准）' }, { title: '说明', name: 'note', to: 'note', about: '理由；不批准时必须写' },
    ],
  },
  {
    id: 'grants', name: '待遇发放名单', about: '批准的待遇移交财政支付系统；承诺不实撤销的写“停发”', version: 1, direction: 'out', verbs: ['service.hand_over'],
    operation: 'case.handover', marks: { granted: '发放', delivering: '发放', promised_granted: '发放', revoked: '停发' },
    columns: [
      { title: '办件编号', name: 'number' }, { title: '发放或停发', name: 'mark' }, { title: '事项', name: 'item_name' }, { title: '姓名', name: 'person_name' }, { title: '证件号码', name: 'identity' },
      { title: '开户银行', name: 'bank_name' }, { title: '银行卡号', name: 'bank_account' }, { title: '户名', name: 'account_holder' }, { title: '金额（元）', name: 'amount_fen', as: 'yuan', about: 'JSON 里是以分为单位的整数' },
      { title: '起始月份', name: 'from_month' }, { title: '决定日期', name: 'decided_on' }, { title: '决定人', name: 'decided_by' }, { title: '区划代码', name: 'place' }, { title: '步骤', name: 'seq' },
    ],
  },
  {
    id: 'case_events', name: '办件进展', about: '每一步进展一行，不含姓名；和网址推送的内容一样', version: 1, direction: 'out', verbs: ['case.survey'], operation: null, marks: null,
    columns: [
      { title: '办件编号', name: 'number' }, { title: '事项代码', name: 'item' }, { title: '事项', name: 'item_name' }, { title: '区划代码', name: 'place' }, { title: '动作', name: 'action' }, { title: '状态代码', name: 'state' },
      { title: '状态', name: 'state_name' }, { title: '步骤', name: 'seq' }, { title: '办结', name: 'closed' }, { title: '提交时间', name: 'opened_at' }, { title: '时间', name: 'at' },
    ],
  },
]
const byId = new Map(adapterValues.map(one => [one.id, one]))
/** Undefined for what is not carried. */
export const adapterOf: AdapterOf = id => byId.get(id)
