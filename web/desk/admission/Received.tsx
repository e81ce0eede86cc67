import { received, refuse } from '../../../contract/admission.ts'
import { grounds, kindName } from '../../../contract/gate.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'

type Row = OutputOf<typeof received>['items'][number]

/** What was laid on us, each with its admission; what may be refused goes back with one press. */
export function Received() {
  const { data, error, refetch } = useAsk(received, { limit: 50 })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={5} />
  if (data.items.length === 0) return <EmptyState title="没有下达的事项" icon="check"><p>经过准入的事项下达后列在这里。平台以外送来的，请到“登记所见”。</p></EmptyState>
  return <section className="r-block" aria-label="下达的事项"><ul className="ad-list">{data.items.map(row => <One key={row.id} row={row} />)}</ul></section>
}

function One({ row }: { row: Row }) {
  const seat = useSeat()
  const { mutate, isPending, error } = useCall(refuse)
  return (
    <li>
      <p className="ad-title">{row.title}　{row.refused_ground ? <StatusTag tone="plain">已退回</StatusTag> : row.ground ? <StatusTag tone="amber">有权拒绝</StatusTag> : <StatusTag tone="green">已准入</StatusTag>}</p>
      {row.body && <p className="ad-words">{row.body}</p>}
      {row.columns.length > 0 && <p>只准要这些：{row.columns.join('、')}</p>}
      <p className="r-soft">{row.place_name}，{kindName(row.kind)}，{row.requester_name}，{row.sent_at.slice(0, 10)} 下达{row.due_on && `，${row.due_on} 前`}{row.admitted_until && `，准入到 ${row.admitted_until}`}。依据：{row.basis}</p>
      {row.refused_ground && <p>退回理由：{grounds[row.refused_ground]}。平台已答复发出部门，不显示是谁退回的。</p>}
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      {row.ground && seat.verbs.includes('admission.refuse') && <p><Button kind="second" busy={isPending} onClick={() => mutate({ demand: row.id })}>拒绝：{grounds[row.ground]}</Button></p>}
    </li>
  )
}
