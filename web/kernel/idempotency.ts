import { ofTab, type Memory } from './storage.ts'
import { uuid } from './uuid.ts'

/**
 * One key per attempt. An attempt is a command with its content, from a seat; its key stays through a reload, a lost
 * connection or a second click until the server has answered, so that the same thing is never done twice.
 */
export interface Attempts {
  /** The key of this attempt: the one under way when there is one, else a new one. */
  keyOf(name: string, seat: string, input: unknown): string
  /** The server has answered for good: the next attempt, even with the same content, is a new one. */
  answered(name: string, seat: string, input: unknown): void
}

const prefix = 'gongzhi:attempt:'

export function attempts(store: Memory, make: () => string = uuid): Attempts {
  const slot = (name: string, seat: string, input: unknown) => `${prefix}${name}:${seat}:${digest(canonical(input))}`
  return {
    keyOf: (name, seat, input) => {
      const at = slot(name, seat, input)
      const kept = store.get(at)
      if (kept) return kept
      const key = make()
      store.set(at, key)
      return key
    },
    answered: (name, seat, input) => store.drop(slot(name, seat, input)),
  }
}

export const attempt = attempts(ofTab)

/** JSON with sorted keys, so that the order of filling in a form does not matter. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v) ?? 'null'
}

/** 53 bits of a string (cyrb53): tells attempts apart; nothing secret rests on it and the content itself is not kept. */
export function digest(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 2654435761)
    b = Math.imul(b ^ c, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}
