import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namedBy } from './files.ts'

test('a file is called by what it is', () => {
  const names: [string, string, string][] = [
    ['a.html', 'application/pdf', 'a.pdf'], ['存折.jpg', 'image/jpeg', '存折.jpg'], ['存折.JPEG', 'image/jpeg', '存折.JPEG'], ['照片.jpg', 'image/png', '照片.png'],
    ['存折', 'image/png', '存折.png'], ['a.pdf.exe', 'application/pdf', 'a.pdf'], ['a.svg. .', 'image/png', 'a.png'], ['.html', 'application/pdf', '材料.pdf'], ['...', 'image/png', '材料.png'],
    ['第3.5条', 'application/pdf', '第3.5条.pdf'],
  ]
  for (const [given, type, name] of names) assert.equal(namedBy(given, type), name, given)
})
