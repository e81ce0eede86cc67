interface Look { at: string; actor_name: string; office: string; operation: string; purpose: string }
export type Merged<L extends Look> = L & { first_at: string; times: number }

/** Looks further apart than this are two visits. */
const apart = 10 * 60_000

/** Looks of one person for one thing within minutes, as one with how often and since when; `looks` and the answer newest first. */
export function merged<L extends Look>(looks: readonly L[]): Merged<L>[] {
  const visits: Merged<L>[] = []
  const open = new Map<string, Merged<L>>()
  for (const look of looks) {
    const key = JSON.stringify([look.actor_name, look.office, look.operation, look.purpose])
    const visit = open.get(key)
    if (visit && Date.parse(visit.first_at) - Date.parse(look.at) <= apart) {
      visit.times++
      visit.first_at = look.at
      continue
    }
    const begun = { ...look, first_at: look.at, times: 1 }
    open.set(key, begun)
    visits.push(begun)
  }
  return visits
}
