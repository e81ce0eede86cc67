import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { fromSeat, paths, safeBack, seatOf, withSearch } from './paths.ts'

const seat = '0199d3a0-0000-7000-8000-000000000001'

test('addresses read as they should', () => {
  assert.equal(paths.service('低保'), '/services/%E4%BD%8E%E4%BF%9D')
  assert.equal(paths.deskPage(seat, 'todo', { state: 'open', after: undefined, q: '' }), `/desk/${seat}/todo?state=open`)
  assert.equal(paths.login({ back: paths.matter('a/b') }), '/login?back=%2Fmatters%2Fa%252Fb')
  assert.equal(paths.apply('x', 'person-phone', { from: 'check' }), '/apply/x/person-phone?from=check')
  assert.equal(paths.print('329901-20261122-000001', 2, { seat }), `/print/329901-20261122-000001/2?seat=${seat}`)
})

test('what is put into an address comes out again', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), value => {
    const url = new URL(withSearch('/x', { q: value }), 'https://h')
    assert.equal(url.searchParams.get('q'), value)
  }))
})

test('login leads back only to our own pages', () => {
  assert.equal(safeBack('/desk/x?a=1#b'), '/desk/x?a=1#b')
  for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:1', '', undefined, 7,
    '/\t/evil.example', '/login?back=/login', '/login', '/a\\b'])
    assert.equal(safeBack(bad), '/', String(bad))
  fc.assert(fc.property(fc.string(), s => {
    assert.equal(new URL(safeBack(s), 'https://here.example').host, 'here.example')
  }))
})

test('the seat is read from the address, and only there', () => {
  assert.equal(seatOf(`/desk/${seat}/todo`), seat)
  assert.equal(seatOf(`/view/${seat}`), seat)
  assert.equal(seatOf('/desk'), null)
  assert.equal(seatOf(`/mine/${seat}`), null)
  assert.equal(fromSeat(`/desk/${seat}/cases/77?x=1`, 's2'), '/desk/s2/cases')
  assert.equal(fromSeat(`/desk/${seat}`, 's2'), '/desk/s2')
})
