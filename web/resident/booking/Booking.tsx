import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { cut } from '../../../contract/kernel.ts'
import { mine as person } from '../../../contract/person.ts'
import { book, cancel, mine, slots, ticketStates, windows, type Slot, type Ticket } from '../../../contract/queue.ts'
import { PlaceSteps } from '../../desk/places/PlaceSteps.tsx'
import { paths } from '../../kernel/paths.ts'
import { useCall } from '../../kernel/query.ts'
import { parseSearch } from '../../kernel/router.ts'
import { beijingDay, showInstant, showWeekday } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Card, Cards, Section } from '../../ui/Card.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Up } from '../Frame.tsx'
import { More } from '../More.tsx'
import { useOwn, usePages } from '../own.ts'
import { useNow } from '../useNow.ts'
import { Signed } from '../Signed.tsx'
import { Waiting } from '../Waiting.tsx'
import '../resident.css'
import './booking.css'

const at = (instant: string) => `${beijingDay(instant)} ${showWeekday(beijingDay(instant))} ${showInstant(instant).slice(11)}`

/** `/booking`: what I have booked, and which windows can be booked. */
export const Booking = () => <Signed title="预约窗口" nav="mine" why="登录后可以预约到窗口办事的时间。">{() => <Own />}</Signed>

function Own() {
  const navigate = useNavigate()
  const asked = parseSearch(useLocation().searchStr)['place'] ?? ''
  const home = useHome()
  const named = /^\d{4,12}$/.test(asked) ? asked : undefined
  const place = named ?? home?.county
  return (
    <>
      <Up href={paths.mine()}>我的</Up>
      <h1 className="g-title">预约窗口</h1>
      <p className="g-title-lead">先约好时间再去，不用排队。不约也能去，到窗口现场取号。</p>
      <Tickets />
      <Section id="windows" title="可以约的窗口">
        {place && home ? <Windows key={place} place={place} near={home.town} own={named === undefined} /> : <LoadingState shape="cards" lines={2} />}
        <details className="b-else" open={named !== undefined}>
          <summary>去别的地方办</summary>
          <PlaceSteps top="32" topName="江苏省" value={place} lowest="town" none="请选择" onChange={to => void navigate({ href: `${paths.booking()}${to ? `?place=${to}` : ''}` })} />
        </details>
      </Section>
    </>
  )
}

/** Where one most likely goes: where one last booked, or else where one lives; of that county the windows of that street come first. */
function useHome(): { county: string; town: string } | null {
  const tickets = useOwn(mine, { limit: 1 })
  const last = tickets.data?.items[0]?.place
  const record = useOwn(person, {}, { staleTime: 300_000, enabled: tickets.data !== undefined && last === undefined })
  const place = last ?? record.data?.person.place
  return place === undefined ? null : { county: cut(place, 'county') ?? place, town: cut(place, 'town') ?? place }
}

function Tickets() {
  const found = usePages(mine, 10)
  if (!found.first || found.items.length === 0) return null
  return (
    <Section id="tickets" title="我的预约">
      <ul className="b-tickets">{found.items.map(one => <One key={one.ticket} ticket={one} />)}</ul>
      <More pages={found} words="更早的" />
    </Section>
  )
}

function One({ ticket }: { ticket: Ticket }) {
  const { mutate, isPending, error } = useCall(cancel)
  const now = useNow()
  const ahead = ticket.state === 'waiting' && ticket.starts_at !== null && Date.parse(ticket.starts_at) > now
  return (
    <li>
      <p><b className="b-number">{ticket.number}</b><StatusTag tone={ticket.state === 'called' ? 'amber' : ahead ? 'blue' : 'plain'}>{ahead ? '已预约' : ticketStates[ticket.state]}</StatusTag></p>
      <p>{ticket.starts_at && at(ticket.starts_at)}，{ticket.place_name}{ticket.state === 'called' && ticket.counter && `，请到 ${ticket.counter}`}</p>
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      {ahead && <Button kind="second" busy={isPending} onClick={() => mutate({ ticket: ticket.ticket })}>取消预约</Button>}
    </li>
  )
}

/** The windows of a place, those nearest to one first. */
function Windows({ place, near, own }: { place: string; near: string; own: boolean }) {
  const { data, error, refetch } = useOwn(windows, { place, limit: 50 })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState shape="cards" lines={2} />
  if (data.items.length === 0) return <EmptyState title={own ? '您那里的窗口现在没有可以约的时间' : '这里现在没有可以约的时间'} icon="calendar"><p>可以在下面换一个地区看看，或直接到窗口取号。</p></EmptyState>
  const items = [...data.items].sort((a, b) => Number(b.place.startsWith(near)) - Number(a.place.startsWith(near)))
  return <Cards>{items.map(one => <Card key={one.place} href={paths.booking(one.place)} icon="window" title={one.place_name} {...(one.place.startsWith(near) ? { tag: <StatusTag tone="blue">离您近</StatusTag> } : {})} note={`还能约 ${one.free} 位，最早 ${at(one.first_at)}`} />)}</Cards>
}

/** `/booking/<place>`: the times of one window. */
export const BookWindow = () => <Signed title="预约窗口" why="登录后可以预约。">{() => <Times />}</Signed>

function Times() {
  const { place = '' } = useParams({ strict: false }) as { place?: string }
  const navigate = useNavigate()
  const { data, error, refetch } = useOwn(slots, { place })
  const [chosen, setChosen] = useState<Slot | null>(null)
  const booking = useCall(book)
  if (error) return <><Up href={paths.booking()}>预约窗口</Up><h1 className="g-unseen">预约窗口</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <Waiting title="预约窗口" />
  const days = [...new Set(data.slots.map(one => one.day))]
  const confirm = () => { if (chosen) booking.mutate({ slot: chosen.slot }, { onSuccess: () => void navigate({ href: paths.booking() }), onError: () => void refetch() }) }
  return (
    <>
      <Up href={paths.booking()}>预约窗口</Up>
      <h1 className="g-title">{data.place_name}</h1>
      {days.length > 0 && <p className="g-title-lead">选一个时间，一天约一次。</p>}
      {booking.error && <Notice tone="fault" title="没有约上" alert>{booking.error.message}</Notice>}
      {days.length === 0 && <EmptyState title="现在没有可以约的时间" icon="calendar"><p>可以直接到窗口取号。</p></EmptyState>}
      {days.map(day => (
        <Section key={day} id={`d${day}`} title={`${day} ${showWeekday(day)}`}>
          <div className="b-times" role="group" aria-label={day}>{data.slots.filter(one => one.day === day).map(one => (
            <button key={one.slot} type="button" className="b-time" aria-pressed={chosen?.slot === one.slot} disabled={one.free === 0} onClick={() => setChosen(one)}>
              <b>{showInstant(one.starts_at).slice(11)}</b><span>{one.free === 0 ? '约满了' : `还能约 ${one.free} 位`}</span>
            </button>
          ))}</div>
        </Section>
      ))}
      {chosen && <div className="b-go"><p>{at(chosen.starts_at)}，{data.place_name}</p><Button busy={booking.isPending} onClick={confirm}>约这个时间</Button></div>}
    </>
  )
}
