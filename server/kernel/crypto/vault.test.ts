import assert from 'node:assert/strict'
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { createVault, SealBroken, type SuiteName, type VaultKeys } from './index.ts'

const key = () => randomBytes(32).toString('base64')
const parts: VaultKeys = { suite: 'sm', keys: { k1: key(), k2: key() }, current: 'k1', hashKey: key() }
const names: SuiteName[] = ['sm', 'std']
const vaultOf = (suite: SuiteName, changes: Partial<VaultKeys> = {}) => createVault({ ...parts, suite, ...changes })
const isBroken = (why: SealBroken['why']) => (error: unknown) => error instanceof SealBroken && error.why === why

test('known answers of SM3, HMAC-SM3 and SM4 on this OpenSSL', () => {
  assert.equal(createHash('sm3').update('abc').digest('hex'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
  const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false)
  assert.equal(Buffer.concat([cipher.update(block), cipher.final()]).toString('hex'), '681edf34d206965e86b3e94f536e4246')
  // HMAC by its definition, over the SM3 above
  const [k, text] = [randomBytes(32), randomBytes(100)]
  const pad = (byte: number) => Buffer.from(Array.from({ length: 64 }, (_, i) => (k[i] ?? 0) ^ byte))
  const sm3 = (...chunks: Buffer[]) => createHash('sm3').update(Buffer.concat(chunks)).digest()
  assert.deepEqual(createHmac('sm3', k).update(text).digest(), sm3(pad(0x5c), sm3(pad(0x36), text)))
})

test('the layout of sm1, opened by hand', () => {
  const [tag, kid, body] = vaultOf('sm').seal('320281195001010013', 'person.identity:7').split('.') as [string, string, string]
  assert.deepEqual([tag, kid], ['sm1', 'k1'])
  const bytes = Buffer.from(body, 'base64url')
  const master = Buffer.from(parts.keys.k1!, 'base64')
  const sub = (label: string) => createHmac('sm3', master).update(`gongzhi sm1 ${label}`).digest()
  const decipher = createDecipheriv('sm4-cbc', sub('encrypt').subarray(0, 16), bytes.subarray(0, 16))
  assert.equal(decipher.update(bytes.subarray(16, -32), undefined, 'utf8') + decipher.final('utf8'), '320281195001010013')
  const aad = 'sm1.k1.person.identity:7'
  const length = Buffer.from(aad.length.toString(16).padStart(16, '0'), 'hex')
  const mac = createHmac('sm3', sub('authenticate')).update(Buffer.concat([length, Buffer.from(aad), bytes.subarray(0, -32)])).digest()
  assert.deepEqual(mac, bytes.subarray(-32))
})

for (const name of names) {
  test(`law (${name}): what was sealed opens for the same owner, and no two seals are the same`, () => {
    const vault = vaultOf(name)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (plain, aad) => {
      const sealed = vault.seal(plain, aad)
      assert.equal(vault.open(sealed, aad), plain)
      assert.notEqual(vault.seal(plain, aad), sealed)
    }))
  })

  test(`law (${name}): any other owner, and any changed character, is refused`, () => {
    const vault = vaultOf(name)
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), fc.nat(), fc.constantFrom(...'ABCxyz019-_.=+ '), (plain, aad, other, at, char) => {
      const sealed = vault.seal(plain, aad)
      if (other !== aad) assert.throws(() => vault.open(sealed, other), isBroken('tamper'))
      const i = at % (sealed.length + 1)
      const changed = sealed.slice(0, i) + char + sealed.slice(i + 1)
      if (changed !== sealed) assert.throws(() => vault.open(changed, aad), SealBroken)
      assert.throws(() => vault.open(sealed.slice(0, i) + char + sealed.slice(i), aad), SealBroken)
      assert.throws(() => vault.open(sealed.slice(0, -1 - (at % sealed.length)), aad), SealBroken)
    }))
  })

  test(`${name}: a seal under another key, suite or vault says which`, () => {
    const vault = vaultOf(name)
    const sealed = vault.seal('秘密', 'a')
    assert.throws(() => vaultOf(name, { keys: { k1: key() } }).open(sealed, 'a'), isBroken('tamper'))
    assert.throws(() => vaultOf(name, { keys: { k2: key() }, current: 'k2' }).open(sealed, 'a'), isBroken('key'))
    assert.throws(() => vault.open(sealed.replace(/^[a-z]+1/, 'zz9'), 'a'), isBroken('suite'))
    assert.throws(() => vault.open('秘密', 'a'), isBroken('form'))
    assert.throws(() => vault.open(sealed.replace('.k1.', '.k2.'), 'a'), isBroken('tamper'))
  })
}

test('keys and suites may change while old seals open', () => {
  const old = vaultOf('sm')
  const sealed = old.seal('13812341234', 'phone:1')
  const now = vaultOf('std', { current: 'k2' })
  assert.equal(now.open(sealed, 'phone:1'), '13812341234')
  assert.deepEqual([old.stale(sealed), now.stale(sealed), now.stale(now.seal('x', 'y'))], [false, true, false])
  assert.equal(old.open(now.seal('x', 'y'), 'y'), 'x')
})

test('fingerprints: the same for the same, apart across domains, values, hash keys', () => {
  for (const name of names) {
    const vault = vaultOf(name)
    const print = vault.fingerprint('identity', '11010519491231002X')
    assert.match(print, /^[A-Za-z0-9_-]{43}$/)
    assert.equal(vaultOf(name).fingerprint('identity', '11010519491231002X'), print)
    assert.notEqual(vault.fingerprint('phone', '11010519491231002X'), print)
    assert.notEqual(vault.fingerprint('identity', '110105194912310021'), print)
    assert.notEqual(vaultOf(name, { hashKey: key() }).fingerprint('identity', '11010519491231002X'), print)
  }
})

test('a vault is not made of keys that are none', () => {
  assert.throws(() => vaultOf('sm', { keys: { k1: 'c2hvcnQ=' } }), /32 bytes/)
  assert.throws(() => vaultOf('sm', { current: 'k9' }), /k9/)
  assert.throws(() => vaultOf('sm', { keys: { 'k.1': key() }, current: 'k.1' }), /key id/)
  assert.throws(() => vaultOf('sm', { hashKey: '' }), /hashKey/)
  assert.throws(() => vaultOf('none' as SuiteName), /suite/)
  assert.throws(() => vaultOf('sm').seal('\ud842', 'a'), TypeError)
})
