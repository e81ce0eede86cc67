import { demoLogins, me, type Me, type SeatChoice } from '../../../contract/account.ts'
import { officeName } from '../../../contract/glossary.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { pathNameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { demoPassword } from './accounts.ts'
import { ownAccount } from './own.ts'
import { sittingOf, type Sitting } from './sitting.ts'
import { codeFor, sealedFor, waitFor } from './totp.ts'

/** What the rights say of an office; asked late, because the rights are made of what the rooms declare. */
export type VerbsOf = (office: string) => string[]

/** Who am I, and where may I sit. */
export const serveMe = (verbsOf: VerbsOf): Served => serve(me, {
  verb: 'account.use', at: here, halfSeated: true,
  run: async (ctx): Promise<Me> => {
    const { demonstration } = ctx.settings
    const sitting = sittingOf(ctx.seat)
    if (!sitting) {
      return { account: null, person: null, name: null, staff: false, needs_second_factor: false, step: null, seats: [], ended: [], serving: null, demonstration }
    }
    const { account, person, name, staff } = sitting
    const half = ctx.seat.incomplete === true
    const seats = half ? [] : await seatsOf(ctx, sitting, verbsOf)
    return {
      account, person, name, staff, demonstration, needs_second_factor: half,
      step: half ? (await ownAccount(ctx)).step : null,
      seats, ended: !half && staff && seats.length === 0 ? await endedOf(ctx, sitting) : [],
      serving: ctx.seat.attendance && ctx.seat.person
        ? { attendance: ctx.seat.attendance, person: ctx.seat.person, name: ctx.seat.personName ?? '' } : null,
    }
  },
})

async function seatsOf(ctx: Context, sitting: Sitting, verbsOf: VerbsOf): Promise<SeatChoice[]> {
  const held = await ctx.sql<{ mandate: string; office: string; place: string }[]>`
    select mandate, office, place from account.seats(${sitting.token_hash})`
  if (held.length === 0) return []
  const names = await pathNameOf(ctx.sql, held.map(each => each.place), { below: 'city' })
  return held.map(({ mandate, office, place }) => ({
    mandate, office, place, office_name: officeName(office), place_name: names.get(place) ?? place,
    level: levelOf(place), verbs: verbsOf(office),
  }))
}

async function endedOf(ctx: Context, sitting: Sitting): Promise<Me['ended']> {
  const ended = await ctx.sql<{ office: string; place: string; on_day: string; reason: string | null }[]>`
    select office, place, on_day, reason from account.ended(${sitting.token_hash})`
  const names = await pathNameOf(ctx.sql, ended.map(each => each.place), { below: 'city' })
  return ended.map(({ office, place, on_day, reason }) => ({ office_name: officeName(office), place_name: names.get(place) ?? place, on: on_day, reason }))
}

/** The accounts of the show with their passwords and the codes to type now; only where the whole database is a show. */
export const serveDemoLogins: Served = serve(demoLogins, {
  verb: 'account.demo', at: here,
  run: async ctx => {
    if (!ctx.settings.demonstration) throw new Problem('demo.only')
    const rows = await ctx.sql<{ account: string; login: string; name: string; staff: boolean; note: string | null; sealed: string | null; last_step: number }[]>`
      select account, login, name, staff, note, sealed, last_step from account.demonstration() limit ${200}`
    return {
      logins: await Promise.all(rows.map(async row => ({
        login: row.login, password: demoPassword, name: row.name, label: row.note ?? '', staff: row.staff, home: row.staff ? '/desk' : '/',
        code: row.sealed === null ? null : await codeFor(ctx.vault.open(row.sealed, sealedFor(row.account)), row.last_step, ctx.now),
        wait_seconds: row.sealed === null ? 0 : waitFor(row.last_step, ctx.now),
      }))),
    }
  },
})
