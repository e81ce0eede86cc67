import { keepFile } from '../../contract/service.ts'
import { headers, type InputOf, type Operation, type OutputOf } from '../../contract/kernel.ts'
import { activeTime } from './active.ts'
import { attempt } from './idempotency.ts'
import { fromAnswer, refusal, Refusal } from './refusal.ts'
import { session } from './session.ts'
import { uuid } from './uuid.ts'

export interface AskOptions {
  signal?: AbortSignal
  /** The seat to act from when it is not the one of the address. */
  seat?: string | null
  /** The attendance at a window to act in when it is not the one of this tab. */
  serving?: string | null
  /** A short-lived pass that seats one person for one deed: neither seat nor attendance goes with it. */
  pass?: string
}
export interface CallOptions extends AskOptions {
  /** The key of this attempt; when absent, one is kept per content until the server has answered. */
  idempotencyKey?: string
}

const patience = 30_000

/** Asks a query or a look. Throws only `Refusal`, or the signal's own abort. */
export async function ask<T extends Operation>(operation: T, input: InputOf<T>, options: AskOptions = {}): Promise<OutputOf<T>> {
  return answerOf(operation, await post(operation.name, input, whoAsks(options), options.signal))
}

/** Calls a command. The same attempt (seat and content) keeps its key until it was answered for good. */
export async function call<T extends Operation>(operation: T, input: InputOf<T>, options: CallOptions = {}): Promise<OutputOf<T>> {
  const seat = seatFor(options)
  const key = options.idempotencyKey ?? attempt.keyOf(operation.name, seat ?? '', input)
  try {
    const active = activeTime.take(performance.now(), location.pathname)
    const body = await post(operation.name, input, { ...whoAsks(options), [headers.idempotency]: key, ...(active > 0 && { [headers.active]: String(active) }) }, options.signal)
    attempt.answered(operation.name, seat ?? '', input)
    return answerOf(operation, body)
  } catch (error) {
    if (error instanceof Refusal && error.status >= 400 && error.status < 500)
      attempt.answered(operation.name, seat ?? '', input)
    throw error
  }
}

const seatFor = (options: AskOptions) => options.seat === undefined ? session.seat() : options.seat

/** The headers that say from which chair one asks, and that it is our own page. */
function whoAsks(options: AskOptions): Record<string, string> {
  if (options.pass) return { [headers.own]: '1', [headers.pass]: options.pass }
  const seat = seatFor(options)
  // An attendance belongs to the seat it was opened from; from one's own chair it would only be refused.
  const serving = options.serving === undefined ? (seat ? session.serving() : null) : options.serving
  return { [headers.own]: '1', ...(seat ? { [headers.seat]: seat } : {}), ...(serving ? { [headers.serving]: serving } : {}) }
}

/** What the session learns from a refusal. */
function heed(refused: Refusal): Refusal {
  if (refused.needsLogin) session.expire(refused.code === 'seat.expired')
  if (refused.code === 'serving.none') session.serve(null)
  return refused
}

async function post(name: string, input: unknown, more: Record<string, string>, signal?: AbortSignal): Promise<unknown> {
  const stop = new AbortController()
  let slow = false
  const timer = setTimeout(() => { slow = true; stop.abort() }, patience)
  const give = () => stop.abort()
  signal?.addEventListener('abort', give)
  if (signal?.aborted) stop.abort()
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      signal: stop.signal,
      headers: { 'content-type': 'application/json', ...more },
      body: JSON.stringify(input ?? {}),
    })
    return await read(response)
  } catch (error) {
    if (error instanceof Refusal) throw heed(error)
    if (signal?.aborted) throw error
    throw refusal(slow ? 'network.slow' : 'network.lost')
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', give)
  }
}

/** The body of a good answer; throws the refusal of a bad one. A broken stream throws on, as a lost network. */
const read = async (response: Response): Promise<unknown> => bodyOf(response.status, await response.text())

function bodyOf(status: number, text: string): unknown {
  const ok = status >= 200 && status < 300
  let body: unknown
  try {
    body = text === '' ? null : JSON.parse(text)
  } catch {
    throw ok ? refusal('answer.unreadable', status) : fromAnswer(status, null)
  }
  if (!ok) throw fromAnswer(status, body)
  return body
}

export interface UploadOptions extends CallOptions {
  /** Hears how much has gone up, 0 to 1. */
  onPart?: (part: number) => void
}

/**
 * Keeps a file: the body is its bytes, its name stands beside it. By XMLHttpRequest, because fetch cannot say how much
 * has gone up, which on a weak network is all one wants to know. Throws as `call` does.
 */
export const upload = (file: File, options: UploadOptions = {}): Promise<OutputOf<typeof keepFile>> => uploadTo(keepFile, file, options)

/** As `upload`, for another operation that keeps a file. */
export function uploadTo<T extends Operation>(operation: T, file: File, options: UploadOptions = {}): Promise<OutputOf<T>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const lost = () => reject(refusal('network.lost'))
    request.open('POST', `/api/${operation.name}`)
    const sent = {
      ...whoAsks(options), 'content-type': file.type || 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name),
      [headers.idempotency]: options.idempotencyKey ?? uuid(),
    }
    for (const [name, value] of Object.entries(sent)) request.setRequestHeader(name, value)
    request.upload.onprogress = event => { if (event.lengthComputable) options.onPart?.(event.loaded / event.total) }
    request.onerror = lost
    request.ontimeout = lost
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      try {
        resolve(answerOf(operation, bodyOf(request.status, request.responseText)))
      } catch (error) {
        reject(error instanceof Refusal ? heed(error) : error as Error)
      }
    }
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function answerOf<T extends Operation>(operation: T, body: unknown): OutputOf<T> {
  const parsed = operation.output.safeParse(body)
  if (parsed.success) return parsed.data as OutputOf<T>
  console.error(`${operation.name}: the answer is not what the contract promises`, parsed.error.issues)
  throw refusal('answer.drift')
}
