/** Minutes until the next try after the first, second … failure: twice as long each time, at most an hour apart. */
export const doubling = [1, 2, 4, 8, 16, 32, 60] as const

/** Minutes until the next try of what has failed so often; the last of the schedule from then on. */
export const minutesAfter = (failures: number, schedule: readonly number[] = doubling): number => schedule[Math.max(1, Math.min(failures, schedule.length)) - 1]!

/** The instant of the next try. */
export const retryAt = (now: string, failures: number, schedule?: readonly number[]): string => new Date(Date.parse(now) + minutesAfter(failures, schedule) * 60_000).toISOString()
