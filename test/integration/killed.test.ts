import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as integration from '../../contract/integration.ts'
import * as organisation from '../../contract/organisation.ts'
import { openTestHouse, population, type TestHouse } from '../house.ts'
import { givenKey, worker } from './exchange.ts'

// A process is killed in the middle of a file, again and again: afterwards every row is written once and answered once. And a file
// far larger than the memory is gone through in little of it.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

test('killed in the middle of a file, each row is written once and answered once', async () => {
  const bureau = (await house.call(house.seat('cheng'), organisation.register, {
    name: '柳湖区民政局', kind: 'government_office', place: '329901', founded_on: '2020-01-01', basis: '三定方案', posts: [],
  })).id
  const { key } = await givenKey(house, bureau, ['person.share'])
  const shao = house.seat('shao')
  const folder = await house.call(shao, integration.openFolder, { key: key.id, adapter: 'minimum_living' })
  await house.platform.sweeper.once()
  const path = join(house.drop, folder.path, 'in')
  const people = population.persons.filter(one => one.place.startsWith('329901')).slice(0, 900)
  // Every person twice: the second time it is known. Every seventh row is nobody.
  const rows = [...people, ...people].map((one, i) => `${i % 7 === 6 ? '无此人' : one.name},${one.id_number},是`)
  writeFileSync(join(path, 'big.csv'), `姓名,证件号码,低保对象\n${rows.join('\n')}\n`)
  utimesSync(join(path, 'big.csv'), new Date(0), new Date(0))
  const state = async () => (await house.call(shao, integration.droppedFiles, { folder: folder.id })).items[0]
  let kills = 0
  for (let last = -1; (await state())?.state !== 'taken' && kills < 8; kills++) {
    const child = worker(house)
    for (let waited = 0; waited < 300; waited++) {
      const now = await state()
      if (now && (now.state === 'taken' || now.read > last)) { last = now.read; break }
      await sleep(100)
    }
    await sleep(Math.random() * 300)
    child.kill('SIGKILL')
    await new Promise(resolve => child.once('exit', resolve))
    // What the killed one had claimed comes free with time.
    await house.admin`update filedrop.folder set claimed_until = null`
  }
  while ((await state())?.state !== 'taken') await house.platform.sweeper.once()
  const file = (await state())!
  assert.ok(kills >= 2, `${kills} kills`)
  assert.deepEqual([file.read, file.written + file.unchanged + file.refused], [rows.length, rows.length])
  const answers = readFileSync(join(path, 'done', '000001-big.csv.answer.csv'), 'utf8').trim().split('\r\n').slice(1, -1).map(line => line.split(','))
  assert.deepEqual(answers.map(([line]) => Number(line)), rows.map((_, i) => i + 2))
  for (const [i, [, result]] of answers.entries()) {
    const first = i < people.length || (i - people.length) % 7 === 6
    const nobody = i % 7 === 6
    if (nobody) assert.equal(result, '未写入', String(i))
    else if (first) assert.equal(result, '已写入', String(i))
  }
  const [held] = await house.admin<{ n: number }[]>`select count(*)::integer as n from registry.assertion where element = 'person.minimum_living' and organ = '柳湖区民政局'`
  assert.equal(held!.n, file.written, 'what was answered as written was written once')
  assert.ok(existsSync(join(path, 'done', '000001-big.csv')) && !existsSync(join(path, 'taking', 'big.csv')))
})

test('a file of 300 MB is gone through in a heap of 48 MB', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongzhi-large-'))
  try {
    const path = join(folder, 'large.csv')
    const file = openSync(path, 'w')
    writeSync(file, '姓名,证件号码,低保对象\n')
    const block = `张三,${'1'.repeat(18)},"是 ${randomBytes(500).toString('hex')}"\n`.repeat(1000)
    let blocks = 0
    for (let size = 0; size < 300 * 1024 ** 2; size += Buffer.byteLength(block), blocks++) writeSync(file, block)
    closeSync(file)
    const code = `const { fingerprint, rowsOf } = await import(${JSON.stringify(new URL('../../server/engines/filedrop/index.ts', import.meta.url).href)})
      const { encoding } = await fingerprint(process.argv[1]); let n = 0
      for await (const row of rowsOf(process.argv[1], encoding, () => {})) n += row.cells ? 1 : 0
      console.log(n)`
    const child = spawn(process.execPath, ['--max-old-space-size=48', '--import', 'tsx', '--input-type=module', '-e', code, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (part: Buffer) => { out += part.toString() })
    await new Promise(resolve => child.once('close', resolve))
    assert.equal(Number(out), blocks * 1000)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
