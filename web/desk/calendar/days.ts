import { addDays, dayNumber, weekdayOf } from '../../../contract/time.ts'

export interface SpecialDay { date: string; kind: 'holiday' | 'makeup_workday'; name: string }
/** A day as the year's picture shows it. */
export interface Cell { date: string; day: number; state: 'work' | 'weekend' | 'holiday' | 'makeup'; name: string | null }
export interface Month { month: number; blanks: number; cells: Cell[]; workdays: number }

/** Twelve months with the notice's days in them; weeks begin on Monday. */
export function monthsOf(year: number, days: readonly SpecialDay[]): Month[] {
  const special = new Map(days.map(d => [d.date, d]))
  return Array.from({ length: 12 }, (_, i) => {
    const first = `${year}-${String(i + 1).padStart(2, '0')}-01`
    const length = new Date(Date.UTC(year, i + 1, 0)).getUTCDate()
    const cells = Array.from({ length }, (_, d) => cellOf(addDays(first, d), special))
    return { month: i + 1, blanks: (weekdayOf(dayNumber(first)) + 6) % 7, cells, workdays: cells.filter(c => c.state === 'work' || c.state === 'makeup').length }
  })
}

function cellOf(date: string, special: ReadonlyMap<string, SpecialDay>): Cell {
  const found = special.get(date)
  const weekend = [0, 6].includes(weekdayOf(dayNumber(date)))
  const state = found ? (found.kind === 'holiday' ? 'holiday' : 'makeup') : weekend ? 'weekend' : 'work'
  return { date, day: Number(date.slice(8)), state, name: found?.name ?? null }
}

export interface Feast { name: string; off: string[]; work: string[] }

/** The notice in the words of a notice: each feast with its days off and the weekends worked for it, in order. */
export function feastsOf(days: readonly SpecialDay[]): Feast[] {
  const feasts = new Map<string, Feast>()
  for (const day of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const feast = feasts.get(day.name) ?? { name: day.name, off: [], work: [] }
    ;(day.kind === 'holiday' ? feast.off : feast.work).push(day.date)
    feasts.set(day.name, feast)
  }
  return [...feasts.values()]
}

/** `2 月 15 日至 2 月 23 日` for days in a row, single days apart. */
export function inWords(dates: readonly string[]): string {
  const runs: [string, string][] = []
  for (const date of dates) {
    const last = runs.at(-1)
    if (last && addDays(last[1], 1) === date) last[1] = date
    else runs.push([date, date])
  }
  return runs.map(([from, to]) => (from === to ? said(from) : `${said(from)}至 ${said(to)}`)).join('、')
}
const said = (date: string): string => `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8))} 日`
