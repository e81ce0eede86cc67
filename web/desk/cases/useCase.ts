import { useQuery, useQueryClient } from '@tanstack/react-query'
import { show, type CaseView } from '../../../contract/service.ts'
import { ask } from '../../kernel/api.ts'
import { keyOf } from '../../kernel/query.ts'
import type { Refusal } from '../../kernel/refusal.ts'

/** A whole case. It is looked at anew each time one comes to it, but never behind one's back: each look leaves a trace. */
export function useCase(number: string) {
  const client = useQueryClient()
  const queryKey = keyOf(show, { number })
  const found = useQuery<CaseView, Refusal>({
    queryKey, queryFn: ({ signal }) => ask(show, { number }, { signal }), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false,
  })
  return { ...found, again: () => client.invalidateQueries({ queryKey }) }
}
