/**
 * Papers: certificates and notices set on A4 with Typst, in fonts that come with the project, so that a machine without any
 * font sets every name right, the rare planes of GB 18030 too. Knows no database: it is given what is to be printed. A seal
 * comes from a `Sealer`; the specimen is the only one that is built in.
 */
import type { Document } from '../../../contract/paper.ts'
import type { Sealed } from './seal.ts'

export { certificateOf, type CertificatePaper } from './certificate.ts'
export { noticeOf, type NoticePaper } from './notice.ts'
export { tableOf, type TablePaper } from './table.ts'
export { sampleCertificate } from './sample.ts'
export { coverage, families, fonts } from './fonts.ts'
export { specimenSealer, type Sealed, type Sealer } from './seal.ts'

const endings = { 'application/pdf': 'pdf', 'application/ofd': 'ofd' } as const

/** A sealed paper as an operation answers it. */
export const documentOf = (name: string, { content, type }: Sealed): Document => ({ name: `${name}.${endings[type]}`, type, content: content.toString('base64') })
