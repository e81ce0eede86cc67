import {
  addDays, atBeijing, beijingDay, dayNumber, dayOf, dueDay, instantMs, minutesOf, weekdayOf, type InstantLike,
} from '../../../contract/time.ts'

/** A day that a notice takes out of the plain week: a day off, or a weekend day that is worked. */
export interface SpecialDay { date: string, kind: 'holiday' | 'makeup_workday', name: string }
/** One year's notice of the State Council, whole. */
export interface Edition { year: number, notice: string, published_on: string, days: readonly SpecialDay[] }

export type Unit = 'working' | 'calendar'
/** A time in which the clock stood still; `to` null: it still does. Instants; `from` belongs to it, `to` does not. */
export interface Stop { from: string, to: string | null }
/** The period reached into a year whose notice is not out. */
export interface CalendarGap { code: 'calendar.gap', year: number }

interface Reckoning {
  /** Reckoned with plain weekends for a year without notice: reckon again when the notice is in. */
  provisional: boolean
  warnings: CalendarGap[]
  /** The notices that the reckoning read. */
  notices: { year: number, notice: string }[]
}
/** When a period ends: `due_on` the last day in Beijing, `due_at` its closing time as an instant. */
export interface Deadline extends Reckoning { due_at: string, due_on: string }
/** The clock stands still with so many days of the period to run. */
export interface Stopped extends Reckoning { due_at: null, due_on: null, left: number }

export interface Period {
  /** The act that starts the period. Its day is not counted (Civil Code art. 201). */
  from: InstantLike
  /** Days, 0 to 10,000. */
  n: number
  unit: Unit
  /** Beijing time at which the last day ends: 17:00, the end of business (Civil Code art. 203 para. 2), unless said. */
  closes_at?: string
}

export interface Calendar {
  isWorkday(day: string): boolean
  /** True when the year's notice is known. */
  covers(year: number): boolean
  /** The n-th working day after (before, when negative) a day; the day itself for 0. Blind to years without notice. */
  addWorkdays(day: string, n: number): string
  /** Working days in (after, through]; negative when `through` lies before `after`. */
  countWorkdays(after: string, through: string): number
  addDays(day: string, n: number): string
  deadline(period: Period): Deadline
  deadlineWithStops(period: Period, stops: readonly Stop[]): Deadline | Stopped
  /** Days after today up to the last day: 0 on that day. Late: -1 from the closing on, -2 when a second day has begun … */
  remaining(due: InstantLike, now: InstantLike, unit?: Unit): number
}

/**
 * The working calendar, as arithmetic. Of several editions of one year the last published counts, whole (the later in
 * the list among equals). A notice may name days of December before its year. Without a notice weekends are free and
 * nothing else, and every deadline that had to look there says so.
 */
export function createCalendar(editions: readonly Edition[]): Calendar {
  const { inForce, works } = readEditions(editions)
  const walk = (day: number, n: number): number => {
    whole(n)
    const step = Math.sign(n)
    for (let left = Math.abs(n); left > 0;) if (works(day += step)) left--
    return day
  }
  const count = (after: number, through: number): number => {
    if (through < after) return -count(through, after)
    let n = 0
    for (let day = after + 1; day <= through; day++) if (works(day)) n++
    return n
  }
  const reckoned = (years: Set<number>): Reckoning => reckonedFrom(inForce, years)

  const deadlineWithStops = (period: Period, stops: readonly Stop[]): Deadline | Stopped => {
    const { from, n, unit, closes_at = '17:00' } = period
    if (whole(n) < 0) throw new RangeError('a period has no negative days')
    const standing = stoppedAt(stops, minutesOf(closes_at))
    const years = new Set<number>()
    const counts = (day: number): boolean => {
      years.add(yearOf(day))
      return works(day)
    }
    let day = dayNumber(beijingDay(from))
    for (let left = n; left > 0;) {
      const clock = standing(++day)
      if (clock === 'for good') return { due_at: null, due_on: null, left, ...reckoned(years) }
      if (clock === 'running' && (unit === 'calendar' || counts(day))) left--
    }
    for (; ; day++) {
      const clock = standing(day)
      if (clock === 'for good') return { due_at: null, due_on: null, left: 0, ...reckoned(years) }
      if (clock === 'running' && counts(day)) break
    }
    return { due_at: atBeijing(dayOf(day), closes_at), due_on: dayOf(day), ...reckoned(years) }
  }

  return {
    isWorkday: day => works(dayNumber(day)),
    covers: year => inForce.has(year),
    addWorkdays: (day, n) => dayOf(walk(dayNumber(day), n)),
    countWorkdays: (after, through) => count(dayNumber(after), dayNumber(through)),
    addDays,
    deadline: period => deadlineWithStops(period, []) as Deadline,
    deadlineWithStops,
    remaining(due, now, unit = 'working') {
      const last = dayNumber(dueDay(due).day)
      const today = dayNumber(beijingDay(now))
      const between = unit === 'working' ? count(last, today) : today - last
      if (instantMs(now) <= instantMs(due)) return between < 0 ? -between : 0
      return -1 - Math.max(0, between - 1)
    },
  }
}

/** The edition in force of each year, and which days are worked by them. */
function readEditions(editions: readonly Edition[]): { inForce: ReadonlyMap<number, Edition>; works: (day: number) => boolean } {
  const inForce = new Map<number, Edition>()
  for (const edition of editions) {
    const rival = inForce.get(edition.year)
    if (!rival || rival.published_on <= edition.published_on) inForce.set(edition.year, edition)
  }
  const special = new Map<number, boolean>()
  for (const edition of [...inForce.values()].sort((a, b) => a.year - b.year)) {
    for (const day of edition.days) special.set(dayNumber(day.date), day.kind === 'makeup_workday')
  }
  return { inForce, works: day => special.get(day) ?? (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) }
}

/** What a reckoning that looked into these years rests on. */
function reckonedFrom(inForce: ReadonlyMap<number, Edition>, years: ReadonlySet<number>): Reckoning {
  const asked = [...years].sort((a, b) => a - b)
  const gaps = asked.filter(year => !inForce.has(year))
  return {
    provisional: gaps.length > 0,
    warnings: gaps.map(year => ({ code: 'calendar.gap', year })),
    notices: asked.flatMap(year => inForce.get(year) ?? []).map(({ year, notice }) => ({ year, notice })),
  }
}

const yearOf = (day: number): number => Number(dayOf(day).slice(0, 4))

function whole(n: number): number {
  if (!Number.isInteger(n) || Math.abs(n) > 10_000) throw new RangeError(`not a number of days: ${n}`)
  return n
}

/**
 * How the clock stood at the closing of a day. A day counts when the clock was running at its closing, so a stop that
 * begins and ends between two closings costs nothing, one that holds over k closings costs those k days, and one that
 * begins after the last day's closing cannot rescue what is already late.
 */
function stoppedAt(stops: readonly Stop[], closing: number): (day: number) => 'running' | 'stopped' | 'for good' {
  const spans = stops.map(stop => [instantMs(stop.from), stop.to === null ? Infinity : instantMs(stop.to)] as const)
  const midnight = instantMs(atBeijing('1970-01-01', '00:00'))
  return day => {
    const end = midnight + day * 86_400_000 + closing * 60_000
    let until = -Infinity
    for (const [from, to] of spans) if (from <= end && end < to) until = Math.max(until, to)
    return until === Infinity ? 'for good' : until === -Infinity ? 'running' : 'stopped'
  }
}
