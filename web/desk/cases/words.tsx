import { beijingDay, deadlineTone, humanDeadline, showInstant } from '../../kernel/time.ts'
import { dayNumber } from '../../../contract/time.ts'
import type { CaseRow } from '../../../contract/service.ts'
import { StatusTag } from '../../ui/Notice.tsx'
import type { Tone } from '../../ui/tokens.ts'

type Standing = Pick<CaseRow, 'state' | 'state_name' | 'closed'>

/** Green is only for what was granted; what is closed otherwise is calm. */
const toneOf = ({ state, closed }: Standing): Tone => state === 'granted' ? 'green' : closed ? 'plain' : 'blue'

export const StateTag = ({ row }: { row: Standing }) => <StatusTag tone={toneOf(row)}>{row.state_name}</StatusTag>

/** A deadline in words; late and near stand out, and say so by their words. */
export function Deadline({ due, left, unit = 'working' }: { due: string; left: number; unit?: 'working' | 'calendar' }) {
  // Drawn again with each answer of the server; a page that stands open asks every minute.
  const now = new Date().toISOString()
  const [words, until = ''] = humanDeadline(due, now, left, unit).split(/(?=（)/)
  return <span className={`c-due c-due-${deadlineTone(due, now, left)}`}><span>{words}</span><span>{until}</span></span>
}

/** The deadline of a row: what is closed has none, and where no clock runs nothing is made up. */
export function RowDeadline({ row }: { row: Pick<CaseRow, 'closed' | 'due_at' | 'left' | 'awaits_applicant'> }) {
  if (row.closed) return <span className="c-soft">已办结</span>
  // The days that are left for a supplement are the applicant's: no deadline of the office.
  if (row.awaits_applicant && row.due_at !== null && row.left !== null) return <span className="c-soft">等申请人补正，{humanDeadline(row.due_at, new Date().toISOString(), row.left)}</span>
  return row.due_at === null || row.left === null ? <span className="c-soft">现在不计时限</span> : <Deadline due={row.due_at} left={row.left} />
}

/** True when the deadline has passed. */
export const isLate = (row: Pick<CaseRow, 'due_at'>): boolean => row.due_at !== null && Date.parse(row.due_at) < Date.now()
/** True when it ends today or on the last working day. */
export const isNear = (row: Pick<CaseRow, 'due_at' | 'left'>): boolean => row.due_at !== null && !isLate(row) && (row.left ?? 9) <= 1

/** Where a fact comes from: the organ and how it got it, said once where both are the same. */
export const originOf = ({ organ, source_name }: { organ: string; source_name: string }): string => organ === source_name ? organ : `${organ} · ${source_name}`

/** How long somebody has waited: 今天, 3 天. */
export function waited(since: string): string {
  const days = dayNumber(beijingDay(Date.now())) - dayNumber(beijingDay(since))
  return days <= 0 ? `今天 ${showInstant(since).slice(11)}` : `${days} 天`
}
