import assert from 'node:assert/strict'
import test from 'node:test'
import type { Field } from '../../../contract/service.ts'
import { asked, faultsOf, sentAnswers } from './answers.ts'

const field = (element: string, more: Partial<Field>): Field =>
  ({ element, name: element, ask: '', why: '', example: '', type: 'line', ahead: false, coming: false, choices: [], required: true, editable: true, state: 'missing', held: null, ...more })
const fields = [
  field('name', { state: 'held', editable: false }), field('alive', { state: 'stale', editable: false }), field('address', { state: 'held' }),
  field('phone', { type: 'phone', required: false }), field('account', { type: 'account', state: 'stale' }),
]
const form = { fields, members: null }
const family = { fields: [], members: { title: '家庭成员', why: '', rows: [{ person: 'a', name: '甲', relation_name: '户主', age: 50 }], fields: [field('job', {}), field('pay', { type: 'fen' })] } }

test('only what is missing or stale is asked, never what registers alone may say', () => {
  assert.deepEqual(asked(fields, {}).map(f => f.element), ['phone', 'account'])
  assert.deepEqual(asked(fields, { address: '' }).map(f => f.element), ['address', 'phone', 'account'])
})

test('faults are told in words, and what need not be filled may stay empty', () => {
  assert.deepEqual(Object.keys(faultsOf(form, {})), ['account'])
  assert.deepEqual(Object.keys(faultsOf(form, { account: '6222 0210 0111 6245 702', phone: '123' })), ['phone'])
})

test('only filled answers to what was asked are sent; money as whole fen, each member’s with its person', () => {
  assert.deepEqual(sentAnswers(form, { account: ' 6222021001116245702 ', phone: '', name: 'x' }), { answers: { account: '6222021001116245702' }, members: [] })
  assert.deepEqual(Object.keys(faultsOf(family, { 'members.a.pay': '一千' })), ['members.a.job', 'members.a.pay'])
  assert.deepEqual(sentAnswers(family, { 'members.a.job': '务农', 'members.a.pay': '800.5' }).members, [{ person: 'a', answers: { job: '务农', pay: 80050 } }])
})
