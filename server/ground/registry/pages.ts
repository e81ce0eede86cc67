import { fromCursor } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'

export interface PageOf<T> { items: T[]; next: string | null; count: { n: number; exact: boolean } }
export interface PageWanted { after?: string | undefined; limit: number }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The key of the row before the page: texts and, last, an id. A cursor that is none is a bad input. */
export function keyAfter(after: string | undefined, length: number): string[] | null {
  const key = fromCursor(after, length)
  if (key && !uuid.test(key.at(-1)!)) throw new Problem('input.invalid', {}, [{ path: 'after', message: '翻页位置已失效，请回到第一页' }])
  return key
}
