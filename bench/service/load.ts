import { Agent, request } from 'node:http'
import { serveJobs } from './worker.ts'

export interface Call { path: string; headers: Record<string, string>; body: string; group: string }
export interface LoadJob { port: number; inFlight: number; calls: Call[]; keep: boolean }
/** Latencies in milliseconds by group; `answers` in the order of the calls where `keep` was asked. */
export interface LoadAnswer { seconds: number; latencies: Record<string, number[]>; answers: string[]; failed: number; firstFailure: string }

const agent = new Agent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 256 })

function send(port: number, { path, headers, body }: Call): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, answer => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

// A process that keeps so many requests in flight until all have been answered.
serveJobs<LoadJob, LoadAnswer>(async ({ port, inFlight, calls, keep }) => {
  const latencies: Record<string, number[]> = {}
  const answers: string[] = []
  let next = 0
  let failed = 0
  let firstFailure = ''
  const one = async (): Promise<void> => {
    for (let i = next++; i < calls.length; i = next++) {
      const call = calls[i]!
      const began = performance.now()
      const { status, text } = await send(port, call)
      ;(latencies[call.group] ??= []).push(performance.now() - began)
      if (keep) answers[i] = text
      if (status !== 200 && failed++ === 0) firstFailure = `${status} ${text.slice(0, 300)}`
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: inFlight }, one))
  return { seconds: (performance.now() - began) / 1000, latencies, answers, failed, firstFailure }
})
