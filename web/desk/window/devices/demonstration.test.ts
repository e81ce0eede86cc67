import assert from 'node:assert/strict'
import test from 'node:test'
import { guestsIn } from './demonstration.ts'

test('the guests of the demonstration are those whom the clerks’ labels name, each once', () => {
  const label = '收件。可受理：顾秀英 329901194203189007，周福根 32990119350102901X'
  assert.deepEqual(guestsIn([{ label }, { label: '居民' }, { label }]), [{ name: '顾秀英', number: '329901194203189007' }, { name: '周福根', number: '32990119350102901X' }])
})
