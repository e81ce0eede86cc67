import type { Action, Definition } from '../../../../engines/process/index.ts'
import { clocks, decider, decision, deemed, endStates, examiner, openedBy, papers, pause, reception, receptionStates, withdrawal } from './parts.ts'

const stops = ['入户核查']
const visit = pause('check', '入户核查', examiner, 'accepted', 'service.examine', 'checking')

/** 给付、确认: received and examined by the street, decided by the county. */
const benefit: Definition = {
  id: 'benefit', version: 4, title: '镇街审核、县级决定', initial: 'submitted', single: true, open: openedBy(),
  states: {
    ...receptionStates('street_examiner'), checking: { title: '入户核查中', kind: 'wait', awaits: 'street_examiner' },
    examined: { title: '已审核，待县级决定', kind: 'normal', awaits: 'county_civil_affairs' }, ...endStates,
  },
  actions: {
    ...reception(examiner), ...deemed, ...withdrawal(['submitted', 'supplement_requested', 'accepted', 'checking', 'examined']), ...visit,
    examine: { title: '审核通过，报县级决定', from: ['accepted'], to: 'examined', by: examiner, verb: 'service.examine', tone: 'primary', note: 'required', note_label: '审核意见' },
    send_back: { title: '退回镇街重新审核', from: ['examined'], to: 'accepted', by: decider, verb: 'service.decide', note: 'required', note_label: '退回原因' },
    ...decision(decider, 'examined', 'granted', ['examine']),
  },
  clocks: clocks(stops), papers,
}

/** Small sums and confirmations that the street decides itself: whoever accepted does not decide. */
const street: Definition = {
  id: 'street', version: 4, title: '镇街受理、镇街决定', initial: 'submitted', single: true, open: openedBy(),
  states: { ...receptionStates('street_examiner'), checking: { title: '入户核查中', kind: 'wait', awaits: 'street_examiner' }, ...endStates },
  actions: {
    ...reception(examiner), ...deemed, ...withdrawal(['submitted', 'supplement_requested', 'accepted', 'checking']), ...visit,
    ...decision(examiner, 'accepted', 'granted', ['accept'], 'service.examine'),
  },
  clocks: clocks(stops), papers,
}

/** The promise in place of a proof (告知承诺): granted at once, checked afterwards, revoked where it was false. */
const onPromise: Record<string, Action> = {
  grant_on_promise: {
    title: '告知承诺，当场批准', from: ['accepted'], to: 'promised_granted', by: decider, verb: 'service.decide', note: 'required', note_label: '承诺的内容',
    confirm: '申请人已书面承诺符合条件。批准后须在期限内核查；承诺不实的，撤销决定并记入信用记录。', requires: ['promise_letter'], separate_from: ['accept', 'accept_incomplete'], way: 'promise',
    clocks: { meet: ['promised', 'statutory'], start: ['afterwards'] },
    tells: { title: '申请已批准（告知承诺）', brief: '已决定', body: '您的{title}（{number}）按告知承诺方式批准：{outcome}。我们会在 {due} 前核查承诺的内容。' },
    notice: { title: '{title}批准决定书（告知承诺）', body: ['{name}：', '您申请的{title}（编号 {number}），以书面承诺代替证明材料，决定予以批准。', '{outcome}。', '您承诺：{note}。', '本机关将在 {checked_by} 前核查。承诺不实的，撤销本决定，记入信用记录，由您承担相应的责任。'], remedies: true },
  },
  confirm_promise: {
    title: '核查属实', from: ['promised_granted'], to: 'granted', by: decider, verb: 'service.decide', tone: 'primary', note: 'required', note_label: '核查情况', clocks: { meet: ['afterwards'] },
    tells: { title: '承诺核查属实', brief: '已核查', body: '您的{title}（{number}）所作承诺经核查属实，决定继续有效。' },
  },
  revoke_promise: {
    title: '承诺不实，撤销决定', from: ['promised_granted'], to: 'revoked', by: decider, verb: 'service.decide', tone: 'danger', note: 'required', note_label: '撤销理由', clocks: { meet: ['afterwards'] },
    confirm: '撤销后结果证照同时作废。', tells: { title: '批准已撤销', brief: '有新的决定', body: '您的{title}（{number}）所作承诺经核查不实，原决定已撤销。理由：{note}。{remedies}' },
    notice: { title: '撤销决定书', body: ['{name}：', '您申请的{title}（编号 {number}），承诺的内容经核查不实，决定予以撤销。', '理由：{note}。'], remedies: true },
  },
}

/** Minor papers later (容缺受理): accepted now, the missing ones by a day; without them the clock stands still. */
const incomplete: Record<string, Action> = {
  accept_incomplete: {
    title: '容缺受理', from: ['submitted'], to: 'accepted_incomplete', by: examiner, verb: 'service.accept', note: 'required', note_label: '容缺的原因', once: true, way: 'incomplete', requires: ['minor_promise'],
    fields: [{ id: 'papers', label: '稍后补交的材料', type: 'papers', required: true }], clocks: { meet: ['acceptance'], start: ['promised', 'statutory', 'minor'] },
    tells: { title: '申请已容缺受理', brief: '已受理，请在{day}前补交材料', body: '您的{title}（{number}）已先行受理，请在 {due} 前补交：{papers}。' },
    notice: { title: '容缺受理通知书', body: ['{name}：', '您申请的{title}（编号 {number}），主要材料齐全，次要材料您已书面承诺补交，先行受理。', '请于 {due} 前补交：{papers}。逾期未交的，中止办理，补交后继续。'] },
  },
  bring_minor: { title: '补交容缺材料', from: ['accepted_incomplete', 'suspended'], to: 'accepted', by: 'applicant', verb: 'service.answer', tone: 'primary', note: 'optional', requires: 'asked', clocks: { meet: ['minor'], resume: ['promised', 'statutory'] } },
  suspend: { title: '逾期未交，中止办理', from: ['accepted_incomplete'], to: 'suspended', by: 'system', verb: 'service.lapse', note: 'optional', clocks: { stop: ['promised', 'statutory'] }, tells: { title: '办理已中止', brief: '已中止，请补交材料', body: '您的{title}（{number}）容缺材料没有按时补交，办理中止。补交后继续办理。' } },
}

/** 行政许可: the clocks of the Administrative Licensing Law, hearing, inspection and expert outside of them, one extension, delivery. */
const licence: Definition = {
  id: 'licence', version: 7, title: '行政许可', initial: 'submitted', single: true, open: openedBy(),
  states: {
    ...receptionStates('street_examiner'), accepted: { title: '已受理，审查中', kind: 'normal', awaits: 'county_civil_affairs' },
    accepted_incomplete: { title: '已容缺受理，待补交', kind: 'wait', awaits: 'applicant' }, suspended: { title: '已中止，待补交材料', kind: 'wait', awaits: 'applicant' },
    inspecting: { title: '现场核查中', kind: 'wait', awaits: 'county_civil_affairs' }, hearing: { title: '听证中', kind: 'wait', awaits: 'county_civil_affairs' },
    appraising: { title: '专家评审中', kind: 'wait', awaits: 'county_civil_affairs' }, delivering: { title: '已批准，待送达', kind: 'normal', awaits: 'county_civil_affairs' },
    promised_granted: { title: '已批准（告知承诺），待核查', kind: 'normal', awaits: 'county_civil_affairs' }, ...endStates, revoked: { title: '已撤销', kind: 'end' },
  },
  actions: {
    ...reception(examiner), ...deemed, ...incomplete, ...withdrawal(['submitted', 'supplement_requested', 'accepted', 'accepted_incomplete', 'suspended']),
    ...pause('inspection', '现场核查', decider, 'accepted', 'service.decide', 'inspecting'), ...pause('hearing', '听证', decider, 'accepted', 'service.decide', 'hearing'),
    ...pause('appraisal', '专家评审', decider, 'accepted', 'service.decide', 'appraising'),
    extend: {
      title: '批准延长办理期限', from: ['accepted'], to: 'accepted', by: decider, verb: 'service.decide', note: 'required', note_label: '延长的理由', once: true,
      confirm: '延长须经负责人批准，理由会告知申请人。', clocks: { meet: ['promised'], lengthen: { clock: 'statutory', days: 'extension_days', basis: '延长：经负责人批准并告知理由' } },
      tells: { title: '办理期限已延长', brief: '办理期限延长到{day}', body: '您的{title}（{number}）经批准延长办理期限，将在 {due} 前办结。理由：{note}。' },
    },
    ...onPromise, ...withDelivery(decision(decider, 'accepted', 'delivering', ['accept', 'accept_incomplete'])),
    deliver: { title: '送达', from: ['delivering'], to: 'granted', by: decider, verb: 'service.decide', tone: 'primary', note: 'required', note_label: '送达方式和签收情况', clocks: { meet: ['delivery'] }, tells: { title: '结果已送达', brief: '已送达', body: '您的{title}（{number}）结果已送达：{note}。' } },
  },
  clocks: {
    ...clocks(['现场核查', '听证', '专家评审', '等待容缺材料'], true),
    delivery: { title: '颁发送达', kind: 'statutory', unit: 'working', days: 'delivery_days', basis: '行政许可法第四十四条：决定后颁发、送达' },
    minor: { title: '容缺材料期限', kind: 'lapse', unit: 'working', days: 'minor_days', basis: '容缺受理承诺', fires: 'suspend' },
    afterwards: { title: '承诺核查期限', kind: 'promised', unit: 'working', days: 'afterwards_days', basis: '告知承诺：批准后核查' },
  },
  papers: {
    ...papers, promise_letter: { title: '告知承诺书', note: '申请人签字的承诺书' }, minor_promise: { title: '容缺承诺书', note: '写明缺哪几份、保证在期限内补交，签字' },
  },
}

/** A grant starts the time in which the result is delivered. */
function withDelivery(actions: Record<string, Action>): Record<string, Action> {
  return { ...actions, grant: { ...actions.grant!, clocks: { meet: ['promised', 'statutory'], start: ['delivery'] } } }
}

/** 备案: looked through by the street, filed or returned. */
const filing: Definition = {
  id: 'filing', version: 4, title: '镇街备案', initial: 'submitted', single: true, open: openedBy(),
  states: { ...receptionStates('street_examiner'), ...endStates, granted: { title: '已备案', kind: 'end' }, refused: { title: '未予备案', kind: 'end' } },
  actions: {
    ...reception(examiner), ...deemed, ...withdrawal(['submitted', 'supplement_requested', 'accepted']),
    ...renamed(decision(examiner, 'accepted', 'granted', ['accept'], 'service.examine'), '予以备案', '不予备案'),
  },
  clocks: clocks([]), papers,
}

function renamed(actions: Record<string, Action>, grant: string, refuse: string): Record<string, Action> {
  return {
    grant: { ...actions.grant!, title: grant, tells: { title: '已备案', brief: '已决定', body: '您的{title}（{number}）已备案：{outcome}。' }, notice: { title: '{title}通知书', body: ['{name}：', '您申请的{title}（编号 {number}），准予备案。', '{outcome}。'] } },
    refuse: { ...actions.refuse!, title: refuse },
  }
}

const worker = { office: 'community_worker', level: 'community' } as const
/** 公共服务: the community answers by itself. */
const arrangement: Definition = {
  id: 'arrangement', version: 3, title: '村（社区）办理', initial: 'submitted',
  open: openedBy({ clocks: ['promised'], tells: { title: '申请已收到', brief: '已收到，{day}前答复您', body: '您的{title}已收到，编号 {number}，{due} 前答复您。' }, notice: { title: '收件凭证', body: ['{name}：', '您申请的{title}（编号 {number}）已于 {date} 收到。'] } }),
  states: {
    submitted: { title: '已提交，待答复', kind: 'start', awaits: 'community_worker' }, granted: { title: '已安排', kind: 'end' }, refused: { title: '未能安排', kind: 'end' }, withdrawn: { title: '已取消', kind: 'end' },
  },
  actions: {
    grant: { title: '安排', from: ['submitted'], to: 'granted', by: worker, verb: 'service.arrange', tone: 'primary', note: 'required', note_label: '安排（时间、地点、联系人）', clocks: { meet: ['promised'] }, tells: { title: '已安排', brief: '已安排，请看时间地点', body: '您的{title}（{number}）已安排：{note}。' } },
    refuse: { title: '不能安排', from: ['submitted'], to: 'refused', by: worker, verb: 'service.arrange', tone: 'danger', note: 'required', note_label: '原因和建议', clocks: { meet: ['promised'] }, tells: { title: '未能安排', brief: '已有答复', body: '您的{title}（{number}）未能安排。原因：{note}。' } },
    withdraw: { title: '取消', from: ['submitted'], to: 'withdrawn', by: 'applicant', verb: 'service.answer', tone: 'danger', note: 'optional', note_label: '原因（可不填）', clocks: { meet: ['promised'] } },
  },
  clocks: { promised: { title: '答复', kind: 'promised', unit: 'working', days: 'promised_days', basis: '办事指南：承诺时限' } }, papers,
}

/** Every process that an item may use. */
export const processes: readonly Definition[] = [benefit, street, licence, filing, arrangement]
