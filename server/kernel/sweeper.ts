import { clearAnswers } from './answers.ts'
import type { House } from './house.ts'
import type { Module, Sweep } from './module.ts'
import { clearDelivered, deliver, type OutboxHandler } from './outbox.ts'

export interface Sweeper {
  /** Delivers soon: called after a commit that left letters. */
  ring(): void
  /** Runs everything once, now; for tests and for the command line. */
  once(): Promise<void>
  stop(): Promise<void>
}

/**
 * Runs what comes back by itself: the outbox, the clocks, the clearing. Each run is safe beside the same run in another
 * process. A failure is logged and the next turn comes all the same.
 */
export function startSweeper(house: () => House, modules: readonly Module[], log: (line: string, error: unknown) => void): Sweeper {
  const handlers = new Map<string, OutboxHandler>(modules.flatMap(module => Object.entries(module.topics ?? {})))
  const post: Sweep = { name: 'outbox', every_seconds: 5, batch: 200, run: (at, database) => deliver(database, handlers, at.now, 200) }
  let bell: NodeJS.Timeout | undefined
  const clear: Sweep = { name: 'clear', every_seconds: 3600, run: async (at, database) => await clearDelivered(database, at.now) + await clearAnswers(database, at.now) }
  const turns = [post, clear, ...modules.flatMap(module => module.sweeps ?? [])].map(sweep => turn(sweep, house, log))
  return {
    ring: () => { bell ??= setTimeout(() => { bell = undefined; turns[0]!.soon() }, patience).unref() },
    once: async () => { for (const one of turns) await one.now() },
    stop: async () => { clearTimeout(bell); await Promise.all(turns.map(one => one.stop())) },
  }
}

/** Milliseconds that post waits for more to go with it. */
const patience = 200

interface Turn { soon(): void; now(): Promise<void>; stop(): Promise<void> }

/** One sweep that never overlaps itself: a call during a run makes one more run follow. */
function turn(sweep: Sweep, house: () => House, log: (line: string, error: unknown) => void): Turn {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  const run = async (): Promise<void> => {
    try {
      const done = await sweep.run(house(), house().database)
      if (sweep.batch !== undefined && done >= sweep.batch) again = true
    } catch (error) {
      log(`sweep ${sweep.name} failed`, error)
    }
  }
  const begin = (): Promise<void> => {
    if (stopped) return Promise.resolve()
    if (running) { again = true; return running }
    running = (async () => { do { again = false; await run() } while (again && !stopped) })().finally(() => { running = null })
    return running
  }
  const timer = setInterval(() => void begin(), sweep.every_seconds * 1000)
  timer.unref()
  return {
    soon: () => void begin(),
    now: begin,
    stop: async () => { stopped = true; clearInterval(timer); await running },
  }
}
