import type { Sql } from '../../../server/kernel/db/index.ts'
import { progress } from '../../../cli/progress.ts'

export interface SeededTable { table: string; rows: number; seconds: number; rows_per_second: number }

/** The diary of a seeding: what was filled, how many rows, how fast. */
export class Diary {
  readonly tables: SeededTable[] = []
  readonly #started = Date.now()

  get seconds(): number {
    return (Date.now() - this.#started) / 1000
  }

  note(table: string, rows: number, seconds: number): void {
    this.tables.push({ table, rows, seconds: Number(seconds.toFixed(1)), rows_per_second: Math.round(rows / Math.max(seconds, 0.001)) })
  }

  /** Runs one part and notes how many rows it made. */
  async part(table: string, work: () => Promise<number>): Promise<number> {
    const shown = progress(table)
    const started = Date.now()
    const beat = setInterval(() => shown.to(Math.round((Date.now() - started) / 1000)), 1000)
    try {
      const rows = await work()
      this.note(table, rows, (Date.now() - started) / 1000)
      shown.end(`${rows} 行`)
      return rows
    } finally {
      clearInterval(beat)
    }
  }
}

/** Fills a table without its secondary indexes, which are built anew from their own definitions afterwards. */
export async function withoutIndexes(sql: Sql, tables: readonly string[], fill: () => Promise<void>): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where i.indrelid = any (${`{${tables.map(table => `"${table.replaceAll('"', '\\"')}"`).join(',')}}`}::text[]::regclass[])
      and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  try {
    await fill()
  } finally {
    for (const { definition } of indexes) await sql.unsafe(definition)
  }
}
