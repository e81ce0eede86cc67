import { useState } from 'react'
import { attendances, leave } from '../../../contract/person.ts'
import { manners } from '../../../contract/glossary.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { beijingDay, showInstant, today } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { AttendForm } from './AttendForm.tsx'
import { endedByTime, useServed } from './served.ts'
import { ServedPage } from './ServedPage.tsx'
import '../forms.css'
import '../cases/cases.css'
import './window.css'

/** `/desk/<seat>/window`: who comes, or who is here. */
export function WindowPage() {
  const seat = useSeat()
  const served = useServed()
  if (!seat.verbs.includes('window.serve')) return <><h1 className="g-unseen">窗口</h1><NoRightState>{seat.office_name}不设窗口。窗口受理员在这里接待来人。</NoRightState></>
  return served ? <ServedPage served={served} /> : <Front />
}

function Front() {
  const seat = useSeat()
  const [late] = useState(endedByTime)
  return (
    <>
      <DeskHead title="窗口" note={`${seat.place_name}，全省通办事项都可以在这里办`} tools={<ButtonLink kind="second" href={paths.deskPage(seat.mandate, 'received')}>本窗口收件</ButtonLink>} />
      {late && <Notice tone="amber" title="上一位的接待时间到了，已经结束" alert><p>还要接着办的，请重新核验来人。{late === 'half' && '填到一半的内容留着，同一位来人再核验后接着填。'}</p></Notice>}
      <div className="w-front"><AttendForm /><Today /></div>
    </>
  )
}

/** Whom I have served today. */
function Today() {
  const { data, error, isPending, refetch } = useAsk(attendances, { limit: 200 })
  const { mutate, isPending: ending } = useCall(leave)
  const items = data?.items.filter(one => beijingDay(one.opened_at) === today()) ?? []
  const over = data?.next !== null && items.length === data?.items.length
  return (
    <section className="c-block w-today" aria-labelledby="w-today">
      <div className="c-block-head"><h2 id="w-today">今天接待</h2>{data && <p className="c-soft">{items.length} 位{over ? '以上' : ''}</p>}</div>
      {isPending ? <LoadingState lines={4} /> : error && !data ? <ErrorState error={error} onRetry={() => void refetch()} />
        : items.length === 0 ? <EmptyState title="今天还没有来人" icon="people"><p>核验后会记在这里。</p></EmptyState>
          : (
            <div className="c-scroll" tabIndex={0} role="group" aria-label="今天接待的人"><table className="c-plain">
              <thead><tr><th scope="col">时间</th><th scope="col">姓名</th><th scope="col">方式</th><th scope="col">接待</th></tr></thead>
              <tbody>{items.map(one => (
                <tr key={one.attendance}>
                  <td>{showInstant(one.opened_at).slice(11)}</td><th scope="row">{one.name}</th><td>{manners[one.manner as keyof typeof manners] ?? one.manner}</td>
                  <td>{one.open ? <>接待中 <button type="button" className="c-link" disabled={ending} onClick={() => mutate({ attendance: one.attendance })}>结束<span className="g-unseen">{one.name}的接待</span></button></>
                    : one.closed_at ? `${showInstant(one.closed_at).slice(11)} 结束` : '到时结束'}</td>
                </tr>
              ))}</tbody>
            </table></div>
          )}
    </section>
  )
}
