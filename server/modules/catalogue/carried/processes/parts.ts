import { agencyPaper } from '../../../../../contract/agency.ts'
import type { Action, ClockDefinition, Definition, State, Who } from '../../../../engines/process/index.ts'

/** What most service processes share: reception with its one-time notice, checks that stop the clock, the decision. */
export const examiner = { office: 'street_examiner', level: 'town' } as const
export const decider = { office: 'county_civil_affairs', level: 'county' } as const

const remedies = true
const until = ['acceptance', 'supplement', 'promised', 'statutory']

export const openedBy = (more: Partial<Definition['open']> = {}): Definition['open'] => ({
  by: 'applicant', verb: 'service.apply', title: '提交申请', clocks: ['acceptance'],
  tells: { title: '申请已收到', brief: '已收到，{day}前告诉您是否受理', body: '您的{title}已收到，编号 {number}。我们会在 {due} 前告诉您是否受理，不需要您再跑一趟。' },
  notice: { title: '收件凭证', body: ['{name}：', '您申请的{title}（编号 {number}）已于 {date} 收到。', '本机关将在规定期限内决定是否受理；逾期未告知的，自收到之日起即为受理。', '凭编号可在网上、窗口或拨打 12345 查询进度。'] },
  ...more,
})

export const receptionStates = (office: State['awaits'] & string): Record<string, State> => ({
  submitted: { title: '已提交，待受理', kind: 'start', awaits: office },
  supplement_requested: { title: '待补正材料', kind: 'wait', awaits: 'applicant' },
  accepted: { title: '已受理，审核中', kind: 'normal', awaits: office },
})
export const endStates: Record<string, State> = {
  granted: { title: '已批准', kind: 'end' }, refused: { title: '未批准', kind: 'end' }, not_accepted: { title: '不予受理', kind: 'end' },
  withdrawn: { title: '已撤回', kind: 'end' }, lapsed: { title: '逾期未补正，已终止', kind: 'end' },
}

/** Receipt until acceptance: at once or within five days, one supplement notice, silence is acceptance (行政许可法第三十二条). */
export const reception = (by: Who, verb: Action['verb'] = 'service.accept'): Record<string, Action> => ({
  accept: {
    title: '受理', from: ['submitted'], to: 'accepted', by, verb, tone: 'primary', note: 'none', clocks: { meet: ['acceptance'], start: ['promised', 'statutory'] },
    tells: { title: '申请已受理', brief: '已受理，预计{day}前办结', body: '您的{title}（{number}）已受理，预计 {due} 前办结。' },
    notice: { title: '受理通知书', body: ['{name}：', '您申请的{title}（编号 {number}），经审查符合受理条件，决定于 {date} 予以受理。', '承诺办结时间：{promised}。'] },
  },
  request_supplement: {
    title: '一次性告知补正', from: ['submitted'], to: 'supplement_requested', by, verb, note: 'required', once: true,
    note_label: '每份材料差在哪里', note_least: 6, fields: [{ id: 'papers', label: '需要补正的材料', type: 'papers', required: true }],
    confirm: '补正只能告知一次，请一次列全需要的材料。', clocks: { meet: ['acceptance'], start: ['supplement'] },
    tells: { title: '请补充材料', brief: '请补材料，{day}前补齐', body: '您的{title}（{number}）还需要：{papers}。原因：{note}。请在 {due} 前补充，可在手机上拍照上传，也可到就近窗口办理。' },
    notice: { title: '补正材料一次性告知书', body: ['{name}：', '您申请的{title}（编号 {number}），需要补充下列材料：{papers}。', '原因：{note}。', '请于 {due} 前补充。逾期未补充的，本次申请终止，您可以重新申请。'] },
  },
  answer_supplement: {
    title: '提交补正材料', from: ['supplement_requested'], to: 'submitted', by: 'applicant', verb: 'service.answer', tone: 'primary', note: 'optional',
    note_label: '补充说明', requires: 'asked', clocks: { meet: ['supplement'], start: ['acceptance'] },
    tells: { title: '补充材料已收到', brief: '补的材料已收到', body: '您为{title}（{number}）补充的材料已收到，我们会在 {due} 前告诉您是否受理。' },
  },
  not_accept: {
    title: '不予受理', from: ['submitted'], to: 'not_accepted', by, verb, tone: 'danger', note: 'required', note_label: '不予受理的理由',
    confirm: '不予受理会结束这件申请。', clocks: { meet: ['acceptance'] },
    tells: { title: '申请不予受理', brief: '已有答复', body: `您的{title}（{number}）不予受理。理由：{note}。{remedies}` },
    notice: { title: '不予受理决定书', body: ['{name}：', '您申请的{title}（编号 {number}），决定不予受理。', '理由：{note}。'], remedies },
  },
  lapse: {
    title: '逾期未补正，终止办理', from: ['supplement_requested'], to: 'lapsed', by: 'system', verb: 'service.lapse', note: 'optional',
    tells: { title: '申请已终止', brief: '已终止，可以重新申请', body: '您的{title}（{number}）没有在期限内补充材料，本次办理终止。您随时可以重新申请，已填的内容会保留。' },
  },
})

export const deemed: Record<string, Action> = {
  deem_accepted: {
    title: '逾期未告知，视为受理', from: ['submitted'], to: 'accepted', by: 'system', verb: 'service.lapse', note: 'optional', clocks: { start: ['promised', 'statutory'], since: 'acceptance' },
    tells: { title: '申请视为已受理', brief: '已受理，预计{day}前办结', body: '您的{title}（{number}）在规定时间内没有收到补正通知，按规定视为已受理，预计 {due} 前办结。' },
    notice: { title: '受理通知书', body: ['{name}：', '您申请的{title}（编号 {number}），本机关未在规定期限内告知补正，自收到之日起即为受理。'] },
  },
}

export const withdrawal = (from: string[]): Record<string, Action> => ({
  withdraw: {
    title: '撤回申请', from, to: 'withdrawn', by: 'applicant', verb: 'service.answer', tone: 'danger', note: 'optional',
    note_label: '撤回原因（可不填）', confirm: '撤回后这件申请结束，您随时可以重新申请。', clocks: { meet: until },
    tells: { title: '申请已撤回', brief: '已按您的要求撤回', body: '您的{title}（{number}）已按您的要求撤回。' },
  },
})

/** A pause that the clocks do not count: a visit, a hearing, an expert. */
export function pause(id: string, word: string, by: Who, from: string, verb: Action['verb'], state: string): Record<string, Action> {
  return {
    [`begin_${id}`]: {
      title: `安排${word}`, from: [from], to: state, by, verb, note: 'required', note_label: `${word}事项`, clocks: { stop: ['promised', 'statutory'] },
      tells: { title: `将进行${word}`, brief: `将进行${word}，请留意`, body: `为办理您的{title}（{number}），将进行${word}：{note}。这段时间不计入办理时间。` },
    },
    [`end_${id}`]: { title: `完成${word}`, from: [state], to: from, by, verb, tone: 'primary', note: 'required', note_label: `${word}结果`, clocks: { resume: ['promised', 'statutory'] } },
  }
}

/** The decision, by somebody who did not examine it. */
export const decision = (by: Who, from: string, to: string, separate_from: string[], verb: Action['verb'] = 'service.decide'): Record<string, Action> => ({
  grant: {
    title: '批准', from: [from], to, by, verb, tone: 'primary', note: 'required', note_label: '决定理由', separate_from, clocks: { meet: ['promised', 'statutory'] },
    tells: { title: '申请已批准', brief: '已决定', body: '您的{title}（{number}）已批准：{outcome}。' },
    notice: { title: '{title}批准决定书', body: ['{name}：', '您申请的{title}（编号 {number}），经审核符合条件，决定予以批准。', '{outcome}。', '理由：{note}。'], remedies },
  },
  refuse: {
    title: '不予批准', from: [from], to: 'refused', by, verb, tone: 'danger', note: 'required', note_label: '不予批准的理由', separate_from,
    confirm: '不予批准会结束这件申请，理由会写入决定书告知申请人。', clocks: { meet: ['promised', 'statutory'] },
    tells: { title: '申请未获批准', brief: '已决定', body: `您的{title}（{number}）未获批准。理由：{note}。{remedies}` },
    notice: { title: '{title}不予批准决定书', body: ['{name}：', '您申请的{title}（编号 {number}），经审核不符合条件，决定不予批准。', '理由：{note}。'], remedies },
  },
})

const like = (article: string, licensing: boolean) => `${licensing ? '' : '参照'}行政许可法${article}`
export const clocks = (stops_for: string[], licensing = false, silence = true): Record<string, ClockDefinition> => ({
  acceptance: {
    title: '受理期限', kind: 'lapse', unit: 'working', days: 'acceptance_days', ...(silence && { fires: 'deem_accepted' }),
    basis: silence ? `${like('第三十二条', licensing)}：一次告知，逾期即为受理` : '办事指南：受理期限',
  },
  supplement: { title: '补正期限', kind: 'lapse', unit: 'working', days: 'supplement_days', basis: '办事指南：补正期限', fires: 'lapse' },
  promised: { title: '承诺办结', kind: 'promised', unit: 'working', days: 'promised_days', basis: '办事指南：承诺时限', stops_for },
  statutory: { title: '法定办结', kind: 'statutory', unit: 'working', days: 'statutory_days', basis: `${like('第四十二条', licensing)}`, stops_for },
})

export const papers: Definition['papers'] = {
  identity: { title: '居民身份证', note: '正反面照片；部门没有共享或者没有同意从证照库取得时才要' },
  hukou: { title: '居民户口簿', note: '首页和本人页的照片；部门没有共享或者没有同意从证照库取得时才要' },
  disability: { title: '残疾人证', note: '写有类别和等级的一页；部门没有共享或者没有同意从证照库取得时才要' },
  permit: { title: '居住证', note: '正反面照片；没有同意从证照库取得时才要' },
  identity_copy: { title: '身份证件照片', note: '登记信息与本人不一致时，请拍身份证正反面' },
  [agencyPaper]: { title: '代办凭据', note: '由他人代办或代领的：签字（或按手印）的委托书、监护证明，或近亲属的代办承诺书' },
  bank_proof: { title: '银行账户证明', note: '存折首页或银行卡正面的照片，能看清户名和账号' },
  residence_proof: { title: '居住情况说明', note: '长期不在户籍地居住的，请说明现住址' },
  income_proof: { title: '收入情况说明', note: '工资单、养老金到账记录或本人书面说明' },
  medical_papers: { title: '病历和医疗费用票据', note: '诊断证明、出院小结和费用结算单' },
  work_papers: { title: '就业或社保材料', note: '劳动合同，或参加社会保险的记录' },
  dwelling_papers: { title: '住所材料', note: '房产证、租赁合同，或房主同意居住的说明' },
  plan: { title: '活动方案', note: '写明时间、内容、人数和负责人' },
  charter: { title: '章程草案', note: '写明名称、宗旨、负责人和议事办法' },
  members_list: { title: '成员名单', note: '姓名和联系电话，至少五人' },
  other: { title: '其他材料', note: '工作人员说明的其他材料' },
}
