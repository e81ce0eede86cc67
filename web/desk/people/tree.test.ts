import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { drawTree, tiersOf, type Member } from './tree.ts'

const member = (name: string, relation: string, age: number): Member =>
  ({ person: name, name, relation, relation_name: relation, age, head: relation === '02' })

describe('a household as a tree', () => {
  test('puts the generations above each other, head and spouse first, and strangers apart', () => {
    const { tiers, apart } = tiersOf([
      member('head', '02', 60), member('lodger', '99', 30), member('son', '22', 35), member('granddaughter', '42', 5),
      member('mother', '52', 85), member('wife', '12', 58), member('sister', '70', 61),
    ])
    assert.deepEqual(tiers.map(t => [t.generation, t.members.map(m => m.name)]), [
      [-1, ['mother']], [0, ['head', 'wife', 'sister']], [1, ['son']], [2, ['granddaughter']],
    ])
    assert.deepEqual(apart.map(m => m.name), ['lodger'])
  })

  test('draws everybody once, inside the picture, with no two boxes on each other', () => {
    const people = [member('a', '02', 50), member('b', '11', 51), ...Array.from({ length: 5 }, (_, i) => member(`c${i}`, '20', 20 - i))]
    const { boxes, width, height } = drawTree(people)
    assert.equal(boxes.length, people.length)
    assert.equal(new Set(boxes.map(b => `${b.x} ${b.y}`)).size, people.length)
    for (const b of boxes) assert.ok(b.x >= 0 && b.x + 120 <= width && b.y >= 0 && b.y + 56 <= height)
  })

  test('of one person is one box without lines', () => {
    assert.deepEqual({ ...drawTree([member('a', '02', 50)]), boxes: 1 }, { width: 120, height: 56, boxes: 1, lines: [] })
  })
})
