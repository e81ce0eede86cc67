import type { CaseView } from '../../../contract/service.ts'
import { deadlineTone, humanDeadline } from '../../kernel/time.ts'
import { Icon } from '../../ui/icons.tsx'
import { useNow } from '../useNow.ts'
import { awaitsMe, clockNow } from '../words.ts'

/** The clock that runs, in human words: until when, and whether it is I or the office that has to move. */
export function ClockWords({ view }: { view: CaseView }) {
  const now = useNow()
  const clock = view.case.closed ? null : clockNow(view.clocks)
  if (!clock) return null
  if (clock.stopped) {
    return <p className="r-clock"><Icon name="clock" /><span>办理时间已暂停，恢复后顺延。<span className="r-basis">原因：{clock.stops.at(-1)?.why}</span></span></p>
  }
  const near = deadlineTone(clock.due_at, now, clock.left) !== 'calm'
  return (
    <p className={near ? 'r-clock r-near' : 'r-clock'}>
      <Icon name="clock" />
      <span>
        {awaitsMe(view.case) ? '请您在期限内补齐：' : `${clock.title}：`}{humanDeadline(clock.due_at, now, clock.left, clock.unit)}
        {clock.provisional && <span className="r-basis">下一年的放假安排还没公布，这个日期可能会变。</span>}
      </span>
    </p>
  )
}
