import * as contract from '../../../contract/licence.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { LicenceRow } from '../../engines/licence/index.ts'
import { certificateOf, documentOf, type Sealed, type Sealer } from '../../engines/paper/index.ts'
import { serve, type Served } from '../../kernel/operation.ts'
import { found, looked } from './library.ts'

/** Where a certificate is verified. The code stands behind the #: a browser keeps that to itself, so no log on the way has it. */
export const verifyAddress = (address: string, { number, code }: Pick<LicenceRow, 'number' | 'code'>): string => `${address}/open/verify/${number}#${contract.printedCode(code)}`

export interface Printing { address: string; sealer: Sealer | null }

/** One certificate as a sealed paper: the same row gives the same bytes. */
export const sheetOf = (row: LicenceRow, demonstration: boolean, { address, sealer }: Printing): Promise<Sealed> => certificateOf({
  number: row.number, title: row.title, holder: row.holder, identity: row.identity_masked, lines: row.lines, organ: row.organ, issued_on: row.issued_on, valid_until: row.valid_until,
  matter: row.matter, code: row.code, verify_url: verifyAddress(address, row), revoked_on: row.revoked_at && beijingDay(row.revoked_at), demonstration,
}, sealer)

export const printing = (parts: Printing): Served => serve(contract.paper, {
  verb: 'licence.read', at: (ctx, input) => found(ctx, input),
  run: async (ctx, _input, { row }) => documentOf(`${row.title} ${row.number}`, await sheetOf(row, ctx.settings.demonstration, parts)),
  looked: (_input, _output, one) => looked(one),
})
