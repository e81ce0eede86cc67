import type { Query, Sql } from '../../kernel/db/index.ts'
import { pathCodes } from './codes.ts'
import { successorOf } from './history.ts'
import { placesByCode } from './read.ts'
import { texts } from './texts.ts'

export interface GuardedTable {
  table: string
  /** What its place means: `living`, `record` or `norm` (the comment on the column). */
  part: string
  row_security: boolean
  /** A desk may read it. */
  desk_reads: boolean
  /** A policy lets a desk read only within the seat's range. */
  desk_policy: boolean
  /** Guarded as it must be: row security is on and, unless it is a norm (open to all), what a desk reads is bound by its range. */
  guarded: boolean
}

/** Every table of the platform whose rows belong to a place, and whether row security holds there. For the wall test. */
export async function guardedTables(admin: Sql): Promise<GuardedTable[]> {
  const rows = await admin<Omit<GuardedTable, 'guarded'>[]>`
    select s.name as table, s.part, c.relrowsecurity as row_security,
      has_any_column_privilege('gongzhi_desk', c.oid, 'select') as desk_reads,
      exists (select 1 from pg_policies y where format('%I.%I', y.schemaname, y.tablename) = s.name and 'gongzhi_desk' = any (y.roles)
        and y.cmd in ('ALL', 'SELECT') and y.qual like '%place >= NULLIF(current_setting(''seat.low''%'
        and y.qual like '%place < NULLIF(current_setting(''seat.high''%' and y.qual not like '% OR %') as desk_policy
    from territory.scopes() s join pg_class c on c.oid = s.name::regclass order by s.name`
  return rows.map(row => ({ ...row, guarded: row.row_security && (row.part === 'norm' || !row.desk_reads || row.desk_policy) }))
}

/** Rows whose place is no current place: table, code and number. None, unless somebody wrote past the house (`kernel.enter`). */
export async function strayRows(admin: Sql): Promise<{ table: string; place: string; n: number }[]> {
  const found: { table: string; place: string; n: number }[] = []
  for (const { table, part } of await guardedTables(admin)) {
    if (part === 'norm') continue
    const rows = await admin.unsafe<{ place: string; n: number }[]>(`
      select t.place, count(*) as n from ${table} t
      where not exists (select 1 from territory.place p where p.code = t.place and p.valid_to is null) group by t.place order by t.place`)
    for (const row of rows) found.push({ table, ...row })
  }
  return found
}

/**
 * Brings stray rows to where their place is today: the successor of their code, or the nearest place above that stands.
 * Says which code went where. As the owner; nobody writes meanwhile, and counters go along.
 */
export async function mendStrays(admin: Sql): Promise<{ place: string; to: string }[]> {
  return await admin.begin(async tx => {
    await tx.unsafe("select pg_advisory_xact_lock(3299324); set local statement_timeout = '15min'; set local seat.low = '32'; set local seat.high = '32~'").simple()
    const codes = [...new Set((await strayRows(tx as unknown as Sql)).map(row => row.place))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    const mended: { place: string; to: string }[] = []
    for (const place of codes) {
      const [last] = await tx<{ day: string }[]>`select max(valid_to) - 1 as day from territory.place where code = ${place}`
      const to = (last?.day ? await successorOf(tx, place, last.day) : null) ?? await standingAbove(tx, place)
      if (to) mended.push({ place, to })
    }
    await tx`select from territory.move(${texts(mended.map(one => one.place))}::text[], ${texts(mended.map(one => one.to))}::text[], false)`
    return mended
  }) as { place: string; to: string }[]
}

/** The lowest place above a code that stands today. */
async function standingAbove(sql: Query, code: string): Promise<string | undefined> {
  const above = await placesByCode(sql, pathCodes(code).slice(0, -1))
  return above.at(-1)?.code
}
