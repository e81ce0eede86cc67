import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = mkdtempSync(join(tmpdir(), 'tally-'))
after(() => rmSync(folder, { recursive: true }))

/** Runs test files of these contents under the reporter. */
async function report(files) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `import { before, describe, it, test } from 'node:test'\n${text}`)
  const tally = join(folder, 'tally.json')
  const env = { ...process.env, GONGZHI_TALLY: tally, GONGZHI_SILENCE: '3' }
  delete env.NODE_TEST_CONTEXT
  const runner = spawn(process.execPath, [
    '--test', '--test-timeout=1500', `--test-reporter=${fileURLToPath(new URL('./reporter.mjs', import.meta.url))}`, '--test-reporter-destination=stdout',
    ...Object.keys(files).map(name => join(folder, name)),
  ], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  runner.stdout.on('data', chunk => (stdout += chunk))
  await once(runner, 'close')
  return { ...JSON.parse(readFileSync(tally, 'utf8')), stdout }
}

test('leaves are counted, their parents are not', async () => {
  const { passed, failed, skipped } = await report({
    'leaves.test.mjs': `test('one', () => {})
      test('parent', async t => { await t.test('two', () => {}); await t.test('bad', () => { throw new Error('no') }) })
      describe('suite', () => { it('three', () => {}); it.skip('s', () => {}); it.todo('t'); describe('inner', () => it('four', () => {})) })`,
  })
  assert.deepEqual({ passed, failed, skipped }, { passed: 4, failed: 1, skipped: 2 })
})

test('a failure is told in full, with the path to it and what the file printed', async () => {
  const { stdout } = await report({ 'full.test.mjs': `describe('here', () => it('breaks', () => { console.log('a hint'); throw new Error('the reason') }))` })
  assert.match(stdout, /full\.test\.mjs › here › breaks\n\s+Error: the reason\n\s+at /)
  assert.match(stdout, /\| a hint/)
  assert.match(stdout, /✖ .*full\.test\.mjs {2}0 passed, 1 failed {2}\(\d+\.\d s\)/)
})

for (const [what, text] of Object.entries({
  'a failing hook': `describe('s', () => { before(() => { throw new Error('x') }); it('a', () => {}) })`,
  'a parent that fails of itself': `test('p', async t => { await t.test('k', () => {}); throw new Error('x') })`,
  'a crash': `await import('nothing-of-this-name')`,
  'a file that hangs': `test('ok', () => {}); setInterval(() => {}, 1000)`,
  'a test that hangs': `test('ok', () => {}); test('spins', () => { for (;;); })`,
  'a file without tests': '',
  'a file that leaves before its tests': `test('ok', () => {}); test('leaves', () => process.exit(0))`,
})) {
  test(`${what} is a failure`, async () => {
    const { failed } = await report({ 'case.test.mjs': text })
    assert.ok(failed > 0)
  })
}

test('files side by side are told one line each', async () => {
  const { stdout, passed } = await report({ 'x.test.mjs': `test('one', () => new Promise(r => setTimeout(r, 200)))`, 'y.test.mjs': `test('two', () => {})` })
  assert.equal(passed, 2)
  assert.equal(stdout.match(/^✔ .*\.test\.mjs/gm).length, 2)
})
