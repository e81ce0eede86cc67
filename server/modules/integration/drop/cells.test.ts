import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './cells.ts'

test('formula-like text is text in a CSV; numbers, quotes and lines stay what they are', () => {
  assert.equal(csvLine(['=1+1', '+8613', '-12.5', '@x', '＝x', 'a,"b"\n', null, true]), "'=1+1,'+8613,-12.5,'@x,'＝x,\"a,\"\"b\"\"\n\",,是\r\n")
})
