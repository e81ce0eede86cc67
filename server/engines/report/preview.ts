import { openXlsx } from 'hucre/xlsx'
import type { SheetShown } from '../../../contract/report.ts'

/** So much of a sheet is shown. */
const most = { rows: 80, columns: 40 }

/** The first sheet of a filled layout as it would lie on the table: what stands where, merged, bold, lined, how wide. */
export async function shownLayout(content: Buffer): Promise<SheetShown> {
  const sheet = (await openXlsx(content, { readStyles: true })).sheets[0]!
  const rows = sheet.rows.slice(0, most.rows)
  const columns = Math.min(most.columns, Math.max(1, ...rows.map(row => row.length), ...(sheet.merges ?? []).map(one => one.endCol + 1)))
  const merged = (r: number, c: number) => (sheet.merges ?? []).find(one => r >= one.startRow && r <= one.endRow && c >= one.startCol && c <= one.endCol)
  return {
    name: sheet.name, wide: sheet.pageSetup?.orientation === 'landscape', widths: Array.from({ length: columns }, (_, c) => Math.min(80, Math.max(3, sheet.columns?.[c]?.width ?? 9))),
    rows: rows.map((row, r) => Array.from({ length: columns }, (_, c) => {
      const { font, alignment, border } = sheet.cells?.get(`${r},${c}`)?.style ?? {}
      const block = merged(r, c)
      const first = !block || (block.startRow === r && block.startCol === c)
      const value = row[c]
      const across = alignment?.horizontal
      return {
        text: first ? wordOf(value) : '', covered: !first, bold: font?.bold === true, size: font?.size ?? null, lined: border !== undefined && Object.keys(border).length > 0,
        wide: block && first ? Math.min(columns, block.endCol + 1) - c : 1, high: block && first ? Math.min(rows.length, block.endRow + 1) - r : 1,
        align: across === 'center' || across === 'centerContinuous' || across === 'distributed' ? 'center' as const : across === 'right' || (across === undefined && typeof value === 'number') ? 'right' as const : 'left' as const,
      }
    })),
  }
}

const wordOf = (value: unknown): string => value === null || value === undefined ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : typeof value === 'object' ? '' : String(value)
