import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isRoot } from '../home.ts'
import { startPostgres, stopAbandoned } from './index.ts'
import { alive, findPostmaster } from './postmaster.ts'

const home = mkdtempSync(join(tmpdir(), 'postgres-'))
if (isRoot()) chmodSync(home, 0o711)
const data = join(home, 'postgres', 'data')
const settings = { fsync: 'off' }
const log = () => undefined

after(async () => {
  await stopAbandoned(home)
  rmSync(home, { recursive: true, force: true })
})

test('it starts, keeps its port, and stops without a trace', async () => {
  const first = await startPostgres({ home, log, settings })
  const running = findPostmaster(data)
  assert.match(first.adminUrl, new RegExp(`@127\\.0\\.0\\.1:${running!.port}/postgres$`))
  await first.stop()
  assert.equal(alive(running!.pid), false)
  const second = await startPostgres({ home, log, settings })
  assert.equal(second.adminUrl, first.adminUrl)
  await Promise.all([second.stop(), second.stop()])
  assert.equal(findPostmaster(data), undefined)
})

test('a server whose owner was killed is adopted, and then stopped', async () => {
  const owner = startElsewhere()
  const [said] = (await once(owner.stdout, 'data')) as [Buffer]
  const pid = findPostmaster(data)!.pid

  const guest = await startPostgres({ home, log, settings })
  assert.equal(guest.guest, true)
  assert.equal(guest.adminUrl, said.toString().trim())
  await guest.stop()
  assert.equal(alive(pid), true, 'a guest leaves the database of a living owner alone')

  owner.kill('SIGKILL')
  await once(owner, 'exit')
  assert.equal(alive(pid), true)
  const adopted = await startPostgres({ home, log, settings })
  assert.equal(adopted.guest, false)
  assert.equal(findPostmaster(data)?.pid, pid)
  await adopted.stop()
  assert.equal(alive(pid), false)
})

test('a postmaster.pid that names a stranger does not keep it from starting', async () => {
  const stranger = spawn('sleep', ['60'])
  writeFileSync(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1795331517\n18066\n\n127.0.0.1\n  1 1\nready\n`)
  const started = await startPostgres({ home, log, settings })
  await started.stop()
  assert.equal(alive(stranger.pid!), true)
  stranger.kill()
})

test('what PostgreSQL cannot do is said with the end of its log', async () => {
  await assert.rejects(startPostgres({ home, log, settings: { shared_buffers: 'plenty' } }), /数据库没有启动成功[\s\S]*shared_buffers/)
  assert.equal(findPostmaster(data), undefined)
})

test('the password is for the owner only', () => {
  assert.match(readFileSync(join(home, 'postgres', 'password'), 'utf8'), /^[\w-]{32}\n$/)
})

function startElsewhere() {
  const code = `import { startPostgres } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    const { adminUrl } = await startPostgres({ home: ${JSON.stringify(home)}, log() {}, settings: { fsync: 'off' } })
    console.log(adminUrl); setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
}
