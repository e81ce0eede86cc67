import type { z } from 'zod'
import type * as contract from '../../../contract/queue.ts'
import type { TicketState } from '../../../contract/queue.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { rule } from './rules.ts'

export interface Row {
  id: string; number: string; state: TicketState; place: string; day: string; starts_at: string | null; counter: string | null; person_name: string | null; made_at: string
}
export const columns = (sql: Context['sql']) => sql`id, number, state, place, day, starts_at, counter, person_name, made_at`

/** Booked and drawn numbers have a row of numbers each: 预约 Y, 现场 A. */
export const numberOf = (kind: 'Y' | 'A', n: number): string => `${kind}${String(n).padStart(3, '0')}`

export async function tickets(ctx: Context, rows: readonly Row[]): Promise<z.input<typeof contract.Ticket>[]> {
  const names = await nameOf(ctx.sql, [...new Set(rows.map(row => row.place))])
  return rows.map(({ id, number, state, place, day, starts_at, counter }) => ({ ticket: id, number, state, place, place_name: names.get(place) ?? place, day, starts_at, counter }))
}

/** What holds for the queue of a place today. */
export async function paramsAt(ctx: Context, place: string): Promise<Readonly<Record<string, number>>> {
  const found = await ruleOn(ctx.sql, rule, place, beijingDay(ctx.now))
  if (!found) throw new Error(`no rule ${rule} in force`)
  return found.params
}
