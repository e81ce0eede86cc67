import type { Workbook } from '../../kernel/sheets/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { meaningOf } from './targets.ts'
import { plain } from './values.ts'

/** How far down a table may begin: titles of the whole, the body that made it, a date. */
const furthest = 50
export interface Head { line: number; titles: string[]; sample: string[][] }

/** Where the titles stand (the line with the most titles that are understood, or the given one; titles as a seat at `place` means them), and the first rows below. Throws `sheet.empty`, `sheet.…`. */
export async function headOf(book: Workbook, place: string, wanted?: number): Promise<Head> {
  const rows: { line: number; texts: string[] }[] = []
  for await (const { line, cells } of book.rows()) {
    if (cells.length > 0) rows.push({ line, texts: cells.map(plain) })
    if (line >= furthest + 10) break
  }
  const understood = ({ texts }: { texts: string[] }) => new Set(texts.map(text => meaningOf(text, place)).filter(one => one !== null)).size
  const best = rows.filter(row => row.line <= furthest).reduce<{ line: number; texts: string[] } | null>((best, row) => (best === null || understood(row) > understood(best) ? row : best), null)
  const head = wanted !== undefined ? rows.find(row => row.line === wanted) : best && understood(best) >= 2 ? best : rows.find(row => row.texts.filter(Boolean).length >= 2) ?? rows[0]
  if (!head) throw new Problem('sheet.empty')
  const below = rows.filter(row => row.line > head.line)
  if (below.length === 0) throw new Problem('sheet.no_rows', { line: head.line })
  return { line: head.line, titles: head.texts, sample: below.slice(0, 8).map(row => head.texts.map((_, i) => row.texts[i] ?? '')) }
}
