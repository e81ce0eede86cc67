/** The offices whose part a system may take: those that read and handle cases. Who governs rights, or meets people, is a person. */
export const lendable = ['department_clerk', 'community_worker', 'street_examiner', 'county_civil_affairs', 'city_viewer', 'province_viewer'] as const

/** Verbs that belong to a person before a screen: full numbers are shown to somebody who gives a reason, never to a program. */
export const personal: readonly string[] = ['account.use', 'account.demo', 'person.unmask']

/** The longest time for which a key is given; a new one is then made and its holder named anew. */
export const longestKeyDays = 2 * 366

/**
 * How long a receiver may take to answer; how many events of one receiver a run takes up and how long it stays with them, well within
 * the claim, so that one that answers late holds up nobody else and nothing of its is claimed twice.
 */
export const hook = { timeout_ms: 10_000, batch: 50, turn_ms: 10_000, claim_seconds: 120, tries_kept: 20 } as const
/** Minutes until the next try after the first, second … failure; the last one from then on. */
export const backoffMinutes = [1, 2, 5, 15, 30, 60] as const
/** After so many days without one success a subscription is disabled; an event that a working receiver refuses so long is given up. */
export const failingDays = 3
/** Seconds between two trials of one receiver. */
export const trialEverySeconds = 10
/** Days for which the log of deliveries is kept. */
export const logDays = 30
