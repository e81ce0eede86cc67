import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ActiveTime } from './active.ts'

test('time goes from touch to touch; a long pause, another page and what was taken before do not count', () => {
  const time = new ActiveTime()
  time.touched(0, '/a')
  time.touched(10_000, '/a')
  time.touched(400_000, '/a')
  time.touched(420_000, '/a')
  assert.equal(time.take(425_000, '/a'), 35_000)
  assert.equal(time.take(426_000, '/a'), 1_000)
  time.touched(430_000, '/b')
  assert.equal(time.take(430_500, '/b'), 500)
})
