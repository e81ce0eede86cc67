import { beijingDay } from '../../../../contract/time.ts'
import type { Json } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { Problem } from '../../../kernel/problem.ts'
import type { Subject } from '../assert.ts'

/** Two records that are of two people. */
export interface Pair { one: Subject; other: Subject; reason: string }

/** Writes findings down, a row at each of the two, in the name of who sits here. Of two that are found already nothing is written twice. */
export async function noteUnlike(ctx: Context, pairs: readonly Pair[]): Promise<string[]> {
  if (pairs.length === 0) return []
  const { sql, seat, now } = ctx
  const found = pairs.map(pair => ({ ...pair, finding: newId() }))
  const rows = found.flatMap(({ one, other, reason, finding }) => [[one, other], [other, one]].map(([person, against]) =>
    ({ county: person!.county, id: newId(), place: person!.place, person: person!.id, other: against!.id, finding, reason: reason.slice(0, 200) })))
  await sql`
    insert into registry.unlike (county, id, place, person, other, finding, reason, found_by, found_name, found_at)
    select x.county, x.id, x.place, x.person, x.other, x.finding, x.reason, ${seat.actor}::uuid, ${seat.actorName}, ${now}::timestamptz
    from jsonb_to_recordset(${sql.json(rows as unknown as Json)}) as x(county text, id uuid, place text, person uuid, other uuid, finding uuid, reason text)
    where not exists (select from registry.unlike u where u.person = x.person and u.other = x.other and u.undone_at is null)`
  return found.map(one => one.finding)
}

/** Says of two records of one's range that they are two people. Throws `right.own`, `household.not_possible` where it is said already. */
export async function unlike(ctx: Context, one: Subject, other: Subject, reason: string): Promise<string> {
  if ([one.id, other.id].includes(ctx.seat.actor ?? '')) throw new Problem('right.own')
  if (one.id === other.id) throw new Problem('household.not_possible', { reason: '请选择两份不同的登记' })
  // Of two who say so at once the second waits and reads what the first has said.
  await ctx.sql`select 1 from registry.person where id in (${one.id}, ${other.id}) order by id for update`
  const known = await standingUnlike(ctx, one.id, other.id)
  if (known) throw new Problem('household.not_possible', { reason: `${known.found_name}已于 ${known.on} 认定不是同一人` })
  return (await noteUnlike(ctx, [{ one, other, reason }]))[0]!
}

/** Where a finding lies, for who may see it. */
export async function findingAt({ sql }: Context, finding: string): Promise<{ place: string } | null> {
  const [row] = await sql<{ place: string }[]>`select place from registry.unlike where finding = ${finding} and undone_at is null order by id limit 1`
  return row ?? null
}

/** Takes a finding back, at both records at once: who reaches one of them only has nothing to compare. Throws `found.nothing` where there is none that stands. */
export async function alikeAgain({ sql, seat, now }: Context, finding: string, reason: string): Promise<void> {
  const undone = await sql`update registry.unlike set undone_at = ${now}, undone_name = ${seat.actorName}, undone_why = ${reason} where finding = ${finding} and undone_at is null returning 1`
  if (undone.length < 2) throw new Problem('found.nothing')
}

/** The finding that stands between two records, read from whichever of them it was written at or has come to. */
export async function standingUnlike({ sql }: Context, one: string, other: string): Promise<{ found_name: string; on: string; reason: string } | null> {
  const [row] = await sql<{ found_name: string; found_at: string; reason: string }[]>`
    select found_name, found_at, reason from registry.unlike where undone_at is null and (person, other) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid)) order by id limit 1`
  return row ? { found_name: row.found_name, on: beijingDay(row.found_at), reason: row.reason } : null
}
