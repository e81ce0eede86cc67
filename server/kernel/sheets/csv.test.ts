import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

test('what a spreadsheet would run is text, a negative number stays one', () => {
  assert.equal(csvLine(['=1+1', '+8613', '-12.5', '@x', '＝x', 'a,"b"\n', null, true]), "'=1+1,'+8613,-12.5,'@x,'＝x,\"a,\"\"b\"\"\n\",,是\r\n")
})
