import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { record } from '../../server/ground/ledger/index.ts'
import { identityHash, recordLook } from '../../server/ground/registry/index.ts'
import type { Vault } from '../../server/kernel/crypto/index.ts'
import type { Sql } from '../../server/kernel/db/index.ts'
import { House } from '../../server/kernel/house.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Module } from '../../server/kernel/module.ts'
import { Rights } from '../../server/kernel/rights.ts'
import { systemSeat, type Claim, type Seat } from '../../server/kernel/seat.ts'
import { accountModule, authenticate, createAccount, demoSecret, loadDemoAccounts } from '../../server/modules/account/index.ts'
import { messageModule } from '../../server/modules/message/index.ts'
import { scratch, type Scratch } from '../scratch.ts'

export const places = {
  '32': '江苏省', '3299': '演示市', '329901': '柳湖区', '329902': '望江县', '329901001': '柳湖街道', '329902001': '鹭滩街道',
  '329901001001': '荷风社区', '329902001001': '鹭滩社区',
} as const
const levels: Record<number, string> = { 2: 'province', 4: 'city', 6: 'county', 9: 'town', 12: 'community' }

/** Some people with what they hold; the number is their identity in the registry. */
export interface Somebody { key: string; id: string; name: string; number: string; place: string; seats: { office: string; place: string }[] }
const somebody = (n: number, key: string, name: string, place: string, ...seats: { office: string; place: string }[]): Somebody =>
  ({ key, name, place, seats, id: `00003299-0000-7000-8000-${String(n).padStart(12, '0')}`, number: `3299011970010100${String(n).padStart(2, '0')}` })
export const people = {
  mei: somebody(1, 'shenmei', '沈梅', '329901001001'),
  ming: somebody(2, 'luyiming', '陆一鸣', '329901001001'),
  jiang: somebody(3, 'jiangmin', '蒋敏', '329901001001', { office: 'window_clerk', place: '329901001001' }),
  song: somebody(4, 'songjia', '宋佳', '329901001001', { office: 'window_clerk', place: '329901001001' }),
  shao: somebody(5, 'shaojun', '邵军', '329901001001', { office: 'county_admin', place: '329901' }),
  wang: somebody(6, 'wangjiang', '汪江', '329902001001', { office: 'county_admin', place: '329902' }),
  luo: somebody(7, 'luoyi', '罗毅', '329901001001', { office: 'security_admin', place: '32' }),
  he: somebody(8, 'helan', '贺兰', '329901001001', { office: 'auditor', place: '32' }),
  zhang: somebody(9, 'zhangwen', '章文', '329901001001', { office: 'street_examiner', place: '329901001' }),
} as const

export interface SmallHouse extends Omit<Scratch, 'adminUrl' | 'url'> {
  house: House
  uploads: string
  seat(claim?: Claim & { address?: string }): Promise<Seat>
  /** Calls under a fresh idempotency key. */
  call<T = Record<string, unknown>>(seat: Seat, name: string, input?: unknown): Promise<T>
  /** Logs in, with the second factor where there is one, and answers the token. */
  enter(login: string): Promise<string>
  mandateOf(person: string): Promise<string>
  /** What the house takes for now, `at` an instant if not null; it moves the codes, not the database's time. */
  clock: { ahead: number; at: number | null; now(): Date }
}

/** What the room of people declares of the window; that room is not part of these stories. */
const window: Module = { name: 'window', offices: { window_clerk: ['window.serve'] }, operations: [] }

export const password = 'Gongzhi-demo-2026'

/** An empty database with some people in it, and a house of two modules. */
export async function smallHouse(options: { demonstration?: boolean; more?: Module[] } = {}): Promise<SmallHouse> {
  const empty = await scratch()
  const { admin, database, vault } = empty
  await settle(admin, vault)
  const uploads = mkdtempSync(join(tmpdir(), 'gongzhi-uploads-'))
  const clock = { ahead: 0, at: null as number | null, now: () => new Date((clock.at ?? Date.now()) + clock.ahead) }
  let rights = new Rights([])
  const modules: Module[] = [accountModule({
    database, verbsOf: office => rights.of(office), report: lockout => void house.call(systemSeat, 'account.lockout', lockout),
  }), messageModule({ vault, senders: [] }), window, ...options.more ?? []]
  rights = new Rights(modules.map(module => module.offices))
  const house = new House({
    database, rights, vault, recorder: { command: record, look: recordLook }, settings: { demonstration: options.demonstration ?? true, uploads },
    operations: modules.flatMap(module => module.operations), constraints: Object.assign({}, ...modules.map(module => module.constraints ?? {})), clock: clock.now,
  })
  const authenticated = authenticate(database)
  const seat = (claim: Claim & { address?: string } = {}) => authenticated(claim)
  const call = <T>(at: Seat, operation: string, input: unknown = {}) => house.call(at, operation, input, { key: newId() }) as Promise<T>
  return {
    admin, database, vault, house, uploads, seat, call, clock,
    async enter(login) {
      const { token, needs_second_factor } = await call<{ token: string; needs_second_factor: boolean }>(await seat(), 'account.login', { login, password })
      if (!needs_second_factor) return token
      // Whoever comes twice within half a minute needs the next code, and the one after that a later time.
      for (let tries = 0; ; tries++) {
        const [{ code }] = await demoCode(login) as [{ code: string }]
        try {
          return (await call<{ token: string }>(await seat({ token }), 'account.verify', { code })).token
        } catch (error) {
          if (tries > 2) throw error
          clock.ahead += 30_000
        }
      }
    },
    async mandateOf(person) {
      const [row] = await admin<{ id: string }[]>`select id from territory.mandate where person = ${person} and revoked_at is null order by granted_at, id limit 1`
      return row!.id
    },
    async close() {
      await empty.close()
      rmSync(uploads, { recursive: true })
    },
  }

  async function demoCode(login: string): Promise<{ code: string }[]> {
    const { logins } = await call<{ logins: { login: string; code: string }[] }>(await seat(), 'account.demo_logins')
    return logins.filter(each => each.login === login)
  }
}

async function settle(admin: Sql, vault: Vault): Promise<void> {
  for (const [code, name] of Object.entries(places)) {
    await admin`insert into territory.place (id, code, name, display, level, kind, parent, pinyin, initials, valid_from)
      values (${newId()}, ${code}, ${name}, ${name}, ${levels[code.length]!}, '演示', null, 'x', 'x', '2000-01-01')`
  }
  for (const { id, name, number, place } of Object.values(people)) {
    const county = place.slice(0, 6)
    await admin`insert into registry.person (county, id, place, name, pinyin, initials, sex, birth_date, identity_kind, identity_sealed, identity_masked)
      values (${county}, ${id}, ${place}, ${name}, 'x', 'x', '1', '1970-01-01', 'resident', 'x', 'x')`
    await admin`insert into registry.identity (hash, person, county) values (${identityHash(vault, number)}, ${id}, ${county})`
  }
  await loadDemoAccounts(admin, vault, Object.values(people).map(({ id, key, name, seats }) => {
    const [first, ...also] = seats
    return { key, person: id, name, login: key, label: name, ...first, also }
  }))
}

export { createAccount, demoSecret }
