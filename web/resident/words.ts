import { humanDeadline } from '../kernel/time.ts'
import type { CaseRow, CaseView } from '../../contract/service.ts'
import type { Tone } from '../ui/tokens.ts'

/** How a state is said to the person whose matter it is: where it stands, and what happens without their doing anything. */
interface Said { title: string; next: string; tone: Tone }
const said: Record<string, Said> = {
  submitted: { title: '已提交，等街道受理', next: '街道会在期限内告诉您是否受理。到期没有答复，就算受理了，您不用再跑。', tone: 'blue' },
  supplement_requested: { title: '还差您补材料', next: '补齐以后，街道接着办。', tone: 'amber' },
  accepted: { title: '已受理，正在审核', next: '工作人员正在核对情况，按期限作出决定，结果会发消息告诉您。', tone: 'blue' },
  checking: { title: '工作人员将上门核实', next: '上门的日子不算在办理时间里。来人会出示工作证，不收任何费用。', tone: 'blue' },
  examined: { title: '街道已审核，等县级决定', next: '由县级部门作最后决定，结果会发消息告诉您。', tone: 'blue' },
  granted: { title: '已批准', next: '结果写在下面。发待遇的，按决定发放；发证照的，在“我的证照”里就能出示；选了到窗口领取的，到就近窗口领。', tone: 'green' },
  refused: { title: '没有批准', next: '理由写在决定书里。不服可以申请行政复议或者提起行政诉讼，也可以先拨 12345 问清楚。', tone: 'fault' },
  not_accepted: { title: '没有受理', next: '理由写在决定书里。情况变了，随时可以重新申请。', tone: 'fault' },
  withdrawn: { title: '您已撤回', next: '这件事已经结束。想办的时候随时可以重新申请。', tone: 'plain' },
  lapsed: { title: '过期没有补材料，已终止', next: '您随时可以重新申请，以前填过的内容会自动带出。', tone: 'plain' },
}

/** What a village or community arranges has no acceptance and no decision: its states are said as they are. */
const arranged: Record<string, Said> = {
  submitted: { title: '已提交，等村（社区）答复', next: '村（社区）会在期限内答复您，您不用再跑。', tone: 'blue' },
  granted: { title: '已安排', next: '时间、地点和联系人写在下面。', tone: 'green' },
  refused: { title: '没有安排成', next: '原因和建议写在下面。情况变了，随时可以重新申请。', tone: 'plain' },
  withdrawn: { title: '您已取消', next: '这件事已经结束。想办的时候随时可以重新申请。', tone: 'plain' },
}

/** A matter of the village or community: it awaits nobody at the street, and its ends are named as arrangements. */
const isArranged = (row: Row): boolean => row.awaits_name === '社区工作者' || /安排|取消/.test(row.state_name)

type Row = Pick<CaseRow, 'state' | 'state_name' | 'awaits_name'>
export const saidOf = (row: Row): Said =>
  (isArranged(row) ? arranged[row.state] : said[row.state]) ?? { title: row.state_name, next: '有进展会发消息告诉您。', tone: 'blue' }

/** The applicant is the one who is waited for. */
export const awaitsMe = (row: Pick<CaseRow, 'state' | 'closed'>): boolean => !row.closed && row.state === 'supplement_requested'

/** 「还剩 3 个工作日（2026-11-27 17:00 前）」 of a row; nothing when no clock runs. */
export const rowClock = (row: Pick<CaseRow, 'closed' | 'due_at' | 'left'>, now: number): string | null =>
  row.closed || row.due_at === null || row.left === null ? null : humanDeadline(row.due_at, now, row.left)

type Clock = CaseView['clocks'][number]
/** The clock that a person asks about: the one that runs now and ends first; of those promised before those of law. */
export function clockNow(clocks: readonly Clock[]): Clock | null {
  return clocks.filter(c => c.met_at === null && c.fired_at === null).sort((a, b) => (a.due_at < b.due_at ? -1 : 1))[0] ?? null
}

/** Open matters first, those that wait for oneself before all others; otherwise as they came. */
export const inOrder = <R extends Pick<CaseRow, 'state' | 'closed'>>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => rank(a) - rank(b))
const rank = (row: Pick<CaseRow, 'state' | 'closed'>): number => awaitsMe(row) ? 0 : row.closed ? 2 : 1
