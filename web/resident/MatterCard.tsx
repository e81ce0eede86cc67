import type { CaseRow } from '../../contract/service.ts'
import { paths } from '../kernel/paths.ts'
import { deadlineTone, showDay } from '../kernel/time.ts'
import { Card } from '../ui/Card.tsx'
import { StatusTag } from '../ui/Notice.tsx'
import { awaitsMe, rowClock, saidOf } from './words.ts'

/** One matter of a list: what, how it stands, and the clock in human words. */
export function MatterCard({ row, now, about }: { row: CaseRow; now: number; about?: string | null }) {
  const { title, tone } = saidOf(row)
  const clock = rowClock(row, now)
  const near = clock !== null && deadlineTone(row.due_at!, now, row.left!) !== 'calm'
  return (
    <Card href={paths.matter(row.number)} title={<>{row.title}<span className="g-unseen">，{title}</span></>} tag={<StatusTag tone={near && tone === 'blue' ? 'amber' : tone}>{tagOf(row)}</StatusTag>}
      {...(row.closed ? {} : { note: <>{title}{clock && <><br /><span className={near ? 'r-near' : undefined}>{clock}{awaitsMe(row) && '补齐'}</span></>}</> })}
      line={<>{about && <>{about}　</>}{showDay(row.opened_at)} 申请<br />{row.number}</>} />
  )
}

const tagOf = (row: CaseRow): string => awaitsMe(row) ? '待您补材料' : row.closed ? row.state_name.split('，').at(-1)! : '办理中'
