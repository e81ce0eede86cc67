import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, newSalt, saltedDigest } from './index.ts'

test('the examples of RFC 8785', () => {
  assert.equal(canonicalJson({
    numbers: [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"\/', literals: [null, true, false],
  }), '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}')
  const sorted = canonicalJson({ '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', 1: 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' })
  assert.deepEqual(Object.values(JSON.parse(sorted) as object).length, 7)
  const order = ['Carriage Return', 'One', 'Control', 'Latin Small', 'Euro Sign', 'Emoji', 'Hebrew'].map(word => sorted.indexOf(word))
  assert.deepEqual(order, [...order].sort((a, b) => a - b))
})

test('what has no JSON is refused, what JSON leaves out is left out', () => {
  for (const bad of [NaN, Infinity, 1n, undefined, Symbol('x'), () => 1, [undefined], [, 1], new Map(), '\ud800', { '\udc00': 1 }]) {
    assert.throws(() => canonicalJson(bad), TypeError)
  }
  assert.equal(canonicalJson({ b: undefined, a: new Date(0), c: -0 }), '{"a":"1970-01-01T00:00:00.000Z","c":0}')
  assert.equal(canonicalJson(Object.create(null)), '{}')
})

test('law: canonical JSON is JSON, and the same whatever order the keys were written in', () => {
  fc.assert(fc.property(fc.jsonValue({ stringUnit: 'binary' }), value => {
    const text = canonicalJson(value)
    assert.equal(canonicalJson(JSON.parse(text)), text)
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
    assert.equal(canonicalJson(reversed(value)), text)
  }))
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]))
}

test('law: a digest changes with the value, the salt and the suite, and with nothing else', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    const salt = newSalt()
    const digest = saltedDigest('sm', salt, a)
    assert.equal(digest.length, 32)
    assert.deepEqual(saltedDigest(undefined, Buffer.from(salt), reversed(a)), digest)
    assert.equal(canonicalJson(a) === canonicalJson(b), saltedDigest('sm', salt, b).equals(digest))
    assert.ok(!saltedDigest('sm', newSalt(), a).equals(digest))
    assert.ok(!saltedDigest('std', salt, a).equals(digest))
  }))
})

test('the digest is the HMAC it says it is, and takes salts of one length only', () => {
  const salt = newSalt()
  assert.deepEqual(saltedDigest('sm', salt, { b: 1, a: '张' }), createHmac('sm3', salt).update('{"a":"张","b":1}').digest())
  assert.deepEqual(saltedDigest('std', salt, [1]), createHmac('sha256', salt).update('[1]').digest())
  for (const length of [0, 15, 17, 32]) assert.throws(() => saltedDigest('sm', Buffer.alloc(length), 1), RangeError)
})
