import { login, logout, verify } from '../../../contract/account.ts'
import type { Database } from '../../kernel/db/index.ts'
import { randomToken, sha256 } from '../../kernel/ids.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { attempts, checking, sessions } from './constants.ts'
import { passwordIsRight } from './password.ts'
import { addressOf, sittingOf } from './sitting.ts'
import { slots } from './slots.ts'
import { sealedFor, stepOfCode } from './totp.ts'

/**
 * Counts the attempt before it is made and outside its transaction, which a refusal rolls back. A hundred guesses at once
 * thus get five answers. Throws `login.locked`.
 */
async function knock(door: Database['door'], keys: Record<string, number>): Promise<void> {
  const [one, other] = Object.keys(keys) as [string, string?]
  const counted = await door<{ key: string; n: number; seconds: number }[]>`
    select key, n, seconds from kernel.knock(${attempts.window_seconds}, ${one}, ${other ?? one})`
  for (const { key, n, seconds } of counted) {
    if (n > keys[key]!) throw new Problem('login.locked', { minutes: Math.ceil(seconds / 60) })
  }
}

/** Log-in, second factor, log-out. The subject of their entries is the person; what was typed is never recorded. */
export function logins(database: Database): Served[] {
  const inTurn = slots(checking.at_once, checking.waiting)
  const who = new WeakMap<object, { person: string; name: string }>()

  const serveLogin = serve(login, {
    verb: 'account.login', at: here, halfSeated: true,
    recorded: () => null,
    subject: input => who.get(input)?.person,
    deed: (input, { needs_second_factor }) => ({ title: needs_second_factor ? '密码正确，等待动态验证' : '登录成功', name: who.get(input)?.name }),
    run: (ctx, input) => inTurn(async () => {
      const address = addressOf(ctx.seat)
      const loginKey = `login:${sha256(input.login).toString('hex')}`
      const addressKey = address && `address:${address}`
      await knock(database.door, { [loginKey]: attempts.account, ...(addressKey && { [addressKey]: attempts.address }) })
      const [account] = await ctx.sql<{ account: string; person: string; staff: boolean; password: string }[]>`
        select account, person, staff, password from account.credential(${input.login})`
      const right = await passwordIsRight(account?.password, input.password)
      if (!account || !right) throw new Problem('login.wrong')
      const [called] = await ctx.sql<{ name: string }[]>`select account.called(${account.account}) as name`
      who.set(input, { person: account.person, name: called!.name })
      // Not forgiven: one's own account would then buy guesses at others from the same address.
      if (addressKey) ctx.defer(ctx.sql`select kernel.relent(${addressKey})`)
      ctx.defer(ctx.sql`select kernel.forgive(${loginKey})`)
      const token = randomToken()
      const { idle, lasts } = account.staff ? sessions.half : sessions.resident
      ctx.defer(ctx.sql`select account.open(${sha256(token)}, ${account.account}, ${idle}::interval, ${lasts}::interval)`)
      return { needs_second_factor: account.staff, token }
    }),
  })

  const serveVerify = serve(verify, {
    verb: 'account.login', at: here, halfSeated: true,
    recorded: () => null,
    subject: input => who.get(input)?.person,
    deed: () => ({ title: '登录成功' }),
    run: (ctx, input) => inTurn(async () => {
      const half = await halfSession(ctx)
      const key = `code:${half.account}`
      await knock(database.door, { [key]: attempts.account })
      const step = half.sealed === null ? null : await stepOfCode(ctx.vault.open(half.sealed, sealedFor(half.account)), input.code, ctx.now)
      if (step === null) throw new Problem('login.code_wrong')
      // A new token: whoever knew that of the half session has nothing.
      const token = randomToken()
      const { idle, lasts } = sessions.staff
      const [done] = await ctx.sql<{ ok: boolean }[]>`
        select account.verify(${half.token_hash}, ${step}, ${sha256(token)}, ${idle}::interval, ${lasts}::interval) as ok`
      if (!done?.ok) throw new Problem('login.code_wrong')
      who.set(input, { person: half.person, name: ctx.seat.actorName })
      ctx.defer(ctx.sql`select kernel.forgive(${key})`)
      return { token }
    }),
  })

  const serveLogout = serve(logout, {
    verb: 'account.use', at: here, halfSeated: true,
    subject: () => undefined,
    run: ctx => {
      const sitting = sittingOf(ctx.seat)
      if (sitting) ctx.defer(ctx.sql`select account.close(${sitting.token_hash})`)
      return {}
    },
  })

  return [serveLogin, serveVerify, serveLogout]
}

async function halfSession(ctx: Context): Promise<{ token_hash: Buffer; account: string; person: string; sealed: string | null }> {
  const sitting = sittingOf(ctx.seat)
  if (!sitting) throw new Problem('seat.none')
  const [half] = await ctx.sql<{ account: string; sealed: string | null }[]>`
    select account, sealed from account.second_factor(${sitting.token_hash})`
  if (!half) throw new Problem('seat.expired')
  return { token_hash: sitting.token_hash, person: sitting.person, ...half }
}
