import * as contract from '../../../contract/person.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ageOn, personPresent, recordLook, type Knock } from '../../ground/registry/index.ts'
import { attendanceRows, attendancesOf, closeAttendance, openAttendance } from '../../ground/territory/index.ts'
import { here, serve, type Served } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { agencyCheck } from './agency.ts'

/** How long somebody stays present at a window without being asked again. */
const minutesPresent = 30

/** Who stands before me: opens an attendance of 30 minutes, in which the clerk sits in that person's self chair. */
export function attending(knock: Knock): Served {
  return serve(contract.attend, {
    verb: 'window.serve', at: here,
    run: async (ctx, { name, identity, manner, note = null, agent }) => {
      await knock(ctx.seat)
      const present = await personPresent(ctx, identity, name)
      if (!present) throw new Problem('person.unknown')
      if (present.id === ctx.seat.actor) throw new Problem('serving.self')
      // The dead do not come, and nobody calls on them: a near relative comes for what is left to do.
      if (present.deceased && manner !== 'mandate') throw new Problem('window.deceased', { name: present.name })
      if (agent) await agencyCheck(ctx, agent, { id: present.id, identity })
      const opened = openAttendance(ctx, { person: present.id, person_name: present.name, manner, note, minutes: minutesPresent, agent: agent ?? null })
      ctx.defer(recordLook(ctx, contract.attend.name, { person: present.id, place: present.place, purpose: '窗口接待核验' }))
      return { ...opened, person: present.id, name: present.name, identity_masked: present.identity_masked, age: ageOn(present.birth_date, beijingDay(ctx.now)), deceased: present.deceased }
    },
    subject: (_input, { person }) => person,
  })
}

/** Ends an attendance of one's own; one that has ended stays ended. Called from the clerk's own seat. */
export const leave = serve(contract.leave, {
  verb: 'window.serve', at: here,
  run: async (ctx, { attendance }) => {
    if (!(await closeAttendance(ctx, attendance))) throw new Problem('found.nothing')
    return {}
  },
  subject: ({ attendance }) => attendance,
})

/** The people one has served at this window, newest first. */
export const attendances = serve(contract.attendances, {
  verb: 'window.serve', at: here,
  run: async (ctx, { after, limit }) => {
    const [rows, count] = await Promise.all([attendancesOf(ctx, fromCursor(after, 'instant', 'id'), limit + 1), countUpTo(ctx.sql, attendanceRows(ctx))])
    return { ...pageOf(rows, limit, row => [row.opened_at, row.attendance]), count }
  },
})
