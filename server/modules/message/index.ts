import { z } from 'zod'
import { Id } from '../../../contract/kernel.ts'
import { list, read, type Message } from '../../../contract/message.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import type { Json, Query } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import type { OutboxHandler } from '../../kernel/outbox.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { countyOf } from '../../kernel/seat.ts'
import { together } from '../../kernel/together.ts'
import { layReady } from './lay.ts'
import { sendDue } from './send.ts'
import type { Sender } from './senders.ts'
import { serveOutbox, serveSet, serveSettings } from './settings.ts'

export { configuredSenders } from './configured.ts'
export { gatewaySender, type GatewaySettings } from './gateway.ts'
export { smtpSender, type SmtpSettings } from './smtp.ts'
export { developmentSenders, Unreachable, type Letter, type Sender } from './senders.ts'

type Row = Message

/** The messages of the person in whose chair one sits, newest first: their ids rise with time. */
const serveList = serve(list, {
  verb: 'message.own', at: here,
  run: async (ctx, { after, limit }) => {
    const from = fromCursor(after, 'id')?.[0]
    const person = ctx.seat.person
    const rows = await ctx.sql<Row[]>`
      select m.id, m.title, m.body, m.matter, m.at, m.read_at, (select coalesce(jsonb_agg(jsonb_build_object('channel', s.channel, 'recipient', s.recipient, 'state', s.state) order by s.channel desc), '[]')
        from message.sending s where s.message = m.id) as sent
      from message.message m where m.person = ${person} ${from ? ctx.sql`and m.id < ${from}::uuid` : ctx.sql``}
      order by m.id desc limit ${limit + 1}`
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
  /** What a short message may say of it, and the matter of several cases that this one is a part of. */
  brief: z.string().nullish(), joint: z.string().nullish(),
})
export type Notice = z.infer<typeof Notice>

interface Kept { county: string; id: string; place: string; person: string; title: string; body: string; matter: string | null; at: string }

/** The messages of a bundle of letters are written in one statement; one that is there stays as it is. */
const putIntoInboxes = together(async (sql: Query, messages: readonly Kept[]) => {
  await sql`
    insert into message.message (county, id, place, person, title, body, matter, at)
    select county, id, place, person, title, body, matter, at from jsonb_to_recordset(${sql.json(messages as unknown as Json)})
      as x(county text, id uuid, place text, person uuid, title text, body text, matter text, at timestamptz)
    on conflict (county, id) do nothing`
  return messages
})

/** Puts a letter into the person's inbox, and lays it ready for the ways outside. Delivered twice it is still one message, for it keeps the letter's id. */
const deliverNotice = ({ vault, senders }: MessageParts): OutboxHandler => async (sql, { id, at, place: about, payload }) => {
  const { person, county: shard, place = about, title, body, matter = null, brief, joint } = Notice.parse(payload)
  const county = shard ?? countyOf(place)
  await putIntoInboxes(sql, { county, id, place, person, title, body, matter, at })
  await layReady(sql, vault, senders, { county, place, person, message: id, matter, brief: brief ?? '', joint: joint ?? null, at })
}

export interface MessageParts {
  vault: Vault
  /** The ways outside that this deployment has. */
  senders: readonly Sender[]
}

/** The message centre: an inbox of one's own, and the ways outside. */
export const messageModule = (parts: MessageParts): Module => ({
  name: 'message',
  offices: { resident: ['message.own'], county_admin: ['message.outbox'], province_admin: ['message.outbox'] },
  operations: [serveList, serveRead, serveSettings, serveSet, serveOutbox],
  topics: { notice: deliverNotice(parts) },
  sweeps: [{ name: 'senders', every_seconds: 5, batch: 20, run: (house, database) => sendDue(database, parts.vault, parts.senders, house.now) }],
})
