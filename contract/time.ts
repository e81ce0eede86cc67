/**
 * Time as people of the province live it: days and instants in Beijing time. China keeps +08:00 the whole year (summer time ended
 * in 1991), so the offset is a constant and no time-zone table is needed, on the server or in a page. A day is `2026-11-22`,
 * an instant is ISO 8601 with its zone; an instant without a zone is refused, for it would mean another hour on each machine.
 */
const hour = 3_600_000
const dayMs = 24 * hour
const offset = 8 * hour

/** An instant as it comes: ISO 8601 text with a zone, a Date, or milliseconds. */
export type InstantLike = string | number | Date

/** Milliseconds since 1970; a RangeError for text that is no instant or names no zone. */
export function instantMs(instant: InstantLike): number {
  if (typeof instant === 'string' && !/T.*(Z|[+-]\d\d:?\d\d)$/i.test(instant)) throw new RangeError(`not an instant with a zone: ${instant}`)
  const ms = typeof instant === 'number' ? instant : new Date(instant).getTime()
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${String(instant)}`)
  return ms
}

/** True when the text is a calendar day that exists, written `2026-11-22`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === text
}

/**
 * The day that somebody meant: `20261201`, `2026.12.1`, `2026/12/1`, `2026年12月1日`, with digits of any width; null for what is no
 * day. Month and day come in this order everywhere in China; a year of two digits is nobody's guess.
 */
export function readDay(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '').replace(/[．。、]/g, '.')
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(plain) ?? /^(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?$/.exec(plain) ?? []
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(found) ? found : null
}

/** 2026年12月1日（周二）: a day as it was understood, for whoever typed it. */
export const dayInWords = (day: string): string => `${day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}（${showWeekday(day)}）`

/** Days since 1970-01-01 of a calendar day: the number that day arithmetic runs on. RangeError when there is no such day. */
export function dayNumber(day: string): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  return Date.parse(`${day}T00:00:00Z`) / dayMs
}

/** The calendar day with that number. */
export const dayOf = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)

/** The day `n` calendar days later (earlier when negative). */
export const addDays = (day: string, n: number): string => dayOf(dayNumber(day) + n)

/** The weekday of a day number: 0 Sunday … 6 Saturday. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7

/** The calendar day in Beijing at an instant. */
export const beijingDay = (instant: InstantLike): string => dayOf(Math.floor((instantMs(instant) + offset) / dayMs))

/** Today in Beijing. */
export const today = (): string => beijingDay(Date.now())

/**
 * The instant of a clock time in Beijing, as ISO text in UTC (so that instants sort as text). `24:00` is the end of
 * the day, the same instant as 00:00 of the next.
 */
export function atBeijing(day: string, time: string): string {
  return new Date(dayNumber(day) * dayMs - offset + minutesOf(time) * 60_000).toISOString()
}

/** Minutes after midnight of `HH:MM`, 00:00 to 24:00; RangeError otherwise. */
export function minutesOf(time: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time)
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN
  if (!match || Number(match[2]) > 59 || !(minutes <= 1440)) throw new RangeError(`not a time of day: ${time}`)
  return minutes
}

/** `2026-11-27 17:00` in Beijing time. */
export const showInstant = (instant: InstantLike): string =>
  new Date(instantMs(instant) + offset).toISOString().slice(0, 16).replace('T', ' ')

/** `2026-11-27`, of a day or of an instant in Beijing time. */
export const showDay = (when: InstantLike): string =>
  typeof when === 'string' && isDay(when) ? when : beijingDay(when)

/** 周五: the weekday of a day. */
export const showWeekday = (day: string): string => `周${'日一二三四五六'[weekdayOf(dayNumber(day))]}`

/** The last day of a period and its closing time; a period that ends at midnight ended at 24:00 of the day before. */
export function dueDay(due: InstantLike): { day: string, time: string } {
  const [day, time] = showInstant(due).split(' ') as [string, string]
  return time === '00:00' ? { day: addDays(day, -1), time: '24:00' } : { day, time }
}

/**
 * The clock in human words: 「还剩 3 个工作日（2026-11-27 17:00 前）」, 「今天 17:00 截止」, 「已超期 2 个工作日（应于 … 前）」.
 * `left` is what `remaining` of the working calendar says: days after today, negative when late.
 */
export function humanDeadline(due: InstantLike, now: InstantLike, left: number, unit: 'working' | 'calendar' = 'working'): string {
  const { day, time } = dueDay(due)
  const days = unit === 'working' ? '个工作日' : '天'
  if (instantMs(now) > instantMs(due)) return `已超期 ${Math.max(1, -left)} ${days}（应于 ${day} ${time} 前）`
  const distance = dayNumber(day) - dayNumber(beijingDay(now))
  if (distance <= 0) return `今天 ${time} 截止`
  if (distance === 1) return `明天 ${time} 截止`
  return left > 0 ? `还剩 ${left} ${days}（${day} ${time} 前）` : `${day} ${time} 截止`
}

/** How a clock should look: late, near (today or the last working day), or calm. */
export const deadlineTone = (due: InstantLike, now: InstantLike, left: number): 'late' | 'near' | 'calm' =>
  instantMs(now) > instantMs(due) ? 'late' : left <= 1 ? 'near' : 'calm'

/** Months later by the calendar: the 31st becomes the last day of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Whole days, months or years from one day to another, by the calendar; negative where the second comes first. */
export function elapsed(from: string, to: string, unit: 'days' | 'months' | 'years'): number {
  if (unit === 'days') return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  if (to < from) return -1 - elapsed(to, from, unit)
  const [a, b] = [from, to].map(day => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))) as [number, number]
  const months = addMonths(from, b - a) <= to ? b - a : b - a - 1
  return unit === 'months' ? months : Math.floor(months / 12)
}
