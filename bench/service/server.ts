import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkout, type Home } from '../../server/kernel/home.ts'
import { connections } from './settings.ts'

/** The platform in a process of its own, built as `npm start` runs it. */
export interface Server { pid: number; port: number; stop(): Promise<void> }

const running = new Set<ChildProcess>()

export async function startServer(home: Home, databaseUrl: string, nodeArgs: readonly string[] = []): Promise<Server> {
  const program = join(checkout, 'dist', 'gongzhi.mjs')
  if (!existsSync(program)) throw new Error('dist/gongzhi.mjs 还没有构建，请用 npm run bench -- service 运行。The server is not built.')
  const port = await freePort()
  const child = spawn(process.execPath, [...nodeArgs, program, 'serve'], {
    cwd: checkout, stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: {
      ...process.env, DATABASE_URL: databaseUrl, GONGZHI_HOME: home.folder, PORT: String(port), HOST: '127.0.0.1',
      GONGZHI_RATE_LIMITS: 'off', GONGZHI_CONNECTIONS: String(connections), NODE_ENV: 'production',
    },
  })
  running.add(child)
  // what it says when it is told to stop is of no interest here
  child.stderr!.on('data', (said: Buffer) => { if (!said.toString().includes('正在停止')) process.stderr.write(said) })
  const ended = new Promise<void>(resolve => child.once('exit', () => { running.delete(child); resolve() }))
  const stop = async () => { child.kill('SIGTERM'); await ended }
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) break
    const healthy = await fetch(`http://127.0.0.1:${port}/readyz`).then(answer => answer.ok, () => false)
    if (healthy) return { pid: child.pid!, port, stop }
    await sleep(100)
  }
  await stop()
  throw new Error('the server did not start')
}

/** Ends what still runs, when we are told to stop. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL')
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
