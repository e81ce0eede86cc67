import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFolder } from '../home.ts'
import { removeOthers, unpackBinaries } from './binaries.ts'
import { initialise, launch, logSince, logSize, openCluster, type Cluster } from './cluster.ts'
import { alive, findPostmaster, isMisleading, processStat, shutDown, signal, untilReady } from './postmaster.ts'
import { choosePort } from './port.ts'

export { isFree } from './port.ts'

export interface PostgresOptions {
  /** The folder that keeps everything: `<home>/postgres` the database, `<home>/bin` the programs. */
  readonly home: string
  readonly log: (line: string) => void
  /** Exactly this port; without it the remembered one or another free one. */
  readonly port?: number
  /** Programs shared by several homes. */
  readonly bin?: string
  /** Settings of postgresql.conf that differ from the usual, `{ fsync: 'off' }`. */
  readonly settings?: Record<string, string>
}

export interface Postgres {
  /** The superuser's connection to the database `postgres`. */
  readonly adminUrl: string
  /** Another living process started this database and stops it; our `stop()` leaves it running. */
  readonly guest: boolean
  /** Shuts the database down (fast) and returns when it has ended. */
  stop(): Promise<void>
}

/**
 * Runs the PostgreSQL of this home on 127.0.0.1 and returns when it accepts connections. One that still runs because its
 * owner was killed is adopted; one whose owner lives is shared. Throws a sentence for people, with the end of
 * PostgreSQL's log, when it cannot start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const cluster = openCluster(options.home)
  let said = ''
  for (let attempt = 0; attempt < 5; attempt++) {
    const running = (await attach(cluster, options)) ?? (await start(cluster, options))
    if (typeof running !== 'string') return running
    said = running
    // Another start of the same folder won, its port was taken in between, or the last children of a killed server linger.
    if (!/lock file|could not bind|shared memory block|Address already in use/i.test(said)) break
    await sleep(300)
  }
  throw new Error(`数据库没有启动成功，它的日志末尾如下。PostgreSQL did not start; the end of ${cluster.log}:\n${said}`)
}

/** Stops the server of a home whose owner is gone, if one runs; for sweeping up after a killed test run. */
export async function stopAbandoned(home: string): Promise<void> {
  const found = findPostmaster(join(home, 'postgres', 'data'))
  if (found && owner(join(home, 'postgres')) === undefined) await shutDown(found.pid, 5)
}

async function attach(cluster: Cluster, { log, port }: PostgresOptions): Promise<Postgres | undefined> {
  const found = findPostmaster(cluster.data)
  if (!found) return undefined
  const ready = await untilReady(cluster.data, found.pid, 120)
  if (!ready) {
    // It was on its way out, or failed: once it has ended it is as if it had never run.
    while (alive(found.pid)) await sleep(20)
    return undefined
  }
  const other = owner(cluster.folder)
  if (other === undefined && port !== undefined && ready.port !== port) {
    await shutDown(ready.pid)
    return undefined
  }
  log(other === undefined ? `接管仍在运行的数据库（端口 ${ready.port}）` : `使用进程 ${other} 启动的数据库（端口 ${ready.port}）`)
  return other === undefined ? own(cluster, ready.pid, ready.port) : { adminUrl: url(cluster, ready.port), guest: true, stop: async () => undefined }
}

/** Starts the server; a string is the log of one that did not start. */
async function start(cluster: Cluster, options: PostgresOptions): Promise<Postgres | string> {
  const bin = options.bin ?? join(options.home, 'bin')
  makeFolder(bin, 0o755)
  const binaries = unpackBinaries(bin)
  if (!existsSync(cluster.data)) options.log('第一次启动：建立数据库……')
  await initialise(cluster, binaries)
  if (isMisleading(cluster.data)) rmSync(join(cluster.data, 'postmaster.pid'), { force: true })
  const portFile = join(cluster.folder, 'port')
  const port = options.port ?? (await choosePort(remembered(portFile)))
  const from = logSize(cluster)
  const pid = launch(cluster, binaries, port, options.settings ?? {})
  if (!(await untilReady(cluster.data, pid, 300))) {
    await shutDown(pid, 5)
    return logSince(cluster, from)
  }
  writeFileSync(portFile, `${port}\n`)
  if (options.bin === undefined) removeOthers(binaries)
  options.log(`数据库已启动（127.0.0.1:${port}）`)
  return own(cluster, pid, port)
}

/** Makes this process the one that stops the server; should it end without having done so, it still asks it to. */
function own(cluster: Cluster, pid: number, port: number): Postgres {
  const ownerFile = join(cluster.folder, 'owner')
  writeFileSync(ownerFile, `${process.pid} ${processStat(process.pid)?.started ?? ''}\n`, { mode: 0o600 })
  const atExit = () => signal(pid, 'SIGINT')
  process.once('exit', atExit)
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= shutDown(pid).then(() => {
    process.off('exit', atExit)
    rmSync(ownerFile, { force: true })
  }))
  return { adminUrl: url(cluster, port), guest: false, stop }
}

/** The living process that owns this cluster, if it is not we. */
function owner(folder: string): number | undefined {
  const file = join(folder, 'owner')
  if (!existsSync(file)) return undefined
  const [pid, started] = readFileSync(file, 'utf8').trim().split(' ')
  const number = Number(pid)
  const same = number > 0 && number !== process.pid && alive(number) && (processStat(number)?.started ?? '') === (started ?? '')
  return same ? number : undefined
}

const url = (cluster: Cluster, port: number) => `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`

function remembered(file: string): number | undefined {
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : NaN
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined
}
