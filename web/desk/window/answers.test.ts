import assert from 'node:assert/strict'
import test from 'node:test'
import type { Field } from '../../../contract/service.ts'
import { asked, faultsOf, sentAnswers } from './answers.ts'

const field = (element: string, more: Partial<Field>): Field =>
  ({ element, name: element, ask: '', why: '', example: '', type: 'line', choices: [], required: true, editable: true, state: 'missing', held: null, ...more })
const form = [
  field('name', { state: 'held', editable: false }), field('alive', { state: 'stale', editable: false }), field('address', { state: 'held' }),
  field('phone', { type: 'phone', required: false }), field('account', { type: 'account', state: 'stale' }),
]

test('only what is missing or stale is asked, never what registers alone may say', () => {
  assert.deepEqual(asked(form, {}).map(f => f.element), ['phone', 'account'])
  assert.deepEqual(asked(form, { address: '' }).map(f => f.element), ['address', 'phone', 'account'])
})

test('faults are told in words, and what need not be filled may stay empty', () => {
  assert.deepEqual(Object.keys(faultsOf(form, {})), ['account'])
  assert.match(faultsOf(form, { phone: '123', account: '6222' })['phone']!, /11 位/)
})

test('what is sent is what was asked and filled in', () => {
  assert.deepEqual(sentAnswers(form, { phone: '', account: ' 6222021001116245702 ', address: '新住址', name: '他人' }), { address: '新住址', account: '6222021001116245702' })
})
