import type { Channel } from '../../../contract/message.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import { serverScope, type Database, type Query } from '../../kernel/db/index.ts'
import { mobileOf } from '../../ground/registry/index.ts'
import { newId } from '../../kernel/ids.ts'
import { wordsOf, type Brief } from './words.ts'

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

interface Told {
  county: string; place: string; person: string; message: string; at: string
  matter: string | null; brief: string
  /** The matter of several cases that this one is a part of. */
  joint: string | null
}
interface Wish { sms: boolean; email_sealed: string | null; email_masked: string | null }

async function wishOf(sql: Query, person: string): Promise<Wish> {
  const [row] = await sql<Wish[]>`select sms, email_sealed, email_masked from message.preference where person = ${person}`
  return row ?? { sms: true, email_sealed: null, email_masked: null }
}

/**
 * Lays a message ready for each way that this person can be reached by and has not closed. Of a matter of several cases it waits a
 * minute for what is told of the others.
 */
export async function layReady(sql: Query, vault: Vault, senders: readonly Sender[], { joint, ...told }: Told): Promise<void> {
  if (senders.length === 0) return
  const [wish, mobile] = [await wishOf(sql, told.person), await mobileOf(sql, vault, told.person)]
  const ways = [...wish.sms && mobile ? [{ channel: 'sms', recipient: mobile.masked }] : [], ...wish.email_masked ? [{ channel: 'email', recipient: wish.email_masked }] : []]
    .filter(way => senders.some(one => one.channel === way.channel))
  if (ways.length === 0) return
  const due_at = joint ? new Date(Date.parse(told.at) + 60_000).toISOString() : told.at
  const rows = ways.map(way => ({ ...told, ...way, id: newId(), body: wordsOf([told]), joined: joint ?? told.matter, due_at }))
  await sql`insert into message.sending ${sql(rows)} on conflict (county, message, channel) do nothing`
}

interface Waiting extends Brief { county: string; id: string; person: string; channel: Channel; at: string; attempts: number; joined: string | null }
/** What goes out as one: in the name of the first, with the words of all. */
interface Due extends Waiting { body: string; with: { county: string; id: string }[]; to: string | null }
const [batch, claimSeconds] = [20, 120]
/** A notice that is a day old is not worth a short message any more; in the message centre it stands all the same. */
const worthMs = 24 * 3600 * 1000

/** Sends what is due and says how much. What fails comes again after 1, 2, 4 … minutes, for a day; who closed the way meanwhile is left alone. */
export async function sendDue(database: Database, vault: Vault, senders: readonly Sender[], now: string): Promise<number> {
  const due = await database.transact(serverScope, 'write', async ({ sql }) => {
    const free = sql`state = 'waiting' and (claimed_until is null or claimed_until <= ${now}::timestamptz)`
    const claimed = sql`claimed_until = ${now}::timestamptz + make_interval(secs => ${claimSeconds})`
    const row = sql`s.county, s.id, s.person, s.channel, s.matter, s.brief, s.joined, s.at, s.attempts`
    const first = await sql<Waiting[]>`
      with due as (select county, id from message.sending where due_at <= ${now}::timestamptz and ${free} order by due_at limit ${batch} for update skip locked)
      update message.sending s set ${claimed} from due where s.county = due.county and s.id = due.id returning ${row}`
    // What was told of the same meanwhile goes along, though its own time has not come; what has failed before goes with what failed with it.
    // What another process holds at this moment is left to it: two that waited for each other's would both be thrown out.
    const more = first.some(one => one.joined !== null) ? await sql<Waiting[]>`
      with more as (
        select o.county, o.id from message.sending o join jsonb_to_recordset(${sql.json(first.map(({ person, channel, joined, attempts }) => ({ person, channel, joined, attempts })))})
          as x(person uuid, channel text, joined text, attempts integer) on o.person = x.person and o.channel = x.channel and o.joined = x.joined and o.attempts = x.attempts
        where ${free} for update of o skip locked)
      update message.sending s set ${claimed} from more where s.county = more.county and s.id = more.id returning ${row}` : []
    const found: Due[] = []
    for (const group of groups([...first, ...more])) found.push({ ...group, to: await addressOf(sql, vault, group) })
    return found
  })
  await Promise.all(due.map(one => sendOne(database, senders, one, now)))
  return due.length
}

function groups(rows: readonly Waiting[]): Omit<Due, 'to'>[] {
  const found = new Map<string, Waiting[]>()
  for (const row of rows) {
    const key = row.joined === null ? row.id : `${row.person} ${row.channel} ${row.joined} ${row.attempts}`
    found.set(key, [...found.get(key) ?? [], row])
  }
  return [...found.values()].map(all => {
    const [first, ...others] = [...all].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Waiting, ...Waiting[]]
    return { ...first, body: wordsOf([first, ...others]), with: others.map(({ county, id }) => ({ county, id })) }
  })
}

async function addressOf(sql: Query, vault: Vault, { person, channel }: Pick<Waiting, 'person' | 'channel'>): Promise<string | null> {
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
    const rows = [{ county: due.county, id: due.id, body: due.body, joined_in: null }, ...due.with.map(one => ({ ...one, body: null, joined_in: due.id }))]
    await sql`update message.sending s set state = ${state}, attempts = ${attempts}, last_error = ${error}, claimed_until = null, due_at = ${next}, settled_at = ${state === 'waiting' ? null : now},
        body = coalesce(x.body, s.body), joined_in = x.joined_in
      from jsonb_to_recordset(${sql.json(rows)}) as x(county text, id uuid, body text, joined_in uuid) where s.county = x.county and s.id = x.id`
  })
}
