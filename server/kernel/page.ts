import type { Fragment, Query } from './db/index.ts'
import { Problem } from './problem.ts'

/** Turns the last row's key into the `next` of a page. */
export const toCursor = (...key: (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** Reads a cursor of `length` strings; a forged or old one is a bad input, not a fault. */
export function fromCursor(cursor: string | undefined, length: number): string[] | null {
  if (!cursor) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === length && key.every(part => typeof part === 'string')) return key as string[]
  } catch { /* falls through to the refusal */ }
  throw new Problem('input.invalid', {}, [{ path: 'after', message: '翻页位置已失效，请回到第一页' }])
}

/** One page out of `limit + 1` rows read: the rows, and the cursor of the next page if there is one. */
export function pageOf<T>(rows: readonly T[], limit: number, key: (row: T) => (string | number)[]): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? toCursor(...key(last)) : null }
}

export const countLimit = 10_000

/** Counts exactly to 10,000 and says when there are more. `rows` selects anything and is cut at the limit. */
export async function countUpTo(sql: Query, rows: Fragment): Promise<{ n: number; exact: boolean }> {
  const [row] = await sql<{ n: number }[]>`select count(*) as n from (${rows} limit ${countLimit + 1}) as counted`
  const n = row!.n
  return n > countLimit ? { n: countLimit, exact: false } : { n, exact: true }
}
