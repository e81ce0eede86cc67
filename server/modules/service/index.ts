import { dueClocks, involve, postpone, reckonOld } from '../../engines/process/index.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { systemSeat } from '../../kernel/seat.ts'
import { figures, list, mine, received, show, todo } from './cases.ts'
import { keep, read } from './files.ts'
import { handover } from './handover.ts'
import { apply, item, items, prepare } from './items.ts'
import { bundlesShown, matterApply, matterMine, matterPrepare, matterShow } from './matter.ts'
import { notice, paper } from './notice.ts'
import { fire, take } from './steps.ts'

export { bundles, carried, rulesOf, serviceRules } from './items/index.ts'
export { processes } from './processes/index.ts'
export { remedyRules } from './remedies.ts'

const reading = ['service.read', 'case.open', 'case.read', 'file.read']
/** What one may do in one's own matters, and a clerk for whoever stands at the window. */
const applying = [...reading, 'service.apply', 'service.own', 'service.answer', 'file.keep']
/** Figures and lists; only who may also read a case sees whose it is. */
const surveying = ['service.read', 'case.survey']

/** Services: the catalogue, applying, and every step of a case until it is decided. */
export const service: Module = {
  name: 'service',
  offices: {
    anyone: ['service.read'],
    resident: applying,
    serving: applying,
    system: ['service.lapse'],
    window_clerk: ['service.read', 'window.serve'],
    community_worker: [...reading, 'case.survey', 'service.arrange', 'file.keep'],
    street_examiner: [...reading, 'case.survey', 'service.accept', 'service.examine', 'file.keep'],
    county_civil_affairs: [...reading, 'case.survey', 'service.decide', 'service.hand_over', 'file.keep'],
    county_admin: ['service.read'],
    // Whoever is asked at a door or a desk can at least explain an item.
    ...Object.fromEntries(['grid_worker', 'province_admin', 'security_admin', 'auditor'].map(office => [office, ['service.read']])),
    city_viewer: surveying,
    province_viewer: surveying,
  },
  operations: [items, item, prepare, apply, todo, list, figures, received, mine, show, take, handover, notice, paper, keep, read, fire, bundlesShown, matterPrepare, matterApply, matterMine, matterShow],
  constraints: { case_one_open: 'service.open_already', action_pkey: 'conflict.stale' },
  races: ['case_one_open', 'action_pkey'],
  topics: { 'case.involve': involve },
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
