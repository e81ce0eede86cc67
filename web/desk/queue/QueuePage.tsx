import { useState } from 'react'
import { ticketStates, today, type TicketState } from '../../../contract/queue.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { beijingDay, showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { DayField } from '../fields.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Caller } from './Caller.tsx'
import { OpenSlots } from './OpenSlots.tsx'
import '../forms.css'
import '../cases/cases.css'
import '../window/window.css'
import './queue.css'

const tones: Record<TicketState, 'plain' | 'blue' | 'amber' | 'green'> = { waiting: 'blue', called: 'amber', served: 'green', missed: 'plain', cancelled: 'plain' }

/** `/desk/<seat>/queue`: who waits at my window, who is called next, and which times can be booked. */
export function QueuePage() {
  const seat = useSeat()
  const [day, setDay] = useState(() => beijingDay(Date.now()))
  if (!seat.verbs.includes('queue.keep')) return <><h1 className="g-unseen">排队</h1><NoRightState>{seat.office_name}不设窗口，没有排队。</NoRightState></>
  return (
    <>
      <DeskHead title="排队" note={`${seat.place_name}窗口`} tools={<a className="g-button g-button-second" href={paths.hall(seat.place)} target="_blank" rel="noreferrer"><span>大厅叫号屏</span></a>} />
      <div className="w-front"><div><Caller /><OpenSlots /></div><Tickets day={day} onDay={setDay} /></div>
    </>
  )
}

function Tickets({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const [after, setAfter] = useState<string>()
  const { data, error, refetch } = useAsk(today, { day, limit: 100, ...(after && { after }) }, { refetchInterval: 10_000 })
  return (
    <section className="c-block" aria-labelledby="u-list">
      <div className="c-block-head"><h2 id="u-list">名单</h2>{data && <p className="c-soft">{Object.entries(data.counts).filter(([, n]) => n > 0).map(([state, n]) => `${ticketStates[state as TicketState]} ${n}`).join('，') || '没有人'}</p>}</div>
      <DayField label="哪一天" value={day} onChange={to => { setAfter(undefined); if (to) onDay(to) }} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} />
        : data.items.length === 0 ? <EmptyState title="这一天还没有人取号或预约" icon="clock"><p>来人可以现场取号；开放预约后，居民也能在手机上先约。</p></EmptyState> : (
          <div className="c-scroll" tabIndex={0} role="group" aria-label="排队名单"><table className="c-plain">
            <thead><tr><th scope="col">号</th><th scope="col">预约时间</th><th scope="col">姓名</th><th scope="col">状态</th></tr></thead>
            <tbody>{data.items.map(one => (
              <tr key={one.ticket}><th scope="row">{one.number}</th><td>{one.starts_at ? showInstant(one.starts_at).slice(11) : '现场'}</td><td>{one.name ?? '—'}</td>
                <td><StatusTag tone={tones[one.state]}>{ticketStates[one.state]}</StatusTag>{one.counter && one.state === 'called' && ` ${one.counter}`}</td></tr>
            ))}</tbody>
          </table></div>
        )}
      {data?.next && <Button kind="second" onClick={() => setAfter(data.next!)}>下一页</Button>}
    </section>
  )
}
