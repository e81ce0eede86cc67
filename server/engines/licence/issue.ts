import { randomInt } from 'node:crypto'
import type { ItemBody } from '../../../contract/catalogue.ts'
import { maskName } from '../../../contract/identifiers.ts'
import { checkAlphabet, checkLength, revocations, type Revocation } from '../../../contract/licence.ts'
import { addDays, addMonths, beijingDay } from '../../../contract/time.ts'
import { remediesOn } from '../../ground/law/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { emit, type Letter } from '../../kernel/outbox.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { licenceOf, type LicenceRow } from './store.ts'

export interface Issuing {
  /** Where the matter lies; the certificate lies there too. */
  place: string
  matter: string
  /** The matter of several cases that this one is a part of: what is told of it is told together. */
  joint: string | null
  person: { id: string; name: string; identity_masked: string | null }
  organ: string
  certificate: NonNullable<ItemBody['certificate']>
  /** What stands for `{person.residence_address}` in a line: as the case shows it. */
  words: ReadonlyMap<string, string>
}

const filled = (text: string, words: ReadonlyMap<string, string>): string => text.replace(/\{([\w.]+)\}/g, (_, name: string) => words.get(name) ?? '——')

/** Fifty bits that nobody can guess, in characters that can be read aloud. */
const newCode = (): string => Array.from({ length: checkLength }, () => checkAlphabet[randomInt(checkAlphabet.length)]).join('')

/**
 * Issues the certificate of a case in the case's own transaction, for the seat that granted it, and tells the holder. A case
 * that has one already keeps it. Answers its number.
 */
export async function issue(ctx: Context, { place, matter, joint, person, organ, certificate, words }: Issuing): Promise<string> {
  const had = await licenceOf(ctx.sql, matter)
  if (had) return had.number
  const county = countyOf(place)
  const issued_on = beijingDay(ctx.now)
  const number = await ctx.numbers.take(county, issued_on)
  const lines = certificate.lines.map(line => ({ label: line.label, text: filled(line.text, words) }))
  // Good for the months including the day of issue: a year from 22 November ends on 21 November.
  const valid_until = certificate.months === null ? null : addDays(addMonths(issued_on, certificate.months), -1)
  ctx.defer(ctx.sql`insert into licence.licence ${ctx.sql([{
    county, number, place, person: person.id, kind: certificate.kind, title: certificate.title, holder: person.name, holder_masked: maskName(person.name),
    identity_masked: person.identity_masked, lines: ctx.sql.json(lines as unknown as Json), organ, office: ctx.seat.office, matter, issued_at: ctx.now, issued_on, valid_until, code: newCode(),
  }])}`)
  emit(ctx, standingLetter(place, { number, kind: certificate.kind, title: certificate.title, matter, organ, issued_on, valid_until }, null), { topic: 'notice', place, payload: {
    person: person.id, title: `${certificate.title}已签发`, matter, brief: '证照可领取', joint,
    body: `您的${certificate.title}已签发，编号 ${number}${valid_until ? `，有效期至 ${valid_until}` : ''}。可在“我的证照”里查看、下载和打印，也可到窗口打印。`,
  } })
  return number
}

/** Tells other rooms that a certificate is out, or revoked and for which kind of reason; whose it is stays here. */
const standingLetter = (place: string, { number, kind, title, matter, organ, issued_on, valid_until }: Pick<LicenceRow, 'number' | 'kind' | 'title' | 'matter' | 'organ' | 'issued_on' | 'valid_until'>, reason: Revocation | null): Letter =>
  ({ topic: 'licence.standing', place, payload: { number, kind, title, matter, organ, issued_on, valid_until, standing: reason ? 'revoked' : 'valid', reason: reason && revocations[reason] } })

/** Revokes a certificate and tells its holder why and what can be done about it. Throws `licence.revoked` where somebody else was first. */
export async function revoke(ctx: Context, row: LicenceRow, reason: Revocation, note: string): Promise<string> {
  const { review_days, litigation_months } = await remediesOn(ctx.sql, beijingDay(ctx.now))
  const done = await ctx.sql`update licence.licence set revoked_at = ${ctx.now}, revoked_reason = ${reason}, revoked_note = ${note}
    where county = ${row.county} and number = ${row.number} and revoked_at is null returning number`
  if (done.length === 0) throw new Problem('licence.revoked')
  emit(ctx, standingLetter(row.place, row, reason), { topic: 'notice', place: row.place, payload: {
    person: row.person, title: `${row.title}已撤销`, matter: row.matter,
    body: `您的${row.title}（${row.number}）已撤销，不能再使用。原因：${revocations[reason]}。${note.replace(/[。\s]+$/u, '')}。不服的，可以自收到之日起 ${review_days} 日内申请行政复议，或者自收到之日起 ${litigation_months} 个月内提起行政诉讼。`,
  } })
  return ctx.now
}
