import { readFileSync, writeFileSync } from 'node:fs'
import type { Sql } from '../../server/kernel/db/index.ts'

/** Processor seconds (user and system) since the start of each group of processes, from /proc; ticks are hundredths. */
export interface Usage { server: number; ours: number; bare: number; client: number; background: number }

function seconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}
const sum = (pids: readonly number[]): number => pids.reduce((total, pid) => total + seconds(pid), 0)

/**
 * What was used up to now: by the server, its backends, the backends of the bare side, the client process that drives the
 * round, and PostgreSQL's own processes (WAL writer, checkpointer, I/O workers, autovacuum).
 */
export async function usageNow(root: Sql, server: number, client: number): Promise<Usage> {
  const rows = await root<{ pid: number; name: string; type: string }[]>`
    select pid, application_name as name, backend_type as type from pg_stat_activity where pid <> pg_backend_pid()`
  const of = (fits: (row: { name: string; type: string }) => boolean) => sum(rows.filter(fits).map(row => row.pid))
  const client_ = (row: { type: string }) => row.type === 'client backend'
  return {
    server: seconds(server), client: seconds(client),
    ours: of(row => client_(row) && row.name.startsWith('gongzhi') && row.name !== 'gongzhi-setup'),
    bare: of(row => client_(row) && row.name === 'bench-bare'),
    background: of(row => !client_(row)),
  }
}

export const spent = (before: Usage, after: Usage): Usage => ({
  server: after.server - before.server, ours: after.ours - before.ours, bare: after.bare - before.bare,
  client: after.client - before.client, background: after.background - before.background,
})

/** Begins to measure the most memory of a process anew. */
export const resetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** The most memory that the process ever held, in megabytes. */
export function peakMemory(pid: number): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return found ? Math.round(Number(found[1]) / 1024) : 0
}
