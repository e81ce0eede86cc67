import type { Channel } from '../../../contract/message.ts'
import { retryAt } from '../../kernel/backoff.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import { serverScope, type Database, type Query } from '../../kernel/db/index.ts'
import { addressOf } from './lay.ts'
import { Unreachable, type Sender } from './senders.ts'
import { wordsOf, type Brief } from './words.ts'

const subject = '共治：您有一条新消息'
/** What is tried once or more, the words as they were first tried: under its id a gateway never hears others. */
interface Waiting extends Brief { county: string; id: string; person: string; channel: Channel; at: string; attempts: number; joined: string | null; body: string }
interface Due extends Waiting { to: string | null }
const [batch, claimSeconds] = [20, 120]
/** A notice that is a day old is not worth a short message any more; in the message centre it stands all the same. */
const worthMs = 24 * 3600 * 1000

/**
 * Sends what is due and says how much. What fails comes again after 1, 2, 4 … minutes, for a day; who closed the way meanwhile is left
 * alone. A try is counted, and what goes out as one is bound together, before it is made: whoever is killed at it is followed by
 * somebody who sends the same words under the same id, and what was told since goes by itself.
 */
export async function sendDue(database: Database, vault: Vault, senders: readonly Sender[], now: string): Promise<number> {
  const due = await database.transact(serverScope, 'write', async ({ sql }) => {
    const found: Due[] = []
    for (const one of await bound(sql, await claim(sql, now))) found.push({ ...one, to: await addressOf(sql, vault, one) })
    return found
  })
  await Promise.all(due.map(one => sendOne(database, senders, one, now)))
  return due.length
}

/**
 * Takes up what is due, and with what was never tried what was told of the same meanwhile, though its own time has not come. What
 * another process holds at this moment is left to it: two that waited for each other's would both be thrown out.
 */
async function claim(sql: Query, now: string): Promise<Waiting[]> {
  const free = sql`state = 'waiting' and joined_in is null and (claimed_until is null or claimed_until <= ${now}::timestamptz)`
  const claimed = sql`attempts = s.attempts + 1, claimed_until = ${now}::timestamptz + make_interval(secs => ${claimSeconds})`
  const row = sql`s.county, s.id, s.person, s.channel, s.matter, s.brief, s.joined, s.at, s.attempts, s.body`
  const first = await sql<Waiting[]>`
    with due as (select county, id from message.sending where due_at <= ${now}::timestamptz and ${free} order by due_at limit ${batch} for update skip locked)
    update message.sending s set ${claimed} from due where s.county = due.county and s.id = due.id returning ${row}`
  const fresh = first.filter(isJoinable).map(({ person, channel, joined }) => ({ person, channel, joined }))
  if (fresh.length === 0) return [...first]
  const more = await sql<Waiting[]>`
    with more as (
      select o.county, o.id from message.sending o join jsonb_to_recordset(${sql.json(fresh)}) as x(person uuid, channel text, joined text)
        on o.person = x.person and o.channel = x.channel and o.joined = x.joined
      where ${free} and o.attempts = 0 for update of o skip locked)
    update message.sending s set ${claimed} from more where s.county = more.county and s.id = more.id returning ${row}`
  return [...first, ...more]
}

/** On its first try a notice may take others along, and never afterwards. */
const isJoinable = ({ joined, attempts }: Waiting): boolean => joined !== null && attempts === 1

/** Binds together what goes out as one: in the name of the first, with the words of all. */
async function bound(sql: Query, rows: readonly Waiting[]): Promise<Waiting[]> {
  const groups = new Map<string, Waiting[]>()
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = isJoinable(row) ? `${row.person} ${row.channel} ${row.joined}` : row.id
    groups.set(key, [...groups.get(key) ?? [], row])
  }
  const joined = [...groups.values()].filter(all => all.length > 1)
  for (const all of joined) all[0]!.body = wordsOf(all)
  const bindings = joined.flatMap(([first, ...others]) => [{ ...first!, joined_in: null as string | null }, ...others.map(one => ({ ...one, joined_in: first!.id }))])
  if (bindings.length > 0) {
    await sql`update message.sending s set body = x.body, joined_in = x.joined_in
      from jsonb_to_recordset(${sql.json(bindings.map(({ county, id, body, joined_in }) => ({ county, id, body, joined_in })))}) as x(county text, id uuid, body text, joined_in uuid)
      where s.county = x.county and s.id = x.id`
  }
  return [...groups.values()].map(([first]) => first!)
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
  const state = !due.to || !sender ? 'dropped' : error === null ? 'sent' : never || Date.parse(now) - Date.parse(due.at) >= worthMs ? 'failed' : 'waiting'
  await database.transact(serverScope, 'write', ({ sql }) => settle(sql, due, state, error, now))
}

/** Writes down what came of one, for all that went out with it. */
async function settle(sql: Query, { county, id, person, channel, joined, attempts }: Due, state: string, error: string | null, now: string): Promise<void> {
  await sql`
    with went as (
      select county, id from message.sending where county = ${county} and id = ${id}
      union all select county, id from message.sending where person = ${person} and channel = ${channel} and joined = ${joined} and state = 'waiting' and joined_in = ${id})
    update message.sending s set state = ${state}, attempts = ${attempts}, last_error = ${error}, claimed_until = null, due_at = ${retryAt(now, attempts)},
      settled_at = ${state === 'waiting' ? null : now} from went where s.county = went.county and s.id = went.id`
}
