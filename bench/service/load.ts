import { createConnection, type Socket } from 'node:net'
import { serveJobs } from './worker.ts'

export interface Call { path: string; headers: Record<string, string>; body: string; group: string }
export interface LoadJob { port: number; inFlight: number; calls: Call[]; keep: boolean }
/** Latencies in milliseconds by group; `answers` in the order of the calls where `keep` was asked. */
export interface LoadAnswer { seconds: number; latencies: Record<string, number[]>; answers: string[]; failed: number; firstFailure: string }

/** One connection that asks one thing after another. Its own few lines of HTTP, so that the load costs little beside what is measured. */
class Line {
  readonly #socket: Socket
  #text: Buffer = Buffer.alloc(0)
  #answered: ((answer: { status: number; text: string }) => void) | undefined
  #failed: (error: Error) => void = () => undefined

  constructor(port: number) {
    this.#socket = createConnection({ host: '127.0.0.1', port, noDelay: true })
    this.#socket.on('data', chunk => this.#hear(chunk))
    this.#socket.on('error', error => this.#failed(error))
    this.#socket.on('close', () => this.#failed(new Error('the server closed the connection')))
  }

  send({ path, headers, body }: Call): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve
      this.#failed = reject
      let head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
      for (const name in headers) head += `${name}: ${headers[name]!}\r\n`
      this.#socket.write(`${head}\r\n${body}`)
    })
  }

  /** The server answers with a length; an answer without one is a fault of this benchmark. */
  #hear(chunk: Buffer): void {
    this.#text = this.#text.length === 0 ? chunk : Buffer.concat([this.#text, chunk])
    const end = this.#text.indexOf('\r\n\r\n')
    if (end === -1) return
    const head = this.#text.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)
    if (!length) return this.#failed(new Error(`no length: ${head}`))
    const whole = end + 4 + Number(length[1])
    if (this.#text.length < whole) return
    const text = this.#text.toString('utf8', end + 4, whole)
    this.#text = this.#text.subarray(whole)
    this.#answered?.({ status: Number(head.slice(9, 12)), text })
  }

  close(): void {
    this.#failed = () => undefined
    this.#socket.destroy()
  }
}

// A process that keeps so many requests in flight until all have been answered.
serveJobs<LoadJob, LoadAnswer>(async ({ port, inFlight, calls, keep }) => {
  const latencies: Record<string, number[]> = {}
  const answers: string[] = []
  let next = 0
  let failed = 0
  let firstFailure = ''
  const one = async (line: Line): Promise<void> => {
    for (let i = next++; i < calls.length; i = next++) {
      const call = calls[i]!
      const began = performance.now()
      const { status, text } = await line.send(call)
      ;(latencies[call.group] ??= []).push(performance.now() - began)
      if (keep) answers[i] = text
      if (status !== 200 && failed++ === 0) firstFailure = `${status} ${text.slice(0, 300)}`
    }
  }
  const began = performance.now()
  const lines = Array.from({ length: inFlight }, () => new Line(port))
  await Promise.all(lines.map(one))
  lines.forEach(line => line.close())
  return { seconds: (performance.now() - began) / 1000, latencies, answers, failed, firstFailure }
})
