import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { claimable, listenOn } from './port.ts'

test('8320 on this machine only, unless HOST and PORT say otherwise', () => {
  assert.deepEqual(listenOn({}), { host: '127.0.0.1', port: 8320 })
  assert.deepEqual(listenOn({ HOST: '0.0.0.0', PORT: '80' }), { host: '0.0.0.0', port: 80 })
})

test('a PORT that is none is refused with a sentence', () => {
  for (const PORT of ['http', '80.5', '-1', '65536']) assert.throws(() => listenOn({ PORT }), /不是端口号/)
})

test('a taken port is one sentence in both languages', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  await assert.rejects(claimable({ host: '127.0.0.1', port }), new RegExp(`^Error: 端口 ${port} 已被占用.*Port ${port} is already in use\\.$`))
  taken.close()
  await once(taken, 'close')
  await claimable({ host: '127.0.0.1', port })
})
