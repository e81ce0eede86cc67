import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard { headers: IncomingHttpHeaders; body: string }
export interface Receiver {
  url: string
  heard: Heard[]
  /** The status of the answers to come; null: it takes the call and never answers. */
  answers: number | null
  /** Milliseconds before it answers. */
  delay: number
  close(): Promise<void>
}

/** A department's system that is told, on a port of its own. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      receiver.heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      if (receiver.answers === null) return
      const status = receiver.answers
      setTimeout(() => response.writeHead(status, { location: 'http://169.254.169.254/latest' }).end(), receiver.delay)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard: [], answers: 204, delay: 0,
    close: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections() }),
  }
  return receiver
}
