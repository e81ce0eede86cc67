import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mock, test } from 'node:test'
import { Id } from '../../contract/kernel.ts'
import { idTime, newId, randomToken, sha256 } from './ids.ts'

test('ids are UUIDs of version 7, all different, and rise as text', () => {
  const ids = Array.from({ length: 100_000 }, newId)
  for (let i = 1; i < ids.length; i++) assert.ok(ids[i - 1]! < ids[i]!)
  for (const id of ids.slice(0, 500)) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(Id.safeParse(ids[0]).success, true)
})

test('an id tells when it was made', () => {
  const before = Date.now()
  const made = idTime(newId()).getTime()
  assert.ok(made >= before && made <= Date.now() + 1000)
  assert.equal(idTime('017f22e2-79b0-7cc3-98c4-dc0c0c07398f').toISOString(), '2022-02-22T19:22:22.000Z')
  for (const bad of ['', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f', '017f22e279b07cc398c4dc0c0c07398f']) assert.throws(() => idTime(bad), RangeError)
})

test('ids rise when the clock stands still, steps back, and goes on', () => {
  const now = Date.now()
  let clock = now + 60_000
  const reading = mock.method(Date, 'now', () => clock)
  try {
    const ids = Array.from({ length: 10_000 }, newId)
    clock = now
    ids.push(newId(), newId())
    clock = now + 120_000
    ids.push(newId())
    for (let i = 1; i < ids.length; i++) assert.ok(ids[i - 1]! < ids[i]!)
    assert.equal(idTime(ids.at(-1)!).getTime(), now + 120_000)
  } finally {
    reading.mock.restore()
  }
})

test('tokens are as long as asked and never the same; their hash is SHA-256', () => {
  assert.equal(Buffer.from(randomToken(24), 'base64url').length, 24)
  assert.equal(randomToken().length, 43)
  assert.notEqual(randomToken(), randomToken())
  assert.deepEqual(sha256('abc'), createHash('sha256').update('abc').digest())
  assert.equal(sha256('abc').toString('hex').slice(0, 8), 'ba7816bf')
})
