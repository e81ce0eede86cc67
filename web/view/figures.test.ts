import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barOf, byUrgency, countsOf, statesOf, sumsOf, type Figure } from './figures.ts'

const figure = (place: string, late: number, open: number, counts: Record<string, number> = {}): Figure =>
  ({ place, place_name: place, level: 'town', total: open + 10, open, late, counts })

test('late comes before much, and much before nothing', () => {
  const items = [figure('320101001', 0, 90), figure('320101002', 2, 3), figure('320101003', 0, 0), figure('320101004', 5, 5)]
  assert.deepEqual(byUrgency(items).map(f => f.place.slice(-1)), ['4', '2', '1', '3'])
  assert.deepEqual(sumsOf(items), { total: 138, open: 98, late: 7 })
})

test('states stand in the order of a case, unknown ones last, and add up', () => {
  assert.deepEqual(statesOf({ granted: 2, new_state: 1, submitted: 3, refused: 0 }), [['submitted', 3], ['granted', 2], ['new_state', 1]])
  assert.deepEqual(countsOf([figure('1', 0, 0, { granted: 2 }), figure('2', 0, 0, { granted: 3, refused: 1 })]), { granted: 5, refused: 1 })
})

test('one of many thousands is still seen as a bar', () => {
  assert.equal(barOf(0, 9), 0)
  assert.ok(barOf(1, 100_000) > 1)
  assert.equal(barOf(9, 9), 100)
})
