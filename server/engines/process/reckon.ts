import { freshCalendar, type DatedCalendar } from '../../ground/law/index.ts'
import type { Json, Query } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { dueOf } from './clocks.ts'
import type { ClockRow } from './store.ts'

// Clocks and the calendar: a clock keeps the serial of the newest edition that it was reckoned with. An upload and a step
// may pass each other, and another process may have remembered an older calendar: whatever is old is found by its serial.

/** How many running clocks of the seat's range reach into a year without a notice. */
export async function provisionalClocks(sql: Query): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*) as n from process.clock where provisional and met_at is null and fired_at is null`
  return row!.n
}

/** The most clocks that an upload reckons itself; the rest follows by the sweep. */
const atOnce = 5000
const bundle = 500

/** After a new notice: reckons the running clocks of the seat's range anew, those first that wait for a notice. Says how many were set. */
export async function recompute(ctx: Context): Promise<number> {
  return reckonOld(ctx.sql, atOnce)
}

interface Old extends Pick<ClockRow, 'name' | 'unit' | 'days' | 'started_at' | 'stops'> { county: string; number: string }

/** Reckons at most `limit` running clocks whose calendar is older than the newest edition, and their cases' due instants. Says how many. */
export async function reckonOld(sql: Query, limit: number): Promise<number> {
  const calendar = await freshCalendar(sql)
  let done = 0
  while (done < limit) {
    const n = await reckonBundle(sql, calendar, Math.min(bundle, limit - done))
    done += n
    if (n === 0) break
  }
  return done
}

/** Locked cases are somebody's at this moment: they come with the next sweep. */
async function reckonBundle(sql: Query, calendar: DatedCalendar, limit: number): Promise<number> {
  const cases = await sql<Key[]>`
    select c.county, c.number from process."case" c
    where (c.county, c.number) in (
      select county, number from process.clock where serial < ${calendar.serial} and met_at is null and stopped_at is null and fired_at is null
      order by provisional desc, due_at limit ${limit})
    order by c.county, c.number for no key update skip locked`
  return reckonHeld(sql, calendar, cases.map(({ county, number }) => ({ county, number })))
}

interface Key { county: string; number: string }

/** Reckons the old clocks of cases whose rows are held: as long as they are, nobody stops, resumes or meets one. */
async function reckonHeld(sql: Query, calendar: DatedCalendar, cases: readonly Key[]): Promise<number> {
  if (cases.length === 0) return 0
  const keys = sql.json(cases as unknown as Json)
  const clocks = await sql<Old[]>`
    select k.county, k.number, k.name, k.unit, k.days, k.started_at, k.stops from jsonb_to_recordset(${keys}) as x(county text, number text)
    join process.clock k on k.county = x.county and k.number = x.number
    where k.serial < ${calendar.serial} and k.met_at is null and k.stopped_at is null and k.fired_at is null`
  const reckoned = clocks.map(clock => ({ county: clock.county, number: clock.number, name: clock.name, ...dueOf(clock, clock.stops, calendar) }))
  await sql`update process.clock k set due_at = x.due_at, provisional = x.provisional, serial = ${calendar.serial}, attempts = 0, last_error = null, next_try = null
    from jsonb_to_recordset(${sql.json(reckoned as unknown as Json)}) as x(county text, number text, name text, due_at timestamptz, provisional boolean)
    where k.county = x.county and k.number = x.number and k.name = x.name`
  await sql`update process."case" c set due_at = d.due_at
    from (select x.county, x.number, coalesce(min(k.due_at), 'infinity') as due_at from jsonb_to_recordset(${keys}) as x(county text, number text)
      left join process.clock k on k.county = x.county and k.number = x.number and k.met_at is null and k.fired_at is null and k.stopped_at is null
      group by x.county, x.number) as d
    where c.county = d.county and c.number = d.number and c.awaits is not null and c.due_at is distinct from d.due_at`
  return clocks.length
}

/** Holds one case and reckons its old clocks with the calendar as it stands now; says how many there were. */
export async function reckonCase(sql: Query, { county, number }: Key): Promise<number> {
  const calendar = await freshCalendar(sql)
  await sql`select 1 from process."case" where county = ${county} and number = ${number} for no key update`
  return reckonHeld(sql, calendar, [{ county, number }])
}
