import assert from 'node:assert/strict'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { newId } from '../../server/kernel/ids.ts'
import { people, password } from '../account/smallHouse.ts'
import { cookieOf, own, script, served, type Served } from './served.ts'

let at: Served
before(async () => { at = await served() })
after(() => at.close())
beforeEach(async () => { await at.admin`delete from kernel.throttle` })

const post = (name: string, payload: unknown = {}, headers: Record<string, string> = {}) =>
  at.app.inject({ method: 'POST', url: `/api/${name}`, headers: { ...own, 'content-type': 'application/json', ...headers }, payload: payload as object })
const get = (url: string, headers: Record<string, string> = {}) => at.app.inject({ method: 'GET', url, headers })
const refused = (answer: { statusCode: number; json(): { code: string } }, status: number, code: string) =>
  assert.deepEqual([answer.statusCode, answer.json().code], [status, code])

describe('only from our own pages', () => {
  test('a call without the header, or from another origin, is refused before anything is read', async () => {
    refused(await at.app.inject({ method: 'POST', url: '/api/account.me', payload: {} }), 403, 'input.not_ours')
    refused(await post('account.me', {}, { 'x-gongzhi': '2' }), 403, 'input.not_ours')
    for (const origin of ['https://evil.example', 'null', 'http://gz.example.evil.example', 'http://gz.example:81']) {
      refused(await post('account.me', {}, { host: 'gz.example', origin }), 403, 'input.not_ours')
    }
    for (const origin of ['https://gz.example', 'http://gz.example']) {
      assert.equal((await post('account.me', {}, { host: 'gz.example', origin })).statusCode, 200)
    }
    assert.equal((await post('account.me')).statusCode, 200)
  })

  test('a program with a token of its own needs no header; a cookie always does, and another origin never passes', async () => {
    const { token } = (await post('account.login', { login: 'shenmei', password }, { 'x-token': '1' })).json()
    const bare = (headers: Record<string, string>) => at.app.inject({ method: 'POST', url: '/api/account.me', headers: { 'content-type': 'application/json', ...headers }, payload: {} })
    assert.equal((await bare({ authorization: `Bearer ${token}` })).json().name, '沈梅')
    for (const headers of [{ cookie: `gongzhi_session=${token}` }, { authorization: 'Bearer ', cookie: `gongzhi_session=${token}` }, { authorization: `Basic ${token}` }]) refused(await bare(headers as Record<string, string>), 403, 'input.not_ours')
    refused(await bare({ authorization: `Bearer ${token}`, host: 'gz.example', origin: 'https://evil.example' }), 403, 'input.not_ours')
    assert.match((await bare({})).json().message, /接入密钥/)
  })

  test('a form of another site cannot be one: its types are not read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      refused(await post('account.me', '{}', { 'content-type': type }), 400, 'input.not_json')
    }
  })
})

describe('the session cookie', () => {
  test('is set at log-in where no script reads it, and the token is not in the body', async () => {
    const answer = await post('account.login', { login: 'shenmei', password })
    assert.equal(answer.statusCode, 200)
    const line = String(answer.headers['set-cookie'])
    assert.match(line, /^gongzhi_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000$/)
    const token = cookieOf(answer).split('=')[1]!
    assert.ok(!answer.body.includes(token))
    assert.deepEqual(answer.json(), { needs_second_factor: false, step: null, token: '' })
    const me = await post('account.me', {}, { cookie: `other=1; ${cookieOf(answer)}` })
    assert.equal(me.json().name, '沈梅')
  })

  test('a program gets the token and no cookie, and comes with it as bearer', async () => {
    const answer = await post('account.login', { login: 'shenmei', password }, { 'x-token': '1' })
    assert.equal(answer.headers['set-cookie'], undefined)
    const me = await post('account.me', {}, { authorization: `Bearer ${answer.json().token}` })
    assert.equal(me.json().name, '沈梅')
  })

  test('changes at the second factor, for as long as the browser is open', async () => {
    const half = await post('account.login', { login: 'jiangmin', password })
    assert.doesNotMatch(String(half.headers['set-cookie']), /Max-Age/)
    const [me] = [await post('account.me', {}, { cookie: cookieOf(half) })]
    assert.equal(me.json().needs_second_factor, true)
    refused(await post('message.list', {}, { cookie: cookieOf(half) }), 403, 'seat.needs_second_factor')
    const shown = (await post('account.demo_logins')).json().logins.find((each: { login: string }) => each.login === 'jiangmin')
    const whole = await post('account.verify', { code: shown.code }, { cookie: cookieOf(half) })
    assert.deepEqual(whole.json(), { token: '' })
    assert.doesNotMatch(String(whole.headers['set-cookie']), /Max-Age/)
    assert.notEqual(cookieOf(whole), cookieOf(half))
    refused(await post('account.me', {}, { cookie: cookieOf(half) }), 401, 'seat.expired')
    const mandate = await at.mandateOf(people.jiang.id)
    assert.equal((await post('account.me', {}, { cookie: cookieOf(whole), seat: mandate })).json().seats[0].office, 'window_clerk')
    refused(await post('account.me', {}, { cookie: cookieOf(whole), seat: newId() }), 403, 'seat.not_yours')
    refused(await post('account.me', {}, { cookie: cookieOf(whole), seat: mandate, serving: newId() }), 403, 'serving.none')
  })

  test('is taken back when dead, does not stand in the way of a log-in, and ends with the log-out', async () => {
    const dead = 'gongzhi_session=dead'
    const answer = await post('account.me', {}, { cookie: dead })
    refused(answer, 401, 'seat.expired')
    assert.match(String(answer.headers['set-cookie']), /^gongzhi_session=; .*Max-Age=0$/)
    const login = await post('account.login', { login: 'shenmei', password }, { cookie: dead })
    assert.equal(login.statusCode, 200)
    const logout = await post('account.logout', {}, { cookie: cookieOf(login), 'idempotency-key': newId() })
    assert.match(String(logout.headers['set-cookie']), /Max-Age=0/)
    refused(await post('account.me', {}, { cookie: cookieOf(login) }), 401, 'seat.expired')
  })

  test('is marked secure only behind a proxy that is trusted', async () => {
    const headers = { ...own, 'x-forwarded-proto': 'https', 'content-type': 'application/json' }
    const call = { method: 'POST', url: '/api/account.login', headers, payload: { login: 'shenmei', password } } as const
    assert.doesNotMatch(String((await at.app.inject(call)).headers['set-cookie']), /Secure/)
    const behind = at.another({ trustProxy: 'loopback' })
    assert.match(String((await behind.inject(call)).headers['set-cookie']), /; Secure/)
    assert.ok((await behind.inject({ method: 'GET', url: '/' })).headers['strict-transport-security'] === undefined)
    assert.ok((await behind.inject({ method: 'GET', url: '/', headers: { 'x-forwarded-proto': 'https' } })).headers['strict-transport-security'])
    await behind.close()
  })

  test('attempts are counted by the network address, which a caller cannot choose', async () => {
    await at.admin`insert into kernel.throttle (key, until, n) values ('address:127.0.0.1', now() + interval '10 minutes', 50)`
    const answer = await post('account.login', { login: 'shenmei', password }, { 'x-forwarded-for': '10.1.1.1' })
    refused(answer, 429, 'login.locked')
    assert.equal(answer.headers['retry-after'], '600')
  })

  test('behind a proxy that is named they are counted by who stands before it, and only from there', async () => {
    await at.admin`insert into kernel.throttle (key, until, n) values ('address:203.0.113.7', now() + interval '10 minutes', 50)`
    const from = (app: typeof at.app, remoteAddress: string, forwarded: string) => app.inject({
      method: 'POST', url: '/api/account.login', remoteAddress, headers: { ...own, 'content-type': 'application/json', 'x-forwarded-for': forwarded }, payload: { login: 'shenmei', password },
    })
    const behind = at.another({ trustProxy: ['10.0.0.5', '10.1.0.0/16'] })
    for (const proxy of ['10.0.0.5', '10.1.7.7']) {
      refused(await from(behind, proxy, '203.0.113.7'), 429, 'login.locked')
      assert.equal((await from(behind, proxy, '203.0.113.8')).statusCode, 200, 'a neighbour of the same balancer is not locked out')
      refused(await from(behind, proxy, '198.51.100.1, 203.0.113.7'), 429, 'login.locked')
    }
    assert.equal((await from(behind, '10.2.0.1', '203.0.113.7')).statusCode, 200, 'a stranger’s word about the address is not believed')
    await behind.close()
    const oneHop = at.another({ trustProxy: 1 })
    refused(await from(oneHop, '10.9.9.9', '203.0.113.7'), 429, 'login.locked')
    assert.equal((await from(oneHop, '10.9.9.9', '203.0.113.7, 203.0.113.9')).statusCode, 200, 'what the caller wrote before the proxy’s own word')
    await oneHop.close()
  })
})

test('sixty who log in at once all get in, though there are sixteen connections', async () => {
  const logins = Object.values(people).map(({ key }) => key)
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => post('account.login', { login: logins[n % logins.length], password })))
  assert.deepEqual(answers.map(answer => answer.statusCode).filter(status => status !== 200), [])
})

describe('refusals', () => {
  test('say what is wrong with the body', async () => {
    refused(await post('account.me', '{"a":'), 400, 'input.not_json')
    refused(await post('account.me', ''), 400, 'input.not_json')
    refused(await post('account.me', '{"__proto__": {"x": 1}}'), 400, 'input.not_json')
    const large = await post('account.me', JSON.stringify({ text: 'x'.repeat(1024 * 1024) }))
    refused(large, 413, 'input.too_large')
    assert.match(large.json().message, /1 MB/)
    const invalid = await post('account.login', { login: '  ', password: 5 })
    refused(invalid, 400, 'input.invalid')
    assert.deepEqual(invalid.json().fields.map((field: { path: string }) => field.path).sort(), ['login', 'password'])
    refused(await post('account.me', '['.repeat(500_000) + ']'.repeat(500_000)), 400, 'input.not_json')
  })

  test('know no other operation, and no file by JSON', async () => {
    for (const name of ['nothing.here', 'account.me/x', '%00', 'account%2Eyou', '__proto__']) refused(await post(name), 404, 'operation.unknown')
    assert.equal((await get('/api/account.me')).statusCode, 404)
    refused(await post('file.keep', { name: 'a', type: 'image/png', size: 1, digest: 'a'.repeat(64) }), 401, 'seat.none')
    refused(await post('file%2Ekeep', { name: 'a', type: 'image/png', size: 1, digest: 'a'.repeat(64) }), 401, 'seat.none')
  })

  test('a key that is none is said', async () => {
    const login = await post('account.login', { login: 'shenmei', password })
    for (const key of ['short', 'x'.repeat(101)]) {
      refused(await post('account.logout', {}, { cookie: cookieOf(login), 'idempotency-key': key }), 400, 'idempotency.missing')
    }
  })

  test('a bug is a 500 with a trace, its story is in the log, its numbers and its input are not', async () => {
    const answer = await post('test.broken', { text: '秘密' })
    refused(answer, 500, 'server.fault')
    const { trace } = answer.json().details
    assert.ok(!answer.body.includes('cannot read') && !answer.body.includes('.ts'))
    assert.match(answer.json().message, new RegExp(trace))
    const line = at.logged().split('\n').find(each => each.includes(trace) && each.includes('"fault"'))!
    assert.match(line, /cannot read \*\*\* of/)
    assert.match(line, /served\.ts/)
    assert.ok(!line.includes('329901197001010001'))
  })

  test('too fast is told how long to wait, by session and by address', async () => {
    const slow = at.another({ rateLimits: { session: { burst: 3, per_second: 0.1 }, address: { burst: 6, per_second: 0.1 } } })
    const ask = (headers = {}) => slow.inject({ method: 'POST', url: '/api/account.me', headers: { ...own, ...headers }, payload: {} })
    const { token } = (await post('account.login', { login: 'shenmei', password }, { 'x-token': '1' })).json()
    const mine = { authorization: `Bearer ${token}` }
    for (let n = 0; n < 3; n++) assert.equal((await ask(mine)).statusCode, 200)
    const fourth = await ask(mine)
    refused(fourth, 429, 'rate.exceeded')
    assert.equal(Number(fourth.headers['retry-after']), fourth.json().details.seconds)
    assert.equal((await ask()).statusCode, 200)
    const invented = await Promise.all(Array.from({ length: 8 }, (_, n) => ask({ authorization: `Bearer made-up-${n}` })))
    assert.ok(invented.some(answer => answer.json().code === 'rate.exceeded'))
    await slow.close()
  })
})

describe('headers and pages', () => {
  test('every answer of the api is data that nobody keeps', async () => {
    for (const answer of [await post('account.me'), await post('nothing.here'), await post('account.me', '{')]) {
      assert.equal(answer.headers['x-content-type-options'], 'nosniff')
      assert.equal(answer.headers['cache-control'], 'no-store')
      assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/)
      assert.match(String(answer.headers['content-type']), /^application\/json/)
    }
  })

  test('pages may run only what is ours', async () => {
    const answer = await get('/')
    const policy = String(answer.headers['content-security-policy'])
    for (const part of ["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"]) assert.ok(policy.includes(part), part)
    assert.doesNotMatch(policy.match(/script-src[^;]*/)![0], /unsafe/)
    assert.match(String(answer.headers['permissions-policy']), /camera=\(self\)/)
    assert.equal(answer.headers['x-frame-options'], 'DENY')
  })

  test('client routes are the page, files are files, and nothing else is there', async () => {
    for (const url of ['/', '/desk/x/y', '/services?q=1', '/login', '/%E6%9C%8D%E5%8A%A1']) {
      const answer = await get(url)
      assert.deepEqual([answer.statusCode, answer.headers['cache-control']], [200, 'no-cache'], url)
      assert.match(answer.body, /共治/)
    }
    const asset = await get('/assets/main-Ab12Cd34.js')
    assert.equal(asset.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(asset.body, script)
    assert.equal((await get('/mark.svg')).headers['cache-control'], 'no-cache')
    for (const url of ['/assets/gone-Ab12Cd34.js', '/missing.png', '/../package.json', '/..%2f..%2fpackage.json', '/api/x', '/%zz']) {
      assert.equal((await get(url)).statusCode, 404, url)
    }
  })

  test('is sent small, and not at all to whoever has it', async () => {
    const br = await get('/assets/main-Ab12Cd34.js', { 'accept-encoding': 'gzip, br' })
    assert.equal(br.headers['content-encoding'], 'br')
    assert.equal(brotliDecompressSync(br.rawPayload).toString(), script)
    const gzip = await get('/assets/main-Ab12Cd34.js', { 'accept-encoding': 'gzip, br;q=0' })
    assert.equal(gunzipSync(gzip.rawPayload).toString(), script)
    assert.equal((await get('/assets/ready-Ab12Cd34.js', { 'accept-encoding': 'br' })).body, 'pretend')
    assert.equal((await get('/assets/ready-Ab12Cd34.js.br')).statusCode, 404)
    assert.equal((await get('/', { 'if-none-match': String((await get('/')).headers.etag) })).statusCode, 304)
    const head = await at.app.inject({ method: 'HEAD', url: '/assets/main-Ab12Cd34.js' })
    assert.deepEqual([head.statusCode, head.body], [200, ''])
  })
})

describe('for programs and watchers', () => {
  test('the description has every operation, with its schemas and refusals', async () => {
    const document = (await get('/openapi.json')).json()
    assert.equal(document.openapi, '3.1.0')
    for (const { operation } of at.house.operations) {
      const path = document.paths[`/api/${operation.name}`]?.post
      assert.ok(path, operation.name)
      assert.ok(path.summary && path.responses[200].content['application/json'].schema.type === 'object', operation.name)
      assert.equal(path.parameters.some((each: { $ref: string }) => each.$ref.endsWith('/key')), operation.kind === 'command', operation.name)
    }
    assert.deepEqual(document.paths['/api/account.login'].post.requestBody.content['application/json'].schema.required.sort(), ['login', 'password'])
    assert.ok(document.components.schemas.Problem404.allOf[1].properties.code.enum.includes('found.nothing'))
    const refs = JSON.stringify(document).match(/"#\/[^"]+"/g)!.map(each => each.slice(3, -1).split('/'))
    for (const path of refs) assert.ok(path.reduce((node, key) => node?.[key], document), path.join('/'))
  })

  test('says that it lives and whether it can serve', async () => {
    assert.deepEqual((await get('/healthz')).json(), { ok: true })
    assert.equal((await get('/readyz')).statusCode, 200)
    const newer = at.another({ migration: '9999_later.sql' })
    refused(await newer.inject({ method: 'GET', url: '/readyz' }), 503, 'server.busy')
    await newer.close()
  })
})

test('closing lets a running request finish and takes no new one', async () => {
  const app = at.another({ authenticate: async claim => { await at.admin`select pg_sleep(0.5)`; return at.seat(claim) } })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const ask = () => new Promise<number>((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', agent: false, method: 'POST', path: '/api/account.me', headers: { ...own, 'content-type': 'application/json' } },
      (answer: IncomingMessage) => { answer.resume().on('end', () => resolve(answer.statusCode!)) })
    request.on('error', reject)
    request.end('{}')
  })
  const arrived = new Promise(resolve => app.server.once('request', resolve))
  const running = ask()
  await arrived
  const closed = app.close()
  assert.equal(await running, 200)
  await closed
  await assert.rejects(ask(), { code: 'ECONNREFUSED' })
})
