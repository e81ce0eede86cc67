import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { objectKey } from './match.ts'

test('full width, blanks, brackets and marks make no other object; marks alone name none', () => {
  for (const one of ['荷风（养老）服务站', '荷风(养老) 服务站', '荷风【养老】服务站', '荷风　养老·服务站', '「荷风」养老服务站。']) assert.equal(objectKey(one), '荷风养老服务站', one)
  assert.equal(objectKey('Ａ１ 号楼'), objectKey('a1号楼'))
  for (const one of ['（）', '——', '。。。', '　', '¥', '【 】']) assert.equal(objectKey(one), '', one)
})

test('a key is its own key', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => objectKey(objectKey(text)) === objectKey(text))))
