import type { Owed, ReportHead, ReturnState } from '../../../contract/report.ts'
import { StatusTag } from '../../ui/Notice.tsx'

export const grainNames = { person: '每人一行', household: '每户一行', community: '每个村（社区）一行', town: '每个镇街一行', county: '每个县（市、区）一行' } as const
export const periodNames = { month: '每月', quarter: '每季度', year: '每年', once: '一次' } as const
const states: Record<ReturnState, readonly [string, 'plain' | 'amber' | 'green' | 'blue']> = {
  live: ['随时可看', 'plain'], in_hand: ['待确认', 'blue'], late: ['已逾期', 'amber'], confirmed: ['已确认', 'green'], approved: ['已审定', 'green'], reopened: ['已退回', 'amber'],
}
export const StateTag = ({ state }: { state: ReturnState }) => <StatusTag tone={states[state][1]}>{states[state][0]}</StatusTag>
export const isRows = ({ grain }: Pick<ReportHead, 'grain'>): boolean => grain === 'person' || grain === 'household'

/** How a report stands, in words: its own return, or how many of the communities below have said theirs. */
export function Stands({ row }: { row: Owed }) {
  const { communities, confirmed, approved, late } = row.progress
  if (row.state === 'live' || communities <= 1) return <StateTag state={row.state} />
  return <span className="rp-stands"><StateTag state={row.state} /> <span className="c-soft">{confirmed + approved} / {communities} 个村（社区）已确认{late > 0 && `，${late} 个逾期`}</span></span>
}
