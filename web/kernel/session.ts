import { useSyncExternalStore } from 'react'
import { draft } from './drafts.ts'
import { seatOf } from './paths.ts'
import { ofTab, type Memory } from './storage.ts'

const servingKey = 'gongzhi:serving'

/**
 * What this tab knows of the session without asking: whose it was, whether it has run out, and which attendance at a
 * window is open here. The seat is not kept: it is always the one in the address, so two tabs may work from two seats.
 */
export function sessions(store: Memory, where: () => string) {
  let person: string | null = null
  let expired = false
  const ears = new Set<() => void>()
  const tell = () => ears.forEach(ear => ear())
  return {
    seat: (): string | null => seatOf(where()),
    serving: (): string | null => store.get(servingKey),
    serve(attendance: string | null): void {
      if (attendance) store.set(servingKey, attendance)
      else store.drop(servingKey)
      tell()
    },
    expired: (): boolean => expired,
    /** Who the server last said one is; a person again means that nothing has run out. */
    met(who: string | null): void {
      if (who === person && !(who && expired)) return
      person = who
      if (who) expired = false
      tell()
    },
    /** The server no longer knows us. Without its saying so (`sure`), only when somebody had been logged in. */
    expire(sure: boolean): void {
      if (expired || !(sure || person)) return
      expired = true
      tell()
    },
    /** Leaving: nothing of the person stays on this device. */
    leave(): void {
      person = null
      expired = false
      store.drop(servingKey)
      tell()
    },
    listen(ear: () => void): () => void {
      ears.add(ear)
      return () => ears.delete(ear)
    },
  }
}

export const session = sessions(ofTab, () => (typeof location === 'undefined' ? '/' : location.pathname))

/** Forgets the person on this device: session, attendance and every draft. */
export function forget(): void {
  session.leave()
  draft.clear()
}

/** True from the moment an answer said that the login has run out until somebody is logged in again. */
export const useExpired = (): boolean => useSyncExternalStore(session.listen, session.expired, () => false)
/** The attendance in whose person's chair this tab sits, or null. */
export const useServing = (): string | null => useSyncExternalStore(session.listen, session.serving, () => null)
