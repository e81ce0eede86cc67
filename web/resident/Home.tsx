import { useNavigate } from '@tanstack/react-router'
import { list as messages } from '../../contract/message.ts'
import { items as allItems, mine, type CaseRow } from '../../contract/service.ts'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { loginHere } from '../kernel/router.ts'
import { Anchor } from '../ui/Anchor.tsx'
import { Cards } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { LoadingState, LoginState } from '../ui/states.tsx'
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
            : own.data ? <Matters rows={rows} now={now} /> : <LoadingState shape="cards" lines={1} />}
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

const Matters = ({ rows, now }: { rows: readonly CaseRow[]; now: number }) => rows.length === 0
  ? <p className="r-quiet">您现在没有办理中的事。</p>
  : <Cards lay="grid">{rows.slice(0, 4).map(row => <MatterCard key={row.number} row={row} now={now} />)}</Cards>

/** What can be done here, without asking who one is: big groups by stage of life. */
function Services() {
  const { data, error, refetch } = useAsk(allItems, {}, { staleTime: 300_000 })
  if (error) return <Trouble error={error} onRetry={refetch} />
  if (!data) return <LoadingState shape="cards" lines={2} />
  return <Shelves shelves={byStage(data.items)} to={key => paths.services({ stage: key })} />
}
