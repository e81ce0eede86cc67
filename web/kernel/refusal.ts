import { sentence, type ProblemCode } from '../../contract/problems.ts'
import { ProblemBody } from '../../contract/kernel.ts'

/** What can go wrong before or after the server: told in the same form as its own problems. */
const ours = {
  'network.lost': '网络连接不上，您填写的内容还在。请检查网络后重试。',
  'network.slow': '网络太慢，没有等到回复。请重试，不会重复提交。',
  'answer.unreadable': '服务器的回复无法读取，请稍后重试。',
  'answer.drift': '服务器的回复与本页面的版本不一致，请刷新页面后重试。',
} as const

export type RefusalCode = ProblemCode | keyof typeof ours

export interface FieldFault { path: string; message: string }

/** An operation that was refused or could not be asked: always with a sentence fit for the screen. */
export class Refusal extends Error {
  readonly code: string
  /** HTTP status; 0 when nothing came back. */
  readonly status: number
  readonly fields: readonly FieldFault[]
  readonly details: Record<string, unknown>
  constructor(code: string, message: string, status = 0, fields: readonly FieldFault[] = [], details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.fields = fields
    this.details = details
  }
  /** Asking again as it is may succeed: nothing came back, or the server was at fault or busy. */
  get retryable(): boolean {
    return this.status === 0 ? this.code !== 'answer.drift' : this.status >= 500
  }
  /** One has to log in (again) first. */
  get needsLogin(): boolean {
    return this.code === 'seat.none' || this.code === 'seat.expired'
  }
  /** The faults beside their fields: dotted path to sentence. */
  get byField(): Record<string, string> {
    const found: Record<string, string> = {}
    for (const f of this.fields) found[f.path] ??= f.message
    return found
  }
}

/** A refusal of our own, from before or after the server. */
export const refusal = (code: RefusalCode, status = 0): Refusal =>
  new Refusal(code, code in ours ? ours[code as keyof typeof ours] : sentence(code as ProblemCode), status)

/** The refusal that an error answer carries; a body that is no problem (a proxy's page) becomes one of ours. */
export function fromAnswer(status: number, body: unknown): Refusal {
  const parsed = ProblemBody.safeParse(body)
  if (!parsed.success) return status >= 502 ? refusal('server.busy', status) : refusal('answer.unreadable', status)
  const { code, message, fields, details } = parsed.data
  return new Refusal(code, message, status, fields, details)
}

/** Any thrown thing as a refusal; what is not one is a bug of the page and says so. */
export const asRefusal = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('page.fault', '页面出错了，请刷新后重试。您填写的内容还在。')
