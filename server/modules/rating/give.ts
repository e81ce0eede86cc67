import * as contract from '../../../contract/rating.ts'
import type { Channel, Grade } from '../../../contract/rating.ts'
import { atBeijing, beijingDay } from '../../../contract/time.ts'
import { findCase, type CaseRecord } from '../../engines/process/index.ts'
import { itemOf } from '../../engines/item/index.ts'
import { factsOf } from '../../ground/registry/index.ts'
import { attendanceSince, nameOf } from '../../ground/territory/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import { newId, randomToken, sha256 } from '../../kernel/ids.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf, type Seat } from '../../kernel/seat.ts'
import { followOf, paramsAt, type Row } from './rows.ts'

/** Minutes for which a rating screen stays open, and hours after which a visit is no longer asked about. */
const screen = { minutes: 10, hours: 12 } as const

interface Given {
  place: string; channel: Channel; number: string | null; attendance: string | null; item: string | null; item_name: string | null
  window: string | null; worker: string | null; worker_name: string | null
}

/** Writes a grade and counts it; the unique keys hold «once», also of two who race. */
async function write(ctx: Context, of: Given, { grade, words }: { grade: Grade; words?: string | undefined }): Promise<{ bad: boolean }> {
  const { sql, seat, now } = ctx
  const [{ bad_grade = 0 }, names] = await Promise.all([paramsAt(ctx, of.place), nameOf(sql, of.window ? [of.window] : [])])
  const bad = grade <= bad_grade
  const county = of.number ? of.number.slice(0, 6) : countyOf(of.place)
  ctx.defer(sql`insert into rating.rating ${sql([{
    county, id: newId(), place: of.place, person: seat.person, person_name: seat.personName, channel: of.channel, number: of.number, attendance: of.attendance,
    item: of.item, item_name: of.item_name, window_then: of.window, worker: of.worker, worker_name: of.worker_name, grade, bad, words: words ?? null, at: now,
  }])}`)
  ctx.defer(sql`select rating.count(${county}, ${of.item}, ${of.item_name}, ${of.window}, ${of.window ? names.get(of.window) ?? of.window : null}, ${of.channel}, ${grade}, 1)`)
  return { bad }
}

/** Who is rated by a case's end: the last official who took a step in it. */
const workerOf = ({ steps, person }: CaseRecord) => steps.findLast(step => step.actor !== null && step.actor !== person && step.office !== 'resident')

/** Whether a telephone of whoever rates is held: nobody is promised a call that cannot be made. */
const reachable = async (ctx: Context): Promise<boolean> => (await factsOf(ctx, ctx.seat.person!, ['person.phone'])).length > 0

async function ownCase(ctx: Context, { number }: { number: string }) {
  const record = await findCase(ctx.sql, number)
  return record ? { place: record.place, record } : null
}

export const of = serve(contract.of, {
  verb: 'rating.give', at: ownCase,
  run: async (ctx, { number }, { record }) => {
    const [row] = await ctx.sql<Pick<Row, 'grade' | 'words' | 'at' | 'follow_state' | 'follow_note'>[]>`
      select grade, words, at, follow_state, follow_note from rating.rating where number = ${number} and person = ${ctx.seat.person} limit ${1}`
    return { may: !row && record.closed_at !== null, reachable: await reachable(ctx), given: row ? { grade: row.grade, words: row.words, at: row.at, follow: followOf(row) } : null }
  },
})

export const give = serve(contract.give, {
  verb: 'rating.give', at: ownCase,
  run: async (ctx, input, { record }) => {
    if (record.closed_at === null) throw new Problem('rating.not_ended')
    const worker = workerOf(record)
    return write(ctx, {
      place: record.place, channel: 'phone', number: record.number, attendance: null, item: record.topic, item_name: record.title, window: null,
      worker: worker?.actor ?? null, worker_name: worker?.actor_name ?? null,
    }, input)
  },
  subject: ({ number }) => number,
})

/** Hands the rating over to the person served: whoever holds the token sits in that person's chair, and only to rate. */
export const invite = serve(contract.invite, {
  verb: 'window.serve', at: here, secret: true, recorded: ({ attendance }) => ({ attendance }),
  run: async (ctx, { attendance, item: id }) => {
    const { sql, seat, now } = ctx
    const from = new Date(Date.parse(now) - screen.hours * 3_600_000).toISOString()
    const [visit, item] = await Promise.all([attendanceSince(ctx, attendance, from), id === undefined ? undefined : itemOf(sql, id)])
    if (!visit || (id !== undefined && !item)) throw new Problem('found.nothing')
    const token = randomToken()
    const expires_at = new Date(Date.parse(now) + screen.minutes * 60_000).toISOString()
    ctx.defer(sql`insert into rating.ballot ${sql([{
      county: countyOf(seat.place), id: newId(), place: seat.place, person: visit.person, person_name: visit.person_name, attendance, item: item?.id ?? null, item_name: item?.body.name ?? null,
      channel: visit.manner === 'present' ? 'window' : 'mandate', worker: seat.actor, worker_name: seat.actorName, token_hash: sha256(token), made_at: now, expires_at,
    }])}`)
    return { token, expires_at }
  },
  subject: ({ attendance }) => attendance,
})

/**
 * Seats whoever holds a pass to the rating screen, without a log-in: the self chair of the person served, in the office of a
 * rater. Throws `rating.pass_over` for a pass that is no longer good.
 */
export const byPass = (database: Database) => async (token: string): Promise<Seat> => {
  const [row] = await database.door<{ id: string; place: string; person: string; person_name: string }[]>`
    select id, place, person, person_name from rating.pass(${sha256(token)})`
  if (!row) throw new Problem('rating.pass_over')
  return {
    chair: 'self', office: 'rater', place: row.place, actor: row.person, actorName: row.person_name, person: row.person, personName: row.person_name,
    mandate: null, attendance: null, pass: row.id,
  }
}

interface BallotRow { place: string; attendance: string; channel: Channel; item: string | null; item_name: string | null; worker: string; worker_name: string; expires_at: string; given: boolean }

/**
 * What a pass leads to. `given` as well where this person rated a visit to this clerk today: whoever receives the same person again
 * and again gains no grade by it. A matter is rated by its own end besides.
 */
async function ballotOf(ctx: Context): Promise<BallotRow | null> {
  const [row] = await ctx.sql<BallotRow[]>`
    select b.place, b.attendance, b.channel, b.item, b.item_name, b.worker, b.worker_name, b.expires_at,
      exists (select from rating.rating r where r.county = b.county and r.attendance = b.attendance)
        or exists (select from rating.rating r where r.person = b.person and r.worker = b.worker and r.attendance is not null and r.at >= ${atBeijing(beijingDay(ctx.now), '00:00')}::timestamptz) as given
    from rating.ballot b where b.id = ${ctx.seat.pass ?? null}::uuid and b.expires_at > ${ctx.now}`
  return row ?? null
}

export const ballot = serve(contract.ballot, {
  verb: 'rating.cast', at: ballotOf,
  run: async (ctx, _input, { place, item_name, given, expires_at }) => {
    const [names, known] = await Promise.all([nameOf(ctx.sql, [place]), reachable(ctx)])
    return { place_name: names.get(place) ?? place, item_name, given, reachable: known, expires_at }
  },
})

export const cast = serve(contract.cast, {
  verb: 'rating.cast', at: ballotOf,
  run: async (ctx, input, found) => {
    // Of two screens of one person the second waits and sees the first.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`rates ${ctx.seat.person}`}, 0))`
    const { given, expires_at: _, ...of } = await ballotOf(ctx) ?? found
    if (given) throw new Problem('rating.given')
    return write(ctx, { ...of, number: null, window: of.place }, input)
  },
  subject: (_input, _output, { seat }) => seat.pass,
})
