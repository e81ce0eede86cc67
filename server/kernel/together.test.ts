import assert from 'node:assert/strict'
import { test } from 'node:test'
import { together } from './together.ts'

test('what is asked in one turn is done in one call, each thing for itself, and what comes later in another', async () => {
  const calls: [object, number[]][] = []
  const double = together(async (on: object, items: readonly number[]) => { calls.push([on, [...items]]); return items.map(n => 2 * n) })
  const [here, there] = [{}, {}]
  assert.deepEqual(await Promise.all([double(here, 1), double(there, 2), double(here, 3)]), [2, 4, 6])
  assert.equal(await double(here, 4), 8)
  assert.deepEqual(calls, [[here, [1, 3]], [there, [2]], [here, [4]]])
})

test('a failure is heard by all who asked, and the next turn is a new one', async () => {
  let broken = true
  const ask = together(async (_on: object, items: readonly string[]) => { if (broken) throw new Error('no'); return items })
  const on = {}
  const ends = await Promise.allSettled([ask(on, 'a'), ask(on, 'b')])
  assert.deepEqual(ends.map(end => end.status), ['rejected', 'rejected'])
  broken = false
  assert.equal(await ask(on, 'c'), 'c')
})
