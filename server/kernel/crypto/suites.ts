import { createCipheriv, createDecipheriv, createHmac, randomFillSync, timingSafeEqual } from 'node:crypto'

/**
 * What is sealed cannot be opened: made for other data (`aad`), changed, or under a key or suite this vault does not
 * hold. A fault of the data or the deployment, never of the person who asks.
 */
export class SealBroken extends Error {
  readonly why: 'form' | 'suite' | 'key' | 'tamper'
  constructor(why: SealBroken['why'], message: string) {
    super(message)
    this.name = 'SealBroken'
    this.why = why
  }
}

export type SuiteName = 'sm' | 'std'

/**
 * A family of algorithms. Keys are 32 random bytes; `aad` is what the seal belongs to and cannot be moved from. `seal`
 * gives base64url; `open` gives the plain text or throws SealBroken; `fingerprint` is a keyed hash, the same for the same value.
 */
export interface Suite {
  readonly id: SuiteName
  /** What stands before every seal of this suite; changes when its construction does. */
  readonly tag: string
  readonly hash: 'sm3' | 'sha256'
  seal(plain: string, key: Buffer, aad: string): string
  open(sealed: string, key: Buffer, aad: string): string
  fingerprint(value: string, key: Buffer): string
}

const broken = () => new SealBroken('tamper', 'the seal does not fit its content, its place or its key')

/** Strict base64url: the decoder of Node skips what it does not know, and a changed seal must not pass as the same. */
function bytesOf(sealed: string, least: number): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < least || bytes.toString('base64url') !== sealed) throw broken()
  return bytes
}

const pool = Buffer.alloc(16 * 1024)
let used = pool.length
/** Random bytes of the system's generator, fetched many at once: asking costs more than the bytes. None is given twice. */
function fresh(length: number): Buffer {
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + length))
  pool.fill(0, used, used + length)
  used += length
  return bytes
}

/** Sub-keys of a key, one per label, so that no key serves two purposes; derived once per key. */
function subkeys(hash: string, label: string, length: number): (key: Buffer) => Buffer {
  const made = new WeakMap<Buffer, Buffer>()
  return key => {
    let sub = made.get(key)
    if (!sub) made.set(key, (sub = createHmac(hash, key).update(label).digest().subarray(0, length)))
    return sub
  }
}

const smEnc = subkeys('sm3', 'gongzhi sm1 encrypt', 16)
const smMac = subkeys('sm3', 'gongzhi sm1 authenticate', 32)
const stdEnc = subkeys('sha256', 'gongzhi std1 encrypt', 32)

/** The aad's length comes first, so that no byte can wander from the aad to the ciphertext. */
function smTag(key: Buffer, aad: string, body: Buffer): Buffer {
  const bound = Buffer.from(aad, 'utf8')
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(bound.length))
  return createHmac('sm3', smMac(key)).update(length).update(bound).update(body).digest()
}

/**
 * SM4-CBC (GB/T 32907) with a random IV, then HMAC-SM3 (GB/T 32905) over aad, IV and ciphertext: encrypt-then-MAC, for
 * the SM4-GCM that Node's OpenSSL does not offer. Layout: IV 16, ciphertext, tag 32. The tag is checked, in constant
 * time, before anything is decrypted. Algorithm support, not a certified commercial-cryptography product.
 */
const sm: Suite = {
  id: 'sm', tag: 'sm1', hash: 'sm3',
  seal(plain, key, aad) {
    const iv = fresh(16)
    const cipher = createCipheriv('sm4-cbc', smEnc(key), iv)
    const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([body, smTag(key, aad, body)]).toString('base64url')
  },
  open(sealed, key, aad) {
    const bytes = bytesOf(sealed, 64)
    const body = bytes.subarray(0, -32)
    if (!timingSafeEqual(smTag(key, aad, body), bytes.subarray(-32))) throw broken()
    const decipher = createDecipheriv('sm4-cbc', smEnc(key), body.subarray(0, 16))
    return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]).toString('utf8')
  },
  fingerprint: (value, key) => createHmac('sm3', key).update(value, 'utf8').digest('base64url'),
}

/**
 * AES-256-GCM with a random 12-byte nonce, and HMAC-SHA-256. Layout: nonce 12, ciphertext, tag 16. One key should not
 * seal more than 2^32 values (NIST SP 800-38D): rotate long before.
 */
const std: Suite = {
  id: 'std', tag: 'std1', hash: 'sha256',
  seal(plain, key, aad) {
    const nonce = fresh(12)
    const cipher = createCipheriv('aes-256-gcm', stdEnc(key), nonce).setAAD(Buffer.from(aad, 'utf8'))
    return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
  },
  open(sealed, key, aad) {
    const bytes = bytesOf(sealed, 28)
    const decipher = createDecipheriv('aes-256-gcm', stdEnc(key), bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(aad, 'utf8')).setAuthTag(bytes.subarray(-16))
    try {
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
    } catch {
      throw broken()
    }
  },
  fingerprint: (value, key) => createHmac('sha256', key).update(value, 'utf8').digest('base64url'),
}

export const suites: Readonly<Record<SuiteName, Suite>> = { sm, std }
