import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { levelNames, levels, levelOf, within } from '../../../contract/kernel.ts'
import { common, kindFits, parentCode, pathCodes, recode } from './codes.ts'

const digits = (n: number) => fc.stringMatching(new RegExp(`^\\d{${n}}$`))
const code = fc.constantFrom(...levelNames).chain(name => digits(levels[name]))

test('a path begins at the province, ends at the place, and each step lies in the one before', () => {
  fc.assert(fc.property(code, place => {
    const path = pathCodes(place)
    assert.equal(path[0]!.length, 2)
    assert.equal(path.at(-1), place)
    path.slice(1).forEach((step, i) => {
      assert.equal(parentCode(step), path[i])
      assert.ok(within(step, path[i]!))
    })
    assert.equal(path.length, levelNames.indexOf(levelOf(place)) + 1)
  }))
})

test('codes are cut by level and never by their zeros', () => {
  assert.equal(parentCode('321000'), '3210')
  assert.deepEqual(pathCodes('321002100200'), ['32', '3210', '321002', '321002100', '321002100200'])
  assert.equal(parentCode('32'), null)
})

test('the common place holds all and nothing lower does', () => {
  assert.equal(common(['329901100200', '329901100']), '329901100')
  assert.equal(common(['329901100', '329902100']), '3299')
  assert.equal(common(['320106', '329901']), '32')
  fc.assert(fc.property(fc.array(digits(7).map(rest => `32990${rest}`), { minLength: 2, maxLength: 5 }), places => {
    const top = common(places)
    assert.ok(places.every(place => within(place, top)))
    const lower = pathCodes(places[0]!)[pathCodes(top).length]
    if (lower && lower !== places[0]) assert.ok(!places.every(place => within(place, lower)))
  }))
})

const suffix = fc.integer({ min: 1, max: 599 }).map(n => String(n).padStart(3, '0'))

test('children of places that become one get different codes, of their own kind, and keep their digits where they can', () => {
  const children = fc.uniqueArray(fc.tuple(fc.constantFrom('329901100', '329901101', '329902100'), suffix).map(parts => parts.join('')), { maxLength: 80 })
  const taken = fc.uniqueArray(suffix.map(digits => `329901105${digits}`), { maxLength: 30 }).map(codes => new Set(codes))
  const kindOf = (place: string) => [199, 399, 499, 599].findIndex(last => Number(place.slice(9)) <= last)
  fc.assert(fc.property(children, taken, (places, used) => {
    const given = recode(places, '329901105', place => used.has(place))
    assert.deepEqual([...given.keys()].sort(), [...places].sort())
    const codes = [...given.values()].filter(place => place !== undefined)
    assert.equal(new Set(codes).size, codes.length)
    for (const [old, place] of given) {
      const kept = `329901105${old.slice(9)}`
      if (!place) continue
      assert.ok(!used.has(place) && within(place, '329901105'))
      assert.equal(kindOf(place), kindOf(old))
      if (place !== kept) assert.ok(used.has(kept) || codes.includes(kept))
    }
    assert.deepEqual(given, recode(places, '329901105', place => used.has(place)))
  }))
})

test('a place that finds no free code in its range says so', () => {
  const full = (place: string) => Number(place.slice(9)) >= 200 && Number(place.slice(9)) < 400
  assert.deepEqual([...recode(['329901100200'], '329901101', full)], [['329901100200', undefined]])
})

test('the last digits must fit the kind where the coding rule says so', () => {
  assert.ok(kindFits('329901100', '镇') && kindFits('329901001', '街道') && kindFits('329901100001', '居委会'))
  assert.ok(!kindFits('329901100', '街道') && !kindFits('329901100200', '居委会') && !kindFits('329901100000', '村委会'))
  assert.ok(kindFits('329901100498', '虚拟'))
})
