import { generateSecret, generateURI } from 'otplib'
import { changePassword, enrolment } from '../../../contract/account.ts'
import { passwordFault } from '../../../contract/password.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { attempts } from './constants.ts'
import type { Gate } from './gate.ts'
import { hashPassword, passwordIsRight } from './password.ts'
import { sittingOf, type Sitting } from './sitting.ts'
import { sealedFor } from './totp.ts'

type Step = 'password' | 'enrol' | 'code' | null
interface Own { account: string; login: string; password: string; demonstration: boolean; step: Step }

/** The account behind this session, whole or half. */
export async function ownAccount(ctx: Context): Promise<Own & { sitting: Sitting }> {
  const sitting = sittingOf(ctx.seat)
  if (!sitting) throw new Problem(ctx.seat.chair === 'public' ? 'seat.none' : 'seat.expired')
  const [own] = await ctx.sql<Own[]>`select account, login, password, demonstration, step from account.own(${sitting.token_hash})`
  if (!own) throw new Problem('seat.expired')
  return { ...own, sitting }
}

/** Changes one's own password, which ends all other sessions; with an initial password before anything else. */
export function servePassword({ inTurn, knock }: Gate): Served {
  return serve(changePassword, {
    verb: 'account.use', at: here, halfSeated: true, secret: true,
    subject: (_, __, ctx) => sittingOf(ctx.seat)?.person,
    run: (ctx, { current, password }) => inTurn(async () => {
      const { account, login, demonstration, step, sitting, password: stored } = await ownAccount(ctx)
      if (demonstration) throw new Problem('demo.fixed')
      // Half a log-in proves the password alone; with it nobody may lock the owner out.
      if (step !== null && step !== 'password') throw new Problem('seat.needs_second_factor')
      const key = `password:${account}`
      const wrong = await knock({ key, of: 'password', limit: attempts.account })
      if (!await passwordIsRight(stored, current)) {
        await wrong({ person: sitting.person })
        throw new Problem('input.invalid', {}, [{ path: 'current', message: '现在的密码不对' }])
      }
      const fault = current === password ? '新密码和现在的一样' : passwordFault(password, login)
      if (fault) throw new Problem('input.invalid', {}, [{ path: 'password', message: fault }])
      const [done] = await ctx.sql<{ ok: boolean }[]>`select account.change_password(${sitting.token_hash}, ${await hashPassword(password)}) as ok`
      if (!done?.ok) throw new Problem('seat.expired')
      return { step: step === null ? null : (await ownAccount(ctx)).step }
    }),
  })
}

/** Proposes a second factor to whoever has none; the first right code given to `account.verify` makes it the account's. */
export const serveEnrolment: Served = serve(enrolment, {
  verb: 'account.login', at: here, halfSeated: true, secret: true,
  subject: (_, __, ctx) => sittingOf(ctx.seat)?.person,
  run: async ctx => {
    const { account, login, step, sitting } = await ownAccount(ctx)
    if (step !== 'enrol') throw new Problem(step === 'password' ? 'login.password_first' : 'login.enrolled')
    const [kept] = await ctx.sql<{ sealed: string | null }[]>`
      select account.enrol(${sitting.token_hash}, ${ctx.vault.seal(generateSecret(), sealedFor(account))}) as sealed`
    if (!kept?.sealed) throw new Problem('seat.expired')
    const secret = ctx.vault.open(kept.sealed, sealedFor(account))
    return { secret, uri: generateURI({ issuer: '共治', label: login, secret }) }
  },
})
