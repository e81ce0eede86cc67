import assert from 'node:assert/strict'
import test from 'node:test'
import { nextOf } from './next.ts'

const rows = ['urgent-1', 'urgent-2', 'urgent-3', 'calm'].map(number => ({ number }))

test('the next is the most urgent, whichever was opened out of turn', () => {
  assert.equal(nextOf(rows, 'urgent-3', new Set(['urgent-3']))?.number, 'urgent-1')
  assert.equal(nextOf(rows, 'gone meanwhile', new Set())?.number, 'urgent-1')
})

test('what was put aside comes after the others; at the end it comes again', () => {
  assert.equal(nextOf(rows, 'urgent-2', new Set(['urgent-1', 'urgent-2']))?.number, 'urgent-3')
  assert.equal(nextOf(rows, 'calm', new Set(rows.map(row => row.number)))?.number, 'urgent-1')
  assert.equal(nextOf([rows[0]!], 'urgent-1', new Set()), null)
})
