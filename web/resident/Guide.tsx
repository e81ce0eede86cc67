import { useParams } from '@tanstack/react-router'
import { item as oneItem, type Item } from '../../contract/service.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Panel, Section } from '../ui/Card.tsx'
import { Icon } from '../ui/icons.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Frame, Up } from './Frame.tsx'
import { Waiting } from './Waiting.tsx'
import { noService, Trouble } from './Trouble.tsx'
import './resident.css'

/** `/services/<id>`: who may get it, how much, what need not be brought and why, how long, how it goes. */
export function Guide() {
  const { item: id = '' } = useParams({ strict: false }) as { item?: string }
  const { data, error, refetch } = useAsk(oneItem, { id }, { staleTime: 300_000 })
  return (
    <Frame title={data?.name ?? '办事指南'} nav="services">
      <Up href={paths.services()}>全部事项</Up>
      {error ? <><h1 className="g-unseen">办事指南</h1><Trouble error={error} onRetry={refetch} nothing={noService} /></> : data ? <Words item={data} /> : <Waiting title="办事指南" />}
    </Frame>
  )
}

function Words({ item }: { item: Item }) {
  const supplied = item.materials.filter(m => m.source !== 'applicant')
  const brought = item.materials.filter(m => m.source === 'applicant')
  return (
    <>
      <h1 className="g-title">{item.name}</h1>
      <p className="g-title-lead">{item.summary}</p>
      <ul className="r-promises">
        <li><strong>{item.promised_days}</strong><span>个工作日办结</span></li>
        <li><strong>{item.visits === 0 ? '0 次' : `${item.visits} 次`}</strong><span>跑腿</span></li>
        <li><strong>{item.fee}</strong><span>费用</span></li>
      </ul>
      <div className="g-actions"><ButtonLink href={paths.apply(item.id)} wide>去申请</ButtonLink></div>
      <Section id="who" title="谁可以办">
        <Panel><ul className="r-ticks">{item.conditions.map(c => <li key={c}><Icon name="check" /><span>{c}</span></li>)}</ul></Panel>
      </Section>
      <Section id="get" title="办成以后">
        <Panel><p>{item.result}。</p><p className="r-quiet">具体金额在申请时按您的情况算好给您看，符合条件再提交。</p></Panel>
      </Section>
      {supplied.length > 0 && (
        <Section id="not" title="这些不用您带">
          <Panel><SummaryList facts={supplied.map(m => ({ key: m.id, name: m.name, value: <span className="r-free">{m.note || '由部门共享提供，不用您带'}</span> }))} /></Panel>
        </Section>
      )}
      {brought.length > 0 && (
        <Section id="bring" title="可能要您提供的">
          <Panel><SummaryList facts={brought.map(m => ({ key: m.id, name: m.name, value: `${m.required ? '' : '不是必须。'}${m.note}` }))} /></Panel>
        </Section>
      )}
      <Section id="steps" title="怎么办">
        <Panel><ol className="r-steps">{item.steps.map((s, i) => <li key={s}><span className="r-steps-n" aria-hidden="true">{i + 1}</span><span>{s}</span></li>)}</ol></Panel>
      </Section>
      <Section id="where" title="在哪里办">
        <Panel>
          <p>{item.channels.join('、')}都能办，结果一样。{item.scope && `${item.scope}：在外地也能就近交。`}</p>
          <p className="r-quiet">不会用手机也没关系，到就近的社区服务窗口，或拨打 <a href="tel:12345">12345</a>。</p>
        </Panel>
      </Section>
      <Section id="law" title="依据和期限">
        <Panel>
          <SummaryList facts={[
            { key: 'organ', name: '谁决定', value: item.organ }, { key: 'promised', name: '承诺期限', value: `${item.promised_days} 个工作日` },
            { key: 'statutory', name: '法定期限', value: `${item.statutory_days} 个工作日` },
            { key: 'basis', name: '依据', value: <>{item.basis.map(b => <span key={b} className="r-line">{b}</span>)}</> },
            { key: 'code', name: '事项编码', value: <span className="r-num">{item.basic_code}</span> },
          ]} />
        </Panel>
      </Section>
      <div className="g-section g-actions"><ButtonLink href={paths.apply(item.id)} wide>去申请</ButtonLink></div>
    </>
  )
}
