import { useState } from 'react'
import { kept, returns } from '../../../contract/report.ts'
import { showInstant } from '../../../contract/time.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'

const kinds = { confirmed: '确认', approved: '审定', reopened: '退回' } as const
interface Opened { report: string; period: string; place: string; seq: number }

/** What was returned before, by period, and each as it was kept. */
export function Returns({ report, place }: { report: string; place: string }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const { data } = useAsk(returns, { report, place, limit: 30 })
  if (!data || data.items.length === 0) return null
  return (
    <section className="c-block" aria-labelledby="e-returns">
      <div className="c-block-head"><h2 id="e-returns">历次报表</h2><p className="c-soft">确认时的内容原样留存</p></div>
      <div className="c-scroll" tabIndex={0} role="group" aria-label="历次报表"><table className="rp-table">
        <thead><tr><th scope="col">期次</th><th scope="col">地区</th><th scope="col">办理</th><th scope="col" className="rp-number">行数</th><th scope="col">谁，什么时候</th><th scope="col"><span className="g-unseen">打开</span></th></tr></thead>
        <tbody>{data.items.map(row => (
          <tr key={`${row.report} ${row.period} ${row.place} ${row.seq}`}>
            <th scope="row">{row.period_name}</th><td>{row.place_name}</td><td>{kinds[row.kind]}{row.late && <span className="c-soft">（逾期）</span>}{row.note && <span className="c-soft">：{row.note}</span>}</td>
            <td className="rp-number">{row.n ?? ''}</td><td>{row.office_name} {row.actor_name}，{showInstant(row.at)}</td>
            <td>{row.kind === 'confirmed' && <button type="button" className="c-link" onClick={() => setOpened(row)}>打开</button>}</td>
          </tr>
        ))}</tbody>
      </table></div>
      {opened && <Kept key={`${opened.report} ${opened.period} ${opened.place} ${opened.seq}`} opened={opened} onClose={() => setOpened(null)} />}
    </section>
  )
}

function Kept({ opened: { report, period, place, seq }, onClose }: { opened: Opened; onClose: () => void }) {
  const { data, error } = useAsk(kept, { report, period, place, seq })
  if (error) return <ErrorState error={error} />
  if (!data) return <LoadingState lines={4} />
  return (
    <div className="rp-source">
      <p><strong>截至 {data.as_of}，{data.confirmed_by}确认的 {data.n} 行</strong></p>
      <div className="c-scroll" tabIndex={0} role="group" aria-label="留存的内容"><table className="rp-table">
        <thead><tr>{data.columns.map(one => <th key={one.id} scope="col">{one.title}</th>)}</tr></thead>
        <tbody>{data.rows.map((row, i) => <tr key={i}>{row.map((cell, j) => <td key={j}>{cell}</td>)}</tr>)}</tbody>
      </table></div>
      <Button kind="quiet" onClick={onClose}>收起</Button>
    </div>
  )
}
