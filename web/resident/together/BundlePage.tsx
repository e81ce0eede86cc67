import { useParams } from '@tanstack/react-router'
import { bundles, type BundleShown } from '../../../contract/matter.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Card, Cards, Panel, Section } from '../../ui/Card.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Frame, Up } from '../Frame.tsx'
import { Trouble } from '../Trouble.tsx'
import { Waiting } from '../Waiting.tsx'
import '../resident.css'

/** `/together/<bundle>`: what belongs together, what one saves by doing it at once, and how long each takes. */
export function BundlePage() {
  const { bundle: id = '' } = useParams({ strict: false }) as { bundle?: string }
  const { data, error, refetch } = useAsk(bundles, {}, { staleTime: 300_000 })
  const bundle = data?.bundles.find(one => one.id === id)
  return (
    <Frame title={bundle?.name ?? '一件事'} nav="services">
      <Up href={paths.services()}>全部事项</Up>
      {error ? <Trouble error={error} onRetry={refetch} /> : bundle ? <Words bundle={bundle} />
        : data ? <EmptyState title="没有这个一件事" icon="search" action={<ButtonLink kind="second" href={paths.services()}>看看能办什么</ButtonLink>} /> : <Waiting title="一件事" />}
    </Frame>
  )
}

function Words({ bundle: { id, name, summary, items } }: { bundle: BundleShown }) {
  const brought = [...new Set(items.flatMap(item => item.materials.filter(one => one.source === 'applicant').map(one => one.name)))]
  const supplied = [...new Set(items.flatMap(item => item.materials.filter(one => one.source === 'shared').map(one => one.name)))]
  return (
    <>
      <h1 className="g-title">{name}</h1>
      <p className="g-title-lead">{summary}</p>
      <ul className="r-promises">
        <li><strong>{items.length} 件</strong><span>一次申请</span></li>
        <li><strong>{items.every(item => item.visits === 0) ? '0 次' : `${Math.max(...items.map(item => item.visits))} 次`}</strong><span>跑腿</span></li>
        <li><strong>只问一次</strong><span>同样的问题</span></li>
      </ul>
      <div className="g-actions"><ButtonLink href={paths.together(id)} wide>一次办好</ButtonLink></div>
      <Section id="items" title="包括这几件">
        <Cards>{items.map(item => <Card key={item.id} href={paths.service(item.id)} icon="papers" title={item.name} note={item.summary} line={`${item.promised_days} 个工作日办结，${item.fee}`} />)}</Cards>
        <p className="r-quiet">下一步会逐件告诉您符不符合条件，可以只选其中几件。每件各算各的时间，哪件先办好先给您。</p>
      </Section>
      <Section id="papers" title="材料">
        <Panel><SummaryList facts={[
          ...(supplied.length > 0 ? [{ key: 'not', name: '不用您带', value: <span className="r-free">{supplied.join('、')}</span> }] : []),
          { key: 'bring', name: '可能要您提供', value: brought.length > 0 ? `${brought.join('、')}（几件都要的只交一份）` : '没有' },
        ]} /></Panel>
      </Section>
      <div className="g-section g-actions"><ButtonLink href={paths.together(id)} wide>一次办好</ButtonLink></div>
    </>
  )
}
