import { useState } from 'react'
import { approve, progress, reopen } from '../../../contract/report.ts'
import { showDay } from '../../../contract/time.ts'
import { paths, withSearch } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDeed } from './deed.ts'
import { useSeat } from '../seat.ts'
import { StateTag } from './words.tsx'

/** How far the places below have come; a community each is read, approved, or opened again with a reason. */
export function Progress({ report, period, place }: { report: string; period: string; place: string }) {
  const seat = useSeat()
  const [after, setAfter] = useState<string>()
  const [reopening, setReopening] = useState<{ place: string; name: string; seq: number } | null>(null)
  const { data, error, refetch } = useAsk(progress, { report, period, place, limit: 100, ...(after && { after }) }, { placeholderData: old => old })
  const accept = useDeed(approve)
  const oversees = seat.verbs.includes('report.oversee')
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={5} />
  const { communities, confirmed, approved, late } = data.sum
  const to = (code: string) => withSearch(paths.deskRow(seat.mandate, 'reports', report), { period, place: code })
  return (
    <section className="c-block" aria-labelledby="e-progress">
      <div className="c-block-head"><h2 id="e-progress">{data.period_name}进度</h2><p className="c-soft">{data.due_on && `截止 ${data.due_on}　`}共 {communities.toLocaleString('en-US')} 个村（社区）：{confirmed + approved} 个已确认（其中 {approved} 个已审定），{communities - confirmed - approved - late} 个待确认，{late} 个逾期</p></div>
      {accept.refused && <Notice tone="fault" alert title="没有审定">{accept.refused.message}</Notice>}
      <div className="c-scroll" tabIndex={0} role="group" aria-label="各地进度"><table className="rp-table">
        <thead><tr><th scope="col">地区</th><th scope="col">情况</th><th scope="col" className="rp-number">行数</th><th scope="col">确认</th><th scope="col"><span className="g-unseen">可以做的</span></th></tr></thead>
        <tbody>{data.items.map(row => (
          <tr key={row.place}>
            <th scope="row"><Anchor href={to(row.place)}>{row.place_name}</Anchor></th>
            <td>{row.standing ? <><StateTag state={row.standing.state} />{row.standing.late && <span className="c-soft">　逾期确认</span>}</> : `${row.progress.confirmed + row.progress.approved} / ${row.progress.communities}${row.progress.late > 0 ? `，${row.progress.late} 个逾期` : ''}`}</td>
            <td className="rp-number">{row.standing?.n ?? ''}</td>
            <td>{row.standing?.at && `${row.standing.by}，${showDay(row.standing.at)}`}{row.standing?.state === 'reopened' && row.standing.note && `：${row.standing.note}`}</td>
            <td>{oversees && row.standing && <>
              {row.standing.state === 'confirmed' && <button type="button" className="c-link" onClick={() => accept.run({ report, period, place: row.place, seq: row.standing!.seq })}>审定</button>}
              {(row.standing.state === 'confirmed' || row.standing.state === 'approved') && <button type="button" className="c-link" onClick={() => setReopening({ place: row.place, name: row.place_name, seq: row.standing!.seq })}>退回</button>}
            </>}</td>
          </tr>
        ))}</tbody>
      </table></div>
      {reopening && <Reopen report={report} period={period} {...reopening} onClose={() => setReopening(null)} />}
      {data.next && <Button kind="second" onClick={() => setAfter(data.next!)}>下一页</Button>}
    </section>
  )
}

function Reopen({ report, period, place, name, seq, onClose }: { report: string; period: string; place: string; name: string; seq: number; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const back = useDeed(reopen, onClose)
  return (
    <div className="rp-source" role="dialog" aria-label={`退回${name}`}>
      {back.refused && <Notice tone="fault" alert title="没有退回">{back.refused.message}</Notice>}
      <TextField label={`退回${name}的原因`} hint="村（社区）看得到" value={reason} onChange={setReason} limit={200} rows={2} error={tried && !reason.trim() ? '请写明原因' : undefined} />
      <p className="rp-tools"><Button kind="danger" busy={back.busy} onClick={() => { setTried(true); if (reason.trim()) back.run({ report, period, place, seq, reason: reason.trim() }) }}>退回</Button><Button kind="quiet" onClick={onClose}>不退了</Button></p>
    </div>
  )
}
