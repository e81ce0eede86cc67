import * as contract from '../../../contract/ledger.ts'
import { officeName, operationName } from '../../../contract/glossary.ts'
import { entries, entryRows } from '../../ground/ledger/index.ts'
import type { Module } from '../../kernel/module.ts'
import { here, serve } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'

const list = serve(contract.list, {
  verb: 'ledger.read', at: here,
  run: async (ctx, { place = ctx.seat.place, subject, kind, after, limit }) => {
    if (!place.startsWith(ctx.seat.place)) throw new Problem('found.nothing')
    const [rows, count] = await Promise.all([
      entries(ctx.sql, { place, subject, kind, before: fromCursor(after, 'id')?.[0], limit: limit + 1 }),
      countUpTo(ctx.sql, entryRows(ctx.sql, { place, subject, kind })),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.id])
    return {
      next, count,
      items: items.map(row => ({ ...row, office_name: officeName(row.office), for_name: row.person_name, operation_name: row.deed ?? operationName(row.operation) })),
    }
  },
})

/**
 * The record of commands, for those who supervise: an auditor of the province reads all of it and changes nothing. Who
 * administers does not read it: nobody is the only reader of their own acts (三员分立, GB/T 22239-2019 8.1.5).
 */
export const ledger: Module = {
  name: 'ledger',
  offices: { auditor: ['ledger.read'] },
  operations: [list],
}
