import { session } from '../kernel/session.ts'

/** While the next page of a list is on its way the last one stays, unless it was another seat's or another person's. */
export function keepPage<T>(before: T | undefined, query: { readonly queryKey: readonly unknown[] } | undefined): T | undefined {
  return query?.queryKey[1] === session.seat() && query.queryKey[2] === session.serving() ? before : undefined
}
