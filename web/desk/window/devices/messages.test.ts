import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { fileOf, readMessage } from './messages.ts'

const number = '329901194203189007'

test('a card, a picture, a fault and a greeting are read', () => {
  assert.deepEqual(readMessage(JSON.stringify({ type: 'hello', devices: ['reader', 3] })), { type: 'hello', devices: ['reader'] })
  assert.deepEqual(readMessage(JSON.stringify({ type: 'card', name: '顾秀英', number })), { type: 'card', card: { name: '顾秀英', number } })
  assert.deepEqual(readMessage(JSON.stringify({ type: 'picture', id: 'a', image: 'data:image/png;base64,iVBO' })), { type: 'picture', id: 'a', image: 'data:image/png;base64,iVBO' })
  assert.deepEqual(readMessage('{"type":"fault"}'), { type: 'fault', id: null, message: '设备没有响应' })
})

test('what is no message is none: half a number, a picture that is a page, anything at all', () => {
  for (const bad of ['', 'null', '[]', '{"type":"card","name":"顾","number":"123"}', '{"type":"picture","id":"a","image":"data:text/html;base64,PGI+"}', '{"type":"picture","image":"data:image/png;base64,iVBO"}']) {
    assert.equal(readMessage(bad), null, bad)
  }
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), said => { readMessage(said) }))
})

test('a picture becomes a file with its own bytes and name', async () => {
  const bytes = Buffer.from([137, 80, 78, 71, 1, 2, 3])
  const file = fileOf(`data:image/png;base64,${bytes.toString('base64')}`, '委托书')
  assert.deepEqual([file.name, file.type, Buffer.from(await file.arrayBuffer()).equals(bytes)], ['委托书.png', 'image/png', true])
})
