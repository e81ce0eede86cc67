import { normaliseNumber, maskIdentity } from '../../../contract/identifiers.ts'
import type { Agent, AgentGiven } from '../../../contract/agency.ts'
import type { Fragment } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'

export interface Attendance { attendance: string; name: string; manner: string; opened_at: string; closed_at: string | null; open: boolean }
export interface Attending { person: string; person_name: string; manner: 'present' | 'mandate' | 'visit'; note: string | null; minutes: number; agent: AgentGiven | null }

/** What is kept of whoever comes for another: the number sealed, and covered for eyes. */
function agentRow({ vault }: Context, attendance: string, { name, identity, relation, by }: AgentGiven) {
  const number = normaliseNumber(identity)
  return { agent_name: name, agent_identity: vault.seal(number, `territory.attendance/${attendance}`), agent_masked: maskIdentity(number), agent_relation: relation, agent_by: by }
}

/** Opens an attendance at this window for some minutes and closes the clerk's earlier ones; it travels with the commit. */
export function openAttendance(ctx: Context, { minutes, agent, ...who }: Attending): { attendance: string; expires_at: string } {
  const { sql, seat, now, defer } = ctx
  const attendance = newId()
  const at = (minute: number) => new Date(Date.parse(now) + minute * 60_000).toISOString()
  defer(sql`update territory.attendance set closed_at = ${now}
    where place = ${seat.place} and opened_at >= ${at(-minutes)} and clerk = ${seat.actor} and closed_at is null`)
  const row = { ...who, county: countyOf(seat.place), id: attendance, place: seat.place, clerk: seat.actor, mandate: seat.mandate, opened_at: now, expires_at: at(minutes), ...agent && agentRow(ctx, attendance, agent) }
  defer(sql`insert into territory.attendance ${sql(row)}`)
  return { attendance, expires_at: row.expires_at }
}

/** Ends an attendance of one's own; one that has ended stays ended. False where there is none. */
export async function closeAttendance({ sql, seat, now }: Context, attendance: string): Promise<boolean> {
  return (await sql`update territory.attendance set closed_at = coalesce(closed_at, ${now}) where id = ${attendance} and clerk = ${seat.actor}`).count > 0
}

const mine = ({ sql, seat }: Context) => sql`place = ${seat.place} and clerk = ${seat.actor}`
/** The people that one has served at this window, newest first, after this key. */
export async function attendancesOf(ctx: Context, after: readonly string[] | null, limit: number): Promise<Attendance[]> {
  const { sql, now } = ctx
  return [...await sql<Attendance[]>`
    select id as attendance, person_name as name, manner, opened_at, closed_at, closed_at is null and expires_at > ${now} as open
    from territory.attendance where ${mine(ctx)} ${after ? sql`and (opened_at, id) < (${after[0]!}::timestamptz, ${after[1]!}::uuid)` : sql``}
    order by opened_at desc, id desc limit ${limit}`]
}
/** Whom one has served at this window in a visit of one's own, open or over, that began since then; undefined where there is none. */
export async function attendanceSince({ sql, seat }: Context, attendance: string, since: string): Promise<Pick<Attending, 'person' | 'person_name' | 'manner'> | undefined> {
  const [visit] = await sql<Pick<Attending, 'person' | 'person_name' | 'manner'>[]>`
    select person, person_name, manner from territory.attendance
    where id = ${attendance} and place = ${seat.place} and clerk = ${seat.actor} and opened_at >= ${since}`
  return visit
}
/** An agent as a case keeps them: `mark` tells the same agent of the same person again, and nothing across people. A covered number does not. */
export interface MarkedAgent extends Agent { mark: string }
/** Who acts for the person in whose chair a clerk sits; null where that person is there, or sits in their own. */
export async function agentServing({ sql, seat, vault }: Context): Promise<MarkedAgent | null> {
  if (!seat.attendance) return null
  const [row] = await sql<(Agent & { sealed: string })[]>`
    select agent_name as name, agent_masked as identity_masked, agent_relation as relation, agent_by as by, agent_identity as sealed
    from territory.attendance where id = ${seat.attendance} and agent_name is not null`
  if (!row) return null
  const { sealed, ...agent } = row
  return { ...agent, mark: vault.fingerprint(`territory.agent/${seat.person}`, vault.open(sealed, `territory.attendance/${seat.attendance}`)) }
}
/** The rows that a count of the same counts. */
export const attendanceRows = (ctx: Context): Fragment => ctx.sql`select 1 from territory.attendance where ${mine(ctx)}`
