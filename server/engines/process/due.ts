import { beijingDay } from '../../../contract/time.ts'
import { calendarOf } from '../../ground/law/index.ts'
import { successorOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'
import type { Query } from '../../kernel/db/index.ts'
import type { OutboxHandler } from '../../kernel/outbox.ts'
import { countyOf } from '../../kernel/seat.ts'
import { dueOf } from './clocks.ts'
import { take } from './engine.ts'
import { definitionOf } from './publish.ts'
import type { CaseRecord, ClockRow } from './store.ts'

/**
 * Does what a clock does when it has run out, in the platform's own seat. False when the case has gone on meanwhile: the
 * clock is then only laid to rest.
 */
export async function fire(ctx: Context, record: CaseRecord, name: string): Promise<boolean> {
  const clock = record.clocks.find(one => one.name === name)
  if (!clock || clock.met_at || clock.fired_at || clock.stopped_at || !clock.fires || clock.due_at > ctx.now) return false
  const definition = await definitionOf(ctx.sql, record.process, record.version)
  const applies = definition.actions[clock.fires]?.from.includes(record.state) ?? false
  if (applies) {
    await take(ctx, definition, record, { seq: record.seq, action: clock.fires, note: `${definition.clocks[name]!.title}已到期`, data: {}, papers: [] })
  }
  ctx.defer(ctx.sql`update process.clock set fired_at = ${ctx.now}
    where county = ${record.county} and number = ${record.number} and name = ${name}`)
  return applies
}

interface Provisional extends ClockRow { county: string; number: string }

/** How many running clocks reach into a year without a notice. */
export async function provisionalClocks(sql: Query): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*) as n from process.clock where provisional and met_at is null and fired_at is null`
  return row!.n
}

/** After a new notice: reckons the provisional running clocks within the seat's range anew, and their cases' due instants. Returns how many changed hands with certainty. */
export async function recompute(ctx: Context): Promise<number> {
  const calendar = await calendarOf(ctx.sql)
  const clocks = await ctx.sql<Provisional[]>`
    select county, number, name, unit, days, started_at, stops from process.clock where provisional and met_at is null and fired_at is null and stopped_at is null`
  for (const clock of clocks) {
    const due = dueOf(clock, clock.stops, calendar)
    await ctx.sql`update process.clock set due_at = ${due.due_at}, provisional = ${due.provisional}
      where county = ${clock.county} and number = ${clock.number} and name = ${clock.name}`
    await ctx.sql`update process."case" c set due_at = coalesce((select min(k.due_at) from process.clock k
        where k.county = c.county and k.number = c.number and k.met_at is null and k.fired_at is null and k.stopped_at is null), 'infinity')
      where c.county = ${clock.county} and c.number = ${clock.number} and c.awaits is not null`
  }
  return clocks.length
}

interface Involvement { at: string; number: string; topic: string; title: string; person_name: string; state: string; opened_at: string; updated_at: string }

/** Keeps the receiving place's row of a case up to date; an older letter that comes late changes nothing. */
export const involve: OutboxHandler = async (sql, letter) => {
  const told = letter.payload as unknown as Involvement
  // The place that received it may have got another code since.
  const at = await successorOf(sql, told.at, beijingDay(told.opened_at)) ?? told.at
  await sql`
    insert into process.involvement (county, place, number, role, topic, title, person_name, state, opened_at, updated_at)
    values (${countyOf(at)}, ${at}, ${told.number}, 'received', ${told.topic}, ${told.title}, ${told.person_name}, ${told.state},
      ${told.opened_at}, ${told.updated_at})
    on conflict (county, place, number) do update set state = excluded.state, updated_at = excluded.updated_at
      where involvement.updated_at <= excluded.updated_at`
}
