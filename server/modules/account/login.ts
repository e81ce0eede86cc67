import { login, logout, verify } from '../../../contract/account.ts'
import { randomToken, sha256 } from '../../kernel/ids.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { attempts, sessions } from './constants.ts'
import type { Gate, Guess } from './gate.ts'
import { ownAccount } from './own.ts'
import { passwordIsRight } from './password.ts'
import { addressOf, sittingOf } from './sitting.ts'
import { sealedFor, stepOfCode } from './totp.ts'

/** Log-in, second factor, log-out. The subject of their entries is the person; what was typed is never recorded. */
export const logins = (gate: Gate): Served[] => [serveLogin(gate), serveVerify(gate), serveLogout]

/** Whose log-in an input was, once it turned out right. */
const who = new WeakMap<object, { person: string; name: string }>()

interface Keys { pair: string; login: string; address: string | undefined }
function keysOf(typed: string, address: string | undefined): Keys {
  const login = `login:${sha256(typed).toString('hex')}`
  return { login, pair: `${login}@${address ?? ''}`, address: address && `address:${address}` }
}

/** What a wrong password counts against: the login from this address, the login from anywhere, the address. */
const guessesAt = ({ pair, login, address }: Keys): Guess[] => [
  { key: pair, of: 'password', limit: attempts.account, growing: true }, { key: login, of: 'password', limit: attempts.login },
  ...address ? [{ key: address, of: 'address', limit: attempts.address } as const] : [],
]

function serveLogin({ inTurn, knock }: Gate): Served {
  return serve(login, {
    verb: 'account.login', at: here, halfSeated: true,
    recorded: () => null,
    subject: input => who.get(input)?.person,
    deed: (input, { needs_second_factor }) => ({ title: needs_second_factor ? '密码正确，等待动态验证' : '登录成功', name: who.get(input)?.name }),
    run: (ctx, input) => inTurn(async () => {
      const address = addressOf(ctx.seat)
      const keys = keysOf(input.login, address)
      const wrong = await knock(...guessesAt(keys))
      const [account] = await ctx.sql<Credential[]>`
        select account, person, staff, password, step, expired from account.credential(${input.login})`
      const right = await passwordIsRight(account?.password, input.password)
      if (!account || !right) {
        await wrong({ person: account?.person, address })
        throw new Problem('login.wrong')
      }
      if (account.expired) throw new Problem('login.initial_expired')
      const [called] = await ctx.sql<{ name: string }[]>`select account.called(${account.account}) as name`
      who.set(input, { person: account.person, name: called!.name })
      // Not forgiven: one's own account would then buy guesses at others from the same address.
      if (keys.address) ctx.defer(ctx.sql`select kernel.relent(${keys.address})`)
      for (const key of [keys.pair, keys.login]) ctx.defer(ctx.sql`select kernel.forgive(${key})`)
      const token = randomToken()
      const { step } = account
      const { idle, lasts } = step !== null ? sessions.half : sessions.resident
      ctx.defer(ctx.sql`select account.open(${sha256(token)}, ${account.account}, ${idle}::interval, ${lasts}::interval)`)
      return { needs_second_factor: step !== null, step, token }
    }),
  })
}

function serveVerify({ inTurn, knock }: Gate): Served {
  return serve(verify, {
    verb: 'account.login', at: here, halfSeated: true,
    recorded: () => null,
    subject: input => who.get(input)?.person,
    deed: () => ({ title: '登录成功' }),
    run: (ctx, input) => inTurn(async () => {
      const half = await halfSession(ctx)
      if (half.step === 'password') throw new Problem('login.password_first')
      const key = `code:${half.account}`
      const wrong = await knock({ key, of: 'code', limit: attempts.account })
      const step = half.sealed === null ? null : await stepOfCode(ctx.vault.open(half.sealed, sealedFor(half.account)), input.code, ctx.now)
      if (step === null) {
        await wrong({ person: half.person })
        throw new Problem('login.code_wrong')
      }
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
}

const serveLogout = serve(logout, {
  verb: 'account.use', at: here, halfSeated: true,
  subject: () => undefined, idle: ctx => sittingOf(ctx.seat) === undefined,
  run: ctx => {
    const sitting = sittingOf(ctx.seat)
    if (sitting) ctx.defer(ctx.sql`select account.close(${sitting.token_hash})`)
    return {}
  },
})

interface Credential { account: string; person: string; staff: boolean; password: string; step: 'password' | 'enrol' | 'code' | null; expired: boolean }

async function halfSession(ctx: Context): Promise<{ token_hash: Buffer; account: string; person: string; sealed: string | null; step: string | null }> {
  const { sitting, step } = await ownAccount(ctx)
  const [half] = await ctx.sql<{ account: string; sealed: string | null }[]>`
    select account, sealed from account.second_factor(${sitting.token_hash})`
  if (!half) throw new Problem('seat.expired')
  return { token_hash: sitting.token_hash, person: sitting.person, step, ...half }
}
