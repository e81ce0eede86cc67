import assert from 'node:assert/strict'
import test, { afterEach } from 'node:test'
import { z } from 'zod'
import { command, query } from '../../contract/kernel.ts'
import { ask, call } from './api.ts'
import { Refusal } from './refusal.ts'
import { session } from './session.ts'

const list = query('relief.list', z.object({ q: z.string() }), z.object({ n: z.int() }))
const lodge = command('relief.lodge', z.object({ need: z.string() }), z.object({ id: z.string() }))
const real = globalThis.fetch
// Where the page stands: the time that somebody worked on it is told with what was sent from there.
globalThis.location = { pathname: '/apply/old_age_allowance' } as Location
afterEach(() => { globalThis.fetch = real; session.leave() })

interface Sent { url: string; headers: Record<string, string>; body: unknown }
/** The wire, not the server: hands out the given answers in order and notes what was sent. */
function wire(...answers: (Response | Error)[]): Sent[] {
  const sent: Sent[] = []
  globalThis.fetch = ((url: string, init: RequestInit) => {
    sent.push({ url, headers: init.headers as Record<string, string>, body: JSON.parse(String(init.body)) })
    const answer = answers.shift()!
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }) as typeof fetch
  return sent
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a query goes out with our header and comes back parsed', async () => {
  const sent = wire(json({ n: 3, unpromised: true }))
  assert.deepEqual(await ask(list, { q: '低保' }, { seat: 's1' }), { n: 3 })
  assert.equal(sent[0]!.url, '/api/relief.list')
  assert.equal(sent[0]!.headers['x-gongzhi'], '1')
  assert.equal(sent[0]!.headers['seat'], 's1')
  assert.equal(sent[0]!.headers['idempotency-key'], undefined)
})

test('an answer that drifted from the contract is an error that is shown', async t => {
  t.mock.method(console, 'error', () => {})
  wire(json({ n: 'three' }))
  await assert.rejects(ask(list, { q: '' }), refused('answer.drift'))
})

test('a problem carries its sentence and fields', async () => {
  wire(json({ code: 'input.invalid', message: '有误', fields: [{ path: 'need', message: '请填写' }] }, 400))
  await assert.rejects(call(lodge, { need: '' }), (error: unknown) =>
    error instanceof Refusal && error.byField['need'] === '请填写' && !error.retryable)
})

test('a lost command keeps its key; an answered one does not', async () => {
  const sent = wire(new TypeError('offline'), json({ code: 'server.busy', message: '忙' }, 503), json({ id: 'a' }), json({ id: 'b' }))
  await assert.rejects(call(lodge, { need: 'x' }), refused('network.lost'))
  await assert.rejects(call(lodge, { need: 'x' }), refused('server.busy'))
  await call(lodge, { need: 'x' })
  await call(lodge, { need: 'x' })
  const keys = sent.map(s => s.headers['idempotency-key'])
  assert.equal(new Set(keys.slice(0, 3)).size, 1)
  assert.notEqual(keys[3], keys[2])
})

test("a proxy's page is no answer, whatever its status", async () => {
  wire(new Response('<html>', { status: 502 }), new Response('<html>', { status: 200 }))
  await assert.rejects(ask(list, { q: '' }), refused('server.busy'))
  await assert.rejects(ask(list, { q: '' }), refused('answer.unreadable'))
})

test('a login that ran out is noticed, a visitor who never logged in is not', async () => {
  wire(json({ code: 'seat.none', message: '请先登录。' }, 401), json({ code: 'seat.none', message: '请先登录。' }, 401))
  await assert.rejects(ask(list, { q: '' }), refused('seat.none'))
  assert.equal(session.expired(), false)
  session.met('lin')
  await assert.rejects(ask(list, { q: '' }), refused('seat.none'))
  assert.equal(session.expired(), true)
  session.met('lin')
  assert.equal(session.expired(), false)
})

test('an ask given up by its page stays an abort, not a network fault', async () => {
  const stop = new AbortController()
  stop.abort()
  globalThis.fetch = ((_: string, init: RequestInit) => Promise.reject(init.signal!.aborted ? new DOMException('x', 'AbortError') : new Error())) as typeof fetch
  await assert.rejects(ask(list, { q: '' }, { signal: stop.signal }), { name: 'AbortError' })
})
