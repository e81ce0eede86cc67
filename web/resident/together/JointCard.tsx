import type { MatterRow } from '../../../contract/matter.ts'
import { paths } from '../../kernel/paths.ts'
import { humanDeadline, showDay } from '../../kernel/time.ts'
import { Card } from '../../ui/Card.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import type { Tone } from '../../ui/tokens.ts'

export const tones: Record<MatterRow['status']['state'], Tone> = { underway: 'blue', awaiting: 'amber', done: 'green' }
/** 「3 件里办结了 1 件」 */
export const howFar = ({ of, decided }: MatterRow['status']): string => decided === of ? `${of} 件都办结了` : decided === 0 ? `${of} 件都在办` : `${of} 件里办结了 ${decided} 件`

/** One matter of several cases in a list. */
export function JointCard({ row, now }: { row: MatterRow; now: number }) {
  const { status } = row
  return (
    <Card href={paths.joint(row.number)} title={row.title} tag={<StatusTag tone={tones[status.state]}>{status.state_name}</StatusTag>}
      note={<>{howFar(status)}{status.next_due_at && <><br />最近的期限{humanDeadline(status.next_due_at, now, status.left!)}</>}</>} line={<>{showDay(row.opened_at)} 申请<br />{row.number}</>} />
  )
}
