/** A cell whose content must not be taken for what it seems: a formula whose result was never stored, or that failed. */
export interface Fault { fault: string }
/** What a cell holds. A day is `2026-11-22`, an instant `2026-11-22 08:30`; a number is as the file has it. */
export type Cell = string | number | boolean | Fault | null
/** A row with its number as the program shows it, from 1. */
export interface SheetRow { line: number; cells: Cell[] }

export const isFault = (cell: Cell | undefined): cell is Fault => typeof cell === 'object' && cell !== null

/** What bounds a file: a street's table fits, an archive that unfolds without end does not. The reader runs ahead of whoever takes its rows, about 10 KB a row. */
export const sheetLimits = {
  bytes: 64 * 1024 * 1024,
  /** Files inside a workbook. */
  entries: 2_000,
  /** Bytes of a workbook when it is unfolded, and how many times its packed size that may be where it is large. */
  inflated: 800 * 1024 * 1024, ratio: 120, large: 32 * 1024 * 1024,
  columns: 200, rows: 120_000, merges: 200_000,
} as const

/** Errors that spreadsheet programs write instead of a value. */
const failed = /^#(REF!|DIV\/0!|VALUE!|NAME\?|N\/A|NUM!|NULL!|SPILL!|CALC!)$/

const two = (n: number): string => String(n).padStart(2, '0')
/** Dates of a workbook bear no zone: what is written there is what was meant. */
function dayOf(date: Date): string {
  const day = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  const [hours, minutes] = [date.getUTCHours(), date.getUTCMinutes()]
  return hours + minutes === 0 ? day : `${day} ${two(hours)}:${two(minutes)}`
}

/** A value of the reading library as a cell. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { fault: '日期无法读取' } : dayOf(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : { fault: '数字无法读取' }
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return failed.test(text) ? { fault: `公式出错，结果是 ${text}` } : text
}

/** A cell as a text that shows it; the same again when it is read. */
export const plainCell = (cell: Cell | undefined): string | number | boolean | null => isFault(cell) ? '' : cell ?? null

/** Cells without the empty ones at the end. */
export function trimmed(cells: Cell[]): Cell[] {
  let length = cells.length
  while (length > 0 && (cells[length - 1] === null || cells[length - 1] === undefined)) length--
  return length === cells.length ? cells : cells.slice(0, length)
}
