import * as contract from '../../../contract/queue.ts'
import { beijingDay } from '../../../contract/time.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { newId } from '../../kernel/ids.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { nextOf } from './rules.ts'
import { columns, numberOf, paramsAt, tickets, type Row } from './tickets.ts'

/** The board of this window today, held until the end of the command: one draws, calls or opens at a time. */
async function board(ctx: Context, drawn = 0): Promise<{ drawn: number; in_row: number; day: string }> {
  const { sql, seat, now } = ctx
  const day = beijingDay(now)
  const [row] = await sql<{ drawn: number; in_row: number }[]>`
    insert into queue.board as b (county, window_then, day, place, drawn) values (${countyOf(seat.place)}, ${seat.place}, ${day}::date, ${seat.place}, ${drawn})
    on conflict (county, window_then, day) do update set drawn = b.drawn + ${drawn}::integer returning drawn, in_row`
  return { ...row!, day }
}

export const draw = serve(contract.draw, {
  verb: 'queue.keep', at: here,
  run: async (ctx) => {
    const { sql, seat, now } = ctx
    const { drawn, day } = await board(ctx, 1)
    const row = { id: newId(), number: numberOf('A', drawn), state: 'waiting' as const, place: seat.place, day, made_at: now }
    ctx.defer(sql`insert into queue.ticket ${sql([{ ...row, county: countyOf(seat.place) }])}`)
    return (await tickets(ctx, [{ ...row, starts_at: null, counter: null, person_name: null }]))[0]!
  },
  subject: (_input, { ticket }) => ticket,
})

export const next = serve(contract.next, {
  verb: 'queue.keep', at: here,
  run: async (ctx, { counter }) => {
    const { sql, seat, now } = ctx
    const { in_row, day } = await board(ctx)
    const waiting = sql`from queue.ticket where place = ${seat.place} and day = ${day}::date and state = 'waiting'`
    const [[booked], [drawn], { in_row: most = 1 }] = await Promise.all([
      sql<{ id: string; starts_at: string }[]>`select id, starts_at ${waiting} and starts_at is not null order by starts_at, made_at, id limit ${1}`,
      sql<{ id: string }[]>`select id ${waiting} and starts_at is null order by made_at, number, id limit ${1}`, paramsAt(ctx, seat.place),
    ])
    const due = booked && booked.starts_at <= now
    const chosen = nextOf({ booked: due ? booked.id : null, drawn: drawn?.id ?? null, in_row }, most)
    if (!chosen) return { called: null, next_at: booked?.starts_at ?? null }
    const [row] = await sql<Row[]>`update queue.ticket set state = 'called', called_at = ${now}, counter = ${counter}, clerk = ${seat.actor}
      where county = ${countyOf(seat.place)} and id = ${chosen.ticket} returning ${columns(sql)}`
    ctx.defer(sql`update queue.board set in_row = ${chosen.in_row} where county = ${countyOf(seat.place)} and window_then = ${seat.place} and day = ${day}::date`)
    return { called: { ...(await tickets(ctx, [row!]))[0]!, name: row!.person_name }, next_at: null }
  },
  subject: (_input, { called }) => called?.ticket,
})

const from = { served: ['called'], missed: ['called'], waiting: ['called', 'missed'] } as const

export const mark = serve(contract.mark, {
  verb: 'queue.keep',
  at: async ({ sql, seat }, { ticket }) => {
    const [row] = await sql<(Row & { county: string })[]>`select county, ${columns(sql)} from queue.ticket where id = ${ticket} and place = ${seat.place} for update`
    return row ?? null
  },
  run: async ({ sql }, { ticket, as }, row) => {
    if (!(from[as] as readonly string[]).includes(row.state)) throw new Problem('queue.not_now', { state: contract.ticketStates[row.state] })
    await sql`update queue.ticket set state = ${as} where county = ${row.county} and id = ${ticket}`
    return { name: row.person_name }
  },
  subject: ({ ticket }) => ticket,
})

export const today = serve(contract.today, {
  verb: 'queue.keep', at: here,
  run: async (ctx, { day = beijingDay(ctx.now), after, limit }) => {
    const { sql, seat } = ctx
    const key = fromCursor(after, 'id')?.[0]
    const of = sql`from queue.ticket where place = ${seat.place} and day = ${day}::date`
    const [rows, states, count] = await Promise.all([
      sql<Row[]>`select ${columns(sql)} ${of} ${key ? sql`and id > ${key}::uuid` : sql``} order by id limit ${limit + 1}`,
      sql<{ state: contract.TicketState; n: number }[]>`select state, count(*)::int as n ${of} group by state limit ${10}`, countUpTo(sql, sql`select 1 ${of}`),
    ])
    const { items, next: further } = pageOf(rows, limit, row => [row.id])
    const shown = await tickets(ctx, items)
    const counts = Object.fromEntries(Object.keys(contract.ticketStates).map(state => [state, states.find(one => one.state === state)?.n ?? 0])) as Record<contract.TicketState, number>
    return { items: shown.map((one, i) => ({ ...one, name: items[i]!.person_name })), next: further, count, counts }
  },
})

interface Shown { number: string; state: 'waiting' | 'called'; counter: string | null; called_at: string | null; starts_at: string | null }

export const display = serve(contract.display, {
  verb: 'queue.read', at: here,
  run: async ({ sql, now }, { place }) => {
    const day = beijingDay(now)
    const [rows, names] = await Promise.all([
      sql<Shown[]>`select number, state, counter, called_at, starts_at from queue.display(${place}, ${day}::date)`, nameOf(sql, [place]),
    ])
    if (!names.has(place)) throw new Problem('place.unknown')
    const called = rows.filter(row => row.state === 'called').sort((a, b) => (b.called_at ?? '').localeCompare(a.called_at ?? ''))
    // Who booked and whose time has not come yet is not waiting in the hall.
    const waiting = rows.filter(row => row.state === 'waiting' && (row.starts_at === null || row.starts_at <= now))
    return { place_name: names.get(place)!, day, called: called.slice(0, 12).map(({ number, counter }) => ({ number, counter: counter ?? '' })), waiting: waiting.map(row => row.number) }
  },
})
