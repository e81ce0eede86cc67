import { useRef } from 'react'
import { QueryClient, useMutation, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query'
import type { InputOf, Operation, OutputOf } from '../../contract/kernel.ts'
import { ask, call } from './api.ts'
import { Refusal } from './refusal.ts'
import { session } from './session.ts'
import { uuid } from './uuid.ts'

/** The cache of answers. What was refused is not asked again by itself; what got lost is, twice. */
export const makeClient = (): QueryClient => new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, error) => times < 2 && error instanceof Refusal && error.retryable,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** The key of an answer: operation, seat and input, so that one seat never shows what another saw. */
export const keyOf = <T extends Operation>(operation: T, input: InputOf<T>) =>
  [operation.name, session.seat(), session.serving(), input] as const

type More<T extends Operation> = Pick<UseQueryOptions<OutputOf<T>, Refusal>, 'enabled' | 'staleTime' | 'refetchOnMount' | 'refetchInterval' | 'placeholderData'>

/** A query or look as a page's data; `error` is always a `Refusal`. A look is not asked again behind one's back: it leaves a trace. */
export function useAsk<T extends Operation>(operation: T, input: InputOf<T>, more: More<T> = {}) {
  const quiet = operation.kind === 'look'
    ? { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false, refetchOnMount: false }
    : {}
  return useQuery<OutputOf<T>, Refusal>({
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }) => ask(operation, input, { signal }),
    ...quiet,
    ...more,
  })
}

/** A command as a page's deed. When it has been done, every answer on the screen is asked anew. */
export function useCall<T extends Operation>(operation: T) {
  const client = useQueryClient()
  return useMutation<OutputOf<T>, Refusal, InputOf<T>>({
    mutationFn: input => call(operation, input),
    onSuccess: () => client.invalidateQueries(),
  })
}

/** A command as the deed of one form: the form keeps its key until the deed was done, so that however often it is pressed it is done once. */
export function useFormCall<T extends Operation>(operation: T) {
  const client = useQueryClient()
  const key = useRef(uuid())
  return useMutation<OutputOf<T>, Refusal, InputOf<T>>({
    mutationFn: input => call(operation, input, { idempotencyKey: key.current }),
    onSuccess: () => {
      key.current = uuid()
      return client.invalidateQueries()
    },
  })
}
