import * as oidc from 'openid-client'
import * as contract from '../../../contract/account.ts'
import { parseIdentity } from '../../../contract/identifiers.ts'
import { registeredAs } from '../../ground/registry/index.ts'
import { newId, randomToken, sha256 } from '../../kernel/ids.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { sessions } from './constants.ts'
import type { Gate } from './gate.ts'
import { hashPassword } from './password.ts'

/** The provider with which people log in besides: 省统一身份认证. */
export interface Elsewhere {
  /** As the button names it. */
  name: string
  issuer: string
  client_id: string
  client_secret: string
  /** Where the provider sends people back: `<our address>/login/elsewhere`. */
  redirect: string
  scope: string
  /** The claim that holds the identity number. */
  identity_claim: string
  /** Values of `acr` by which the provider says that it saw a second factor. */
  strong_acr: readonly string[]
}

const timeoutSeconds = 5
/** How long somebody may be away at the provider. */
const away = '10 minutes'

/** The provider's own description, fetched when it is first needed, and again after a failure. Plain http only on the own machine. */
function discovering({ issuer, client_id, client_secret }: Elsewhere): () => Promise<oidc.Configuration> {
  const address = new URL(issuer)
  const local = address.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)
  if (address.protocol !== 'https:' && !local) throw new Error(`统一身份认证的地址须以 https 开头：${issuer}`)
  let found: Promise<oidc.Configuration> | undefined
  return () => found ??= oidc.discovery(address, client_id, client_secret, undefined, { timeout: timeoutSeconds, ...local && { execute: [oidc.allowInsecureRequests] } })
    .catch((error: unknown) => { found = undefined; throw error })
}

/** Log-in elsewhere: the way there with state, nonce and PKCE, and the way back, where the number that the provider vouches for finds the person. */
export function serveElsewhere({ inTurn }: Gate, settings: Elsewhere | undefined): Served[] {
  const provider = settings && discovering(settings)
  const needed = (): { settings: Elsewhere; provider: () => Promise<oidc.Configuration> } => {
    if (!settings || !provider) throw new Problem('login.elsewhere_none')
    return { settings, provider }
  }
  return [
    serve(contract.elsewhere, { verb: 'account.use', at: here, halfSeated: true, run: () => ({ name: settings?.name ?? null }) }),
    serve(contract.depart, {
      verb: 'account.use', at: here, halfSeated: true, secret: true, recorded: () => null, idle: () => true,
      run: async (ctx, { back }) => {
        const { settings: { redirect, scope, strong_acr }, provider: ask } = needed()
        const [ticket, state, nonce, verifier] = [randomToken(), oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
        const config = await ask().catch(() => { throw new Problem('login.elsewhere_down') })
        await ctx.sql`select account.depart(${sha256(ticket)}, ${state}, ${nonce}, ${verifier}, ${back ?? null}, ${away}::interval)`
        const address = oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirect, scope, state, nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
          ...strong_acr.length > 0 && { acr_values: strong_acr.join(' ') },
        })
        return { address: address.toString(), ticket }
      },
    }),
    serve(contract.arrive, {
      verb: 'account.login', at: here, halfSeated: true, secret: true, recorded: () => null,
      subject: input => who.get(input),
      run: (ctx, input) => inTurn(async () => {
        const { settings: known, provider: ask } = needed()
        const [errand] = await ctx.sql<Errand[]>`select state, nonce, verifier, back from account.come_back(${sha256(input.ticket)})`
        if (!errand) throw new Problem('login.elsewhere_failed')
        const { number, acr } = await vouched(await ask().catch(() => { throw new Problem('login.elsewhere_down') }), known, errand, input.query)
        const person = await personBy(ctx, number)
        const { token, step } = await open(ctx, person, acr !== undefined && known.strong_acr.includes(acr))
        who.set(input, person)
        return { token, needs_second_factor: step !== null, step, back: errand.back }
      }),
    }),
  ]
}

interface Errand { state: string; nonce: string; verifier: string; back: string | null }
/** Whose log-in an input was, once it turned out right. */
const who = new WeakMap<object, string>()

/** What the provider says under its signature. Throws `login.elsewhere_failed` for an answer that is not the one to our question. */
async function vouched(config: oidc.Configuration, { redirect, identity_claim }: Elsewhere, { state, nonce, verifier }: Errand, query: string): Promise<{ number: unknown; acr: string | undefined }> {
  try {
    const url = new URL(redirect)
    url.search = query
    const tokens = await oidc.authorizationCodeGrant(config, url, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
    const claims = tokens.claims()!
    const told = claims[identity_claim] ?? (await oidc.fetchUserInfo(config, tokens.access_token, claims.sub))[identity_claim]
    return { number: told, acr: typeof claims.acr === 'string' ? claims.acr : undefined }
  } catch {
    throw new Problem('login.elsewhere_failed')
  }
}

async function personBy(ctx: Context, number: unknown): Promise<string> {
  const read = typeof number === 'string' ? parseIdentity(number) : null
  if (!read?.ok) throw new Problem('login.elsewhere_unknown')
  const found = await registeredAs(ctx, read.number)
  if (!found) throw new Problem('login.elsewhere_unknown')
  return found
}

/** A session for the person: of staff where they have such an account, whole if the provider saw a second factor, else until our own. A resident who has no account yet is given one without a password. */
async function open(ctx: Context, person: string, strong: boolean): Promise<{ token: string; step: contract.LoginStep | null }> {
  const [held] = await ctx.sql<{ account: string; staff: boolean; step: contract.LoginStep | null }[]>`select account, staff, step from account.of_person(${person})`
  const account = held?.account ?? newId()
  if (!held) await ctx.sql`select account.open_resident(${account}, ${`province:${account}`}, ${person}, ${await hashPassword(randomToken())})`
  const whole = held?.staff === true && strong
  const step = !held?.staff || whole ? null : held.step
  const { idle, lasts } = !held?.staff ? sessions.resident : whole ? sessions.staff : sessions.half
  const token = randomToken()
  await ctx.sql`select account.open_elsewhere(${sha256(token)}, ${account}, ${whole}, ${idle}::interval, ${lasts}::interval)`
  return { token, step }
}
