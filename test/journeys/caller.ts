import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { base } from './browser.ts'

interface DemoLogin { login: string; password: string; code: string | null }
interface Seat { mandate: string; office: string; place: string }
export type Answer = Record<string, unknown> & { status: number }

/** Somebody of the cast who uses the API without a page: how the other side of a journey moves. */
export class Caller {
  cookie = ''
  seat: string | null = null
  readonly login: string
  constructor(login: string) {
    this.login = login
  }

  async ask(operation: string, input: unknown = {}): Promise<Answer> {
    const response = await fetch(`${base()}/api/${operation}`, {
      method: 'POST', body: JSON.stringify(input),
      headers: {
        'content-type': 'application/json', 'x-gongzhi': '1', 'idempotency-key': randomUUID(),
        ...(this.cookie ? { cookie: this.cookie } : {}), ...(this.seat ? { seat: this.seat } : {}),
      },
    })
    for (const set of response.headers.getSetCookie()) this.cookie = set.split(';')[0]!
    return { ...await response.json() as Record<string, unknown>, status: response.status }
  }

  /** Asks, and takes a refusal for a failure of the journey. */
  async must(operation: string, input: unknown = {}): Promise<Answer> {
    const answer = await this.ask(operation, input)
    if (answer.status !== 200) throw new Error(`${this.login} ${operation}: ${answer.status} ${String(answer['message'])}`)
    return answer
  }

  /** Takes a step of a case as it stands. */
  async step(number: string, action: string, more: { note?: string; data?: Record<string, unknown> } = {}): Promise<void> {
    const { seq } = await this.must('case.show', { number })
    await this.must('case.take', { number, seq, action, ...more })
  }
}

async function demoLogin(login: string): Promise<DemoLogin> {
  const { logins } = await new Caller(login).must('account.demo_logins')
  const found = (logins as DemoLogin[]).find(one => one.login === login)
  if (!found) throw new Error(`${login} is not of the cast`)
  return found
}

/** Logs in as one of the cast; staff in the seat of that office. A code used up by another journey is waited out. */
export async function enter(login: string, office?: string): Promise<Caller> {
  for (let attempt = 0; ; attempt++) {
    const who = await demoLogin(login)
    const caller = new Caller(login)
    await caller.must('account.login', { login, password: who.password })
    if (who.code) {
      const verified = await caller.ask('account.verify', { code: who.code })
      if (verified.status !== 200) {
        if (attempt === 3) throw new Error(`${login} has no second factor to log in with: ${JSON.stringify(verified)}`)
        await wait(12_000) // a code lasts half a minute and counts once
        continue
      }
    }
    const { seats } = await caller.must('account.me')
    if (office) caller.seat = (seats as Seat[]).find(seat => seat.office === office)?.mandate ?? null
    if (office && !caller.seat) throw new Error(`${login} holds no seat of ${office}`)
    return caller
  }
}
