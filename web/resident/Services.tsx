import { useNavigate, useSearch } from '@tanstack/react-router'
import { items as allItems } from '../../contract/service.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { Card, Cards } from '../ui/Card.tsx'
import { EmptyState, LoadingState } from '../ui/states.tsx'
import { find } from './find.ts'
import { Frame } from './Frame.tsx'
import { Search } from './HomeFrame.tsx'
import { Trouble } from './Trouble.tsx'
import './resident.css'

/** `/services`: everything that can be done here, found in one's own words. */
export function Services() {
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const navigate = useNavigate()
  const { data, error, refetch } = useAsk(allItems, {}, { staleTime: 300_000 })
  const found = find(data?.items ?? [], q)
  const shown = found.length > 0 ? found : data?.items ?? []
  return (
    <Frame title="办事" nav="services" width="wide">
      <h1 className="g-title">能办的事</h1>
      <Search key={q} initial={q} onSearch={text => void navigate({ href: paths.services({ q: text }) })} />
      <div className="r-gap" aria-live="polite">
        {error ? <Trouble error={error} onRetry={refetch} /> : !data ? <LoadingState shape="cards" /> : (
          <>
            {q && found.length > 0 && <p className="r-count">找到 {found.length} 项</p>}
            {q && found.length === 0 && (
              <EmptyState title={`没有找到“${q}”`} icon="search"><p>换个说法再试，或拨打 <a href="tel:12345">12345</a> 问一问。{shown.length > 0 && '下面是现在能办的全部事项。'}</p></EmptyState>
            )}
            <div className={q && found.length === 0 ? 'r-gap' : undefined}>
              <Cards lay="grid">
                {shown.map(item => (
                  <Card key={item.id} href={paths.service(item.id)} icon="papers" title={item.name} note={item.summary}
                    line={`${item.fee}，${item.visits === 0 ? '不用跑腿' : `最多跑 ${item.visits} 次`}，${item.promised_days} 个工作日办结`} />
                ))}
              </Cards>
            </div>
          </>
        )}
      </div>
    </Frame>
  )
}
