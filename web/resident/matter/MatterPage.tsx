import type { CaseView } from '../../../contract/service.ts'
import { Picture } from '../../engines/process/Picture.tsx'
import { ofCase } from '../../../contract/licence.ts'
import { paths } from '../../kernel/paths.ts'
import { showDay } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Anchor } from '../../ui/Anchor.tsx'
import { Panel, Section } from '../../ui/Card.tsx'
import { Icon } from '../../ui/icons.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Up } from '../Frame.tsx'
import { useOwn } from '../own.ts'
import { Signed } from '../Signed.tsx'
import { noMatter, Trouble } from '../Trouble.tsx'
import { Waiting } from '../Waiting.tsx'
import { saidOf } from '../words.ts'
import { Certificate } from './Certificate.tsx'
import { Outcome } from './Outcome.tsx'
import { ClockWords } from './ClockWords.tsx'
import { Rated } from './Rated.tsx'
import { Steps } from './Steps.tsx'
import { useMatter } from './useMatter.ts'
import '../resident.css'

/** `/matters/<number>`: where it stands, what comes next and by when, what is awaited from me, all that happened. */
export const MatterPage = () => (
  <Signed title="我的办件" nav="mine" why="登录后可以看到这件事办到哪一步。">{() => <Matter />}</Signed>
)

function Matter() {
  const { data, error, refetch } = useMatter()
  return (
    <>
      <Up href={paths.mine()}>我的办件</Up>
      {data ? <Words view={data} /> : error
        ? <><h1 className="g-unseen">我的办件</h1><Trouble error={error} onRetry={refetch} nothing={noMatter} /></>
        : <Waiting title="我的办件" />}
    </>
  )
}

function Words({ view }: { view: CaseView }) {
  const { case: row } = view
  const said = saidOf(row)
  const can = view.choices.filter(c => c.tone !== 'danger')
  const leave = view.choices.filter(c => c.tone === 'danger')
  return (
    <>
      <h1 className="g-title">{view.item.name}</h1>
      <p className="g-title-lead"><span className="r-num">{row.number}</span></p>
      {view.matter && <p><Anchor className="r-inline" href={paths.joint(view.matter)}>和别的事一起申请的，看全部</Anchor></p>}
      <div className={`r-now r-now-${said.tone}`}>
        <p className="r-now-title"><StatusTag tone={said.tone}>{row.closed ? '办结' : '现在'}</StatusTag>{said.title}</p>
        <ClockWords view={view} />
        <p className="r-now-next">{said.next}</p>
        {view.missing.length > 0 && can.length > 0 && (
          <>
            <p className="r-now-next"><strong>要补的材料</strong></p>
            <ul className="r-missing-list">{view.missing.map(m => <li key={m.kind}><Icon name="papers" /><span>{m.name}{m.note && <span className="r-basis">{m.note}</span>}</span></li>)}</ul>
            <Reason view={view} />
          </>
        )}
        {can.length > 0 && <div className="g-actions">{can.map(c => <ButtonLink key={c.action} href={paths.matterDo(row.number, c.action)}>{c.action === 'answer_supplement' ? '现在去补' : c.title}</ButtonLink>)}</div>}
      </div>
      {view.outcome && <Outcome view={view} />}
      {/granted|revoked/.test(row.state) && <Certificate number={row.number} />}
      {row.closed && <Rated number={row.number} />}
      <Section id="steps" title="办理过程"><Panel><Steps view={view} /></Panel></Section>
      <Notices view={view} />
      <Section id="path" title="这件事怎么走">
        <Picture states={view.picture.states} actions={view.picture.actions} state={row.state} title="办理路线" wordsFirst
          path={view.timeline.map(t => ({ action: t.action, title: t.title, to: t.state, at: t.at, by: `${t.place_name} ${t.by}` }))} />
      </Section>
      <Papers view={view} />
      <Section id="facts" title="申请时的信息">
        <Panel><SummaryList facts={view.facts.map(f => ({ key: f.element, name: f.name, value: f.shown, source: f.asked ? '您申请时填的' : f.organ === '本人申报' ? '您以前自己报的' : /采集/.test(f.organ) ? `${f.organ}登记` : `由${f.organ}提供` }))} /></Panel>
      </Section>
      {leave.length > 0 && (
        <Section id="leave" title="不想办了">
          <p className="r-quiet">没有办结以前可以撤回，以后随时可以重新申请。</p>
          <p>{leave.map(c => <Anchor key={c.action} className="r-inline" href={paths.matterDo(row.number, c.action)}>{c.title}</Anchor>)}</p>
        </Section>
      )}
    </>
  )
}

/** Why papers are asked for, in the words of who asked. */
function Reason({ view }: { view: CaseView }) {
  const asked = view.timeline.findLast(t => t.action === 'request_supplement')
  return asked?.note ? <p className="r-now-next">原因：{asked.note}（{asked.place_name} {asked.by}）</p> : null
}

function Notices({ view }: { view: CaseView }) {
  const printed = view.timeline.filter(t => t.notice)
  return printed.length === 0 ? null : (
    <Section id="notices" title="文书">
      <ul className="r-rows">
        {printed.map(t => (
          <li key={t.seq}><Icon name="papers" /><span className="r-rows-words"><Anchor href={paths.print(view.case.number, t.seq)}>{t.notice}</Anchor><span className="r-basis">{showDay(t.at)}</span></span></li>
        ))}
      </ul>
    </Section>
  )
}

/** The papers of the case, and the licences that one agreed to use for it; pictures open in a tab of their own, PDF is saved. */
export function Papers({ view }: { view: CaseView }) {
  const { data } = useOwn(ofCase, { number: view.case.number })
  const uses = data?.uses ?? []
  return (
    <Section id="papers" title="材料">
      {view.papers.length + uses.length === 0 ? <p className="r-quiet">没有交过材料，也不用交。证件由部门共享提供。</p> : (
        <ul className="r-rows">
          {uses.map(one => (
            <li key={one.id}>
              <Icon name="badge" />
              <span className="r-rows-words">{one.title}<span className="r-basis">您同意从证照库取得，只用于这件事　{one.number}　{one.organ}提供</span></span>
            </li>
          ))}
          {view.papers.map(p => (
            <li key={p.id}>
              <Icon name="papers" />
              <span className="r-rows-words">
                <a href={paths.file(p.file, { number: view.case.number })} target="_blank" rel="noreferrer">{p.kind_name}<span className="g-unseen">，在新窗口打开</span></a>
                <span className="r-basis">{p.name}　{showDay(p.added_at)} {p.added_by} 交</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
