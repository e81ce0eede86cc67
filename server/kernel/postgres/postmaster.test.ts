import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { alive, findPostmaster, isMisleading, parsePostmaster, shutDown } from './postmaster.ts'

const file = (over: Partial<{ pid: number; port: number; status: string }> = {}) => {
  const { pid, port, status } = { pid: 7042, port: 18066, status: 'ready   ', ...over }
  return `${pid}\n/var/lib/x/postgres/data\n1795331517\n${port}\n\n127.0.0.1\n  6160389         0\n${status}\n`
}

test('a postmaster.pid tells pid, port and status', () => {
  assert.deepEqual(parsePostmaster(file()), { pid: 7042, port: 18066, status: 'ready' })
  assert.equal(parsePostmaster(file({ status: 'stopping' }))?.status, 'stopping')
})

test('one half written, empty or of a single-user backend tells nothing', () => {
  for (const text of ['', '7042\n', file().split('\n').slice(0, 7).join('\n'), file({ pid: -7042 }), file({ port: 0 }), file({ status: 'asleep' }), 'x\n'.repeat(9)]) {
    assert.equal(parsePostmaster(text), undefined)
  }
})

test('a stale postmaster.pid is nobody, and misleads only when another process has the number now', async () => {
  const data = mkdtempSync(join(tmpdir(), 'postmaster-'))
  try {
    const gone = spawn('true')
    await once(gone, 'exit')
    writeFileSync(join(data, 'postmaster.pid'), file({ pid: gone.pid! }))
    assert.equal(findPostmaster(data), undefined)
    assert.equal(isMisleading(data), false)
    if (process.platform === 'linux') {
      writeFileSync(join(data, 'postmaster.pid'), file({ pid: process.pid }))
      assert.equal(findPostmaster(data), undefined)
      assert.equal(isMisleading(data), true)
    }
  } finally {
    rmSync(data, { recursive: true })
  }
})

test('a process that does not heed the polite signal is ended all the same', async () => {
  const stubborn = spawn(process.execPath, ['-e', 'process.on("SIGINT", () => {}); console.log("up"); setInterval(() => {}, 1000)'])
  await once(stubborn.stdout, 'data')
  assert.equal(alive(stubborn.pid!), true)
  await shutDown(stubborn.pid!, 0.05)
  assert.equal(alive(stubborn.pid!), false)
})
