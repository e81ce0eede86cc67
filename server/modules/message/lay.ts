import { mobileOf } from '../../ground/registry/index.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import type { Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Sender } from './senders.ts'
import { wordsOf } from './words.ts'

export const emailSealedFor = (person: string): string => `message.email ${person}`

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

/** Where this person is to be reached on a way now; null for who has closed it or has no such address. */
export async function addressOf(sql: Query, vault: Vault, { person, channel }: { person: string; channel: string }): Promise<string | null> {
  const wish = await wishOf(sql, person)
  if (channel === 'email') return wish.email_sealed && vault.open(wish.email_sealed, emailSealedFor(person))
  return wish.sms ? (await mobileOf(sql, vault, person))?.number ?? null : null
}
