import { setTimeout as sleep } from 'node:timers/promises'
import type { Home } from '../../server/kernel/home.ts'
import type { BareJob } from './bare.ts'
import type { LoadAnswer, LoadJob } from './load.ts'
import type { Run } from './run.ts'
import { startServer } from './server.ts'
import { startWire, type Traffic } from './wire.ts'
import { startWorker } from './worker.ts'

export interface Trips { ours: Traffic; delivery: Traffic; bare: Traffic }

const many = 64

/** Round trips and statements per request of every kind, counted on the wire, one request at a time, after some to warm up. */
export async function countTrips(home: Home, appUrl: string, run: Run): Promise<Record<string, Trips>> {
  const wire = await startWire(appUrl)
  const server = await startServer(home, wire.url)
  const load = startWorker<LoadJob, LoadAnswer>('./load.ts')
  const bare = startWorker<BareJob, LoadAnswer>('./bare.ts', { BENCH_URL: wire.url, BENCH_PLANS: 'auto' })
  const per = ({ trips, statements, transactions }: Traffic): Traffic => ({ trips: trips / many, statements: statements / many, transactions: transactions / many })
  try {
    const counted: Record<string, Trips> = {}
    const [warm, samples] = [run.samples(96), run.samples(many)]
    for (const [name, { ours, bare: theirs }] of Object.entries(samples)) {
      await load.run({ port: server.port, inFlight: 1, calls: warm[name]!.ours, keep: false })
      await bare.run({ connections: 1, calls: warm[name]!.bare, keep: false })
      await sleep(1500)
      wire.reset()
      const sent = await load.run({ port: server.port, inFlight: 1, calls: ours, keep: false })
      await sleep(1500)
      const [mine, delivery] = [per(wire.requests), per(wire.delivery)]
      wire.reset()
      const done = await bare.run({ connections: 1, calls: theirs, keep: false })
      if (sent.failed + done.failed > 0) throw new Error(sent.firstFailure || done.firstFailure)
      counted[name] = { ours: mine, delivery, bare: per(wire.requests) }
    }
    return counted
  } finally {
    await Promise.all([load.stop(), bare.stop()])
    await server.stop()
    wire.close()
  }
}
