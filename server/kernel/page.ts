import type { Fragment, Query } from './db/index.ts'
import { Problem } from './problem.ts'

/** Turns the last row's key into the `next` of a page. */
export const toCursor = (...key: (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** What a part of a key is. Anybody can write a cursor, and what is no id or instant would be a fault in the database. */
const parts = {
  text: (part: string) => !/[\p{Surrogate}\0]/u.test(part),
  id: (part: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part),
  /** As the database connection gives it; `infinity` where nothing is due. */
  instant: (part: string) => part === 'infinity' || (/^[12]\d{3}-/.test(part) && isInstant(part)),
} as const
/** 30 February is read as 2 March here and refused there: only what comes back as it was is an instant. */
function isInstant(text: string): boolean {
  const ms = Date.parse(text)
  return Number.isFinite(ms) && new Date(ms).toISOString() === text
}
export type KeyPart = keyof typeof parts

/** Reads a cursor of these parts; a forged or old one is a bad input, not a fault. */
export function fromCursor(cursor: string | undefined, ...key: KeyPart[]): string[] | null {
  if (!cursor) return null
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits = (part: unknown, i: number) => typeof part === 'string' && key[i] !== undefined && parts[key[i]](part)
    if (Array.isArray(found) && found.length === key.length && found.every(fits)) return found as string[]
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

/** How a list is asked for, and a page of it: the count is of the whole. */
export interface PageWanted { after?: string | undefined; limit: number }
export interface PageOf<T> { items: T[]; next: string | null; count: { n: number; exact: boolean } }
