import assert from 'node:assert/strict'
import test from 'node:test'
import { attempts, canonical } from './idempotency.ts'
import { memory } from './storage.ts'
import { uuid } from './uuid.ts'

const none = () => { throw new Error('no storage here') }

test('an attempt keeps its key until it is answered', () => {
  const store = memory(none)
  const mine = attempts(store)
  const key = mine.keyOf('relief.lodge', '', { need: 'illness', household: 'h' })
  assert.equal(attempts(store).keyOf('relief.lodge', '', { household: 'h', need: 'illness' }), key, 'after a reload')
  assert.notEqual(mine.keyOf('relief.lodge', '', { household: 'h', need: 'fire' }), key, 'other content')
  assert.notEqual(mine.keyOf('relief.lodge', 'seat-2', { household: 'h', need: 'illness' }), key, 'another seat')
  mine.answered('relief.lodge', '', { household: 'h', need: 'illness' })
  assert.notEqual(mine.keyOf('relief.lodge', '', { household: 'h', need: 'illness' }), key, 'once answered')
})

test('the canonical form sorts keys at every depth and keeps the order of lists', () => {
  assert.equal(canonical({ b: [2, 1], a: { d: 1, c: 2 } }), '{"a":{"c":2,"d":1},"b":[2,1]}')
})

test('a key is a UUID of version 7 that carries its instant', () => {
  const key = uuid(Date.UTC(2026, 10, 22))
  assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(parseInt(key.replace(/-/g, '').slice(0, 12), 16), Date.UTC(2026, 10, 22))
})
