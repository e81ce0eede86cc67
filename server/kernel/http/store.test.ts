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

test('a content that no entry has is cleared once it has lain a day, and no other', async () => {
  const own = mkdtempSync(join(tmpdir(), 'gongzhi-store-'))
  const store = new FileStore(own)
  const [known, orphan, young] = ['00a', '00b', '00c'].map(head => head.padEnd(64, '0')) as [string, string, string]
  mkdirSync(join(own, '00'))
  for (const [digest, hours] of [[known, 48], [orphan, 48], [young, 1]] as const) {
    writeFileSync(join(own, '00', digest), 'x')
    const then = Date.now() / 1000 - hours * 3600
    utimesSync(join(own, '00', digest), then, then)
  }
  const clear = async () => {
    let cleared = 0
    // Each hour has its folders: a whole day sees all of them once.
    for (let hour = 0; hour < 24; hour++) cleared += await store.clear(async digests => new Set(digests.filter(one => one === known)), Date.now() - hour * 3600_000)
    return cleared
  }
  assert.equal(await clear(), 1)
  assert.deepEqual(readdirSync(join(own, '00')).sort(), [known, young])
  rmSync(own, { recursive: true })
})

test('only a digest opens a file', async () => {
  const store = new FileStore(folder)
  for (const digest of ['', '../incoming/young.part', 'a'.repeat(63), 'A'.repeat(64), 'a'.repeat(64)]) assert.equal(await store.open(digest), null)
})
