import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InputOf, Operation, OutputOf } from '../contract/kernel.ts'
import type { ProblemCode } from '../contract/problems.ts'
import { loginRole } from '../server/db/roles.ts'
import { cast, generate, type CastKey, type DemoPerson } from '../server/demo/index.ts'
import { connect, type Sql } from '../server/kernel/db/index.ts'
import { newId } from '../server/kernel/ids.ts'
import { Problem } from '../server/kernel/problem.ts'
import { publicSeat, type Seat } from '../server/kernel/seat.ts'
import { openPlatform, type Platform, type PlatformOptions } from '../server/main.ts'
import { appPassword, inDatabase, template, testSecrets } from './secrets.ts'

/** A house of its own for one test file: a copy of the template, served for real; time can be set. */
export interface TestHouse {
  platform: Platform
  admin: Sql
  databaseUrl: string
  uploads: string
  /** Where files are exchanged. */
  drop: string
  /** The instant that commands see; null: now. */
  at: string | null
  /** Calls an operation from a seat, through the real request function; a command gets a key of its own unless one is given. */
  call<Op extends Operation>(seat: Seat, operation: Op, input: InputOf<Op>, key?: string): Promise<OutputOf<Op>>
  /** The seat of somebody of the cast: the first office, or the one named; `self` is the person's own chair. */
  seat(key: CastKey, office?: string): Seat
  self(key: CastKey): Seat
  /** The chair of a person served by a clerk, as an attendance gives it. */
  serving(clerk: CastKey, attendance: { attendance: string; person: string; name: string }): Seat
  close(): Promise<void>
}

const world = generate()
/** Somebody of the demonstration's population. */
export const personOf = (key: CastKey): DemoPerson => world.persons.find(one => one.id === cast[key].person)!
/** Everybody of the demonstration. */
export const population = world

/** Opens a house on a fresh copy of the template. */
export async function openTestHouse(options: Pick<PlatformOptions, 'networks' | 'senders' | 'elsewhere'> = {}): Promise<TestHouse> {
  const adminUrl = process.env.GONGZHI_TEST_ADMIN_URL
  if (!adminUrl) throw new Error('GONGZHI_TEST_ADMIN_URL names no PostgreSQL; run npm test')
  const name = `story_${randomBytes(6).toString('hex')}`
  const root = connect({ url: adminUrl, max: 1 })
  await root.unsafe(`create database ${name} template ${template}`)
  const admin = connect({ url: inDatabase(adminUrl, name), max: 3 })
  const uploads = mkdtempSync(join(tmpdir(), 'gongzhi-story-'))
  const drop = mkdtempSync(join(tmpdir(), 'gongzhi-drop-'))
  const databaseUrl = inDatabase(adminUrl, name, { user: loginRole(template), password: appPassword })
  const mandates = await admin<{ id: string; person: string; office: string; place: string }[]>`select id, person, office, place from territory.mandate`
  const house: TestHouse = {
    admin, uploads, drop, databaseUrl, at: null,
    platform: await openPlatform({ url: databaseUrl, secrets: testSecrets, uploads, drop, connections: 8, ...options, clock: () => (house.at ? new Date(house.at) : new Date()) }),
    call: (seat, operation, input, key = newId()) =>
      house.platform.house.call(seat, operation.name, input, { key }) as Promise<OutputOf<typeof operation>>,
    seat: (key, office) => deskOf(mandates, key, office),
    self: key => selfOf(cast[key]),
    serving: (clerk, { attendance, person, name: served }) => {
      const seat = deskOf(mandates, clerk)
      return { ...seat, chair: 'self', person, personName: served, attendance }
    },
    close: async () => {
      await house.platform.close()
      await admin.end()
      await root.unsafe(`drop database ${name} with (force)`)
      await root.end()
      for (const folder of [uploads, drop]) rmSync(folder, { recursive: true, force: true })
    },
  }
  return house
}

function deskOf(mandates: readonly { id: string; person: string; office: string; place: string }[], key: CastKey, office?: string): Seat {
  const { person, name } = cast[key]
  const mandate = mandates.find(one => one.person === person && (!office || one.office === office))
  if (!mandate) throw new Error(`${name} has no seat ${office ?? ''}`)
  return {
    chair: 'desk', office: mandate.office, place: mandate.place, actor: person, actorName: name, person: null, personName: null,
    mandate: mandate.id, attendance: null,
  }
}

const selfOf = ({ person, name }: { person: string; name: string }): Seat => ({
  chair: 'self', office: 'resident', place: '32', actor: person, actorName: name, person, personName: name, mandate: null, attendance: null,
})

export { publicSeat }

/** What a call was refused with; throws when it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<Problem> {
  try {
    await call
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nobody refused')
}

/** The code of a refusal. */
export const refused = async (call: Promise<unknown>): Promise<ProblemCode> => (await refusal(call)).code
