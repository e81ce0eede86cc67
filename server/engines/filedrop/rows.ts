import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { CsvFault, csvRecords, EncodingFound, type PlainEncoding } from '../../kernel/sheets/index.ts'
import { openPlain } from './disk.ts'

/** A file that cannot be taken as a whole; the message is a sentence for the department's engineer. */
export class BadFile extends Error {}

export type Encoding = PlainEncoding
/** One row as it stands in the file: its line, and its cells by column, or why it cannot be read. */
export interface Row { line: number; cells: Readonly<Record<string, unknown>> | null; fault: string | null }

/** The most that one row may hold; a quotation mark that is never closed ends here and not in memory. */
const mostRow = 65_536
/** The most that one file may hold. */
export const mostBytes = 2 * 1024 ** 3

const chunks = (handle: FileHandle): Readable => handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 262_144 })

/** Reads a file once: its SHA-256 and its encoding, null for what is neither UTF-8 nor GB18030. */
export async function fingerprint(path: string): Promise<{ digest: string; encoding: Encoding | null }> {
  const handle = await openPlain(path)
  try {
    const hash = createHash('sha256')
    const found = new EncodingFound()
    for await (const chunk of chunks(handle) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      found.take(chunk)
    }
    return { digest: hash.digest('hex'), encoding: found.end() }
  } finally {
    await handle.close()
  }
}

async function* text(handle: FileHandle, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of chunks(handle) as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

const broken: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: '有引号没有闭合', CSV_INVALID_CLOSING_QUOTE: '引号的位置不对', INVALID_OPENING_QUOTE: '引号的位置不对', CSV_MAX_RECORD_SIZE: '有一行太长，或有引号没有闭合',
}

/** A department's file is read exactly: what a person's program forgives would here be a wrong fact about somebody. */
async function* csvRows(handle: FileHandle, encoding: Encoding, header: (titles: string[]) => void): AsyncGenerator<Row> {
  let titles: string[] | null = null
  try {
    for await (const { line, cells } of csvRecords(text(handle, encoding), { exact: true, longest: mostRow })) {
      if (!titles) header(titles = cells)
      else if (cells.length !== titles.length) yield { line, cells: null, fault: `这一行有 ${cells.length} 列，表头有 ${titles.length} 列` }
      else yield { line, cells: Object.fromEntries(titles.map((title, i) => [title, cells[i]])), fault: null }
    }
  } catch (error) {
    throw error instanceof CsvFault ? new BadFile(`第 ${error.line} 行附近格式不对：${broken[error.code] ?? '不是合格的 CSV'}。整个文件没有写入`) : error
  }
  if (!titles) throw new BadFile('文件是空的，没有表头')
}

async function* linesOf(handle: FileHandle, encoding: Encoding): AsyncGenerator<{ line: number; text: string | null }> {
  let [rest, line, tooLong] = ['', 1, false]
  for await (const piece of text(handle, encoding)) {
    const parts = (rest + piece).split('\n')
    rest = parts.pop()!
    for (const part of parts) {
      yield { line: line++, text: tooLong || part.length > mostRow ? null : part }
      tooLong = false
    }
    if (rest.length > mostRow) [rest, tooLong] = ['', true]
  }
  if (rest !== '' || tooLong) yield { line, text: tooLong ? null : rest }
}

async function* jsonRows(handle: FileHandle, encoding: Encoding): AsyncGenerator<Row> {
  for await (const { line, text: one } of linesOf(handle, encoding)) {
    if (one?.trim() === '') continue
    const cells = one === null ? undefined : parsed(one)
    yield cells ? { line, cells, fault: null } : { line, cells: null, fault: one === null ? '这一行太长' : '这一行不是一个 JSON 对象' }
  }
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined
  } catch {
    return undefined
  }
}

/** The rows of a file one by one, never more than one in hand. `header` hears the titles of a CSV before the first row. Throws `BadFile`. */
export async function* rowsOf(path: string, encoding: Encoding, header: (titles: string[]) => void): AsyncGenerator<Row> {
  const handle = await openPlain(path)
  try {
    yield* /\.(csv|txt)$/i.test(path) ? csvRows(handle, encoding, header) : jsonRows(handle, encoding)
  } finally {
    await handle.close()
  }
}
