import { useParams } from '@tanstack/react-router'
import { bundles } from '../../contract/matter.ts'
import { item as oneItem, type Item } from '../../contract/service.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { showDay } from '../kernel/time.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Panel, Section } from '../ui/Card.tsx'
import { Icon } from '../ui/icons.tsx'
import { SummaryList, type Fact } from '../ui/SummaryList.tsx'
import { handedIn } from './apply/sheet.ts'
import { Frame, Up } from './Frame.tsx'
import { Bundles } from './Shelves.tsx'
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
  const supplied = item.materials.filter(m => m.source === 'shared')
  const brought = handedIn(item.materials)
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
        <Panel>{item.conditions.length > 0
          ? <ul className="r-ticks">{item.conditions.map(c => <li key={c}><Icon name="check" /><span>{c}</span></li>)}</ul>
          : <p>没有固定的条件，有需要就可以申请，由工作人员核实情况。</p>}</Panel>
      </Section>
      <Section id="get" title="办成以后">
        <Panel><p>{item.result}。</p><p className="r-quiet">具体结果在申请时按您的情况算好给您看，符合条件再提交。</p></Panel>
      </Section>
      {supplied.length > 0 && (
        <Section id="not" title="这些不用您带">
          <Panel><SummaryList facts={supplied.map(m => ({ key: m.id, name: m.name, value: <span className="r-free">{m.note || '由部门共享提供，不用您带'}</span> }))} /></Panel>
        </Section>
      )}
      {(brought.length > 0 || item.members) && (
        <Section id="bring" title="可能要您提供的">
          <Panel><SummaryList facts={[
            ...brought.map(m => ({ key: m.id, name: m.name, value: [m.required ? m.minor ? '必须，可以稍后补交' : '必须' : '不是必须', m.source === 'promise' && '可以用告知承诺代替', m.note].filter(Boolean).join('。') })),
            ...(item.members ? [{ key: 'members', name: '家庭成员情况', value: '姓名和关系从户籍带出，只问每个人的就业和收入' }] : []),
          ]} /></Panel>
        </Section>
      )}
      <Section id="steps" title="怎么办">
        <Panel><ol className="r-steps">{item.steps.map((s, i) => <li key={s}><span className="r-steps-n" aria-hidden="true">{i + 1}</span><span>{s}</span></li>)}</ol></Panel>
      </Section>
      <Section id="where" title="在哪里办">
        <Panel>
          <p>{item.channels.join('、')}都能办，结果一样。{item.scope && `${item.scope}${item.scope.includes('全省') ? '：在外地也能就近交' : ''}。`}</p>
          <p className="r-quiet">不会用手机也没关系，到就近的社区服务窗口，或拨打 <a href="tel:12345">12345</a>。</p>
        </Panel>
      </Section>
      <Section id="law" title="依据和期限"><Panel><SummaryList facts={lawOf(item)} /></Panel></Section>
      <Together id={item.id} />
      <div className="g-section g-actions"><ButtonLink href={paths.apply(item.id)} wide>去申请</ButtonLink></div>
    </>
  )
}

const lines = (all: readonly string[]) => <>{all.map(one => <span key={one} className="r-line">{one}</span>)}</>

/** The fields of the national catalogue that a person may have to name, with the organs that were responsible before. */
function lawOf(item: Item): Fact[] {
  const earlier = item.organs.filter(one => one.name !== item.organ)
  return [
    { key: 'organ', name: '谁决定', value: lines([item.organ, ...earlier.map(one => `${showDay(one.from)}${one.to ? ` 至 ${showDay(one.to)}` : ' 起'}由${one.name}负责`)]) },
    { key: 'promised', name: '承诺期限', value: `${item.promised_days} 个工作日` }, { key: 'statutory', name: '法定期限', value: `${item.statutory_days} 个工作日` },
    { key: 'basis', name: '依据', value: lines(item.basis) },
    { key: 'kind', name: '事项类型', value: `${item.kind}，${item.level}` }, { key: 'scope', name: '通办范围', value: item.scope },
    { key: 'code', name: '基本编码', value: <span className="r-num">{item.basic_code || '还没有编码'}</span> },
    { key: 'implementing', name: '实施编码', value: <span className="r-num r-long">{item.implementing_code || '还没有编码'}</span> },
    { key: 'version', name: '版本', value: `第 ${item.version} 版，${showDay(item.valid_from)} 起施行` },
  ]
}

/** What it can be applied for together with. */
function Together({ id }: { id: string }) {
  const { data } = useAsk(bundles, {}, { staleTime: 300_000 })
  const found = data?.bundles.filter(bundle => bundle.items.some(item => item.id === id)) ?? []
  return (
    <Section id="together" title="可以和别的一起办" more={{ href: paths.pick({ items: id }), title: '自己选几件一起办' }}>
      {found.length > 0 ? <Bundles bundles={found} /> : <p className="r-quiet">同样的问题只问一次，同样的材料只交一份。</p>}
    </Section>
  )
}
