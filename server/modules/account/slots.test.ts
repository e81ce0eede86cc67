import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slots } from './slots.ts'

test('so many at once, so many wait, the next is refused; places come back, also after a failure', async () => {
  const inTurn = slots(2, 3)
  let running = 0
  let most = 0
  const doors: (() => void)[] = []
  const work = (fails: boolean) => () => new Promise<void>((resolve, reject) => {
    most = Math.max(most, ++running)
    doors.push(() => { running--; if (fails) reject(new Error('no')); else resolve() })
  })
  const all = Array.from({ length: 5 }, (_, n) => inTurn(work(n % 2 === 0)).then(() => 'done', () => 'failed'))
  await assert.rejects(inTurn(work(false)), { code: 'server.busy' })
  while (doors.length > 0) {
    doors.shift()!()
    await new Promise(resolve => setImmediate(resolve))
  }
  assert.deepEqual([most, (await Promise.all(all)).join()], [2, 'failed,done,failed,done,failed'])
  assert.equal(await inTurn(async () => 'again'), 'again')
})
