import { useEffect } from 'react'
import { todo, type CaseRow } from '../../../contract/service.ts'
import { useAsk } from '../../kernel/query.ts'
import { takesSteps } from '../nav.ts'
import { useSeat } from '../seat.ts'
import { nextOf } from './next.ts'

/** The cases opened in this tab since it was loaded. */
const opened = new Set<string>()

/** The case to go on to from this one, and how many wait. */
export function useNext(number: string): { next: CaseRow | null; left: number | null } {
  const { data } = useAsk(todo, {}, { enabled: takesSteps(useSeat()) })
  useEffect(() => void opened.add(number), [number])
  return { next: nextOf(data?.items ?? [], number, opened), left: data ? data.count.n : null }
}
