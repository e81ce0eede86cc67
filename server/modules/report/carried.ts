import type { ReportBody, ReportBodyInput } from '../../../contract/report.ts'
import { ReportBody as schema } from '../../../contract/report.ts'

type Short = Omit<ReportBodyInput, 'valid_from' | 'due_days' | 'columns'> & { due_days?: number; columns: ReportBodyInput['columns'] }
const make = (short: Short): ReportBody => schema.parse({ due_days: 5, valid_from: '2026-01-01', ...short })
const fact = (id: string, title: string, element: string, note = '') => ({ id, title, note, cell: { element } })
const count = (id: string, title: string, people: ReportBodyInput['population'], note = '') => ({ id, title, note, cell: { people: people ?? null } })

const name = fact('name', '姓名', 'person.name'), sex = fact('sex', '性别', 'person.sex'), age = { id: 'age', title: '年龄', note: '报表当日的周岁', cell: { age: true as const } }
const address = fact('address', '居住地址', 'person.residence_address'), phone = fact('phone', '联系电话', 'person.phone')
const contact = [fact('contact', '紧急联系人', 'person.contact_name'), fact('contact_phone', '联系人电话', 'person.contact_phone')]
const grid = { id: 'grid', title: '网格', cell: { place: 'grid' as const } }
const here = { not: { equal: ['person.resides', 'away'] as [string, string] } }
const alone = { equal: ['person.living_arrangement', '1'] as [string, string] }

const eldersAlone = make({
  id: 'elders_alone', title: '独居老人名册', department: '民政局', basis: ['江苏省养老服务条例', '关于探访关爱特殊困难老年人的要求'], grain: 'person', period: 'month',
  note: '60 周岁以上、一个人居住的老人；外出不在本地居住的不算。', population: { all: [{ aged: { from: 60 } }, alone, here] },
  columns: [name, sex, age, fact('identity', '证件号码', 'person.identity_number'), grid, address, phone, fact('care', '能力等级', 'person.care_level'), ...contact],
})
const childrenLeft = make({
  id: 'children_left', title: '留守儿童名册', department: '民政局', basis: ['国务院关于加强农村留守儿童关爱保护工作的意见（国发〔2016〕13号）'], grain: 'person', period: 'quarter', due_days: 10,
  note: '不满 16 周岁，家里没有 18 至 59 周岁在家的成员。',
  population: { all: [{ aged: { to: 15 } }, here, { members: { who: { all: [{ aged: { from: 18, to: 59 } }, here] }, at_most: 0 } }] },
  columns: [name, sex, age, grid, address, fact('school', '就读学校', 'person.school'), fact('guardian', '监护人姓名', 'person.guardian_name'), ...contact],
})
const disabled = make({
  id: 'disability_benefits', title: '残疾人两项补贴月报', department: '民政局', basis: ['国发〔2015〕52号'], grain: 'community', period: 'month',
  note: '人数按登记的残疾人证统计，补贴件数按办件统计，不另外填报。', population: { known: 'person.disability_level' },
  columns: [
    count('holders', '持证残疾人', null), count('severe', '一级、二级', { one_of: ['person.disability_level', ['1', '2']] }), count('poor', '低保家庭残疾人', { equal: ['person.minimum_living', true] }),
    { id: 'living', title: '生活补贴在享', note: '已批准的办件', cell: { cases: { topic: 'disability_living', states: ['granted'], when: 'until_now' as const } } },
    { id: 'care', title: '护理补贴在享', note: '已批准的办件', cell: { cases: { topic: 'disability_care', states: ['granted'], when: 'until_now' as const } } },
    { id: 'new_living', title: '本月新增生活补贴', cell: { cases: { topic: 'disability_living', states: ['granted'], when: 'in_period' as const } } },
    { id: 'new_care', title: '本月新增护理补贴', cell: { cases: { topic: 'disability_care', states: ['granted'], when: 'in_period' as const } } },
  ],
})
const inhabitants = make({
  id: 'inhabitants', title: '户数和人口', department: '统计局', basis: ['江苏省村（社区）工作事项准入要求'], grain: 'community', period: 'quarter', due_days: 10, population: here,
  note: '户籍在此而外出的不算常住人口。',
  columns: [
    { id: 'households', title: '户数', cell: { households: null } }, count('people', '常住人口', null), count('men', '男', { equal: ['person.sex', '1'] }), count('women', '女', { equal: ['person.sex', '2'] }),
    count('children', '不满 16 岁', { aged: { to: 15 } }), count('elders', '60 岁以上', { aged: { from: 60 } }), count('migrants', '外来人口', { equal: ['person.resides', 'migrant_in'] }),
    { id: 'lone_elders', title: '独居老人户', note: '户里只有一人，且 60 岁以上', cell: { households: { all: [{ members: { who: here, at_most: 1 } }, { members: { who: { all: [{ aged: { from: 60 } }, here] }, at_least: 1 } }] } } },
  ],
})
const oldAge = make({
  id: 'old_age_allowance', title: '高龄津贴情况', department: '民政局', basis: ['江苏省老年人权益保障条例'], grain: 'community', period: 'month', population: { aged: { from: 80 } }, note: '津贴人数来自办件，不另外填报。',
  columns: [
    count('eighty', '80 岁以上老人', null), count('ninety', '90 岁以上', { aged: { from: 90 } }), count('hundred', '100 岁以上', { aged: { from: 100 } }),
    { id: 'granted', title: '已批准津贴', cell: { cases: { topic: 'old_age_allowance', states: ['granted'], when: 'until_now' as const } } },
    { id: 'new_granted', title: '本月新批准', cell: { cases: { topic: 'old_age_allowance', states: ['granted'], when: 'in_period' as const } } },
    { id: 'open', title: '正在办理', cell: { indicator: 'cases.open' } }, { id: 'late', title: '办理超期', cell: { indicator: 'cases.late' } },
  ],
})
const eldersVisits = make({
  id: 'elders_visits', title: '空巢独居老人探访台账', department: '卫生健康委', basis: ['基本公共卫生服务规范'], grain: 'person', period: 'month',
  note: '65 周岁以上独居或只与配偶居住的老人。', population: { all: [{ aged: { from: 65 } }, { one_of: ['person.living_arrangement', ['1', '2']] }, here] },
  columns: [name, sex, age, address, phone, ...contact],
})
const hardHomes = make({
  id: 'elder_households', title: '纯老年户名册', department: '应急管理局', basis: ['家庭消防安全入户排查要求'], grain: 'household', period: 'year', due_days: 30,
  note: '户里有 60 周岁以上的人，没有 60 周岁以下在家的人。',
  population: { all: [{ equal: ['household.kind', 'family'] }, { members: { who: { aged: { from: 60 } }, at_least: 1 } }, { members: { who: { all: [{ aged: { to: 59 } }, here] }, at_most: 0 } }] },
  columns: [fact('number', '户号', 'household.number'), fact('head', '户主', 'household.head'), { id: 'at_home', title: '在家人数', cell: { members: here } }, fact('address', '住所地址', 'household.address'),
    fact('dwelling', '住所类别', 'household.dwelling_kind'), fact('phone', '户主电话', 'person.phone')],
})

/** The reports that come with the platform, over elements that are registered. */
export const carriedReports: readonly ReportBody[] = [eldersAlone, childrenLeft, disabled, inhabitants, oldAge, eldersVisits, hardHomes]
