import type { Channel } from '../../../contract/message.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import { serverScope, type Database, type Query } from '../../kernel/db/index.ts'
import { mobileOf } from '../../ground/registry/index.ts'
import { newId } from '../../kernel/ids.ts'

/** What a sender is handed: `id` is the same each time, so that a gateway knows what it has had before. */
export interface Letter { id: string; to: string; subject: string; text: string }

/** A way out of the house: a gateway of short messages, a mail server. It throws when the letter was not taken; then it comes again, unless what it throws is `Unreachable`. */
export interface Sender { channel: Channel; send(letter: Letter): Promise<void> }

/** The other side refuses this address or number for good: it is not tried again. */
export class Unreachable extends Error {}

/** In the demonstration nothing leaves the house: what would be sent stands on the administrator's page. */
export const developmentSenders: readonly Sender[] = (['sms', 'email'] as const).map(channel => ({ channel, send: () => Promise.resolve() }))

export const emailSealedFor = (person: string): string => `message.email ${person}`
const subject = '共治：您有一条新消息'

/** Who reads along on a telephone learns that there is something, not what: no name, no item, of a number its end. */
export const wordsOf = (matter: string | null): string =>
  matter ? `【共治】您的办件（编号尾号${matter.slice(-6)}）有新进展，请登录查看或到就近窗口询问。不想再收，可在“消息”里关闭。`
    : '【共治】您有一条新通知，请登录查看或到就近窗口询问。不想再收，可在“消息”里关闭。'

interface Told { county: string; place: string; person: string; message: string; matter: string | null; at: string }
interface Wish { sms: boolean; email_sealed: string | null; email_masked: string | null }

async function wishOf(sql: Query, person: string): Promise<Wish> {
  const [row] = await sql<Wish[]>`select sms, email_sealed, email_masked from message.preference where person = ${person}`
  return row ?? { sms: true, email_sealed: null, email_masked: null }
}

/** Lays a message ready for each way that this person can be reached by and has not closed. */
export async function layReady(sql: Query, vault: Vault, senders: readonly Sender[], { matter, ...told }: Told): Promise<void> {
  if (senders.length === 0) return
  const [wish, mobile] = [await wishOf(sql, told.person), await mobileOf(sql, vault, told.person)]
  const ways = [...wish.sms && mobile ? [{ channel: 'sms', recipient: mobile.masked }] : [], ...wish.email_masked ? [{ channel: 'email', recipient: wish.email_masked }] : []]
    .filter(way => senders.some(one => one.channel === way.channel))
  if (ways.length === 0) return
  const rows = ways.map(way => ({ ...told, ...way, id: newId(), body: wordsOf(matter), due_at: told.at }))
  await sql`insert into message.sending ${sql(rows)} on conflict (county, message, channel) do nothing`
}

interface Due { county: string; id: string; person: string; channel: Channel; body: string; at: string; attempts: number; to: string | null }
const [batch, claimSeconds] = [20, 120]
/** A notice that is a day old is not worth a short message any more; in the message centre it stands all the same. */
const worthMs = 24 * 3600 * 1000

/** Sends what is due and says how much. What fails comes again after 1, 2, 4 … minutes, for a day; who closed the way meanwhile is left alone. */
export async function sendDue(database: Database, vault: Vault, senders: readonly Sender[], now: string): Promise<number> {
  const due = await database.transact(serverScope, 'write', async ({ sql }) => {
    const rows = await sql<Due[]>`
      with due as (select county, id from message.sending where state = 'waiting' and due_at <= ${now}::timestamptz
        and (claimed_until is null or claimed_until <= ${now}::timestamptz) order by due_at limit ${batch} for update skip locked)
      update message.sending s set claimed_until = ${now}::timestamptz + make_interval(secs => ${claimSeconds}) from due
      where s.county = due.county and s.id = due.id returning s.county, s.id, s.person, s.channel, s.body, s.at, s.attempts`
    const found: Due[] = []
    for (const row of rows) found.push({ ...row, to: await addressOf(sql, vault, row) })
    return found
  })
  await Promise.all(due.map(one => sendOne(database, senders, one, now)))
  return due.length
}

async function addressOf(sql: Query, vault: Vault, { person, channel }: Due): Promise<string | null> {
  const wish = await wishOf(sql, person)
  if (channel === 'email') return wish.email_sealed && vault.open(wish.email_sealed, emailSealedFor(person))
  return wish.sms ? (await mobileOf(sql, vault, person))?.number ?? null : null
}

async function sendOne(database: Database, senders: readonly Sender[], due: Due, now: string): Promise<void> {
  const sender = senders.find(one => one.channel === due.channel)
  let error: string | null = null
  let never = false
  if (due.to && sender) {
    // What a gateway says of its failure may repeat the number: it is not kept.
    await sender.send({ id: due.id, to: due.to, subject, text: due.body }).catch((thrown: unknown) => {
      error = String((thrown as Error).message).replaceAll(due.to!, '……').slice(0, 200)
      never = thrown instanceof Unreachable
    })
  }
  const attempts = due.attempts + 1
  const state = !due.to || !sender ? 'dropped' : error === null ? 'sent' : never || Date.parse(now) - Date.parse(due.at) >= worthMs ? 'failed' : 'waiting'
  const next = new Date(Date.parse(now) + Math.min(60, 2 ** (attempts - 1)) * 60_000).toISOString()
  await database.transact(serverScope, 'write', async ({ sql }) => {
    await sql`update message.sending set state = ${state}, attempts = ${attempts}, last_error = ${error}, claimed_until = null, due_at = ${next}, settled_at = ${state === 'waiting' ? null : now}
      where county = ${due.county} and id = ${due.id}`
  })
}
