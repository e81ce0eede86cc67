import { organisationKinds } from '../../../contract/glossary.ts'
import type { Organisation, OrganisationView, PublicBody } from '../../../contract/organisation.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import type { PageOf, PageWanted } from './pages.ts'

const kindName = (kind: string): string => organisationKinds[kind as keyof typeof organisationKinds] ?? kind

/** Posts of the organisation `o` with who holds them; with everybody who ever did where the past is asked for. */
const posts = (sql: Context['sql'], past: boolean) => sql`
  left join lateral (
    select jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'seats', p.seats, 'holders', coalesce(held.list, '[]')) order by p.id) as list
    from registry.post p
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.person_name, 'since', m.since, 'until', m.until, 'basis', m.basis,
          'ended_basis', m.ended_basis) order by m.until desc nulls first, m.since, m.id) as list
      from registry.membership m where m.county = p.county and m.post = p.id ${past ? sql`` : sql`and m.until is null`}) held on true
    where p.county = o.county and p.organisation = o.id) posts on true`

/** Organisations at or under a place by name, with their posts and who holds them (Popolo: Organization, Post, Membership). */
export async function organisationsAt(ctx: Context, place: string, { after, limit }: PageWanted): Promise<PageOf<Organisation>> {
  const { sql } = ctx
  const key = fromCursor(after, 'text', 'id')
  const where = sql`o.place >= ${place} and o.place < ${place + '~'} and o.dissolved_on is null`
  const [rows, count] = await Promise.all([
    sql<Omit<Organisation, 'kind_name'>[]>`
      select o.id, o.name, o.kind, o.place, o.credit_code, o.founded_on, o.phone, coalesce(posts.list, '[]') as posts
      from registry.organisation o ${posts(sql, false)}
      where ${where} ${key ? sql`and (o.name collate "C", o.id) > (${key[0]!}, ${key[1]!}::uuid)` : sql``}
      order by o.name collate "C", o.id limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.organisation o where ${where}`),
  ])
  const { items, next } = pageOf(rows, limit, row => [row.name, row.id])
  return { items: items.map(row => ({ ...row, kind_name: kindName(row.kind) })), next, count }
}

/** One organisation with its whole history; null where the seat may not see it. */
export async function organisationOf({ sql }: Context, id: string): Promise<OrganisationView | null> {
  const [row] = await sql<Omit<OrganisationView, 'kind_name'>[]>`
    select o.id, o.name, o.kind, o.place, coalesce(t.display, o.place) as place_name, o.credit_code, o.founded_on, o.phone, o.dissolved_on,
      o.dissolved_basis, coalesce(posts.list, '[]') as posts,
      (select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'until', f.until, 'basis', f.basis) order by f.until desc, f.id desc), '[]')
        from registry.former_name f where f.organisation = o.id) as former_names
    from registry.organisation o ${posts(sql, true)}
    left join territory.place t on t.code = o.place and t.valid_to is null
    where o.id = ${id} limit ${1}`
  return row ? { ...row, kind_name: kindName(row.kind) } : null
}

/** Public bodies at or under a place by name: from the public and self chairs, whose policy shows no others. */
export async function publicBodiesAt({ sql }: Context, place: string, { after, limit }: PageWanted): Promise<PageOf<PublicBody>> {
  const key = fromCursor(after, 'text', 'id')
  const where = sql`o.place >= ${place} and o.place < ${place + '~'}`
  const [rows, count] = await Promise.all([
    sql<(Omit<PublicBody, 'kind_name'> & { kind: string })[]>`
      select o.id, o.name, o.kind, o.place, coalesce(t.display, o.place) as place_name, o.phone
      from registry.organisation o left join territory.place t on t.code = o.place and t.valid_to is null
      where ${where} ${key ? sql`and (o.name collate "C", o.id) > (${key[0]!}, ${key[1]!}::uuid)` : sql``}
      order by o.name collate "C", o.id limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.organisation o where ${where}`),
  ])
  const { items, next } = pageOf(rows, limit, row => [row.name, row.id])
  return { items: items.map(({ kind, ...row }) => ({ ...row, kind_name: kindName(kind) })), next, count }
}
