/** The face of the room: seals, fingerprints and digests, in the SM suite or the standard one. */
export { SealBroken, suites, type Suite, type SuiteName } from './suites.ts'
export { createVault, type Vault, type VaultKeys } from './vault.ts'
export { canonicalJson, newSalt, saltedDigest } from './digest.ts'
