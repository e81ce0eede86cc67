import type { ReactNode } from 'react'

export interface TurnProps {
  /** How many there are, or that the answer is on its way. */
  count: ReactNode
  next: string | null
  /** Paging by key: how far in one is, and the ways; absent where there is one page only. */
  turn?: { depth: number; next: (after: string) => void; previous: () => void } | undefined
}

/** What stands below a list: the count, and the way to the next page and back. */
export const Turn = ({ count, next, turn }: TurnProps) => (
  <div className="d-turn">
    <p role="status">{count}</p>
    {turn && (
      <nav aria-label="翻页">
        <button type="button" className="d-key" disabled={turn.depth === 0} onClick={turn.previous}>上一页</button>
        <span>第 {turn.depth + 1} 页</span>
        <button type="button" className="d-key" disabled={next === null} onClick={() => next !== null && turn.next(next)}>下一页</button>
      </nav>
    )}
  </div>
)
