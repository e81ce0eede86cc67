import assert from 'node:assert/strict'
import test from 'node:test'
import { paper, refuseFile, showSize } from './file.ts'

test('a file is refused with what to do instead', () => {
  assert.equal(refuseFile({ name: 'a.jpg', type: 'image/jpeg', size: 9 }, paper), null)
  assert.equal(refuseFile({ name: 'A.JPEG', type: '', size: 9 }, paper), null, 'a WebView that names no type')
  assert.match(refuseFile({ name: 'a.jpg', type: 'text/html', size: 9 }, paper)!, /JPG、PNG、PDF/)
  assert.match(refuseFile({ name: 'a.pdf', type: 'application/pdf', size: 0 }, paper)!, /空/)
  assert.match(refuseFile({ name: 'a.pdf', type: 'application/pdf', size: 12_582_912 }, paper)!, /12\.0 MB.*10\.0 MB/)
})

test('sizes read as people say them', () => {
  assert.equal(showSize(10), '1 KB')
  assert.equal(showSize(860_000), '840 KB')
})
