import { levels, type Level } from '../../../contract/kernel.ts'
import { dueOn } from '../../../contract/period.ts'
import type { FilledRow, Heading, ReportBody, ReturnState } from '../../../contract/report.ts'
import { beijingDay } from '../../../contract/time.ts'
import { nameOf, texts } from '../../ground/territory/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { digestOf, type Sending } from './store.ts'

type Kind = 'confirmed' | 'approved' | 'reopened'
export interface Step {
  place: string; report: string; period: string; seq: number; kind: Kind; version: number; as_of: string | null; n: number | null; late: boolean
  note: string | null; actor_name: string; office: string; at: string
}
/** How a return stands: its last step, or none. */
export interface Standing { state: ReturnState; seq: number; last: Step | null }

const columns = (sql: Context['sql']) => sql`place, report, period, seq, kind, version, as_of, n, late, note, actor_name, office, at`

/** A pure reading of the last step: what was confirmed stays, what was not is late after its due day. */
export function standingOf(last: Step | null, due: string | null, today: string): Standing {
  const seq = last?.seq ?? 0
  if (last?.kind === 'confirmed' || last?.kind === 'approved') return { state: last.kind, seq, last }
  if (due !== null && today > due) return { state: 'late', seq, last }
  return { state: last ? 'reopened' : 'in_hand', seq, last }
}

/** How one place stands to a report for a period. */
export async function standingAt(ctx: Context, body: ReportBody, period: string, place: string): Promise<Standing> {
  const { sql } = ctx
  const [last] = await sql<Step[]>`select ${columns(sql)} from report.step where place = ${place} and report = ${body.id} and period = ${period} order by at desc, seq desc limit ${1}`
  return standingOf(last ?? null, dueOn(body, period), beijingDay(ctx.now))
}

const none = 'ffffffff-ffff-4fff-bfff-ffffffffffff'
async function take(ctx: Context, report: string, period: string, place: string, seq: number, step: { kind: Kind; version: number; note: string | null; late?: boolean; as_of?: string; rows?: Json; n?: number; digest?: string }): Promise<void> {
  const { sql, seat } = ctx
  // The place as it was called when the first step was taken: a place that was merged since goes on in its own line.
  const [first] = await sql<{ county: string; place_then: string }[]>`
    select county, place_then from report.step where place = ${place} and report = ${report} and period = ${period} order by at desc, seq desc limit ${1}`
  await sql`insert into report.step ${sql({
    county: first?.county ?? countyOf(place), report, period, place_then: first?.place_then ?? place, seq: seq + 1, place, kind: step.kind, version: step.version, as_of: step.as_of ?? null,
    n: step.n ?? null, rows: step.rows === undefined ? null : sql.json(step.rows), digest: step.digest ?? null, late: step.late ?? false, note: step.note,
    actor: seat.actor ?? none, actor_name: seat.actorName, office: seat.office, at: ctx.now,
  })}`
}

/**
 * A community says that its table is right; the rows are kept as they are. Before the due day it may say so again; from then on
 * what was said is locked, and what was approved always is (`report.locked`). Throws `conflict.stale` where `seq` is not the last step.
 */
export async function confirmReturn(
  ctx: Context, { body, version }: { body: ReportBody; version: number }, { period, place, seq, note }: { period: string; place: string; seq: number; note?: string | undefined },
  filled: { rows: readonly FilledRow[]; headings: readonly Heading[]; as_of: string },
): Promise<{ seq: number; n: number; late: boolean }> {
  const { state, seq: last } = await standingAt(ctx, body, period, place)
  if (last !== seq) throw new Problem('conflict.stale')
  const due = dueOn(body, period)
  const over = due !== null && beijingDay(ctx.now) > due
  if (state === 'approved' || (state === 'confirmed' && over)) throw new Problem('report.locked')
  const rows = filled.rows.map(row => row.cells.map(cell => cell.shown))
  const kept = { headings: filled.headings, rows } as unknown as Json
  await take(ctx, body.id, period, place, seq, { kind: 'confirmed', version, note: note ?? null, late: over, as_of: filled.as_of, rows: kept, n: rows.length, digest: digestOf(kept) })
  return { seq: seq + 1, n: rows.length, late: over }
}

/** The level above has read a return and lets it stand. */
export async function approveReturn(ctx: Context, body: ReportBody, period: string, place: string, seq: number): Promise<void> {
  const { state, seq: last, last: step } = await standingAt(ctx, body, period, place)
  if (last !== seq) throw new Problem('conflict.stale')
  if (state !== 'confirmed') throw new Problem('report.not_confirmed')
  await take(ctx, body.id, period, place, seq, { kind: 'approved', version: step!.version, note: null })
}

/** The level above opens a return again and says why. */
export async function reopenReturn(ctx: Context, body: ReportBody, period: string, place: string, seq: number, reason: string): Promise<void> {
  const { state, seq: last, last: step } = await standingAt(ctx, body, period, place)
  if (last !== seq) throw new Problem('conflict.stale')
  if (state !== 'confirmed' && state !== 'approved') throw new Problem('report.not_confirmed')
  await take(ctx, body.id, period, place, seq, { kind: 'reopened', version: step!.version, note: reason })
}

export interface ProgressRow { place: string; place_name: string; level: Level; communities: number; confirmed: number; approved: number; late: number; last: Step | null }

/**
 * How far the places of a level have come with a report for a period: their communities counted by how they stand. At community
 * level each with its last step. `owed` are the places under which it was laid.
 */
export async function progressUnder(ctx: Context, body: ReportBody, period: string, place: string, level: Level, owed: readonly Pick<Sending, 'place' | 'reach'>[]): Promise<ProgressRow[]> {
  const { sql } = ctx
  const due = dueOn(body, period)
  const over = due !== null && beijingDay(ctx.now) > due
  const length = levels[level]
  const tops = owed.map(({ place: top, reach }) => ({ top: top.length > place.length ? top : place, reach }))
  const rows = await sql<(Omit<ProgressRow, 'level' | 'place_name' | 'last'> & { last: Step | null })[]>`
    with last as (
      select distinct on (s.place) ${sql`s.place, s.report, s.period, s.seq, s.kind, s.version, s.as_of, s.n, s.late, s.note, s.actor_name, s.office, s.at`}
      from report.step s where s.report = ${body.id} and s.period = ${period} and s.place >= ${place} and s.place < ${`${place}~`} order by s.place, s.at desc, s.seq desc)
    select left(c.code, ${length}) as place, count(*) as communities, count(*) filter (where l.kind = 'confirmed') as confirmed, count(*) filter (where l.kind = 'approved') as approved,
      count(*) filter (where ${over} and (l.kind is null or l.kind = 'reopened')) as late, ${level === 'community' ? sql`min(to_jsonb(l)::text)::jsonb` : sql`null::jsonb`} as last
    from territory.place c left join last l on l.place = c.code
    where c.level = 'community' and c.valid_to is null and c.code >= ${place} and c.code < ${`${place}~`} and (not c.demonstration or ${ctx.settings.demonstration} or ${place.startsWith('3299')})
      and exists (select from unnest(${texts(tops.map(one => one.top))}::text[], ${texts(tops.map(one => one.reach))}::text[]) as t(top, reach) where starts_with(c.code, t.top) and gate.fits(t.reach, c.kind))
    group by 1 order by 1 limit ${30_000}`
  const names = await nameOf(sql, rows.map(row => row.place))
  return rows.map(row => ({ ...row, level, place_name: names.get(row.place) ?? row.place, last: row.last && { ...row.last, at: new Date(row.last.at).toISOString() } }))
}

/** What places of a range have said to reports, newest period first. */
export async function stepsOf(ctx: Context, reports: readonly string[], place: string, key: readonly string[] | null, limit: number): Promise<Step[]> {
  const { sql } = ctx
  return [...await sql<Step[]>`select ${columns(sql)} from report.step where place >= ${place} and place < ${`${place}~`} and report = any (${texts(reports)}::text[])
    ${key ? sql`and (period, at, place, seq) < (${key[0]!}, ${key[1]!}::timestamptz, ${key[2]!}, ${Math.min(Number(key[3]) || 0, 1_000_000)})` : sql``}
    order by period desc, at desc, place desc, seq desc limit ${limit}`]
}
export const stepRows = ({ sql }: Context, reports: readonly string[], place: string) => sql`select 1 from report.step where place >= ${place} and place < ${`${place}~`} and report = any (${texts(reports)}::text[])`

/** The rows of a confirmation as they were kept; undefined where that step kept none. */
export async function keptRows(ctx: Context, report: string, period: string, place: string, seq: number): Promise<(Step & { rows: { headings: Heading[]; rows: string[][] }; digest: string }) | undefined> {
  const { sql } = ctx
  const [found] = await sql<(Step & { rows: { headings: Heading[]; rows: string[][] }; digest: string })[]>`
    select ${columns(sql)}, rows, digest from report.step where place = ${place} and report = ${report} and period = ${period} and seq = ${seq} and rows is not null limit ${1}`
  return found
}
