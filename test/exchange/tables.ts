import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityCheck } from '../../contract/identifiers.ts'
import * as exchange from '../../contract/exchange.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { writeSheet, type SheetFormat } from '../../server/kernel/sheets/index.ts'
import type { TestHouse } from '../house.ts'

export type Row = (string | number | null)[]
const kinds = { xlsx: exchange.sheetTypes[0], csv: exchange.sheetTypes[1] } as const
async function* each(rows: Row[]): AsyncGenerator<Row> { yield* rows }

export async function bytesOf(rows: Row[], format: SheetFormat): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeSheet(each(rows), format)) pieces.push(Buffer.from(piece as Uint8Array))
  return Buffer.concat(pieces)
}

/** Puts content where the upload would have put it, and keeps it through the real operation. */
export async function uploaded(house: TestHouse, seat: Seat, bytes: Buffer, name: string): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex')
  mkdirSync(join(house.uploads, digest.slice(0, 2)), { recursive: true })
  writeFileSync(join(house.uploads, digest.slice(0, 2), digest), bytes)
  return (await house.call(seat, exchange.upload, { name, type: name.endsWith('.csv') ? kinds.csv : kinds.xlsx, size: bytes.length, digest })).id
}

let sequence = 0
/** A number under the demonstration's codes that nobody has: its order code is even for a woman. */
export function numberOf(birth = '1960-05-01'): string {
  const n = 100 + (sequence % 900)
  const area = 329910 + Math.floor(sequence++ / 900)
  const body = `${area}${birth.replaceAll('-', '')}${n}`
  return body + identityCheck(body)
}

/** Opens, maps as suggested, and waits for the dry run. */
export async function checked(house: TestHouse, seat: Seat, file: string, more: Partial<Parameters<typeof exchange.check.input.parse>[0] & object> = {}): Promise<exchange.Job> {
  const opened = await house.call(seat, exchange.open, { file, kind: 'residents' })
  const { job } = await house.call(seat, exchange.check, { file, kind: 'residents', sheet: opened.sheet, header: opened.header, columns: opened.columns, purpose: '年度入户登记', ...more })
  await house.platform.sweeper.once()
  return house.call(seat, exchange.job, { job })
}

/** Starts a job and waits for its end. */
export async function run(house: TestHouse, seat: Seat, job: string): Promise<exchange.Job> {
  await house.call(seat, exchange.start, { job })
  await house.platform.sweeper.once()
  return house.call(seat, exchange.job, { job })
}

/** The answered file, whole. */
export async function answeredRows(house: TestHouse, seat: Seat, job: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null | undefined; after !== null;) {
    const piece = await house.call(seat, exchange.answered, { job, ...(after !== undefined && { after }) })
    rows.push(...piece.rows as Row[])
    after = piece.next
  }
  return rows
}
