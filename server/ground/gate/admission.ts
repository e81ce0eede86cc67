import type { DemandKind } from '../../../contract/gate.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Fragment, Json, Query, Sql } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'
import { common } from '../territory/index.ts'
import { barriersBelow, capsOn, problemOf, type Cap } from './caps.ts'
import type { Scope } from './scope.ts'

export type Reach = 'all' | 'village' | 'community'
export interface Admission {
  number: string; place: string; places: string[]; reach: Reach; kind: DemandKind; requester: string | null; requester_name: string; subject: string | null; title: string; basis: string
  valid_from: string; valid_to: string | null; minutes: number; staff: number; fee_fen: number; statistical: boolean; form_number: string | null; form_approval: string | null
  form_valid_to: string | null; agreed_on: string | null; emergency: boolean; version: number; admitted_at: string; ended_on: string | null; ended_why: string | null
  period: Period | null
  /** The words in which it was admitted, and what it may ask about people; null where it asks nothing about them. */
  content: string | null; asks: Scope | null
}
export type Admitting = Omit<Admission, 'period' | 'content' | 'asks' | 'version' | 'admitted_at' | 'ended_on' | 'ended_why' | 'place' | 'agreed_on'> & { period?: Period; content?: string; asks?: Scope | null }
/** How often it may be sent to one community. */
export type Period = 'once' | 'month' | 'quarter' | 'year'

/**
 * Enters an admission in the next version of its place's catalogue. Beyond a cap it cannot be granted (`gate.cap`), nor
 * beyond the minutes that the county laid down (`gate.budget`); of two at once the slower counts the faster.
 */
export async function admit(ctx: Context, admitting: Admitting): Promise<number> {
  const { sql } = ctx
  const place = common(admitting.places)
  const caps = await capsOn(sql, place, beijingDay(ctx.now))
  const row = { ...admitting, place, county: shardOf(admitting.number), admitted_at: ctx.now, version: 0 }
  const [done] = await sql<{ refused: string | null; held: number; allowed: number; version: number | null }[]>`
    select refused, held, allowed, version from gate.admit(${sql.json(row as unknown as Json)}, ${sql.json(caps.params)})`
  if (done!.refused) throw problemOf({ cap: done!.refused as Cap, held: done!.held, allowed: done!.allowed }, admitting.minutes)
  // Under the lock of `gate.admit`, with the new row entered.
  const [below] = await barriersBelow(ctx, admitting, 'entered')
  if (below) throw problemOf(below, admitting.minutes)
  return done!.version!
}

/** The shard of an admission: the one that its number names, whatever it reaches. */
const shardOf = (number: string): string => number.slice(0, 6)

/** What comes with it was agreed on a day. */
export const agree = async ({ sql }: Context, number: string, on: string): Promise<void> => void await sql`select gate.agree(${number}, ${on}::date)`

/** Ends an admission from a day on; false when it had ended. */
export async function finish({ sql }: Context, number: string, on: string, why: string): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`select gate.finish(${number}, ${on}::date, ${why}) as done`
  return row!.done
}

export const admissionColumns = (sql: Query): Fragment => sql`
  a.number, a.place, a.places, a.reach, a.kind, a.requester, a.requester_name, a.subject, a.title, a.basis, a.valid_from, a.valid_to, a.minutes, a.staff, a.fee_fen,
  a.statistical, a.form_number, a.form_approval, a.form_valid_to, a.agreed_on, a.emergency, a.version, a.admitted_at, a.ended_on, a.ended_why, a.period, a.content, a.asks`

/** One admission, whether it still holds or not. */
export async function findAdmission(sql: Query, number: string): Promise<Admission | null> {
  const [row] = await sql<Admission[]>`select ${admissionColumns(sql)} from gate.admission a where a.county = ${shardOf(number)} and a.number = ${number}`
  return row ?? null
}

/** True when an admission holds on a day. */
export const holds = (one: Pick<Admission, 'valid_from' | 'valid_to' | 'ended_on'>, day: string): boolean =>
  one.valid_from <= day && (one.valid_to === null || one.valid_to > day) && (one.ended_on === null || one.ended_on > day)

/** Which of these admissions hold on a day, and whom each reaches. */
export async function holding(sql: Query, numbers: readonly string[], day: string): Promise<ReadonlyMap<string, Reach>> {
  if (numbers.length === 0) return new Map()
  const rows = await sql<{ number: string; reach: Reach }[]>`
    select a.number, a.reach from gate.admission a where a.number = any (${[...new Set(numbers)]}::text[])
      and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date) and (a.ended_on is null or a.ended_on > ${day}::date)`
  return new Map(rows.map(row => [row.number, row.reach]))
}

/** True when the day of exit has come and nobody ended it yet. */
export const endedOn = ({ now }: Pick<Context, 'now'>, one: Admission): boolean => one.ended_on === null && one.valid_to !== null && one.valid_to <= beijingDay(now)

/** Numbers of admissions whose day of exit has come and that nobody ended yet. */
export async function expired(sql: Query, now: string, limit: number): Promise<string[]> {
  const rows = await sql<{ number: string }[]>`
    select a.number from gate.admission a where a.ended_on is null and a.valid_to <= ${beijingDay(now)}::date order by a.valid_to, a.number limit ${limit}`
  return rows.map(row => row.number)
}

/** What may reach a place on a day, page by page; of one kind where that is wanted. */
export function standingRows(sql: Query, place: string, day: string, kind?: string): Fragment {
  return sql`from gate.standing(${place}, ${day}::date) a ${kind ? sql`where a.kind = ${kind}` : sql`where true`}`
}
export const standing = (sql: Query, place: string, day: string, kind?: string): PromiseLike<Admission[]> =>
  sql<Admission[]>`select ${admissionColumns(sql)} ${standingRows(sql, place, day, kind)} order by a.kind, a.number limit ${500}`

const onDay = (sql: Query, day: string): Fragment => sql`a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date) and (a.ended_on is null or a.ended_on > ${day}::date)`

/** What may be sent on a day by a body: everything that was admitted to it, whatever it reaches. */
export const admittedTo = (sql: Query, body: string, day: string): PromiseLike<Admission[]> => sql<Admission[]>`
  select ${admissionColumns(sql)} from gate.admission a where a.requester = ${body}::uuid and ${onDay(sql, day)} order by a.kind, a.number limit ${500}`

/** What may reach parts of a place on a day and not the whole of it. */
export const standingWithin = (sql: Query, place: string, day: string): PromiseLike<Admission[]> => sql<Admission[]>`
  select ${admissionColumns(sql)} from gate.admission a where ${onDay(sql, day)} and not gate.within(${place}, a.places)
    and exists (select from unnest(a.places) as p where starts_with(p, ${place})) order by a.kind, a.number limit ${200}`

/** What the law itself lays on communities, entered as the owner; what is there stays. */
export async function importAdmissions(admin: Sql, rows: readonly (Admitting & { place: string })[], at: string): Promise<void> {
  for (const { asks = null, ...row } of rows) {
    await admin`insert into gate.admission ${admin({ ...row, asks: asks && admin.json(asks as never), county: countyOf(row.place), version: 1, admitted_at: at })} on conflict do nothing`
  }
}
