import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { listen, openPlatform, vaultOf } from '../server/main.ts'
import { laySeats, resetFirst, type FirstSeat, type Founding, type Laid } from '../server/founding.ts'
import { asOwner, beInEarnest, importPlaces as importTree, layGround, loadDemonstration, nature, tellDemonstration } from '../server/setup.ts'
import { mendStrays } from '../server/ground/territory/index.ts'
import type { Issued } from '../contract/account.ts'
import { castList } from '../server/demo/index.ts'
import { emptyDemonstration } from '../server/db/empty.ts'
import { connect } from '../server/kernel/db/index.ts'
import { readSecrets, type Home, type Secrets } from '../server/kernel/home.ts'
import { demoPassword, type Elsewhere } from '../server/modules/account/index.ts'
import { configuredSenders } from '../server/modules/message/index.ts'
import { addressOf, addressWarning, proxiesOf } from './network.ts'
import type { Progress } from './progress.ts'

export interface ServeOptions {
  /** The login role's connection, as `migrate` answers it. */
  readonly databaseUrl: string
  readonly secrets: Secrets
  readonly home: Home
  /** The built page. */
  readonly web: string
  readonly host: string
  readonly port: number
}

export interface Serving {
  readonly address: string
  /** Accepts nothing more, finishes the requests under way, closes its connections. */
  stop(): Promise<void>
}

/** The provider that the environment names: GONGZHI_OIDC_ISSUER, _CLIENT, _SECRET and _ADDRESS (ours); _NAME, _SCOPE, _CLAIM and _ACR have defaults. */
function elsewhereOf(env: NodeJS.ProcessEnv): Elsewhere | undefined {
  const { GONGZHI_OIDC_ISSUER: issuer, GONGZHI_OIDC_CLIENT: client_id, GONGZHI_OIDC_SECRET: client_secret, GONGZHI_OIDC_ADDRESS: address } = env
  if (!issuer) return undefined
  if (!client_id || !client_secret || !address) throw new Error('接入统一身份认证还须设置 GONGZHI_OIDC_CLIENT、GONGZHI_OIDC_SECRET 和 GONGZHI_OIDC_ADDRESS（本平台的网址）。')
  return {
    issuer, client_id, client_secret, redirect: new URL('/login/elsewhere', address).toString(), name: env.GONGZHI_OIDC_NAME ?? '省统一身份认证',
    scope: env.GONGZHI_OIDC_SCOPE ?? 'openid identity', identity_claim: env.GONGZHI_OIDC_CLAIM ?? 'id_number',
    strong_acr: (env.GONGZHI_OIDC_ACR ?? '').split(' ').filter(Boolean),
  }
}

/** Opens the house on HTTP. */
export async function serve({ databaseUrl, secrets, home, web, host, port }: ServeOptions): Promise<Serving> {
  const connections = Number(process.env.GONGZHI_CONNECTIONS ?? 16)
  const proxies = proxiesOf()
  const platform = await openPlatform({
    url: databaseUrl, secrets, uploads: home.uploads, connections, networks: (process.env.GONGZHI_NETWORKS ?? '').split(',').map(one => one.trim()).filter(Boolean),
    drop: process.env.GONGZHI_DROP ? resolve(process.env.GONGZHI_DROP) : join(home.folder, 'drop'), senders: configuredSenders(process.env), elsewhere: elsewhereOf(process.env), address: addressOf({ host, port }),
    log: (line, error) => console.error(line, error instanceof Error ? error.message : error ?? ''),
  })
  try {
    const warning = platform.settings.demonstration ? null : addressWarning(host)
    if (warning) console.error(`\n${warning}\n`)
    const app = await listen(platform, {
      port, host, web, proxies, logLevel: process.env.GONGZHI_LOG ?? 'warn', rateLimits: process.env.GONGZHI_RATE_LIMITS !== 'off',
    })
    return { address: `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`, stop: async () => { await app.close(); await platform.close() } }
  } catch (error) {
    await platform.close()
    throw error
  }
}

export interface LoadOptions { readonly adminUrl: string; readonly databaseUrl: string; readonly home: Home; readonly progress: Progress }

/** Loads the places of the province and what every deployment rests on; answers how many places were new. */
export async function importPlaces({ adminUrl, progress }: Pick<LoadOptions, 'adminUrl' | 'progress'>): Promise<number> {
  const admin = asOwner(adminUrl)
  try {
    const loaded = await importTree(admin)
    await layGround(admin)
    progress.end(loaded > 0 ? `${loaded} 个地区` : '已是最新')
    return loaded
  } finally {
    await admin.end()
  }
}

/** Empties a demonstration's database and its folder of uploads. */
export async function emptyAll({ adminUrl, home }: Pick<LoadOptions, 'adminUrl' | 'home'>): Promise<void> {
  const admin = connect({ url: adminUrl, max: 1, name: 'gongzhi-setup' })
  try {
    await emptyDemonstration(admin)
    for (const name of await readdir(home.uploads).catch(() => [])) await rm(join(home.uploads, name), { recursive: true, force: true })
  } finally {
    await admin.end()
  }
}

/** Brings rows at codes that no longer stand to where their place is now; answers how many codes were mended. */
export async function mendPlaces(adminUrl: string): Promise<number> {
  const admin = asOwner(adminUrl)
  try {
    return (await mendStrays(admin)).length
  } finally {
    await admin.end()
  }
}

/** Says that this house is no demonstration; throws a sentence where it is one. */
export async function inEarnest(adminUrl: string): Promise<void> {
  const admin = asOwner(adminUrl)
  try {
    await beInEarnest(admin)
  } finally {
    await admin.end()
  }
}

/** What the house lives by: whether it is a demonstration, and whether anybody was appointed. */
export async function standing(adminUrl: string): Promise<{ nature: Awaited<ReturnType<typeof nature>>; appointed: boolean }> {
  const admin = asOwner(adminUrl)
  try {
    const [one] = await admin`select 1 from territory.mandate limit 1`
    return { nature: await nature(admin), appointed: one !== undefined }
  } finally {
    await admin.end()
  }
}

/** Lays first seats in the house; `told` hears of each when it is done. Throws sentences. */
export const appoint = (to: Opened, seats: readonly FirstSeat[], how: { by: string; again: boolean }, told: (laid: Laid) => void): Promise<void> =>
  founding(to, parts => laySeats(parts, seats, how, told))

/** A new initial password for whom nobody at the desk can help. Throws sentences. */
export const reset = (to: Opened, login: string, how: { by: string; reason: string }): Promise<Issued> => founding(to, parts => resetFirst(parts, login, how))

type Opened = Omit<LoadOptions, 'progress'>

async function founding<T>({ adminUrl, databaseUrl, home }: Opened, work: (parts: Founding) => Promise<T>): Promise<T> {
  const admin = asOwner(adminUrl)
  const secrets = readSecrets(home)
  try {
    await beInEarnest(admin)
    const platform = await openPlatform({ url: databaseUrl, secrets, uploads: home.uploads, connections: 2 })
    try {
      return await work({ house: platform.house, admin, vault: vaultOf(secrets) })
    } finally {
      await platform.close()
    }
  } finally {
    await admin.end()
  }
}

/** Loads the demonstration people unless they are there; answers how many people came. */
export async function seed({ adminUrl, databaseUrl, home, progress }: LoadOptions): Promise<number> {
  const admin = asOwner(adminUrl)
  try {
    // One scale for both: loading is the first two fifths of it, the past that is told through the house the rest.
    let step = 0
    const [whole, loading, steps] = [100, 40, 5]
    const secrets = readSecrets(home)
    const loaded = await loadDemonstration(admin, vaultOf(secrets), () => progress.to(Math.min(loading, Math.round((loading * ++step) / steps)), whole))
    await tellDemonstration({ admin, url: databaseUrl, secrets, uploads: home.uploads, log: (done, all) => progress.to(loading + Math.floor(((whole - loading) * done) / all), whole) })
    const [row] = await admin<{ n: number }[]>`select count(*)::int as n from registry.person`
    progress.end(loaded ? `${row!.n} 人` : '已在库中')
    return loaded ? row!.n : 0
  } finally {
    await admin.end()
  }
}

/** How to log in as the people of the demonstration, one line each; none outside of it. */
export async function demoLogins({ adminUrl }: { adminUrl: string; home: Home }): Promise<string[]> {
  const admin = asOwner(adminUrl)
  try {
    if (await nature(admin) !== 'demonstration') return []
    const logins = castList.filter(one => one.login)
    return [`演示账号（密码都是 ${demoPassword}，工作人员的动态验证码见登录页或 npx gongzhi totp 账号）：`,
      ...logins.map(one => `${one.login!.padEnd(16)} ${one.label}`)]
  } finally {
    await admin.end()
  }
}
