import * as contract from '../../../contract/exchange.ts'
import { beginExport, exportOf, exportsAt, exportablePeople, finishExport, peoplePiece } from '../../engines/exchange/index.ts'
import { here, serve } from '../../kernel/operation.ts'

const verb = 'exchange.export'

export const exportable = serve(contract.exportable, { verb, at: here, run: () => ({ items: exportablePeople() }) })
export const exportPeople = serve(contract.exportPeople, {
  verb, at: (_ctx, { place }) => ({ place }),
  run: async (ctx, input) => ({ export: await beginExport(ctx, input) }),
  subject: (_input, { export: id }) => id,
})
/** The looks are written by the piece itself, in one statement: thousands of people stand on it. */
export const exportRows = serve(contract.exportRows, {
  verb, at: (ctx, { export: id }) => exportOf(ctx, id),
  run: (ctx, { after }, found) => peoplePiece(ctx, found, after),
  looked: () => null,
})
export const endExport = serve(contract.endExport, {
  verb, at: (ctx, { export: id }) => exportOf(ctx, id), subject: ({ export: id }) => id,
  run: async (ctx, _input, found) => { await finishExport(ctx, found); return {} },
})
export const exportsList = serve(contract.exports, { verb, at: here, run: (ctx, page) => exportsAt(ctx, page) })
