import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import * as account from '../../contract/account.ts'
import * as ledger from '../../contract/ledger.ts'
import type { InputOf, Operation, OutputOf } from '../../contract/kernel.ts'
import * as people from '../../contract/person.ts'
import { columns, laySeats, readSeats, resetFirst, type Laid } from '../../server/founding.ts'
import { addPlaces } from '../../server/ground/territory/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { publicSeat, type Seat } from '../../server/kernel/seat.ts'
import { openPlatform, vaultOf, type Platform } from '../../server/main.ts'
import { codeFor } from '../../server/modules/account/index.ts'
import { asOwner, beInEarnest, layGround, loadDemonstration, nature } from '../../server/setup.ts'
import { population, refused } from '../house.ts'
import { scratch, type Scratch } from '../scratch.ts'
import { testSecrets } from '../secrets.ts'

// An empty house gets its first administrators from the command line; from there on people appoint people.

let empty: Scratch
let platform: Platform
let admin: ReturnType<typeof asOwner>
const uploads = mkdtempSync(join(tmpdir(), 'gongzhi-founding-'))
const home = '320106001001'
before(async () => {
  empty = await scratch()
  admin = asOwner(empty.adminUrl)
  await addPlaces(admin, [['32', '江苏省', '省'], ['3201', '南京市', '设区市'], ['320106', '鼓楼区', '市辖区'], ['320106001', '宁海路街道', '街道'], [home, '西康路社区', '居民委员会']]
    .map(([code, name, kind]) => ({ code: code!, name: name!, kind: kind! })), '2023-06-30')
  await layGround(admin)
  platform = await openPlatform({ url: empty.url, secrets: testSecrets, uploads, connections: 4 })
})
after(async () => {
  await platform?.close()
  await admin?.end()
  await empty?.close()
  rmSync(uploads, { recursive: true, force: true })
})

const [safe, system, reader, clerk, later] = population.persons.filter(one => one.birth_date > '1975' && one.birth_date < '1995').slice(0, 5) as [Person, Person, Person, Person, Person]
type Person = typeof population.persons[number]
const line = (one: Person, office: string, place: string, login: string, more: { identity?: string; home?: string } = {}) =>
  [one.name, more.identity ?? one.id_number, office, place, login, '任命文件〔2026〕1号', more.home ?? home, '西康路 1 号'].join(',')
const listOf = (...lines: string[]) => readSeats([columns.join(','), ...lines].join('\r\n'))
const three = () => listOf(line(safe, '省级安全管理员', '32', 'anquan'), line(system, '省级系统管理员', '32', 'xitong'), line(reader, '审计员', '32', 'shenji'))
const lay = async (seats: ReturnType<typeof listOf>, again = false): Promise<Laid[]> => {
  const done: Laid[] = []
  await laySeats({ house: platform.house, admin, vault: vaultOf(testSecrets) }, seats, { by: '周部署', again }, laid => done.push(laid))
  return done
}
const call = <Op extends Operation>(seat: Seat, operation: Op, input: InputOf<Op>) => platform.house.call(seat, operation.name, input, { key: newId() }) as Promise<OutputOf<Op>>

/** Through the first log-in as the pages lead it: initial password, one's own, second factor. */
async function firstLogin(login: string, initial: string, own: string): Promise<string> {
  const { token, step } = await call(publicSeat, account.login, { login, password: initial })
  assert.equal(step, 'password')
  const half = await platform.seatOf({ token })
  assert.equal(await refused(call(half, account.enrolment, {})), 'login.password_first')
  assert.equal((await call(half, account.changePassword, { current: initial, password: own })).step, 'enrol')
  const { secret } = await call(half, account.enrolment, {})
  return (await call(half, account.verify, { code: await codeFor(secret, 0, new Date().toISOString()) })).token
}
const deskOf = async (token: string): Promise<Seat> => {
  const { seats } = await call(await platform.seatOf({ token }), account.me, {})
  return platform.seatOf({ token, mandate: seats[0]!.mandate })
}

test('a list is read whole: every wrong line is named, in a sentence that says what to do', () => {
  assert.throws(() => readSeats('姓名,电话\n'), /名单第一行应是：姓名,证件号码,/)
  assert.throws(() => listOf(), /名单里还没有人/)
  const wrong = () => listOf(
    line(safe, '省级安全管理员', '32', 'anquan', { identity: `${safe.id_number.slice(0, -1)}${safe.id_number.endsWith('1') ? '2' : '1'}` }), line(system, '省长', '32', 'xitong'), line(reader, '审计员', '3201', 'shenji'),
    line(clerk, '社区工作者', home, 'A b'), line(clerk, '系统', '32', 'jiqi'), line(clerk, '部署人员', '32', 'jiqi'), line(clerk, '社区工作者', home, 'shequ', { home: '320106' }), `${clerk.name},,,`)
  assert.throws(wrong, (error: Error) => {
    const lines = error.message.split('\n')
    assert.deepEqual(lines.map(each => each.slice(0, 5)), [2, 3, 4, 5, 6, 7, 8, 9].map(n => `第 ${n} 行`))
    assert.match(lines[1]!, /没有“省长”这个岗位，可以写：网格员、/)
    assert.match(lines[2]!, /“审计员”不设在 3201 这一级/)
    assert.match(lines[5]!, /没有“部署人员”这个岗位/)
    return true
  })
})

test('nothing is begun while something in the list cannot be', async () => {
  await assert.rejects(lay(listOf(line(system, '省级系统管理员', '32', 'xitong'))), /名单里要有省级安全管理员/)
  await assert.rejects(lay(listOf(line(safe, '省级安全管理员', '32', 'anquan'), line(clerk, '社区工作者', '320106001009', 'shequ'))), /第 3 行：没有代码是 320106001009 的地区/)
  await assert.rejects(lay(listOf(line(safe, '省级安全管理员', '32', 'anquan'), line(safe, '审计员', '32', 'anquan'))), /省级安全管理员和审计员不能是同一个人/)
  await assert.rejects(lay(listOf(line(safe, '省级安全管理员', '32', 'anquan'), line(clerk, '社区工作者', home, 'anquan'))), /账号 anquan 写给了两个人/)
  const [rows] = await admin`select (select count(*) from registry.person) + (select count(*) from territory.mandate) + (select count(*) from account.account) as n`
  assert.equal(Number(rows!.n), 0)
})

const [owned, theirs] = ['Qihang-2026-xin', 'Xinfeng-2026-lai']
let initial = ''

test('an empty house: three administrators and a community worker, each with a password told once', async () => {
  assert.equal(await nature(admin), 'open')
  await beInEarnest(admin)
  const done = await lay([...three(), ...listOf(line(clerk, '社区工作者', home, 'shequ'))])
  assert.deepEqual(done.map(one => [one.name, one.office_name, one.place, one.login]), [
    [safe.name, '省级安全管理员', '32', 'anquan'], [system.name, '省级系统管理员', '32', 'xitong'], [reader.name, '审计员', '32', 'shenji'], [clerk.name, '社区工作者', home, 'shequ']])
  for (const one of done) assert.match(one.password!, /^[A-Za-z2-9]{4}-[A-Za-z2-9]{4}-[A-Za-z2-9]{4}$/)
  initial = done[0]!.password!
  const readers = await firstLogin('shenji', done[2]!.password!, owned)
  const { items } = await call(await deskOf(readers), ledger.list, { limit: 50, kind: 'work' })
  const acts = items.filter(item => item.office_name === '部署人员')
  assert.deepEqual(acts.map(item => `${item.operation_name} ${item.actor_name} ${item.office_name}`).sort(),
    ['任命', '开通账号', '登记居民'].flatMap(act => Array.from({ length: 4 }, () => `${act} 周部署 部署人员`)).sort())
  const [all] = await admin<{ text: string }[]>`select (select string_agg(e::text, ' ') from ledger.entry e) || (select coalesce(string_agg(i::text, ' '), '') from kernel.idempotency i) as text`
  assert.ok(done.every(one => !all!.text.includes(one.password!)))
  const clerks = await deskOf(await firstLogin('shequ', done[3]!.password!, theirs))
  await call(clerks, people.register, { name: later.name, identity: later.id_number, place: home, address: '西康路 9 号', purpose: '日常登记' })
})

test('whoever was made so goes on from the desk: own password, second factor, appoints and opens accounts', async () => {
  const desk = await deskOf(await firstLogin('anquan', initial, owned))
  assert.deepEqual([desk.office, desk.place], ['security_admin', '32'])
  assert.equal(await refused(call(publicSeat, account.login, { login: 'anquan', password: initial })), 'login.wrong')
  const { id } = await call(desk, account.grant, { identity: later.id_number, name: later.name, office: 'county_admin', place: '320106', valid_from: '2026-11-01', valid_to: null, basis: '任命文件' })
  const issued = await call(desk, account.openAccount, { mandate: id, login: 'gulou' })
  const below = await deskOf(await firstLogin('gulou', issued.password, 'Xinfeng-2027-lai'))
  assert.deepEqual([below.office, below.place], ['county_admin', '320106'])
})

test('once there are administrators the command refuses, unless told; then what stands is left as it is', async () => {
  await assert.rejects(lay(three()), new RegExp(`平台已有省级安全管理员（${safe.name}），以后的任命和账号由管理员登录后在“任职”里办理`))
  const again = await lay([...three(), ...listOf(line(later, '省级安全管理员', '32', 'ignored'))], true)
  assert.deepEqual(again.map(one => [one.login, one.password]), [['anquan', null], ['xitong', null], ['shenji', null], ['gulou', null]])
  const [counted] = await admin`select (select count(*) from registry.person)::int as people, (select count(*) from territory.mandate where revoked_at is null)::int as seats, (select count(*) from account.account)::int as accounts`
  assert.deepEqual({ ...counted }, { people: 5, seats: 6, accounts: 5 })
  await assert.rejects(lay(listOf(line({ ...reader, name: '别人' }, '省级业务指导', '32', 'kanban'))
    , true), /第 2 行（别人）没有办成：没有找到这个人，请核对姓名和证件号码/)
})

test('who lost password and telephone, and has nobody above, is helped by the command line, and nobody else is', async () => {
  const how = { by: '周部署', reason: '手机丢失，本人到场' }
  await assert.rejects(resetFirst({ house: platform.house, admin }, 'shenji', how), /shenji 不是省级安全管理员的账号。其他账号由管理员登录后在“任职”里重置/)
  const issued = await resetFirst({ house: platform.house, admin }, 'anquan', how)
  assert.equal(await refused(call(publicSeat, account.login, { login: 'anquan', password: owned })), 'login.wrong')
  await admin`update account.account set totp_last_step = 0` // this half minute's code was used above
  const desk = await deskOf(await firstLogin('anquan', issued.password, 'Qihang-2027-xin'))
  assert.equal(desk.office, 'security_admin')
  const [entry] = await admin<{ actor_name: string; office: string }[]>`select actor_name, office from ledger.entry where operation = 'account.reset'`
  assert.deepEqual({ ...entry }, { actor_name: '周部署', office: 'founder' })
})

test('a house in earnest never becomes a demonstration, nor a demonstration one in earnest', async () => {
  assert.equal(await nature(admin), 'earnest')
  await assert.rejects(loadDemonstration(admin, vaultOf(testSecrets)), /这个平台是正式的，不载入演示数据/)
  await admin`update kernel.deployment set value = 'true' where key = 'demonstration'`
  await assert.rejects(beInEarnest(admin), /这个库是演示环境，不能转为正式平台/)
})
