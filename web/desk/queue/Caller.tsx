import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { draw, mark, next, today, type Ticket } from '../../../contract/queue.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { lasting } from '../../kernel/storage.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useSeat } from '../seat.ts'
import { expectGuest } from '../window/expected.ts'
import { showNumber } from '../window/devices/index.ts'

const key = 'gongzhi:counter'
type Called = Ticket & { name: string | null }

/** Calls the next to this counter; whoever comes goes on to the reception, whoever does not is passed. */
export function Caller() {
  const seat = useSeat()
  const navigate = useNavigate()
  const [counter, setCounter] = useState(() => lasting.get(key) ?? '1号窗口')
  const [said, setSaid] = useState('')
  const { data } = useAsk(today, { limit: 200 }, { refetchInterval: 10_000 })
  const [calling, drawing, marking] = [useCall(next), useCall(draw), useCall(mark)]
  const mine = data?.items.filter(one => one.state === 'called' && one.counter === counter.trim()) ?? []
  const call = () => {
    lasting.set(key, counter.trim())
    calling.mutate({ counter: counter.trim() }, {
      onSuccess: ({ called, next_at }) => {
        setSaid(called ? '' : next_at ? `现在没有人等候，下一位预约的是 ${showInstant(next_at).slice(11)}` : '现在没有人等候')
        if (called) showNumber(called.number, counter.trim())
      },
    })
  }
  const came = (one: Called) => marking.mutate({ ticket: one.ticket, as: 'served' }, {
    onSuccess: ({ name }) => { expectGuest({ name, number: one.number }); void navigate({ href: paths.deskPage(seat.mandate, 'window') }) },
  })
  const error = calling.error ?? drawing.error ?? marking.error
  return (
    <section className="c-block u-call" aria-labelledby="u-call">
      <h2 id="u-call">叫号</h2>
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <TextField label="我的窗口" value={counter} onChange={setCounter} maxLength={12} width="short" autoComplete="off" />
      <div className="c-form-end">
        <Button busy={calling.isPending} onClick={call}>叫下一位</Button>
        <Button kind="second" busy={drawing.isPending} onClick={() => drawing.mutate({}, { onSuccess: one => setSaid(`已取号 ${one.number}`) })}>现场取号</Button>
      </div>
      <p className="c-soft" role="status">{said}</p>
      {mine.map(one => (
        <div key={one.ticket} className="u-called">
          <p><b className="u-number">{one.number}</b>{one.name ?? '现场取号'}{one.starts_at && `，约的 ${showInstant(one.starts_at).slice(11)}`}</p>
          <div className="c-form-end"><Button onClick={() => came(one)}>来了，开始接待</Button><Button kind="second" onClick={() => showNumber(one.number, counter.trim())}>再叫一遍</Button>
            <Button kind="quiet" onClick={() => marking.mutate({ ticket: one.ticket, as: 'missed' })}>没来，过号</Button></div>
        </div>
      ))}
    </section>
  )
}
