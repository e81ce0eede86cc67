/**
 * The day on which the demonstration world stands still. Ages, freshness and terms are reckoned from it, never from the
 * clock, so that the same seed gives the same bytes on every day.
 */
export const asOf = '2026-11-01'

const msPerDay = 86_400_000
const daysPerYear = 365.2425

/** Days since 1970-01-01 of an ISO day; negative before. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / msPerDay)
export const today = dayNumber(asOf)

const written = new Map<number, string>()
/** The ISO day of a day number. */
export function isoDay(number: number): string {
  const known = written.get(number)
  if (known) return known
  const text = new Date(number * msPerDay).toISOString().slice(0, 10)
  written.set(number, text)
  return text
}

/** The day number `years` (a fraction is allowed) before the day of the demonstration. */
export const yearsAgo = (years: number): number => today - Math.floor(years * daysPerYear)

/** Exact completed years on a day, by calendar and not by division. */
export function ageOn(birth: string, on: string = asOf): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** A day number moved by whole months, cut to the last day of a shorter month. */
export function addMonths(number: number, months: number): number {
  const from = new Date(number * msPerDay)
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1)
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate()
  return Math.round(first / msPerDay) + Math.min(from.getUTCDate(), last) - 1
}
