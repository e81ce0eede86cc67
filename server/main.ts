import type { FastifyInstance } from 'fastify'
import { createVault, type Vault } from './kernel/crypto/index.ts'
import { openDatabase, serverScope, type Database } from './kernel/db/index.ts'
import { House, type Recorder } from './kernel/house.ts'
import { createHttp } from './kernel/http/index.ts'
import type { Module } from './kernel/module.ts'
import type { Settings } from './kernel/operation.ts'
import { Rights } from './kernel/rights.ts'
import { systemSeat, type Seat, type Claim } from './kernel/seat.ts'
import { startSweeper, type Sweeper } from './kernel/sweeper.ts'
import type { Secrets } from './kernel/home.ts'
import { note } from './ground/burden/index.ts'
import { gateKeeper } from './ground/gate/index.ts'
import { record } from './ground/ledger/index.ts'
import { learnElements, personRecount, recordLook } from './ground/registry/index.ts'
import { caseRecount, provisionalClocks, recompute } from './engines/process/index.ts'
import type { Networks } from './engines/delivery/index.ts'
import { specimenSealer } from './engines/paper/index.ts'
import { accountCookies, accountModule, addressOf, authenticate, type Elsewhere } from './modules/account/index.ts'
import { integrationEvents, integrationModule, isKey, keySeats } from './modules/integration/index.ts'
import { elementModule } from './modules/element/index.ts'
import { exchangeModule } from './modules/exchange/index.ts'
import { householdModule } from './modules/household/index.ts'
import { ledger } from './modules/ledger/index.ts'
import { licenceModule } from './modules/licence/index.ts'
import { developmentSenders, messageModule, type Sender } from './modules/message/index.ts'
import { organisationModule } from './modules/organisation/index.ts'
import { personModule } from './modules/person/index.ts'
import { placeModule } from './modules/place/index.ts'
import { cases } from './modules/case/index.ts'
import { admission } from './modules/admission/index.ts'
import { burdenModule } from './modules/burden/index.ts'
import { resourceModule } from './modules/resource/index.ts'
import { catalogue } from './modules/catalogue/index.ts'
import { queue } from './modules/queue/index.ts'
import { byPass, rating } from './modules/rating/index.ts'
import { reportModule } from './modules/report/index.ts'
import { service } from './modules/service/index.ts'

/** Everything that serves: the house with all its modules, and what runs beside it. */
export interface Platform {
  house: House
  database: Database
  modules: readonly Module[]
  settings: Settings
  seatOf(claim: Claim & { address?: string | undefined }): Promise<Seat>
  sweeper: Sweeper
  close(): Promise<void>
}

export interface PlatformOptions {
  /** The address under which the serving role logs in, as `migrate` returned it. */
  url: string
  secrets: Secrets
  uploads: string
  connections?: number
  /** The public address, `https://gongzhi.example`: what a certificate's QR code leads to. */
  address?: string | undefined
  /** The time of day, for tests and for telling the demonstration's past. */
  clock?: () => Date
  log?: (line: string, error?: unknown) => void
  /** Networks that are not public and that webhooks may reach all the same: `loopback`, `10.0.0.0/8`. */
  networks?: Networks
  /** The folder in which files are exchanged with departments' systems; none are without it. */
  drop?: string | undefined
  /** The ways on which notices leave the house; in the demonstration, those that show what they would send. */
  senders?: readonly Sender[]
  /** The provider with which people log in besides (OpenID Connect). */
  elsewhere?: Elsewhere | undefined
}

/** The vault of a deployment: the national suite, keys from its secrets. */
export const vaultOf = (secrets: Secrets): Vault =>
  createVault({ suite: 'sm', keys: { k1: secrets.field_key }, current: 'k1', hashKey: secrets.hash_key })

/** A command enters the record, and what it cost and typed the burden ledger. */
const recorded: Recorder['command'] = (ctx, deed) => {
  const counted = note(ctx, deed)
  if (counted) ctx.defer(counted)
  return record(ctx, deed)
}

/** Opens the house: the only place that knows every module. Refuses a database role that could pass by row security. */
export async function openPlatform({ url, secrets, uploads, connections, address = 'http://localhost:8320', clock, log = () => undefined, networks = [], drop, senders, elsewhere }: PlatformOptions): Promise<Platform> {
  const database = await openDatabase({ url, ...(connections && { max: connections }) })
  const [deployed] = await database.door<{ demonstration: boolean }[]>`
    select coalesce((select value from kernel.deployment where key = 'demonstration'), 'false')::boolean as demonstration`
  await database.transact(serverScope, 'read', ({ sql }) => learnElements(sql))
  const settings: Settings = { demonstration: deployed!.demonstration, uploads }
  const vault = vaultOf(secrets)
  let rights = new Rights([])
  const modules: Module[] = [
    accountModule({
      database, elsewhere, verbsOf: office => rights.of(office),
      report: lockout => void house.call(systemSeat, 'account.lockout', lockout).catch(error => log('a lock-out was not recorded', error)),
    }),
    placeModule({ recompute, provisionalClocks, recounts: [personRecount, caseRecount] }), personModule({ database }), householdModule({ database }), organisationModule({ database }), elementModule, catalogue, service, cases, rating, queue, ledger, reportModule, exchangeModule({ uploads, vault }),
    admission, burdenModule, resourceModule,
    licenceModule({ database, addressOf, address, sealer: settings.demonstration ? specimenSealer : null }),
    messageModule({ vault, senders: senders ?? (settings.demonstration ? developmentSenders : []) }),
    integrationModule({ verbsOf: office => rights.of(office), vault, networks, drop: drop ?? null }),
  ]
  rights = new Rights(modules.map(module => module.offices))
  const sweeper = startSweeper(() => house, modules, log)
  const house: House = new House({
    database, rights, settings, vault, recorder: { command: recorded, look: recordLook }, keeper: gateKeeper(database),
    parts: Object.assign({}, ...modules.map(module => module.parts ?? {})),
    operations: modules.flatMap(module => module.operations),
    constraints: Object.assign({}, ...modules.map(module => module.constraints ?? {})),
    races: modules.flatMap(module => module.races ?? []),
    ring: () => sweeper.ring(), ...(clock && { clock }),
  })
  const [people, programs, passes] = [authenticate(database), keySeats(database), byPass(database)]
  return {
    house, database, modules, settings, sweeper, seatOf: claim => claim.pass ? passes(claim.pass) : isKey(claim.token) ? programs(claim) : people(claim),
    close: async () => { await sweeper.stop(); await database.close() },
  }
}

export interface ServeOptions { port: number; host?: string; web?: string; logLevel?: string; rateLimits?: boolean
  /** Whose word about the caller's address counts: addresses and networks of the proxies in front, or how many there are. */
  proxies?: string[] | number | undefined
}

/** Puts the platform on HTTP and listens. */
export async function listen(platform: Platform, { port, host = '0.0.0.0', web, logLevel = 'info', rateLimits = true, proxies }: ServeOptions): Promise<FastifyInstance> {
  const app = createHttp({
    house: platform.house, authenticate: platform.seatOf, settings: platform.settings, cookies: accountCookies, logLevel, web, events: integrationEvents,
    rateLimits: rateLimits ? undefined : null, trustProxy: proxies,
  })
  await app.listen({ port, host })
  return app
}
