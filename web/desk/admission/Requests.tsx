import { useState } from 'react'
import { requests } from '../../../contract/admission.ts'
import { kindName } from '../../../contract/gate.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'

const toneOf = (state: string) => state === 'admission_running' ? 'green' as const : /_(over|refused|withdrawn)$/.test(state) ? 'plain' as const : state === 'admission_returned' || state === 'admission_urgent' ? 'amber' as const : 'blue' as const

/** Requests for admission, newest first, each with how it stands; a department's own, or all of the county for whoever decides. */
export function Requests({ own }: { own: boolean }) {
  const seat = useSeat()
  const [after, setAfter] = useState<string>()
  const { data, error, refetch } = useAsk(requests, { own, limit: 30, ...(after && { after }) })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={5} />
  if (data.items.length === 0) return <EmptyState title="还没有准入申请" icon="papers" />
  return (
    <section className="r-block" aria-label="准入申请">
      <ul className="ad-list">{data.items.map(one => (
        <li key={one.number}>
          <p className="ad-title"><Anchor href={paths.deskRow(seat.mandate, 'admission', one.number)}>{one.title}</Anchor>　{one.state_name && <StatusTag tone={toneOf(one.state)}>{one.state_name}</StatusTag>}{one.urgent && <>　<StatusTag tone="amber">应急</StatusTag></>}</p>
          <p className="r-soft">{kindName(one.kind)}，{one.requester_name}，{one.at.slice(0, 10)}，{one.number}</p>
        </li>
      ))}</ul>
      {data.next && <Button kind="second" onClick={() => setAfter(data.next!)}>更早的</Button>}
    </section>
  )
}
