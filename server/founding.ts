import { grant, LoginName, openAccount, resetAccount, type Issued } from '../contract/account.ts'
import { isHeldAt, officeName, offices } from '../contract/glossary.ts'
import { parseIdentity } from '../contract/identifiers.ts'
import type { InputOf, Operation, OutputOf } from '../contract/kernel.ts'
import { levelNames, levels, Place } from '../contract/kernel.ts'
import { register } from '../contract/person.ts'
import { beijingDay } from '../contract/time.ts'
import { identityHash } from './ground/registry/index.ts'
import { placesByCode } from './ground/territory/index.ts'
import type { Vault } from './kernel/crypto/index.ts'
import type { Sql } from './kernel/db/index.ts'
import type { House } from './kernel/house.ts'
import { newId } from './kernel/ids.ts'
import { founderSeat, type Seat } from './kernel/seat.ts'

/** One line of the list of first seats: who, in which office, where, by which paper, and where that person lives. */
export interface FirstSeat {
  line: number; name: string; identity: string; office: string; place: string; login: string; basis: string; home: string; address: string
}
/** What became of a line; `password` is told this once, and null where the person had an account already. */
export interface Laid { name: string; office_name: string; place: string; login: string; password: string | null; until: string | null }

/** What whoever lays a house brings: the house itself, and the owner's connection, which sees whether anybody is there. */
export interface Founding { house: House; admin: Sql; vault: Vault }

/** The heading of the list. */
export const columns = ['姓名', '证件号码', '岗位', '任职地区代码', '账号', '任命依据', '居住社区代码', '住址'] as const
/** The administrators without whom nobody can go on from the desk. */
const first = 'security_admin'
const threeAdmins = [first, 'province_admin', 'auditor']

const officeOf = (word: string): string | undefined =>
  Object.entries(offices).find(([office, { zh, level }]) => level !== null && (zh === word || office === word))?.[0]

/** Reads the list, a CSV under `columns`. Throws one sentence per wrong line, all of them at once. */
export function readSeats(csv: string): FirstSeat[] {
  const [head, ...lines] = csv.replace(/^\ufeff/, '').split(/\r?\n/)
  if (head?.split(',').map(cell => cell.trim()).join() !== columns.join()) throw new Error(`名单第一行应是：${columns.join(',')}`)
  const read = lines.flatMap((text, i) => text.trim() === '' ? [] : [lineOf(text, i + 2)])
  if (read.length === 0) throw new Error('名单里还没有人。')
  const faults = read.flatMap(one => 'fault' in one ? [one.fault] : [])
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return read as FirstSeat[]
}

function lineOf(text: string, line: number): FirstSeat | { fault: string } {
  const cells = text.split(',').map(cell => cell.trim())
  const fault = (reason: string) => ({ fault: `第 ${line} 行：${reason}` })
  if (cells.length !== columns.length || text.includes('"')) return fault(`应有 ${columns.length} 栏，内容里不能有英文逗号和引号`)
  const empty = columns.filter((_, i) => cells[i] === '')
  if (empty.length > 0) return fault(`请填写${empty.join('、')}`)
  const [name = '', identity = '', word = '', place = '', login = '', basis = '', home = '', address = ''] = cells
  const number = parseIdentity(identity)
  if (!number.ok) return fault(number.reason)
  const office = officeOf(word)
  if (!office) return fault(`没有“${word}”这个岗位，可以写：${Object.values(offices).flatMap(({ zh, level }) => level === null ? [] : [zh]).join('、')}`)
  if (!Place.safeParse(place).success || !isHeldAt(office, levelNames.find(level => levels[level] === place.length)!)) return fault(`“${word}”不设在 ${place} 这一级，请核对任职地区代码（省 2 位，设区市 4 位，县 6 位，镇街 9 位，村和社区 12 位）`)
  if (!Place.safeParse(home).success || home.length < levels.community) return fault('居住社区代码是 12 位的村（社区）代码')
  const named = LoginName.safeParse(login)
  if (!named.success) return fault(named.error.issues[0]!.message)
  return { line, name, identity, office, place, login, basis, home, address }
}

/**
 * Lays first seats through the house's own operations, so that every act is in the record in the name of `by`: the person is
 * registered, appointed, given an account. What stands already is left, so that a list may be repeated; nothing is begun while
 * something in the list cannot be. Throws sentences. `told` hears of each line when it is done.
 */
export async function laySeats(parts: Founding, seats: readonly FirstSeat[], { by, again }: { by: string; again: boolean }, told: (laid: Laid) => void): Promise<void> {
  const { admin } = parts
  const [{ free } = { free: false }] = await admin<{ free: boolean }[]>`select pg_try_advisory_lock(3299326) as free`
  if (!free) throw new Error('另一个人正在设立岗位，请等它结束。')
  try {
    await checkBeginning(parts, seats, again)
    await checkSeats(admin, seats)
    for (const seat of seats) {
      try {
        told(await lay(parts, founderSeat(by), seat))
      } catch (error) {
        throw new Error(`第 ${seat.line} 行（${seat.name}）没有办成：${error instanceof Error ? error.message : String(error)} 前面各行已经办成；改好后加上 --again 再运行，已经办成的不会重复。`, { cause: error })
      }
    }
  } finally {
    await admin`select pg_advisory_unlock(3299326)`
  }
}

/** Who was appointed goes on from the desk; and without one who may appoint nobody could. */
async function checkBeginning({ admin }: Founding, seats: readonly FirstSeat[], again: boolean): Promise<void> {
  const there = await admin<{ name: string }[]>`
    select person_name as name from territory.mandate where office = ${first} and revoked_at is null and (valid_to is null or valid_to >= ${beijingDay(new Date().toISOString())}::date)`
  if (there.length > 0 && !again) {
    throw new Error(`平台已有${officeName(first)}（${there.map(one => one.name).join('、')}），以后的任命和账号由管理员登录后在“任职”里办理。确实要由部署人员再设岗位，请加上 --again。`)
  }
  if (there.length === 0 && !seats.some(seat => seat.office === first)) throw new Error(`名单里要有${officeName(first)}：以后的任命和账号都由这个岗位办理。`)
}

/** What one line cannot see: the places stand, nobody holds two of the three, a login is one person's. */
async function checkSeats(admin: Sql, seats: readonly FirstSeat[]): Promise<void> {
  const known = new Set((await placesByCode(admin, seats.flatMap(seat => [seat.place, seat.home]))).map(place => place.code))
  const logins = new Map(seats.map(seat => [seat.login, seat.identity]))
  const faults = seats.flatMap(seat => {
    const lost = [seat.place, seat.home].find(code => !known.has(code))
    if (lost) return [`第 ${seat.line} 行：没有代码是 ${lost} 的地区`]
    if (logins.get(seat.login) !== seat.identity) return [`第 ${seat.line} 行：账号 ${seat.login} 写给了两个人`]
    if (!threeAdmins.includes(seat.office)) return []
    const other = seats.find(one => one.identity === seat.identity && one.office !== seat.office && threeAdmins.includes(one.office))
    return other ? [`第 ${seat.line} 行：${officeName(seat.office)}和${officeName(other.office)}不能是同一个人`] : []
  })
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/**
 * A new initial password for a member of the first office, above whom nobody at the desk stands; everybody else's is an
 * administrator's to reset. Throws sentences.
 */
export async function resetFirst({ house, admin }: Omit<Founding, 'vault'>, login: string, { by, reason }: { by: string; reason: string }): Promise<Issued> {
  const [held] = await admin<{ id: string }[]>`
    select m.id from account.account a join territory.mandate m on m.person = a.person and m.office = ${first} and m.revoked_at is null where a.login = ${login} and a.staff`
  if (!held) throw new Error(`${login} 不是${officeName(first)}的账号。其他账号由管理员登录后在“任职”里重置。`)
  return await house.call(founderSeat(by), resetAccount.name, { mandate: held.id, reason }, { key: newId() }) as Issued
}

async function lay({ house, admin, vault }: Founding, founder: Seat, seat: FirstSeat): Promise<Laid> {
  const call = <Op extends Operation>(operation: Op, input: InputOf<Op>) => house.call(founder, operation.name, input, { key: newId() }) as Promise<OutputOf<Op>>
  const { name, identity, office, place, basis, login } = seat
  const number = parseIdentity(identity)
  const hash = identityHash(vault, number.ok ? number.number : identity)
  const [known] = await admin<{ person: string }[]>`select person from registry.identity where hash = ${hash}`
  const person = known?.person ?? (await call(register, { name, identity, place: seat.home, address: seat.address, purpose: '设立首批岗位' })).id
  const [held] = await admin<{ id: string }[]>`
    select id from territory.mandate where person = ${person} and office = ${office} and place = ${place} and revoked_at is null and valid_to is null`
  const mandate = held?.id ?? (await call(grant, { identity, name, office, place, basis, valid_from: beijingDay(house.now), valid_to: null })).id
  const [account] = await admin<{ login: string }[]>`select login from account.account where person = ${person} and staff`
  const laid = { name, office_name: officeName(office), place }
  return account ? { ...laid, login: account.login, password: null, until: null } : { ...laid, ...await call(openAccount, { mandate, login }) }
}
