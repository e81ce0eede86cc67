import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { parseSearch } from '../kernel/router.ts'
import { withSearch } from '../kernel/paths.ts'
import type { FilterValues } from './Filters.tsx'

/** Where one stands in a list paged by key: the pages behind, nearest last ('' is the first page). */
export interface Trail { after: string | undefined; behind: readonly string[] }

export const forward = (trail: Trail, next: string): Trail => ({ after: next, behind: [...trail.behind, trail.after ?? ''] })
/** One page back; from an address that was sent to one (nothing behind, yet not the first page) to the first. */
export const backward = (trail: Trail): Trail => ({ after: trail.behind[trail.behind.length - 1] || undefined, behind: trail.behind.slice(0, -1) })
export const depthOf = (trail: Trail): number => (trail.behind.length > 0 ? trail.behind.length : trail.after ? 1 : 0)

/** The state of a list in the address: `filters` for the query's input, `values`, `onFilter` and `turn` for the `DataTable`. */
export function useList<K extends string>(keys: readonly K[]) {
  const here = useLocation()
  const navigate = useNavigate()
  const search = parseSearch(here.searchStr)
  const after = search['after'] || undefined
  const [behind, setBehind] = useState<readonly string[]>([])
  const values = Object.fromEntries(keys.map(k => [k, search[k] || undefined])) as Record<K, string | undefined>
  const go = (next: FilterValues, to: string | undefined) =>
    void navigate({ href: withSearch(here.pathname, { ...others(search, keys), ...next, after: to }) })
  const move = (trail: Trail) => { setBehind(trail.behind); go(values, trail.after) }
  const trail = { after, behind: after ? behind : [] }
  return {
    after,
    values,
    onFilter: (next: FilterValues) => { setBehind([]); go(next, undefined) },
    turn: { depth: depthOf(trail), next: (key: string) => move(forward(trail, key)), previous: () => move(backward(trail)) },
  }
}

const others = (search: Record<string, string>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(search).filter(([k]) => k !== 'after' && !keys.includes(k)))
