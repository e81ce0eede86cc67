import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby'
}

/** Reads the text of a `postmaster.pid`; undefined while it is being written, or when it is of a single-user backend. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  const status = lines[7]?.trim()
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined
  if (status !== 'starting' && status !== 'ready' && status !== 'stopping' && status !== 'standby') return undefined
  return { pid, port, status }
}

/** True while the process runs; one that has ended and waits to be collected does not run. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return processStat(pid)?.state !== 'Z'
}

/** State and start time of a process from /proc; undefined where there is none. */
export function processStat(pid: number): { state: string; started: string } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

/** The living server of this data folder, if any; a file left by a dead one, or whose number another process now has, is nobody. */
export function findPostmaster(data: string): Postmaster | undefined {
  const found = parsePostmaster(readPidFile(data))
  return found && alive(found.pid) && worksIn(found.pid, data) ? found : undefined
}

/** True when `postmaster.pid` names a living process that is not this folder's server: PostgreSQL would refuse to start. */
export function isMisleading(data: string): boolean {
  const pid = Number(readPidFile(data).split('\n')[0])
  return pid > 0 && alive(pid) && !worksIn(pid, data)
}

/** Waits until the server of this folder accepts connections; undefined when it ended instead. */
export async function untilReady(data: string, pid: number, seconds: number): Promise<Postmaster | undefined> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end && alive(pid)) {
    const found = findPostmaster(data)
    if (found?.pid === pid && found.status === 'ready') return found
    if (found?.pid === pid && found.status === 'stopping') break
    await sleep(10)
  }
  return undefined
}

/** Shuts a server down: fast (open transactions are rolled back), after a minute immediately; returns when it has ended. */
export async function shutDown(pid: number, patience = 60): Promise<void> {
  signal(pid, 'SIGINT')
  const hurry = Date.now() + patience * 1000
  let hurried = false
  while (alive(pid)) {
    if (!hurried && Date.now() > hurry) {
      hurried = true
      signal(pid, 'SIGQUIT')
    }
    await sleep(10)
  }
}

/** Sends a signal to a process that may already have ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function readPidFile(data: string): string {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch {
    return ''
  }
}

/** A server's working folder is its data folder. Where the system does not tell, the file is believed. */
function worksIn(pid: number, data: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
  } catch {
    return false
  }
}
