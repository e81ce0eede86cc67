import assert from 'node:assert/strict'
import test from 'node:test'
import { find } from './find.ts'

const item = (name: string, summary: string) => ({ name, summary, conditions: [], result: '' })
const items = [item('高龄津贴', '年满 80 周岁的老人，每月可领取津贴。'), item('最低生活保障', '家里收入低于当地标准，可以申请'), item('居住证明', '社区开具')]
const names = (asked: string) => find(items, asked).map(i => i.name)

test('one finds by one’s own words', () => {
  assert.deepEqual(names('老人补贴'), ['高龄津贴'])
  assert.equal(names('高龄')[0], '高龄津贴')
  assert.equal(names('低保')[0], '最低生活保障')
  assert.equal(names('开证明')[0], '居住证明')
  assert.deepEqual(names('护照'), [])
  assert.equal(names(' ').length, 3)
})
