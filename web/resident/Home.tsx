import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { list as messages } from '../../contract/message.ts'
import { items as allItems, mine, type CaseRow } from '../../contract/service.ts'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { loginHere } from '../kernel/router.ts'
import { showInstant } from '../kernel/time.ts'
import { Anchor } from '../ui/Anchor.tsx'
import { Card, Cards } from '../ui/Card.tsx'
import { Notice, StatusTag } from '../ui/Notice.tsx'
import { LoadingState, LoginState } from '../ui/states.tsx'
import { unfinishedOf, type Unfinished } from './apply/form.ts'
import { Frame } from './Frame.tsx'
import { HomeFrame } from './HomeFrame.tsx'
import { MatterCard } from './MatterCard.tsx'
import { useOwn } from './own.ts'
import { byStage } from './kinds.ts'
import { Shelves } from './Shelves.tsx'
import { known } from './Signed.tsx'
import { Trouble } from './Trouble.tsx'
import { useNow } from './useNow.ts'
import { awaitsMe, inOrder, rowClock } from './words.ts'

/** `/`: what can I do here, where is my matter, what was said to me. */
export function Home() {
  const { data: me } = useMe()
  const who = known(me)
  const navigate = useNavigate()
  const own = useOwn(mine, { limit: 20 }, { enabled: who !== null })
  const inbox = useOwn(messages, { limit: 1 }, { enabled: who !== null })
  const now = useNow()
  const rows = inOrder(own.data?.items ?? [])
  const unread = inbox.data?.unread ?? 0
  return (
    <Frame title="首页" nav="home" width="wide">
      <HomeFrame
        name={who ? who.name : null}
        onSearch={q => void navigate({ href: paths.services({ q }) })}
        notice={<Awaited rows={rows} unread={unread} now={now} />}
        matters={!me ? undefined : !who
          ? <LoginState href={loginHere()}>您办的事走到哪一步、还要等多久，登录后都在这里。</LoginState>
          : own.error ? <Trouble error={own.error} onRetry={own.refetch} />
            : own.data ? <Matters person={who.account} rows={rows} now={now} /> : <LoadingState shape="cards" lines={1} />}
        {...(rows.length > 0 ? { mattersMore: { href: paths.mine(), title: '全部办件' } } : {})}
        services={<Services />}
        servicesMore={{ href: paths.services(), title: '全部事项' }}
        visitor={me !== undefined && !who}
      />
    </Frame>
  )
}

/** What waits for oneself stands before everything else. */
function Awaited({ rows, unread, now }: { rows: readonly CaseRow[]; unread: number; now: number }) {
  const waiting = rows.filter(awaitsMe)
  return (
    <>
      {waiting.map(row => (
        <Notice key={row.number} tone="amber" title={`${row.title}还差您补材料`}>
          {rowClock(row, now)}补齐。<Anchor className="r-inline" href={paths.matter(row.number)}>看缺什么，现在去补</Anchor>
        </Notice>
      ))}
      {unread > 0 && <Notice tone="blue"><Anchor className="r-inline" href={paths.messages()}>{unread} 条新消息</Anchor></Notice>}
    </>
  )
}

function Matters({ person, rows, now }: { person: string; rows: readonly CaseRow[]; now: number }) {
  const [unfinished] = useState(() => unfinishedOf(person))
  if (rows.length === 0 && unfinished.length === 0) return <p className="r-quiet">您现在没有办理中的事。</p>
  return (
    <Cards lay="grid">
      {unfinished.map(one => <UnfinishedCard key={one.item} unfinished={one} />)}
      {rows.slice(0, 4).map(row => <MatterCard key={row.number} row={row} now={now} />)}
    </Cards>
  )
}

/** An application that was begun on this device: it waits where one stopped. */
function UnfinishedCard({ unfinished: { item, step, saved_at } }: { unfinished: Unfinished }) {
  const { data } = useAsk(allItems, {}, { staleTime: 300_000 })
  const name = data?.items.find(one => one.id === item)?.name
  return !name ? null : <Card href={paths.apply(item, step ?? undefined)} icon="papers" title={`${name}申请，还没填完`} tag={<StatusTag tone="amber">未提交</StatusTag>} note="从上次停下的地方接着填" line={`${showInstant(saved_at)} 存在这台设备上`} />
}

/** What can be done here, without asking who one is: big groups by stage of life. */
function Services() {
  const { data, error, refetch } = useAsk(allItems, {}, { staleTime: 300_000 })
  if (error) return <Trouble error={error} onRetry={refetch} />
  if (!data) return <LoadingState shape="cards" lines={2} />
  return <Shelves shelves={byStage(data.items)} to={key => paths.services({ stage: key })} />
}
