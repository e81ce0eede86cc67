import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statfsSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { isRoot, makeFolder, writeOnce } from '../home.ts'
import type { Binaries } from './binaries.ts'

/** One database folder: `data` and `log` in it belong to the system user that runs the server. */
export interface Cluster {
  readonly folder: string
  readonly data: string
  readonly log: string
  readonly password: string
  /** Whose process the server is; undefined: ours. */
  readonly user: { uid: number; gid: number } | undefined
}

/** Opens `<home>/postgres`, making folder, password and, for root, the system user `postgres`. */
export function openCluster(home: string): Cluster {
  const folder = join(home, 'postgres')
  const user = isRoot() ? systemUser() : undefined
  makeFolder(folder, 0o700)
  if (user) {
    chownSync(folder, user.uid, user.gid)
    if (spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/' }).status !== 0) {
      throw new Error(`以 root 运行时，postgres 用户须能进入 ${folder}；请换一个 GONGZHI_HOME。The system user postgres cannot enter the data folder.`)
    }
  }
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  if (!existsSync(passwordFile)) {
    if (existsSync(data)) throw new Error(`数据库已在，其口令文件 ${passwordFile} 却不见了；请从备份恢复它。The password file of the database is lost.`)
    writeOnce(passwordFile, randomBytes(24).toString('base64url') + '\n')
  }
  return { folder, data, log: join(folder, 'log'), password: readFileSync(passwordFile, 'utf8').trim(), user }
}

/** Makes the data folder when there is none; all or nothing, so that an interrupted first start leaves no half database. */
export async function initialise(cluster: Cluster, binaries: Binaries): Promise<void> {
  if (existsSync(cluster.data)) {
    const major = readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim()
    if (major !== binaries.major) throw new Error(`数据库是 PostgreSQL ${major} 的，程序却是 ${binaries.major} 的，不能直接打开。The data folder is of another major version.`)
    return
  }
  const draft = `${cluster.data}.${process.pid}`
  const passwordFile = `${draft}.password`
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(passwordFile, cluster.password + '\n', { mode: 0o600 })
  if (cluster.user) chownSync(passwordFile, cluster.user.uid, cluster.user.gid)
  try {
    await run(cluster, binaries.initdb, [
      `--pgdata=${draft}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums',
      '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
      `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`, '--lc-messages=C', '--no-instructions',
    ])
    // Two first starts at once: the second finds the folder of the first and uses it.
    if (!existsSync(cluster.data)) renameSync(draft, cluster.data)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * Starts the server in a session of its own, so that Ctrl-C in the terminal reaches us and not it, and we can finish
 * our work before we stop it. Answers its process id at once; it is not ready yet.
 */
export function launch(cluster: Cluster, binaries: Binaries, port: number, settings: Record<string, string>): number {
  const all = { ...defaults(), ...settings, port: String(port) }
  rotate(cluster.log)
  const log = openSync(cluster.log, 'a', 0o600)
  try {
    const child = spawn(binaries.postgres, ['-D', cluster.data, ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`])], {
      ...cluster.user, cwd: cluster.folder, detached: true, stdio: ['ignore', log, log], env: cleanEnv(),
    })
    child.on('error', () => undefined) // without a pid; said below
    child.unref()
    if (child.pid === undefined) throw new Error(`内置的 PostgreSQL 无法运行。Cannot run ${binaries.postgres}.`)
    return child.pid
  } finally {
    closeSync(log)
  }
}

/** The size of the log now; `logSince` of it is what was written after. */
export const logSize = (cluster: Cluster): number => (existsSync(cluster.log) ? statSync(cluster.log).size : 0)

/** The last lines written to the log since `from`. */
export function logSince(cluster: Cluster, from: number, lines = 12): string {
  if (!existsSync(cluster.log)) return ''
  return readFileSync(cluster.log).subarray(from).toString('utf8').trim().split('\n').slice(-lines).join('\n')
}

/** Sensible for a laptop; durable, because people will keep their first real data here. */
function defaults(): Record<string, string> {
  const megabytes = totalmem() / 2 ** 20
  return {
    listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200',
    shared_buffers: `${Math.max(32, Math.min(256, Math.floor(megabytes / 16)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(megabytes / 2))}MB`,
    work_mem: '8MB', maintenance_work_mem: '128MB', random_page_cost: '1.1', synchronous_commit: 'on', jit: 'off',
    timezone: 'Asia/Shanghai', log_timezone: 'Asia/Shanghai', log_checkpoints: 'off', log_line_prefix: '%m ',
    ...(smallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  }
}

/** Containers often have 64 MB of /dev/shm, on which parallel queries fail; such a server uses files instead. */
function smallSharedMemory(): boolean {
  if (process.platform !== 'linux') return false
  try {
    const { bsize, blocks } = statfsSync('/dev/shm')
    return bsize * blocks < 256 * 2 ** 20
  } catch {
    return true
  }
}

function run(cluster: Cluster, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...cluster.user, cwd: cluster.folder, stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnv() })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const fail = (why: string) =>
      reject(new Error(`数据库没有建成。PostgreSQL could not make its data folder (${why}):\n${said.trim().split('\n').slice(-12).join('\n')}`))
    child.on('error', error => fail(error.message))
    child.on('close', (code, signal) => (code === 0 ? resolve() : fail(String(code ?? signal))))
  })
}

/** The environment of the server: none of the caller's PG* settings, English messages in its log. */
function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|TZ$|NODE_)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: process.platform === 'linux' ? 'C.UTF-8' : 'C' }
}

function rotate(log: string): void {
  if (existsSync(log) && statSync(log).size > 8 * 2 ** 20) truncateSync(log)
}

function systemUser(): { uid: number; gid: number } {
  const id = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
    return status === 0 ? Number(stdout) : undefined
  }
  if (id('-u') === undefined) {
    const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { encoding: 'utf8' })
    if (id('-u') === undefined) {
      throw new Error(`PostgreSQL 不能以 root 运行，而系统用户 postgres 没有建成。Could not create the system user postgres: ${made.error?.message ?? made.stderr.trim()}`)
    }
  }
  return { uid: id('-u')!, gid: id('-g')! }
}
