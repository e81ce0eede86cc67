import type { ItemBody } from '../../../../contract/catalogue.ts'
import { account, age, contact, element, hukouHere, isAlive, make, notBoth, onlyOnce, own, param, phone, shared, value, whereILive, whoIAm } from './make.ts'

const fen = (id: string, name: string, amount: number) => ({ id, name, unit: 'fen', value: amount, local: 'at_least' } as const)
const bank = own('bank_proof', '银行账户证明', '账户信息对不上时才需要')
const monthly = { text: '每月 {amount} 元，自 {month}起按月发放', amount: { param: 'monthly_fen' } }
const paid = '批准后按月发放到本人账户'

export const oldAgeAllowance = make({
  stages: ['old_age'], id: 'old_age_allowance', name: '高龄津贴', summary: '年满 80 周岁的老人，每月可领取津贴。', kind: '行政给付', organ: '县（市、区）民政局', process: 'benefit', time: [15, 20],
  basic_code: '000511007000', implementing_code: '32990100051100700001', basis: ['中华人民共和国老年人权益保障法第三十三条', '江苏省老年人权益保障条例（尊老金制度）'],
  conditions: [
    { text: '年满 {min_age} 周岁（现在 {age} 周岁）', basis: '江苏省老年人权益保障条例', when: { at_least: [age, param('min_age')] } },
    hukouHere('江苏省老年人权益保障条例'), isAlive, onlyOnce('高龄津贴'),
  ],
  materials: [shared.identity, shared.hukou, shared.alive, bank], result: paid, steps: ['申请', '受理（镇街）', '审核（镇街）', '决定（县级民政局）', '按月发放'],
  params: [
    { id: 'min_age', name: '最低年龄', unit: 'years', value: 80, local: 'at_most' },
    fen('monthly_fen_from_80', '80—89 周岁每月', 5000), fen('monthly_fen_from_90', '90—99 周岁每月', 10000), fen('monthly_fen_from_100', '100 周岁以上每月', 30000),
  ],
  asked: { ...whoIAm, ...whereILive, ...phone, 'person.living_arrangement': ['required', '您平时和谁一起住？', '独自居住的老人，社区会定期上门看望'], ...account, ...contact },
  outcome: { ...monthly, amount: { bands: 'monthly_fen_from_' } },
})

const minimumLiving = make({
  stages: ['hardship'], id: 'minimum_living', name: '最低生活保障申请', summary: '家庭人均收入低于当地低保标准的，可以申请低保。', kind: '行政给付', organ: '县（市、区）民政局', process: 'benefit', time: [25, 30],
  basis: ['社会救助暂行办法第九条、第十一条', '最低生活保障审核确认办法（民发〔2021〕57号）'],
  conditions: [
    hukouHere('社会救助暂行办法第十一条'), { text: '家庭名下机动车不超过 {max_cars} 辆', otherwise: '家庭名下机动车超过 {max_cars} 辆', basis: '最低生活保障审核确认办法（家庭财产）', when: { at_most: [element('household.cars'), param('max_cars')] } },
    { text: '没有在享受最低生活保障', basis: '办件记录', when: { not: { is: { granted: true } } } },
  ],
  excludes: [{ item: 'destitute', what: '特困人员救助供养', basis: notBoth, then: 'refuse' }],
  materials: [shared.identity, shared.hukou, own('income_proof', '收入情况说明', '收入无法比对时补充'), own('medical_papers', '病历和医疗费用票据', '因病致贫的可以提供')],
  result: '批准后自下月起按月发放', steps: ['申请（可由村、社区代办）', '受理（镇街）', '入户调查、邻里访问、数据比对', '公示', '确认（县级民政局）'],
  params: [fen('monthly_line_fen', '低保标准（每人每月）', 82000), { id: 'max_cars', name: '机动车上限', unit: 'count', value: 0, local: 'free' }],
  asked: {
    ...whoIAm, ...whereILive, ...phone, 'household.monthly_income': ['required', '全家一个月大约收入多少？', '与低保标准比较；工资、养老金、经营和租金都算', '单位是元，例如 1800'],
    'household.savings': ['required', '全家大约有多少存款？', '家庭财产是认定条件之一', '没有填 0'], 'household.cars': ['required', '全家有几辆机动车？', '家庭财产是认定条件之一', '没有填 0'],
    'household.housing': ['required', '现在住的房子是怎么来的？'], 'matter.reason': ['required', '家里遇到了什么困难？', '帮助工作人员了解情况', '例如：父亲重病，只有一人打零工'], ...account,
  },
  members: { title: '家庭成员', why: '低保按共同生活的家庭成员计算；姓名已从户籍带出', asked: { 'person.employment': ['required', '就业状态'], 'person.monthly_income': ['required', '月收入（元）', '没有填 0'] } },
  outcome: { text: '低保标准每人每月 {amount} 元，按差额自次月起发放', amount: { param: 'monthly_line_fen' } },
})

const temporaryAid = make({
  stages: ['hardship'], id: 'temporary_aid', name: '临时救助', summary: '遇到突发急难、基本生活一时过不去的家庭或个人，可以申请一次性救助。', kind: '行政给付', organ: '镇人民政府（街道办事处）', process: 'street', time: [8, 20],
  basis: ['社会救助暂行办法第四十七条', '国务院关于全面建立临时救助制度的通知（国发〔2014〕47号）'], conditions: [], handled_at: 'person.residence_place', scope: '居住地办理，全省收件',
  materials: [shared.identity, own('medical_papers', '病历和医疗费用票据', '因病的提供', false, true), own('other', '其他材料', '事故、灾害的证明')], result: '批准后一次性发放',
  params: [fen('once_fen', '小额救助一次金额', 100000)],
  asked: { ...whoIAm, ...whereILive, ...phone, 'matter.hardship': ['required', '遇到了哪一类困难？'], 'matter.happened_on': ['required', '事情发生在哪一天？'], 'matter.amount': ['optional', '已经花了多少钱？', '支出型困难要看花费', '单位是元'], 'matter.reason': ['required', '请说说现在的情况', '情况紧急的，二十四小时内先行救助'], ...account },
  outcome: { text: '一次性救助 {amount} 元', amount: { param: 'once_fen' } },
})

const disabled = (id: string, name: string, summary: string, more: { text: string; basis: string; when: object }, amount: number) => make({
  stages: ['disability'], id, name, summary, kind: '行政给付', organ: '县（市、区）民政局', process: 'benefit', time: [15, 20], basis: ['国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见（国发〔2015〕52号）'],
  conditions: [
    { text: '持有残疾人证', basis: '国发〔2015〕52号', when: { known: element('person.disability_level') } }, more as never, hukouHere('国发〔2015〕52号'), onlyOnce(name),
  ],
  materials: [shared.identity, shared.hukou, shared.disability, bank], result: paid, params: [fen('monthly_fen', '每月金额', amount)],
  asked: { ...whoIAm, 'person.disability_number': ['fixed', '残疾人证号'], 'person.disability_kind': ['fixed', '残疾类别'], 'person.disability_level': ['fixed', '残疾等级'], ...whereILive, ...phone, ...account, 'person.guardian_name': ['optional', '监护人姓名', '不能自己办理的填写'] },
  outcome: monthly,
})

const disabilityLiving = disabled('disability_living', '困难残疾人生活补贴', '低保家庭中的残疾人，每月可领取生活补贴。',
  { text: '本人在低保家庭', basis: '国发〔2015〕52号', when: { is: element('person.minimum_living') } }, 10000)
const disabilityCare = disabled('disability_care', '重度残疾人护理补贴', '残疾等级一级、二级且需要长期照护的，每月可领取护理补贴。',
  { text: '残疾等级为一级或二级', basis: '国发〔2015〕52号', when: { one_of: [element('person.disability_level'), ['1', '2']] } }, 12000)

const homeCareBed = make({
  stages: ['old_age'], id: 'home_care_bed', name: '家庭养老床位', summary: '失能老人不离开家，由机构上门改造、照护。', kind: '行政给付', organ: '县（市、区）民政局', process: 'benefit', time: [15, 20],
  basis: ['江苏省养老服务条例', '老年人能力评估规范（GB/T 42195-2022）'],
  conditions: [
    { text: '年满 {min_age} 周岁（现在 {age} 周岁）', basis: '江苏省养老服务条例', when: { at_least: [age, param('min_age')] } },
    { text: '能力评估为中度及以上失能', basis: 'GB/T 42195-2022', when: { one_of: [element('person.care_level'), ['2', '3', '4']] } }, onlyOnce('家庭养老床位'),
  ],
  materials: [shared.identity, own('medical_papers', '病历和医疗费用票据', '已有的诊断材料')], result: '批准后机构上门签约', handled_at: 'person.residence_place',
  params: [{ id: 'min_age', name: '最低年龄', unit: 'years', value: 60, local: 'at_most' }, fen('build_fen', '床位改造补助', 300000)],
  asked: { ...whoIAm, ...whereILive, ...phone, 'person.care_level': ['fixed', '能力等级'], 'person.living_arrangement': ['required', '平时和谁一起住？', '安排照护时间要用到'], ...contact },
  outcome: {
    text: '床位改造补助 {amount} 元，由机构上门服务', amount: { param: 'build_fen' }, rests_on: ['person.care_level'],
    unknown: '由专业机构上门评估能力等级，补助多少由评估确定，评估后上门改造和照护',
  },
})

const childSupport = make({
  stages: ['birth', 'hardship'], id: 'child_support', name: '事实无人抚养儿童基本生活补贴', summary: '父母不能履行抚养责任的儿童，每月可领取补贴。', kind: '行政给付', organ: '县（市、区）民政局', process: 'benefit', time: [25, 30],
  basis: ['关于进一步加强事实无人抚养儿童保障工作的意见（民发〔2019〕62号）'], conditions: [
    { text: '未满 {max_age} 周岁（现在 {age} 周岁）', basis: '民发〔2019〕62号', when: { not: { at_least: [age, param('max_age')] } } }, hukouHere('民发〔2019〕62号'), onlyOnce('此项补贴'),
  ],
  materials: [shared.identity, shared.hukou, own('other', '其他材料', '数据比对不到的，补充说明')], result: paid,
  params: [{ id: 'max_age', name: '年龄上限', unit: 'years', value: 18, local: 'fixed' }, fen('monthly_fen', '每月金额', 180000)],
  asked: { ...whoIAm, ...whereILive, 'person.guardian_name': ['required', '现在由谁照顾？', '补贴由照顾人代管'], 'person.school': ['optional', '在哪所学校上学？'], 'matter.reason': ['required', '父母的情况', '先由数据比对核实，不用开证明'], ...account, ...contact }, outcome: monthly,
})

const flexibleInsurance = make({
  stages: ['work'], id: 'flexible_insurance', name: '就业困难人员社会保险补贴', summary: '灵活就业的就业困难人员，缴纳社保后可领取补贴。', kind: '行政给付', organ: '县（市、区）人力资源和社会保障局', process: 'benefit', time: [15, 20],
  basis: ['中华人民共和国就业促进法第十七条'], conditions: [{ text: '灵活就业', basis: '就业促进法第十七条', when: { equal: [element('person.employment'), value('self_employed')] } }, onlyOnce('社会保险补贴')],
  materials: [shared.identity, own('work_papers', '就业或社保材料', '社保记录比对不到时补充')], result: paid, params: [fen('monthly_fen', '每月金额', 80000)],
  asked: { ...whoIAm, ...phone, 'person.employment': ['required', '现在的就业状态'], 'person.occupation': ['required', '现在做什么工作？'], ...account }, outcome: monthly,
})

const childcareSubsidy = make({
  stages: ['birth'], id: 'childcare_subsidy', name: '育儿补贴', summary: '三周岁以下婴幼儿的家庭，每年可领取补贴。', kind: '行政给付', organ: '县（市、区）卫生健康委员会', process: 'benefit', time: [15, 20],
  basis: ['育儿补贴制度实施方案（2025）'], conditions: [hukouHere('育儿补贴制度实施方案')], materials: [shared.identity, shared.hukou], result: '批准后按年发放',
  params: [fen('yearly_fen', '每年金额', 360000)],
  asked: { ...whoIAm, ...phone, 'matter.child_name': ['required', '孩子叫什么名字？'], 'matter.child_born_on': ['required', '孩子哪天出生？'], 'matter.birth_certificate': ['required', '出生医学证明的编号', '与卫健部门的记录核对', '字母开头，印在右上角'], ...account },
  outcome: { text: '每孩每年 {amount} 元', amount: { param: 'yearly_fen' } },
})

/** 给付. */
export const benefits: readonly ItemBody[] = [
  oldAgeAllowance, minimumLiving, temporaryAid, disabilityLiving, disabilityCare, homeCareBed, childSupport, flexibleInsurance, childcareSubsidy,
]
