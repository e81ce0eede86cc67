import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { list, read, type Message } from '../../contract/message.ts'
import { call } from '../kernel/api.ts'
import { paths } from '../kernel/paths.ts'
import { showInstant } from '../kernel/time.ts'
import { Anchor } from '../ui/Anchor.tsx'
import { StatusTag } from '../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { Up } from './Frame.tsx'
import { More } from './More.tsx'
import { Reminders, SentBy } from './Reminders.tsx'
import { usePages } from './own.ts'
import { reading } from './reading.ts'
import { Signed } from './Signed.tsx'
import './resident.css'

/** `/messages`: what was said to me, in full and newest first; what has been on the screen counts as read. */
export const Messages = () => (
  <Signed title="消息" nav="mine" why="办事的进展和通知，登录后都在这里。">{() => <Inbox />}</Signed>
)

function Inbox() {
  // A letter comes some seconds after the step that sent it: whoever waits on this page need not reload it.
  const found = usePages(list, 20, { refetchInterval: 10_000 })
  const client = useQueryClient()
  const [inbox] = useState(() => reading(id => call(read, { id })))
  // The lists that count the unread are asked again when one leaves, so that nothing moves while one reads.
  useEffect(() => () => void inbox.settled().then(() => client.invalidateQueries({ queryKey: [list.name] })), [client, inbox])
  return (
    <>
      <Up href={paths.mine()}>我的</Up>
      <h1 className="g-title">消息</h1>
      <div className="r-gap">
        {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} />
          : !found.first ? <LoadingState shape="cards" lines={3} />
            : found.items.length === 0 ? <EmptyState title="还没有消息" icon="info"><p>办事有进展，会在这里告诉您。</p></EmptyState>
              : <ol className="r-messages">{found.items.map(m => <One key={m.id} message={m} onSeen={inbox.seen} />)}</ol>}
        <More pages={found} words="再看 20 条" />
        <Reminders />
      </div>
    </>
  )
}

function One({ message, onSeen }: { message: Message; onSeen: (id: string) => void }) {
  const [fresh] = useState(message.read_at === null)
  const at = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const here = at.current
    if (!fresh || !here) return
    if (typeof IntersectionObserver === 'undefined') return onSeen(message.id)
    const watch = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) onSeen(message.id) }, { threshold: 0.6 })
    watch.observe(here)
    return () => watch.disconnect()
  }, [fresh, message.id, onSeen])
  return (
    <li ref={at} className="r-message">
      <h2>{message.title}{fresh && <StatusTag tone="blue">新</StatusTag>}</h2>
      <p>{message.body}</p>
      <p className="r-message-line">
        <time dateTime={message.at}>{showInstant(message.at)}</time>
        <SentBy sent={message.sent} />
        {message.matter && <Anchor href={paths.matter(message.matter)}>看这件事<span className="g-unseen">：{message.title}</span></Anchor>}
      </p>
    </li>
  )
}
