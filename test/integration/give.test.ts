import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import iconv from 'iconv-lite'
import * as integration from '../../contract/integration.ts'
import * as organisation from '../../contract/organisation.ts'
import * as people from '../../contract/person.ts'
import * as service from '../../contract/service.ts'
import type { DemoPerson } from '../../server/demo/index.ts'
import { openTestHouse, personOf, refusal, refused, type TestHouse } from '../house.ts'
import { applied, deskSeat, eldersOf, selfSeat } from '../rights/scene.ts'
import { givenKey } from './exchange.ts'

// What a department carries out is handed to it in files: numbered, whole, with a manifest, the same again when it asks, and the
// person reads that it was handed over.

let house: TestHouse
let bureau = ''
const county = '329901'
const turn = () => house.platform.sweeper.once()
const later = (minutes: number): void => { house.at = new Date(Date.parse(house.at!) + minutes * 60_000).toISOString() }
before(async () => {
  house = await openTestHouse()
  // Nine in the evening before, in Beijing: what is laid now goes with the file of the next morning.
  house.at = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T13:00:00.000Z`
  bureau = (await house.call(house.seat('cheng'), organisation.register, {
    name: '柳湖区财政局国库支付中心', kind: 'government_office', place: county, founded_on: '2020-01-01', basis: '三定方案', posts: [],
  })).id
})
after(() => house.close())

async function folderFor(adapter: string, verbs: string[], more: object = {}): Promise<integration.Folder & { at: string; key: string }> {
  const { key } = await givenKey(house, bureau, verbs)
  const folder = await house.call(house.seat('shao'), integration.openFolder, { key: key.id, adapter, ...more })
  return { ...folder, at: join(house.drop, folder.path, 'out') }
}
async function granted(person: DemoPerson): Promise<string> {
  const number = await applied(house, person)
  await house.call(house.seat('zhang'), service.take, { number, seq: 1, action: 'accept' })
  await house.call(house.seat('zhang'), service.take, { number, seq: 2, action: 'examine', note: '符合' })
  await house.call(house.seat('cheng'), service.take, { number, seq: 3, action: 'grant', note: '同意' })
  return number
}
const written = (folder: { at: string }): string[] => readdirSync(folder.at).sort()
const lines = (text: string): string[] => text.replace('\ufeff', '').trim().split('\r\n')
const files = (folder: { id: string }) => house.call(house.seat('shao'), integration.droppedFiles, { folder: folder.id }).then(page => page.items)
const elders = eldersOf('329901001')

test('grants go to the payment system in the morning: one file, its manifest, whole numbers, and a trace for the person; the next county’s do not', async () => {
  const daily = await folderFor('grants', ['service.hand_over'], { daily_at: 6, format: 'csv_gb' })
  const number = await granted(personOf('xu'))
  await applied(house, elders[0]!)
  await turn()
  await turn()
  assert.deepEqual(written(daily), [], 'not before its hour')
  later(10 * 60)
  await turn()
  await turn()
  const [name, manifest] = written(daily) as [string, string]
  assert.match(name, /^000001-grants-\d{8}\.csv$/)
  const bytes = readFileSync(join(daily.at, name))
  const text = iconv.decode(bytes, 'gb18030')
  const [titles, row, ...more] = lines(text)
  assert.deepEqual([titles!.split(',').slice(0, 5), more], [['办件编号', '发放或停发', '事项', '姓名', '证件号码'], []])
  const xu = personOf('xu')
  const cells = row!.split(',')
  assert.deepEqual(cells.slice(0, 5), [number, '发放', '高龄津贴', xu.name, xu.id_number])
  assert.match(row!, /,\d{12,19},/)
  assert.match(cells[8]!, /^\d+\.\d\d$/)
  assert.ok(text.includes(xu.name) && /\p{Script=Han}/u.test(xu.name), 'a rare character of four bytes survives')
  const said = JSON.parse(readFileSync(join(daily.at, manifest), 'utf8')) as Record<string, unknown>
  assert.deepEqual({ ...said, made_at: '' }, { file: name, number: 1, adapter: 'grants', version: 1, format: 'csv_gb', rows: 1, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), made_at: '' })
  const lookers = (await house.call(selfSeat(xu), people.lookers, {})).items
  assert.ok(lookers.some(one => one.actor_name === '柳湖区财政局国库支付中心（文件系统）' && one.purpose.includes(number)), JSON.stringify(lookers[0]))
  const kept = JSON.stringify(await house.admin`select * from filedrop.line`)
  assert.ok(kept.includes(number) && !kept.includes(xu.id_number) && !kept.includes(cells[6]!), 'sealed where it waits')
  // Of one case and mark one line, however often its letter comes.
  await house.admin`update kernel.outbox set done_at = null where topic = 'case.step'`
  later(24 * 60)
  await turn()
  assert.equal(written(daily).length, 2)
})

test('a lost file is written again, the same; only by whoever may', async () => {
  const folder = (await house.call(house.seat('shao'), integration.folders, {})).items.find(one => one.adapter === 'grants')!
  const at = join(house.drop, folder.path, 'out')
  const [name] = written({ at }) as [string]
  const before = readFileSync(join(at, name))
  rmSync(at, { recursive: true })
  const [file] = await files(folder)
  assert.equal(await refused(house.call(deskSeat('county_admin', '329902', personOf('shao')), integration.redeliver, { file: file!.id })), 'found.nothing')
  assert.equal((await house.call(house.seat('shao'), integration.redeliver, { file: file!.id })).name, name)
  await turn()
  assert.deepEqual(readFileSync(join(at, name)), before)
  assert.ok(existsSync(join(at, `${name}.manifest.json`)))
  assert.deepEqual((await files(folder)).map(one => [one.state, one.read, one.written]), [['written', 1, 1]])
})

test('events by size and in JSON Lines: full files at once, the rest at its hour, each case once a step, nobody named', async () => {
  const folder = await folderFor('case_events', ['case.survey'], { format: 'jsonl', daily_at: 23, most_rows: 3 })
  for (const elder of elders.slice(4, 8)) await applied(house, elder)
  await turn()
  await turn()
  const [name] = written(folder) as [string]
  const rows = readFileSync(join(folder.at, name), 'utf8').trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>)
  assert.deepEqual([written(folder).length, rows.length, rows[0]!['state_name'], rows[0]!['action']], [2, 3, '已提交，待受理', 'open'])
  assert.ok(elders.every(elder => !JSON.stringify(rows).includes(elder.name)))
  assert.equal((await house.call(house.seat('shao'), integration.folders, {})).items.find(one => one.id === folder.id)!.waiting, 1)
  later(18 * 60)
  await turn()
  assert.deepEqual(written(folder).filter(one => !one.endsWith('.json')).length, 2)
})

test('what the key may not see is not in the file, and a program is told of a case only once it is decided', async () => {
  const { key } = await givenKey(house, bureau, ['service.hand_over'])
  const seat = { ...deskSeat('system_client', county, { id: bureau, name: '支付' }), mandate: key.id, client: { office: 'county_civil_affairs', verbs: ['service.hand_over'], organisation: '支付中心' } }
  const open = await applied(house, elders[9]!)
  assert.match((await refusal(house.call(seat, service.handover, { number: open }))).message, /不能办理“移交”/)
  assert.equal(await refused(house.call(seat, service.handover, { number: await applied(house, personOf('zhou')) })), 'case.not_now')
  assert.equal(await refused(house.call({ ...seat, place: '329902' }, service.handover, { number: open })), 'found.nothing')
  assert.equal(await refused(house.call(house.seat('cheng'), service.handover, { number: open })), 'right.missing', 'no screen is given whole numbers this way')
})
