import { useParams, useSearch } from '@tanstack/react-router'
import { show, type MatterRow } from '../../../contract/matter.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { paths } from '../../kernel/paths.ts'
import { humanDeadline, showDay } from '../../kernel/time.ts'
import { Cards, Section } from '../../ui/Card.tsx'
import { Icon } from '../../ui/icons.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Up } from '../Frame.tsx'
import { MatterCard } from '../MatterCard.tsx'
import { useOwn } from '../own.ts'
import { Signed } from '../Signed.tsx'
import { useNow } from '../useNow.ts'
import { Waiting } from '../Waiting.tsx'
import { howFar, tones } from './JointCard.tsx'
import '../resident.css'

/** `/joint/<number>`: several cases as one matter: how many of them are decided, what comes next, and each with its own clock. */
export const JointPage = () => (
  <Signed title="一件事" nav="mine" why="登录后可以看到这件事办到哪一步。">{() => <Joint />}</Signed>
)

function Joint() {
  const { number = '' } = useParams({ strict: false }) as { number?: string }
  const { done } = useSearch({ strict: false }) as { done?: string }
  const { data, error, refetch } = useOwn(show, { number })
  return (
    <>
      {!done && <Up href={paths.mine()}>我的办件</Up>}
      {data ? <Words matter={data} done={done !== undefined} /> : error
        ? <><h1 className="g-unseen">没有打开</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
        : <Waiting title="一件事" />}
    </>
  )
}

function Words({ matter, done }: { matter: OutputOf<typeof show>; done: boolean }) {
  const now = useNow()
  const { status } = matter
  return (
    <>
      {done ? (
        <div className="r-done">
          <Icon name="check" />
          <h1 className="g-title">{status.of} 件都提交了</h1>
          <p>{matter.title}的编号</p>
          <p className="r-done-number r-num">{matter.number}</p>
        </div>
      ) : <><h1 className="g-title">{matter.title}</h1><p className="g-title-lead"><span className="r-num">{matter.number}</span>　{showDay(matter.opened_at)} 申请</p></>}
      <div className={`r-now r-now-${tones[status.state]}`}>
        <p className="r-now-title"><StatusTag tone={tones[status.state]}>{status.state_name}</StatusTag>{howFar(status)}</p>
        <Far status={status} />
        {status.next_due_at && <p className="r-clock"><Icon name="clock" /><span>最近的期限：{matter.cases.find(one => one.number === status.next_case)?.title}，{humanDeadline(status.next_due_at, now, status.left!)}</span></p>}
        {status.awaiting > 0 && <p className="r-now-next">有 {status.awaiting} 件等您补材料，点开看缺什么。</p>}
      </div>
      <Section id="cases" title="每件办到哪一步"><Cards>{matter.cases.map(row => <MatterCard key={row.number} row={row} now={now} />)}</Cards></Section>
      {done && <p className="r-quiet">有进展会逐件发消息告诉您，不用再跑一趟。收件凭证在每件的页面里可以看、可以打印。</p>}
    </>
  )
}

/** How many of how many, drawn. */
const Far = ({ status: { of, decided } }: { status: MatterRow['status'] }) => (
  <div className="r-far" aria-hidden="true">{Array.from({ length: of }, (_, i) => <i key={i} className={i < decided ? 'on' : ''} />)}</div>
)
