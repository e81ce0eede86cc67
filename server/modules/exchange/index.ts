import { importsDue } from '../../engines/exchange/index.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import type { Module } from '../../kernel/module.ts'
import { changeCorrect, changeList, changeShow, changeDecide, changePropose, changesOwn } from './changes.ts'
import { exportable, exportPeople, exportRows, exportsList, endExport } from './exports.ts'
import { advance, answered, blank, check, drop, job, jobs, open, rehearse, rows, start, stop, templates, upload } from './imports.ts'

/**
 * Tables in and out, and what is to be decided because of them. Who keeps the register brings tables in, decides where two
 * sources disagree and takes lists out; who reads a record in a matter may say that a fact is wrong, and decides nothing. The street
 * stands in where a community has nobody who could decide, as it does for households.
 */
export const exchangeModule = ({ uploads, vault }: { uploads: string; vault: Vault }): Module => ({
  name: 'exchange',
  offices: {
    community_worker: ['exchange.import', 'exchange.export', 'change.propose', 'change.decide'],
    grid_worker: ['change.propose'],
    street_examiner: ['change.propose', 'change.decide'],
    county_civil_affairs: ['change.propose'],
  },
  operations: [
    upload, open, check, start, stop, job, jobs, rows, answered, blank, templates, drop, advance, rehearse,
    exportable, exportPeople, exportRows, endExport, exportsList, changeList, changeShow, changePropose, changeDecide, changeCorrect, changesOwn,
  ],
  constraints: { template_name: 'exchange.template_taken', change_open: 'conflict.stale', batch_pkey: 'conflict.stale' },
  sweeps: [{ name: 'imports', every_seconds: 1, batch: 1, run: (house, database) => importsDue(house, { database, uploads, vault }) }],
})
