import type { Definition, Who } from '../../engines/process/index.ts'
import type { RuleDeclaration } from '../../ground/law/index.ts'

/** The rule pack of ratings, by its name in the law. */
export const rule = 'rating'

/**
 * What is bad, by when somebody is contacted and it is mended, and from how many on a share is published. The national text
 * was not compared word by word; 15 days is the figure of Sichuan, which a county may tighten.
 */
export const ratingRules: readonly RuleDeclaration[] = [{
  id: rule, version: 1, title: '政务服务好差评', level: 'province', valid_from: '2020-01-01', valid_to: null, verified: false,
  source: '国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见（国办发〔2019〕51号）；整改期限参照四川省的做法',
  params: {
    bad_grade: { value: 2 }, contact_days: { value: 1, local: 'at_most' }, fix_days: { value: 15, local: 'at_most' },
    appeal_days: { value: 5, local: 'at_least' }, decide_days: { value: 5, local: 'at_most' }, shown_from: { value: 10, local: 'at_least' },
  },
}]

const supervisor: Who = { office: 'county_admin', level: 'county' }
const step = { by: supervisor, verb: 'rating.follow', posts: 'rating.followed' } as const

/** A bad grade: contacted, mended, asked again, closed; or found to be given in bad faith and not counted. */
const followUp: Definition = {
  id: 'rating_follow_up', version: 1, title: '差评跟进', initial: 'rating_contact', reads: 'rating.follow',
  open: { by: 'system', verb: 'rating.advance', title: '收到差评，转办', clocks: ['contact', 'fix'] },
  states: {
    rating_contact: { title: '待联系评价人', kind: 'start', awaits: 'county_admin' }, rating_fixing: { title: '整改中', kind: 'normal', awaits: 'county_admin' },
    rating_revisit: { title: '待回访', kind: 'normal', awaits: 'county_admin' }, rating_appealed: { title: '申诉核实中', kind: 'wait', awaits: 'county_admin' },
    rating_closed: { title: '整改完成', kind: 'end' }, rating_void: { title: '评价不计入', kind: 'end' },
  },
  actions: {
    contact: { ...step, title: '已联系评价人', from: ['rating_contact'], to: 'rating_fixing', tone: 'primary', note: 'required', note_label: '联系和核实情况', clocks: { meet: ['contact'] } },
    fix: { ...step, title: '已整改', from: ['rating_fixing'], to: 'rating_revisit', tone: 'primary', note: 'required', note_label: '整改措施和结果', clocks: { meet: ['fix'] } },
    close: { ...step, title: '回访认可，办结', from: ['rating_revisit'], to: 'rating_closed', tone: 'primary', note: 'required', note_label: '回访情况' },
    again: { ...step, title: '回访不认可，继续整改', from: ['rating_revisit'], to: 'rating_fixing', note: 'required', note_label: '回访情况', clocks: { start: ['fix'], since: 'fix' } },
    appeal: {
      title: '被评价人申诉', from: ['rating_contact', 'rating_fixing'], to: 'rating_appealed', by: 'system', verb: 'rating.advance', note: 'required', once: true, posts: 'rating.followed',
      clocks: { stop: ['contact', 'fix'], start: ['decide'] },
    },
    uphold: {
      ...step, title: '申诉成立，评价不计入', from: ['rating_appealed'], to: 'rating_void', note: 'required', note_label: '核实情况和理由', clocks: { meet: ['decide'] },
      confirm: '这条评价将不计入满意度，理由会告知评价人。',
    },
    dismiss: {
      ...step, title: '申诉不成立，继续跟进', from: ['rating_appealed'], to: 'rating_contact', tone: 'primary', note: 'required', note_label: '核实情况和理由',
      clocks: { meet: ['decide'], resume: ['contact', 'fix'] },
    },
  },
  clocks: {
    contact: { title: '联系评价人', kind: 'promised', unit: 'working', days: 'contact_days', basis: '好差评：一个工作日内联系', stops_for: ['申诉核实'] },
    fix: { title: '整改', kind: 'promised', unit: 'working', days: 'fix_days', basis: '好差评：十五个工作日内整改', stops_for: ['申诉核实'] },
    decide: { title: '申诉核实', kind: 'promised', unit: 'working', days: 'decide_days', basis: '好差评：申诉核实期限' },
  },
  papers: {},
}
export const ratingProcesses: readonly Definition[] = [followUp]
