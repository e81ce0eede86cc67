import type { SheetShown } from '../../../contract/report.ts'

/** A sheet as it lies on the table, in the department's own layout; what is printed is only this. */
export function Paper({ sheet }: { sheet: SheetShown }) {
  const whole = sheet.widths.reduce((sum, one) => sum + one, 0)
  return (
    <div className="c-scroll rp-paper" tabIndex={0} role="group" aria-label="填好的版式">
      <table style={{ minWidth: `max(34em, ${Math.min(120, whole) * .56}em)` }}>
        <colgroup>{sheet.widths.map((width, i) => <col key={i} style={{ width: `${width * 100 / whole}%` }} />)}</colgroup>
        <tbody>{sheet.rows.map((row, r) => (
          <tr key={r}>{row.map((cell, c) => cell.covered ? null : (
            <td key={c} colSpan={cell.wide} rowSpan={cell.high} className={cell.lined ? 'rp-lined' : undefined}
              style={{ textAlign: cell.align, fontWeight: cell.bold ? 700 : undefined, fontSize: cell.size ? `${Math.min(2, Math.max(.85, cell.size / 11))}em` : undefined }}>{cell.text}</td>
          ))}</tr>
        ))}</tbody>
      </table>
    </div>
  )
}
