import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import * as message from '../../contract/message.ts'
import { configuredSenders, gatewaySender, smtpSender, Unreachable } from '../../server/modules/message/index.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { applied, eldersOf, selfSeat } from '../rights/scene.ts'
import { cert, key } from './selfSigned.ts'

// The ways outside, each to a real server on a port of its own: a mail server with TLS that refuses, stalls and breaks off, and a
// gateway of short messages that fails, hangs and answers twice.

const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port
const closing = (server: Server, sockets: Set<Socket>) => new Promise<void>(resolve => { server.close(() => resolve()); for (const one of sockets) one.destroy() })

interface Mail { to: string; from: string; raw: string; secure: boolean }
const mails: Mail[] = []
/** How the mail server meets the next letter. */
let mood: 'well' | 'no such box' | 'full' | 'silent' = 'well'
let mail: SMTPServer
const mailAt = (more: object = {}) => smtpSender({ url: `smtp://notice:secret@localhost:${portOf(mail.server)}`, from: '共治平台 <notice@gov.example>', ca: cert, timeout_ms: 1500, ...more })
const letter = { id: '0199aaaa-0000-7000-8000-000000000001', to: 'xu@mail.example', subject: '共治：您有一条新消息', text: '【共治】您的办件（编号尾号000001）有新进展 𫚕' }

before(async () => {
  mail = new SMTPServer({
    key, cert, authOptional: false, onAuth: ({ username, password }, _session, done) => {
      if (username === 'notice' && password === 'secret') done(null, { user: username })
      else done(new Error('no'))
    },
    onRcptTo: (_address, _session, done) => {
      if (mood === 'silent') return
      done(mood === 'well' ? null : Object.assign(new Error('no'), { responseCode: mood === 'full' ? 452 : 550 }))
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
        mails.push({ to: session.envelope.rcptTo[0]!.address, from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', raw: Buffer.concat(parts).toString(), secure: session.secure })
        done(null)
      })
    },
  })
  mail.on('error', () => undefined)
  await new Promise<void>(resolve => mail.listen(0, 'localhost', resolve))
})
after(() => new Promise<void>(resolve => mail.close(() => resolve())))
beforeEach(() => { mood = 'well'; mails.length = 0 })

const body = ({ raw }: Mail): string => Buffer.from(raw.slice(raw.indexOf('\r\n\r\n')), 'base64').toString()

test('a letter goes out encrypted, under its own id, in Chinese; a second try carries the same id', async () => {
  await mailAt().send(letter)
  await mailAt().send(letter)
  assert.deepEqual(mails.map(one => [one.to, one.from, one.secure]), [['xu@mail.example', 'notice@gov.example', true], ['xu@mail.example', 'notice@gov.example', true]])
  assert.equal(body(mails[0]!).trim(), letter.text)
  for (const one of mails) assert.match(one.raw, /^Message-ID: <0199aaaa-0000-7000-8000-000000000001@gov\.example>/im)
})

test('no certificate that is not trusted, no password that is wrong, and no server that stalls', async () => {
  await assert.rejects(mailAt({ ca: undefined }).send(letter), (error: Error) => !(error instanceof Unreachable) && /证书不受信任/.test(error.message))
  await assert.rejects(mailAt({ url: `smtp://notice:wrong@localhost:${portOf(mail.server)}` }).send(letter), (error: Error) => !(error instanceof Unreachable) && /不接受账号或密码/.test(error.message))
  mood = 'silent'
  await assert.rejects(mailAt().send(letter), (error: Error) => !(error instanceof Unreachable) && /没有按时答复/.test(error.message))
  mood = 'full'
  await assert.rejects(mailAt().send(letter), (error: Error) => !(error instanceof Unreachable) && /452/.test(error.message))
  assert.equal(mails.length, 0)
})

test('a server that offers no encryption is sent nothing; a box that does not exist is never tried again', async () => {
  const bare = new SMTPServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'], authOptional: true })
  await new Promise<void>(resolve => bare.listen(0, 'localhost', resolve))
  await assert.rejects(smtpSender({ url: `smtp://localhost:${portOf(bare.server)}`, from: 'a@gov.example', timeout_ms: 1500 }).send(letter), (error: Error) => !(error instanceof Unreachable))
  await new Promise<void>(resolve => bare.close(() => resolve()))
  mood = 'no such box'
  await assert.rejects(mailAt().send(letter), (error: Error) => error instanceof Unreachable && /拒收（550）/.test(error.message))
})

interface Heard { headers: IncomingHttpHeaders; body: string }
async function gateway(answer: (heard: Heard) => { status: number; body?: string } | null): Promise<{ url: string; heard: Heard[]; close(): Promise<void> }> {
  const heard: Heard[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const one = { headers: request.headers, body: Buffer.concat(parts).toString() }
      heard.push(one)
      const said = answer(one)
      if (said) response.writeHead(said.status, { location: 'http://127.0.0.1:1/' }).end(said.body ?? '')
    })
  })
  server.on('connection', socket => sockets.add(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${portOf(server)}/send`, heard, close: () => closing(server, sockets) }
}
const sms = { ...letter, to: '13800001234', text: '【共治】"新进展"\n\\ 𫚕' }
const gateAt = (url: string, more: object = {}) => gatewaySender({ url, body: '{"msgid":"{id}","mobile":["{to}"],"content":"{text}","at":{time}}', secret: 'shared', taken: 'result.code=0,1', never: 'result.code=9', timeout_ms: 400, ...more })

test('what a gateway is posted: the template filled, whatever the words hold; signed, under the letter’s id', async () => {
  const gate = await gateway(() => ({ status: 200, body: '{"result":{"code":"0"}}' }))
  await gateAt(gate.url, { headers: { 'x-app': 'gongzhi' } }).send(sms)
  const [heard] = gate.heard
  assert.deepEqual({ ...JSON.parse(heard!.body) as object, at: 0 }, { msgid: sms.id, mobile: [sms.to], content: sms.text, at: 0 })
  assert.equal(heard!.headers['x-signature'], createHmac('sha256', 'shared').update(`${String(heard!.headers['x-timestamp'])}.${heard!.body}`).digest('hex'))
  assert.deepEqual([heard!.headers['idempotency-key'], heard!.headers['x-app']], [sms.id, 'gongzhi'])
  await gate.close()
})

test('a gateway that fails, redirects, hangs, is away or says something else is tried again; one that refuses the number is not; 409 had it before', async () => {
  const answers: ({ status: number; body?: string } | null)[] = [{ status: 503 }, { status: 302 }, null, { status: 200, body: '{"result":{"code":5}}' }, { status: 200, body: 'busy' }, { status: 401 }, { status: 422 }, { status: 200, body: '{"result":{"code":9}}' }, { status: 409 }]
  const gate = await gateway(() => answers.shift()!)
  const tries = async (): Promise<string> => gateAt(gate.url).send(sms).then(() => 'sent', (error: Error) => error instanceof Unreachable ? `never: ${error.message}` : error.message)
  const said: string[] = []
  while (answers.length > 0) said.push(await tries())
  assert.deepEqual(said, ['短信网关答复 503', '短信网关答复 302', '短信网关没有按时答复', '短信网关没有接收', '短信网关没有接收', '短信网关答复 401', 'never: 短信网关拒收（422）', 'never: 短信网关拒收（200）', 'sent'])
  await gate.close()
  assert.match(await tries(), /连不上短信网关（ECONNREFUSED）/)
})

test('a gateway that answers twice has been heard once, and the second answer belongs to no other letter', async () => {
  const sockets = new Set<Socket>()
  let calls = 0
  const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 23\r\n\r\n{"result":{"code":"0"}}', no = 'HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n'
  const server = createTcp(socket => { sockets.add(socket); socket.on('error', () => undefined); socket.once('data', () => { calls++; socket.write(ok + no) }) })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const gate = gateAt(`http://127.0.0.1:${portOf(server)}/`)
  await gate.send(sms)
  await gate.send({ ...sms, id: 'other' })
  assert.equal(calls, 2)
  await closing(server, sockets)
})

test('settings: the development senders stay where nothing is set; what cannot be is said as the platform starts', () => {
  assert.equal(configuredSenders({}), undefined)
  assert.deepEqual(configuredSenders({ GONGZHI_SMTP_URL: 'smtps://a:b@mail.example', GONGZHI_SMTP_FROM: 'a@b.example', GONGZHI_SMS_URL: 'https://sms.example/' })!.map(one => one.channel), ['email', 'sms'])
  for (const [env, why] of [
    [{ GONGZHI_SMTP_URL: 'smtps://mail.example' }, /GONGZHI_SMTP_FROM/], [{ GONGZHI_SMTP_URL: 'http://mail.example', GONGZHI_SMTP_FROM: 'a@b' }, /smtp:\/\//], [{ GONGZHI_SMTP_URL: 'smtp://mail.example', GONGZHI_SMTP_FROM: '平台' }, /发件地址/],
    [{ GONGZHI_SMS_URL: 'ftp://x/' }, /https:\/\//], [{ GONGZHI_SMS_URL: 'https://x/', GONGZHI_SMS_BODY: 'phone={to}' }, /JSON/], [{ GONGZHI_SMS_URL: 'https://x/', GONGZHI_SMS_TAKEN: 'ok' }, /code=0/], [{ GONGZHI_SMS_URL: 'https://x/', GONGZHI_SMS_HEADERS: 'a b' }, /名称: 值/],
  ] as const) assert.throws(() => configuredSenders(env), why)
})

test('through the outbox: a refused address ends at once and is shown to the administrator, a failing gateway is tried again', async () => {
  let down = true
  const gate = await gateway(() => ({ status: down ? 500 : 200, body: '{"result":{"code":0}}' }))
  const house: TestHouse = await openTestHouse({ senders: [mailAt(), gateAt(gate.url)] })
  try {
    house.at = new Date().toISOString()
    const elder = eldersOf('329901001').find(one => /^1[3-9]\d{9}$/.test(one.phone ?? ''))!
    await house.call(selfSeat(elder), message.set, { sms: true, email: 'gone@mail.example' })
    mood = 'no such box'
    await applied(house, elder)
    house.at = new Date(Date.parse(house.at) + 60_000).toISOString()
    await house.platform.sweeper.once()
    const sent = async () => (await house.call(house.seat('shao'), message.outbox, {})).items.map(one => [one.channel, one.state, one.last_error]).sort()
    assert.deepEqual(await sent(), [['email', 'failed', '邮件服务器拒收（550）'], ['sms', 'waiting', '短信网关答复 500']])
    down = false
    house.at = new Date(Date.parse(house.at) + 120_000).toISOString()
    await house.platform.sweeper.once()
    assert.deepEqual(await sent(), [['email', 'failed', '邮件服务器拒收（550）'], ['sms', 'sent', null]])
    assert.equal(new Set(gate.heard.map(one => one.headers['idempotency-key'])).size, 1)
    assert.deepEqual((await house.call(selfSeat(elder), message.list, {})).items[0]!.sent.map(one => one.state).sort(), ['failed', 'sent'])
  } finally {
    await house.close()
    await gate.close()
  }
})
