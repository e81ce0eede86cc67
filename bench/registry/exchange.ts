import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomBytes, randomUUID, createHash } from 'node:crypto'
import type { Job } from '../../contract/exchange.ts'
import { newId } from '../../server/kernel/ids.ts'
import { openWorkbook, plainCell, writeSheet } from '../../server/kernel/sheets/index.ts'
import type { Cluster } from '../service/cluster.ts'
import type { Server } from '../service/server.ts'
import { peakMemory, resetPeak, spent, usageNow } from '../service/usage.ts'
import { residents, titles } from './table.ts'

/** What one part of the benchmark found: a name, what it took and how many rows it moved. */
export interface Measured { what: string; seconds: number; rows: number; note?: string; server_cpu?: number; database_cpu?: number; peak?: number }
/** `rest` is the memory of the server before anything was asked of it, in MB. */
export interface ExchangeRun { measured: Measured[]; rest: number; ratio_write: number; ratio_copy: number; ratio_rows: number; ratio_export: number }

const town = '320106001'
const clock = async <T>(work: () => Promise<T>): Promise<{ seconds: number; answer: T }> => {
  const begun = performance.now()
  const answer = await work()
  return { seconds: (performance.now() - begun) / 1000, answer }
}

/** A seat that keeps the register of a whole street, with a session: as large a table as anybody would bring. */
async function seated({ owner }: Cluster): Promise<{ token: string; seat: string; places: string[] }> {
  const [person, mandate, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')]
  const places = await owner<{ code: string; display: string }[]>`select code, display from territory.place where parent = ${town} and valid_to is null order by code`
  await owner`insert into account.account (id, login, person, person_county, name, password, staff) values (${person}, ${person}, ${person}, '320106', '量测', 'x', true)`
  await owner`insert into account.session (token_hash, account, second_factor, idle, expires_at) values (${createHash('sha256').update(token).digest()}, ${person}, true, '1 day', now() + interval '1 day')`
  await owner`insert into territory.mandate (county, id, person, person_name, office, place, valid_from, basis) values ('320106', ${mandate}, ${person}, '量测', 'community_worker', ${town}, '2020-01-01', 'bench')`
  return { token, seat: mandate, places: places.map(one => one.code) }
}

interface Caller { headers: Record<string, string>; base: string; call<T>(operation: string, input: object): Promise<T>; until(job: string, states: string[]): Promise<Job> }
function callerOf(who: { token: string; seat: string }, server: Server): Caller {
  const headers = { 'x-gongzhi': '1', authorization: `Bearer ${who.token}`, seat: who.seat }
  const base = `http://127.0.0.1:${server.port}`
  const call = async <T>(operation: string, input: object): Promise<T> => {
    const answer = await fetch(`${base}/api/${operation}`, { method: 'POST', body: JSON.stringify(input), headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': newId() } })
    const body = await answer.json() as T
    if (!answer.ok) throw new Error(`${operation}: ${JSON.stringify(body)}`)
    return body
  }
  const until = async (job: string, states: string[]): Promise<Job> => {
    for (;;) {
      const found = await call<Job>('exchange.job', { job })
      if (states.includes(found.state)) return found
      await sleep(100)
    }
  }
  return { headers, base, call, until }
}

/** Import and export of a street's table, ours over HTTP beside the least that moves the same rows, in one run. */
export async function measureExchange(cluster: Cluster, server: Server, folder: string, size: { rows: number; out: number }): Promise<ExchangeRun> {
  const who = await seated(cluster)
  const file = join(folder, 'bench.xlsx')
  await pipeline(writeSheet((async function* () { yield titles; yield* residents(size.rows, who.places) })(), { kind: 'xlsx' }), createWriteStream(file))
  const measured: Measured[] = []
  const note = (what: string, { seconds, ...cost }: { seconds: number; server_cpu?: number; database_cpu?: number; peak?: number }, rows: number, more?: string) => {
    measured.push({ what, seconds, rows, ...(more && { note: more }), ...('peak' in cost && { server_cpu: cost.server_cpu!, database_cpu: cost.database_cpu!, peak: cost.peak! }) })
    console.error(`${what}：${seconds.toFixed(1)} 秒`)
  }
  const { headers, base, call, until } = callerOf(who, server)
  /** What our side took: time, processor time of the server and of its backends, its peak of memory. */
  const ours = async <T>(work: () => Promise<T>) => {
    resetPeak(server.pid)
    const before = await usageNow(cluster.root, server.pid, process.pid)
    const timed = await clock(work)
    const used = spent(before, await usageNow(cluster.root, server.pid, process.pid))
    return { ...timed, server_cpu: used.server, database_cpu: used.ours, peak: peakMemory(server.pid) }
  }
  const rest = peakMemory(server.pid)
  const read = await clock(async () => { let n = 0; for await (const row of (await openWorkbook(file)).rows()) n += row.cells.length > 0 ? 1 : 0; return n })
  note('只读文件（同一个读取器）', read, size.rows, `${(statSync(file).size / 1e6).toFixed(1)} MB`)
  const plain = await clock(() => copyPlain(cluster, file))
  note('读文件并 COPY 20 列文本', plain, size.rows)

  const brought = await ours(async () => {
    const sent = await fetch(`${base}/api/exchange.upload`, { method: 'POST', body: createReadStream(file) as never, duplex: 'half', headers: { ...headers, 'content-type': 'application/octet-stream', 'x-file-name': 'bench.xlsx', 'idempotency-key': newId() } } as RequestInit)
    const { id } = await sent.json() as { id: string }
    return { id, opened: await call<{ sheet: string; header: number; columns: object[] }>('exchange.open', { file: id, kind: 'residents' }) }
  })
  note('上传并打开', brought, size.rows)
  const { id, opened } = brought.answer
  const checked = await ours(async () => {
    const { job } = await call<{ job: string }>('exchange.check', { file: id, kind: 'residents', sheet: opened.sheet, header: opened.header, columns: opened.columns, purpose: '量测' })
    return until(job, ['checked', 'broken'])
  })
  note('试算', checked, size.rows)
  const job = checked.answer.id
  const written = await ours(async () => { await call('exchange.start', { job }); return until(job, ['done', 'stopped']) })
  const { counts } = written.answer
  note('写入（含重读文件）', written, size.rows, `写入 ${counts.written}，不变 ${counts.unchanged}，退回 ${counts.refused}，待核对 ${counts.held}`)
  const rows = await clock(() => writeAgain(cluster))
  note('数据库自己把写成的行再写一遍（同样的表和索引）', rows.answer, rows.answer.rows, '人、标识、信息、户、住所、成员')

  await fillUp(cluster, size.out)
  const { export: out } = await call<{ export: string }>('exchange.export', { place: town, columns: ['person.name', 'person.identity_number', 'person.residence_address', 'person.phone'], format: 'csv', purpose: '量测' })
  const exported = await ours(async () => {
    const answer = await fetch(`${base}/sheets/exchange.export_rows?export=${out}&seat=${who.seat}`, { headers })
    let lines = 0
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) for (const byte of chunk) if (byte === 10) lines++
    return lines
  })
  note('导出（每人留一条被查看的记录）', exported, exported.answer)
  const bare = await clock(() => copyOut(cluster))
  note('只 COPY TO 同样的内容', bare, bare.answer)
  await cluster.root.unsafe('drop schema if exists bare cascade')
  rmSync(file)
  return {
    measured, rest, ratio_write: written.seconds / plain.seconds, ratio_copy: (brought.seconds + checked.seconds + written.seconds) / plain.seconds,
    ratio_rows: written.seconds / (read.seconds + rows.answer.seconds), ratio_export: (exported.seconds / exported.answer) / (bare.seconds / bare.answer),
  }
}

const escape = (cell: unknown): string => (cell === null || cell === undefined ? '\\N' : String(cell).replace(/[\\\t\n\r]/g, found => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[found]!))

async function copyPlain({ root }: Cluster, file: string): Promise<void> {
  await root.unsafe(`create schema if not exists bare; create table bare.plain (${titles.map((_, i) => `c${i} text`).join(', ')})`)
  const stream = await root.unsafe('copy bare.plain from stdin').writable()
  async function* lines() {
    let text = ''
    for await (const { cells } of (await openWorkbook(file)).rows()) {
      text += titles.map((_, i) => escape(plainCell(cells[i]))).join('\t') + '\n'
      if (text.length > 262_144) { yield text; text = '' }
    }
    yield text
  }
  await pipeline(lines, stream)
}

const tables = ['registry.identity', 'registry.person', 'registry.assertion', 'registry.dwelling', 'registry.household', 'registry.member'] as const
/** The rows that the import wrote, written once more into tables of the same make by the database itself: what no import could go below. */
async function writeAgain({ root }: Cluster): Promise<{ seconds: number; rows: number }> {
  let [seconds, rows] = [0, 0]
  await root.unsafe("create schema if not exists bare; set statement_timeout = '30min'")
  for (const table of tables) {
    const name = table.split('.')[1]!
    await root.unsafe(`create table bare.${name} (like ${table} including all)`)
    const begun = performance.now()
    rows += (await root.unsafe(`insert into bare.${name} select * from ${table}`)).count
    seconds += (performance.now() - begun) / 1000
  }
  return { seconds, rows }
}

/** Copies people with the facts of the export until there are as many as wanted. */
async function fillUp({ root }: Cluster, wanted: number): Promise<void> {
  const [{ n } = { n: 0 }] = await root<{ n: number }[]>`select count(*) as n from registry.person`
  if (n === 0 || n >= wanted) return
  await root.unsafe("set statement_timeout = '30min'")
  await root.unsafe(`create table bare.made as select gen_random_uuid() as id, p.id as of from registry.person p, generate_series(1, ${Math.ceil(wanted / n) - 1}) limit ${wanted - n}`)
  await root.unsafe(`insert into registry.person (county, id, place, name, pinyin, initials, sex, birth_date, identity_kind, identity_sealed, identity_masked, phone_masked, address, resides, living, registered_at)
    select p.county, m.id, p.place, p.name, p.pinyin, p.initials, p.sex, p.birth_date, p.identity_kind, p.identity_sealed, p.identity_masked, p.phone_masked, p.address, p.resides, p.living, p.registered_at from bare.made m join registry.person p on p.id = m.of`)
  await root.unsafe(`insert into registry.assertion (county, subject, element, id, place, value, source, organ, collector, collector_name, purpose, matter, asserted_at, fresh_until)
    select a.county, m.id, a.element, a.id, a.place, a.value, a.source, a.organ, a.collector, a.collector_name, a.purpose, a.matter, a.asserted_at, a.fresh_until from bare.made m
    join registry.assertion a on a.subject = m.of and a.ended_at is null where a.element in ('person.name', 'person.identity_number', 'person.residence_address', 'person.phone')`)
  await root.unsafe('analyze registry.person; analyze registry.assertion')
}

async function copyOut({ root }: Cluster): Promise<number> {
  return (await root.unsafe(`copy (select p.place, a.name, a.number, a.address, a.phone from registry.person p join lateral (
    select max(value #>> '{}') filter (where element = 'person.name') as name, max(value ->> 'masked') filter (where element = 'person.identity_number') as number,
      max(value #>> '{}') filter (where element = 'person.residence_address') as address, max(value ->> 'masked') filter (where element = 'person.phone') as phone
    from registry.assertion a where a.county = p.county and a.subject = p.id and a.ended_at is null) a on true
    where p.place >= '${town}' and p.place < '${town}~' order by p.place, p.id) to '/dev/null' csv`)).count
}
