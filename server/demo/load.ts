import { countyOf } from '../kernel/seat.ts'
import type { Vault } from '../kernel/crypto/index.ts'
import type { Query, Sql } from '../kernel/db/index.ts'
import { identityHash, nameLetters } from '../ground/registry/index.ts'
import { copyIn } from './load.copy.ts'
import { assertionsOf, type AssertionLine } from './load.facts.ts'
import type { DemoPlace, DemoWorld } from './types.ts'

export interface LoadOptions {
  /** Enters the places of the corner; the territory room's work, given from above. */
  addPlaces(places: readonly DemoPlace[]): PromiseLike<unknown>
  log?: (line: string) => void
}

/**
 * Loads the demonstration's people, homes, bodies and facts as the owner of the tables, in one transaction that ends by
 * saying that this database is a demonstration. Done once it does nothing and answers false. Every fact passes the same
 * check as one that is typed in; what is sealed in the registry is sealed here.
 */
export async function loadDemo(admin: Sql, world: DemoWorld, vault: Vault, { addPlaces, log = () => undefined }: LoadOptions): Promise<boolean> {
  if (await isLoaded(admin)) return false
  if (await isReal(admin)) throw new Error('这个平台是正式的，不载入演示数据。')
  await addPlaces(world.places)
  const people = persons(world, vault)
  log(`演示数据：${world.persons.length} 人，${people.assertions.length} 条信息已加密待写入`)
  const loaded = await admin.begin(async tx => {
    await tx`set local role gongzhi_owner`
    await tx`select pg_advisory_xact_lock(3299322)`
    if (await isLoaded(tx)) return false
    await homes(tx, world)
    await copyIn(tx, 'registry.person', people.rows)
    await copyIn(tx, 'registry.identity', people.hashes)
    log('演示数据：人员和家庭已写入')
    await copyIn(tx, 'registry.assertion', people.assertions)
    log('演示数据：人员信息已写入')
    await bodies(tx, world)
    await counts(tx, world)
    await tx`insert into kernel.deployment (key, value) values ('demonstration', 'true') on conflict (key) do update set value = excluded.value`
    return true
  })
  if (!loaded) return false
  // the owner's tables are as new to the planner as to us
  await admin.unsafe('analyze registry.person, registry.assertion, registry.identity, registry.household, registry.member, registry.dwelling, kernel.counter')
  log('演示数据：写入完成')
  return true
}

/** A house that was begun in earnest bears no demonstration, ever. */
async function isReal(sql: Query): Promise<boolean> {
  const [row] = await sql<{ value: unknown }[]>`select value from kernel.deployment where key = 'demonstration'`
  return row?.value === false
}

async function isLoaded(sql: Query): Promise<boolean> {
  const [row] = await sql<{ value: unknown }[]>`select value from kernel.deployment where key = 'demonstration'`
  return row?.value === true
}

function persons(world: DemoWorld, vault: Vault) {
  const rows: Record<string, string | number | null>[] = []
  const hashes: Record<string, string>[] = []
  const assertions: AssertionLine[] = []
  for (const one of world.persons) {
    const { id, place, name, sex, birth_date, resides, living } = one
    const county = countyOf(place)
    const written = assertionsOf(one, vault, world.as_of)
    assertions.push(...written.lines)
    rows.push({
      county, id, place, name, ...nameLetters(name), sex, birth_date, resides, living, address: one.facts['person.residence_address']?.value ?? null,
      identity_kind: 'citizen', identity_sealed: written.identity.sealed, identity_masked: written.identity.masked,
      phone_masked: written.phone?.masked ?? null, registered_at: written.first,
    })
    hashes.push({ hash: identityHash(vault, one.id_number), person: id, county })
  }
  return { rows, hashes, assertions }
}

async function homes(sql: Query, { dwellings, households, members }: DemoWorld): Promise<void> {
  const placed = new Map(households.map(one => [one.id, one.place]))
  await copyIn(sql, 'registry.dwelling', dwellings.map(one => ({ county: countyOf(one.place), ...one })))
  await copyIn(sql, 'registry.household', households.map(one => ({ county: countyOf(one.place), ...one })))
  await copyIn(sql, 'registry.member', members.map(({ household, person, relation, from }) => {
    const place = placed.get(household)!
    return { county: countyOf(place), household, person, place, relation, since: from }
  }))
}

async function bodies(sql: Query, { organisations, posts, memberships, persons }: DemoWorld): Promise<void> {
  const placed = new Map(organisations.map(one => [one.id, one.place]))
  const placeOfPost = new Map(posts.map(one => [one.id, placed.get(one.organisation)!]))
  const names = new Map(persons.map(one => [one.id, one.name]))
  await copyIn(sql, 'registry.organisation', organisations.map(one => ({ county: countyOf(one.place), ...one })))
  await copyIn(sql, 'registry.post', posts.map(one => {
    const place = placed.get(one.organisation)!
    return { county: countyOf(place), place, ...one }
  }))
  await copyIn(sql, 'registry.membership', memberships.map(({ post, person, from, to }, i) => {
    const place = placeOfPost.get(post)!
    return { county: countyOf(place), id: membershipId(post, i), place, post, person, person_name: names.get(person)!, since: from, until: to }
  }))
}

/** A membership has no id of its own in the world: its post's, with its ordinal in the last digits, so that every load agrees. */
const membershipId = (post: string, ordinal: number): string => post.slice(0, 24) + (0xf00000000000 + ordinal).toString(16)

async function counts(sql: Query, { persons }: DemoWorld): Promise<void> {
  const towns = new Map<string, number>()
  for (const { place } of persons) towns.set(place.slice(0, 9), (towns.get(place.slice(0, 9)) ?? 0) + 1)
  for (const [town, n] of towns) await sql`select kernel.bump(${town}, 'person', array['resident'], array[${n}::integer])`
}
