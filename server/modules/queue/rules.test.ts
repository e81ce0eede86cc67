import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { nextOf } from './rules.ts'

test('everybody is called once, each kind in its own order, and a walk-in never waits for more than the number of the rule', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(12), fc.nat(12), (most, booked, drawn) => {
    const queues = { booked: Array.from({ length: booked }, (_, i) => `Y${i}`), drawn: Array.from({ length: drawn }, (_, i) => `A${i}`) }
    const called: string[] = []
    let in_row = 0
    let passed = 0
    for (;;) {
      const next = nextOf({ booked: queues.booked[0] ?? null, drawn: queues.drawn[0] ?? null, in_row }, most)
      if (!next) break
      passed = next.ticket.startsWith('Y') && queues.drawn.length > 0 ? passed + 1 : 0
      assert.ok(passed <= most)
      in_row = next.in_row
      called.push(next.ticket)
      for (const queue of [queues.booked, queues.drawn]) if (queue[0] === next.ticket) queue.shift()
    }
    assert.equal(called.length, booked + drawn)
    for (const kind of ['Y', 'A']) {
      const order = called.filter(one => one.startsWith(kind)).map(one => Number(one.slice(1)))
      assert.deepEqual(order, [...order].sort((a, b) => a - b))
    }
  }))
})

test('who booked goes first', () => {
  assert.equal(nextOf({ booked: 'Y', drawn: 'A', in_row: 0 }, 2)?.ticket, 'Y')
  assert.equal(nextOf({ booked: 'Y', drawn: 'A', in_row: 2 }, 2)?.ticket, 'A')
  assert.equal(nextOf({ booked: 'Y', drawn: null, in_row: 9 }, 2)?.ticket, 'Y')
})
