import { useQuery, useQueryClient } from '@tanstack/react-query'
import { logout, me, type Me } from '../../contract/account.ts'
import { ask, call } from './api.ts'
import { forget, session } from './session.ts'

export type { Me, SeatChoice } from '../../contract/account.ts'

/** The cache key of who I am; asked anew after every login and logout. */
export const meKey = ['account.me'] as const

/** Asks who I am and tells the session, from one's own chair whatever the address says. */
export async function askMe(signal?: AbortSignal): Promise<Me> {
  const found = await ask(me, {}, { seat: null, ...(signal ? { signal } : {}) })
  session.met(found.account)
  return found
}

/** Who I am; asked once a minute at most, and again when the page comes back to the front. */
export const useMe = () => useQuery({ queryKey: meKey, staleTime: 60_000, queryFn: ({ signal }) => askMe(signal) })

/** Logs out and forgets the person on this device, whether or not the server could be told. */
export function useLogout(then: () => void): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    try {
      await call(logout, {}, { seat: null })
    } finally {
      forget()
      client.clear()
      then()
    }
  }
}
