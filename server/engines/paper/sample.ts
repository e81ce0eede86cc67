import type { CertificatePaper } from './certificate.ts'

/** A certificate as ordinary as most, with a rare name or a common one: for measuring, and for trying a sealer. */
export const sampleCertificate = (rare = false): CertificatePaper => ({
  number: '329901-20261122-000124', title: '居住证', holder: rare ? '徐㛃英𬭚𫘜𬎆𫟹㵪䶮䲣𬀩𡋾𠅤𣲗𪨰𪚥𰻝' : '沈梅', identity: '329***********1234',
  lines: [{ label: '住址', text: '柳湖街道听橹雅苑1幢2单元201室' }], organ: '柳湖区公安局', issued_on: '2026-11-22', valid_until: '2027-11-21', matter: '329901-20261122-000123',
  code: 'ABCDE23456', verify_url: 'https://example.test/open/verify/329901-20261122-000124#ABCDE-23456', revoked_on: null, demonstration: true,
})
