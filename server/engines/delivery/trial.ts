import { serverScope, type Database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { trialEverySeconds } from './constants.ts'
import type { Delivering } from './deliver.ts'
import { envelope } from './lay.ts'
import { post } from './reach.ts'
import { sealedFor, signed } from './sign.ts'
import type { Subscription } from './store.ts'

/** Asks for one trial of a receiver, disabled or not; what it answers stands with the subscription some seconds later. Throws `rate.exceeded`. */
export async function askTrial({ sql, now }: Context, { county, id, trial_asked_at }: Subscription): Promise<void> {
  const since = trial_asked_at ? (Date.parse(now) - Date.parse(trial_asked_at)) / 1000 : trialEverySeconds
  if (since < trialEverySeconds) throw new Problem('rate.exceeded', { seconds: Math.ceil(trialEverySeconds - since) })
  await sql`update delivery.subscription set trial_asked_at = ${now}, trial_taken_at = null, trial = null where county = ${county} and id = ${id}`
}

interface Asked { county: string; id: string; place: string; url: string; secret: string }
/** What a trial says besides what every event bears. */
export type TrialData = Readonly<Record<string, string>>

/** Sends the trials that were asked for, side by side, by the same guarded way as events; says how many. */
export async function sendTrials({ database, vault, networks, ...clock }: Omit<Delivering, 'giveUp'>, data: TrialData): Promise<number> {
  const now = clock.now()
  const asked = await taken(database, now)
  await Promise.all(asked.map(async ({ county, id, place, url, secret }) => {
    const event = { ...envelope(newId(), now, place, 'trial', id), data }
    const body = JSON.stringify(event)
    const answer = { at: now, ...await post(url, body, signed(vault.open(secret, sealedFor(id)), event.id, now, body), networks) }
    await database.transact(serverScope, 'write', async ({ sql }) => {
      await sql`update delivery.subscription set trial = ${sql.json(answer)} where county = ${county} and id = ${id} and trial_taken_at = ${now}`
    })
  }))
  return asked.length
}

const taken = (database: Database, now: string): Promise<Asked[]> => database.transact(serverScope, 'write', async ({ sql }) => [...await sql<Asked[]>`
  update delivery.subscription set trial_taken_at = ${now} where trial_asked_at is not null and trial_taken_at is null and ended_at is null returning county, id, place, url, secret`])
