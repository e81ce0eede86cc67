import type { Fragment, Query } from '../../kernel/db/index.ts'

export interface EntryRow {
  id: string; at: string; place: string; place_name: string; actor_name: string; office: string
  chair: 'desk' | 'self' | 'public' | 'server'; verb: string; operation: string; deed: string | null; person_name: string | null; subject: string | null; suite: string; digest: string
}

export interface EntryFilter { place: string; subject?: string | undefined; kind?: 'work' | 'logins' | undefined; before?: string | undefined; limit: number }

/** Coming and going: what would drown the work, and may be asked for by itself. */
const doors = ['account.login', 'account.use']

/** The second entry of an act is left out where the first is seen too. */
const filtered = (sql: Query, { place, subject, kind }: Omit<EntryFilter, 'limit'>): Fragment => sql`
  e.place >= ${place} and e.place < ${place + '~'} ${subject ? sql`and e.subject = ${subject}` : sql``}
  ${kind === 'logins' ? sql`and e.verb = any (${doors})` : kind === 'work' ? sql`and e.verb <> all (${doors})` : sql``}
  and (e.copy_of is null or not exists (select 1 from ledger.entry f where f.id = e.copy_of and f.place >= ${place} and f.place < ${place + '~'}))`

/** Entries at or under a place, newest first, by key. Row security keeps it within the seat's range. */
export function entries(sql: Query, { before, limit, ...filter }: EntryFilter): PromiseLike<EntryRow[]> {
  return sql<EntryRow[]>`
    select e.id, e.at, e.place, coalesce(p.display, e.place) as place_name, e.actor_name, e.office, e.chair, e.verb, e.operation,
      e.deed, e.person_name, e.subject, e.suite, encode(e.digest, 'hex') as digest
    from ledger.entry e left join territory.place p on p.code = e.place and p.valid_to is null
    where ${filtered(sql, filter)} ${before ? sql`and e.id < ${before}` : sql``}
    order by e.id desc limit ${limit}`
}

/** The rows that a count of the same filter counts. */
export const entryRows = (sql: Query, filter: Omit<EntryFilter, 'limit'>): Fragment => sql`select 1 from ledger.entry e where ${filtered(sql, filter)}`
