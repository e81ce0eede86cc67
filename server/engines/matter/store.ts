import type { matter_matter } from '../../db/types.ts'
import type { Fragment, Query } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'

export type MatterRecord = Pick<matter_matter, 'number' | 'place' | 'person' | 'person_name' | 'title' | 'bundle' | 'opened_at'>

const columns = (sql: Query) => sql`m.number, m.place, m.person, m.person_name, m.title, m.bundle, m.opened_at`

/** Keeps a matter, with the command's commit. Its cases name it by this number. */
export function addMatter(ctx: Context, matter: Omit<MatterRecord, 'opened_at'>): void {
  ctx.append('matter.matter', {
    county: countyOf(matter.place), ...matter, opened_at: ctx.now, received_at_place: ctx.seat.attendance ? ctx.seat.place : null,
  })
}

/** A matter by its number, under row security. */
export async function findMatter(sql: Query, number: string): Promise<MatterRecord | undefined> {
  const [row] = await sql<MatterRecord[]>`select ${columns(sql)} from matter.matter m where m.county = ${number.slice(0, 6)} and m.number = ${number}`
  return row
}

/** The matters of the person in whose chair one sits, newest first. */
export function mattersOf(sql: Query, person: string, after: string[] | null, limit: number): PromiseLike<MatterRecord[]> {
  return sql<MatterRecord[]>`
    select ${columns(sql)} from matter.matter m where m.person = ${person} ${after ? sql`and (m.opened_at, m.number) < (${after[0]!}, ${after[1]!})` : sql``}
    order by m.opened_at desc, m.number desc limit ${limit}`
}
export const mattersOfRows = (sql: Query, person: string): Fragment => sql`select 1 from matter.matter m where m.person = ${person}`
