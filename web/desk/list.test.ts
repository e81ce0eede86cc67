import assert from 'node:assert/strict'
import test from 'node:test'
import { backward, depthOf, forward, type Trail } from './list.ts'

test('pages by key go on and back the way they came', () => {
  const first: Trail = { after: undefined, behind: [] }
  const third = forward(forward(first, 'k2'), 'k3')
  assert.deepEqual(third, { after: 'k3', behind: ['', 'k2'] })
  assert.equal(depthOf(third), 2)
  assert.deepEqual(backward(third), { after: 'k2', behind: [''] })
  assert.deepEqual(backward(backward(third)), first)
  assert.equal(depthOf(first), 0)
})

test('an address that was sent to one leads back to the first page', () => {
  const sent: Trail = { after: 'k9', behind: [] }
  assert.equal(depthOf(sent), 1)
  assert.deepEqual(backward(sent), { after: undefined, behind: [] })
})
