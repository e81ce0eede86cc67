/**
 * How long a receiver may take to answer; how many events of one receiver a run takes up and how long it stays with them, well within
 * the claim, so that one that answers late holds up nobody else and nothing of its is claimed twice.
 */
export const hook = { timeout_ms: 10_000, batch: 50, turn_ms: 10_000, claim_seconds: 120, tries_kept: 20 } as const
/** Minutes until the next try after the first, second … failure; the last one from then on. */
export const hookMinutes = [1, 2, 5, 15, 30, 60] as const
/** After so many days without one success a subscription is disabled; an event that a working receiver refuses so long is given up. */
export const failingDays = 3
/** Seconds between two trials of one receiver. */
export const trialEverySeconds = 10
/** Days for which the log of deliveries is kept. */
export const logDays = 30
