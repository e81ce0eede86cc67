import { ofTab, type Memory } from '../../kernel/storage.ts'

/**
 * Answers that must not reach the disk (account and telephone numbers): kept under their person in this tab's session,
 * so that a reload or a new login does not lose them, and gone with the tab.
 */
export function sealedAnswers(store: Memory) {
  const prefix = 'gongzhi:sealed:'
  const at = (person: string, form: string) => `${prefix}${person}:${form}`
  return {
    read(person: string, form: string): Record<string, string> {
      try {
        return JSON.parse(store.get(at(person, form)) ?? '{}') as Record<string, string>
      } catch {
        return {}
      }
    },
    keep: (person: string, form: string, answers: Record<string, string>) => store.set(at(person, form), JSON.stringify(answers)),
    drop: (person: string, form: string) => store.drop(at(person, form)),
    /** Forgets everyone's, or everyone's but that person's. */
    clear(but: string | null): void {
      for (const key of store.keys()) if (key.startsWith(prefix) && !(but && key.startsWith(`${prefix}${but}:`))) store.drop(key)
    },
  }
}

export const sealed = sealedAnswers(ofTab)
/** Called when somebody leaves, or somebody else arrives on the same device. */
export const forgetSealed = (but: string | null): void => sealed.clear(but)
