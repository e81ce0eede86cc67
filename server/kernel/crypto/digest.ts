import { createHmac, randomBytes } from 'node:crypto'
import { suites, type SuiteName } from './suites.ts'

/**
 * The one text of a value, after RFC 8785 (JCS): keys sorted by UTF-16 units, no blanks, numbers as ECMAScript writes them.
 * Keys whose value is undefined do not count. A TypeError for what has no JSON: NaN, infinities, bigint, functions, undefined
 * in a list, text with half a surrogate pair.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string': return quote(value)
    case 'boolean': return String(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`no JSON for ${value}`)
      return JSON.stringify(value)
    case 'object': break
    default: throw new TypeError(`no JSON for a ${typeof value}`)
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON())
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError('no JSON for a thing that is no plain object')
  }
  const fields = value as Record<string, unknown>
  return `{${Object.keys(fields).filter(key => fields[key] !== undefined).sort()
    .map(key => `${quote(key)}:${canonicalJson(fields[key])}`).join(',')}}`
}

function quote(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('no JSON for half a surrogate pair')
  return JSON.stringify(text)
}

const saltLength = 16

/** 16 random bytes: nobody can try out contents against a digest whose salt they do not have. */
export const newSalt = (): Buffer => randomBytes(saltLength)

/**
 * The digest that seals a value without telling it: HMAC(salt, canonical JSON), 32 bytes, SM3 unless said otherwise.
 * Hiding: HMAC is a pseudo-random function under a secret random key, so without the salt the digest says nothing,
 * even of a value of few possibilities; with the salt erased the content is beyond recovery. Binding: the salt has one
 * length (HMAC pads shorter keys, so of two lengths two could be equal), and two openings of one digest would be a
 * collision of the hash.
 */
export function saltedDigest(suite: SuiteName | undefined, salt: Uint8Array, value: unknown): Buffer {
  if (salt.length !== saltLength) throw new RangeError(`a salt has ${saltLength} bytes`)
  return createHmac(suites[suite ?? 'sm'].hash, salt).update(canonicalJson(value), 'utf8').digest()
}
