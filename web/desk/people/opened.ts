/**
 * The purpose for which a record was opened since this page was loaded: whoever comes back to it within minutes sees
 * what was answered then, and leaves no second trace. Gone with the page.
 */
const purposes = new Map<string, string>()
const key = (seat: string, person: string) => `${seat} ${person}`

export const opened = {
  for: (seat: string, person: string): string | undefined => purposes.get(key(seat, person)),
  note: (seat: string, person: string, purpose: string): void => void purposes.set(key(seat, person), purpose),
}
