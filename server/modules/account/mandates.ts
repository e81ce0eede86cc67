import { grant, mandates, revoke, type Mandate } from '../../../contract/account.ts'
import { isHeldAt, officeName, offices, type Office } from '../../../contract/glossary.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { addDays, beijingDay } from '../../../contract/time.ts'
import { personPresent, type Knock } from '../../ground/registry/index.ts'
import {
  addMandate, appointInTurn, endMandate, findPlace, heldFrom, mandateForUpdate, mandateOf, mandateRows, mandatesAt, nameOf, type Mandate as Row,
} from '../../ground/territory/index.ts'
import { serve, type Context, type Served } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { grantAheadDays } from './constants.ts'

/** 三员分立 (GB/T 22239-2019 8.1.5): who runs the system, who gives out rights and who reads the record are three people. */
const threeAdmins = ['province_admin', 'security_admin', 'auditor']
/** Offices that appoint others. Only somebody above may give or take them, or an administrator could multiply. */
const appointing = ['county_admin', 'security_admin']

const refuse = (reason: string): Problem => new Problem('mandate.invalid', { reason })

async function shown(ctx: Context, rows: readonly Row[]): Promise<Mandate[]> {
  const names = await nameOf(ctx.sql, rows.map(row => row.place))
  const accounts = await ctx.sql<{ person: string; login: string }[]>`select person, login from account.logins(${rows.map(row => row.person)}::uuid[])`
  const logins = new Map(accounts.map(one => [one.person, one.login]))
  return rows.map(row => ({ ...row, office_name: officeName(row.office), place_name: names.get(row.place) ?? row.place, login: logins.get(row.person) ?? null }))
}

/** All mandates within one's range, past and present, by place. */
export const serveMandates: Served = serve(mandates, {
  verb: 'mandate.read',
  at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, { after, limit }, { place }) => {
    const rows = await mandatesAt(ctx.sql, place, fromCursor(after, 'text', 'id'), limit + 1)
    const count = await countUpTo(ctx.sql, mandateRows(ctx.sql, place))
    const page = pageOf(rows, limit, row => [row.place, row.id])
    return { items: await shown(ctx, page.items), next: page.next, count }
  },
})

/** Appoints a registered person. The office must belong to the level of the place, and nobody appoints oneself. */
export const serveGrant = (knock: Knock): Served => serve(grant, {
  verb: 'mandate.grant',
  at: (_, { place }) => ({ place }),
  subject: (_, output) => output.id,
  recorded: ({ office, place, valid_from, valid_to, basis }) => ({ office, place, valid_from, valid_to, basis }),
  run: async (ctx, input) => {
    const { office, place, valid_from, valid_to, basis } = input
    await checkOffice(ctx, office, place)
    const today = beijingDay(ctx.now)
    if (valid_to !== null && (valid_to < valid_from || valid_to < today)) throw refuse('任期的结束日期不能早于开始日期，也不能已经过去')
    if (valid_from > addDays(today, grantAheadDays)) throw refuse('任期的开始日期最多提前一年，请核对年份')
    await knock(ctx.seat)
    const person = await personPresent(ctx, input.identity, input.name)
    if (!person) throw new Problem('person.unknown')
    if (person.id === ctx.seat.actor) throw refuse('不能给自己任命，请由另一位管理员办理')
    if (valid_from < person.birth_date) throw refuse('任期的开始日期早于此人出生，请核对年份')
    await checkHeld(ctx, person.id, office, place, valid_from, valid_to)
    const made = await addMandate(ctx, { person: person.id, person_name: person.name, office, place, valid_from, valid_to, basis })
    return (await shown(ctx, [made]))[0]!
  },
})

async function checkOffice(ctx: Context, office: string, place: string): Promise<void> {
  if (!Object.hasOwn(offices, office) || offices[office as Office].level === null) throw refuse('没有这个岗位')
  if (!isHeldAt(office, levelOf(place))) throw refuse(`“${officeName(office)}”不设在这一级`)
  if (!(await findPlace(ctx.sql, place))) throw new Problem('place.unknown')
  checkAbove(ctx, office, place)
}

/** Throws where an office is given by a level above this seat's. Whoever lays the first seats stands above all of them (0018). */
export function checkAbove(ctx: Context, office: string, place: string): void {
  if (ctx.seat.office === 'founder') return
  if (appointing.includes(office) && ctx.seat.place.length >= place.length) throw refuse(`“${officeName(office)}”由上级管理员任命和撤销`)
}

async function checkHeld(ctx: Context, person: string, office: string, place: string, from: string, to: string | null): Promise<void> {
  await appointInTurn(ctx.sql, person)
  const held = await heldFrom(ctx.sql, person, from, to)
  if (held.some(each => each.office === office && each.place === place)) throw refuse('此人这段时间已经担任这个岗位')
  const other = held.find(each => each.office !== office && threeAdmins.includes(each.office))
  if (other && threeAdmins.includes(office)) {
    throw refuse(`此人已是${officeName(other.office)}。系统、安全、审计三类管理员不能由同一个人担任`)
  }
}

/** A mandate within one's range, for a command about it. Nothing is locked yet: whether one may do it is asked afterwards. */
export async function mandateAt(ctx: Context, id: string): Promise<{ place: string; row: Row } | null> {
  const row = await mandateOf(ctx.sql, id)
  return row && { place: row.place, row }
}

/** The same once the right is known: from here on nobody else changes it. */
export async function lockedMandate(ctx: Context, id: string): Promise<Row> {
  const row = await mandateForUpdate(ctx.sql, id)
  if (!row) throw new Problem('found.nothing')
  return row
}

/** Ends a mandate at once: every request asks anew which mandates hold. The row stays, with the reason. */
export const serveRevoke: Served = serve(revoke, {
  verb: 'mandate.grant',
  at: (ctx, { mandate }) => mandateAt(ctx, mandate),
  subject: ({ mandate }) => mandate,
  run: async (ctx, { mandate, reason }) => {
    const row = await lockedMandate(ctx, mandate)
    if (row.revoked_at !== null) throw refuse('这项任职已经撤销过了')
    if (row.person === ctx.seat.actor) throw refuse('不能撤销自己的任职，请由另一位管理员办理')
    checkAbove(ctx, row.office, row.place)
    return (await shown(ctx, [await endMandate(ctx, mandate, reason)]))[0]!
  },
})
