import type { Fragment, Query } from '../../kernel/db/index.ts'

export interface EntryRow {
  id: string; at: string; place: string; place_name: string; actor_name: string; office: string
  chair: 'desk' | 'self' | 'public' | 'server'; verb: string; operation: string; subject: string | null; suite: string; digest: string
}

export interface EntryFilter { place: string; subject?: string | undefined; before?: string | undefined; limit: number }

/** Entries at or under a place, newest first, by key. Row security keeps it within the seat's range. */
export function entries(sql: Query, { place, subject, before, limit }: EntryFilter): PromiseLike<EntryRow[]> {
  return sql<EntryRow[]>`
    select e.id, e.at, e.place, coalesce(p.display, e.place) as place_name, e.actor_name, e.office, e.chair, e.verb, e.operation,
      e.subject, e.suite, encode(e.digest, 'hex') as digest
    from ledger.entry e left join territory.place p on p.code = e.place and p.valid_to is null
    where e.place >= ${place} and e.place < ${place + '~'}
      ${before ? sql`and e.id < ${before}` : sql``} ${subject ? sql`and e.subject = ${subject}` : sql``}
    order by e.id desc limit ${limit}`
}

/** The rows that a count of the same filter counts. */
export const entryRows = (sql: Query, { place, subject }: Omit<EntryFilter, 'limit'>): Fragment => sql`
  select 1 from ledger.entry where place >= ${place} and place < ${place + '~'} ${subject ? sql`and subject = ${subject}` : sql``}`
