import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { FileStore } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'gongzhi-store-'))
after(() => rmSync(folder, { recursive: true }))

test('what a crash left half received is cleared after a day, and nothing younger', async () => {
  const store = new FileStore(folder)
  assert.equal(await store.sweep(), 0)
  mkdirSync(join(folder, 'incoming'))
  for (const [name, hours] of [['old.part', 25], ['young.part', 23]] as const) {
    writeFileSync(join(folder, 'incoming', name), 'x')
    const then = Date.now() / 1000 - hours * 3600
    utimesSync(join(folder, 'incoming', name), then, then)
  }
  assert.equal(await store.sweep(), 1)
  assert.deepEqual(readdirSync(join(folder, 'incoming')), ['young.part'])
})

test('only a digest opens a file', async () => {
  const store = new FileStore(folder)
  for (const digest of ['', '../incoming/young.part', 'a'.repeat(63), 'A'.repeat(64), 'a'.repeat(64)]) assert.equal(await store.open(digest), null)
})
