import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** True when nobody listens on this port of this machine. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/**
 * A free port on 127.0.0.1: the remembered one when it is free, otherwise one below 32768, where systems do not take
 * ports for outgoing connections, so that it will most likely be free next time too.
 */
export async function choosePort(remembered?: number, free = isFree): Promise<number> {
  if (remembered !== undefined && (await free(remembered))) return remembered
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(15_000, 32_000)
    if (await free(port)) return port
  }
  throw new Error('127.0.0.1 上没有找到空闲端口。No free port was found on 127.0.0.1.')
}
