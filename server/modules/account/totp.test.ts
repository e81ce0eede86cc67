import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeFor, demoSecret, stepOfCode, waitFor } from './totp.ts'

const at = (seconds: number) => new Date(seconds * 1000).toISOString()

test('the vectors of RFC 6238, to six digits', async () => {
  // «12345678901234567890» in base32.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  for (const [seconds, code] of [[59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037']] as const) {
    assert.equal(await codeFor(secret, 0, at(seconds)), code)
    assert.equal(await stepOfCode(secret, code, at(seconds)), Math.floor(seconds / 30))
  }
})

test('a code holds one step before and after its own, wherever in the step one is', async () => {
  const secret = demoSecret('shenmei')
  for (const within of [0, 1, 15, 29]) {
    const now = 1_800_000_000 + within
    for (const [steps, good] of [[-2, false], [-1, true], [0, true], [1, true], [2, false]] as const) {
      const found = await stepOfCode(secret, await codeFor(secret, 0, at(now + steps * 30)), at(now))
      assert.equal(found, good ? 60_000_000 + steps : null)
    }
  }
})

test('once this step is used, the next one’s code is shown, which is accepted', async () => {
  const secret = demoSecret('jiangmin')
  const now = at(1_800_000_010)
  const next = await codeFor(secret, 60_000_000, now)
  assert.equal(await stepOfCode(secret, next, now), 60_000_001)
})

test('when both are used, the code is the one after, and it is said how long it has to wait', async () => {
  const secret = demoSecret('jiangmin')
  const now = at(1_800_000_010)
  assert.equal(waitFor(60_000_000, now), 0)
  const third = await codeFor(secret, 60_000_001, now)
  assert.equal(waitFor(60_000_001, now), 20)
  assert.equal(await stepOfCode(secret, third, now), null)
  assert.equal(await stepOfCode(secret, third, at(1_800_000_030)), 60_000_002)
})
