import { items } from '../../contract/service.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { Card, Cards } from '../ui/Card.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import './open.css'

/** The items of the catalogue with what is promised, each leading to its guide. */
export function OpenServices() {
  const { data, error, refetch } = useAsk(items, {}, { staleTime: 300_000 })
  return (
    <>
      <h1 className="g-title">服务事项</h1>
      <p className="g-title-lead">每一项谁可以办、要带什么、多久办好、依据什么，都在指南里。</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState shape="cards" lines={2} />
        : data.items.length === 0 ? <EmptyState title="还没有公布的事项" icon="papers"><p>公布以后列在这里。</p></EmptyState> : (
          <Cards lay="grid">
            {data.items.map(item => (
              <Card key={item.id} href={paths.service(item.id)} icon="papers" title={item.name} note={item.summary}
                line={`${item.kind}，${item.organ}，${item.promised_days} 个工作日办结，${item.fee}`} />
            ))}
          </Cards>
        )}
    </>
  )
}
