/** A cell whose content must not be taken for what it seems: a formula whose result was never stored, or that failed. */
export interface Fault { fault: string }
/** What a cell holds. A day is `2026-11-22`, an instant `2026-11-22 08:30`; a number is as the file has it. */
export type Cell = string | number | boolean | Fault | null
/** A row with its number as the program shows it, from 1. */
export interface SheetRow { line: number; cells: Cell[] }

export const isFault = (cell: Cell | undefined): cell is Fault => typeof cell === 'object' && cell !== null

/** What bounds a file: a street's table fits, an archive that unfolds without end does not. */
export const sheetLimits = {
  bytes: 64 * 1024 * 1024,
  /** Files inside a workbook. */
  entries: 2_000,
  /** Bytes of a workbook when it is unfolded, and how many times its packed size that may be where it is large. */
  inflated: 800 * 1024 * 1024, ratio: 120, large: 32 * 1024 * 1024,
  /** Bytes of the texts that cells share: these alone are held whole while rows are read. */
  shared: 128 * 1024 * 1024,
  columns: 200, rows: 120_000, merges: 200_000,
} as const

/** Errors that spreadsheet programs write instead of a value. */
const failed = /^#(REF!|DIV\/0!|VALUE!|NAME\?|N\/A|NUM!|NULL!|SPILL!|CALC!)$/

const two = (n: number): string => String(n).padStart(2, '0')
const dayMs = 86_400_000

/** A serial number of days as what the cell shows. Dates of a workbook bear no zone: what is written there is what was meant. */
export function dayOfSerial(serial: number, from1904: boolean): Cell {
  // Days from 1900 count a 29 February 1900 that never was: before it they begin a day later.
  const begin = from1904 ? Date.UTC(1904, 0, 1) : serial < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
  const date = new Date(begin + Math.round(serial * dayMs))
  if (!(serial >= 0) || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return { fault: '日期无法读取' }
  const day = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  const [hours, minutes] = [date.getUTCHours(), date.getUTCMinutes()]
  return hours + minutes === 0 ? day : `${day} ${two(hours)}:${two(minutes)}`
}

/** A number as a cell. */
export function numberCell(text: string): number | Fault {
  const number = text.trim() === '' ? NaN : Number(text)
  return Number.isFinite(number) ? number : { fault: '数字无法读取' }
}

/** A text as a cell; the name of an error is a fault. */
export const textCell = (text: string): Cell => text === '' ? null : failed.test(text) ? { fault: `公式出错，结果是 ${text}` } : text

/** A cell as a text that shows it; the same again when it is read. */
export const plainCell = (cell: Cell | undefined): string | number | boolean | null => isFault(cell) ? '' : cell ?? null

/** Cells without the empty ones at the end. */
export function trimmed(cells: Cell[]): Cell[] {
  let length = cells.length
  while (length > 0 && (cells[length - 1] === null || cells[length - 1] === undefined)) length--
  return length === cells.length ? cells : cells.slice(0, length)
}
