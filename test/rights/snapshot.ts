import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkout } from '../../server/kernel/home.ts'

/** Compares with what was committed. `UPDATE_SNAPSHOT=1` writes it instead, so that review sees every line that changed. */
export function assertSnapshot(file: string, lines: readonly string[]): void {
  const path = join(checkout, 'test', 'rights', file)
  const shown = relative(checkout, path)
  const now = [...lines].sort()
  assert.equal(new Set(now).size, now.length, `${shown}: a line stands twice`)
  if (process.env.UPDATE_SNAPSHOT === '1') return writeFileSync(path, `${now.join('\n')}\n`)
  assert.ok(existsSync(path), `${shown} is missing: UPDATE_SNAPSHOT=1 npm test -- matrix`)
  const before = readFileSync(path, 'utf8').trimEnd().split('\n')
  const [old, fresh] = [new Set(before), new Set(now)]
  const changes = [...before.filter(line => !fresh.has(line)).map(line => `- ${line}`), ...now.filter(line => !old.has(line)).map(line => `+ ${line}`)]
  assert.equal(changes.length, 0,
    `${shown}: who may do what has changed. If it is meant: UPDATE_SNAPSHOT=1 npm test -- matrix\n${changes.slice(0, 60).join('\n')}`)
}
