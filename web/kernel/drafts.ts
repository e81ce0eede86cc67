import { useCallback, useEffect, useRef, useState } from 'react'
import { lasting, type Memory } from './storage.ts'

const prefix = 'gongzhi:draft:'
const keeps = 30 * 24 * 3600 * 1000

/**
 * Half-filled forms, kept on this device under person and form for 30 days. Fields named `secret` (passwords, codes)
 * never reach the disk. Leaving (logout) clears them: a phone is lent, a counter's computer is shared.
 */
export function drafts(store: Memory, now: () => number = Date.now) {
  const at = (person: string | null, form: string) => `${prefix}${person ?? 'guest'}:${form}`
  return {
    read<T>(person: string | null, form: string): { value: T; saved_at: number } | undefined {
      const text = store.get(at(person, form))
      if (!text) return undefined
      try {
        const kept = JSON.parse(text) as { value: T; saved_at: number }
        if (now() - kept.saved_at < keeps) return kept
      } catch { /* unreadable: as good as none */ }
      store.drop(at(person, form))
      return undefined
    },
    keep(person: string | null, form: string, value: object, secret: readonly string[] = []): void {
      const open = Object.fromEntries(Object.entries(value).filter(([name]) => !secret.includes(name)))
      store.set(at(person, form), JSON.stringify({ value: open, saved_at: now() }))
    },
    drop(person: string | null, form: string): void {
      store.drop(at(person, form))
    },
    /** The forms of a person that wait here and whose names begin so, the last touched first. */
    waiting<T>(person: string, beginning: string): { form: string; value: T; saved_at: number }[] {
      const start = at(person, beginning)
      return store.keys().filter(key => key.startsWith(start)).flatMap(key => {
        const form = key.slice(at(person, '').length)
        const found = this.read<T>(person, form)
        return found ? [{ form, ...found }] : []
      }).sort((a, b) => b.saved_at - a.saved_at)
    },
    /** Removes every draft of everyone on this device. */
    clear(): void {
      for (const key of store.keys()) if (key.startsWith(prefix)) store.drop(key)
    },
  }
}

export const draft = drafts(lasting)

export interface Draft<T> {
  value: T
  set: (change: Partial<T>) => void
  /** The instant the draft was found with, when one was waiting. */
  found_at: number | null
  /** Forgets the draft: after it was sent, or to begin anew. */
  done: () => void
}

const nothing: readonly string[] = []

/**
 * A form's values that wait for their person: what was typed is there again after a call, a crash or a login. Use it where
 * the person is known (null for a visitor): a form of somebody else is another component instance. `secret` must be constant.
 */
export function useDraft<T extends object>(
  person: string | null, form: string, initial: T, secret: readonly string[] = nothing,
): Draft<T> {
  const [found] = useState(() => draft.read<Partial<T>>(person, form))
  const [value, setValue] = useState<T>(() => ({ ...initial, ...found?.value }))
  const touched = useRef(false)
  useEffect(() => {
    if (touched.current) draft.keep(person, form, value, secret)
  }, [person, form, value, secret])
  const set = useCallback((change: Partial<T>) => {
    touched.current = true
    setValue(old => ({ ...old, ...change }))
  }, [])
  const done = useCallback(() => {
    touched.current = false
    draft.drop(person, form)
  }, [person, form])
  return { value, set, found_at: found?.saved_at ?? null, done }
}
