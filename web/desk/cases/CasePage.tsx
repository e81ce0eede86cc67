import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { agentSaid } from '../../../contract/agency.ts'
import { CaseNumber, type CaseRow, type CaseView } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { showInstant } from '../../kernel/time.ts'
import { Picture } from '../../engines/process/Picture.tsx'
import { Anchor } from '../../ui/Anchor.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { listKey } from '../keys.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { About } from './About.tsx'
import { Actions } from './Actions.tsx'
import { Clocks } from './Clocks.tsx'
import { Conditions } from './Conditions.tsx'
import { FactsTable } from './FactsTable.tsx'
import { Licences } from './Licences.tsx'
import { Papers } from './Papers.tsx'
import { PrintLink, Steps } from './Steps.tsx'
import { useCase } from './useCase.ts'
import { useNext } from './useNext.ts'
import { RowDeadline, StateTag, waited } from './words.tsx'
import '../forms.css'
import './cases.css'

/** `/desk/<seat>/cases/<number>`: one case on one page, and on to the next. */
export function CasePage() {
  const { number = '' } = useParams({ strict: false })
  const seat = useSeat()
  const asked = number.normalize('NFKC').replace(/\s/g, '')
  const way = <ButtonLink kind="second" href={paths.deskPage(seat.mandate, 'cases')}>看全部办件</ButtonLink>
  if (!CaseNumber.safeParse(asked).success) {
    return <><h1 className="g-unseen">办件</h1><EmptyState title={`“${number}”不是办件编号`} icon="search" action={way}><p>编号像这样：329901-20261116-000123，印在收件凭证上。</p></EmptyState></>
  }
  return <Worked key={asked} number={asked} />
}

function Worked({ number }: { number: string }) {
  const seat = useSeat()
  const { next, left } = useNext(number)
  const href = next ? paths.deskRow(seat.mandate, 'cases', next.number) : null
  useNextKey(href)
  const todo = paths.deskPage(seat.mandate, 'todo')
  return (
    <CaseBody number={number} served={false}
      way={<p className="c-way c-noprint"><Anchor href={todo}>待办{left !== null && `（${left.toLocaleString('en-US')} 件）`}</Anchor>{next && href && <Anchor href={href} className="c-way-next">下一件：{next.person_name} <kbd>n</kbd></Anchor>}</p>}
      onward={<Onward next={next} href={href} todo={todo} />} />
  )
}

/** Where to after a step: the next case has the cursor, so that Enter goes on. */
function Onward({ next, href, todo }: { next: CaseRow | null; href: string | null; todo: string }) {
  if (!next || !href) return <ButtonLink href={todo} kind="second">回到待办</ButtonLink>
  return <><ButtonLink href={href}>下一件：{next.person_name}</ButtonLink><p className="c-soft">{next.title} · <RowDeadline row={next} /></p></>
}

/** `n` goes to the next case, as `j` and `k` do in a list. */
function useNextKey(href: string | null): void {
  const navigate = useNavigate()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey } = event
      if (event.key !== 'n' || !href || listKey({ key: '/', ctrlKey, metaKey, altKey }, document.activeElement as HTMLElement | null) === null) return
      event.preventDefault()
      void navigate({ href })
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [href, navigate])
}

export interface CaseBodyProps {
  number: string
  /** Seen from the applicant's own chair, at a window. */
  served: boolean
  way?: React.ReactNode
  /** What can be gone on with after a step was taken. */
  onward?: React.ReactNode
}

/** Who, what, clocks, facts, papers, steps, picture, and what may be done now. */
export function CaseBody({ number, served, way, onward }: CaseBodyProps) {
  const { data: view, error, isPending, refetch, again } = useCase(number)
  const [done, setDone] = useState<{ title: string; state: string } | null>(null)
  if (isPending) return <LoadingState lines={8} />
  if (!view) {
    return (
      <>
        {way}
        <h1 className="g-unseen">办件 {number}</h1>
        {error?.code === 'found.nothing'
          ? <EmptyState title="没有找到这件事" icon="search"><p>编号 {number} 不存在，或不在您的管辖范围内。请对照收件凭证核对。</p></EmptyState>
          : error?.code === 'right.missing' ? <NoRightState>{error.message}</NoRightState>
            : <ErrorState error={error ?? { message: '没有打开' }} onRetry={() => void refetch()} />}
      </>
    )
  }
  return (
    <article className="c-case">
      {way}
      <DeskHead title={`${view.case.person_name} · ${view.item.name}`} tab={`${view.item.name} ${view.case.number}`} note={<Head view={view} />} tools={view.person && <ToRecord person={view.person} />} />
      <div className="c-columns">
        <aside className="c-side" aria-label="时限和办理">
          {done && <Done done={done} view={view} onward={onward} />}
          <section className="c-block c-do c-noprint" aria-labelledby="c-do">
            <h2 id="c-do">{served ? '申请人现在可以' : '我现在可以'}</h2>
            {view.judged && view.choices.length > 0 && <Conditions {...view.judged} />}
            {view.kept_apart && <Notice tone="plain" title="须由另一位同事办"><p>{view.kept_apart}</p></Notice>}
            {view.choices.length === 0 && !view.kept_apart && <p className="c-soft">{idle(view)}</p>}
            <Actions view={view} served={served} calm={done !== null} onBefore={() => setDone(null)} onDone={setDone} onMoved={() => void again()} />
          </section>
          <section className="c-block" aria-labelledby="c-clocks"><h2 id="c-clocks">时限</h2><Clocks clocks={view.clocks} /></section>
        </aside>
        <div className="c-main"><CaseMatter view={view} /></div>
      </div>
      <section className="c-block c-picture" aria-labelledby="c-picture">
        <h2 id="c-picture">流程</h2>
        <Picture {...view.picture} path={view.timeline.map(step => ({ action: step.action, title: step.title, to: step.state, at: step.at, by: `${step.by} · ${step.office_name}` }))} state={view.case.state} />
      </section>
    </article>
  )
}

function CaseMatter({ view }: { view: CaseView }) {
  return (
    <>
      {view.outcome && (
        <Notice tone={view.outcome.granted ? 'green' : 'plain'} title={view.outcome.text}>
          {view.outcome.reasons && <p>理由：{view.outcome.reasons}</p>}{view.outcome.remedies && <p className="c-soft">{view.outcome.remedies}</p>}
        </Notice>
      )}
      {view.missing.length > 0 && <Notice tone="amber" icon="papers" title={`还缺：${view.missing.map(one => one.name).join('、')}`}>{view.missing.map(one => <p key={one.kind}>{one.note}</p>)}</Notice>}
      {view.about.length > 0 ? <About view={view} /> : (
        <>
          <section className="c-block" aria-labelledby="c-facts"><h2 id="c-facts">申请信息</h2><FactsTable facts={view.facts} /></section>
          <section className="c-block" aria-labelledby="c-papers"><h2 id="c-papers">材料</h2><Papers papers={view.papers} missing={view.missing} number={view.case.number} /></section>
          <Licences key={view.seq} number={view.case.number} />
        </>
      )}
      <section className="c-block" aria-labelledby="c-steps"><h2 id="c-steps">办理过程</h2><Steps view={view} /></section>
    </>
  )
}

const Head = ({ view: { case: row, about, agent } }: { view: CaseView }) => (
  <span className="c-head"><StateTag row={row} /><span className="c-num">{row.number}</span><span>{row.place_name}</span>
    <span>{about.length > 0 ? `${showInstant(row.opened_at)} 转来` : `${row.received_elsewhere ? `${row.received_elsewhere}窗口收件` : '本人网上申请'}，${waitedSince(row)}`}</span>
    {agent && <span title={`证件 ${agent.identity_masked}`}>{agentSaid(agent)}</span>}</span>
)
const waitedSince = ({ opened_at, closed }: CaseRow): string => {
  const since = waited(opened_at)
  return closed ? since.startsWith('今天') ? `${since} 申请` : `${since}前申请` : since.startsWith('今天') ? `${since} 申请` : `已等 ${since}`
}

/** From the case to the applicant's record, which asks first what for. */
function ToRecord({ person }: { person: string }) {
  const seat = useSeat()
  return <Anchor className="c-noprint" href={paths.deskRow(seat.mandate, 'people', person)}>打开居民档案</Anchor>
}

/** Why there is no button: it is over, or somebody else's turn. */
function idle({ case: row }: CaseView): string {
  if (row.closed) return '这件事已经办结。'
  return row.awaits_name === null ? '现在没有要办的。' : `现在是“${row.state_name}”，等${row.awaits_name}办理。`
}

/** What was just done, the paper it gave out, and where to go on; the cursor is on the way onward. */
function Done({ done, view, onward }: { done: { title: string; state: string }; view: CaseView; onward: React.ReactNode }) {
  const last = view.timeline[view.timeline.length - 1]
  return (
    <div className="c-done" role="status" ref={at => at?.querySelector<HTMLElement>('a')?.focus()}>
      <Notice tone="green" title={`已办：${done.title}`}>
        <p>现在是“{done.state}”。</p>
        <div className="c-onward">{onward}{last?.notice && <PrintLink number={view.case.number} step={last} />}</div>
      </Notice>
    </div>
  )
}
