import assert from 'node:assert/strict'
import test from 'node:test'
import type { BundleShown } from '../../../contract/matter.ts'
import { CaseNumber, type Item } from '../../../contract/service.ts'
import { bundleMatter, choiceOf, findBundles, findItems, firstFound, pickedMatter } from './catalogue.ts'

const item = (id: string, name: string, initials: string, ...aliases: string[]) => ({ id, name, initials, aliases, letters: [initials, initials], summary: '', conditions: [], result: '' }) as unknown as Item
const items = [item('old_age_allowance', '高龄津贴', 'gljt', '老人补贴'), item('elder_card', '老年人优待证', 'lnryyz'), item('meal_service', '老年人助餐', 'lnrzc'), item('retirement', '职工退休资格确认', 'zgtxzgqr')]
const names = (typed: string) => findItems(items, typed).map(one => one.name)

test('an item is found by first letters, by a part of its name, and in a resident’s words; nothing typed is everything in order', () => {
  assert.deepEqual(names('gljt'), ['高龄津贴'])
  assert.deepEqual(names('LNR'), ['老年人优待证', '老年人助餐'])
  assert.deepEqual(names('退休'), ['职工退休资格确认'])
  assert.equal(names('老人补贴')[0], '高龄津贴')
  assert.deepEqual(names('xyz'), [])
  assert.deepEqual(names(' '), ['高龄津贴', '老年人优待证', '老年人助餐', '职工退休资格确认'])
})

test('bundles follow what was found; their addresses are neither an item nor a case', () => {
  const bundles = [{ id: 'elder', name: '老人享待遇一件事', items: [items[0]!, items[1]!] }, { id: 'birth', name: '出生一件事', items: [] }] as unknown as BundleShown[]
  assert.deepEqual(findBundles(bundles, findItems(items, 'gljt'), 'gljt').map(one => one.id), ['elder'])
  assert.deepEqual(findBundles(bundles, [], '出生').map(one => one.id), ['birth'])
  assert.equal(findBundles(bundles, [], '').length, 2)
  assert.deepEqual(findBundles(bundles, findItems(items, '老人享待遇'), '老人享待遇').map(one => one.id), ['elder'])
  assert.deepEqual(['老人享待遇', 'gljt', ''].map(typed => firstFound(bundles, typed ? findItems(items, typed) : [], typed)), ['together-elder', 'old_age_allowance', undefined])
  assert.equal(choiceOf(bundleMatter('elder')), 'elder')
  assert.equal(choiceOf('elder_card'), null)
  assert.equal(choiceOf(pickedMatter(['elder_card', 'gljt'])), 'elder_card,gljt')
  assert.equal(pickedMatter(['elder_card']), 'elder_card')
  assert.equal(CaseNumber.safeParse(bundleMatter('elder')).success, false)
})
