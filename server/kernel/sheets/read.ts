import { readFile, stat } from 'node:fs/promises'
import { Problem } from '../problem.ts'
import { sheetLimits, trimmed, type Cell, type SheetRow } from './cells.ts'
import { csvFormat, csvRows } from './csv.ts'
import { leafRows } from './leaf.ts'
import { standingOf } from './shared.ts'
import { isOle, isZip, openArchive, refuseOle, survey, type Merge } from './workbook.ts'
import type { SheetFormat } from './write.ts'

/** A table that was opened and found sound. */
export interface Workbook {
  format: SheetFormat
  /** The sheets that can be seen, in their order; one of no name for csv. */
  sheets: string[]
  sheet: string
  /** Serial numbers of days count from 1904 instead of 1900. */
  from1904: boolean
  /** Rows from the first, or after a line. Cells shown as one with another bear its value, unless `asStored`. Throws `sheet.…`. */
  rows(options?: { after?: number; asStored?: boolean }): AsyncGenerator<SheetRow>
}

/** The kinds of file that are read here, by their first bytes. */
export const sheetKinds = (head: Buffer): 'xlsx' | 'old' | 'text' => (isZip(head) ? 'xlsx' : isOle(head) ? 'old' : 'text')

/**
 * Opens a file. Throws `sheet.empty`, `sheet.broken`, `sheet.encrypted`, `sheet.old_format`, `sheet.macros`, `sheet.too_large`,
 * `sheet.kind`, `sheet.encoding`, `sheet.unknown` (no sheet of that name).
 */
export async function openWorkbook(path: string, sheet?: string): Promise<Workbook> {
  const { size } = await stat(path)
  if (size === 0) throw new Problem('sheet.empty')
  if (size > sheetLimits.bytes) throw new Problem('sheet.too_large')
  const file = await readFile(path)
  if (isOle(file)) refuseOle(file)
  return isZip(file) ? openXlsx(file, sheet) : openCsv(file)
}

function openCsv(file: Buffer): Workbook {
  const format = csvFormat(file)
  return { format, sheets: [''], sheet: '', from1904: false, rows: ({ after = 0 } = {}) => bounded(csvRows(file, format), after) }
}

async function openXlsx(file: Buffer, wanted: string | undefined): Promise<Workbook> {
  const opened = await openArchive(file)
  const seen = opened.leaves.filter(leaf => !leaf.hidden)
  const leaf = wanted === undefined ? seen[0] ?? opened.leaves[0]! : opened.leaves.find(one => one.name === wanted)
  if (!leaf) throw new Problem('sheet.unknown', { sheet: wanted!.slice(0, 40), sheets: seen.map(one => `“${one.name}”`).join('、') })
  const merges = await survey(file, opened, leaf)
  const standing = standingOf(file, opened)
  const read = async function* (fill: boolean): AsyncGenerator<SheetRow> {
    const filling = fill && merges.length > 0 ? new Filling(merges) : null
    for await (const row of leafRows(file, opened.entries.get(leaf.path)!, await standing())) yield filling ? filling.row(row) : row
  }
  return {
    format: { kind: 'xlsx' }, sheets: seen.map(one => one.name), sheet: leaf.name, from1904: opened.from1904,
    rows: ({ after = 0, asStored = false } = {}) => bounded(read(!asStored), after),
  }
}

/** Rows within the limits; lines that a file leaves out are not made up. */
async function* bounded(rows: AsyncGenerator<SheetRow>, after: number): AsyncGenerator<SheetRow> {
  for await (const { line, cells } of rows) {
    const kept = trimmed(cells)
    // Lines that were only ever given a format say nothing, however many there are.
    if (kept.length === 0 && line > sheetLimits.rows) continue
    if (line > sheetLimits.rows) throw new Problem('sheet.rows', { most: sheetLimits.rows })
    if (kept.length > sheetLimits.columns) throw new Problem('sheet.columns', { columns: kept.length, most: sheetLimits.columns })
    if (line > after) yield { line, cells: kept }
  }
}

/** Gives every cell of a merged block the value of its first. */
class Filling {
  readonly #merges: readonly Merge[]
  #next = 0
  #open: { merge: Merge; value: Cell }[] = []

  constructor(merges: readonly Merge[]) {
    this.#merges = merges
  }

  row(row: SheetRow): SheetRow {
    if (this.#open.length === 0 && this.#next >= this.#merges.length) return row
    const { line, cells } = row
    const index = line - 1
    this.#open = this.#open.filter(({ merge }) => merge.bottom >= index)
    while (this.#next < this.#merges.length && this.#merges[this.#next]!.top <= index) {
      const merge = this.#merges[this.#next++]!
      if (merge.bottom >= index) this.#open.push({ merge, value: merge.top === index ? cells[merge.left] ?? null : null })
      // Blocks that do not overlap begin in columns of their own.
      if (this.#open.length > sheetLimits.columns + 1) throw new Problem('sheet.broken')
    }
    for (const { merge, value } of this.#open) {
      if (value === null) continue
      for (let column = merge.left; column <= Math.min(merge.right, sheetLimits.columns); column++) {
        while (cells.length < column) cells.push(null)
        cells[column] ??= value
      }
    }
    return row
  }
}
