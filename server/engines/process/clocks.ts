import type { Calendar, DatedCalendar } from '../../ground/law/index.ts'
import type { Action, Definition, Lengthening } from './definition.ts'
import type { ClockRow } from './store.ts'

/** What the clocks of a definition need from the law: the working calendar, and the parameters of its rule on the event date. */
export interface Timekeeping { calendar: DatedCalendar; params: Readonly<Record<string, number>>; now: string }

/** A clock as it stands when started at `from`. */
export function started(definition: Definition, name: string, { calendar, params }: Timekeeping, from: string): ClockRow {
  const clock = definition.clocks[name]!
  const days = params[clock.days]
  if (days === undefined) throw new Error(`no parameter ${clock.days} for the clock ${name} of ${definition.id}`)
  const due = calendar.deadline({ from, n: days, unit: clock.unit })
  return {
    name, unit: clock.unit, days, basis: clock.basis, started_at: from, due_at: due.due_at, provisional: due.provisional, serial: calendar.serial,
    fires: clock.fires ?? null, stops: [], stopped_at: null, met_at: null, fired_at: null, attempts: 0, last_error: null, next_try: null,
  }
}

/** The clocks that an action changes: started, met, stopped (for `why`) and resumed ones, as they stand afterwards. */
export function turned(definition: Definition, action: Action, clocks: readonly ClockRow[], keeping: Timekeeping, why: string): ClockRow[] {
  const { start = [], since, meet = [], stop = [], resume = [], lengthen } = action.clocks ?? {}
  const from = clocks.find(clock => clock.name === since)?.started_at ?? keeping.now
  const running = (name: string) => clocks.find(clock => clock.name === name && clock.met_at === null && clock.fired_at === null)
  const changed: ClockRow[] = start.map(name => started(definition, name, keeping, from))
  for (const name of meet) {
    const clock = running(name)
    if (clock) changed.push({ ...clock, met_at: keeping.now })
  }
  for (const name of stop) {
    const clock = running(name)
    if (clock && clock.stopped_at === null) {
      changed.push({ ...clock, stopped_at: keeping.now, stops: [...clock.stops, { from: keeping.now, to: null, why }] })
    }
  }
  for (const name of resume) {
    const clock = running(name)
    if (clock?.stopped_at) changed.push(resumed(clock, keeping))
  }
  const longer = lengthen && running(lengthen.clock)
  if (longer) changed.push(lengthened(longer, lengthen, keeping))
  return changed
}

/** The same clock with more days: what has run has run, and what stood still stood still. */
function lengthened(clock: ClockRow, { days: name, basis }: Lengthening, { calendar, params }: Timekeeping): ClockRow {
  const more = params[name]
  if (more === undefined) throw new Error(`no parameter ${name} to lengthen the clock ${clock.name}`)
  const longer = { ...clock, days: clock.days + more, basis: `${clock.basis}；${basis}` }
  return clock.stopped_at ? longer : { ...longer, ...dueOf(longer, clock.stops, calendar), serial: calendar.serial, attempts: 0, last_error: null, next_try: null }
}

function resumed(clock: ClockRow, { calendar, now }: Timekeeping): ClockRow {
  const stops = clock.stops.map(stop => (stop.to === null ? { ...stop, to: now } : stop))
  return { ...clock, stops, stopped_at: null, ...dueOf(clock, stops, calendar), serial: calendar.serial, attempts: 0, last_error: null, next_try: null }
}

/** When a clock is due, its stops left out. */
export function dueOf(clock: Pick<ClockRow, 'started_at' | 'days' | 'unit'>, stops: ClockRow['stops'], calendar: Calendar): { due_at: string; provisional: boolean } {
  const reckoned = calendar.deadlineWithStops({ from: clock.started_at, n: clock.days, unit: clock.unit }, stops)
  if (reckoned.due_at === null) throw new Error('a clock that stands still is not due')
  return { due_at: reckoned.due_at, provisional: reckoned.provisional }
}

/** The next due instant of a case; null while none is running. */
export function nextDue(clocks: readonly ClockRow[]): string | null {
  const running = clocks.filter(clock => clock.met_at === null && clock.fired_at === null && clock.stopped_at === null)
  return running.map(clock => clock.due_at).sort()[0] ?? null
}

/** The clocks of a case once the changed ones are laid over them. */
export const overlaid = (clocks: readonly ClockRow[], changed: readonly ClockRow[]): ClockRow[] =>
  [...clocks.filter(clock => !changed.some(other => other.name === clock.name)), ...changed]
