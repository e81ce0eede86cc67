import type { Sql } from '../../kernel/db/index.ts'

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

/** Rows whose place is no current place: table, code and number. None, unless a write raced a re-organisation. */
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
