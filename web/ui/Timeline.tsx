import type { ReactNode } from 'react'
import { showInstant } from '../kernel/time.ts'

export interface TimelineItem {
  key: string
  title: ReactNode
  /** An instant, or words for what is still to come. */
  at?: string
  /** Who: name, office and place, as the record says. */
  by?: ReactNode
  note?: ReactNode
  /** Happened, is under way, awaits the reader, is late, or is still to come. */
  stage: 'done' | 'now' | 'yours' | 'late' | 'todo'
}

const said = { done: '', now: '正在办理：', yours: '等您办：', late: '已超期：', todo: '还没到：' } as const
const showAt = (at: string) => (/T.*(Z|[+-]\d\d:?\d\d)$/.test(at) ? <time dateTime={at}>{showInstant(at)}</time> : at)

/** What became of a thing, newest or oldest first as given; the same for the resident and the desk. */
export function Timeline({ items, label = '办理过程' }: { items: readonly TimelineItem[]; label?: string }) {
  return (
    <ol className="g-timeline" aria-label={label}>
      {items.map(item => (
        <li key={item.key} className={`g-step g-step-${item.stage}`} aria-current={item.stage === 'now' || item.stage === 'yours' ? 'step' : undefined}>
          <p className="g-step-title">{said[item.stage] && <span className="g-unseen">{said[item.stage]}</span>}{item.title}</p>
          {(item.at || item.by) && <p className="g-step-line">{item.at && showAt(item.at)}{item.at && item.by && '　'}{item.by}</p>}
          {item.note && <div className="g-step-note">{item.note}</div>}
        </li>
      ))}
    </ol>
  )
}
