import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { clearLoose, knownContents } from '../../server/kernel/files.ts'
import { newId } from '../../server/kernel/ids.ts'
import { people } from '../account/smallHouse.ts'
import { own, served, type Served } from './served.ts'

let at: Served
let port: number
let token: string
before(async () => {
  at = await served()
  await at.app.listen({ port: 0, host: '127.0.0.1' })
  port = (at.app.server.address() as AddressInfo).port
  token = await at.enter('shenmei')
})
after(() => at.close())

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('picture')])
const pdf = Buffer.from('%PDF-1.7 …')
const MB = 1024 * 1024
const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex')

interface Answer { status: number; headers: IncomingMessage['headers']; body: Buffer; json(): { id: string; code: string; details: Record<string, string> } }

/** One request over a real socket. */
function send(method: string, path: string, headers: OutgoingHttpHeaders, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('end', () => {
        const whole = Buffer.concat(chunks)
        resolve({ status: answer.statusCode!, headers: answer.headers, body: whole, json: () => JSON.parse(whole.toString()) })
      })
      answer.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

const sender = (more: OutgoingHttpHeaders = {}) =>
  ({ ...own, authorization: `Bearer ${token}`, 'content-type': 'image/jpeg', 'x-file-name': encodeURIComponent('照片.jpg'), 'idempotency-key': newId(), ...more })
const upload = (body: Buffer, more: OutgoingHttpHeaders = {}) => send('POST', '/api/file.keep', sender(more), body)
const incoming = () => { const folder = join(at.uploads, 'incoming'); return existsSync(folder) ? readdirSync(folder) : [] }
const kept = () => readdirSync(at.uploads, { recursive: true, encoding: 'utf8' }).filter(name => /[0-9a-f]{64}$/.test(name))
const rows = async () => (await at.admin<{ n: number }[]>`select count(*) as n from kernel.file`)[0]!.n
const look = (path: string, more: OutgoingHttpHeaders = {}) => send('GET', path, { authorization: `Bearer ${token}`, ...more })

describe('an upload', () => {
  test('is kept by content and known by what it is, whatever it is called', async () => {
    const answer = await upload(png)
    assert.equal(answer.status, 200)
    assert.deepEqual({ ...answer.json(), id: '' }, { id: '', name: '照片.png', type: 'image/png', size: png.length })
    const digest = sha(png)
    assert.deepEqual(readFileSync(join(at.uploads, digest.slice(0, 2), digest)), png)
    assert.deepEqual(incoming(), [])
  })

  test('is called by what it is, and by nothing that hides', async () => {
    const named = async (name: string) => ((await upload(Buffer.from('%PDF-1.7 named'), { 'x-file-name': encodeURIComponent(name) })).json() as unknown as { name?: string; code?: string })
    assert.equal((await named('a.html')).name, 'a.pdf')
    assert.equal((await named('病历fdp.\u202exe')).code, 'input.invalid')
    assert.equal((await named('发票\u{e0041}.pdf')).code, 'input.invalid')
    const { id } = (await upload(Buffer.from('%PDF-1.7 named'), { 'x-file-name': 'old.pdf' })).json()
    await at.admin`update kernel.file set name = 'old.html' where id = ${id}`
    assert.match((await look(`/files/${id}`)).headers['content-disposition']!, /old\.pdf$/, 'what was kept before, too')
  })

  test('lies in its place before anybody can hear of it, and a refused one leaves nothing there', async () => {
    const [lost, refused] = ['in place', 'over quota'].map(text => Buffer.concat([png, Buffer.from(text)])) as [Buffer, Buffer]
    const lies = (content: Buffer) => existsSync(join(at.uploads, sha(content).slice(0, 2), sha(content)))
    // The entry is refused at the very end, when the content is there already: nothing is told, the content is swept later.
    await at.admin.unsafe(`create function public.late() returns trigger language plpgsql as $$ begin raise exception 'late'; end $$;
      create constraint trigger late after insert on kernel.file deferrable initially deferred for each row execute function public.late()`)
    const before = await rows()
    assert.equal((await upload(lost)).status, 500)
    await at.admin.unsafe('drop trigger late on kernel.file; drop function public.late()')
    assert.deepEqual([lies(lost), await rows(), incoming()], [true, before, []])
    assert.equal((await upload(refused, { 'x-file-name': '%E2%80%AE' })).json().code, 'input.invalid')
    assert.deepEqual([lies(refused), incoming()], [false, []])
  })

  test('of one person is so much in a day and no more; tomorrow it goes on', async () => {
    const ming = { authorization: `Bearer ${await at.enter('luyiming')}` }
    await at.admin`insert into kernel.file (county, id, place, person, actor, name, type, size, digest)
      select '329901', gen_random_uuid(), '329901001001', ${people.ming.id}, ${people.ming.id}, 'x.png', 'image/png', 1, repeat('e', 64) from generate_series(1, 57)`
    const answers = await Promise.all(Array.from({ length: 6 }, () => upload(png, ming)))
    assert.deepEqual(answers.map(one => one.status).sort(), [200, 200, 200, 429, 429, 429])
    const refusal = answers.find(one => one.status === 429)!.json()
    assert.deepEqual([refusal.code, refusal.details.files], ['file.quota', 60])
    assert.equal((await upload(png)).status, 200, 'of another person is counted apart')
    await at.admin`update kernel.file set at = at - interval '1 day' where person = ${people.ming.id}`
    assert.equal((await upload(png, ming)).status, 200)
    await at.admin`update kernel.file set at = now(), size = 10000000 where person = ${people.ming.id}`
    await at.admin`delete from kernel.file where id in (select id from kernel.file where person = ${people.ming.id} limit 40)`
    assert.equal((await upload(png, ming)).json().code, 'file.quota', 'two hundred megabytes')
  })

  test('that became a paper of nothing is forgotten after a month; a paper stays', async () => {
    const [loose, paper] = [(await upload(png)).json().id, (await upload(png)).json().id]
    await at.admin`update kernel.file set kept_at = now() where id = ${paper}`
    const left = async () => (await at.admin<{ id: string }[]>`select id from kernel.file where id in ${at.admin([loose, paper])}`).map(row => row.id).sort()
    await at.admin`update kernel.file set at = now() - interval '29 days' where id in ${at.admin([loose, paper])}`
    await clearLoose(at.database, new Date().toISOString())
    assert.deepEqual(await left(), [loose, paper].sort())
    await at.admin`update kernel.file set at = now() - interval '31 days' where id in ${at.admin([loose, paper])}`
    await clearLoose(at.database, new Date().toISOString())
    assert.deepEqual(await left(), [paper])
    assert.deepEqual(await knownContents(at.database, [sha(png), 'f'.repeat(64)]), new Set([sha(png)]))
  })

  test('twice the same content is one file', async () => {
    const before = kept().length
    const one = await upload(pdf, { 'x-file-name': 'a.pdf' })
    const two = await upload(pdf, { 'x-file-name': 'b.pdf' })
    assert.notEqual(one.json().id, two.json().id)
    assert.equal(kept().length, before + 1)
  })

  test('the same attempt twice is one upload', async () => {
    const key = { 'idempotency-key': newId() }
    const before = await rows()
    const [one, two] = [await upload(pdf, key), await upload(pdf, key)]
    assert.deepEqual(one.json(), two.json())
    assert.equal(await rows(), before + 1)
    assert.deepEqual(incoming(), [])
  })

  test('sent in the smallest pieces is the same', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      let said = ''
      socket.setNoDelay(true).on('data', chunk => { said += chunk }).on('end', () => resolve(said)).on('error', reject)
      const head = Object.entries(sender({ host: 'x', 'transfer-encoding': 'chunked', connection: 'close' })).map(([name, value]) => `${name}: ${String(value)}\r\n`).join('')
      socket.write(`POST /api/file.keep HTTP/1.1\r\n${head}\r\n`)
      void (async () => {
        for (const byte of png) {
          socket.write(Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]))
          await sleep(1)
        }
        socket.write('0\r\n\r\n')
      })()
    })
    assert.match(answer, /^HTTP\/1.1 200/)
    assert.ok(kept().some(name => name.endsWith(sha(png))))
  })

  test('of another type, however named, of no content, or too large leaves nothing', async () => {
    const [files, before] = [kept().length, await rows()]
    const html = await upload(Buffer.from('<html><script>alert(1)</script>'))
    assert.deepEqual([html.status, html.json().code], [415, 'file.type'])
    const short = await upload(Buffer.from([0xff, 0xd8]))
    assert.deepEqual([short.status, short.json().code], [415, 'file.type'])
    const empty = await upload(Buffer.alloc(0))
    assert.deepEqual([empty.status, empty.json().code], [400, 'file.empty'])
    const large = Buffer.concat([pdf, Buffer.alloc(11 * MB)])
    const declared = await upload(large)
    assert.deepEqual([declared.status, declared.json().code, declared.json().details.limit], [413, 'file.too_large', '10 MB'])
    const undeclared = await upload(large, { 'transfer-encoding': 'chunked' })
    assert.deepEqual([undeclared.status, undeclared.json().code], [413, 'file.too_large'])
    const wrongAndLarge = await upload(Buffer.alloc(9 * MB))
    assert.equal(wrongAndLarge.json().code, 'file.type')
    assert.deepEqual([kept().length, await rows(), incoming()], [files, before, []])
  })

  test('of exactly ten megabytes is kept, of one byte more is not', async () => {
    const full = Buffer.concat([pdf, Buffer.alloc(10 * MB - pdf.length)])
    assert.equal((await upload(full)).status, 200)
    assert.equal((await upload(Buffer.concat([full, Buffer.alloc(1)]))).status, 413)
  })

  test('without end is cut off', async () => {
    const outcome = await new Promise<string>(resolve => {
      const socket = connect(port, '127.0.0.1')
      let said = ''
      socket.on('data', chunk => { said += chunk }).on('close', () => resolve(said)).on('error', () => undefined)
      const head = Object.entries(sender({ host: 'x', 'content-length': 1e12 })).map(([name, value]) => `${name}: ${String(value)}\r\n`).join('')
      socket.write(`POST /api/file.keep HTTP/1.1\r\n${head}\r\n`)
      const more = () => { while (!socket.destroyed && socket.write(Buffer.alloc(MB))); }
      socket.on('drain', more)
      more()
    })
    assert.ok(outcome === '' || /413/.test(outcome), outcome)
    assert.deepEqual(incoming(), [])
  })

  test('broken off leaves nothing', async () => {
    const before = await rows()
    for (const sent of [0, 4, 300_000]) {
      await new Promise<void>(resolve => {
        const request = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/api/file.keep', headers: sender({ 'content-length': MB }), agent: false })
        request.on('error', () => undefined).on('close', resolve)
        request.write(Buffer.concat([pdf, Buffer.alloc(MB)]).subarray(0, sent), () => setTimeout(() => request.destroy(), 30))
        if (sent === 0) request.flushHeaders()
      })
    }
    for (let tries = 0; tries < 100 && incoming().length > 0; tries++) await sleep(20)
    assert.deepEqual([incoming(), await rows()], [[], before])
  })

  test('of nobody, of half a session, without the header or without a key is refused and leaves nothing', async () => {
    const before = await rows()
    assert.equal((await upload(png, { authorization: '' })).json().code, 'seat.none')
    assert.equal((await upload(png, { authorization: 'Bearer x' })).json().code, 'seat.expired')
    assert.equal((await upload(png, { 'x-gongzhi': '', authorization: '' })).json().code, 'input.not_ours')
    const half = await at.call<{ token: string }>(await at.seat(), 'account.login', { login: 'zhangwen', password: 'Gongzhi-demo-2026' })
    assert.equal((await upload(png, { authorization: `Bearer ${half.token}` })).json().code, 'seat.needs_second_factor')
    assert.equal((await upload(png, { 'idempotency-key': '' })).json().code, 'idempotency.missing')
    assert.equal((await upload(png, { 'x-file-name': '%E0%A4%A' })).json().code, 'input.invalid')
    assert.equal((await upload(png, { 'x-file-name': encodeURIComponent('a\nb.png') })).json().code, 'input.invalid')
    assert.deepEqual([incoming(), await rows()], [[], before])
  })

  test('is called by the last part of its name', async () => {
    const answer = await upload(png, { 'x-file-name': encodeURIComponent('C:\\照片\\..\\证件.png') })
    assert.equal((answer.json() as unknown as { name: string }).name, '证件.png')
  })
})

describe('a kept file', () => {
  let picture: string
  let paper: string
  before(async () => {
    picture = (await upload(png, { 'x-file-name': encodeURIComponent("it's 照片.png") })).json().id
    paper = (await upload(pdf, { 'x-file-name': 'b.pdf' })).json().id
  })

  test('comes back as it was, unable to do anything', async () => {
    const answer = await look(`/files/${picture}`)
    assert.deepEqual([answer.status, answer.body], [200, png])
    assert.equal(answer.headers['content-type'], 'image/png')
    assert.equal(answer.headers['content-disposition'], "inline; filename*=UTF-8''it%27s%20%E7%85%A7%E7%89%87.png")
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.match(String(answer.headers['content-security-policy']), /sandbox/)
    assert.match(answer.headers['cache-control']!, /^private/)
    assert.match((await look(`/files/${picture}?download=1`)).headers['content-disposition']!, /^attachment/)
    assert.match((await look(`/files/${paper}`)).headers['content-disposition']!, /^attachment/)
    assert.equal((await look(`/files/${picture}`, { 'if-none-match': answer.headers.etag! })).status, 304)
  })

  test('comes to nobody else', async () => {
    const other = await at.enter('luyiming')
    assert.equal((await look(`/files/${picture}`, { authorization: `Bearer ${other}` })).json().code, 'found.nothing')
    assert.equal((await look(`/files/${picture}`, { authorization: '' })).json().code, 'seat.none')
    assert.equal((await look(`/files/${newId()}`)).json().code, 'found.nothing')
    assert.equal((await look('/files/..%2f..%2fx')).status, 400)
  })

  test('whose content is gone is not found', async () => {
    const lost = Buffer.concat([png, Buffer.from('lost')])
    const { id } = (await upload(lost)).json()
    const digest = sha(lost)
    rmSync(join(at.uploads, digest.slice(0, 2), digest))
    assert.deepEqual([(await look(`/files/${id}`)).status, (await look(`/files/${id}`)).json().code], [404, 'found.nothing'])
  })

  test('of a person served is read from the clerk’s seat in that person’s chair, as a paper of the matter that the address names', async () => {
    const clerk = await at.enter('jiangmin')
    const mandate = await at.mandateOf(people.jiang.id)
    const attendance = newId()
    await at.admin`insert into territory.attendance (county, id, place, clerk, mandate, person, person_name, manner, expires_at)
      values ('329901', ${attendance}, '329901001001', ${people.jiang.id}, ${mandate}, ${people.mei.id}, '沈梅', 'present', now() + interval '30 minutes')`
    const number = '329901-20261122-000001'
    const read = (search: string) => look(`/files/${picture}?seat=${mandate}&serving=${attendance}${search}`, { authorization: `Bearer ${clerk}` })
    assert.equal((await read('')).status, 404, 'her file is of no matter that is served')
    await at.admin`insert into process.paper (county, id, number, place, person, kind, file, name, added_at, added_by)
      values ('329901', ${newId()}, ${number}, '329901001001', ${people.mei.id}, 'bank_proof', ${picture}, '存折.png', now(), '沈梅')`
    assert.equal((await read('&number=329901-20261122-000002')).status, 404)
    assert.equal((await read(`&number=${number}`)).status, 200)
    const [trace] = await at.admin<{ person: string; actor: string }[]>`select person, actor from registry.look where operation = 'file.read' order by id desc limit 1`
    assert.deepEqual(trace, { person: people.mei.id, actor: people.jiang.id })
  })
})
