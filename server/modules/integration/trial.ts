import * as contract from '../../../contract/integration.ts'
import type { TrialEvent } from '../../../contract/integration.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import { serverScope, type Database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { serve, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { trialEverySeconds } from './constants.ts'
import { sealedFor } from './deliver.ts'
import { envelope, signed } from './event.ts'
import { refuse } from './keys.ts'
import { post, type Networks } from './reach.ts'
import { again, found } from './subscriptions.ts'

/** Asks for one trial of a receiver, disabled or not; what it answers stands with the subscription some seconds later. */
export const serveTrial: Served = serve(contract.trial, {
  verb: 'integration.manage', at: found, subject: ({ subscription }) => subscription,
  run: async (ctx, { subscription }, { row }) => {
    if (row.ended_at) throw refuse('这项推送已经取消，不能试发', 'subscription')
    const since = row.trial_asked_at ? (Date.parse(ctx.now) - Date.parse(row.trial_asked_at)) / 1000 : trialEverySeconds
    if (since < trialEverySeconds) throw new Problem('rate.exceeded', { seconds: Math.ceil(trialEverySeconds - since) })
    await ctx.sql`update integration.subscription set trial_asked_at = ${ctx.now}, trial_taken_at = null, trial = null where county = ${row.county} and id = ${subscription}`
    return again(ctx, subscription)
  },
})

interface Asked { county: string; id: string; place: string; url: string; secret: string }

/** Sends the trials that were asked for, side by side, by the same guarded way as events; says how many. */
export async function sendTrials(database: Database, vault: Vault, networks: Networks, now: string): Promise<number> {
  const asked = await database.transact(serverScope, 'write', ({ sql }) => sql<Asked[]>`
    update integration.subscription set trial_taken_at = ${now} where trial_asked_at is not null and trial_taken_at is null and ended_at is null returning county, id, place, url, secret`)
  await Promise.all(asked.map(async ({ county, id, place, url, secret }) => {
    const event: TrialEvent = { ...envelope(newId(), now, place, 'trial', id), type: 'cn.gongzhi.trial', data: { message: '试发：核对网址、签名和答复，不涉及任何办件' } }
    const body = JSON.stringify(event)
    const answer = { at: now, ...await post(url, body, signed(vault.open(secret, sealedFor(id)), event.id, now, body), networks) }
    await database.transact(serverScope, 'write', async ({ sql }) => {
      await sql`update integration.subscription set trial = ${sql.json(answer)} where county = ${county} and id = ${id} and trial_taken_at = ${now}`
    })
  }))
  return asked.length
}
