import assert from 'node:assert/strict'
import { test } from 'node:test'
import { belowOf, countedUnder } from './words.ts'

test('a province is counted by what the coding rule calls its levels, and the rest stands beside', () => {
  const counts = { city: 13, county: 95, town: 1487, community: 21958, 设区市: 13, 居委会: 8383, 村委会: 13263, 类似居委会: 74, 类似村委会: 64, 虚拟: 174, 县: 19, 县级市: 21, 市辖区: 55, 统计功能区: 9 }
  const found = countedUnder(counts)
  assert.deepEqual(found.map(c => [c.level, c.n]), [['city', 13], ['county', 95], ['community', 21646]])
  assert.equal(found[2]!.parts, '居委会 8,383，村委会 13,263')
  assert.equal(found[2]!.besides, '类似居委会 74，类似村委会 64，虚拟 174')
})

test('what lies directly below is said in words, and nothing where nothing can', () => {
  assert.equal(belowOf({ level: 'city', children: 11 }), '11 个县（市、区）')
  assert.equal(belowOf({ level: 'micro', children: 0 }), '')
})
