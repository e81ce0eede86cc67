import type { Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'

export interface Depositing {
  county: string; place: string; person: string; kind: string; title: string; number: string; organ: string; issued_on: string; valid_until: string | null; revoked: boolean
}
export interface Deposited { kind: string; title: string; number: string; organ: string; issued_on: string; valid_until: string | null; revoked: boolean; as_of: string }

/**
 * Takes in what an organisation says of a certificate that it issued; false when it said the same before. The same number of the
 * same kind is one certificate, and never passes from one person to another: null then.
 */
export async function deposit(ctx: Context, given: Depositing): Promise<boolean | null> {
  const { sql, now, seat } = ctx
  const [row] = await sql<{ what: 'same' | 'other' | 'written' }[]>`
    with held as (select person, title, issued_on, valid_until, revoked from licence.deposited
        where county = ${given.county} and organisation = ${seat.actor} and kind = ${given.kind} and number = ${given.number} for update),
      said as (insert into licence.deposited as d (county, id, place, person, kind, title, number, organisation, organ, issued_on, valid_until, revoked, as_of, deposited_by)
        select ${given.county}, ${newId()}::uuid, ${given.place}, ${given.person}::uuid, ${given.kind}, ${given.title}, ${given.number}, ${seat.actor}::uuid, ${given.organ},
          ${given.issued_on}::date, ${given.valid_until}::date, ${given.revoked}::boolean, ${now}::timestamptz, ${seat.actorName}
        where not exists (select from held where person <> ${given.person} or (title, issued_on, revoked) = (${given.title}, ${given.issued_on}::date, ${given.revoked}::boolean)
          and valid_until is not distinct from ${given.valid_until}::date)
        on conflict (county, organisation, kind, number) do update set title = excluded.title, issued_on = excluded.issued_on, valid_until = excluded.valid_until,
          revoked = excluded.revoked, as_of = excluded.as_of, deposited_by = excluded.deposited_by where d.person = excluded.person returning id)
    select case when exists (select from said) then 'written' when exists (select from held where person <> ${given.person}) then 'other'
      when exists (select from held) then 'same' else 'other' end as what`
  return row!.what === 'other' ? null : row!.what === 'written'
}

/** What others deposited of a person, newest first; at most one page of a library, which nobody leafs through. */
export const depositedOf = (sql: Query, person: string, kinds: readonly string[] | null = null): PromiseLike<Deposited[]> => sql<Deposited[]>`
  select kind, title, number, organ, issued_on, valid_until, revoked, as_of from licence.deposited
  where person = ${person} ${kinds ? sql`and kind in ${sql([...kinds])}` : sql``} order by as_of desc, number limit ${100}`
