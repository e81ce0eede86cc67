import { beijingDay } from '../../../../contract/time.ts'
import type { Json } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { findElement } from '../elements.ts'
import { isSealed, sealedFor, sealValue } from '../seals.ts'
import type { Subject } from '../assert.ts'

interface Held { county: string; subject: string; element: string; value: unknown; [column: string]: unknown }

/**
 * Makes two records one: `gone` becomes `kept`. Facts that only `gone` had are repeated under `kept` with the source they came
 * from; those on which both speak stay as `kept` has them, and the other word stays in the history. Answers the journal from which
 * `unfuse` puts everything back.
 */
export async function fuse(ctx: Context, kept: string, gone: string): Promise<unknown> {
  const { sql } = ctx
  const [[to], held] = await Promise.all([
    sql<Subject[]>`select id, county, place from registry.person where id = ${kept} limit ${1}`,
    sql<Held[]>`select county, subject, element, place, value, source, organ, collector, collector_name, purpose, matter, asserted_at, fresh_until, confirmed_at
      from registry.assertion a where subject = ${gone} and ended_at is null and not exists (
        select from registry.assertion b where b.subject = ${kept} and b.element = a.element and b.ended_at is null)`,
  ])
  const copies = held.map(row => ({ ...row, confirmed_at: null, id: newId(), county: to!.county, subject: kept, place: to!.place, value: resealed(ctx, row, kept) }))
  const shadow = (element: string) => { const row = held.find(one => one.element === element); return row ? (isSealed(row.value) ? row.value.masked : row.value) : null }
  const shadows = { phone_masked: shadow('person.phone'), address: shadow('person.residence_address'), living: shadow('person.living_arrangement') }
  const [done] = await sql<{ journal: unknown }[]>`
    select registry.fuse(${kept}, ${gone}, ${sql.json(copies as unknown as Json)}, ${sql.json(shadows as Json)}, ${beijingDay(ctx.now)}::date, ${ctx.now}::timestamptz) as journal`
  return done!.journal
}

/** A sealed value opens for one person only: under another it is sealed anew. */
function resealed({ vault }: Context, { element, subject, value }: Held, kept: string): unknown {
  const known = findElement(element)
  return isSealed(value) && known ? sealValue(vault, known, kept, vault.open(value.sealed, sealedFor(element, subject))) : value
}
