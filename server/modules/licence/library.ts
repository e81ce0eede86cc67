import type { z } from 'zod'
import * as contract from '../../../contract/licence.ts'
import { officeName } from '../../../contract/glossary.ts'
import { atBeijing, beijingDay } from '../../../contract/time.ts'
import { depositedOf, findLicence, licenceOf, licencesOf, licencesRows, obtained, standingOf, usesIn, usesOf, usesRows, type Deposited, type LicenceRow, type UseRow } from '../../engines/licence/index.ts'
import { findCase, type CaseRecord } from '../../engines/process/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { mayRevoke } from './revoke.ts'

/** A certificate as its holder and its office see it. */
export function shown(row: LicenceRow, now: string): z.input<typeof contract.Licence> {
  const standing = standingOf(row, beijingDay(now))
  const { number, kind, title, holder, lines, organ, issued_on, valid_until, matter, revoked_at, revoked_note, code } = row
  return {
    number, kind, title, holder, identity: row.identity_masked, lines, organ, issued_on, valid_until, matter, standing, standing_name: contract.standings[standing],
    revoked_at, revoked_reason: row.revoked_reason && contract.revocations[row.revoked_reason as contract.Revocation], revoked_note, code,
  }
}

const used = ({ id, matter, matter_title, material, kind, title, number, organ, valid_until, at, actor_name, office }: UseRow): z.input<typeof contract.Use> =>
  ({ id, matter, matter_title, material, kind, title, number, organ, valid_until, at, by: actor_name, office_name: officeName(office) })

/** A certificate that its issuer deposited: good through its last day, and no longer once the issuer revoked it. */
const broughtIn = ({ kind, title, number, organ, valid_until, revoked, as_of }: Deposited, today: string): z.input<typeof contract.Obtained> => ({
  kind, title: revoked ? `${title}（已被签发单位撤销）` : title, number, register: organ, as_of, fresh_until: valid_until && atBeijing(valid_until, '24:00'), fresh: !revoked && (valid_until === null || valid_until >= today),
})

export const mine = serve(contract.mine, {
  verb: 'licence.own', at: here,
  run: async (ctx, { after, limit }) => {
    const person = ctx.seat.person!
    const [rows, count, others, deposited] = await Promise.all([
      licencesOf(ctx.sql, person, fromCursor(after, 'instant', 'text'), limit + 1), countUpTo(ctx.sql, licencesRows(ctx.sql, person)), after ? [] : obtained(ctx, person), after ? [] : depositedOf(ctx.sql, person),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.issued_at, row.number])
    return { items: items.map(row => shown(row, ctx.now)), next, count, obtained: [...others, ...deposited.map(one => broughtIn(one, beijingDay(ctx.now)))] }
  },
})

export const uses = serve(contract.uses, {
  verb: 'licence.own', at: here,
  run: async (ctx, { after, limit }) => {
    const person = ctx.seat.person!
    const [rows, count] = await Promise.all([usesOf(ctx.sql, person, fromCursor(after, 'instant', 'id'), limit + 1), countUpTo(ctx.sql, usesRows(ctx.sql, person))])
    const { items, next } = pageOf(rows, limit, row => [row.at, row.id])
    return { items: items.map(used), next, count }
  },
})

export interface Found { place: string; row: LicenceRow }
export async function found(ctx: Context, { number }: { number: string }): Promise<Found | null> {
  const row = await findLicence(ctx.sql, number)
  return row ? { place: row.place, row } : null
}
/** Opening somebody's certificate leaves a trace that the person can read. */
export const looked = ({ row }: Found) => [{ person: row.person, place: row.place, purpose: `查看${row.title}（${row.number}）` }]

export const show = serve(contract.show, {
  verb: 'licence.read', at: (ctx, input) => found(ctx, input),
  run: (ctx, _input, { row }) => shown(row, ctx.now), looked: (_input, _output, one) => looked(one),
})

export const ofCase = serve(contract.ofCase, {
  verb: 'licence.read',
  at: async (ctx, { number }) => {
    const record = await findCase(ctx.sql, number)
    return record ? { place: record.place, record } : null
  },
  run: async (ctx, { number }) => {
    const [row, rows] = await Promise.all([licenceOf(ctx.sql, number), usesIn(ctx.sql, number)])
    return { issued: row ? shown(row, ctx.now) : null, may_revoke: row !== undefined && mayRevoke(ctx, row), uses: ctx.seat.attendance ? [] : rows.map(used) }
  },
  looked: (_input, _output, { record }: { place: string; record: CaseRecord }) => record.person ? [{ person: record.person, place: record.place, purpose: `办理${record.title}（${record.number}）` }] : null,
})
