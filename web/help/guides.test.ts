import assert from 'node:assert/strict'
import test from 'node:test'
import { deskPages } from '../desk/nav.ts'
import { guideOf, guides } from './guides.ts'

test('a page of the desk leads to the guide that is about it: a community to its worker’s, an office to its own', () => {
  const pages: readonly string[] = [...deskPages.map(page => page.key), 'bundles']
  assert.deepEqual(guides.flatMap(one => [...one.pages]).filter(page => !pages.includes(page)), [])
  const at = (page: string, atCommunity: boolean) => guideOf(page, { atCommunity })
  assert.deepEqual([at('reports', true), at('reports', false), at('admission', true), at('admission', false)], ['community', 'reports', 'community', 'admission'])
  assert.deepEqual([at('life', false), at('exchange', true), at('todo', false), at('ledger', false)], ['community', 'exchange', null, null])
})
