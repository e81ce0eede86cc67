import { states } from '../../contract/glossary.ts'
import type { OutputOf } from '../../contract/kernel.ts'
import type { figures } from '../../contract/service.ts'

export type Figure = OutputOf<typeof figures>['items'][number]

/** What needs a decision first: late ones on top, then where most is open, then where anything ever was. */
export const byUrgency = (items: readonly Figure[]): Figure[] =>
  [...items].sort((a, b) => b.late - a.late || b.open - a.open || b.total - a.total || (a.place < b.place ? -1 : 1))

export interface Sums { total: number; open: number; late: number }
export const sumsOf = (items: readonly Figure[]): Sums =>
  items.reduce((sum, f) => ({ total: sum.total + f.total, open: sum.open + f.open, late: sum.late + f.late }), { total: 0, open: 0, late: 0 })

/** The states of a place in the order of a case's life, those first that still wait. */
export const statesOf = (counts: Readonly<Record<string, number>>): [string, number][] => {
  const order = Object.keys(states)
  const rank = (state: string) => { const at = order.indexOf(state); return at < 0 ? order.length : at }
  return Object.entries(counts).filter(([, n]) => n > 0).sort(([a], [b]) => rank(a) - rank(b))
}

/** All states of several places together. */
export function countsOf(items: readonly Figure[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { counts: of } of items) for (const [state, n] of Object.entries(of)) counts[state] = (counts[state] ?? 0) + n
  return counts
}

/** The length of a bar out of the longest, in per cent; what is there at all is seen. */
export const barOf = (n: number, most: number): number => (n === 0 || most === 0 ? 0 : Math.max(1.2, (n / most) * 100))
