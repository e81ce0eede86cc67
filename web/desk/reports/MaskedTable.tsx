import { useState } from 'react'
import { readMasked, readNamed, type FilledRow, type Reading } from '../../../contract/report.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useCall } from '../call.ts'
import { Sealed } from './FilledTable.tsx'

/** The rows that a bureau reads: masked; where names were let, each is opened by itself. */
export function MaskedTable({ reading, place }: { reading: Reading; place?: string | undefined }) {
  const [after, setAfter] = useState<string>()
  const named = useCall(readNamed)
  const { data, error, refetch } = useAsk(readMasked, { reading: reading.id, limit: 50, ...(place && { place }), ...(after && { after }) }, { placeholderData: old => old })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={6} />
  if (data.rows.length === 0) return <EmptyState title="没有符合口径的" icon="people" />
  const names = reading.state === 'named' && data.grain === 'person'
  return (
    <>
      <p className="c-soft">{data.place_name}，共 {data.count.n.toLocaleString('en-US')} 行</p>
      <div className="c-scroll" tabIndex={0} role="group" aria-label="名册"><table className="rp-table">
        <thead><tr><th scope="col">村（社区）</th>{data.columns.map(one => <th key={one.id} scope="col">{one.title}</th>)}{names && <th scope="col"><span className="g-unseen">可以做的</span></th>}</tr></thead>
        <tbody>{data.rows.map(row => (
          <tr key={row.key}>
            <th scope="row">{row.place_name}</th>
            {row.cells.map((cell, i) => <td key={data.columns[i]!.id}>{cell.state === 'missing' ? <span className="rp-none">未登记</span> : <span className={cell.state === 'stale' ? 'rp-stale' : undefined}>{cell.shown}</span>}</td>)}
            {names && <td><button type="button" className="c-link" onClick={() => named.run({ reading: reading.id, person: row.key })}>看姓名</button></td>}
          </tr>
        ))}</tbody>
      </table></div>
      <Sealed columns={data.columns} />
      {named.refused && <Notice tone="fault" alert title="没有打开">{named.refused.message}</Notice>}
      {named.output && <Named row={named.output.row} titles={data.columns.map(one => one.title)} onClose={named.reset} />}
      {(after || data.next) && (
        <p className="rp-tools">
          {after && <Button kind="second" onClick={() => setAfter(undefined)}>回到第一页</Button>}
          {data.next && <Button kind="second" onClick={() => setAfter(data.next!)}>下一页</Button>}
        </p>
      )}
    </>
  )
}

function Named({ row, titles, onClose }: { row: FilledRow; titles: readonly string[]; onClose: () => void }) {
  return (
    <div className="rp-source" role="dialog" aria-label="姓名">
      <p>{row.cells.map((cell, i) => <span key={titles[i]} className="rp-pair"><span className="c-soft">{titles[i]}</span> {cell.state === 'missing' ? '未登记' : cell.shown}</span>)}</p>
      <p className="c-soft">这次查看已经记下，本人查得到是谁、为什么看。</p>
      <p className="rp-tools"><Button kind="quiet" onClick={onClose}>收起</Button></p>
    </div>
  )
}
