import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkout, openHome, readSecrets, type Home } from '../../server/kernel/home.ts'
import { listenOn, portSentence } from '../port.ts'
import { serve as open, type Serving } from '../seams.ts'
import { listenForShutdown } from '../shutdown.ts'

/** Serves a migrated database: `DATABASE_URL` is the connection of the login role that `migrate` made. As many as needed. */
export async function serve(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('请用 DATABASE_URL 指定数据库（平台登录角色的连接地址）；只在本机试用请运行 npm start。DATABASE_URL is not set.')
  const shutdown = listenForShutdown(() => console.error('正在停止……'))
  const serving = await serveAt(openHome(), url, listenOn())
  console.log(`共治已启动：${serving.address}`)
  await shutdown.wish
  await stopWithin(serving, 30)
}

export async function serveAt(home: Home, databaseUrl: string, { host, port }: { host: string; port: number }): Promise<Serving> {
  try {
    return await open({ databaseUrl, secrets: readSecrets(home), home, web: join(checkout, 'dist', 'web'), host, port })
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    throw syscall === 'listen' ? new Error(portSentence(code ?? '', host, port)) : error
  }
}

/** Stops serving, but waits no longer than this for requests that do not end. */
export async function stopWithin(serving: Serving, seconds: number): Promise<void> {
  await Promise.race([serving.stop(), sleep(seconds * 1000, undefined, { ref: false })])
}
