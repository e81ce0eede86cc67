import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { layer, loosens, unsound, type RuleParams } from './params.ts'

const upper: RuleParams = {
  age: { value: 80, local: 'at_most' }, fen: { value: 5000, local: 'at_least' }, days: { value: 20, local: 'fixed' }, quota: { value: 3, local: 'free' }, plain: { value: 1 },
}
const sentences = (params: RuleParams) => loosens(layer([upper]), params).map(refusal => refusal.message)

test('a lower level may tighten and fill, never loosen', () => {
  assert.deepEqual(sentences({ age: { value: 75 }, fen: { value: 6000 }, quota: { value: 9 }, days: { value: 20 } }), [])
  assert.deepEqual(sentences({ age: { value: 81 } }), ['“age”不能高于上级规定的 80。'])
  assert.deepEqual(sentences({ fen: { value: 4999 } }), ['“fen”不能低于上级规定的 5000。'])
  assert.deepEqual(sentences({ days: { value: 19 }, plain: { value: 2 } }), ['“days”由上级统一规定为 20，下级不能改动。', '“plain”由上级统一规定为 1，下级不能改动。'])
  assert.match(sentences({ other: { value: 1 } })[0]!, /没有地方参数/)
  assert.match(sentences({ fen: { value: 6000, local: 'free' } })[0]!, /放得更宽/)
  assert.deepEqual(sentences({ fen: { value: 6000, local: 'fixed' }, quota: { value: 1, local: 'at_most' } }), [])
})

test('numbers are whole', () => {
  assert.equal(unsound({ fen: { value: 0.1 }, ok: { value: -3 }, big: { value: 2 ** 53 } }).length, 2)
  assert.equal(unsound({ 'Not a name': { value: 1 } }).length, 1)
})

test('however rules lie over each other, no level loosens what one above it set', () => {
  const param = fc.record({ value: fc.integer({ min: 0, max: 20 }), local: fc.constantFrom('fixed', 'at_least', 'at_most', 'free' as const) })
  const layers = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c'), param), { minLength: 1, maxLength: 5 })
  fc.assert(fc.property(layers, all => {
    for (let i = 1; i < all.length; i++) {
      const [above, held] = [layer(all.slice(0, i) as RuleParams[]), layer(all.slice(0, i + 1) as RuleParams[])]
      assert.deepEqual(Object.keys(held).sort(), Object.keys(above).sort())
      assert.deepEqual(loosens(above, held), [])
    }
  }))
})
