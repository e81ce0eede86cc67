import { insertRows } from 'hucre'
import { openXlsx, saveXlsx } from 'hucre/xlsx'
import type { FilledCell } from '../../../contract/report.ts'

/** A table as it goes on paper: words for the head, and rows of cells by the ids of their columns. */
export interface Sheeted { words: Readonly<Record<string, string>>; columns: readonly { id: string; title: string }[]; rows: readonly { place_name: string; cells: readonly FilledCell[] }[] }

type Workbook = Awaited<ReturnType<typeof openXlsx>>
type Sheet = Workbook['sheets'][number]

const placeholder = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g
const named = (cell: unknown): string[] => typeof cell === 'string' ? [...cell.matchAll(placeholder)].map(([, name]) => name!) : []
/** What any layout may name besides columns: the words of the head, and of a row its number and place. */
export const layoutWords = ['title', 'department', 'place', 'day', 'period', 'count'] as const
const rowWords = ['n', 'row_place'] as const

const read = (content: Buffer): Promise<Workbook> => openXlsx(content, { readStyles: true })

/** Every name in `{{…}}` of the first sheet, and those that this report does not have. */
export async function placeholdersOf(content: Buffer, columns: readonly { id: string }[]): Promise<{ names: string[]; unknown: string[]; row: boolean }> {
  const sheet = (await read(content)).sheets[0]
  const names = [...new Set((sheet?.rows ?? []).flatMap(row => row.flatMap(named)))]
  const known = new Set<string>([...layoutWords, ...rowWords, ...columns.map(one => one.id)])
  return { names, unknown: names.filter(name => !known.has(name)), row: sheet !== undefined && rowOf(sheet, columns) >= 0 }
}

/** The row that is repeated: the first that names a column. */
const rowOf = (sheet: Sheet, columns: readonly { id: string }[]): number =>
  sheet.rows.findIndex(row => row.some(cell => named(cell).some(name => columns.some(one => one.id === name))))

/** A text that a spreadsheet must not take for a formula stays a text: cells are written as values, never as formulas. */
const valueOf = ({ value, shown }: FilledCell): string | number => typeof value === 'number' ? value : shown

/**
 * The table in the department's own layout: the head's words are put in, the row of columns is repeated with its styles,
 * what stands below it moves down. Everything else of the workbook stays as it was uploaded.
 */
export async function intoLayout(content: Buffer, { words, columns, rows }: Sheeted): Promise<Buffer> {
  const book = await read(content)
  const sheet = book.sheets[0]!
  const at = rowOf(sheet, columns)
  if (at >= 0) {
    const pattern = [...sheet.rows[at]!]
    const styles = pattern.map((_, column) => sheet.cells?.get(`${at},${column}`)?.style)
    if (rows.length > 1) insertRows(sheet, at + 1, rows.length - 1)
    const index = new Map(columns.map((one, i) => [one.id, i]))
    const height = sheet.rowDefs?.get(at)
    rows.forEach((row, n) => put(sheet, at + n, pattern, styles, name => name === 'n' ? n + 1 : name === 'row_place' ? row.place_name
      : index.has(name) ? valueOf(row.cells[index.get(name)!]!) : words[name]))
    if (height) rows.forEach((_, n) => sheet.rowDefs?.set(at + n, height))
    if (rows.length === 0) put(sheet, at, pattern, styles, name => words[name] ?? '')
  }
  const filled = new Set(Array.from({ length: at < 0 ? 0 : Math.max(rows.length, 1) }, (_, n) => at + n))
  sheet.rows.forEach((row, r) => {
    if (!filled.has(r)) put(sheet, r, [...row], row.map((_, column) => sheet.cells?.get(`${r},${column}`)?.style), name => words[name])
  })
  return Buffer.from(await saveXlsx(book))
}

function put(sheet: Sheet, r: number, pattern: readonly unknown[], styles: readonly (object | undefined)[], word: (name: string) => string | number | undefined): void {
  const row = (sheet.rows[r] ??= [])
  pattern.forEach((cell, column) => {
    const names = named(cell)
    if (names.length === 0 && row[column] === cell) return
    const whole = names.length === 1 && String(cell).trim() === `{{${names[0]}}}` ? word(names[0]!) : undefined
    const value = names.length === 0 ? cell : whole ?? String(cell).replace(placeholder, (all, name: string) => String(word(name) ?? all))
    row[column] = value as never
    const style = styles[column]
    const known = sheet.cells?.get(`${r},${column}`)
    if (sheet.cells && (known || style)) sheet.cells.set(`${r},${column}`, { ...known, value, ...(style && { style }) } as never)
  })
}

