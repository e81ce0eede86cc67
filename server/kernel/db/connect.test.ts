import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instantOf } from './connect.ts'

test('an instant as PostgreSQL writes it becomes ISO 8601 with milliseconds, as the date itself would', () => {
  fc.assert(fc.property(fc.date({ min: new Date('0100-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), date => {
    const iso = date.toISOString()
    const trimmed = iso.slice(20, 23).replace(/0+$/, '')
    assert.equal(instantOf(`${iso.slice(0, 10)} ${iso.slice(11, 19)}${trimmed ? `.${trimmed}` : ''}+00`), iso)
  }))
  assert.equal(instantOf('2026-11-22 10:00:00.123456+00'), '2026-11-22T10:00:00.123Z')
  assert.equal(instantOf('2026-11-22 18:00:00+08'), '2026-11-22T10:00:00.000Z')
  assert.equal(instantOf('infinity'), null)
})
