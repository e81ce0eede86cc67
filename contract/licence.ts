import { z } from 'zod'
import { command, Day, Id, Instant, Line, look, Name, Page, PageRequest, query, Text } from './kernel.ts'
import { Document } from './paper.ts'
import { CaseNumber } from './service.ts'

/** The number of a certificate is a business number like any other: its first six digits say in which county it lies. */
export const LicenceNumber = z.string().regex(/^\d{6}-\d{8}-\d{6,9}$/, '证照编号格式不对')

/** Characters of a check code: none that is taken for another when read aloud or copied by hand. */
export const checkAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const checkLength = 10
/** A check code as people type it: any case, with or without its dash. */
export const CheckCode = z.string().max(40).transform(text => text.toUpperCase().replace(/[\s\p{Pd}]/gu, ''))
  .refine(code => code.length === checkLength && [...code].every(one => checkAlphabet.includes(one)), '校验码是证照上的 10 位字母和数字')
/** A check code as it is printed. */
export const printedCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

export const standings = { valid: '有效', expired: '已过期', revoked: '已撤销' } as const
export const Standing = z.enum(['valid', 'expired', 'revoked'])
export type Standing = z.infer<typeof Standing>

/** Why a certificate was revoked: of these the public sees which, never the words that were written beside. */
export const revocations = {
  false_promise: '所作承诺不实', obtained_by_deceit: '以欺骗等不正当手段取得', not_eligible: '不再符合条件', granted_wrongly: '核发有误', holder_asked: '持证人申请注销', replaced: '已换发新证',
} as const
export type Revocation = keyof typeof revocations
const Revocation = z.enum(Object.keys(revocations) as [Revocation, ...Revocation[]], { error: '请选择撤销的原因' })

/** A certificate that was issued here, as its holder sees it. */
export const Licence = z.object({
  number: LicenceNumber, kind: z.string(), title: z.string(), holder: z.string(), identity: z.string().nullable(), lines: z.array(z.object({ label: z.string(), text: z.string() })),
  organ: z.string(), issued_on: Day, valid_until: Day.nullable(), matter: CaseNumber, standing: Standing, standing_name: z.string(),
  revoked_at: Instant.nullable(), revoked_reason: z.string().nullable(), revoked_note: z.string().nullable(),
  /** Printed on it, so that whoever holds the paper can have it verified. */
  code: z.string(),
})
export type Licence = z.infer<typeof Licence>
/** A document that the library obtained from another register: what it says, from whom and how fresh. */
export const Obtained = z.object({ kind: z.string(), title: z.string(), number: z.string().nullable(), register: z.string(), as_of: Instant, fresh_until: Instant.nullable(), fresh: z.boolean() })
/** One use of a licence in a matter, by consent: what was handed over, for what, at which window. */
export const Use = z.object({
  id: Id, matter: CaseNumber, matter_title: z.string(), material: z.string(), kind: z.string(), title: z.string(), number: z.string().nullable(), organ: z.string(),
  valid_until: Day.nullable(), at: Instant, by: z.string(), office_name: z.string(),
})
export type Use = z.infer<typeof Use>

/** My licences: issued here, newest first, and obtained from other registers (with the first page only). */
export const mine = query('licence.mine', PageRequest, Page(Licence).extend({ obtained: z.array(Obtained) }))
/** In which matters my licences were used, newest first. */
export const uses = query('licence.uses', PageRequest, Page(Use))
/** One certificate: to its holder, or to a desk in whose range it was issued. */
export const show = look('licence.show', z.object({ number: LicenceNumber }), Licence)
/** What belongs to a case: the certificate that it led to, and the licences used in it. `may_revoke`: this seat may. */
export const ofCase = look('licence.of_case', z.object({ number: CaseNumber }), z.object({ issued: Licence.nullable(), may_revoke: z.boolean(), uses: z.array(Use) }))
/** Revokes a certificate; the office that issued it, with the reason. The holder is told. */
export const revoke = command('licence.revoke', z.object({ number: LicenceNumber, reason: Revocation, note: Text(500) }), z.object({ number: LicenceNumber, revoked_at: Instant }))
/** The certificate as a paper to keep and to print. */
export const paper = look('licence.paper', z.object({ number: LicenceNumber }), Document)
/** Whoever holds the paper asks whether it is true: number and check code, no login. Never more than the paper's own line, the name masked. */
export const verify = query('licence.verify', z.object({ number: LicenceNumber, code: CheckCode }), z.object({
  number: LicenceNumber, title: z.string(), holder_masked: z.string(), organ: z.string(), issued_on: Day, valid_until: Day.nullable(),
  standing: Standing, standing_name: z.string(), since: Day.nullable(), reason: z.string().nullable(), demonstration: z.boolean(),
}))

/**
 * An organisation deposits a certificate that it issued (证照归集), says it anew, or that it was revoked. Programs only; the key's
 * organisation is the issuer. Name and number must both match somebody within the key's place. The kind is the one that items ask for.
 */
export const deposit = command('licence.deposit', z.object({
  name: Name(100), identity: z.string().min(1, '请填写证件号码').max(40), kind: z.string().regex(/^[a-z][a-z0-9_]{1,59}$/, '证照种类只用小写字母、数字和下划线'), title: Line(40), number: Line(60),
  issued_on: Day, valid_until: Day.nullable().default(null), revoked: z.boolean().default(false),
}).refine(({ issued_on, valid_until }) => !valid_until || valid_until >= issued_on, { path: ['valid_until'], message: '有效期不能早于签发日期' }), z.object({ written: z.boolean() }))
