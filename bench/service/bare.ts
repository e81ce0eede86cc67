import postgres from 'postgres'
import type { LoadAnswer } from './load.ts'
import { serveJobs } from './worker.ts'

/** One transaction: the opening (`begin` and the seat) as one message, prepared statements, `commit`. */
export interface BareCall { open: string; statements: { text: string; values: unknown[] }[]; group: string }
export interface BareJob { connections: number; calls: BareCall[]; keep: boolean }

// not as arguments: everybody on the machine may read those, and there is a password in it
const { BENCH_URL: url, BENCH_PLANS: plans } = process.env
let pool: postgres.Sql | undefined

const opened = (connections: number): postgres.Sql => (pool ??= postgres(url!, {
  // fetch_types as in server/kernel/db: without it `reserve` of a fresh connection never answers
  max: connections, fetch_types: true, max_lifetime: null, idle_timeout: 0, onnotice: () => undefined,
  // instants as text: nothing is made of them here
  types: { instant: { to: 1184, from: [1184], serialize: (value: string) => value, parse: (value: string) => value } },
  connection: { application_name: 'bench-bare', jit: 'off', TimeZone: 'UTC', plan_cache_mode: plans } as Record<string, string>,
}) as unknown as postgres.Sql)

const held: postgres.ReservedSql[] = []

// The least that writes, or reads, the same rows: every connection is kept by one loop, and a transaction is one flight of messages.
serveJobs<BareJob, LoadAnswer>(async ({ connections, calls, keep }) => {
  const sql = opened(connections)
  while (held.length < connections) held.push(await sql.reserve())
  const latencies: Record<string, number[]> = {}
  const answers: string[] = []
  let next = 0
  let failed = 0
  let firstFailure = ''
  const loop = async (connection: postgres.ReservedSql): Promise<void> => {
    for (let i = next++; i < calls.length; i = next++) {
      const { open, statements, group } = calls[i]!
      const began = performance.now()
      try {
        const results = await Promise.all([
          connection.unsafe(open).simple(),
          ...statements.map(({ text, values }) => connection.unsafe(text, values as never[], { prepare: true })),
          connection.unsafe('commit').simple(),
        ])
        if (keep) answers[i] = JSON.stringify(results.slice(1, -1))
      } catch (error) {
        await connection.unsafe('rollback').simple().catch(() => undefined)
        if (failed++ === 0) firstFailure = error instanceof Error ? error.message : String(error)
      }
      ;(latencies[group] ??= []).push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(held.map(loop))
  return { seconds: (performance.now() - began) / 1000, latencies, answers, failed, firstFailure }
})
