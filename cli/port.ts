import { createServer } from 'node:net'

/** The address to serve on, from HOST and PORT; throws a sentence for a PORT that is none. */
export function listenOn(env: NodeJS.ProcessEnv = process.env): { host: string; port: number } {
  const port = env.PORT ? Number(env.PORT) : 8320
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT=${env.PORT} 不是端口号。PORT must be a number from 0 to 65535.`)
  return { host: env.HOST || '127.0.0.1', port }
}

/** Throws a sentence when nobody can listen there; asked before anything slow is started. */
export async function claimable({ host, port }: { host: string; port: number }): Promise<void> {
  const code = await new Promise<string | undefined>(resolve => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
  if (code !== undefined) throw new Error(portSentence(code, host, port))
}

export function portSentence(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用：请停掉占用它的程序，或换一个端口，如 PORT=${port + 1} npm start。Port ${port} is already in use.`
  if (code === 'EACCES') return `没有权限使用端口 ${port}：请用 1024 以上的端口。No permission to listen on port ${port}.`
  return `不能在 ${host}:${port} 提供服务（${code}）。Cannot listen on ${host}:${port}.`
}
