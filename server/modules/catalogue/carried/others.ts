import type { Bundle, ItemBody } from '../../../../contract/catalogue.ts'
import { age, element, hukouHere, make, notBoth, notGranted, own, param, phone, shared, value, whereILive, whoIAm } from './make.ts'

const months = (id: string, name: string, count: number) => ({ id, name, unit: 'months', value: count, local: 'at_most' } as const)
const none = (text: string) => ({ text, amount: null })
const certificateOf = (kind: string, title: string, valid: number | null, ...lines: [string, string][]) => ({ kind, title, months: valid, lines: lines.map(([label, text]) => ({ label, text })) })

const residencePermit = make({
  stages: ['settle'], id: 'residence_permit', name: '居住证申领', summary: '离开户籍地到别的城市居住半年以上，可以申领居住证。', kind: '行政确认', organ: '县（市、区）公安局', process: 'benefit', time: [10, 15],
  basis: ['居住证暂行条例第二条、第九条'], handled_at: 'person.residence_place', params: [months('lived_months', '居住满', 6)],
  conditions: [{
    text: '在现住地住满 {lived_months} 个月', basis: '居住证暂行条例第二条', otherwise: '在现住地住满 {lived_months} 个月才能申领，您从 {matter.lived_since} 住到今天还不满',
    when: { at_least: [{ since: { element: 'matter.lived_since' }, in: 'months' }, param('lived_months')] },
  }, { text: '没有有效的居住证', basis: '证照库', when: notGranted }],
  materials: [shared.identity, own('dwelling_papers', '住所材料', '按住所申领的提供'), own('work_papers', '就业或社保材料', '按就业申领的提供')], result: '居住证',
  asked: { ...whoIAm, ...whereILive, ...phone, 'matter.dwelling_ground': ['required', '按哪一条申领？', '三条符合一条就可以'], 'matter.lived_since': ['required', '从哪一天起住在这里？'], 'matter.delivery': ['required', '证件怎样领取？'] },
  outcome: none('核发居住证，自 {day} 起有效，每年签注一次'), certificate: certificateOf('residence_permit', '居住证', 12, ['住址', '{person.residence_address}']),
})

const permitEndorsement = make({
  stages: ['settle'], id: 'permit_endorsement', name: '居住证签注', summary: '居住证每满一年，到期前一个月内签注一次。', kind: '行政确认', organ: '县（市、区）公安局', process: 'street', time: [3, 5], basis: ['居住证暂行条例第十条'],
  conditions: [{
    text: '持有有效的居住证', basis: '居住证暂行条例第十条', otherwise: '证照库里没有您的有效居住证。手里有的请填上面的编号，由工作人员核对；没有的请先申领居住证',
    when: { any: [{ is: { licence: 'residence_permit' } }, { known: element('matter.permit_number') }] },
  }],
  handled_at: 'person.residence_place', materials: [shared.identity, { id: 'permit', name: '居住证', source: 'shared', required: true, note: '从证照库取得', licence: 'residence_permit', register: '电子证照库' }],
  result: '居住证签注', asked: { ...whoIAm, ...whereILive, ...phone, 'matter.permit_number': ['optional', '居住证编号', '证照库里有的不用填；没有的填证上的编号'] },
  outcome: none('居住证有效期延长一年'), certificate: certificateOf('residence_permit', '居住证', 12, ['住址', '{person.residence_address}']),
})

const destitute = make({
  stages: ['hardship', 'old_age'], id: 'destitute', name: '特困人员认定', summary: '无劳动能力、无生活来源、无人赡养抚养的老人、残疾人和未成年人。', kind: '行政确认', organ: '县（市、区）民政局', process: 'benefit', time: [25, 30],
  basis: ['社会救助暂行办法第十四条', '特困人员认定办法（民发〔2021〕43号）'], conditions: [hukouHere('特困人员认定办法'), { text: '没有在享受特困供养', basis: '办件记录', when: notGranted }],
  excludes: [{ item: 'minimum_living', what: '最低生活保障', basis: notBoth, then: 'ends' }],
  materials: [shared.identity, shared.hukou, own('income_proof', '收入情况说明', '无法比对时补充')], result: '认定后纳入供养',
  asked: { ...whoIAm, ...whereILive, 'person.living_arrangement': ['required', '现在和谁一起住？'], 'household.monthly_income': ['required', '一个月大约收入多少？', '与标准比较', '单位是元'], 'matter.reason': ['required', '请说说生活上的困难'] },
  outcome: none('认定为特困人员，自次月起供养'),
})

const welfarePost = make({
  stages: ['work'], id: 'welfare_post', name: '公益性岗位申请', summary: '就业困难人员可以申请社区安排的公益性岗位。', kind: '其他行政权力', organ: '镇人民政府（街道办事处）', process: 'street', time: [10, 20],
  basis: ['中华人民共和国就业促进法第五十二条'], conditions: [{ text: '处于失业状态', basis: '就业促进法第五十二条', when: { equal: [element('person.employment'), value('unemployed')] } }, { text: '没有在公益性岗位', basis: '办件记录', when: notGranted }],
  handled_at: 'person.residence_place', materials: [shared.identity], result: '安排上岗',
  asked: { ...whoIAm, ...phone, 'person.employment': ['required', '现在的就业状态'], 'person.education': ['optional', '学历'], 'matter.post_wanted': ['required', '愿意做哪一类工作？'], 'matter.reason': ['optional', '还想说明的情况'] }, outcome: none('同意安排公益性岗位'),
})

const birthRegistration = make({
  stages: ['birth', 'settle'], id: 'birth_registration', name: '新生儿落户', summary: '孩子出生后一个月内申报户口登记。', kind: '行政确认', organ: '县（市、区）公安局', process: 'street', time: [3, 5], basis: ['中华人民共和国户口登记条例第七条'],
  materials: [shared.identity, shared.hukou], result: '户口登记', asked: { ...whoIAm, ...phone, 'matter.child_name': ['required', '孩子叫什么名字？', '任何字符都是姓名'], 'matter.child_born_on': ['required', '孩子哪天出生？'], 'matter.birth_certificate': ['required', '出生医学证明的编号', '与卫健部门的记录核对'] },
  outcome: none('准予登记，可领取户口簿新页'),
})
const schoolEnrolment = make({
  stages: ['school'], id: 'school_enrolment', name: '义务教育入学资格核验', summary: '年满六周岁的儿童入学前，核验户籍和住所。', kind: '行政确认', organ: '县（市、区）教育局', process: 'street', time: [5, 10], basis: ['中华人民共和国义务教育法第十一条、第十二条'],
  handled_at: 'person.residence_place', materials: [shared.identity, shared.hukou, own('dwelling_papers', '住所材料', '户籍与住址不一致时提供')], result: '入学资格核验单',
  asked: { ...whoIAm, ...whereILive, 'matter.child_name': ['required', '孩子叫什么名字？'], 'matter.child_born_on': ['required', '孩子哪天出生？'] },
  outcome: none('具备入学资格，由教育部门安排学校'), certificate: certificateOf('enrolment_check', '入学资格核验单', 12, ['孩子姓名', '{matter.child_name}']),
})
const retirement = make({
  stages: ['work', 'old_age'], id: 'retirement', name: '职工退休资格确认', summary: '到龄职工确认退休资格和养老金起领时间。', kind: '行政确认', organ: '县（市、区）人力资源和社会保障局', process: 'benefit', time: [15, 20], basis: ['中华人民共和国社会保险法第十六条'],
  params: [{ id: 'min_age', name: '最早年龄', unit: 'years', value: 50, local: 'fixed' }, { id: 'min_years', name: '最低缴费年限', unit: 'years', value: 15, local: 'fixed' }],
  conditions: [
    { text: '达到可退休年龄（现在 {age} 周岁）', basis: '国务院关于渐进式延迟法定退休年龄的办法', when: { at_least: [age, param('min_age')] } },
    { text: '累计缴费满 {min_years} 年', basis: '社会保险法第十六条', when: { at_least: [element('matter.employment_years'), param('min_years')] } }, { text: '没有办理过退休', basis: '办件记录', when: notGranted },
  ],
  materials: [shared.identity, own('work_papers', '就业或社保材料', '缴费记录比对不到时补充')], result: '退休资格确认书',
  asked: { ...whoIAm, ...phone, 'person.employer': ['optional', '退休前的工作单位'], 'matter.employment_years': ['required', '累计缴了多少年养老保险？', '与社保记录核对', '例如 26'], 'person.bank_name': ['required', '养老金发到哪家银行？'], 'person.bank_account': ['required', '银行卡账号是多少？'] },
  outcome: none('确认退休资格，自 {month}的次月起领取养老金'),
})
const retirementMedical = make({
  stages: ['work', 'old_age'], id: 'retirement_medical', name: '退休人员医疗保险待遇核定', summary: '退休后转为享受退休人员医保待遇。', kind: '行政确认', organ: '县（市、区）医疗保障局', process: 'street', time: [5, 10], basis: ['中华人民共和国社会保险法第二十七条'],
  materials: [shared.identity], result: '医保待遇核定', asked: { ...whoIAm, ...phone, 'matter.employment_years': ['required', '累计缴了多少年？', '与社保记录核对'] }, outcome: none('核定为退休人员医保待遇'),
})
const elderCard = make({
  stages: ['old_age'], id: 'elder_card', name: '老年人优待证', summary: '年满 60 周岁，凭证享受交通、就医、游览优待。', kind: '行政确认', organ: '镇人民政府（街道办事处）', process: 'street', time: [3, 10], basis: ['江苏省老年人权益保障条例（社会优待）'],
  params: [{ id: 'min_age', name: '最低年龄', unit: 'years', value: 60, local: 'fixed' }],
  conditions: [{ text: '年满 {min_age} 周岁（现在 {age} 周岁）', basis: '江苏省老年人权益保障条例', when: { at_least: [age, param('min_age')] } }],
  handled_at: 'person.residence_place', materials: [shared.identity], result: '老年人优待证', asked: { ...whoIAm, ...phone, 'matter.delivery': ['required', '证件怎样领取？'] },
  outcome: none('核发老年人优待证'), certificate: certificateOf('elder_card', '老年人优待证', null),
})
const serviceOrg = make({
  stages: ['community'], id: 'service_org', name: '社会服务机构成立登记', summary: '举办民办非企业单位，取得登记证书。', kind: '行政许可', organ: '县（市、区）民政局', process: 'licence', time: [15, 20], basis: ['民办非企业单位登记管理暂行条例第八条、第十一条'],
  handled_at: 'person.residence_place', materials: [shared.identity, own('charter', '章程草案', '写明宗旨和业务范围', true), own('dwelling_papers', '住所材料', '活动场所的使用权', true, true), 
    { id: 'promise_letter', name: '告知承诺书', source: 'promise', required: false, note: '自愿选择：写明符合全部条件、不实愿被撤销登记并记入信用记录，签字上传；批准后核查', replaces: ['dwelling_papers'] },
    { id: 'minor_promise', name: '容缺承诺书', source: 'promise', required: false, note: '次要材料一时没有的：写明缺哪一份、保证期限内补交，签字上传', replaces: ['dwelling_papers'] },
  ],
  result: '登记证书', asked: { ...whoIAm, ...phone, 'matter.organisation_name': ['required', '拟用什么名称？'], 'matter.organisation_purpose': ['required', '宗旨和业务范围'], 'matter.facility': ['required', '住所在哪里？'], 'matter.amount': ['required', '开办资金多少元？'] },
  outcome: none('准予成立登记'), certificate: certificateOf('service_org', '社会服务机构登记证书', 48, ['名称', '{matter.organisation_name}'], ['住所', '{matter.facility}']),
})
const organisationFiling = make({
  stages: ['community'], id: 'organisation_filing', name: '社区社会组织备案', summary: '达不到登记条件的社区社会组织，到镇街备案。', kind: '其他行政权力', organ: '镇人民政府（街道办事处）', process: 'filing', time: [5, 10],
  basis: ['民政部关于大力培育发展社区社会组织的意见（民发〔2017〕191号）'], handled_at: 'person.residence_place', materials: [shared.identity, own('members_list', '成员名单', '至少五人', true), own('charter', '章程草案', '可用示范文本')], result: '备案通知书',
  asked: { ...whoIAm, ...phone, 'matter.organisation_name': ['required', '叫什么名字？'], 'matter.organisation_purpose': ['required', '打算做什么？'], 'matter.people': ['required', '有多少成员？'] },
  outcome: none('准予备案'), certificate: certificateOf('organisation_filing', '社区社会组织备案证明', 36, ['名称', '{matter.organisation_name}']),
})
const arranged = (id: string, name: string, summary: string, result: string, stages: ItemBody['stages'], asked: Parameters<typeof make>[0]['asked']) => make({
  stages, id, name, summary, kind: '公共服务', organ: '村（居）民委员会', process: 'arrangement', time: [2, 3], level: '村（社区）级', basis: ['村（社区）便民服务指南'], handled_at: 'person.residence_place', scope: '居住地办理', result, steps: ['申请', '村（社区）答复'],
  asked: { 'person.name': ['fixed', '姓名'], ...phone, ...asked }, outcome: none('已安排'),
})
const premisesUse = arranged('premises_use', '社区活动场所使用', '居民和社区社会组织可以免费预约社区活动室。', '安排场所和时间', ['community'], {
  'matter.facility': ['required', '想用哪一处场所？', '', '例如：二楼多功能室'], 'matter.starts_on': ['required', '哪一天用？'], 'matter.hours': ['required', '什么时段？'], 'matter.purpose': ['required', '用来做什么？'], 'matter.people': ['required', '大约多少人？'],
})
const mealService = arranged('meal_service', '老年人助餐', '老人可以预约社区助餐点堂食或送餐。', '安排用餐', ['old_age', 'community'], {
  ...whereILive, 'matter.starts_on': ['required', '从哪一天开始？'], 'matter.purpose': ['required', '堂食还是送餐？有什么忌口？'], 'person.contact_name': ['optional', '可以联系的家人'], 'person.contact_phone': ['optional', '家人的电话'],
})

/** 确认、许可、备案 and what a community arranges. */
export const others: readonly ItemBody[] = [
  residencePermit, permitEndorsement, destitute, welfarePost, birthRegistration, schoolEnrolment, retirement, retirementMedical, elderCard, serviceOrg, organisationFiling, premisesUse, mealService,
]

/** What belongs together at a stage of life. */
export const bundles: readonly Bundle[] = [
  { id: 'birth', name: '出生一件事', summary: '孩子出生后要办的，一次办好。', items: ['birth_registration', 'childcare_subsidy'] },
  { id: 'school', name: '入学一件事', summary: '孩子上学前要办的，一次办好。', items: ['school_enrolment', 'residence_permit'] },
  { id: 'retirement', name: '退休一件事', summary: '退休要办的，一次办好。', items: ['retirement', 'retirement_medical', 'elder_card'] },
  { id: 'disability', name: '残疾人补贴一件事', summary: '两项补贴一次申请。', items: ['disability_living', 'disability_care'] },
  { id: 'hardship', name: '困难人员救助一件事', summary: '一次说清家里的难处，低保、临时救助和特困供养分别审核。', items: ['minimum_living', 'temporary_aid', 'destitute'] },
  { id: 'elder', name: '老人享待遇一件事', summary: '老人可以享受的，一次申请。', items: ['old_age_allowance', 'elder_card', 'home_care_bed'] },
]
