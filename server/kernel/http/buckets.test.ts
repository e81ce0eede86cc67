import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Buckets } from './buckets.ts'

describe('a bucket', () => {
  test('never lets through more than the burst and what time has refilled', () => {
    fc.assert(fc.property(
      fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 50 }), fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { maxLength: 200 }),
      (burst, per_second, gaps) => {
        let now = 0
        const buckets = new Buckets({ burst, per_second }, () => now)
        let through = 0
        for (const gap of gaps) {
          now += gap
          if (buckets.take('a') === 0) through++
          assert.ok(through <= burst + now * per_second + 1e-6)
        }
      }))
  })

  test('says how long to wait, and that is long enough', () => {
    let now = 0
    const buckets = new Buckets({ burst: 2, per_second: 0.25 }, () => now)
    assert.deepEqual([buckets.take('a'), buckets.take('a'), buckets.take('a')], [0, 0, 4])
    assert.equal(buckets.take('b'), 0)
    now += 4
    assert.equal(buckets.take('a'), 0)
  })

  test('is forgotten when it is full again, so that many keys do not fill the memory', () => {
    let now = 0
    const buckets = new Buckets({ burst: 1, per_second: 1 }, () => now)
    for (let n = 0; n < 150_000; n++) {
      now += 0.001
      buckets.take(String(n))
    }
    assert.equal(buckets.knows('0'), false)
    assert.equal(buckets.knows('149999'), true)
  })
})
