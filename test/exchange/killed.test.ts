import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { build, stop } from 'esbuild'
import type { Job } from '../../contract/exchange.ts'
import { loginRole } from '../../server/db/roles.ts'
import { cast } from '../../server/demo/index.ts'
import { connect, type Sql } from '../../server/kernel/db/index.ts'
import { checkout } from '../../server/kernel/home.ts'
import { newId, randomToken, sha256 } from '../../server/kernel/ids.ts'
import { openWorkbook, type Cell } from '../../server/kernel/sheets/index.ts'
import { appPassword, inDatabase, template, testSecrets } from '../secrets.ts'
import { bytesOf, numberOf, type Row } from './tables.ts'

// A real server process is killed in the middle of an import and started again: the import goes on where it was, every row
// is accounted for once, nobody stands in the register twice.

const people = 6_000
let root: Sql, admin: Sql
let folder: string, database: string, program: string, address: string
let child: ChildProcess | null = null
let who: { token: string; seat: string }
before(async () => {
  const adminUrl = process.env.GONGZHI_TEST_ADMIN_URL
  if (!adminUrl) throw new Error('GONGZHI_TEST_ADMIN_URL names no PostgreSQL; run npm test')
  database = `story_${randomBytes(6).toString('hex')}`
  root = connect({ url: adminUrl, max: 1 })
  await root.unsafe(`create database ${database} template ${template}`)
  admin = connect({ url: inDatabase(adminUrl, database), max: 2 })
  folder = mkdtempSync(join(tmpdir(), 'gongzhi-import-'))
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(testSecrets), { mode: 0o600 })
  program = join(checkout, 'dist', `.import-${process.pid}.mjs`)
  mkdirSync(join(checkout, 'dist'), { recursive: true })
  await build({ absWorkingDir: checkout, entryPoints: ['cli/index.ts'], outfile: program, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' })
  await stop()
  await serve(inDatabase(adminUrl, database, { user: loginRole(template), password: appPassword }))
  const token = randomToken()
  const [account] = await admin<{ id: string }[]>`select id from account.account where person = ${cast.xia.person}`
  const [mandate] = await admin<{ id: string }[]>`select id from territory.mandate where person = ${cast.xia.person} limit 1`
  await admin`insert into account.session (token_hash, account, second_factor, idle, expires_at) values (${sha256(token)}, ${account!.id}, true, '1 hour', now() + interval '1 hour')`
  who = { token, seat: mandate!.id }
})
after(async () => {
  await kill()
  await admin?.end()
  await root?.unsafe(`drop database if exists ${database} with (force)`)
  await root?.end()
  rmSync(folder, { recursive: true, force: true })
  rmSync(program, { force: true })
})

let databaseUrl: string
async function serve(url = databaseUrl): Promise<void> {
  databaseUrl = url
  const port = await new Promise<number>(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => { const found = (probe.address() as AddressInfo).port; probe.close(() => resolve(found)) })
  })
  address = `http://127.0.0.1:${port}`
  child = spawn(process.execPath, [program, 'serve'], { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, GONGZHI_HOME: folder, DATABASE_URL: url, PORT: String(port), HOST: '127.0.0.1', GONGZHI_RATE_LIMITS: 'off', GONGZHI_LOG: 'error' } })
  for (let tries = 0; tries < 800; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    if (await fetch(`${address}/readyz`).then(answer => answer.ok, () => false)) return
    await sleep(25)
  }
  throw new Error('the server did not become ready')
}
const kill = () => new Promise<void>(resolve => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
  child.once('exit', () => resolve())
  child.kill('SIGKILL')
})

const headers = () => ({ 'x-gongzhi': '1', authorization: `Bearer ${who.token}`, seat: who.seat, 'idempotency-key': newId() })
async function call<T>(operation: string, input: object): Promise<T> {
  const answer = await fetch(`${address}/api/${operation}`, { method: 'POST', body: JSON.stringify(input), headers: { ...headers(), 'content-type': 'application/json' } })
  const body = await answer.json() as T
  assert.equal(answer.status, 200, `${operation}: ${JSON.stringify(body)}`)
  return body
}
async function until(id: string, reached: (job: Job) => boolean): Promise<Job> {
  for (let tries = 0; tries < 1_200; tries++) {
    const job = await call<Job>('exchange.job', { job: id })
    if (reached(job)) return job
    await sleep(100)
  }
  throw new Error('it did not come to that')
}

test('killed twice in the middle, an import goes on where it was and ends with every row accounted for once', async () => {
  const rows: Row[] = [['姓名', '身份证号', '住址', '手机号', '职业']]
  for (let i = 0; i < people; i++) rows.push([`断${String.fromCodePoint(0x4e00 + i)}`, i % 100 === 7 ? '320106199001011234' : numberOf(), `断点路${i}号`, `138${String(i).padStart(8, '0')}`, '务农'])
  for (let i = 0; i < 300; i++) rows.push(rows[1 + i * 10]!)
  const sent = await fetch(`${address}/api/exchange.upload`, { method: 'POST', body: new Uint8Array(await bytesOf(rows, { kind: 'xlsx' })), headers: { ...headers(), 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('大表.xlsx') } })
  const { id: file } = await sent.json() as { id: string }
  assert.equal(sent.status, 200)
  const opened = await call<{ sheet: string; header: number; columns: object[] }>('exchange.open', { file, kind: 'residents' })
  const { job } = await call<{ job: string }>('exchange.check', { file, kind: 'residents', sheet: opened.sheet, header: opened.header, columns: opened.columns, purpose: '断点续传' })
  const ahead = await until(job, one => one.state !== 'checking')
  assert.deepEqual([ahead.state, ahead.why, ahead.forecast?.total], ['checked', null, people + 300])
  await call('exchange.start', { job })
  for (const least of [1_000, 3_000]) {
    await until(job, one => one.counts.read >= least)
    await kill()
    const [{ read, entries, persons }] = await admin<[{ read: number; entries: number; persons: number }]>`select read, (select count(*) from exchange.batch where job = ${job}) as entries,
      (select count(*) from registry.assertion where matter = ${job} and element = 'person.name') as persons from exchange.job where id = ${job}`
    assert.ok(read < people + 300, 'it was killed in the middle')
    assert.deepEqual([entries * 1_000, persons <= read], [read, true])
    await serve()
  }
  const done = await until(job, one => one.state === 'done' || one.state === 'stopped')
  const refused = rows.slice(1).filter(row => row[1] === '320106199001011234').length
  assert.deepEqual([done.state, done.counts], ['done', { read: people + 300, written: people - people / 100, unchanged: people + 300 - (people - people / 100) - refused, refused, held: 0 }])
  const [{ persons, twice, batches, recorded, counted }] = await admin<[{ persons: number; twice: number; batches: number; recorded: number; counted: number }]>`
    select (select count(*) from registry.person where name like '断%') as persons, (select count(*) from (select subject, element from registry.assertion where ended_at is null group by 1, 2 having count(*) > 1) x) as twice,
      (select count(*) from exchange.batch where job = ${job}) as batches, (select count(*) from ledger.entry where operation = 'exchange.advance' and subject = ${job}) as recorded,
      (select coalesce(sum(n), 0) from kernel.counter where kind = 'person' and place = '329901100')::bigint - (select count(*) from registry.person where place like '329901100%') as counted`
  assert.deepEqual([persons, twice, counted], [done.counts.written, 0, 0])
  assert.equal(recorded, batches, 'an entry of the ledger for each batch')
  const whole = await fetch(`${address}/sheets/exchange.answered?job=${job}&seat=${who.seat}`, { headers: headers() })
  assert.match(whole.headers.get('content-disposition')!, /attachment; filename\*=UTF-8''/)
  const path = join(folder, 'answered.xlsx')
  writeFileSync(path, Buffer.from(await whole.arrayBuffer()))
  const answers: Cell[] = []
  for await (const { cells } of (await openWorkbook(path)).rows()) answers.push(cells[5]!)
  assert.equal(answers.length, people + 301)
  assert.equal(answers.filter(one => String(one).startsWith('没有导入：')).length, refused)
})
