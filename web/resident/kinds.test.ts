import assert from 'node:assert/strict'
import test from 'node:test'
import type { Item } from '../../contract/service.ts'
import { byKind, byStage } from './kinds.ts'

const item = (id: string, kind: string, stages: Item['stages']) => ({ id, kind, stages }) as Item
const items = [item('a', '行政给付', ['old_age', 'hardship']), item('b', '行政许可', ['community']), item('c', '行政给付', [])]

test('an item stands under each of its stages and under its one kind; empty groups are left out', () => {
  assert.deepEqual(byStage(items).map(shelf => [shelf.key, shelf.items.map(one => one.id)]), [['old_age', ['a']], ['hardship', ['a']], ['community', ['b']]])
  assert.deepEqual(byKind(items).map(shelf => [shelf.title, shelf.items.map(one => one.id)]), [['领补贴、领救助', ['a', 'c']], ['许可、登记', ['b']]])
})
