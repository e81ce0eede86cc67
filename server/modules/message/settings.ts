import * as contract from '../../../contract/message.ts'
import { factsOf } from '../../ground/registry/index.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { emailSealedFor } from './lay.ts'

async function settingsOf(ctx: Context): Promise<contract.Settings> {
  const person = ctx.seat.person
  const [row] = await ctx.sql<{ sms: boolean; email_masked: string | null }[]>`select sms, email_masked from message.preference where person = ${person}`
  const [phone] = person ? await factsOf(ctx, person, ['person.phone']) : []
  return { sms: row?.sms ?? true, phone: phone?.shown ?? null, email: row?.email_masked ?? null }
}

export const serveSettings: Served = serve(contract.settings, { verb: 'message.own', at: here, run: settingsOf })

const masked = (email: string): string => email.replace(/^(.)[^@]*(?=@)/, '$1***')

export const serveSet: Served = serve(contract.set, {
  verb: 'message.own', at: here,
  recorded: ({ sms, email }) => ({ sms, email: email === undefined ? 'unchanged' : email === null ? 'none' : 'given' }),
  run: async (ctx, { sms, email }) => {
    const person = ctx.seat.person!
    const given = typeof email === 'string' ? { sealed: ctx.vault.seal(email, emailSealedFor(person)), masked: masked(email) } : { sealed: null, masked: null }
    await ctx.sql`insert into message.preference (person, sms, email_sealed, email_masked, changed_at) values (${person}, ${sms}, ${given.sealed}, ${given.masked}, ${ctx.now})
      on conflict (person) do update set sms = excluded.sms, changed_at = excluded.changed_at
        ${email === undefined ? ctx.sql`` : ctx.sql`, email_sealed = excluded.email_sealed, email_masked = excluded.email_masked`}`
    return settingsOf(ctx)
  },
})

/** What left the house within one's range, or would have; addresses masked, and words that name nobody. */
export const serveOutbox: Served = serve(contract.outbox, {
  verb: 'message.outbox', at: here,
  run: async (ctx, { after, limit }) => {
    const from = fromCursor(after, 'instant', 'id')
    const rows = await ctx.sql<contract.Sent[]>`
      select id, channel, recipient, body, state, attempts, last_error, at, settled_at from message.sending
      where joined_in is null ${from ? ctx.sql`and (at, id) < (${from[0]!}, ${from[1]!}::uuid)` : ctx.sql``} order by at desc, id desc limit ${limit + 1}`
    const { items, next } = pageOf(rows, limit, row => [row.at, row.id])
    return { items, next, count: await countUpTo(ctx.sql, ctx.sql`select 1 from message.sending where joined_in is null`) }
  },
})
