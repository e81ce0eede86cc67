import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
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

/** A guard that was put before a text so that no program takes it for a formula is taken off again. */
const unguarded = (text: string): string => /^'[=+\-@]/.test(text) ? text.slice(1) : text

/** The rows of a csv file, numbered as a spreadsheet program shows them. Throws `sheet.broken` where quotes never close. */
export async function* csvRows(bytes: Buffer, { encoding, delimiter }: CsvFormat): AsyncGenerator<SheetRow> {
  const pieces = function* () { for (let at = 0; at < bytes.length; at += 262_144) yield bytes.subarray(at, at + 262_144) }
  const parser = Readable.from(pieces()).pipe(iconv.decodeStream(encoding)).pipe(parse({
    delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: 1024 * 1024,
  }))
  let line = 0
  try {
    for await (const record of parser) {
      line++
      yield { line, cells: trimmed((record as string[]).map((text): Cell => (text === '' ? null : unguarded(text)))) }
    }
  } catch (error) {
    throw (error as { code?: string }).code?.startsWith('CSV_') ? new Problem('sheet.quotes', { line: line + 1 }) : error
  }
}

const quoted = (text: string, delimiter: string): string => /["\r\n]/.test(text) || text.includes(delimiter) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
/** A program that opens the file would run what begins so. */
const guarded = (text: string): string => /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text

/** Rows as the bytes of a csv file in the given format. */
export async function* csvBytes(rows: AsyncIterable<readonly (string | number | boolean | null)[]>, { encoding, bom, delimiter }: CsvFormat): AsyncGenerator<Buffer> {
  let text = bom ? '\ufeff' : ''
  for await (const row of rows) {
    text += row.map(cell => (cell === null ? '' : quoted(typeof cell === 'string' ? guarded(cell) : String(cell), delimiter))).join(delimiter) + '\r\n'
    if (text.length < 65_536) continue
    yield iconv.encode(text, encoding)
    text = ''
  }
  yield iconv.encode(text, encoding)
}
