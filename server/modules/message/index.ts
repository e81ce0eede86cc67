import { z } from 'zod'
import { Id } from '../../../contract/kernel.ts'
import { list, read } from '../../../contract/message.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import type { Module } from '../../kernel/module.ts'
import type { OutboxHandler } from '../../kernel/outbox.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { countyOf } from '../../kernel/seat.ts'

interface Row { id: string; title: string; body: string; matter: string | null; at: string; read_at: string | null }

/** The messages of the person in whose chair one sits, newest first: their ids rise with time. */
const serveList = serve(list, {
  verb: 'message.own', at: here,
  run: async (ctx, { after, limit }) => {
    const from = fromCursor(after, 'id')?.[0]
    const person = ctx.seat.person
    const rows = await ctx.sql<Row[]>`
      select id, title, body, matter, at, read_at from message.message
      where person = ${person} ${from ? ctx.sql`and id < ${from}::uuid` : ctx.sql``}
      order by id desc limit ${limit + 1}`
    const count = await countUpTo(ctx.sql, ctx.sql`select 1 from message.message where person = ${person}`)
    const unread = await countUpTo(ctx.sql, ctx.sql`select 1 from message.message where person = ${person} and read_at is null`)
    return { ...pageOf(rows, limit, row => [row.id]), count, unread: unread.n }
  },
})

/** Marks one message as read; the first time counts. */
const serveRead = serve(read, {
  verb: 'message.own',
  at: (ctx, { id }) => mine(ctx, id),
  subject: ({ id }) => id,
  run: async (ctx, { id }, { county }) => {
    await ctx.sql`update message.message set read_at = ${ctx.now} where county = ${county} and id = ${id} and read_at is null`
    return {}
  },
})

async function mine(ctx: Context, id: string): Promise<{ place: string; county: string } | null> {
  const [row] = await ctx.sql<{ county: string }[]>`select county from message.message where id = ${id} and person = ${ctx.seat.person} limit ${1}`
  return row ? { ...here(ctx), county: row.county } : null
}

/** What a letter on the topic `notice` says; the place is the letter's unless said otherwise, `matter` is a number. */
export const Notice = z.object({
  person: Id, county: z.string().length(6).optional(), place: z.string().optional(), title: z.string().min(1), body: z.string(), matter: z.string().nullish(),
})
export type Notice = z.infer<typeof Notice>

/** Puts a letter into the person's inbox. Delivered twice it is still one message, for it keeps the letter's id. */
const deliverNotice: OutboxHandler = async (sql, { id, at, place: about, payload }) => {
  const { person, county, place = about, title, body, matter } = Notice.parse(payload)
  await sql`
    insert into message.message (county, id, place, person, title, body, matter, at)
    values (${county ?? countyOf(place)}, ${id}, ${place}, ${person}, ${title}, ${body}, ${matter ?? null}, ${at})
    on conflict (county, id) do nothing`
}

/** The message centre: an inbox of one's own. */
export const message: Module = {
  name: 'message',
  offices: { resident: ['message.own'] },
  operations: [serveList, serveRead],
  topics: { notice: deliverNotice },
}
