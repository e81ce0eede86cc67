import { dueClocks, involve, personLeft, postpone, reckonOld } from '../../engines/process/index.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { systemSeat } from '../../kernel/seat.ts'
import { figures, list, mine, received, show, todo } from './cases.ts'
import { keep, read } from './files.ts'
import { handover } from './handover.ts'
import { matterMine, matterShow } from './matters.ts'
import { notice, paper } from './notice.ts'
import { fire, take } from './steps.ts'

export { caseRules, remedyRules } from './remedies.ts'

const reading = ['case.open', 'case.read', 'file.read']
/** What one may do in one's own matters, and a clerk for whoever stands at the window. */
const own = [...reading, 'service.own', 'service.answer', 'file.keep']
/** Figures and lists; only who may also read a case sees whose it is. */
const surveying = ['case.survey']

/** Cases: lists and figures of them, one of them whole, every step of it until it is decided, its papers, its clocks. */
export const cases: Module = {
  name: 'case',
  offices: {
    resident: own,
    serving: own,
    system: ['service.lapse'],
    window_clerk: ['window.serve'],
    community_worker: [...reading, 'case.survey', 'service.arrange', 'file.keep'],
    street_examiner: [...reading, 'case.survey', 'service.accept', 'service.examine', 'file.keep'],
    county_civil_affairs: [...reading, 'case.survey', 'service.decide', 'service.hand_over', 'file.keep'],
    city_viewer: surveying,
    province_viewer: surveying,
  },
  operations: [todo, list, figures, received, mine, show, take, handover, notice, paper, keep, read, fire, matterMine, matterShow],
  constraints: { action_pkey: 'conflict.stale' },
  races: ['action_pkey'],
  topics: { 'case.involve': involve, 'person.left': personLeft },
  sweeps: [{
    name: 'clocks', every_seconds: 30, batch: 500,
    run: async (house, database) => {
      const due = await database.transact(serverScope, 'read', async ({ sql }) => dueClocks(sql, house.now, 500))
      const failed: { number: string; name: string; error: string }[] = []
      let fired = 0
      // One that fails, or that another process was faster with, does not stand in the way of the others.
      for (const { number, name } of due) {
        await house.call(systemSeat, 'clock.fire', { number, clock: name }).then(() => fired++, error => failed.push({ number, name, error: String(error) }))
      }
      if (failed.length > 0) {
        await database.transact(serverScope, 'write', ({ sql }) => postpone(sql, failed, house.now))
        throw new Error(`${failed.length} of ${due.length} clocks: ${failed[0]!.number} ${failed[0]!.error}`)
      }
      return fired
    },
  }, {
    // A clock reckoned with a calendar that an upload, here or in another process, has made old.
    name: 'calendar', every_seconds: 30, batch: 500, run: (_, database) => database.transact(serverScope, 'write', ({ sql }) => reckonOld(sql, 500)),
  }],
}
