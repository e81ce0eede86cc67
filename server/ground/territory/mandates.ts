import type { Fragment, Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf, type Seat } from '../../kernel/seat.ts'

/** A mandate as it is kept: one person, in one office, at one place; it holds through its `valid_to`. */
export interface Mandate {
  id: string; person: string; person_name: string; office: string; place: string; valid_from: string; valid_to: string | null
  basis: string; granted_at: string; revoked_at: string | null; revoked_reason: string | null
}
const columns = (sql: Query) => sql`id, person, person_name, office, place, valid_from, valid_to, basis, granted_at, revoked_at, revoked_reason`
const within = (sql: Query, place: string) => sql`place >= ${place} and place < ${`${place}~`}`

/** All mandates at or under a place, past and present, by place and id, after this key. */
export async function mandatesAt(sql: Query, place: string, after: readonly string[] | null, limit: number): Promise<Mandate[]> {
  return [...await sql<Mandate[]>`select ${columns(sql)} from territory.mandate
    where ${within(sql, place)} ${after ? sql`and (place, id) > (${after[0]!}, ${after[1]!}::uuid)` : sql``} order by place, id limit ${limit}`]
}
/** The rows that a count of the same counts. */
export const mandateRows = (sql: Query, place: string): Fragment => sql`select 1 from territory.mandate where ${within(sql, place)}`

/** One mandate, if the seat may see it. */
export async function mandateOf(sql: Query, id: string): Promise<Mandate | null> {
  const [row] = await sql<Mandate[]>`select ${columns(sql)} from territory.mandate where id = ${id} limit ${1}`
  return row ?? null
}

/** As `mandateOf`, and nobody else changes it until the commit: for who has the right to do something about it. */
export async function mandateForUpdate(sql: Query, id: string): Promise<Mandate | null> {
  const [row] = await sql<Mandate[]>`select ${columns(sql)} from territory.mandate where id = ${id} limit ${1} for update`
  return row ?? null
}

/** What a person holds on a day or later (until `to`, if that is said), not revoked, as far as the seat sees it. */
export async function heldFrom(sql: Query, person: string, day: string, to: string | null = null): Promise<Pick<Mandate, 'id' | 'office' | 'place'>[]> {
  return [...await sql<Pick<Mandate, 'id' | 'office' | 'place'>[]>`select id, office, place from territory.mandate
    where person = ${person} and revoked_at is null and (valid_to is null or valid_to >= ${day}::date) and (${to}::date is null or valid_from <= ${to}::date)
    order by length(place), place, office, id limit ${100}`]
}

/** The desk in which the holder of a mandate sits today, for work that goes on by itself; null once it is over. In the server chair. */
export async function heldToday(sql: Query, mandate: string): Promise<Seat | null> {
  const [row] = await sql<{ person: string; person_name: string; office: string; place: string; epoch: number }[]>`select person, person_name, office, place, epoch from territory.held_today(${mandate})`
  return row ? { chair: 'desk', office: row.office, place: row.place, actor: row.person, actorName: row.person_name, person: null, personName: null, mandate, attendance: null, epoch: row.epoch } : null
}

/** Two who appoint the same person at the same time come one after the other, so that each sees what the other did. */
export const appointInTurn = (sql: Query, person: string): PromiseLike<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`mandate ${person}`}, 0))`

export type Appointment = Pick<Mandate, 'person' | 'person_name' | 'office' | 'place' | 'valid_from' | 'valid_to' | 'basis'>

/** Writes a mandate in the name of whoever sits here. */
export async function addMandate({ sql, seat, now }: Context, appointment: Appointment): Promise<Mandate> {
  const row = { ...appointment, county: countyOf(appointment.place), id: newId(), granted_by: seat.actor, granted_at: now }
  const [made] = await sql<Mandate[]>`insert into territory.mandate ${sql(row)} returning ${columns(sql)}`
  return made!
}

/** Ends a mandate at once; the row stays, with the reason. */
export async function endMandate({ sql, now }: Context, id: string, reason: string): Promise<Mandate> {
  const [ended] = await sql<Mandate[]>`update territory.mandate set revoked_at = ${now}, revoked_reason = ${reason} where id = ${id} returning ${columns(sql)}`
  return ended!
}

/** A mandate that set-up brings along, as the owner; once. */
export async function appointOnce(admin: Query, { person, person_name, office, place, valid_from, basis }: Omit<Appointment, 'valid_to'>): Promise<void> {
  await admin`
    insert into territory.mandate (county, id, person, person_name, office, place, valid_from, basis)
    select ${countyOf(place)}, ${newId()}, ${person}, ${person_name}, ${office}, ${place}, ${valid_from}::date, ${basis}
    where not exists (select 1 from territory.mandate where person = ${person} and office = ${office} and place = ${place} and revoked_at is null)`
}
