import { Drawer } from 'antd'
import { factHistory } from '../../../contract/person.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay } from '../../kernel/time.ts'
import { Timeline } from '../../ui/Timeline.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import type { FactShown } from './RecordFact.tsx'
import { originOf } from '../cases/words.tsx'

/** Every version of one fact: what was known, from whom, from when to when. */
export function History({ person, fact, onClose }: { person: string; fact: FactShown; onClose: () => void }) {
  const { data, error, refetch } = useAsk(factHistory, { id: person, element: fact.element })
  return (
    <Drawer open title={`“${fact.name}”的变更历史`} size="min(520px, 100vw)" onClose={onClose} destroyOnHidden>
      <p className="r-soft p-now">查看历史也会记下来，居民本人看得到。</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} /> : (
        <Timeline label={`${fact.name}的各个版本`} items={data.facts.map((f, i) => ({
          key: `${f.asserted_at}${i}`, title: f.shown, at: f.asserted_at, stage: 'done' as const,
          by: `${originOf(f)}${f.collector_name ? `，${f.collector_name}` : ''}`,
          note: <>用途：{f.purpose}。{f.ended_at ? `${showDay(f.ended_at)} 被新的内容替换` : f.stale ? '现在用的，已过有效期' : '现在用的'}</>,
        }))} />
      )}
    </Drawer>
  )
}
