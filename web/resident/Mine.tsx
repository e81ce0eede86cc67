import { useNavigate } from '@tanstack/react-router'
import { list as messages } from '../../contract/message.ts'
import { mine as joint } from '../../contract/matter.ts'
import { mine } from '../../contract/service.ts'
import { useLogout } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Card, Cards, Section } from '../ui/Card.tsx'
import { StatusTag } from '../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { forgetSealed } from './apply/sealed.ts'
import { MatterCard } from './MatterCard.tsx'
import { More } from './More.tsx'
import { useOwn, usePages } from './own.ts'
import { Signed, type Known } from './Signed.tsx'
import { JointCard } from './together/JointCard.tsx'
import { useNow } from './useNow.ts'
import { inOrder } from './words.ts'
import './resident.css'

/** `/mine`: everything that is mine: matters, messages, my record, the way out. */
export const Mine = () => (
  <Signed title="我的" nav="mine" width="wide" why="您办的事、收到的消息、登记的信息，登录后都在这里。">{me => <Own me={me} />}</Signed>
)

function Own({ me }: { me: Known }) {
  const navigate = useNavigate()
  const found = usePages(mine, 20)
  const inbox = useOwn(messages, { limit: 1 })
  const together = useOwn(joint, { limit: 20 })
  const logout = useLogout(() => void navigate({ href: paths.home() }))
  const unread = inbox.data?.unread ?? 0
  const now = useNow()
  return (
    <>
      <h1 className="g-title">{me.name}</h1>
      <div className="r-gap">
        <Cards lay="grid">
          <Card href={paths.messages()} icon="info" title="消息" note={unread > 0 ? `${unread} 条没看` : '都看过了'} tag={unread > 0 ? <StatusTag tone="blue">{unread}</StatusTag> : undefined} />
          <Card href={paths.me()} icon="person" title="我的信息" note="登记了什么、从哪里来、谁看过" />
          <Card href={paths.booking()} icon="calendar" title="预约窗口" note="约好时间再去，不用排队" />
          <Card href={paths.licences()} icon="badge" title="我的证照" note="签发给您的、部门共享的、用在了哪里" />
        </Cards>
      </div>
      {together.data && together.data.items.length > 0 && (
        <Section id="joint" title={`一起办的（${together.data.count.n} 件事）`}><Cards lay="grid">{together.data.items.map(row => <JointCard key={row.number} row={row} now={now} />)}</Cards></Section>
      )}
      <Section id="matters" title={`我的办件${found.first ? `（${found.first.count.n} 件）` : ''}`}>
        {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} />
          : !found.first ? <LoadingState shape="cards" lines={2} />
            : found.items.length === 0
              ? <EmptyState title="还没有办过事" action={<ButtonLink kind="second" href={paths.services()}>看看能办什么</ButtonLink>}><p>提交申请以后，办到哪一步都能在这里看到。</p></EmptyState>
              : <Cards lay="grid">{inOrder(found.items).map(row => <MatterCard key={row.number} row={row} now={now} />)}</Cards>}
        <More pages={found} words="再看 20 件" />
      </Section>
      <div className="g-section g-actions">
        {me.seats.length > 0 && <ButtonLink kind="second" href={paths.desk()}>去工作台</ButtonLink>}
        <ButtonLink kind="second" href={paths.password()}>修改密码</ButtonLink>
        <Button kind="second" onClick={() => { forgetSealed(null); void logout() }}>退出登录</Button>
      </div>
      <p className="r-quiet">退出后，这台设备上不会留下您的任何信息，没提交的草稿也会清掉。</p>
    </>
  )
}
