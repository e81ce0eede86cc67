import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, addressWarning, proxiesOf } from './network.ts'

test('proxies are addresses, networks or a number of hops, and nobody unless said', () => {
  assert.equal(proxiesOf({}), undefined)
  assert.deepEqual(proxiesOf({ GONGZHI_PROXIES: '10.0.0.5, 10.1.0.0/16,fd00::/8,loopback' }), ['10.0.0.5', '10.1.0.0/16', 'fd00::/8', 'loopback'])
  assert.equal(proxiesOf({ GONGZHI_PROXIES: '2' }), 2)
  for (const wrong of ['true', '0', '10.0.0', '10.0.0.0/33', '0.0.0.0/0', 'proxy.example', '10.0.0.1/8/9']) assert.throws(() => proxiesOf({ GONGZHI_PROXIES: wrong }), /GONGZHI_PROXIES/, wrong)
})

test('the address is what people type, else where it listens', () => {
  assert.equal(addressOf({ host: '0.0.0.0', port: 8320 }, {}), 'http://localhost:8320')
  assert.equal(addressOf({ host: '0.0.0.0', port: 8320 }, { GONGZHI_ADDRESS: 'https://gongzhi.example.gov.cn/' }), 'https://gongzhi.example.gov.cn')
  for (const wrong of ['gongzhi.example.gov.cn', 'ftp://gongzhi', '8320']) assert.throws(() => addressOf({ host: '127.0.0.1', port: 8320 }, { GONGZHI_ADDRESS: wrong }), /不是网址/, wrong)
})

test('in earnest without an address: a loud word on this machine alone, no start where others can reach it', () => {
  assert.match(addressWarning('127.0.0.1', {}) ?? '', /二维码/)
  assert.throws(() => addressWarning('0.0.0.0', {}), /GONGZHI_ADDRESS/)
  assert.throws(() => addressWarning('127.0.0.1', { GONGZHI_PROXIES: '1' }), /GONGZHI_ADDRESS/)
  assert.equal(addressWarning('0.0.0.0', { GONGZHI_ADDRESS: 'https://gongzhi.example.gov.cn' }), null)
})
