import { createHash, randomBytes } from 'node:crypto'
import type { Sql } from '../../server/kernel/db/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { countyOf } from '../../server/kernel/seat.ts'
import { countAnew } from './seed/cases.ts'
import { tellAll, untellAll } from './form.ts'
import { lengthOf, levels, process_, type Level } from './settings.ts'
import type { Secrets } from '../../server/kernel/home.ts'

/** A resident who applies: where the case will lie, and the token of a session. */
export interface Resident { id: string; name: string; county: string; community: string; token: string; age: number }
/** A seat with a session behind it. */
export interface Seated { person: string; name: string; office: string; place: string; mandate: string; token: string }
/** `known`: people about whom two hundred facts are held. */
export interface Standing { residents: Resident[]; known: Resident[]; examiners: Map<string, Seated>; lists: Record<Level, Seated[]>; todos: Record<Level, Seated[]> }

const seatsPerLevel = 12
/** For how many people a form of two hundred facts is filled. */
const toldAbout = 96
const officeAt: Record<Level, string> = {
  grid: 'community_worker', community: 'community_worker', street: 'street_examiner', county: 'county_civil_affairs', city: 'city_viewer', province: 'province_viewer',
}

/** Takes away what earlier runs left, so that every run begins with what was seeded. */
export async function clearRuns(sql: Sql, seededAt: string): Promise<void> {
  const [{ n } = { n: 0 }] = await sql<{ n: number }[]>`select count(*) as n from process."case" where opened_at > ${seededAt}`
  const [{ moved } = { moved: 0 }] = await sql<{ moved: number }[]>`select count(*) as moved from kernel.idempotency`
  if (n + moved > 0) {
    const numbers = sql`select county, number from process."case" where opened_at > ${seededAt}`
    for (const table of ['process.action', 'process.clock'] as const) {
      await sql`delete from ${sql(table)} as t using (${numbers}) as c where t.county = c.county and t.number = c.number`
    }
    await sql`delete from ledger.entry where id > ${`${new Date(seededAt).getTime().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`}`
    await sql`delete from process."case" where opened_at > ${seededAt}`
    await countAnew(sql)
  }
  await sql`truncate matter.matter, kernel.idempotency, kernel.outbox, message.message, account.account, account.session`
  await untellAll(sql)
  await sql`delete from territory.mandate where basis = 'bench'`
  for (const table of ['process."case"', 'process.action', 'process.clock', 'ledger.entry', 'kernel.counter', 'territory.mandate']) await sql.unsafe(`vacuum (analyze) ${table}`)
}

const token = (): string => randomBytes(32).toString('base64url')
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Accounts, sessions and mandates, written directly: as many residents who may apply, and the officials. */
export async function seatPeople(sql: Sql, secrets: Secrets, residents: number): Promise<Standing> {
  const found = await sql<Omit<Resident, 'token'>[]>`
    select p.id, p.name, p.county, left(p.place, 12) as community, extract(year from age(p.birth_date))::int as age
    from registry.person p
    where not exists (select 1 from process."case" c where c.person = p.id and (c.closed_at is null or c.state = 'granted'))
    order by md5(p.id::text) limit ${residents + toldAbout}`
  if (found.length < residents + toldAbout) throw new Error(`only ${found.length} residents may apply, ${residents + toldAbout} are needed`)
  const seated = found.map(one => ({ ...one, token: token() }))
  await account(sql, seated.map(({ id, name, county, token }) => ({ person: id, name, county, token, staff: false })))
  const known = seated.splice(0, toldAbout)
  await tellAll(sql, secrets, known.map(one => ({ ...one, place: one.community })))
  const towns = [...new Set(seated.map(one => one.community.slice(0, 9)))]
  const examiners = await officials(sql, towns.map(place => ({ office: 'street_examiner', place })))
  const places = await somePlaces(sql)
  const lists = {} as Record<Level, Seated[]>
  const todos = {} as Record<Level, Seated[]>
  for (const level of levels) {
    lists[level] = await officials(sql, places[level].map(place => ({ office: officeAt[level], place })))
    todos[level] = await officials(sql, places[level].map(place => ({ office: 'street_examiner', place })))
  }
  await sql`analyze territory.mandate, account.account, account.session`
  return { residents: seated, known, examiners: new Map(examiners.map(one => [one.place, one])), lists, todos }
}

/** Places of every level that have cases: drawn from cases, so larger ones come more often. */
async function somePlaces(sql: Sql): Promise<Record<Level, string[]>> {
  const drawn = await sql<{ place: string }[]>`select place from process."case" where length(place) = 15 order by md5(number) limit 2000`
  const cut = (level: Level) => [...new Set(drawn.map(({ place }) => place.slice(0, lengthOf[level])))].slice(0, seatsPerLevel)
  return Object.fromEntries(levels.map(level => [level, cut(level)])) as Record<Level, string[]>
}

async function officials(sql: Sql, offices: readonly { office: string; place: string }[]): Promise<Seated[]> {
  const seated = offices.map(({ office, place }): Seated => ({ person: newId(), name: '测试职员', office, place, mandate: newId(), token: token() }))
  await account(sql, seated.map(({ person, name, place, token }) => ({ person, name, county: countyOf(place), token, staff: true })))
  const rows = seated.map(({ person, name, office, place, mandate }) => ({ county: countyOf(place), id: mandate, person, person_name: name, office, place }))
  await sql`
    insert into territory.mandate (county, id, person, person_name, office, place, valid_from, basis)
    select county, id, person, person_name, office, place, '2024-01-01', 'bench'
    from jsonb_to_recordset(${sql.json(rows)}) as x(county text, id uuid, person uuid, person_name text, office text, place text)`
  return seated
}

async function account(sql: Sql, rows: readonly { person: string; name: string; county: string; token: string; staff: boolean }[]): Promise<void> {
  const given = rows.map(row => ({ ...row, id: newId(), hash: sha256(row.token).toString('hex'), login: row.person }))
  for (let i = 0; i < given.length; i += 5000) {
    await sql`
      with given as (select * from jsonb_to_recordset(${sql.json(given.slice(i, i + 5000))})
          as x(id uuid, login text, person uuid, county text, name text, staff boolean, hash text)),
        made as (insert into account.account (id, login, person, person_county, name, password, staff) select id, login, person, county, name, '-', staff from given returning id)
      insert into account.session (token_hash, account, second_factor, idle, expires_at)
      select decode(hash, 'hex'), given.id, staff, '8 hours', now() + interval '1 day' from given join made using (id)`
  }
}

export const kind = `case:${process_}`
