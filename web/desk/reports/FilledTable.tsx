import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Filled, FilledCell, FilledRow, Heading } from '../../../contract/report.ts'
import { showDay } from '../../../contract/time.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { RecordFact } from '../people/RecordFact.tsx'
import { useSeat } from '../seat.ts'
import { isRows } from './words.tsx'

interface Chosen { row: FilledRow; heading: Heading; cell: FilledCell }

/** The table as it filled itself. A cell says where it is from; what is wrong is corrected as a fact, from here. */
export function FilledTable({ table }: { table: Filled }) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const rows = isRows(table.head)
  const numeric = table.columns.map((_, i) => table.rows.length > 0 && table.rows.every(row => typeof row.cells[i]!.value === 'number'))
  return (
    <>
      <div className="c-scroll" tabIndex={0} role="group" aria-label={`${table.head.title}，${table.place_name}`}>
        <table className="rp-table">
          <thead><tr>{!rows && <th scope="col">地区</th>}{table.columns.map((column, i) => <th key={column.id} scope="col" className={numeric[i] ? 'rp-number' : undefined} title={column.note || undefined}>{column.title}</th>)}</tr></thead>
          <tbody>
            {table.rows.map(row => (
              <tr key={row.key}>
                {!rows && <th scope="row">{row.place_name}</th>}
                {row.cells.map((cell, i) => (
                  <td key={table.columns[i]!.id} className={numeric[i] ? 'rp-number' : cell.shown.length > 14 ? 'rp-wide' : undefined}>
                    {cell.state === 'counted' ? cell.shown : (
                      <button type="button" className="rp-cell" aria-haspopup="dialog" onClick={() => setChosen({ row, heading: table.columns[i]!, cell })}>
                        {cell.state === 'missing' ? <span className="rp-none">未登记</span> : <span className={cell.state === 'stale' ? 'rp-stale' : undefined}>{cell.shown}</span>}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {table.total.length > 0 && <tfoot><tr><th scope="row">合计</th>{table.total.map((sum, i) => <td key={table.columns[i]!.id} className="rp-number">{sum?.toLocaleString('en-US')}</td>)}</tr></tfoot>}
        </table>
      </div>
      <Sealed columns={table.columns} />
      {chosen && <Source chosen={chosen} person={table.head.grain === 'person'} onClose={() => setChosen(null)} />}
    </>
  )
}

/** Why a column shows a part only, or just that something is held. */
export function Sealed({ columns }: { columns: readonly Heading[] }) {
  const sealed = columns.filter(one => one.sealed).map(one => one.title)
  return sealed.length === 0 ? null : <p className="c-soft rp-sealed">{sealed.join('、')}属于敏感个人信息，加密保存，表里只显示一部分，或者只显示已登记。</p>
}

function Source({ chosen: { row, heading, cell }, person, onClose }: { chosen: Chosen; person: boolean; onClose: () => void }) {
  const seat = useSeat()
  const client = useQueryClient()
  const [correcting, setCorrecting] = useState(false)
  const done = () => { onClose(); void client.invalidateQueries() }
  const mends = person && heading.element?.startsWith('person.') && seat.verbs.includes('person.record')
  return (
    <div className="rp-source" role="dialog" aria-label={heading.title}>
      <p><strong>{row.cells[0]!.shown}　{heading.title}：{cell.state === 'missing' ? '还没有登记' : cell.shown}</strong></p>
      {cell.organ && <p>来自{cell.organ}（{cell.source_name}）{cell.at && `，${showDay(cell.at)}`}{cell.state === 'stale' && '；已过有效期，待核实'}</p>}
      {heading.sealed && cell.state !== 'missing' && <p className="c-soft">属于敏感个人信息，加密保存，表里不显示完整内容。办事需要的，打开档案写明用途再看，本人查得到。</p>}
      {heading.note && <p className="c-soft">口径：{heading.note}</p>}
      <p className="rp-tools">
        {mends && <Button kind="second" onClick={() => setCorrecting(true)}>{cell.state === 'missing' ? '补上这一项' : '更正这一项'}</Button>}
        {person && seat.verbs.includes('person.open') && <Anchor href={paths.deskRow(seat.mandate, 'people', row.key)}>打开档案</Anchor>}
        <Button kind="quiet" onClick={onClose}>收起</Button>
      </p>
      {correcting && heading.element && <RecordFact person={row.key} name={row.cells[0]!.shown} element={heading.element} facts={[]} onDone={done} onClose={() => setCorrecting(false)} />}
    </div>
  )
}
