import assert from 'node:assert/strict'
import test from 'node:test'
import { listKey, rowAfter, showCount } from './keys.ts'

const key = (k: string, more = {}) => ({ key: k, ctrlKey: false, metaKey: false, altKey: false, ...more })
const on = (tagName: string, isContentEditable = false) => ({ tagName, isContentEditable })

test('keys lead through a list, but not while one is writing', () => {
  assert.equal(listKey(key('j'), on('BODY')), 'next')
  assert.equal(listKey(key('k'), on('A')), 'previous')
  assert.equal(listKey(key('/'), null), 'search')
  assert.equal(listKey(key('j'), on('INPUT')), null)
  assert.equal(listKey(key('j'), on('DIV', true)), null)
  assert.equal(listKey(key('k', { ctrlKey: true }), on('BODY')), null)
  assert.equal(listKey(key('x'), on('BODY')), null)
})

test('the ends of a list hold', () => {
  assert.equal(rowAfter('next', -1, 3), 0)
  assert.equal(rowAfter('next', 2, 3), 2)
  assert.equal(rowAfter('previous', 0, 3), 0)
  assert.equal(rowAfter('previous', -1, 3), 0)
  assert.equal(rowAfter('next', -1, 0), -1)
})

test('a count says whether it is exact', () => {
  assert.equal(showCount({ n: 1234, exact: true }), '共 1,234 条')
  assert.equal(showCount({ n: 10000, exact: false }), '超过 10,000 条')
})
