import { createHmac } from 'node:crypto'
import { SealBroken, suites, type Suite, type SuiteName } from './suites.ts'

export interface VaultKeys {
  /** The suite that new seals are made with; old ones open under the suite they name. */
  suite: SuiteName
  /** 32 random bytes each, base64, by key id (letters, digits, `_` and `-`, at most 32). Keep a key while a seal names it. */
  keys: Readonly<Record<string, string>>
  /** The key id that new seals are made with. */
  current: string
  /** 32 random bytes, base64. When it or the suite changes, what was fingerprinted must be fingerprinted anew. */
  hashKey: string
}

export interface Vault {
  /** `sm1.<key id>.<base64url>`; `aad` says what it belongs to, such as element id and subject id. Never the same twice. */
  seal(plain: string, aad: string): string
  /** What was sealed for the same `aad`, by whatever suite and key this vault knows. Throws SealBroken. */
  open(sealed: string, aad: string): string
  /** 43 characters, the same for the same domain and value, unlinkable across domains. Normalise the value first. */
  fingerprint(domain: string, value: string): string
  /** True when a seal was made by another suite or key than new ones are: re-seal it when convenient. */
  stale(sealed: string): boolean
}

function keyOf(name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32) throw new Error(`the key ${name} must be 32 bytes in base64, it has ${key.length}`)
  return key
}

const byTag = new Map(Object.values(suites).map(suite => [suite.tag, suite]))

function split(sealed: string, keys: Map<string, Buffer>): { suite: Suite, kid: string, key: Buffer, body: string } {
  const match = /^([a-z]+\d+)\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]+)$/.exec(sealed)
  if (!match) throw new SealBroken('form', 'not a seal')
  const [, tag, kid, body] = match as unknown as [string, string, string, string]
  const suite = byTag.get(tag)
  if (!suite) throw new SealBroken('suite', `sealed by a suite that is not known here: ${tag}`)
  const key = keys.get(kid)
  if (!key) throw new SealBroken('key', `sealed by a key that is not held here: ${kid}`)
  return { suite, kid, key, body }
}

/**
 * The vault of a deployment: seals single fields and finds them by keyed hash. Suite and key id stand before each seal and
 * are bound with the aad, so keys and suites can be changed while old seals still open. Throws Error on keys that are not keys.
 */
export function createVault(parts: VaultKeys): Vault {
  const keys = new Map(Object.entries(parts.keys).map(([kid, text]) => {
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(kid)) throw new Error(`not a key id: ${kid}`)
    return [kid, keyOf(kid, text)]
  }))
  const suite = suites[parts.suite]
  const current = keys.get(parts.current)
  if (!suite) throw new Error(`no such suite: ${String(parts.suite)}`)
  if (!current) throw new Error(`the current key ${parts.current} is not among the keys`)
  const head = `${suite.tag}.${parts.current}.`
  const hashKey = keyOf('hashKey', parts.hashKey)
  const domains = new Map<string, Buffer>()
  const domainKey = (domain: string) => {
    let key = domains.get(domain)
    if (!key) domains.set(domain, (key = createHmac(suite.hash, hashKey).update(`gongzhi fingerprint ${domain}`).digest()))
    return key
  }
  return {
    seal(plain, aad) {
      if (/\p{Surrogate}/u.test(plain)) throw new TypeError('half a surrogate pair would not come back')
      return head + suite.seal(plain, current, head + aad)
    },
    open(sealed, aad) {
      const { suite, kid, key, body } = split(sealed, keys)
      return suite.open(body, key, `${suite.tag}.${kid}.${aad}`)
    },
    fingerprint: (domain, value) => suite.fingerprint(value, domainKey(domain)),
    stale: sealed => !sealed.startsWith(head),
  }
}
