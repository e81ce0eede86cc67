import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { choosePort, isFree } from './port.ts'

test('the remembered port is kept while it is free', async () => {
  assert.equal(await choosePort(18066, async () => true), 18066)
})

test('a taken port gives way to one below those of outgoing connections', async () => {
  const chosen = await choosePort(18066, async port => port !== 18066)
  assert.notEqual(chosen, 18066)
  assert.ok(chosen >= 15_000 && chosen < 32_768)
})

test('no free port is an error that says so', async () => {
  await assert.rejects(choosePort(undefined, async () => false), /没有找到空闲端口/)
})

test('a port with a listener is not free', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  assert.equal(await isFree(port), false)
  taken.close()
  await once(taken, 'close')
  assert.equal(await isFree(port), true)
})
