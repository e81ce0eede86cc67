import { children } from '../../../contract/place.ts'
import { levels } from '../../../contract/kernel.ts'
import { useAsk } from '../../kernel/query.ts'
import type { Filter } from '../Filters.tsx'
import { useSeat } from '../seat.ts'

/** The filter by place: the places one level below the seat, while cases can still be told apart there. */
export function usePlaceFilter(): Filter[] {
  const { level, place, verbs } = useSeat()
  const divided = levels[level] < levels.community && verbs.includes('place.read')
  const below = useAsk(children, { parent: place }, { enabled: divided, staleTime: 600_000 })
  return divided && below.data ? [{ key: 'place', title: '地区', choices: below.data.items.map(({ code, name }) => ({ value: code, title: name })) }] : []
}
