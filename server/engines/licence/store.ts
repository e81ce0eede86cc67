import type { Standing } from '../../../contract/licence.ts'
import type { licence_licence } from '../../db/types.ts'
import type { Fragment, Query } from '../../kernel/db/index.ts'

export type LicenceRow = Omit<licence_licence, 'lines'> & { lines: { label: string; text: string }[] }

const columns = (sql: Query) => sql`county, number, place, person, kind, title, holder, holder_masked, identity_masked, lines, organ, office, matter,
  issued_at, issued_on, valid_until, code, revoked_at, revoked_reason, revoked_note`

/** How a certificate stands on a day: it is good through its last day, and what was revoked stays revoked. */
export const standingOf = (row: Pick<LicenceRow, 'revoked_at' | 'valid_until'>, day: string): Standing =>
  row.revoked_at !== null ? 'revoked' : row.valid_until !== null && row.valid_until < day ? 'expired' : 'valid'

/** One certificate by its number, under row security. */
export async function findLicence(sql: Query, number: string): Promise<LicenceRow | undefined> {
  const [row] = await sql<LicenceRow[]>`select ${columns(sql)} from licence.licence where county = ${number.slice(0, 6)} and number = ${number}`
  return row
}

/** The certificate that a case led to. */
export async function licenceOf(sql: Query, matter: string): Promise<LicenceRow | undefined> {
  const [row] = await sql<LicenceRow[]>`select ${columns(sql)} from licence.licence where county = ${matter.slice(0, 6)} and matter = ${matter}`
  return row
}

/** The certificates of a person, newest first. */
export const licencesOf = (sql: Query, person: string, after: string[] | null, limit: number): PromiseLike<LicenceRow[]> => sql<LicenceRow[]>`
  select ${columns(sql)} from licence.licence
  where person = ${person} ${after ? sql`and (issued_at, number) < (${after[0]!}::timestamptz, ${after[1]!})` : sql``}
  order by issued_at desc, number desc limit ${limit}`
export const licencesRows = (sql: Query, person: string): Fragment => sql`select 1 from licence.licence where person = ${person}`

export type Verified = Pick<LicenceRow, 'title' | 'holder_masked' | 'organ' | 'issued_on' | 'valid_until' | 'revoked_at' | 'revoked_reason'>

/** What whoever holds the paper may know of it; undefined for an unknown number and for a wrong code alike. */
export async function verified(sql: Query, number: string, code: string): Promise<Verified | undefined> {
  const [row] = await sql<Verified[]>`select title, holder_masked, organ, issued_on, valid_until, revoked_at, revoked_reason from licence.verify(${number}, ${code})`
  return row
}
