import assert from 'node:assert/strict'
import test from 'node:test'
import { deskPages, isOpenWhileServing } from './nav.ts'

test('while somebody sits before the window, only their own matter and what concerns nobody is open', () => {
  assert.deepEqual(deskPages.map(page => page.key).filter(isOpenWhileServing), ['window', 'places', 'calendar', 'elements'])
})
