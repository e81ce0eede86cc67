import assert from 'node:assert/strict'
import test from 'node:test'
import { drafts } from './drafts.ts'
import { memory } from './storage.ts'

const none = () => { throw new Error('no storage here') }
const day = 24 * 3600 * 1000

test('a draft waits for its person and form, for thirty days', () => {
  let now = Date.UTC(2026, 10, 22)
  const d = drafts(memory(none), () => now)
  d.keep('lin', 'relief.lodge', { need: '生病', phone: '' })
  assert.deepEqual(d.read<object>('lin', 'relief.lodge')?.value, { need: '生病', phone: '' })
  assert.equal(d.read('zhao', 'relief.lodge'), undefined, 'another person sees none of it')
  now += 29 * day
  assert.ok(d.read('lin', 'relief.lodge'))
  now += day
  assert.equal(d.read('lin', 'relief.lodge'), undefined)
})

test('secrets are not kept, and leaving clears all', () => {
  const store = memory(none)
  const d = drafts(store)
  d.keep(null, 'login', { account: 'lin', password: 'p' }, ['password'])
  assert.deepEqual(d.read<object>(null, 'login')?.value, { account: 'lin' })
  store.set('gongzhi:large', '1')
  d.clear()
  assert.equal(d.read(null, 'login'), undefined)
  assert.equal(store.get('gongzhi:large'), '1', 'other memories stay')
})

test('an unreadable draft is no draft', () => {
  const store = memory(none)
  store.set('gongzhi:draft:lin:f', '{')
  assert.equal(drafts(store).read('lin', 'f'), undefined)
})

test('what a person has not finished can be found again, the last touched first, and nobody else’s', () => {
  let now = Date.UTC(2026, 10, 22)
  const d = drafts(memory(none), () => now)
  d.keep('lin', 'apply:relief', { step: 'papers' })
  now += 1000
  d.keep('lin', 'apply:allowance', { step: 'person-phone' })
  d.keep('lin', 'act:1:withdraw', {})
  d.keep('zhao', 'apply:relief', {})
  assert.deepEqual(d.waiting<{ step: string }>('lin', 'apply:').map(one => [one.form, one.value.step]), [['apply:allowance', 'person-phone'], ['apply:relief', 'papers']])
  now += 31 * day
  assert.deepEqual(d.waiting('lin', 'apply:'), [])
})
