import * as contract from '../../../contract/person.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ageOn, personPresent, recordLook } from '../../ground/registry/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { here, serve, type Served } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'

/** How long somebody stays present at a window without being asked again. */
const minutesPresent = 30
/** Far above what one clerk can serve, far below what guessing needs: a name and a number must both be right. */
const checks = { per_window: 40, window_seconds: 15 * 60 } as const

/** Who stands before me: opens an attendance of 30 minutes, in which the clerk sits in that person's self chair. */
export function attending(database: Database): Served {
  /** Counted outside the transaction, which a refusal rolls back, and before the answer is known. */
  const count = async (clerk: string | null): Promise<void> => {
    const [row] = await database.door<{ n: number; seconds: number }[]>`
      select n, seconds from kernel.knock(${checks.window_seconds}, ${`window.attend ${clerk}`})`
    if (row!.n > checks.per_window) throw new Problem('rate.exceeded', { seconds: row!.seconds })
  }
  return serve(contract.attend, {
    verb: 'window.serve', at: here,
    run: async (ctx, { name, identity, manner, note }) => {
      const { sql, seat, now } = ctx
      await count(seat.actor)
      const present = await personPresent(ctx, identity, name)
      if (!present) throw new Problem('person.unknown')
      if (present.id === seat.actor) throw new Problem('serving.self')
      const attendance = newId()
      const expires_at = new Date(Date.parse(now) + minutesPresent * 60_000).toISOString()
      const recent = new Date(Date.parse(now) - minutesPresent * 60_000).toISOString()
      ctx.defer(sql`update territory.attendance set closed_at = ${now}
        where place = ${seat.place} and opened_at >= ${recent} and clerk = ${seat.actor} and closed_at is null`)
      ctx.defer(sql`
        insert into territory.attendance (county, id, place, clerk, mandate, person, person_name, manner, note, opened_at, expires_at)
        values (${countyOf(seat.place)}, ${attendance}, ${seat.place}, ${seat.actor}, ${seat.mandate}, ${present.id}, ${present.name},
          ${manner}, ${note ?? null}, ${now}, ${expires_at})`)
      ctx.defer(recordLook(ctx, contract.attend.name, { person: present.id, place: present.place, purpose: '窗口接待核验' }))
      return {
        attendance, person: present.id, name: present.name, identity_masked: present.identity_masked,
        age: ageOn(present.birth_date, beijingDay(now)), expires_at,
      }
    },
    subject: (_input, { person }) => person,
  })
}

/** Ends an attendance of one's own; one that has ended stays ended. Called from the clerk's own seat. */
export const leave = serve(contract.leave, {
  verb: 'window.serve', at: here,
  run: async (ctx, { attendance }) => {
    const { sql, seat, now } = ctx
    const ended = await sql`
      update territory.attendance set closed_at = coalesce(closed_at, ${now}) where id = ${attendance} and clerk = ${seat.actor}`
    if (ended.count === 0) throw new Problem('found.nothing')
    return {}
  },
  subject: ({ attendance }) => attendance,
})

interface AttendanceRow { attendance: string; name: string; manner: string; opened_at: string; closed_at: string | null; open: boolean }

/** The people one has served at this window, newest first. */
export const attendances = serve(contract.attendances, {
  verb: 'window.serve', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat, now } = ctx
    const key = fromCursor(after, 'instant', 'id')
    const mine = sql`place = ${seat.place} and clerk = ${seat.actor}`
    const [rows, count] = await Promise.all([
      sql<AttendanceRow[]>`
        select id as attendance, person_name as name, manner, opened_at, closed_at, closed_at is null and expires_at > ${now} as open
        from territory.attendance
        where ${mine} ${key ? sql`and (opened_at, id) < (${key[0]!}::timestamptz, ${key[1]!}::uuid)` : sql``}
        order by opened_at desc, id desc limit ${limit + 1}`,
      countUpTo(sql, sql`select 1 from territory.attendance where ${mine}`),
    ])
    return { ...pageOf(rows, limit, row => [row.opened_at, row.attendance]), count }
  },
})
