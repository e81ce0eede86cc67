import { randomInt } from 'node:crypto'
import { lockout, openAccount, resetAccount } from '../../../contract/account.ts'
import { beijingDay, showInstant } from '../../../contract/time.ts'
import { heldFrom, type Mandate } from '../../ground/territory/index.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { newId } from '../../kernel/ids.ts'
import { emit } from '../../kernel/outbox.ts'
import { Problem } from '../../kernel/problem.ts'
import { initialDays } from './constants.ts'
import { checkAbove, lockedMandate, mandateAt } from './mandates.ts'
import { hashPassword } from './password.ts'

const refuse = (reason: string): Problem => new Problem('account.refused', { reason })

/** Easily told apart when read aloud or copied from paper: no 0 and O, no 1, l and I. Twelve of them are 68 bits. */
const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const initialPassword = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')).join('-')

/**
 * Who may appoint to an office may give its holder an account, or a new initial password. An account opens every seat of its
 * owner: nobody touches the one of somebody who is also in office elsewhere, nor one's own.
 */
async function checkReach(ctx: Context, { person, office, place, revoked_at }: Mandate): Promise<void> {
  if (revoked_at !== null) throw refuse('这项任职已经撤销，不能据此办理账号')
  if (person === ctx.seat.actor) throw refuse('不能办理自己的账号，请由另一位管理员办理')
  checkAbove(ctx, office, place)
  const [far] = await ctx.sql<{ beyond: boolean }[]>`select account.beyond(${person}) as beyond`
  if (far!.beyond) throw refuse('此人还在您的管辖范围以外任职，请由上级管理员办理')
  for (const other of await heldFrom(ctx.sql, person, beijingDay(ctx.now))) checkAbove(ctx, other.office, other.place)
}

/** An initial password that holds from now for some days, and its hash. */
async function issued(ctx: Context): Promise<{ password: string; hashed: string; until: string }> {
  const password = initialPassword()
  return { password, hashed: await hashPassword(password), until: new Date(Date.parse(ctx.now) + initialDays * 86_400_000).toISOString() }
}

/** Opens the account of somebody appointed; the initial password is answered once and kept nowhere. */
export const serveOpen: Served = serve(openAccount, {
  verb: 'account.manage', secret: true,
  at: (ctx, { mandate }) => mandateAt(ctx, mandate),
  recorded: input => input,
  subject: ({ mandate }) => mandate,
  run: async (ctx, { mandate, login }) => {
    const row = await lockedMandate(ctx, mandate)
    await checkReach(ctx, row)
    const { password, hashed, until } = await issued(ctx)
    await ctx.sql`select account.open_staff(${newId()}, ${login}, ${row.person}, ${row.person_name}, ${hashed}, ${until})`
    return { login, name: row.person_name, password, until }
  },
})

/** A new initial password for who forgot it or lost the second factor: both begin anew, all sessions end, the owner is told. */
export const serveReset: Served = serve(resetAccount, {
  verb: 'account.manage', secret: true,
  at: (ctx, { mandate }) => mandateAt(ctx, mandate),
  recorded: input => input,
  subject: ({ mandate }) => mandate,
  run: async (ctx, { mandate, reason }) => {
    const row = await lockedMandate(ctx, mandate)
    const { place } = row
    await checkReach(ctx, row)
    const { password, hashed, until } = await issued(ctx)
    const [reset] = await ctx.sql<{ login: string | null }[]>`select account.reset_staff(${row.person}, ${hashed}, ${until}) as login`
    if (!reset?.login) {
      const [held] = await ctx.sql`select 1 from account.logins(${[row.person]}::uuid[])`
      throw new Problem(held ? 'demo.fixed' : 'account.none')
    }
    emit(ctx, { topic: 'notice', place, payload: {
      person: row.person, title: '您的工作账号已重置', matter: null,
      body: `${ctx.seat.actorName}于 ${showInstant(ctx.now)} 重置了您的密码和动态验证。原因：${reason}。不是您要求的，请马上告诉单位负责人。`,
    } })
    return { login: reset.login, name: row.person_name, password, until }
  },
})

/** Guesses have run out: only the platform itself says so, once for each lock-out. */
export const serveLockout: Served = serve(lockout, {
  verb: 'account.watch', at: here, subject: ({ who }) => who, run: () => ({}),
})
