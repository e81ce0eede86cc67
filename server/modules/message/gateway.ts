import { createHmac } from 'node:crypto'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { Unreachable, type Letter, type Sender } from './senders.ts'

export interface GatewaySettings {
  url: string
  /** What is posted: JSON in which `{to}`, `{text}`, `{id}` and `{time}` stand for the number, the words, the letter's id and the seconds since 1970. */
  body: string
  /** Key of the signature: HMAC-SHA256 over `<time>.<body>`, hexadecimal, in the header `signature` beside `x-timestamp`. */
  secret?: string | undefined
  signature?: string | undefined
  /** Further headers, one `Name: value` each. */
  headers?: Readonly<Record<string, string>> | undefined
  /** Which answer means taken, where the status alone does not say it: `code=0`, a path into the JSON and its value. */
  taken?: string | undefined
  /** Which answers mean never: `code=1001,1002`. */
  never?: string | undefined
  timeout_ms?: number | undefined
}

export const plainBody = '{"id":"{id}","phone":"{to}","content":"{text}"}'
const mostAnswer = 65_536

/**
 * Short messages through an operator's HTTP gateway. Each letter keeps its id (`idempotency-key`, and `{id}` in the body), so that
 * one that was taken before an answer was lost is not sent twice by a gateway that looks; 409 is its word for that. A number that
 * the gateway refuses for good (400, 404, 410, 422, or `never`) is `Unreachable`; all else comes again.
 */
export function gatewaySender(settings: GatewaySettings): Sender {
  const { protocol } = new URL(settings.url)
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('GONGZHI_SMS_URL 须以 https:// 或 http:// 开头。')
  if (!isObject(parsed(filled(settings.body, { to: '1', text: '1', id: '1', time: '1' })))) throw new Error('GONGZHI_SMS_BODY 须是一个 JSON 对象。')
  const [taken, never] = [ruleOf(settings.taken), ruleOf(settings.never)]
  return {
    channel: 'sms',
    send: async letter => {
      const time = String(Math.floor(Date.now() / 1000))
      const body = filled(settings.body, { ...letter, time })
      const { status, text } = await post(settings, letter, time, body)
      const answer = parsed(text)
      if (status === 409) return
      if ([400, 404, 410, 422].includes(status) || (never && says(answer, never))) throw new Unreachable(`短信网关拒收（${status}）`)
      if (status < 200 || status >= 300) throw new Error(`短信网关答复 ${status}`)
      if (taken && !says(answer, taken)) throw new Error('短信网关没有接收')
    },
  }
}

/** Values enter a JSON template as the inside of a JSON string: no letter can end it. */
const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(to|text|id|time)\}/g, (_, name: string) => JSON.stringify(values[name] ?? '').slice(1, -1))

interface Rule { path: string[]; values: string[] }
function ruleOf(text: string | undefined): Rule | null {
  if (!text) return null
  const [path, values] = text.split('=')
  if (!path || !values) throw new Error(`${text} 应写成 code=0 的形式。`)
  return { path: path.trim().split('.'), values: values.split(',').map(one => one.trim()) }
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
function says(answer: unknown, { path, values }: Rule): boolean {
  let at = answer
  for (const step of path) at = isObject(at) ? at[step] : undefined
  return (typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean') && values.includes(String(at))
}

/** One call on a connection of its own, without redirections: of two answers the first counts and the second is heard by nobody. */
function post({ url, secret, signature = 'x-signature', headers, timeout_ms = 15_000 }: GatewaySettings, { id }: Letter, time: string, body: string): Promise<{ status: number; text: string }> {
  const signed = secret ? { [signature]: createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'), 'x-timestamp': time } : {}
  return new Promise((resolve, reject) => {
    const fail = (error: Error & { code?: string }) => reject(new Error(error.name === 'TimeoutError' || error.name === 'AbortError' ? '短信网关没有按时答复' : `连不上短信网关（${error.code ?? error.name}）`))
    const request = (url.startsWith('https:') ? secure : plain)(url, {
      method: 'POST', agent: false, signal: AbortSignal.timeout(timeout_ms),
      headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': id, ...signed, ...headers, 'content-length': Buffer.byteLength(body) },
    }, response => {
      const parts: Buffer[] = []
      let length = 0
      const done = () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() })
      response.on('data', (part: Buffer) => {
        parts.push(part)
        length += part.length
        if (length > mostAnswer) { done(); response.destroy() }
      }).on('end', done).on('error', fail)
    })
    request.on('error', fail)
    request.end(body)
  })
}
