/** A key-value store of strings that never throws: private windows and full disks lose the memory, not the page. */
export interface Memory {
  get(key: string): string | null
  set(key: string, value: string): void
  drop(key: string): void
  keys(): string[]
}

/** A memory over one of the browser's stores; without one (tests, blocked storage) it lasts as long as the page. */
export function memory(open: () => Storage): Memory {
  const spare = new Map<string, string>()
  const store = (): Storage | undefined => {
    try { return open() } catch { return undefined }
  }
  return {
    get: key => {
      try { return store()?.getItem(key) ?? spare.get(key) ?? null } catch { return spare.get(key) ?? null }
    },
    set: (key, value) => {
      spare.set(key, value)
      try { store()?.setItem(key, value) } catch { /* full or forbidden: the spare copy serves this page */ }
    },
    drop: key => {
      spare.delete(key)
      try { store()?.removeItem(key) } catch { /* nothing was kept there */ }
    },
    keys: () => {
      const found = new Set(spare.keys())
      try {
        const s = store()
        for (let i = 0; s && i < s.length; i++) found.add(s.key(i) ?? '')
      } catch { /* nothing is kept there */ }
      return [...found]
    },
  }
}

/** What outlives the tab: drafts, the large version. */
export const lasting = memory(() => window.localStorage)
/** What belongs to this tab alone: attempts under way, the attendance at a window. */
export const ofTab = memory(() => window.sessionStorage)
