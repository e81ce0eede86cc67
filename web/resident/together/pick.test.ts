import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { lifeStages } from '../../../contract/catalogue.ts'
import type { Item } from '../../../contract/service.ts'
import { pickShelves } from './pick.ts'

const item = (id: string, ...stages: string[]) => ({ id, stages }) as unknown as Item

test('what one came from stands first with what belongs to it; an item of no stage is not lost', () => {
  const items = [item('birth', 'birth'), item('school', 'school', 'settle'), item('permit', 'settle'), item('none')]
  assert.deepEqual(pickShelves(items, ['permit']).map(one => [one.key, one.items.map(of => of.id)]),
    [['settle', ['permit', 'school']], ['birth', ['birth']], ['others', ['none']]])
})

test('every item is offered exactly once, whatever its stages', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.subarray([...lifeStages])), { selector: ([id]) => id }), fc.array(fc.nat(20)), (drawn, at) => {
    const items = drawn.map(([id, stages]) => item(id, ...stages))
    const offered = pickShelves(items, at.flatMap(i => items[i]?.id ?? [])).flatMap(shelf => shelf.items.map(one => one.id))
    assert.deepEqual([...offered].sort(), items.map(one => one.id).sort())
  }))
})
