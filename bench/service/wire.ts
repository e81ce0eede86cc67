import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What went to the database: round trips (a burst of messages that waited for nothing, then an answer), statements, transactions. */
export interface Traffic { trips: number; statements: number; transactions: number }

/**
 * A counting wire between a client and PostgreSQL. Answers are held back for some milliseconds, so that whatever does not
 * wait for an answer has been sent by then: what is counted is how often the client truly waited. Transactions of the
 * server chair (post delivered afterwards) are counted apart.
 */
export interface Wire { url: string; requests: Traffic; delivery: Traffic; reset(): void; close(): void }

const holdMs = 3
const none = (): Traffic => ({ trips: 0, statements: 0, transactions: 0 })

export async function startWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const wire = { requests: none(), delivery: none() }
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => { client.destroy(); upstream.destroy() })
      socket.on('close', () => { sockets.delete(socket); client.destroy(); upstream.destroy() })
    }
    const watcher = new Watcher(wire)
    client.on('data', (chunk: Buffer) => { watcher.sent(chunk); upstream.write(chunk) })
    upstream.on('data', (chunk: Buffer) => setTimeout(() => { watcher.answered(); client.write(chunk) }, holdMs))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = Object.assign(new URL(url), { port: String((server.address() as AddressInfo).port) }).toString()
  return Object.assign(wire, {
    url: through,
    reset: () => { Object.assign(wire.requests, none()); Object.assign(wire.delivery, none()) },
    close: () => { for (const socket of sockets) socket.destroy(); server.close() },
  })
}

/** Reads one connection's messages: a type byte and a length, but for the first (start-up), which has no type. */
class Watcher {
  readonly #to: { requests: Traffic; delivery: Traffic }
  #rest = Buffer.alloc(0)
  #started = false
  #waiting = false
  #delivers = false

  constructor(to: { requests: Traffic; delivery: Traffic }) {
    this.#to = to
  }

  answered(): void {
    this.#waiting = false
  }

  sent(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    let statements = 0
    let transactions = 0
    for (;;) {
      const head = this.#started ? 1 : 0
      if (this.#rest.length < head + 4) break
      const length = head + this.#rest.readInt32BE(head)
      if (this.#rest.length < length) break
      const type = this.#started ? String.fromCharCode(this.#rest[0]!) : ''
      const text = type === 'Q' ? this.#rest.toString('utf8', 5, length - 1) : ''
      if (text.startsWith('begin')) { this.#delivers = text.includes('gongzhi_server'); transactions++ }
      if (type === 'Q' || type === 'E') statements++
      this.#started = true
      this.#rest = this.#rest.subarray(length)
    }
    const to = this.#delivers ? this.#to.delivery : this.#to.requests
    to.statements += statements
    to.transactions += transactions
    if (!this.#waiting) to.trips++
    this.#waiting = true
  }
}
