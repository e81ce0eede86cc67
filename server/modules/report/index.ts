import type { Module } from '../../kernel/module.ts'
import { collect, give, tasks } from './collect.ts'
import { compare, merge } from './compare.ts'
import { begin, discard, draft, drafts, parts, publish, retire, save, send } from './drafts.ts'
import { paper, sheet } from './files.ts'
import { layout, preview } from './layouts.ts'
import { openReading, readings, readMasked, readNamed, settleReading } from './readings.ts'
import { covered, fill, list, show, survey } from './read.ts'
import { approve, confirm, kept, progress, reopen, returns } from './returns.ts'

export { carriedReports } from './carried.ts'
export { reportRules } from './readings.ts'
export { layReports, sendCarried } from './lay.ts'

const reads = ['report.read']
/**
 * Reports that fill themselves. Whoever works with people of a place sees its rows; whoever advises sees counts. A community
 * confirms, the level above approves or opens again, a department defines; a system of a department takes the table and gives
 * facts back (`report.give`, lent with a key). A bureau that asks reads what is held, masked and for a purpose (docs/decisions/0029).
 * Nobody types a table.
 */
export const reportModule: Module = {
  name: 'report',
  offices: {
    grid_worker: [...reads, 'report.rows', 'report.collect'],
    community_worker: [...reads, 'report.rows', 'report.collect', 'report.confirm'],
    street_examiner: [...reads, 'report.rows', 'report.oversee'],
    county_civil_affairs: [...reads, 'report.rows', 'report.oversee', 'report.define', 'report.give', 'report.let'],
    department_clerk: [...reads, 'report.view'], county_admin: [...reads, 'report.let'], city_viewer: reads, province_viewer: reads, province_admin: [...reads, 'report.define'],
  },
  operations: [
    list, show, fill, survey, covered, confirm, approve, reopen, progress, returns, kept, compare, merge, drafts, draft, begin, save, discard, publish, retire, send, layout, preview, parts,
    tasks, collect, give, paper, sheet, openReading, readings, settleReading, readMasked, readNamed,
  ],
  constraints: { step_pkey: 'conflict.stale', draft_pkey: 'item.drafted', alias_pkey: 'conflict.stale', sending_pkey: 'report.sent' },
}
