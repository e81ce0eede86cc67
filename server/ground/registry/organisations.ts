import type { z } from 'zod'
import { organisationKinds } from '../../../contract/glossary.ts'
import type { Organisation } from '../../../contract/person.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import type { PageOf, PageWanted } from './pages.ts'

type OrganisationView = z.infer<typeof Organisation>
type OrganisationRow = Omit<OrganisationView, 'kind_name'>

/** Organisations at or under a place by name, with their posts and who holds them (Popolo: Organization, Post, Membership). */
export async function organisationsAt(ctx: Context, place: string, { after, limit }: PageWanted): Promise<PageOf<OrganisationView>> {
  const { sql } = ctx
  const key = fromCursor(after, 'text', 'id')
  const where = sql`o.place >= ${place} and o.place < ${place + '~'} and o.dissolved_on is null`
  const [rows, count] = await Promise.all([
    sql<OrganisationRow[]>`
      select o.id, o.name, o.kind, o.credit_code, o.founded_on, coalesce(posts.list, '[]') as posts
      from registry.organisation o
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'seats', p.seats, 'holders', coalesce(held.list, '[]')) order by p.id) as list
        from registry.post p
        left join lateral (
          select jsonb_agg(jsonb_build_object('name', m.person_name, 'since', m.since, 'until', m.until) order by m.since, m.id) as list
          from registry.membership m where m.county = p.county and m.post = p.id and m.until is null) held on true
        where p.county = o.county and p.organisation = o.id) posts on true
      where ${where} ${key ? sql`and (o.name collate "C", o.id) > (${key[0]!}, ${key[1]!}::uuid)` : sql``}
      order by o.name collate "C", o.id limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.organisation o where ${where}`),
  ])
  const { items, next } = pageOf(rows, limit, row => [row.name, row.id])
  return { items: items.map(row => ({ ...row, kind_name: organisationKinds[row.kind as keyof typeof organisationKinds] ?? row.kind })), next, count }
}
