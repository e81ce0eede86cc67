import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { memory } from '../../kernel/storage.ts'
import { sealedAnswers } from './sealed.ts'
import { begins, firstOpen, isAsked, read, sent, shownAnswer, stepsOf, type Field, type Prepared } from './steps.ts'

const held = (value: string, sealed = false): Field['held'] => ({
  element: 'x', name: '名称', value, shown: value, source: 'declared', source_name: '本人申报', organ: '本人申报', collector_name: null, purpose: '',
  asserted_at: '2026-11-01T00:00:00Z', fresh_until: null, stale: false, sealed,
})
const field = (element: string, more: Partial<Field> = {}): Field => ({
  element, name: element, ask: `${element}？`, why: '', example: '', type: 'line', choices: [], required: true, editable: true, state: 'missing', held: null, ...more,
})
const prepared = (fields: Field[], applicant = false) => ({
  fields, item: { materials: applicant ? [{ id: 'bank_proof', name: '', source: 'applicant', required: false, note: '' }] : [] },
}) as unknown as Prepared

test('only what is missing or stale is asked, and papers only where an applicant may give some', () => {
  const form = prepared([
    field('name', { editable: false, state: 'held', held: held('甲') }), field('gone', { editable: false }),
    field('home', { state: 'held', held: held('乙') }), field('phone', { type: 'phone', state: 'stale', held: held('154****0004', true) }), field('bank'),
  ])
  assert.deepEqual(stepsOf(form).map(s => s.key), ['known', 'eligible', 'phone', 'bank', 'check'])
  assert.ok(stepsOf(prepared([], true)).some(s => s.key === 'papers'))
})

test('a number is judged where it is typed, in the words of the house', () => {
  const account = field('a', { type: 'account' })
  assert.match(read(account, '6222 0000').error ?? '', /12 到 19 位/)
  assert.match(read(account, '6222021234567890123').error ?? '', /校验不对/)
  assert.equal(read(account, '').error, `请填写${account.name}`)
  const phone = field('p', { type: 'phone', required: false })
  assert.deepEqual(read(phone, ''), { value: null })
  assert.deepEqual(read(phone, '025-8321 0000'), { value: '02583210000' })
  assert.match(read(phone, '1381234').error ?? '', /11 位/)
  assert.equal(read(field('d', { type: 'day' }), '2026-2-30').error, '2026 年 2 月没有 30 日')
  assert.deepEqual(read(field('f', { type: 'fen' }), '1,200.5'), { value: 120050 })
})

test('what is held stays out of what is sent unless it was changed; a masked value is never sent back', () => {
  const form = prepared([
    field('home', { state: 'held', held: held('乙') }), field('old', { state: 'stale', held: held('旧') }),
    field('phone', { type: 'phone', required: false, state: 'stale', held: held('154****0004', true) }),
  ])
  assert.deepEqual(sent(form, {}), { old: '旧' })
  assert.deepEqual(sent(form, { home: '新', phone: '13800000000' }), { home: '新', old: '旧', phone: '13800000000' })
  assert.equal(begins(form.fields[2]!, {}), '')
})

test('whoever can go on from every page has answered everything', () => {
  fc.assert(fc.property(fc.array(fc.record({ type: fc.constantFrom('line' as const, 'phone' as const, 'account' as const, 'day' as const), required: fc.boolean() }), { maxLength: 6 }),
    fc.array(fc.string(), { maxLength: 6 }), (shapes, typed) => {
      const fields = shapes.map((s, i) => field(`e${i}`, s))
      const answers = Object.fromEntries(fields.flatMap((f, i) => typed[i] === undefined ? [] : [[f.element, typed[i]]]))
      const form = prepared(fields)
      const open = firstOpen(form, answers)
      const out = sent(form, answers)
      if (!open) for (const f of fields) assert.ok(!isAsked(f) || !f.required || out[f.element] !== undefined)
      for (const f of fields) assert.equal(typeof shownAnswer(f, answers[f.element] ?? ''), 'string')
    }))
})

test('sealed answers stay in the tab and leave with their person', () => {
  const store = memory(() => { throw new Error('none') })
  const kept = sealedAnswers(store)
  kept.keep('a', 'f', { account: '1' })
  kept.keep('b', 'f', { account: '2' })
  kept.clear('a')
  assert.deepEqual([kept.read('a', 'f'), kept.read('b', 'f')], [{ account: '1' }, {}])
  kept.clear(null)
  assert.deepEqual(kept.read('a', 'f'), {})
})
