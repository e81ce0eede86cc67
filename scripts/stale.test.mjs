import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digest, firstDifference, listFiles } from './stale.mjs'

const base = mkdtempSync(join(tmpdir(), 'stale-'))
mkdirSync(join(base, 'a', 'node_modules'), { recursive: true })
mkdirSync(join(base, 'a', 'inner'))
for (const name of ['a/one.ts', 'a/inner/two.ts', 'a/one.test.ts', 'a/node_modules/x.ts', 'lock.json']) writeFileSync(join(base, name), name)
after(() => rmSync(base, { recursive: true }))

test('the files of a build are its sources and no tests', () => {
  assert.deepEqual(listFiles(base, 'a').sort(), ['a/inner/two.ts', 'a/one.ts'])
  assert.deepEqual(listFiles(base, 'lock.json'), ['lock.json'])
  assert.deepEqual(listFiles(base, 'nowhere'), [])
})

test('a touched file, or a test, changes nothing; a word, a new name and a missing file do', () => {
  const before = digest(base, ['a', 'lock.json'])
  utimesSync(join(base, 'a/one.ts'), 1, 1)
  writeFileSync(join(base, 'a/one.test.ts'), 'another test')
  assert.equal(digest(base, ['a', 'lock.json']), before)
  writeFileSync(join(base, 'a/one.ts'), 'another word')
  const changed = digest(base, ['a', 'lock.json'])
  assert.notEqual(changed, before)
  writeFileSync(join(base, 'a/three.ts'), '')
  assert.notEqual(digest(base, ['a', 'lock.json']), changed)
  rmSync(join(base, 'a/three.ts'))
  assert.equal(digest(base, ['a', 'lock.json']), changed)
})

test('packages are stale when one that is needed is missing or of another version', () => {
  const lock = { packages: { '': { name: 'x' }, 'node_modules/a': { version: '1.0.0' }, 'node_modules/d': { version: '1.0.0', dev: true }, 'node_modules/o': { version: '1.0.0', optional: true } } }
  const having = packages => ({ packages })
  const [a, d] = [{ version: '1.0.0' }, { version: '1.0.0', dev: true }]
  assert.equal(firstDifference(lock, having({ 'node_modules/a': a, 'node_modules/d': d }), true), undefined)
  assert.equal(firstDifference(lock, having({ 'node_modules/a': a }), false), undefined)
  assert.equal(firstDifference(lock, having({ 'node_modules/a': a }), true), 'node_modules/d')
  assert.equal(firstDifference(lock, having({ 'node_modules/a': { version: '0.9.0' } }), false), 'node_modules/a')
  assert.equal(firstDifference(lock, having({ 'node_modules/a': a, 'node_modules/o': { version: '0.9.0' } }), false), 'node_modules/o')
})
