import { beijingDay } from '../../../contract/time.ts'
import { ruleOn } from '../../ground/law/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { endedIn } from './store.ts'

/**
 * A case of the person in which a promise proved false, as far as the seat sees them, so short a time ago that no new one is
 * taken (国办发〔2020〕42号). The case itself is the record. Whoever applies sees all of their own, wherever in the province.
 */
export async function brokenPromise(ctx: Context, person: string, place: string): Promise<string | null> {
  const rule = await ruleOn(ctx.sql, 'promise', place, beijingDay(ctx.now))
  const since = new Date(ctx.now)
  since.setUTCMonth(since.getUTCMonth() - Number(rule?.params.barred_months ?? 0))
  return (await endedIn(ctx.sql, person, 'revoked', since.toISOString()))?.number ?? null
}
