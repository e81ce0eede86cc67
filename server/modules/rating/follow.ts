import * as contract from '../../../contract/rating.ts'
import { channels, gradeNames, type Channel } from '../../../contract/rating.ts'
import { definitionOf, findCase, newestDefinition, open, take, type Posted } from '../../engines/process/index.ts'
import { factsOf, openSealed } from '../../ground/registry/index.ts'
import { calendarOf } from '../../ground/law/index.ts'
import { serverScope, type Database, type Query } from '../../kernel/db/index.ts'
import type { House } from '../../kernel/house.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { forward, type OutboxHandler } from '../../kernel/outbox.ts'
import { Problem } from '../../kernel/problem.ts'
import { systemSeat } from '../../kernel/seat.ts'
import { ratingProcesses, rule } from './process.ts'
import { columns, paramsAt, type Row } from './rows.ts'

const topic = ratingProcesses[0]!.id

/** The lines by which whoever follows it up knows what it is about; not who said it. */
const about = (row: Row) => [
  { name: '评价', shown: gradeNames[row.grade] }, { name: '说了什么', shown: row.words ?? '没有写' }, { name: '渠道', shown: channels[row.channel] },
  { name: '事项', shown: row.item_name ?? '窗口服务' }, { name: '被评价人', shown: row.worker_name ?? '没有' },
]

async function openFor(ctx: Context, row: Row): Promise<string> {
  const definition = await newestDefinition(ctx.sql, topic)
  const opened = await open(ctx, {
    definition, place: row.place, topic, rule, title: `差评跟进：${row.item_name ?? '窗口服务'}`, person: { id: null, name: '评价人' },
    data: { rating: row.id, about: about(row) }, received_at_place: null, papers: [], ...(row.worker && { recused: [row.worker] }),
  })
  ctx.defer(ctx.sql`update rating.rating set follow_up = ${opened.number}, follow_state = ${opened.state}, follow_seq = 1 where county = ${row.county} and id = ${row.id}`)
  return opened.number
}

/** An appeal reaches the follow-up as a step; where that has gone on meanwhile, it comes too late and changes nothing. */
async function lodge(ctx: Context, row: Row & { appeal_reason: string }): Promise<void> {
  const record = await findCase(ctx.sql, row.follow_up!)
  const definition = record && await definitionOf(ctx.sql, record.process, record.version)
  if (record && definition?.actions.appeal?.from.includes(record.state)) {
    await take(ctx, definition, record, { seq: record.seq, action: 'appeal', note: row.appeal_reason, data: {}, papers: [] })
  }
  ctx.defer(ctx.sql`update rating.rating set lodged_at = ${ctx.now} where county = ${row.county} and id = ${row.id}`)
}

/** Locked while it is read, so that two processes do not open two follow-ups. */
async function waiting(ctx: Context, id: string): Promise<(Row & { appeal_reason: string; lodged_at: string | null }) | null> {
  const [row] = await ctx.sql<(Row & { appeal_reason: string; lodged_at: string | null })[]>`
    select ${columns(ctx.sql)}, appeal_reason, lodged_at from rating.rating where id = ${id} and bad for update`
  return row ?? null
}

export const advance = serve(contract.advance, {
  verb: 'rating.advance', at: (ctx, { rating }) => waiting(ctx, rating),
  run: async (ctx, _input, row) => {
    if (row.follow_up === null) return { number: await openFor(ctx, row) }
    if (row.appealed_at !== null && row.lodged_at === null) await lodge(ctx, row)
    return { number: row.follow_up }
  },
  subject: (_input, { number }) => number ?? undefined,
})

/** Opens what has to be opened and lodges what was appealed; one that fails does not stand in the way of the others. */
export async function sweep(house: House, database: Database): Promise<number> {
  const due = await database.transact(serverScope, 'read', async ({ sql }) => [...await sql<{ id: string }[]>`
    (select id from rating.rating where bad and follow_up is null order by id limit ${200})
    union (select id from rating.rating where appealed_at is not null and lodged_at is null and follow_up is not null order by id limit ${200})`])
  const failures: unknown[] = []
  for (const { id } of due) await house.call(systemSeat, contract.advance.name, { rating: id }).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${due.length} ratings: ${String(failures[0])}`)
  return due.length
}

interface Followed { county: string; id: string; place: string; person: string; channel: Channel; grade: number; item: string | null; item_name: string | null; window_then: string | null; voided_at: string | null }

const told: Readonly<Record<string, (note: string) => { title: string; body: string }>> = {
  fix: note => ({ title: '您的评价有了结果', body: `您反映的问题已整改：${note}。我们会再联系您，听听您认不认可。` }),
  close: () => ({ title: '您的评价已办结', body: '谢谢您的评价，您反映的问题已整改并回访。' }),
  uphold: note => ({ title: '您的评价经核实不计入', body: `理由：${note}。您不同意的，可以拨打 12345。` }),
}

/** What a step of the follow-up means for the grade: how it stands, what was done, and whether it still counts. */
export const followed: OutboxHandler = async (sql, { payload }) => {
  const { number, action, state, note, seq } = payload as unknown as Posted
  const [row] = await sql<Followed[]>`
    update rating.rating set follow_seq = ${seq}, follow_state = ${state}, follow_note = case when ${action === 'fix'} then ${note} else follow_note end
    where follow_up = ${number} and follow_seq < ${seq}
    returning county, id, place, person, channel, grade, item, item_name, window_then, voided_at`
  if (!row) return
  if (action === 'uphold' && row.voided_at === null) await discount(sql, row)
  const words = told[action]?.((note ?? '').replace(/[。.;；\s]+$/u, ''))
  if (words) await forward(sql, { topic: 'notice', place: row.place, payload: { person: row.person, ...words } })
}

async function discount(sql: Query, row: Followed): Promise<void> {
  await sql`update rating.rating set voided_at = now() where county = ${row.county} and id = ${row.id}`
  await sql`select rating.count(${row.county}, ${row.item}, ${row.item_name}, ${row.window_then}, t.label, ${row.channel}, ${row.grade}, -1)
    from (select max(label) as label from rating.tally where county = ${row.county} and kind = 'window' and subject = ${row.window_then}) as t`
}

/** Whom to contact: known only here, to whoever follows it up and is not concerned. */
export const contact = serve(contract.contact, {
  verb: 'rating.follow',
  at: async (ctx, { number }) => {
    const [row] = await ctx.sql<{ place: string; person: string; person_name: string; worker: string | null }[]>`
      select place, person, person_name, worker from rating.rating where follow_up = ${number} limit ${1}`
    return row ?? null
  },
  run: async (ctx, _input, row) => {
    if (row.worker === ctx.seat.actor) throw new Problem('case.recused')
    const [phone] = await factsOf(ctx, row.person, ['person.phone'])
    return { name: row.person_name, phone: phone ? openSealed(ctx, phone) : null }
  },
  looked: ({ number }, _output, row) => [{ person: row.person, place: row.place, purpose: `联系评价人（${number}）` }],
})

/** Until when the rated may appeal. */
export async function appealUntil(ctx: Context, row: Pick<Row, 'place' | 'at'>): Promise<string> {
  const [calendar, { appeal_days = 0 }] = await Promise.all([calendarOf(ctx.sql), paramsAt(ctx, row.place, row.at)])
  return calendar.deadline({ from: row.at, n: appeal_days, unit: 'working' }).due_at
}

const open_for_appeal = ['rating_contact', 'rating_fixing']
/** Whether an appeal is open: a bad grade that counts, under way, not yet appealed against, within the time. */
export async function appealOf(ctx: Context, row: Row): Promise<'open' | 'made' | 'closed'> {
  if (row.appealed_at !== null) return 'made'
  if (!row.bad || row.voided_at !== null || !open_for_appeal.includes(row.follow_state ?? '')) return 'closed'
  return await appealUntil(ctx, row) >= ctx.now ? 'open' : 'closed'
}

export const appeal = serve(contract.appeal, {
  verb: 'rating.own',
  at: async (ctx, { rating }) => {
    const [row] = await ctx.sql<Row[]>`select ${columns(ctx.sql)} from rating.rating where ref = ${rating} and worker = ${ctx.seat.actor}`
    return row ?? null
  },
  run: async (ctx, { reason }, row) => {
    const stands = await appealOf(ctx, row)
    if (stands !== 'open') throw new Problem('rating.no_appeal', { reason: stands === 'made' ? '已经申诉过了' : '不是正在跟进的差评，或申诉期限已过' })
    const made = await ctx.sql`update rating.rating set appealed_at = ${ctx.now}, appeal_reason = ${reason}
      where county = ${row.county} and id = ${row.id} and appealed_at is null`
    if (made.count === 0) throw new Problem('rating.no_appeal', { reason: '已经申诉过了' })
    return {}
  },
  subject: ({ rating }) => rating,
})
