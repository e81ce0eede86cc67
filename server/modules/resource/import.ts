import { newId } from '../../kernel/ids.ts'
import type { Sql } from '../../kernel/db/index.ts'
import { clashes, objectKey } from './match.ts'

interface Sent { id: string; place: string; owner: string; purpose: string; object: string; period_from: string; period_to: string; declared_at: string }
interface Need { id: string; place: string; purpose: string; object: string }

/** Enters what was sent down and what is needed, as the owner; two that pay for the same are found as they are when somebody declares. What is there stays. */
export async function importResources(admin: Sql, { sent, needs }: { sent: readonly Sent[]; needs: readonly Need[] }): Promise<void> {
  const keyed = <T extends { object: string; place: string }>(one: T) => ({ ...one, county: one.place.slice(0, 6), object_key: objectKey(one.object) })
  const rows = sent.map(keyed)
  if (rows.length > 0) await admin`insert into resource.sent ${admin(rows)} on conflict do nothing`
  if (needs.length > 0) await admin`insert into resource.need ${admin(needs.map(keyed))} on conflict do nothing`
  for (const newer of rows) {
    for (const older of rows.filter(one => one.place === newer.place && one.declared_at < newer.declared_at && clashes(one, newer))) {
      await admin`insert into resource.clash ${admin({ county: newer.county, id: newId(), place: newer.place, older: older.id, newer: newer.id, answerer: newer.owner, found_at: newer.declared_at })} on conflict do nothing`
    }
  }
}
