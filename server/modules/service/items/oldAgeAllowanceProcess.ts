import type { Definition } from '../../../engines/process/index.ts'

const remedies = true
const examiner = { office: 'street_examiner', level: 'town' } as const
const decider = { office: 'county_civil_affairs', level: 'county' } as const

/** 高龄津贴: submitted → accepted by the street → examined there → decided by the county. Time limits are in rule `old_age_allowance.time`. */
export const oldAgeAllowanceProcess: Definition = {
  id: 'old_age_allowance', version: 2, title: '高龄津贴申请', rule: 'old_age_allowance.time', initial: 'submitted', single: true,
  open: {
    by: 'applicant', verb: 'service.apply', title: '提交申请', clocks: ['acceptance'],
    tells: { title: '申请已收到', body: '您的{title}已收到，编号 {number}。我们会在 {due} 前告诉您是否受理，不需要您再跑一趟。' },
    notice: { title: '收件凭证', body: ['{name}：', '您申请的{title}（编号 {number}）已于 {date} 收到。', '本机关将在 5 个工作日内决定是否受理；逾期未告知的，自收到之日起即为受理。', '凭编号可在网上、窗口或拨打 12345 查询进度。'] },
  },
  states: {
    submitted: { title: '已提交，待受理', kind: 'start', awaits: 'street_examiner' },
    supplement_requested: { title: '待补正材料', kind: 'wait', awaits: 'applicant' },
    accepted: { title: '已受理，审核中', kind: 'normal', awaits: 'street_examiner' },
    checking: { title: '入户核查中', kind: 'wait', awaits: 'street_examiner' },
    examined: { title: '已审核，待县级决定', kind: 'normal', awaits: 'county_civil_affairs' },
    granted: { title: '已批准', kind: 'end' },
    refused: { title: '未批准', kind: 'end' },
    not_accepted: { title: '不予受理', kind: 'end' },
    withdrawn: { title: '已撤回', kind: 'end' },
    lapsed: { title: '逾期未补正，已终止', kind: 'end' },
  },
  actions: {
    accept: {
      title: '受理', from: ['submitted'], to: 'accepted', by: examiner, verb: 'service.accept', tone: 'primary', note: 'none',
      clocks: { meet: ['acceptance'], start: ['promised', 'statutory'] },
      tells: { title: '申请已受理', body: '您的{title}（{number}）已受理，预计 {due} 前办结。' },
      notice: { title: '受理通知书', body: ['{name}：', '您申请的{title}（编号 {number}），经审查符合受理条件，决定于 {date} 予以受理。', '承诺办结时间：{promised}。'] },
    },
    request_supplement: {
      title: '一次性告知补正', from: ['submitted'], to: 'supplement_requested', by: examiner, verb: 'service.accept', note: 'required', once: true,
      note_label: '需要补正的原因', fields: [{ id: 'papers', label: '需要补正的材料', type: 'papers', required: true }],
      confirm: '补正只能告知一次，请一次列全需要的材料。',
      clocks: { meet: ['acceptance'], start: ['supplement'] },
      tells: { title: '请补充材料', body: '您的{title}（{number}）还需要：{papers}。原因：{note}。请在 {due} 前补充，可在手机上拍照上传，也可到就近窗口办理。' },
      notice: { title: '补正材料一次性告知书', body: ['{name}：', '您申请的{title}（编号 {number}），需要补充下列材料：{papers}。', '原因：{note}。', '请于 {due} 前补充。逾期未补充的，本次申请终止，您可以重新申请。'] },
    },
    answer_supplement: {
      title: '提交补正材料', from: ['supplement_requested'], to: 'submitted', by: 'applicant', verb: 'service.answer', tone: 'primary', note: 'optional',
      note_label: '补充说明', requires: 'asked', clocks: { meet: ['supplement'], start: ['acceptance'] },
      tells: { title: '补充材料已收到', body: '您为{title}（{number}）补充的材料已收到，我们会在 {due} 前告诉您是否受理。' },
    },
    deem_accepted: {
      title: '逾期未告知，视为受理', from: ['submitted'], to: 'accepted', by: 'system', verb: 'service.lapse', note: 'optional',
      clocks: { start: ['promised', 'statutory'], since: 'acceptance' },
      tells: { title: '申请视为已受理', body: '您的{title}（{number}）在规定时间内没有收到补正通知，按规定视为已受理，预计 {due} 前办结。' },
      notice: { title: '受理通知书', body: ['{name}：', '您申请的{title}（编号 {number}），本机关未在规定期限内告知补正，自收到之日起即为受理。'] },
    },
    not_accept: {
      title: '不予受理', from: ['submitted'], to: 'not_accepted', by: examiner, verb: 'service.accept', tone: 'danger', note: 'required', note_label: '不予受理的理由',
      confirm: '不予受理会结束这件申请。', clocks: { meet: ['acceptance'] },
      tells: { title: '申请不予受理', body: '您的{title}（{number}）不予受理。理由：{note}。不服的，可以在 60 日内申请行政复议，或在 6 个月内提起行政诉讼。' },
      notice: { title: '不予受理决定书', body: ['{name}：', '您申请的{title}（编号 {number}），决定不予受理。', '理由：{note}。'], remedies },
    },
    lapse: {
      title: '逾期未补正，终止办理', from: ['supplement_requested'], to: 'lapsed', by: 'system', verb: 'service.lapse', note: 'optional',
      tells: { title: '申请已终止', body: '您的{title}（{number}）没有在期限内补充材料，本次办理终止。您随时可以重新申请，已填的内容会保留。' },
    },
    withdraw: {
      title: '撤回申请', from: ['submitted', 'supplement_requested', 'accepted', 'checking', 'examined'], to: 'withdrawn', by: 'applicant', verb: 'service.answer', tone: 'danger', note: 'optional',
      note_label: '撤回原因（可不填）', confirm: '撤回后这件申请结束，您随时可以重新申请。', clocks: { meet: ['acceptance', 'supplement', 'promised', 'statutory'] },
      tells: { title: '申请已撤回', body: '您的{title}（{number}）已按您的要求撤回。' },
    },
    begin_check: {
      title: '安排入户核查', from: ['accepted'], to: 'checking', by: examiner, verb: 'service.examine', note: 'required', note_label: '核查事项',
      clocks: { stop: ['promised', 'statutory'] },
      tells: { title: '将上门核实情况', body: '为办理您的{title}（{number}），工作人员将上门核实：{note}。核查期间不计入办理时间。' },
    },
    end_check: {
      title: '完成入户核查', from: ['checking'], to: 'accepted', by: examiner, verb: 'service.examine', tone: 'primary', note: 'required', note_label: '核查结果',
      clocks: { resume: ['promised', 'statutory'] },
    },
    examine: {
      title: '审核通过，报县级决定', from: ['accepted'], to: 'examined', by: examiner, verb: 'service.examine', tone: 'primary', note: 'required', note_label: '审核意见',
    },
    send_back: {
      title: '退回镇街重新审核', from: ['examined'], to: 'accepted', by: decider, verb: 'service.decide', note: 'required', note_label: '退回原因',
    },
    grant: {
      title: '批准', from: ['examined'], to: 'granted', by: decider, verb: 'service.decide', tone: 'primary', note: 'required', note_label: '决定理由',
      separate_from: ['examine'], clocks: { meet: ['promised', 'statutory'] },
      tells: { title: '申请已批准', body: '您的{title}（{number}）已批准：{outcome}。' },
      notice: { title: '高龄津贴批准决定书', body: ['{name}：', '您申请的{title}（编号 {number}），经审核符合条件，决定予以批准。', '{outcome}。', '理由：{note}。'], remedies },
    },
    refuse: {
      title: '不予批准', from: ['examined'], to: 'refused', by: decider, verb: 'service.decide', tone: 'danger', note: 'required', note_label: '不予批准的理由',
      separate_from: ['examine'], confirm: '不予批准会结束这件申请，理由会写入决定书告知申请人。', clocks: { meet: ['promised', 'statutory'] },
      tells: { title: '申请未获批准', body: '您的{title}（{number}）未获批准。理由：{note}。不服的，可以在 60 日内申请行政复议，或在 6 个月内提起行政诉讼。' },
      notice: { title: '高龄津贴不予批准决定书', body: ['{name}：', '您申请的{title}（编号 {number}），经审核不符合条件，决定不予批准。', '理由：{note}。'], remedies },
    },
  },
  clocks: {
    acceptance: { title: '受理期限', kind: 'lapse', unit: 'working', days: 'acceptance_days', basis: '参照行政许可法第三十二条：五日内一次告知，逾期即为受理', fires: 'deem_accepted' },
    supplement: { title: '补正期限', kind: 'lapse', unit: 'working', days: 'supplement_days', basis: '办事指南：补正期限', fires: 'lapse' },
    promised: { title: '承诺办结', kind: 'promised', unit: 'working', days: 'promised_days', basis: '办事指南：承诺时限', stops_for: ['入户核查'] },
    statutory: { title: '法定办结', kind: 'statutory', unit: 'working', days: 'statutory_days', basis: '参照行政许可法第四十二条：二十日内决定', stops_for: ['入户核查'] },
  },
  papers: {
    bank_proof: { title: '银行账户证明', note: '存折首页或银行卡正面的照片，能看清户名和账号' },
    identity_copy: { title: '身份证件照片', note: '登记信息与本人不一致时，请拍身份证正反面' },
    proxy_letter: { title: '委托书', note: '由他人代办或代领时，请上传签字（或按手印）的委托书' },
    residence_proof: { title: '居住情况说明', note: '长期不在户籍地居住的，请说明现住址' },
  },
}
