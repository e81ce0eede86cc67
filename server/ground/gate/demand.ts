import type { DemandKind, Ground } from '../../../contract/gate.ts'
import { plain } from '../../../contract/search.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Fragment, Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { texts } from '../territory/index.ts'
import { admissionColumns, holds, standing, type Admission, type Period, type Reach } from './admission.ts'
import { capsOn } from './caps.ts'
import { concerning, listsOn } from './lists.ts'

export interface Demand {
  id: string; place: string; admission: string; sending: string; kind: DemandKind; requester: string; requester_name: string; title: string; body: string | null
  due_on: string | null; sent_at: string; refused_at: string | null; refused_ground: Ground | null
}
const columns = (sql: Query): Fragment => sql`
  d.id, d.place, d.admission, d.sending, d.kind, d.requester, d.requester_name, d.title, d.body, d.due_on, d.sent_at, d.refused_at, d.refused_ground`

interface Sending { period: Period | null; kind: DemandKind; requester: string; requester_name: string; title: string; body: string | null; due_on: string | null; places: string[]; reach: Reach }

/** The time in which a community is asked once: the month of a monthly one, and for what was admitted once all time. */
function turnOf(period: Period | null, day: string): string | null {
  const [year, month] = [day.slice(0, 4), day.slice(5, 7)]
  return period === 'quarter' ? `${year}-Q${Math.ceil(Number(month) / 3)}` : period === 'month' ? `${year}-${month}` : period === 'year' ? year : period
}

/**
 * Lays a demand on every community of these places that the admission reaches, under the leave of this transaction; once in each
 * of its periods. Says on how many. Throws `gate.again` where all of them were asked already.
 */
export async function send({ sql, now, leave }: Context, { places, reach, period, ...sending }: Sending): Promise<{ sending: string; reached: number }> {
  const id = newId()
  const row = { ...sending, admission: leave, sending: id, sent_at: now, turn: turnOf(period, beijingDay(now)) }
  const done = await sql`
    insert into gate.demand (county, id, place, admission, sending, kind, requester, requester_name, title, body, due_on, sent_at, turn)
    select left(p.code, 6), gen_random_uuid(), p.code, x.admission, x.sending, x.kind, x.requester, x.requester_name, x.title, x.body, x.due_on, x.sent_at, x.turn
    from territory.place p, jsonb_to_record(${sql.json(row as never)}) as x(admission text, sending uuid, kind text, requester uuid, requester_name text, title text, body text, due_on date, sent_at timestamptz, turn text)
    where p.level = 'community' and p.valid_to is null and gate.within(p.code, ${texts(places)}::text[]) and gate.fits(${reach}, p.kind)
    on conflict (county, place, admission, turn) do nothing`
  if (done.count === 0 && await communitiesOf(sql, places, reach) > 0) throw new Problem('gate.again')
  return { sending: id, reached: done.count }
}

/** How many communities a reach means at these places. */
export async function communitiesOf(sql: Query, places: readonly string[], reach: Reach): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from territory.place p where p.level = 'community' and p.valid_to is null and gate.within(p.code, ${texts(places)}::text[]) and gate.fits(${reach}, p.kind)`
  return row!.n
}

/** The towns and communities that are heard about something that would reach these places. */
export async function heardAt(sql: Query, places: readonly string[], reach: Reach): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    select p.code from territory.place p where p.level in ('town', 'community') and p.valid_to is null
      and (p.level = 'town' or gate.fits(${reach}, p.kind))
      and (gate.within(p.code, ${texts(places)}::text[]) or (p.level = 'town' and exists (select from unnest(${texts(places)}::text[]) as w where starts_with(w, p.code))))
    order by p.code`
  return rows.map(row => row.code)
}

/** What lies on the communities at or under a place, newest first, with the admission that each rests on. */
export function demandsAt(sql: Query, place: string, before: string | null, limit: number): PromiseLike<(Demand & { of: Admission })[]> {
  return sql<(Demand & { of: Admission })[]>`
    select ${columns(sql)}, (select to_jsonb(o) from (select ${admissionColumns(sql)}) o) as of
    from gate.demand d join gate.admission a on a.county = left(d.admission, 6) and a.number = d.admission
    where d.place >= ${place} and d.place < ${place + '~'} ${before ? sql`and d.id < ${before}::uuid` : sql``} order by d.id desc limit ${limit}`
}
export const demandRows = (sql: Query, place: string): Fragment => sql`select 1 from gate.demand d where d.place >= ${place} and d.place < ${place + '~'}`

/** One demand within the seat's range, held until the commit. */
export async function demandOf(sql: Query, id: string): Promise<(Demand & { of: Admission }) | null> {
  const [row] = await sql<(Demand & { of: Admission })[]>`
    select ${columns(sql)}, (select to_jsonb(o) from (select ${admissionColumns(sql)}) o) as of
    from gate.demand d join gate.admission a on a.county = left(d.admission, 6) and a.number = d.admission where d.id = ${id} for update of d`
  return row ?? null
}

/** On what ground a community may refuse a demand on a day; null when it was admitted in order. */
export function groundOf({ of }: { of: Admission }, day: string): Ground | null {
  if (!holds(of, day)) return 'ended'
  if (of.statistical && (!of.form_number || !of.form_approval || !of.form_valid_to || of.form_valid_to < day)) return 'statistics'
  return null
}

export async function refuseDemand({ sql, now }: Context, id: string, ground: Ground): Promise<boolean> {
  const done = await sql`update gate.demand set refused_at = ${now}, refused_ground = ${ground} where id = ${id} and refused_at is null`
  return done.count > 0
}

/** How many communities a requester reached with each sending and how many refused: no place and no person. */
export function sendingsOf(sql: Query, requester: string, limit: number) {
  return sql<{ sending: string; admission: string; kind: DemandKind; title: string; sent_at: string; reached: number; refused: number }[]>`
    select sending, min(admission) as admission, min(kind) as kind, min(title) as title, min(sent_at) as sent_at, count(*)::int as reached, count(refused_at)::int as refused
    from gate.demand where requester = ${requester}::uuid group by sending order by min(sent_at) desc limit ${limit}`
}

export interface Seen { place: string; kind: DemandKind; title: string; requester: string | null; requester_name: string; seen_on: string; note: string | null; refused: boolean }

/** What was admitted to one body is not admitted to another that gives it the same name; what the law itself lays is nobody's. */
const isOf = ({ requester, requester_name }: Admission, seen: Pick<Seen, 'requester' | 'requester_name'>): boolean =>
  requester === null || (seen.requester === null ? plain(requester_name) === plain(seen.requester_name) : requester === seen.requester)

/** Judges what was seen at a community: under which admission it is there, and if under none or beyond a cap, why it may not be. */
export async function judgeSeen(ctx: Context, seen: Pick<Seen, 'place' | 'kind' | 'title' | 'requester' | 'requester_name' | 'seen_on'>): Promise<{ admission: string | null; breach: Ground | null }> {
  const { sql } = ctx
  if (seen.kind === 'certificate' && concerning((await listsOn(sql, seen.place, seen.seen_on)).find(one => one.list === 'certificates'), seen.title).length > 0) {
    return { admission: null, breach: 'banned_certificate' }
  }
  const there = await standing(sql, seen.place, seen.seen_on, seen.kind)
  const found = there.find(one => [one.title, one.subject].some(name => name !== null && plain(name) === plain(seen.title)) && isOf(one, seen))
  if (found) return { admission: found.number, breach: null }
  if (seen.kind !== 'plaque') return { admission: null, breach: 'not_admitted' }
  const [caps, [place]] = await Promise.all([
    capsOn(sql, seen.place, seen.seen_on), sql<{ kind: string }[]>`select kind from territory.place where code = ${seen.place} and valid_to is null`,
  ])
  const cap = place?.kind.includes('村') ? caps.params.plaques_village! : caps.params.plaques_community!
  return { admission: null, breach: there.length >= cap ? 'over_cap' : 'not_admitted' }
}

export interface Sighting extends Seen { id: string; admission: string | null; breach: Ground | null; at: string }

/** Writes down what was seen; this is always possible. */
export async function recordSeen({ sql, now }: Context, seen: Seen, judged: { admission: string | null; breach: Ground | null }): Promise<string> {
  const id = newId()
  await sql`insert into gate.sighting ${sql({ ...seen, ...judged, id, county: seen.place.slice(0, 6), at: now })}`
  return id
}

const seenColumns = (sql: Query): Fragment => sql`s.id, s.place, s.kind, s.title, s.requester, s.requester_name, s.seen_on, s.note, s.admission, s.breach, s.refused, s.at`

/** What was seen at or under a place, newest first. */
export const sightingsAt = (sql: Query, place: string, before: string | null, limit: number): PromiseLike<Sighting[]> => sql<Sighting[]>`
  select ${seenColumns(sql)} from gate.sighting s where s.place >= ${place} and s.place < ${place + '~'} ${before ? sql`and s.id < ${before}::uuid` : sql``} order by s.id desc limit ${limit}`
export const sightingRows = (sql: Query, place: string): Fragment => sql`select 1 from gate.sighting s where s.place >= ${place} and s.place < ${place + '~'}`

/** What of a requester was refused, by kind and title: how often, and nowhere by whom. */
export const refusalsOf = (sql: Query, requester: string) => sql<{ kind: DemandKind; title: string; ground: Ground; n: number }[]>`
  select kind, title, ground, sum(n)::int as n from (
    select kind, title, breach as ground, count(*) as n from gate.sighting where requester = ${requester}::uuid and refused group by 1, 2, 3
    union all select kind, title, refused_ground, count(*) from gate.demand where requester = ${requester}::uuid and refused_at is not null group by 1, 2, 3) x
  group by 1, 2, 3 order by n desc, title limit ${100}`

/** What the platform itself turned away in a county, newest first. */
export const turnedAway = (sql: Query, place: string) => sql<{ day: string; requester_name: string; kind: DemandKind; subject: string; n: number; last_at: string }[]>`
  select day, requester_name, kind, subject, n, last_at from gate.turned_away where place >= ${place} and place < ${place + '~'} order by last_at desc limit ${100}`

/** Today, where the county lies. */
export const dayOf = (ctx: Pick<Context, 'now'>): string => beijingDay(ctx.now)

/** Bodies of the platform that may have sent something to a place: those of the places above it, the nearest first. */
export const sendersOf = (sql: Query, place: string) => sql<{ id: string; name: string; place: string }[]>`select id, name, place from gate.senders_of(${place}) limit ${500}`

/** Counts what went back to a sender on a day; true for the first of its kind, which is the one that is told. In the platform's own chair. */
export async function countBack(sql: Query, back: { county: string; day: string; sender: string; kind: string; title: string; ground: string }): Promise<boolean> {
  const [row] = await sql<{ n: number }[]>`insert into gate.answered ${sql({ ...back, n: 1 })} on conflict (county, day, sender, kind, title, ground) do update set n = gate.answered.n + 1 returning n`
  return row!.n === 1
}
/** Who is told for a body: everybody with a post in it. In the platform's own chair. */
export const seatsOf = (sql: Query, body: string) => sql<{ person: string; place: string }[]>`select person, place from gate.seats_of(${body}::uuid) limit ${100}`
/** Who watches the gate for a county. In the platform's own chair. */
export const watchersOf = (sql: Query, county: string) => sql<{ person: string; place: string }[]>`select person, place from gate.watchers_of(${county}) limit ${50}`
