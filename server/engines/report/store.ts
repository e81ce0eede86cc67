import { createHash } from 'node:crypto'
import type { ReportBody, ReportHead } from '../../../contract/report.ts'
import { beijingDay } from '../../../contract/time.ts'
import { levels } from '../../../contract/kernel.ts'
import { holding, type Reach } from '../../ground/gate/index.ts'
import { nameOf, texts } from '../../ground/territory/index.ts'
import { canonicalJson } from '../../kernel/crypto/index.ts'
import type { Json, Query, Sql } from '../../kernel/db/index.ts'
import { Memory } from '../../kernel/memory.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'

/** A published version of a report. It never changes. */
export interface ReportRecord {
  id: string; version: number; place: string; body: ReportBody; published_at: string; published_by: string; retired: boolean; layout: boolean; aliases: string[]
  /** The reports that it took over, with the departments that had them. */
  merged: { title: string; department: string }[]
}
/** A report laid on the communities under a place, from a day on. */
export interface Sending { place: string; report: string; starts_on: string; ends_on: string | null; admission: string; requester: string | null; reach: Reach }

const current = new Memory<readonly ReportRecord[]>()

/** The newest version of every report, in the order of their ids; at most a minute old. */
export async function allReports(sql: Query): Promise<readonly ReportRecord[]> {
  const found = await current.recall(['all'], async () => new Map([['all', [...await sql<ReportRecord[]>`
    select distinct on (d.id) d.id, d.version, d.place, d.body, d.published_at, d.published_by, d.retired_at is not null as retired, d.layout is not null as layout,
      array(select a.id from report.alias a where a.stands_for = d.id order by a.id) as aliases,
      coalesce((select jsonb_agg(jsonb_build_object('title', m.body ->> 'title', 'department', m.body ->> 'department') order by a.id) from report.alias a
        join lateral (select o.body from report.definition o where o.id = a.id order by o.version desc limit 1) as m on true where a.stands_for = d.id), '[]') as merged
    from report.definition d order by d.id, d.version desc limit ${2000}`]]]))
  return found.get('all') ?? []
}

/** Whether a report of one place concerns another: above it, or below. */
const concerns = (report: string, seat: string): boolean => seat.startsWith(report) || report.startsWith(seat)

/** A report by its id or by one that it took over. Undefined where there is none, or none that concerns the place. */
export async function reportOf(ctx: Context, id: string, place = ctx.seat.place): Promise<ReportRecord | undefined> {
  const all = await allReports(ctx.sql)
  return [all.find(one => one.aliases.includes(id)), all.find(one => one.id === id)].find(one => one && concerns(one.place, place))
}

/** As `reportOf`, and refused where it is not there. */
export async function foundReport(ctx: Context, id: string, place?: string): Promise<ReportRecord> {
  const found = await reportOf(ctx, id, place)
  if (!found) throw new Problem('found.nothing')
  return found
}

/** Reports that are not retired and concern a place. */
export const reportsAt = async (sql: Query, place: string): Promise<ReportRecord[]> =>
  (await allReports(sql)).filter(one => !one.retired && concerns(one.place, place))

/** What was laid on communities at, above or below a place, and is not over on a day: it is over with its admission. */
export async function sendingsFor(sql: Query, place: string, day: string): Promise<Sending[]> {
  const rows = await sql<Omit<Sending, 'reach'>[]>`select place, report, starts_on, ends_on, admission from report.sending
    where (starts_with(${place}, place) or (place >= ${place} and place < ${`${place}~`})) and (ends_on is null or ends_on >= ${day}::date) order by report, place limit ${5000}`
  const held = await holding(sql, rows.map(row => row.admission), day)
  const standing = rows.flatMap(row => { const reach = held.get(row.admission); return reach ? [{ ...row, reach }] : [] })
  if (place.length < levels.community || standing.every(row => row.reach === 'all')) return standing
  // What reaches villages only is nothing to a residents' community, and the other way about.
  const [here] = await sql<{ fits: Reach[] }[]>`
    select array(select r from unnest(array['all', 'village', 'community']) as r where gate.fits(r, p.kind)) as fits from territory.place p where p.code = ${place.slice(0, levels.community)} and p.valid_to is null`
  return standing.filter(row => here?.fits.includes(row.reach))
}

/** In which communities under a place a report is asked for, as a question: those under which it was laid and whom its admission reaches. */
export async function laidOn(sql: Query, sendings: readonly Sending[], place: string): Promise<(report: string, community: string) => boolean> {
  const column = (of: (one: Sending) => string) => texts(sendings.map(of))
  const rows = await sql<{ key: string }[]>`
    select distinct t.report || ' ' || c.code as key from unnest(${column(one => one.place)}::text[], ${column(one => one.report)}::text[], ${column(one => one.reach)}::text[]) as t(top, report, reach)
    join territory.place c on starts_with(c.code, t.top) and gate.fits(t.reach, c.kind)
    where c.level = 'community' and c.valid_to is null and c.code >= ${place.slice(0, levels.community)} and c.code < ${`${place.slice(0, levels.community)}~`} limit ${100_000}`
  const laid = new Set(rows.map(row => row.key))
  return (report, community) => laid.has(`${report} ${community}`)
}

export const digestOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value as Json)).digest('hex')

export async function headOf(ctx: Context, { id, version, place, body, published_at, published_by, retired, layout, aliases, merged }: ReportRecord, sent: boolean): Promise<ReportHead> {
  const names = await nameOf(ctx.sql, [place])
  return {
    id, version, place, place_name: names.get(place) ?? place, title: body.title, department: body.department, note: body.note, grain: body.grain, period: body.period,
    published_at, published_by, retired, sent, layout, aliases: [...aliases], merged: [...merged],
  }
}

/** Of two who publish or lay one report at once the second waits here, and then sees what the first has written. */
export const holdReport = ({ sql }: Context, id: string): PromiseLike<unknown> => sql`select pg_advisory_xact_lock(hashtextextended(${`report ${id}`}, 0))`

/** Adds the next version of a report; the layout goes on, the versions before stay. */
export async function addVersion(ctx: Context, body: ReportBody, place: string): Promise<number> {
  const [row] = await ctx.sql<{ version: number }[]>`
    insert into report.definition (id, version, place, body, digest, layout, published_at, published_by)
    select ${body.id}, coalesce(max(version), 0) + 1, ${place}, ${JSON.stringify(body)}::text::json, ${digestOf(body)}, (array_agg(layout order by version desc))[1], ${ctx.now}, ${ctx.seat.actorName}
    from report.definition where id = ${body.id} returning version`
  current.forget()
  return row!.version
}

export async function retireReport(ctx: Context, id: string, version: number, why: string): Promise<void> {
  await ctx.sql`update report.definition set retired_at = ${ctx.now}, retired_why = ${why} where id = ${id} and version = ${version}`
  current.forget()
}

/** Keeps or takes away the layout of the newest version, for everybody who takes the report. */
export async function setLayout(ctx: Context, { id, version }: ReportRecord, content: Buffer | null): Promise<void> {
  await ctx.sql`update report.definition set layout = ${content} where id = ${id} and version = ${version}`
  current.forget()
}

const officeOf = ({ seat }: Context): string => seat.client?.office ?? seat.office
/** Keeps or takes away the own layout of this office at this place. What another office takes is not touched. */
export async function setOwnLayout(ctx: Context, { id }: ReportRecord, content: Buffer | null): Promise<void> {
  const { sql, seat } = ctx
  const [place, office] = [seat.place, officeOf(ctx)]
  if (content === null) await sql`delete from report.layout where place = ${place} and office = ${office} and report = ${id}`
  else await sql`insert into report.layout (county, place, office, report, content, kept_at, kept_by) values (${countyOf(place)}, ${place}, ${office}, ${id}, ${content}, ${ctx.now}, ${seat.actorName})
    on conflict on constraint layout_pkey do update set content = excluded.content, kept_at = excluded.kept_at, kept_by = excluded.kept_by`
}
/** The layout in which this office takes a report: its own copy, else that of the report. */
export async function layoutFor(ctx: Context, { id, version }: ReportRecord): Promise<{ content: Buffer; own: boolean } | null> {
  const { sql, seat } = ctx
  const [row] = await sql<{ own: Buffer | null; common: Buffer | null }[]>`
    select (select l.content from report.layout l where l.place = ${seat.place} and l.office = ${officeOf(ctx)} and l.report = ${id}) as own, layout as common from report.definition where id = ${id} and version = ${version}`
  const content = row?.own ?? row?.common
  return content ? { content, own: row!.own !== null } : null
}

/** The dropped report's id becomes a name of the one that stays, with all names that it had. */
export async function addAlias(ctx: Context, keep: ReportRecord, drop: ReportRecord, why: string): Promise<void> {
  const { sql } = ctx
  const rows = [drop.id, ...drop.aliases].map(id => ({ id, place: drop.place, stands_for: keep.id, why, at: ctx.now, by: ctx.seat.actorName }))
  await sql`insert into report.alias ${sql(rows.slice(0, 1))}`
  await retireReport(ctx, drop.id, drop.version, `并入《${keep.body.title}》`)
}

/**
 * Lays a report on the communities under places. Only under the admission that the gate has opened; where it lay before under one
 * that is over it is laid anew. Throws `report.sent` where it lies already, `conflict.stale` where a newer version was published than the
 * one for which leave was asked: what is read of versions is up to a minute old.
 */
export async function addSendings(ctx: Context, { id, version }: ReportRecord, places: readonly string[], starts_on: string): Promise<void> {
  const { sql } = ctx
  await holdReport(ctx, id)
  if ((await sql`select 1 from report.definition where id = ${id} and version > ${version} limit 1`).length > 0) {
    current.forget()
    throw new Problem('conflict.stale')
  }
  const rows = places.map(place => ({ county: countyOf(place), place, report: id, admission: ctx.leave!, starts_on, sent_at: ctx.now, sent_by: ctx.seat.actorName }))
  const lying = await sql<{ admission: string }[]>`select admission from report.sending where report = ${id} and place = any (${[...places]}::text[])`
  if ((await holding(sql, lying.map(row => row.admission), beijingDay(ctx.now))).size > 0) throw new Problem('report.sent')
  await sql`insert into report.sending ${sql(rows)} on conflict (county, place, report)
    do update set admission = excluded.admission, starts_on = excluded.starts_on, ends_on = null, sent_at = excluded.sent_at, sent_by = excluded.sent_by`
}

/** Enters the reports that the platform brings along, as the owner. May be repeated; a changed body is the next version. */
export async function importReports(admin: Sql, reports: readonly ReportBody[], place: string, at: string): Promise<number> {
  let entered = 0
  for (const body of reports) {
    const [last] = await admin<{ version: number; digest: string; published_by: string }[]>`
      select version, digest, published_by from report.definition where id = ${body.id} order by version desc limit 1`
    if (last && (last.digest === digestOf(body) || last.published_by !== carriedBy)) continue
    await admin`insert into report.definition (id, version, place, body, digest, published_at, published_by)
      values (${body.id}, ${(last?.version ?? 0) + 1}, ${place}, ${JSON.stringify(body)}::text::json, ${digestOf(body)}, ${at}, ${carriedBy})`
    entered++
  }
  current.forget()
  return entered
}
const carriedBy = '随平台发布'
