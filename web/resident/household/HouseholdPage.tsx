import { useState } from 'react'
import { lifeKinds, lifeStates, mine, ownKinds } from '../../../contract/household.ts'
import { mine as record } from '../../../contract/person.ts'
import { Ask, lawNote } from '../../engines/life/Ask.tsx'
import { paths } from '../../kernel/paths.ts'
import { showDay } from '../../kernel/time.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Card, Cards, Section } from '../../ui/Card.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Up } from '../Frame.tsx'
import { More } from '../More.tsx'
import { useOwn, usePages } from '../own.ts'
import { Household } from '../record/Household.tsx'
import { Signed } from '../Signed.tsx'
import '../resident.css'

/** `/household`: my household, what I asked for, and asking. */
export const HouseholdPage = () => (
  <Signed title="我的家庭" nav="mine" why="登录后可以看到您家的登记，申请变动。">{() => <Own />}</Signed>
)

function Own() {
  const { data, error, refetch } = useOwn(record, {}, { staleTime: 60_000 })
  const found = usePages(mine, 20)
  const [asking, setAsking] = useState(false)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={6} />
  const { household, person } = data
  if (asking && household) {
    return (
      <>
        <Up href={paths.household()}>我的家庭</Up>
        <Ask household={household} self={person.id} kinds={ownKinds} heading={text => <h1 className="g-title">{text}</h1>} done={() => (
          <div className="g-section">
            <Notice tone="green" title="已提交给社区" alert>社区核对以后生效，结果会发消息告诉您。需要材料的，社区会联系您。</Notice>
            <div className="g-actions"><Button onClick={() => setAsking(false)}>回到我的家庭</Button></div>
          </div>
        )} />
      </>
    )
  }
  return (
    <>
      <Up href={paths.me()}>我的信息</Up>
      <h1 className="g-title">我的家庭</h1>
      <p className="g-title-lead">{lawNote}</p>
      <div className="g-section">{household ? <Household household={household} me={person.id} /> : <EmptyState title="还没有登记在哪一户" icon="people"><p>请告诉社区工作人员。</p></EmptyState>}</div>
      {household && <div className="g-actions g-section"><Button onClick={() => setAsking(true)}>家里有变动，去登记</Button></div>}
      <Section id="asked" title="我提出过的">
        {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : !found.first ? <LoadingState shape="cards" lines={2} />
          : found.items.length === 0 ? <p className="r-quiet">还没有提出过。</p>
            : <Cards>{found.items.map(one => (
              <Card key={one.id} href={paths.householdRequest(one.id)} title={`${lifeKinds[one.kind]}：${one.who}`} note={`${showDay(one.asked_at)} 提出`} tag={<StatusTag tone={one.state === 'applied' ? 'green' : one.state === 'open' || one.state === 'sent' ? 'amber' : 'plain'}>{lifeStates[one.state]}</StatusTag>} />
            ))}</Cards>}
        <More pages={found} words="再看 20 件" />
      </Section>
      <ButtonLink kind="quiet" href={paths.me()}>哪一条信息登记错了？去更正</ButtonLink>
    </>
  )
}
