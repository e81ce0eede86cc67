import type { Vault } from '../../kernel/crypto/index.ts'
import type { ElementDefinition } from './elements.ts'
import { maskValue, type Value } from './values.ts'

/** What stands in `assertion.value` for a sealed element. `print` tells whether two values of one subject are the same, and nothing across subjects. */
export interface SealedValue { sealed: string; masked: string; print: string }

/** What a seal belongs to: it opens for this element of this subject only. */
export const sealedFor = (element: string, subject: string): string => `${element}/${subject}`

export function sealValue(vault: Vault, element: ElementDefinition, subject: string, value: Value): SealedValue {
  const plain = String(value)
  return {
    sealed: vault.seal(plain, sealedFor(element.id, subject)), masked: maskValue(element, value),
    print: vault.fingerprint('registry.assertion', `${sealedFor(element.id, subject)}/${plain}`),
  }
}

/** What stands in `assertion.value`: the value itself, or its seal. */
export const stored = (vault: Vault, element: ElementDefinition, subject: string, value: Value): Value | SealedValue =>
  element.sensitivity === 'sealed' ? sealValue(vault, element, subject, value) : value

export const isSealed = (value: unknown): value is SealedValue => typeof value === 'object' && value !== null && 'sealed' in value

/** The keyed hash by which an identity number is found; the number is normalised. */
export const identityHash = (vault: Vault, number: string): string => vault.fingerprint('person.identity_number', number)
