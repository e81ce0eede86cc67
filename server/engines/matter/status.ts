/** One case of a matter, as far as the whole depends on it. */
export interface Part { number: string; state: string; closed: boolean; due_at: string | null; awaits: string | null }
export interface Composite {
  state: 'underway' | 'awaiting' | 'done'; of: number; decided: number; granted: number; awaiting: number
  next_due_at: string | null; next_case: string | null
}

/**
 * How a matter stands, from its parts alone and in whatever order they come: done when every part has ended, awaiting when
 * one waits for the applicant, underway otherwise. The next due instant is the earliest of the parts that are still open.
 */
export function composite(parts: readonly Part[]): Composite {
  const open = parts.filter(part => !part.closed)
  const awaiting = open.filter(part => part.awaits === 'applicant').length
  const next = open.flatMap(({ number, due_at }) => due_at === null ? [] : [{ number, due_at }])
    .reduce<{ number: string; due_at: string } | null>((best, one) =>
      best === null || one.due_at < best.due_at || (one.due_at === best.due_at && one.number < best.number) ? one : best, null)
  return {
    state: open.length === 0 ? 'done' : awaiting > 0 ? 'awaiting' : 'underway',
    of: parts.length, decided: parts.length - open.length, granted: parts.filter(part => part.closed && part.state === 'granted').length, awaiting,
    next_due_at: next?.due_at ?? null, next_case: next?.number ?? null,
  }
}
