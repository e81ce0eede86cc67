import { useState } from 'react'
import { todo, type CaseRow } from '../../../contract/service.ts'
import { useAsk } from '../../kernel/query.ts'
import { takesSteps } from '../nav.ts'
import { useSeat } from '../seat.ts'

/**
 * The case that comes after this one in the order of the to-do list, also when this one has left it meanwhile: `keep` is
 * called before a step is taken and remembers who came next. At the end of the list the most urgent one is next.
 */
export function useNext(number: string): { next: CaseRow | null; left: number | null; keep: () => void } {
  const seat = useSeat()
  const { data } = useAsk(todo, {}, { enabled: takesSteps(seat) })
  const [kept, setKept] = useState<string | null>(null)
  const rows = data?.items ?? []
  const at = rows.findIndex(row => row.number === number)
  const after = rows[at + 1] ?? null
  const next = rows.find(row => row.number === kept) ?? (at >= 0 && after ? after : rows.find(row => row.number !== number)) ?? null
  return { next, left: data ? data.count.n : null, keep: () => setKept(at >= 0 && after ? after.number : null) }
}
