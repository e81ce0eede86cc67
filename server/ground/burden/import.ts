import type { Sql } from '../../kernel/db/index.ts'

type Line = Readonly<Record<string, string | number>>

/** Enters counters that were measured elsewhere, as the owner: what a demonstration has behind it. What is there stays. */
export async function importLedger(admin: Sql, { spent, entered, pace }: { spent: readonly Line[]; entered: readonly Line[]; pace: readonly Line[] }): Promise<void> {
  if (spent.length > 0) await admin`insert into burden.spent ${admin(spent)} on conflict do nothing`
  if (entered.length > 0) await admin`insert into burden.entered ${admin(entered)} on conflict do nothing`
  if (pace.length > 0) await admin`insert into burden.pace ${admin(pace)} on conflict do nothing`
}
