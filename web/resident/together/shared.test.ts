import assert from 'node:assert/strict'
import test from 'node:test'
import type { MatterPrepared, PartPrepared, SharedField } from '../../../contract/matter.ts'
import { chosenOf, sharedWords, sheetOfMatter } from './shared.ts'

const part = (id: string, more: Partial<PartPrepared> = {}) => ({ item: { id, name: id.toUpperCase() }, eligible: true, open_case: null, not_asked: [{ material: '身份证', register: '公安', as_of: null }], ...more }) as PartPrepared
const field = (element: string, items: string[], needed_by: string[], also: SharedField['also'] = []) =>
  ({ element, ask: `${items[0]}问`, items, needed_by, also, editable: true, state: 'missing', required: needed_by.length > 0 }) as unknown as SharedField
const prepared = {
  title: '退休一件事', person: { id: 'me', name: '甲' }, parts: [part('a'), part('b'), part('c', { eligible: false }), part('d', { open_case: '1' })],
  fields: [field('years', ['a', 'b'], ['a'], [{ item: 'b', ask: 'b问' }]), field('bank', ['a'], ['a']), field('card', ['b'], [])],
  members: null, licences: [{ kind: 'identity_card', title: '身份证', names: ['身份证'], items: ['a', 'b'] }, { kind: 'permit', title: '居住证', names: ['居住证'], items: ['a'] }], papers: [{ id: 'p', source: 'applicant', items: ['a', 'b'] }, { id: 'q', source: 'applicant', items: ['a'] }],
} as unknown as MatterPrepared

test('only what may be applied for and was not put aside is asked about, each once, needed as long as one item needs it', () => {
  assert.deepEqual(chosenOf(prepared, ['b']).map(one => one.item.id), ['a'])
  const all = sheetOfMatter(prepared, 'retirement', [])
  assert.deepEqual(all.fields.map(one => [one.element, one.required]), [['years', true], ['bank', true], ['card', false]])
  assert.equal(all.not_asked.length, 1)
  const onlyB = sheetOfMatter(prepared, 'retirement', ['a'])
  assert.deepEqual(onlyB.fields.map(one => [one.element, one.required, one.ask]), [['years', false, 'b问'], ['card', false, 'b问']])
  assert.deepEqual(onlyB.papers.map(one => one.id), ['p'])
  assert.deepEqual([all, onlyB].map(sheet => sheet.licences.map(one => [one.material, one.items])), [[['identity_card', ['a', 'b']], ['permit', ['a']]], [['identity_card', ['b']]]])
  assert.equal(onlyB.at('check'), '/apply-together/retirement/check')
})

test('a shared question says whose it is and how the others put it', () => {
  const words = sharedWords(prepared, sheetOfMatter(prepared, 'retirement', []))
  assert.equal(words.field('years'), 'A、B都要用，只问一次。B问的是“b问”。')
  assert.equal(words.field('bank'), undefined)
  assert.equal(words.paper('p'), 'A、B都用这一份，只交一次。')
  assert.equal(words.paper('q'), undefined)
  assert.equal(words.licence('identity_card'), '用于A、B')
})
