import assert from 'node:assert/strict'
import test from 'node:test'
import { deskNav, deskPages, isOpenWhileServing } from './nav.ts'

test('while somebody sits before the window, only their own matter and what concerns nobody is open', () => {
  assert.deepEqual(deskPages.map(page => page.key).filter(isOpenWhileServing), ['window', 'places', 'calendar', 'elements'])
})

test('what waits for a second person makes a day’s work, once, also for a seat that takes no step in cases', () => {
  const entries = (...verbs: string[]) => deskNav({ mandate: 's', level: 'community', verbs }).map(one => one.key)
  assert.deepEqual(entries('household.decide', 'change.decide'), ['todo', 'life', 'changes'])
  assert.deepEqual(entries('case.open', 'service.accept', 'household.decide'), ['todo', 'life'])
  assert.deepEqual(entries('case.open'), [], 'who only reads cases has nothing to do')
})
