import { beijingDay } from '../../../contract/time.ts'
import { newestSerial } from '../../ground/law/index.ts'
import { successorOf } from '../../ground/territory/index.ts'
import { doubling } from '../../kernel/backoff.ts'
import type { Context } from '../../kernel/operation.ts'
import type { Query } from '../../kernel/db/index.ts'
import type { OutboxHandler } from '../../kernel/outbox.ts'
import { countyOf } from '../../kernel/seat.ts'
import { take } from './engine.ts'
import { definitionOf } from './publish.ts'
import { reckonCase } from './reckon.ts'
import { findCase, type CaseRecord } from './store.ts'

/**
 * Does what a clock does when it has run out, in the platform's own seat. What cannot be taken back goes by the calendar as
 * it stands now, whatever this process remembers. False when the clock is not due, or when the case has gone on meanwhile:
 * the clock is then only laid to rest.
 */
export async function fire(ctx: Context, found: CaseRecord, name: string): Promise<boolean> {
  let record = found
  if (!isDue(record, name, ctx.now)) return false
  const serial = await newestSerial(ctx.sql)
  if (record.clocks.some(clock => clock.name === name && clock.serial < serial)) {
    await reckonCase(ctx.sql, record)
    record = (await findCase(ctx.sql, record.number))!
    if (!isDue(record, name, ctx.now)) return false
  }
  const action = record.clocks.find(clock => clock.name === name)!.fires!
  const definition = await definitionOf(ctx.sql, record.process, record.version)
  const applies = definition.actions[action]?.from.includes(record.state) ?? false
  if (applies) {
    await take(ctx, definition, record, { seq: record.seq, action, note: `${definition.clocks[name]!.title}已到期`, data: {}, papers: [] })
  }
  ctx.defer(ctx.sql`update process.clock set fired_at = ${ctx.now}
    where county = ${record.county} and number = ${record.number} and name = ${name}`)
  return applies
}

function isDue(record: CaseRecord, name: string, now: string): boolean {
  const clock = record.clocks.find(one => one.name === name)
  return clock !== undefined && !clock.met_at && !clock.fired_at && !clock.stopped_at && clock.fires !== null && Date.parse(clock.due_at) <= Date.parse(now)
}

/**
 * Clocks whose action failed are tried again after 1, 2, 4 … minutes, at most an hour apart, and with a reason: however many
 * fail for good, those behind them have their turn.
 */
export async function postpone(sql: Query, failed: readonly { number: string; name: string; error: string }[], now: string): Promise<void> {
  const rows = failed.map(({ number, name, error }) => ({ county: number.slice(0, 6), number, name, error: error.slice(0, 500) }))
  await sql`update process.clock k set attempts = k.attempts + 1, last_error = x.error,
      next_try = ${now}::timestamptz + make_interval(mins => (${`{${doubling.join(',')}}`}::integer[])[least(k.attempts + 1, ${doubling.length})])
    from jsonb_to_recordset(${sql.json(rows)}) as x(county text, number text, name text, error text)
    where k.county = x.county and k.number = x.number and k.name = x.name and k.fired_at is null`
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
