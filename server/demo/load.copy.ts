import { once } from 'node:events'
import type { Query } from '../kernel/db/index.ts'

type Cell = string | number | null
const batch = 2_000

/** COPY of rows that all have the keys of the first, which are the columns. The table's name and the keys are code, never input. */
export async function copyIn(sql: Query, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!)
  const stream = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  const done = once(stream, 'finish')
  for (let i = 0; i < rows.length; i += batch) {
    const text = rows.slice(i, i + batch).map(row => columns.map(column => cell((row as Record<string, Cell>)[column])).join('\t') + '\n').join('')
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), done])
  }
  stream.end()
  await done
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const cell = (value: Cell | undefined): string =>
  value === null || value === undefined ? '\\N' : String(value).replace(/[\\\t\n\r]/g, found => escapes[found]!)
