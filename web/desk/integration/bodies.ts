import { useQuery } from '@tanstack/react-query'
import { list, type Organisation } from '../../../contract/organisation.ts'
import { ask } from '../../kernel/api.ts'
import { session } from '../../kernel/session.ts'

const mostPages = 10

/** The organisations that lie at this very place, by name; those below it are at their own. */
export function useBodiesAt(place: string) {
  return useQuery({
    queryKey: ['bodies at', session.seat(), place], staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const found: Organisation[] = []
      let after: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const { items, next } = await ask(list, { place, limit: 200, ...after && { after } }, { signal })
        found.push(...items.filter(one => one.place === place))
        if (!next) break
        after = next
      }
      return found
    },
  })
}
