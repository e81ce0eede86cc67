import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const running = new Set<ChildProcess>()

/** A process of ours that does one job after another; what it throws is thrown here. */
export interface Worker<Job, Answer> {
  readonly pid: number
  run(job: Job, onProgress?: (n: number) => void): Promise<Answer>
  stop(): Promise<void>
}

type Said = { progress: number } | { answer: unknown } | { fault: string }

/** Starts `bench/service/<file>`, which serves jobs with `serveJobs`. */
export function startWorker<Job, Answer>(file: string, env: NodeJS.ProcessEnv = {}): Worker<Job, Answer> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv: ['--import', 'tsx'], serialization: 'advanced', env: { ...process.env, ...env } })
  running.add(child)
  const ended = new Promise<void>(resolve => child.once('exit', () => { running.delete(child); resolve() }))
  return {
    pid: child.pid!,
    run: (job, onProgress) => new Promise((resolve, reject) => {
      const done = (then: () => void) => { child.off('message', hear); child.off('exit', gone); then() }
      const gone = (code: number | null) => done(() => reject(new Error(`${file} ended with ${code}`)))
      const hear = (said: Said) => {
        if ('progress' in said) onProgress?.(said.progress)
        else if ('answer' in said) done(() => resolve(said.answer as Answer))
        else done(() => reject(new Error(said.fault)))
      }
      child.on('message', hear)
      child.once('exit', gone)
      child.send(job as object)
    }),
    stop: async () => { child.kill(); await ended },
  }
}

/** In a worker: answers each job that arrives. It ends when its starter is gone. */
export function serveJobs<Job, Answer>(serve: (job: Job, progress: (n: number) => void) => Promise<Answer>): void {
  // Ctrl-C reaches the whole group; the starter decides when we end.
  process.on('SIGINT', () => undefined)
  process.on('disconnect', () => process.exit())
  process.on('message', (job: Job) => {
    serve(job, n => process.send!({ progress: n } satisfies Said)).then(
      answer => process.send!({ answer } satisfies Said),
      error => process.send!({ fault: error instanceof Error ? error.stack ?? error.message : String(error) } satisfies Said))
  })
}

/** Ends what still runs, when we are told to stop. */
export function stopWorkers(): void {
  for (const child of running) child.kill('SIGKILL')
}
