import * as contract from '../../../contract/queue.ts'
import { addDays, atBeijing, beijingDay } from '../../../contract/time.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { newId } from '../../kernel/ids.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { columns, numberOf, paramsAt, tickets, type Row } from './tickets.ts'

interface SlotRow { slot: string; day: string; starts_at: string; capacity: number; free: number }
const slotColumns = (sql: Context['sql']) => sql`id as slot, day, starts_at, capacity, capacity - booked as free`

export const open = serve(contract.open, {
  verb: 'queue.keep', at: here,
  run: async (ctx, { day, slots: wanted }) => {
    const { sql, seat, now } = ctx
    const { days_ahead = 0 } = await paramsAt(ctx, seat.place)
    const today = beijingDay(now)
    if (day < today || day > addDays(today, days_ahead)) throw new Problem('input.invalid', {}, [{ path: 'day', message: `只能开放今天起 ${days_ahead} 天内的时段` }])
    const county = countyOf(seat.place)
    // Whoever opens or calls at this window on this day waits for the other.
    await sql`insert into queue.board (county, window_then, day, place) values (${county}, ${seat.place}, ${day}::date, ${seat.place})
      on conflict (county, window_then, day) do update set place = excluded.place`
    const known = await sql<{ id: string; starts_at: string; booked: number }[]>`select id, starts_at, booked from queue.slot where place = ${seat.place} and day = ${day}::date for update`
    const faults: FieldProblem[] = []
    const rows = wanted.map(({ at, capacity }, i) => {
      const starts_at = atBeijing(day, at)
      const old = known.find(one => one.starts_at === starts_at)
      if (wanted.findIndex(one => one.at === at) !== i) faults.push({ path: `slots.${i}.at`, message: '同一个时间写了两次' })
      if (starts_at <= now) faults.push({ path: `slots.${i}.at`, message: '这个时间已经过去了' })
      if (old && capacity > 0 && capacity < old.booked) faults.push({ path: `slots.${i}.capacity`, message: `已经约了 ${old.booked} 位，不能比这更少` })
      // Closing keeps the places that are taken.
      return { id: old?.id ?? newId(), starts_at, capacity: Math.max(capacity, old?.booked ?? 0), old: old !== undefined }
    })
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    for (const row of rows.filter(one => one.old)) await sql`update queue.slot set capacity = ${row.capacity} where county = ${county} and id = ${row.id}`
    const fresh = rows.filter(one => !one.old)
    if (fresh.length > 0) await sql`insert into queue.slot ${sql(fresh.map(({ id, starts_at, capacity }) => ({ county, id, place: seat.place, day, starts_at, capacity })))}`
    return { slots: [...await sql<SlotRow[]>`select ${slotColumns(sql)} from queue.slot where place = ${seat.place} and day = ${day}::date order by starts_at`] }
  },
  subject: ({ day }) => day,
})

export const windows = serve(contract.windows, {
  verb: 'queue.read', at: here,
  run: async ({ sql, now, settings }, { place, after, limit }) => {
    const key = fromCursor(after, 'text')?.[0]
    const free = sql`from queue.slot where place >= ${place} and place < ${place + '~'} and day >= ${beijingDay(now)}::date and starts_at > ${now} and booked < capacity
      ${settings.demonstration || place.startsWith('3299') ? sql`` : sql`and not (place >= '3299' and place < '33')`}`
    const [rows, count] = await Promise.all([
      sql<{ place: string; free: number; first_at: string }[]>`
        select place, sum(capacity - booked)::int as free, min(starts_at) as first_at ${free} ${key ? sql`and place > ${key}` : sql``} group by place order by place limit ${limit + 1}`,
      countUpTo(sql, sql`select place ${free} group by place`),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.place])
    const names = await nameOf(sql, items.map(row => row.place))
    return { items: items.map(row => ({ ...row, place_name: names.get(row.place) ?? row.place })), next, count }
  },
})

export const slots = serve(contract.slots, {
  verb: 'queue.read', at: here,
  run: async ({ sql, now }, { place }) => {
    const [rows, names] = await Promise.all([
      sql<SlotRow[]>`select ${slotColumns(sql)} from queue.slot where place = ${place} and day >= ${beijingDay(now)}::date and starts_at > ${now} order by starts_at limit ${500}`, nameOf(sql, [place]),
    ])
    return { place, place_name: names.get(place) ?? place, slots: [...rows] }
  },
})

async function slotOf(ctx: Context, { slot }: { slot: string }) {
  const [row] = await ctx.sql<{ county: string; place: string; day: string; starts_at: string }[]>`select county, place, day, starts_at from queue.slot where id = ${slot} limit ${1}`
  return row ?? null
}

export const book = serve(contract.book, {
  verb: 'queue.book', at: slotOf,
  run: async (ctx, { slot }, found) => {
    const { sql, seat, now } = ctx
    if (found.starts_at <= now) throw new Problem('queue.past')
    const [other] = await sql`select 1 from queue.ticket where person = ${seat.person} and day = ${found.day}::date and state <> 'cancelled' limit ${1}`
    if (other) throw new Problem('queue.booked')
    const [taken] = await sql<{ number: number }[]>`select number from queue.take(${slot}, ${now})`
    if (!taken) throw new Problem('queue.full')
    const row = { id: newId(), number: numberOf('Y', taken.number), state: 'waiting' as const, place: found.place, day: found.day, starts_at: found.starts_at, person_name: seat.personName, made_at: now }
    await sql`insert into queue.ticket ${sql([{ ...row, county: found.county, slot, person: seat.person }])}`
    return (await tickets(ctx, [{ ...row, counter: null }]))[0]!
  },
  subject: (_input, { ticket }) => ticket,
})

export const cancel = serve(contract.cancel, {
  verb: 'queue.book',
  at: async (ctx, { ticket }) => {
    const [row] = await ctx.sql<{ place: string; state: contract.TicketState }[]>`select place, state from queue.ticket where id = ${ticket} and person = ${ctx.seat.person} limit ${1}`
    return row ?? null
  },
  run: async ({ sql, now }, { ticket }, { state }) => {
    const [row] = await sql<{ release: boolean }[]>`select queue.release(${ticket}, ${now})`
    if (!row!.release) throw new Problem(state === 'waiting' ? 'queue.past' : 'queue.not_now', { state: contract.ticketStates[state] })
    return {}
  },
  subject: ({ ticket }) => ticket,
})

export const mine = serve(contract.mine, {
  verb: 'queue.book', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat } = ctx
    const key = fromCursor(after, 'id')?.[0]
    const [rows, count] = await Promise.all([
      sql<Row[]>`select ${columns(sql)} from queue.ticket where person = ${seat.person} ${key ? sql`and id < ${key}::uuid` : sql``} order by id desc limit ${limit + 1}`,
      countUpTo(sql, sql`select 1 from queue.ticket where person = ${seat.person}`),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.id])
    return { items: await tickets(ctx, items), next, count }
  },
})
