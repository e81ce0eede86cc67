import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { Problem } from '../problem.ts'
import { trimmed, type Cell, type SheetRow } from './cells.ts'
import { encodingOf, type Encoding } from './encoding.ts'

export interface CsvFormat { kind: 'csv'; encoding: Encoding; bom: boolean; delimiter: ',' | '\t' | ';' }

/** What separates the columns: whichever stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): CsvFormat['delimiter'] {
  const line = (text.split(/\r?\n/).find(one => one.trim() !== '') ?? '').replace(/"[^"]*"/g, '')
  const often = (mark: string) => line.split(mark).length - 1
  return ([',', '\t', ';'] as const).reduce((best, mark) => (often(mark) > often(best) ? mark : best), ',')
}

/** How a csv file is written. Throws `sheet.encoding`, `sheet.kind`. */
export function csvFormat(bytes: Buffer): CsvFormat {
  const { encoding, bom } = encodingOf(bytes)
  return { kind: 'csv', encoding, bom, delimiter: delimiterOf(iconv.decode(bytes.subarray(0, 65_536), encoding)) }
}

/** Text that is not CSV: the reader's word for it, and the line at which it stopped. */
export class CsvFault extends Error {
  readonly code: string
  readonly line: number
  constructor(code: string, line: number) {
    super(code)
    this.code = code
    this.line = line
  }
}

export interface CsvRules {
  delimiter?: CsvFormat['delimiter']
  /**
   * Exact: quotes stand where they must, empty lines and blanks around a cell do not count, and a record bears the line of the file on
   * which it begins. Else as spreadsheet programs read: quotes are forgiven, and a record bears the row that those would show.
   */
  exact: boolean
  /** Bytes that one record may hold; a quotation mark that is never closed ends here and not in memory. */
  longest: number
}

/** The one reader of CSV: records one by one as the text comes, never more than one in hand. Throws `CsvFault`. */
export async function* csvRecords(text: AsyncIterable<string>, { delimiter = ',', exact, longest }: CsvRules): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({ delimiter, bom: true, relax_column_count: true, max_record_size: longest, ...exact ? { skip_empty_lines: true, trim: true, info: true } : { relax_quotes: true } })
  const feeding = pipeline(text, parser).catch(() => undefined)
  let line = 1
  try {
    for await (const one of parser as AsyncIterable<string[] | { record: string[]; info: { lines: number } }>) {
      yield { line, cells: Array.isArray(one) ? one : one.record }
      line = Array.isArray(one) ? line + 1 : one.info.lines + 1
    }
  } catch (error) {
    throw error instanceof CsvError ? new CsvFault(error.code, (error as { lines?: number }).lines ?? line) : error
  } finally {
    parser.destroy()
    await feeding
  }
}

/** What a spreadsheet would run as a formula, in letters of either width, is a text: an apostrophe before it, as OWASP advises for CSV. */
const formula = /^[=+\-@\t\r＝＋－＠]/u
const guarded = (text: string): string => formula.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
/** The guard is taken off again. */
const unguarded = (text: string): string => text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text

/** The rows of a csv file, numbered as a spreadsheet program shows them. Throws `sheet.quotes` where quotes never close. */
export async function* csvRows(bytes: Buffer, { encoding, delimiter }: CsvFormat): AsyncGenerator<SheetRow> {
  const pieces = function* () { for (let at = 0; at < bytes.length; at += 262_144) yield bytes.subarray(at, at + 262_144) }
  const text = Readable.from(pieces()).pipe(iconv.decodeStream(encoding)) as unknown as AsyncIterable<string>
  let line = 0
  try {
    for await (const one of csvRecords(text, { delimiter, exact: false, longest: 1024 * 1024 })) {
      ({ line } = one)
      yield { line, cells: trimmed(one.cells.map((cell): Cell => (cell === '' ? null : unguarded(cell)))) }
    }
  } catch (error) {
    throw error instanceof CsvFault ? new Problem('sheet.quotes', { line: line + 1 }) : error
  }
}

const quoted = (text: string, delimiter: string): string => /["\r\n]/.test(text) || text.includes(delimiter) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** One line of a CSV (RFC 4180), with nothing that a spreadsheet would run. */
export const csvLine = (cells: readonly unknown[], delimiter: CsvFormat['delimiter'] = ','): string => `${cells.map(cell => quoted(written(cell), delimiter)).join(delimiter)}\r\n`

function written(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'boolean' ? (cell ? '是' : '否') : typeof cell === 'string' ? guarded(cell) : String(cell as number)
}

/** The mark by which a spreadsheet knows UTF-8. */
export const bom = '\ufeff'

/** Rows as the bytes of a csv file in the given format. */
export async function* csvBytes(rows: AsyncIterable<readonly (string | number | boolean | null)[]>, { encoding, bom: marked, delimiter }: CsvFormat): AsyncGenerator<Buffer> {
  let text = marked ? bom : ''
  for await (const row of rows) {
    text += csvLine(row, delimiter)
    if (text.length < 65_536) continue
    yield iconv.encode(text, encoding)
    text = ''
  }
  yield iconv.encode(text, encoding)
}
