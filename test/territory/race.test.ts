import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { identityCheck } from '../../contract/identifiers.ts'
import * as person from '../../contract/person.ts'
import * as place from '../../contract/place.ts'
import { cast, type CastKey } from '../../server/demo/index.ts'
import { mendStrays, reorganise, strayRows } from '../../server/ground/territory/index.ts'
import type { Query } from '../../server/kernel/db/index.ts'
import { newId, sha256 } from '../../server/kernel/ids.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, refused, type TestHouse } from '../house.ts'
import { settle } from './people.ts'

// Places are re-organised while people write. 329901001001 (荷风社区) becomes …066 and goes on being the same place.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const old = '329901001001', now066 = '329901001066'
/** A number that nobody has: of the demonstration's area, born in a year of its own. */
let born = 0
const number = (): string => {
  const day = new Date(Date.UTC(1960, 0, 1) + born++ * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
  const digits = `329901${day}941`
  return digits + identityCheck(digits)
}
const fresh = () => ({ name: '新来的', identity: number(), address: '荷花路1号', purpose: '登记新迁入居民', distinct: true })

/** A seat as a request gets it: by a session and a mandate. */
async function sit(key: CastKey): Promise<Seat> {
  const token = randomBytes(32).toString('base64url')
  await house.admin`insert into account.session (token_hash, account, second_factor, idle, expires_at)
    select ${sha256(token)}, id, true, interval '1 day', now() + interval '1 day' from account.account where person = ${cast[key].person}`
  return house.platform.seatOf({ token, mandate: house.seat(key).mandate! })
}
const conversion = (code: string, new_code: string) => ({ kind: 'converted', code, new_code, name: '荷风社区居委会', type: '居委会' }) as const
const convert = (code: string, new_code: string, effective: string) =>
  house.call(house.seat('yan'), place.reorganise, { event: conversion(code, new_code), effective, basis: '区政府批复' })
const homeOf = async (id: string) => (await house.admin<{ place: string }[]>`select place from registry.person where id = ${id}`)[0]?.place
/** Resolves to true when `work` has not ended within a while. */
const waits = (work: Promise<unknown>) => Promise.race([work.then(() => false, () => false), new Promise<boolean>(resolve => setTimeout(resolve, 400, true))])

/** A writer in the middle of its transaction: `let_go` has it write what comes after and commit. */
async function underWay(low: string, first: (sql: Query) => Promise<unknown>, then: (sql: Query) => Promise<unknown> = async () => undefined) {
  let let_go = (): void => undefined
  let begun = (): void => undefined
  const standing = new Promise<void>(resolve => { begun = resolve })
  const ended = house.platform.database.transact({ chair: 'desk', low, person: '', actor: cast.song.person }, 'write', async ({ sql }) => {
    await first(sql)
    await new Promise<void>(resolve => { let_go = resolve; begun() })
    await then(sql)
  })
  await Promise.race([standing, ended])
  return async () => { let_go(); await ended }
}

test('a rehearsal waits for nobody who writes there, and nobody waits for it', async () => {
  const writer = await underWay(old, sql => sql`update registry.household set number = number where place = ${old}`)
  // Had it to wait, it would be refused after ten seconds: the writer is let go only afterwards.
  const rehearsed = await house.call(house.seat('yan'), place.reorganise, { event: conversion(old, now066), effective: '2026-11-20', basis: '批复', rehearse: true })
  await writer()
  assert.ok(rehearsed.moved['registry.person']! > 0)

  const rehearsal = await underWay('32', sql => reorganise({ sql, now: new Date().toISOString() }, conversion(old, now066), '2026-11-20', '批复', { rehearse: true }))
  await Promise.all([house.call(house.seat('song'), person.register, { ...fresh(), place: old }), house.call(house.seat('xia'), person.register, { ...fresh(), place: '329901100200' })])
  await rehearsal()
})

test('whoever found a place before it moved is waited for; whoever sat down before sits where it now is', async () => {
  const before = await sit('song')
  const id = newId()
  let found = ''
  const writer = await underWay(old, async sql => { found = (await sql<{ code: string }[]>`select code from territory.place where code = ${old} and valid_to is null`)[0]!.code },
    sql => sql`insert into registry.dwelling (county, id, place, address, kind) values ('329901', ${id}, ${found}, '荷花路9号', 'flat')`)
  const moving = convert(old, now066, '2026-11-20')
  const waited = await waits(moving)
  await writer()
  await moving
  assert.equal(waited, true, 'the tree is not changed under somebody who writes')
  assert.equal((await house.admin<{ place: string }[]>`select place from registry.dwelling where id = ${id}`)[0]!.place, now066)

  // The seat was read before and is used after: it goes along, and the old code is no place any more.
  assert.equal(before.place, old)
  assert.equal(await refused(house.call(before, person.register, { ...fresh(), place: old })), 'right.missing')
  const { id: registered } = await house.call(before, person.register, { ...fresh(), place: now066 })
  assert.equal(await homeOf(registered), now066)
  const { renew: _, ...alone } = before
  assert.equal(await refused(house.call(alone, person.register, { ...fresh(), place: now066 })), 'seat.moved')
  assert.deepEqual(await strayRows(house.admin), [])
})

test('ten register at once while the community gets another code, and back: nobody and nothing stays behind', async () => {
  const token = randomBytes(32).toString('base64url')
  await house.admin`insert into account.session (token_hash, account, second_factor, idle, expires_at)
    select ${sha256(token)}, id, true, interval '1 day', now() + interval '1 day' from account.account where person = ${cast.song.person}`
  const mandate = house.seat('song').mandate!
  let going = true
  const done: string[] = []
  const odd: unknown[] = []
  const worker = async () => {
    while (going) {
      const seat = await house.platform.seatOf({ token, mandate })
      const code = seat.place
      await house.call(seat, person.register, { ...fresh(), place: code }).then(({ id }) => done.push(id), (error: { code?: string }) => {
        // The place named in the form went away between reading and sending: said, and nothing written.
        if (error.code !== 'right.missing' && error.code !== 'place.unknown') odd.push(error)
      })
    }
  }
  const workers = Array.from({ length: 10 }, worker)
  await new Promise(resolve => setTimeout(resolve, 300))
  await convert(now066, '329901001067', '2026-11-21')
  await new Promise(resolve => setTimeout(resolve, 300))
  going = false
  await Promise.all(workers)
  assert.deepEqual(odd, [])
  assert.ok(done.length > 10)
  assert.deepEqual(await strayRows(house.admin), [])
  const [home] = await house.admin<{ n: number }[]>`select count(*) as n from registry.person where id = any (${`{${done.join(',')}}`}::uuid[]) and place = '329901001067'`
  assert.equal(home!.n, done.length)
})

test('rows that somebody wrote past the house at an old code are brought to where their place is now', async () => {
  await settle(house.admin, old, 2)
  await settle(house.admin, `${old}001`, 1)
  assert.ok((await strayRows(house.admin)).length > 5)
  const [before] = await house.admin<{ n: number }[]>`select count(*) as n from process."case"`
  const mended = await mendStrays(house.admin)
  assert.deepEqual(mended.filter(one => one.place.startsWith(old)), [{ place: `${old}001`, to: '329901001067001' }, { place: old, to: '329901001067' }])
  assert.deepEqual(await strayRows(house.admin), [])
  const [after] = await house.admin<{ n: number }[]>`select count(*) as n from process."case" where place like '329901001067%' or ${1} = 1`
  assert.equal(after!.n, before!.n)
})
