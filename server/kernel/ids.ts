import { createHash, randomBytes, randomFillSync } from 'node:crypto'

const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
const pool = Buffer.alloc(8 * 1024)
let used = pool.length
let lastMs = -1
let counter = 0

/**
 * A new UUID version 7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that begins at random in the lower half of
 * its range each millisecond, 62 random bits. Strictly rising within the process, also when the clock steps back or a
 * millisecond is used up; then it runs ahead of the clock.
 */
export function newId(): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const now = Date.now()
  if (now > lastMs) begin(now)
  else if (++counter > 0xfff) begin(lastMs + 1)
  const high = Math.floor(lastMs / 0x10000)
  const low = lastMs & 0xffff
  const at = used
  used += 8
  return hex[(high >>> 24) & 255]! + hex[(high >>> 16) & 255]! + hex[(high >>> 8) & 255]! + hex[high & 255]! +
    '-' + hex[low >>> 8]! + hex[low & 255]! + '-' + hex[0x70 | (counter >>> 8)]! + hex[counter & 255]! +
    '-' + hex[0x80 | (pool[at]! & 0x3f)]! + hex[pool[at + 1]!]! + '-' + hex[pool[at + 2]!]! + hex[pool[at + 3]!]! +
    hex[pool[at + 4]!]! + hex[pool[at + 5]!]! + hex[pool[at + 6]!]! + hex[pool[at + 7]!]!
}

function begin(ms: number): void {
  lastMs = ms
  counter = pool.readUInt16LE(used) & 0x7ff
  used += 2
}

/** The instant (to the millisecond) at which a version 7 UUID was made; RangeError for any other. */
export function idTime(id: string): Date {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(id)) throw new RangeError(`not a UUID of version 7: ${id}`)
  return new Date(parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** A secret of that many random bytes (32 unless said otherwise), base64url: a session, a link, an invitation. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** SHA-256 of a token, 32 bytes: what is stored in its stead. For random tokens only, never for passwords. */
export const sha256 = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest()
