import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'

/** An organisation as far as a change of it must know it; its row is locked until the commit, so that changes come one by one. */
export interface Body { id: string; county: string; place: string; name: string; kind: string; founded_on: string | null; dissolved_on: string | null }
export interface Seatful extends Body { post: string; title: string; seats: number; held: number }
export interface Held extends Body { membership: string; person: string; person_name: string; title: string; since: string; until: string | null }

const columns = ({ sql }: Context) => sql`o.id, o.county, o.place, o.name, o.kind, o.founded_on, o.dissolved_on`

export async function bodyOf(ctx: Context, id: string): Promise<Body | null> {
  const [row] = await ctx.sql<Body[]>`select ${columns(ctx)} from registry.organisation o where o.id = ${id} limit ${1} for update`
  return row ?? null
}

/** The organisations in which a person holds a post today, as far as the seat sees them, by name. */
export async function bodiesOf({ sql }: Context, person: string): Promise<{ id: string; name: string; kind: string; place: string }[]> {
  return [...await sql<{ id: string; name: string; kind: string; place: string }[]>`
    select distinct o.id, o.name, o.kind, o.place
    from registry.membership m join registry.post p on p.county = m.county and p.id = m.post join registry.organisation o on o.county = p.county and o.id = p.organisation
    where m.person = ${person} and m.until is null and o.dissolved_on is null order by o.name, o.id limit ${20}`]
}

/** The organisation of a post, with how many of its seats are taken. */
export async function postOf(ctx: Context, post: string): Promise<Seatful | null> {
  const [row] = await ctx.sql<Omit<Seatful, 'held'>[]>`
    select ${columns(ctx)}, p.id as post, p.title, p.seats
    from registry.post p join registry.organisation o on o.county = p.county and o.id = p.organisation
    where p.id = ${post} limit ${1} for update`
  if (!row) return null
  // Counted once the lock is held: what somebody faster wrote is then there to be seen.
  const [taken] = await ctx.sql<{ n: number }[]>`
    select count(*)::integer as n from registry.membership where county = ${row.county} and post = ${post} and until is null`
  return { ...row, held: taken!.n }
}

export async function membershipOf(ctx: Context, id: string): Promise<Held | null> {
  const [row] = await ctx.sql<Held[]>`
    select ${columns(ctx)}, m.id as membership, m.person, m.person_name, p.title, m.since, m.until
    from registry.membership m join registry.post p on p.county = m.county and p.id = m.post
      join registry.organisation o on o.county = p.county and o.id = p.organisation
    where m.id = ${id} limit ${1} for update`
  return row ?? null
}

export interface Founded { name: string; kind: string; place: string; credit_code: string | null; founded_on: string; phone: string | null }

/** Writes a new organisation; a credit code that is known in its county is refused by `organisation_credit_code`. */
export async function foundBody({ sql }: Context, founded: Founded, posts: readonly { title: string; seats: number }[]): Promise<Body> {
  const id = newId()
  const county = countyOf(founded.place)
  await sql`insert into registry.organisation ${sql({ county, id, ...founded })}`
  const body: Body = { id, county, place: founded.place, name: founded.name, kind: founded.kind, founded_on: founded.founded_on, dissolved_on: null }
  for (const post of posts) await addPost({ sql }, body, post)
  return body
}

export async function addPost({ sql }: Pick<Context, 'sql'>, { id, county, place }: Body, { title, seats }: { title: string; seats: number }): Promise<void> {
  await sql`insert into registry.post ${sql({ county, id: newId(), place, organisation: id, title, seats })}`
}

export async function renameBody({ sql }: Context, { id, county, place, name }: Body, to: string, on: string, basis: string): Promise<void> {
  await sql`insert into registry.former_name ${sql({ county, id: newId(), place, organisation: id, name, until: on, basis })}`
  await sql`update registry.organisation set name = ${to} where county = ${county} and id = ${id}`
}

export async function setPhone({ sql }: Context, { id, county }: Body, phone: string | null): Promise<void> {
  await sql`update registry.organisation set phone = ${phone} where county = ${county} and id = ${id}`
}

/** The newest day on which something of an organisation began: it cannot have ended before. */
export async function lastBegun({ sql }: Context, { id, county }: Body): Promise<string | null> {
  const [row] = await sql<{ day: string | null }[]>`
    select max(m.since)::text as day from registry.membership m join registry.post p on p.county = m.county and p.id = m.post
    where p.county = ${county} and p.organisation = ${id} and m.until is null`
  return row!.day
}

export async function dissolveBody({ sql }: Context, { id, county }: Body, on: string, basis: string): Promise<void> {
  await sql`update registry.organisation set dissolved_on = ${on}, dissolved_basis = ${basis} where county = ${county} and id = ${id}`
  await sql`update registry.membership m set until = ${on}, ended_basis = ${basis}
    from registry.post p where p.county = ${county} and p.organisation = ${id} and m.county = p.county and m.post = p.id and m.until is null`
}

/** Seats a person; one who holds the post already is refused by `membership_one`. */
export async function seatIn({ sql }: Context, { county, place, post }: Seatful, person: { id: string; name: string }, since: string, basis: string): Promise<void> {
  await sql`insert into registry.membership ${sql({ county, id: newId(), place, post, person: person.id, person_name: person.name, since, basis })}`
}

export async function unseat({ sql }: Context, { county, membership }: Held, until: string, basis: string): Promise<void> {
  await sql`update registry.membership set until = ${until}, ended_basis = ${basis} where county = ${county} and id = ${membership}`
}
