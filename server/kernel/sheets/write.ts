import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'
import { csvBytes, type CsvFormat } from './csv.ts'

/** How a table is written: the answer to a file is in the file's own. */
export type SheetFormat = { kind: 'xlsx' } | CsvFormat
type Plain = string | number | boolean | null

/** Characters that XML cannot hold. */
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * Rows as the bytes of a file, in constant memory: a row is asked for when the reader wants more. In xlsx a text is a text
 * whatever it begins with; in csv one that a program would take for a formula gets a `'` before it.
 */
export function writeSheet(rows: AsyncIterable<readonly Plain[]>, format: SheetFormat, sheet = '数据'): Readable {
  if (format.kind === 'csv') return Readable.from(csvBytes(rows, format), { objectMode: false })
  const name = sheet.replace(/[[\]:*?/\\]/g, '').slice(0, 31) || '数据'
  return Readable.fromWeb(writeXlsxStream(clean(rows), { name }) as never)
}

async function* clean(rows: AsyncIterable<readonly Plain[]>): AsyncGenerator<Plain[]> {
  for await (const row of rows) yield row.map(cell => (typeof cell === 'string' ? cell.replace(unspeakable, '') : cell))
}
