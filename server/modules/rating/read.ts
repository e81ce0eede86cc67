import * as contract from '../../../contract/rating.ts'
import { beijingDay } from '../../../contract/time.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { appealOf } from './follow.ts'
import { columns, paramsAt, rateOf, shown, sums, type Counted, type Row } from './rows.ts'

/** The demonstration's corner stands outside the province's figures, except where the whole database is a demonstration. */
const counties = ({ sql, settings }: Context, place: string) => {
  const top = place.slice(0, 6)
  return sql`county >= ${top} and county < ${top + '~'} ${settings.demonstration || top.startsWith('3299') ? sql`` : sql`and not (county >= '3299' and county < '33')`}`
}

export const published = serve(contract.published, {
  verb: 'rating.read', at: here,
  run: async (ctx, { place, by, channel, after, limit }) => {
    const { sql } = ctx
    const key = fromCursor(after, 'text')?.[0]
    const names = await nameOf(sql, [place])
    if (!names.has(place)) throw new Problem('found.nothing')
    const rows = sql`from rating.tally where kind = ${by} and ${counties(ctx, place)} ${channel ? sql`and channel = ${channel}` : sql``}
      ${by === 'window' ? sql`and subject >= ${place} and subject < ${place + '~'}` : sql``}`
    const [found, count, params] = await Promise.all([
      sql<(Counted & { subject: string; label: string })[]>`
        select subject, max(label) as label, ${sums(sql, sql`n`)} ${rows} ${key ? sql`and subject > ${key}` : sql``}
        group by subject having sum(n) > 0 order by subject limit ${limit + 1}`,
      countUpTo(sql, sql`select subject ${rows} group by subject having sum(n) > 0`), paramsAt(ctx, place),
    ])
    const { items, next } = pageOf(found, limit, row => [row.subject])
    return {
      items: items.map(row => ({ subject: row.subject, label: row.label, ...rateOf(row, params) })), next, count,
      shown_from: params.shown_from ?? 0, place_name: names.get(place) ?? place,
    }
  },
})

export const own = serve(contract.own, {
  verb: 'rating.own', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat } = ctx
    const key = fromCursor(after, 'text', 'id')
    // Within a day in no order: which came when would tell who it was.
    const day = sql`((at at time zone 'Asia/Shanghai')::date)::text`
    const mine = sql`from rating.rating where worker = ${seat.actor}`
    const [rows, [counted], count, params] = await Promise.all([
      sql<Row[]>`select ${columns(sql)} ${mine} ${key ? sql`and (${day}, ref) < (${key[0]!}, ${key[1]!}::uuid)` : sql``} order by ${day} desc, ref desc limit ${limit + 1}`,
      sql<Counted[]>`select ${sums(sql, sql`1`)} ${mine} and voided_at is null`, countUpTo(sql, sql`select 1 ${mine}`), paramsAt(ctx, seat.place),
    ])
    const { items, next } = pageOf(rows, limit, row => [beijingDay(row.at), row.ref])
    return { items: await Promise.all(items.map(async row => ({ ...shown(row), appeal: await appealOf(ctx, row) }))), next, count, rate: rateOf(counted!, params) }
  },
})

export const workers = serve(contract.workers, {
  verb: 'rating.supervise', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat } = ctx
    const key = fromCursor(after, 'id')?.[0]
    const within = sql`from rating.rating where place >= ${seat.place} and place < ${seat.place + '~'} and worker is not null and voided_at is null`
    const [rows, count, params] = await Promise.all([
      sql<(Counted & { worker: string; name: string; place: string })[]>`
        select worker, max(worker_name) as name, max(place) as place, ${sums(sql, sql`1`)} ${within} ${key ? sql`and worker > ${key}::uuid` : sql``}
        group by worker order by worker limit ${limit + 1}`,
      countUpTo(sql, sql`select worker ${within} group by worker`), paramsAt(ctx, seat.place),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.worker])
    const names = await nameOf(sql, items.map(row => row.place))
    return { items: items.map(row => ({ worker: row.worker, name: row.name, place_name: names.get(row.place) ?? row.place, ...rateOf(row, params) })), next, count }
  },
})

export const bad = serve(contract.bad, {
  verb: 'rating.supervise', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat } = ctx
    const key = fromCursor(after, 'id')?.[0]
    const within = sql`from rating.rating where place >= ${seat.place} and place < ${seat.place + '~'} and bad`
    const [rows, count] = await Promise.all([
      sql<Row[]>`select ${columns(sql)} ${within} ${key ? sql`and id < ${key}::uuid` : sql``} order by id desc limit ${limit + 1}`, countUpTo(sql, sql`select 1 ${within}`),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.id])
    const names = await nameOf(sql, items.map(row => row.place))
    return { items: items.map(row => ({ ...shown(row), worker_name: row.worker_name, place_name: names.get(row.place) ?? row.place, number: row.follow_up })), next, count }
  },
})
