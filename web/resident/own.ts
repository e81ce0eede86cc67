import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { InputOf, Operation, OutputOf } from '../../contract/kernel.ts'
import { ask } from '../kernel/api.ts'
import { keyOf } from '../kernel/query.ts'
import type { Refusal } from '../kernel/refusal.ts'

/** What is one's own, as fresh as a page should be: looking at one's own matters leaves no trace, so it may be asked again. */
export function useOwn<T extends Operation>(operation: T, input: InputOf<T>, more: { enabled?: boolean; staleTime?: number } = {}) {
  return useQuery<OutputOf<T>, Refusal>({
    queryKey: keyOf(operation, input), staleTime: 5_000, ...more,
    queryFn: ({ signal }) => ask(operation, input, { signal }),
  })
}

interface PageShape { items: unknown[]; next: string | null; count: { n: number; exact: boolean } }

/** A list that grows under the thumb: what was read stays, `more` fetches what comes next. */
export function usePages<T extends Operation>(operation: T, limit: number, more: { refetchInterval?: number } = {}) {
  const found = useInfiniteQuery<OutputOf<T>, Refusal, { pages: OutputOf<T>[] }, readonly unknown[], string | undefined>({
    queryKey: [...keyOf(operation, { limit } as InputOf<T>), 'pages'], staleTime: 5_000, initialPageParam: undefined, ...more,
    queryFn: ({ signal, pageParam }) => ask(operation, { limit, ...(pageParam ? { after: pageParam } : {}) } as InputOf<T>, { signal }),
    getNextPageParam: last => (last as PageShape).next ?? undefined,
  })
  const pages = found.data?.pages
  return {
    ...found, first: pages?.[0],
    items: (pages ?? []).flatMap(page => (page as PageShape).items) as OutputOf<T> extends { items: (infer R)[] } ? R[] : never,
    more: found.hasNextPage ? () => void found.fetchNextPage() : null,
  }
}
