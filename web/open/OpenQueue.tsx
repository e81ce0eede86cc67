import { useParams } from '@tanstack/react-router'
import { display } from '../../contract/queue.ts'
import { useAsk } from '../kernel/query.ts'
import { useTitle } from '../ui/Page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import './open.css'

/** `/open/queue/<place>`: the screen in the hall. Numbers and counters; no name is ever sent here. */
export function OpenQueue() {
  const { place = '' } = useParams({ strict: false }) as { place?: string }
  useTitle('叫号屏')
  const { data, error, refetch } = useAsk(display, { place }, { refetchInterval: 4_000, staleTime: 2_000 })
  if (error && !data) return <><h1 className="g-unseen">叫号屏</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <LoadingState lines={6} />
  const [newest, ...others] = data.called
  return (
    <div className="q-hall">
      <h1 className="g-title">{data.place_name}　叫号</h1>
      {!newest ? <EmptyState title="还没有叫号" icon="clock"><p>请在取号处取号，听到叫号再到窗口。</p></EmptyState> : (
        <div className="q-now" role="status"><p>请</p><p className="q-number">{newest.number}</p><p>到 <b>{newest.counter}</b></p></div>
      )}
      <div className="q-two">
        <section aria-labelledby="q-called"><h2 id="q-called">正在办理</h2><ul>{others.map(one => <li key={one.number}><b>{one.number}</b><span>{one.counter}</span></li>)}</ul></section>
        <section aria-labelledby="q-waiting"><h2 id="q-waiting">等候（{data.waiting.length}）</h2><ul>{data.waiting.slice(0, 24).map(one => <li key={one}><b>{one}</b></li>)}</ul></section>
      </div>
    </div>
  )
}
