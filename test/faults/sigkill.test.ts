import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { build, stop } from 'esbuild'
import { fold, type Step } from '../../server/engines/process/index.ts'
import { loginRole } from '../../server/db/roles.ts'
import { cast, type CastKey, type DemoPerson } from '../../server/demo/index.ts'
import { connect, type Sql } from '../../server/kernel/db/index.ts'
import { checkout } from '../../server/kernel/home.ts'
import { newId, randomToken, sha256 } from '../../server/kernel/ids.ts'
import { vaultOf } from '../../server/main.ts'
import { processes } from '../../server/modules/catalogue/index.ts'
import { eldersOf, item, plausible } from '../rights/scene.ts'
import { appPassword, inDatabase, template, testSecrets } from '../secrets.ts'

// A real server process, hit by many at once over HTTP, is killed at random moments and started again. What was answered
// must be there afterwards, what was not is there wholly or not at all, and sending it again gives exactly one result.
// The test database runs without fsync: what is killed is the server, not PostgreSQL.

const kills = 11
const clients = 12
const seconds = 65

let root: Sql
let admin: Sql
let folder: string
let database: string
let server: Server
let program: string
before(async () => {
  const adminUrl = process.env.GONGZHI_TEST_ADMIN_URL
  if (!adminUrl) throw new Error('GONGZHI_TEST_ADMIN_URL names no PostgreSQL; run npm test')
  database = `story_${randomBytes(6).toString('hex')}`
  root = connect({ url: adminUrl, max: 1 })
  await root.unsafe(`create database ${database} template ${template}`)
  admin = connect({ url: inDatabase(adminUrl, database), max: 4 })
  folder = mkdtempSync(join(tmpdir(), 'gongzhi-killed-'))
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(testSecrets), { mode: 0o600 })
  program = await bundled()
  server = await openServer(inDatabase(adminUrl, database, { user: loginRole(template), password: appPassword }), program)
})
after(async () => {
  await server?.kill()
  await admin?.end()
  await root?.unsafe(`drop database if exists ${database} with (force)`)
  await root?.end()
  rmSync(folder, { recursive: true, force: true })
  rmSync(program, { force: true })
})

interface Server { address: string; start(): Promise<void>; kill(): Promise<void> }

const freePort = () => new Promise<number>(resolve => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as AddressInfo
    probe.close(() => resolve(port))
  })
})

/** The server as it is built for use, under a name of its own: a bundle starts several times faster than its sources. */
async function bundled(): Promise<string> {
  const outfile = join(checkout, 'dist', `.killed-${process.pid}.mjs`)
  mkdirSync(join(checkout, 'dist'), { recursive: true })
  await build({ absWorkingDir: checkout, entryPoints: ['cli/index.ts'], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'warning' })
  await stop()
  return outfile
}

async function openServer(databaseUrl: string, program: string): Promise<Server> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  const env = { ...process.env, GONGZHI_HOME: folder, DATABASE_URL: databaseUrl, PORT: String(port), HOST: '127.0.0.1', GONGZHI_RATE_LIMITS: 'off', GONGZHI_LOG: 'error' }
  return {
    address,
    async start() {
      child = spawn(process.execPath, [program, 'serve'], { cwd: checkout, env, stdio: ['ignore', 'ignore', 'inherit'] })
      for (let tries = 0; tries < 400; tries++) {
        if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
        if (await fetch(`${address}/readyz`).then(answer => answer.ok, () => false)) return
        await sleep(25)
      }
      throw new Error('the server did not become ready')
    },
    kill: () => new Promise<void>(resolve => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    }),
  }
}

/** A command as it was sent: under one key, whatever became of it. */
interface Sent { operation: string; input: Record<string, unknown>; who: Who; key: string; answer: { status: number; body: Record<string, unknown> } | null; tries: number }
interface Who { token: string; seat?: string; serving?: string }
const all: Sent[] = []

/** Sends once; null when the connection broke before the answer was whole. */
async function send(sent: Sent): Promise<Sent['answer']> {
  sent.tries++
  const { token, seat, serving } = sent.who
  try {
    const answer = await fetch(`${server.address}/api/${sent.operation}`, {
      method: 'POST', body: JSON.stringify(sent.input), signal: AbortSignal.timeout(10_000),
      headers: { 'content-type': 'application/json', 'x-gongzhi': '1', authorization: `Bearer ${token}`, 'idempotency-key': sent.key, ...(seat && { seat }), ...(serving && { serving }) },
    })
    const body = await answer.json() as Record<string, unknown>
    assert.ok(answer.status < 500 || body.code === 'server.busy', `${sent.operation} ${answer.status} ${JSON.stringify(body)}`)
    if (answer.status === 503) return null
    sent.answer = { status: answer.status, body }
    return sent.answer
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
    return null
  }
}

/** Sends a new command; one that got no answer is sent again at once, or left for the end. */
async function submit(operation: string, input: Record<string, unknown>, who: Who): Promise<Record<string, unknown> | null> {
  const sent: Sent = { operation, input, who, key: newId(), answer: null, tries: 0 }
  all.push(sent)
  const persistent = randomInt(2) === 0
  do {
    const answer = await send(sent)
    if (answer) return answer.status === 200 ? answer.body : null
    await sleep(50)
  } while (persistent && !over)
  return null
}

let over = false

interface Elder extends DemoPerson { who: Who }

async function session(account: string): Promise<string> {
  const token = randomToken()
  await admin`insert into account.session (token_hash, account, second_factor, idle, expires_at) values (${sha256(token)}, ${account}, true, '1 hour', now() + interval '1 hour')`
  return token
}

async function official(key: CastKey): Promise<Who & { place: string }> {
  const [account] = await admin<{ id: string }[]>`select id from account.account where person = ${cast[key].person}`
  const [mandate] = await admin<{ id: string; place: string }[]>`select id, place from territory.mandate where person = ${cast[key].person} limit 1`
  return { token: await session(account!.id), seat: mandate!.id, place: mandate!.place }
}

/** Every second elder has a log-in of their own, the others are present at the window of another county. */
async function seated(elder: DemoPerson, at: number, window: Who & { place: string }): Promise<Elder> {
  if (at % 2 === 0) {
    await admin`insert into account.account (id, login, person, person_county, name, password, staff) values (${elder.id}, ${elder.id}, ${elder.id}, ${elder.place.slice(0, 6)}, ${elder.name}, 'x', false)`
    return { ...elder, who: { token: await session(elder.id) } }
  }
  const serving = newId()
  await admin`insert into territory.attendance (county, id, place, clerk, mandate, person, person_name, manner, expires_at)
    values (${window.place.slice(0, 6)}, ${serving}, ${window.place}, ${cast.han.person}, ${window.seat!}, ${elder.id}, ${elder.name}, 'present', now() + interval '30 minutes')`
  return { ...elder, who: { ...window, serving } }
}

/** What the form asks of an elder: everything editable that is not held, as the form itself says. */
async function answersFor(who: Who): Promise<Record<string, unknown> | null> {
  const { token, seat, serving } = who
  const answer = await fetch(`${server.address}/api/service.prepare`, {
    method: 'POST', body: JSON.stringify({ item }), signal: AbortSignal.timeout(10_000),
    headers: { 'content-type': 'application/json', 'x-gongzhi': '1', authorization: `Bearer ${token}`, ...(seat && { seat }), ...(serving && { serving }) },
  }).catch(() => null)
  const form = await answer?.json().catch(() => null) as { fields?: { element: string; editable: boolean; state: string }[] } | null
  return form?.fields ? Object.fromEntries(form.fields.filter(field => field.editable && field.state !== 'held').map(field => [field.element, plausible[field.element]])) : null
}

/** One client: applications of elders one after the other, each taken some way by the officials, some withdrawn and made again. */
async function client(queue: Elder[], examiners: Map<string, Who[]>, deciders: Who[]): Promise<void> {
  const step = (who: Who, number: unknown, seq: number, action: string) => submit('case.take', { number, seq, action, note: '核对' }, who)
  while (!over) {
    const elder = queue.shift()
    if (!elder) return
    const answers = await answersFor(elder.who)
    const opened = answers && await submit('service.apply', { item, answers, confirmed: true }, elder.who)
    if (opened) {
      const examiner = examiners.get(elder.hukou_place.slice(0, 9))!
      const [one, other] = [examiner[0]!, examiner.at(-1)!]
      // Two colleagues at once: one of them is told that the other was faster.
      const [accepted] = await Promise.all([step(one, opened.number, 1, 'accept'), randomInt(3) === 0 ? step(other, opened.number, 1, 'accept') : null])
      if (accepted && await step(one, opened.number, 2, 'examine')) await step(deciders[randomInt(deciders.length)]!, opened.number, 3, randomInt(4) === 0 ? 'refuse' : 'grant')
      else if (randomInt(2) === 0) await step(elder.who, opened.number, accepted ? 2 : 1, 'withdraw')
    } else await sleep(30)
    queue.push(elder)
  }
}

test('killed eleven times under load, the server loses nothing that it answered and leaves nothing half done', async () => {
  const han = await official('han')
  const people = [...eldersOf('329901001'), ...eldersOf('329901100')].slice(0, 320)
  const queue = await Promise.all(people.map((elder, at) => seated(elder, at, han)))
  const examiners = new Map([['329901001', await Promise.all([official('zhang'), official('qian')])], ['329901100', [await official('meng')]]])
  const deciders = await Promise.all([official('cheng'), official('wu')])
  await server.start()
  const started = Date.now()
  const running = Promise.all(Array.from({ length: clients }, () => client(queue, examiners, deciders)))
  running.catch(() => undefined)
  let killed = 0
  while (killed < kills && Date.now() - started < seconds * 1000) {
    await working(randomInt(5, 120))
    await server.kill()
    killed++
    await server.start()
  }
  await sleep(500)
  await server.kill()
  over = true
  await running
  assert.ok(killed >= 10, `only ${killed} kills in ${seconds} s`)
  const unanswered = all.filter(sent => sent.answer === null)
  const answered = all.filter(sent => sent.answer?.status === 200)
  console.log(`${killed} kills, ${all.length} commands, ${answered.length} done, ${unanswered.length} without an answer, ${all.filter(sent => sent.tries > 1).length} sent again`)
  assert.ok(answered.length > 50, `only ${answered.length} commands were answered`)
  assert.ok(unanswered.length > 0 || all.some(sent => sent.tries > 1), 'no command was cut off')
  await whole()
  for (const sent of answered) await there(sent)

  await server.start()
  for (const sent of unanswered) await retried(sent)
  for (const sent of answered.slice(-20)) await retried(sent)
  await settled()
  await whole()
  await told()
})

/** Until so many more commands were answered, at most two seconds: a slow machine is killed at work too, not before it. */
async function working(more: number): Promise<void> {
  const [done, until] = [() => all.filter(sent => sent.answer !== null).length, Date.now() + 2000]
  const enough = done() + more
  while (done() < enough && Date.now() < until) await sleep(randomInt(1, 20))
}

/** An answered command: its answer is kept under its key, and what it answered is in the case. */
async function there({ operation, who, key, answer, input }: Sent): Promise<void> {
  const kept = await answerUnder(key)
  assert.deepEqual(kept, { response: answer!.body, operation }, `${operation} ${JSON.stringify(who)}`)
  const { number, seq = 1 } = answer!.body as { number: string; seq?: number }
  const [action] = await admin<{ action: string }[]>`select action from process.action where number = ${number} and seq = ${seq}`
  assert.equal(action?.action, operation === 'service.apply' ? 'open' : input.action)
}

const vault = vaultOf(testSecrets)
/** What is kept as the answer under a key, opened. */
async function answerUnder(key: string): Promise<{ response: unknown; operation: string } | undefined> {
  const [row] = await admin<{ response: string; operation: string; actor: string }[]>`select response, operation, actor from kernel.idempotency where key = ${key}`
  return row && { response: JSON.parse(vault.open(row.response, `answer ${row.actor} ${key}`)) as unknown, operation: row.operation }
}

/** Sent again twice: both times the same, and if it was done, done once. */
async function retried(sent: Sent): Promise<void> {
  const before = sent.answer
  const done = await answerUnder(sent.key)
  const first = await send(sent)
  const second = await send(sent)
  assert.deepEqual(second, first, `${sent.operation} ${sent.key}`)
  if (before) assert.deepEqual(first, before)
  if (done) assert.deepEqual(first, { status: 200, body: done.response }, 'what was done before the answer was lost is answered now')
}

/** Waits until the outbox is empty. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const [row] = await admin<{ n: number }[]>`select count(*) as n from kernel.outbox where done_at is null`
    if (row!.n === 0) return
    await sleep(50)
  }
  const left = await admin`select topic, attempts, last_error, due_at from kernel.outbox where done_at is null limit 5`
  assert.deepEqual([...left], [])
}

interface Row { number: string; state: string; seq: number; steps: Step[]; clocks: number; entries: number; counted: boolean }

/** Every case has all that belongs to it, and the kept counts are the counts. */
async function whole(): Promise<void> {
  const definition = processes[0]!
  const cases = await admin<Row[]>`
    select c.number, c.state, c.seq,
      (select jsonb_agg(jsonb_build_object('seq', a.seq, 'action', a.action, 'actor', a.actor, 'office', a.office, 'at', a.at) order by a.seq) from process.action a where a.number = c.number) as steps,
      (select count(*) from process.clock k where k.number = c.number and k.name = 'acceptance') as clocks,
      (select count(*) from ledger.entry e where e.subject = c.number and e.copy_of is null) as entries
    from process."case" c`
  for (const one of cases) {
    const standing = fold(definition, one.steps)
    assert.deepEqual({ state: one.state, seq: one.seq, clocks: one.clocks, entries: one.entries }, { state: standing.state, seq: standing.seq, clocks: 1, entries: one.steps.length }, one.number)
  }
  const [odd] = await admin<Record<string, number>[]>`
    select (select count(*) from process.action a where not exists (select 1 from process."case" c where c.number = a.number)) as steps_without_case,
      (select count(*) from process.clock k where not exists (select 1 from process."case" c where c.number = k.number)) as clocks_without_case,
      (select count(*) from (select 1 from process."case" where closed_at is null group by person, process having count(*) > 1) as twice) as people_with_two_open,
      (select count(*) from process."case" c where (c.closed_at is null) <> (c.awaits is not null)) as neither_open_nor_closed,
      (select count(*) from process.clock k join process."case" c using (number) where c.state = 'accepted' and k.name = 'promised' and k.met_at is not null) as clocks_met_early,
      (select count(*) from process."case" c where c.state in ('accepted', 'examined', 'granted', 'refused')
        and (select count(*) from process.clock k where k.number = c.number and k.name in ('promised', 'statutory')) <> 2) as accepted_without_clock`
  assert.deepEqual({ ...odd }, { steps_without_case: 0, clocks_without_case: 0, people_with_two_open: 0, neither_open_nor_closed: 0, clocks_met_early: 0, accepted_without_clock: 0 })
  const wrong = await admin`
    with counted as (select left(place, 9) as place, 'case:' || topic as kind, state, count(*) as n from process."case" group by 1, 2, 3
        union all select left(place, 9), 'open:' || topic, 'open', count(*) from process."case" where awaits is not null group by 1, 2),
      kept as (select place, kind, state, n from kernel.counter where (kind like 'case:%' or kind like 'open:%') and n <> 0)
    select place, kind, state, c.n as counted, k.n as kept from counted c full join kept k using (place, kind, state) where c.n is distinct from k.n`
  assert.deepEqual([...wrong], [], 'the kept counts are the counts')
  const keys = all.map(sent => sent.key)
  const [records] = await admin<{ answers: number; entries: number }[]>`
    select (select count(*) from kernel.idempotency where key = any (${`{${keys.join(',')}}`}::text[])) as answers,
      (select count(*) from ledger.entry where operation in ('service.apply', 'case.take') and copy_of is null) as entries`
  assert.equal(records!.answers, records!.entries, 'one answer is kept for each command in the record')
}

/** Each letter was delivered once: one message for each step that tells something, and the receiving window knows how its cases stand. */
async function told(): Promise<void> {
  const definition = processes[0]!
  const telling = Object.entries(definition.actions).filter(([, action]) => action.tells).map(([id]) => id).concat(definition.open.tells ? ['open'] : [])
  const wrong = await admin`
    select c.number, (select count(*) from process.action a where a.number = c.number and a.action = any (${`{${telling.join(',')}}`}::text[])) as steps,
      (select count(*) from message.message m where m.matter = c.number) as messages
    from process."case" c`
  assert.deepEqual(wrong.filter(row => row.steps !== row.messages), [])
  const behind = await admin`
    select c.number, c.state, i.state as told from process."case" c left join process.involvement i on i.number = c.number and i.place = c.received_at_place
    where c.received_at_place is not null and i.state is distinct from c.state`
  assert.deepEqual([...behind], [], 'the receiving window was told of the last state')
  const [received] = await admin<{ n: number }[]>`select count(*) as n from process."case" where received_at_place is not null`
  assert.ok(received!.n > 0)
}
