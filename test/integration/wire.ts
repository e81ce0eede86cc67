import type { AddressInfo } from 'node:net'
import { newId } from '../../server/kernel/ids.ts'
import { listen } from '../../server/main.ts'
import type { TestHouse } from '../house.ts'

export interface Wire {
  url: string
  /** Calls as a department's system does: over HTTP, with its key. */
  call(key: string, operation: string, input: object, more?: Record<string, string>): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>
  close(): Promise<void>
}

/** The house on a port of its own. */
export async function openWire(house: TestHouse): Promise<Wire> {
  const app = await listen(house.platform, { port: 0, host: '127.0.0.1', logLevel: 'silent', rateLimits: false })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return {
    url,
    call: async (key, operation, input, more = {}) => {
      const answer = await fetch(`${url}/api/${operation}`, {
        method: 'POST', body: JSON.stringify(input),
        headers: { authorization: `Bearer ${key}`, 'x-gongzhi': '1', 'content-type': 'application/json', 'idempotency-key': newId(), ...more },
      })
      return { status: answer.status, body: await answer.json() as Record<string, unknown>, headers: answer.headers }
    },
    close: () => app.close(),
  }
}
