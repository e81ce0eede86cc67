import type { Query } from '../../kernel/db/index.ts'

export interface Mandate {
  id: string; county: string; person: string; person_name: string; office: string; place: string; place_name: string
  valid_from: string; valid_to: string | null; basis: string; granted_at: string; revoked_at: string | null; revoked_reason: string | null
}

/**
 * A person's mandates that hold on a day of Beijing (absent: today), highest place first; `all` gives ended ones too. What
 * row security shows: in the self chair one's own, at a desk those within range. A mandate holds through its `valid_to`.
 */
export async function mandatesOf(sql: Query, person: string, options: { day?: string; all?: boolean } = {}): Promise<Mandate[]> {
  const day = options.day ? sql`${options.day}::date` : sql`(now() at time zone 'Asia/Shanghai')::date`
  const live = sql`m.revoked_at is null and m.valid_from <= ${day} and (m.valid_to is null or m.valid_to >= ${day})`
  return [...await sql<Mandate[]>`
    select m.id, m.county, m.person, m.person_name, m.office, m.place, coalesce(p.display, m.place) as place_name,
      m.valid_from, m.valid_to, m.basis, m.granted_at, m.revoked_at, m.revoked_reason
    from territory.mandate m left join territory.place p on p.code = m.place and p.valid_to is null
    where m.person = ${person} and ${options.all ? sql`true` : live}
    order by length(m.place), m.place, m.office, m.id`]
}
