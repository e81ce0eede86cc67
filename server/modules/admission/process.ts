import type { Office } from '../../../contract/glossary.ts'
import type { Action, Definition, State } from '../../engines/process/index.ts'

type Seated = 'county' | 'city' | 'province'
const who = (level: Seated, office: Office) => ({ office, level })

const ended: Record<string, State> = {
  admission_over: { title: '准入已退出', kind: 'end' }, admission_refused: { title: '不予准入', kind: 'end' }, admission_withdrawn: { title: '准入申请已撤回', kind: 'end' },
}
const running: State = { title: '准入执行中', kind: 'wait' }

/** What happens while something is admitted: the agreement on staff and money, the way out, the day on which it expires. */
const whileRunning = (level: Seated): Record<string, Action> => ({
  agree: {
    title: '费随事转协议已签', from: ['admission_running'], to: 'admission_running', by: who(level, 'social_work'), verb: 'admission.check', tone: 'primary', note: 'required', note_label: '协议编号，人员和经费怎样到位', once: true, does: 'admission.agree',
  },
  end: {
    title: '退出', from: ['admission_running'], to: 'admission_over', by: who(level, 'social_work'), verb: 'admission.check', tone: 'danger', note: 'required', note_label: '退出的理由', does: 'admission.over',
    confirm: '退出后，凭这项准入不能再向村（社区）下达任何事项。',
  },
  expire: { title: '准入到期', from: ['admission_running'], to: 'admission_over', by: 'system', verb: 'admission.lapse', note: 'optional', does: 'admission.over' },
})

/** RULES §4: formal check, hearing, joint decision, catalogue version, agreement, monitoring, yearly review, sunset. */
const ordinary = (level: Seated): Definition => {
  const [check, decide] = [who(level, 'social_work'), who(level, 'burden_taskforce')]
  const department = who(level, 'department_clerk')
  const monitored = whileRunning(level)
  return {
    id: `admission_${level}`, version: 2, title: '社区事务准入', initial: 'admission_checking', reads: 'admission.open',
    open: { by: department, verb: 'admission.ask', title: '提出准入申请', clocks: ['check'] },
    states: {
      admission_checking: { title: '准入初审中', kind: 'start', awaits: 'social_work' }, admission_returned: { title: '准入申请待说明', kind: 'normal', awaits: 'department_clerk' },
      admission_hearing: { title: '征求村（社区）意见中', kind: 'wait', awaits: 'social_work' }, admission_deciding: { title: '准入待联席决定', kind: 'normal', awaits: 'burden_taskforce' },
      admission_running: running, admission_reviewing: { title: '准入年度复核中', kind: 'normal', awaits: 'social_work' }, ...ended,
    },
    actions: {
      check: {
        title: '初审通过，征求意见', from: ['admission_checking'], to: 'admission_hearing', by: check, verb: 'admission.check', tone: 'primary', note: 'optional', note_label: '初审意见', clocks: { meet: ['check'], start: ['hearing'] }, does: 'admission.hear',
      },
      return: { title: '退回说明', from: ['admission_checking'], to: 'admission_returned', by: check, verb: 'admission.check', note: 'required', note_label: '要说明什么', once: true, clocks: { meet: ['check'] } },
      explain: { title: '已说明，再次提交', from: ['admission_returned'], to: 'admission_checking', by: department, verb: 'admission.ask', tone: 'primary', note: 'required', note_label: '说明', clocks: { start: ['check'] } },
      reject: { title: '初审不通过', from: ['admission_checking'], to: 'admission_refused', by: check, verb: 'admission.check', tone: 'danger', note: 'required', note_label: '不通过的理由（依据哪份清单）', clocks: { meet: ['check'] } },
      close_hearing: { title: '意见收齐，提交决定', from: ['admission_hearing'], to: 'admission_deciding', by: check, verb: 'admission.check', tone: 'primary', note: 'required', note_label: '意见汇总', clocks: { meet: ['hearing'], start: ['decide'] }, does: 'admission.heard' },
      hearing_over: { title: '征求意见期满', from: ['admission_hearing'], to: 'admission_deciding', by: 'system', verb: 'service.lapse', note: 'optional', clocks: { start: ['decide'] }, does: 'admission.heard' },
      grant: {
        title: '同意准入', from: ['admission_deciding'], to: 'admission_running', by: decide, verb: 'admission.decide', tone: 'primary', note: 'required', note_label: '联席会议意见',
        countersign: { rule: 'all', of: [decide, check] }, clocks: { meet: ['decide'], start: ['review'] }, does: 'admission.grant', confirm: '两家都签后，准入目录出新版本。超过上限或负担预算的，系统不会通过。',
      },
      refuse: { title: '不予准入', from: ['admission_deciding'], to: 'admission_refused', by: decide, verb: 'admission.decide', tone: 'danger', note: 'required', note_label: '理由', clocks: { meet: ['decide'] } },
      withdraw: { title: '撤回申请', from: ['admission_checking', 'admission_returned', 'admission_hearing', 'admission_deciding'], to: 'admission_withdrawn', by: department, verb: 'admission.ask', note: 'none', clocks: { meet: ['check', 'hearing', 'decide'] }, does: 'admission.heard' },
      ...monitored,
      end: { ...monitored.end!, from: ['admission_running', 'admission_reviewing'] }, expire: { ...monitored.expire!, from: ['admission_running', 'admission_reviewing'] },
      review: { title: '到期复核', from: ['admission_running'], to: 'admission_reviewing', by: 'system', verb: 'service.lapse', note: 'optional' },
      keep: { title: '复核后保留', from: ['admission_reviewing'], to: 'admission_running', by: check, verb: 'admission.check', tone: 'primary', note: 'required', note_label: '一年来的负担和成效', clocks: { start: ['review'] } },
    },
    clocks: {
      check: { title: '准入初审', kind: 'promised', unit: 'working', days: 'check_days', basis: '社区事务准入：五个工作日内初审' },
      hearing: { title: '征求意见', kind: 'promised', unit: 'working', days: 'hearing_days', basis: '社区事务准入：听取镇街和村（社区）意见', fires: 'hearing_over' },
      decide: { title: '联席决定', kind: 'promised', unit: 'working', days: 'decide_days', basis: '社区事务准入：十五个工作日内决定' },
      review: { title: '年度复核', kind: 'lapse', unit: 'calendar', days: 'review_days', basis: '社区事务准入：每年复核', fires: 'review' },
    },
    papers: {},
  }
}

/** Emergency entry: decided by the task force within 48 hours, and over after at most 90 days. */
const urgent = (level: Seated): Definition => ({
  id: `admission_urgent_${level}`, version: 1, title: '社区事务应急准入', initial: 'admission_urgent', reads: 'admission.open',
  open: { by: who(level, 'department_clerk'), verb: 'admission.ask', title: '提出应急准入', clocks: ['urgent'] },
  states: { admission_urgent: { title: '应急准入待决定', kind: 'start', awaits: 'burden_taskforce' }, admission_running: running, ...ended },
  actions: {
    grant: {
      title: '同意应急准入', from: ['admission_urgent'], to: 'admission_running', by: who(level, 'burden_taskforce'), verb: 'admission.decide', tone: 'primary', note: 'required', note_label: '应急的理由', clocks: { meet: ['urgent'] }, does: 'admission.grant',
    },
    refuse: { title: '不予准入', from: ['admission_urgent'], to: 'admission_refused', by: who(level, 'burden_taskforce'), verb: 'admission.decide', tone: 'danger', note: 'required', note_label: '理由', clocks: { meet: ['urgent'] } },
    withdraw: { title: '撤回申请', from: ['admission_urgent'], to: 'admission_withdrawn', by: who(level, 'department_clerk'), verb: 'admission.ask', note: 'none', clocks: { meet: ['urgent'] } },
    late: { title: '四十八小时未决定，不予准入', from: ['admission_urgent'], to: 'admission_refused', by: 'system', verb: 'service.lapse', note: 'optional' },
    ...whileRunning(level),
  },
  clocks: { urgent: { title: '应急准入决定', kind: 'lapse', unit: 'calendar', days: 'urgent_days', basis: '社区事务准入：应急四十八小时内决定', fires: 'late' } },
  papers: {},
})

export const admissionProcesses: readonly Definition[] = (['county', 'city', 'province'] as const).flatMap(level => [ordinary(level), urgent(level)])
