import type { Sealer } from '../../engines/paper/index.ts'
import type { Module } from '../../kernel/module.ts'
import { deposit } from './deposit.ts'
import { mine, ofCase, show, uses } from './library.ts'
import { printing } from './paper.ts'
import { revoke } from './revoke.ts'
import { verifying, type VerifyParts } from './verify.ts'

const reading = ['licence.read', 'licence.verify']
const issuing = [...reading, 'licence.revoke']

export interface LicenceParts extends VerifyParts {
  /** Under which address people reach the platform: what a QR code leads to. */
  address: string
  /** Null: nothing is sealed, and the paper says so. */
  sealer: Sealer | null
}

/**
 * Certificates and the licence library (电子证照库). They are issued by the step that grants, kept by the licence engine. Their
 * holder lists, keeps and prints them; a desk sees those of its own cases; whoever holds the paper verifies it. A clerk who
 * serves somebody hands out the certificate that a case led to, and does not enter the library: what is needed for a matter
 * comes with its form, by consent.
 */
export const licenceModule = (parts: LicenceParts): Module => ({
  name: 'licence',
  offices: {
    anyone: ['licence.verify'],
    resident: [...reading, 'licence.own'],
    community_worker: issuing,
    street_examiner: issuing,
    county_civil_affairs: [...issuing, 'licence.deposit'],
    serving: reading,
    // Whoever is shown a paper may ask whether it is true.
    ...Object.fromEntries(['window_clerk', 'grid_worker', 'county_admin', 'city_viewer', 'province_viewer', 'province_admin', 'security_admin', 'auditor'].map(office => [office, ['licence.verify']])),
  },
  operations: [mine, uses, show, ofCase, revoke, deposit, printing(parts), verifying(parts)],
})
