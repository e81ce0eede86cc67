import { headers, type InputOf, type Operation, type OutputOf } from '../../contract/kernel.ts'
import { attempt } from './idempotency.ts'
import { fromAnswer, refusal, Refusal } from './refusal.ts'
import { session } from './session.ts'

export interface AskOptions {
  signal?: AbortSignal
  /** The seat to act from when it is not the one of the address. */
  seat?: string | null
}
export interface CallOptions extends AskOptions {
  /** The key of this attempt; when absent, one is kept per content until the server has answered. */
  idempotencyKey?: string
}

const patience = 30_000

/** Asks a query or a look. Throws only `Refusal`, or the signal's own abort. */
export async function ask<T extends Operation>(operation: T, input: InputOf<T>, options: AskOptions = {}): Promise<OutputOf<T>> {
  return answerOf(operation, await post(operation.name, input, seatFor(options), {}, options.signal))
}

/** Calls a command. The same attempt (seat and content) keeps its key until it was answered for good. */
export async function call<T extends Operation>(operation: T, input: InputOf<T>, options: CallOptions = {}): Promise<OutputOf<T>> {
  const seat = seatFor(options)
  const key = options.idempotencyKey ?? attempt.keyOf(operation.name, seat ?? '', input)
  try {
    const body = await post(operation.name, input, seat, { [headers.idempotency]: key }, options.signal)
    attempt.answered(operation.name, seat ?? '', input)
    return answerOf(operation, body)
  } catch (error) {
    if (error instanceof Refusal && error.status >= 400 && error.status < 500)
      attempt.answered(operation.name, seat ?? '', input)
    throw error
  }
}

const seatFor = (options: AskOptions) => options.seat === undefined ? session.seat() : options.seat

async function post(
  name: string, input: unknown, seat: string | null, more: Record<string, string>, signal?: AbortSignal,
): Promise<unknown> {
  const stop = new AbortController()
  let slow = false
  const timer = setTimeout(() => { slow = true; stop.abort() }, patience)
  const give = () => stop.abort()
  signal?.addEventListener('abort', give)
  if (signal?.aborted) stop.abort()
  // An attendance belongs to the seat it was opened from; from one's own chair it would only be refused.
  const serving = seat ? session.serving() : null
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      signal: stop.signal,
      headers: {
        'content-type': 'application/json', [headers.own]: '1',
        ...(seat ? { [headers.seat]: seat } : {}), ...(serving ? { [headers.serving]: serving } : {}), ...more,
      },
      body: JSON.stringify(input ?? {}),
    })
    return await read(response)
  } catch (error) {
    if (error instanceof Refusal) {
      if (error.needsLogin) session.expire(error.code === 'seat.expired')
      if (error.code === 'serving.none') session.serve(null)
      throw error
    }
    if (signal?.aborted) throw error
    throw refusal(slow ? 'network.slow' : 'network.lost')
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', give)
  }
}

/** The body of a good answer; throws the refusal of a bad one. A broken stream throws on, as a lost network. */
async function read(response: Response): Promise<unknown> {
  const text = await response.text()
  let body: unknown
  try {
    body = text === '' ? null : JSON.parse(text)
  } catch {
    throw response.ok ? refusal('answer.unreadable', response.status) : fromAnswer(response.status, null)
  }
  if (!response.ok) throw fromAnswer(response.status, body)
  return body
}

function answerOf<T extends Operation>(operation: T, body: unknown): OutputOf<T> {
  const parsed = operation.output.safeParse(body)
  if (parsed.success) return parsed.data as OutputOf<T>
  console.error(`${operation.name}: the answer is not what the contract promises`, parsed.error.issues)
  throw refusal('answer.drift')
}
