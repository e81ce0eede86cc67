import { codes } from '../../../contract/codes.ts'
import { maskIdentity, maskName, normaliseNumber, oldestAge, parseIdentity, type Identity } from '../../../contract/identifiers.ts'
import { levels, within } from '../../../contract/kernel.ts'
import type { PersonRow, RosterRow } from '../../../contract/person.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { together } from '../../kernel/together.ts'
import { countyOf } from '../../kernel/seat.ts'
import type { z } from 'zod'
import { shadowsOf, writeFacts, type Provenance, type Subject } from './assert.ts'
import { alike } from './alike.ts'
import { findElement } from './elements.ts'
import { foundHousehold, joinHousehold, type Joining } from './households.ts'
import { wordOf } from './lists.ts'
import { ageOn, cleanName, nameKey } from './names.ts'
import { noteUnlike } from './life/unlike.ts'
import { identityHash, sealValue } from './seals.ts'
import { checkValues, type Given, type Value } from './values.ts'

/** A row of registry.person as far as pages need it, with where it lies. */
export interface PersonRecord extends Subject {
  name: string; sort_key: string; sex: string; birth_date: string; identity_masked: string; phone_masked: string | null
  place_name: string; address: string | null; living: string | null; resides: string; revision: number
}

/** The columns of a `PersonRecord`; the table is `p`, its place `t`. */
export const personColumns = (sql: Context['sql']) => sql`
  p.id, p.county, p.place, p.name, p.sort_key, p.sex, p.birth_date, p.identity_masked, p.phone_masked, p.address, p.living, p.resides,
  p.revision, coalesce(t.display, p.place) as place_name`

/** The person, if the seat may see them; null otherwise. Several who ask for the same one in one turn share the answer's statement. */
export const personOf: (ctx: Context, id: string) => Promise<PersonRecord | null> = together(async (ctx: Context, ids: readonly string[]) => {
  const found = new Map(await Promise.all([...new Set(ids)].map(async id => [id, await readPerson(ctx, id)] as const)))
  return ids.map(id => found.get(id) ?? null)
})

async function readPerson(ctx: Context, id: string): Promise<PersonRecord | null> {
  const [row] = await ctx.sql<PersonRecord[]>`
    select ${personColumns(ctx.sql)} from registry.person p
    left join territory.place t on t.code = p.place and t.valid_to is null where p.id = ${id} limit ${1}`
  return row ?? null
}

/** The home shard of a person, for set-up. */
export async function homeOf(admin: Query, id: string): Promise<string | null> {
  const [row] = await admin<{ county: string }[]>`select county from registry.person where id = ${id}`
  return row?.county ?? null
}

/** The person in whose self chair one sits: oneself, or whom one serves at a window. */
export const selfPerson = (ctx: Context): Promise<PersonRecord | null> =>
  ctx.seat.chair === 'self' && ctx.seat.person ? personOf(ctx, ctx.seat.person) : Promise.resolve(null)

/** A person as a page shows them: codes in words, age in completed years on the day of the request. */
export function toPersonRow(row: PersonRecord, now: string): z.infer<typeof PersonRow> {
  const { id, name, birth_date, identity_masked, phone_masked, place, place_name, address } = row
  const day = beijingDay(now)
  return {
    id, name, birth_date, identity_masked, phone_masked, place, place_name, address, age: ageOn(birth_date, day),
    sex: wordOf(codes.sex.id, row.sex, day), living: row.living && wordOf(codes.living.id, row.living, day), resides: wordOf('resides', row.resides, day),
  }
}

/** A person as a roster shows one; how one lives is told only to who keeps the roster. */
export function toRosterRow(row: PersonRecord, now: string, keeps: boolean): RosterRow {
  const { id, name, sex, age, identity_masked, place, place_name, living, resides } = toPersonRow(row, now)
  return { id, name, sex, age, identity_masked, place, place_name, living: keeps ? living : null, resides }
}

/** What of a person may be seen without a reason to open the record: enough to tell whether it is the one who is meant. */
export const coveredRow = (row: z.infer<typeof PersonRow>): z.infer<typeof PersonRow> =>
  ({ ...row, name: maskName(row.name), birth_date: null, phone_masked: null, address: null, living: null })

export interface Present extends Subject { name: string; identity_masked: string; birth_date: string; deceased: boolean }

/** Who has exactly this number, for the public chair at a log-in that another vouched for; null for an unknown or impossible one. */
export async function registeredAs(ctx: Context, number: string): Promise<string | null> {
  const [row] = await ctx.sql<{ person: string }[]>`select person from registry.registered(${identityHash(ctx.vault, normaliseNumber(number))})`
  return row?.person ?? null
}

/** The person whose number and name are both exactly these. One query whether the number is unknown or the name wrong. */
export async function personPresent(ctx: Context, number: string, name: string): Promise<Present | null> {
  const [row] = await ctx.sql<Present[]>`
    select person as id, county, place, name, identity_masked, birth_date, deceased
    from registry.present(${identityHash(ctx.vault, normaliseNumber(number))}, ${nameKey(name)})`
  return row ?? null
}

/**
 * Like `personPresent`, for a program of a department: only within the range of its seat. Somebody elsewhere, an unknown number
 * and a wrong name are one answer, `person.unknown`, so that nothing can be learnt of other places.
 */
export async function personWithin(ctx: Context, number: string, name: string): Promise<Present> {
  const person = await personPresent(ctx, number, name)
  if (!person || ctx.seat.chair !== 'desk' || !within(person.place, ctx.seat.place)) throw new Problem('person.unknown')
  return person
}

export interface Registration {
  name: string
  /** The number as it was typed. */
  identity: string
  /** A community or a grid. */
  place: string
  address: string
  phone?: string | undefined
  /** Needed for the old permanent residence card, whose number tells neither; must agree with any other number. */
  birth_date?: string | undefined
  sex?: '1' | '2' | undefined
  resides?: string | undefined
  /** An existing household and what the person is to its head (GB/T 4761); the head of a new one otherwise. */
  household?: string | undefined
  relation?: string | undefined
  /** Somebody compared: it is another person than the one who looks alike. */
  distinct?: boolean | undefined
}

type Registered = Subject & { household: string }

/**
 * Registers a person who is not yet known: the row, the keyed hash of the number, every core fact as an assertion, the
 * household, the count. Throws `identity.invalid`, `input.invalid`, `place.unknown`, `fact.value_invalid`; a number that is
 * known is refused by the constraint `identity_pkey` (`identity.taken`), so that of two who register at once one succeeds.
 */
export async function registerPerson(ctx: Context, input: Registration, from: Provenance): Promise<Registered> {
  const { sql, vault, now } = ctx
  const identity = identityOf(input, beijingDay(now))
  if (input.place.length < levels.community) throw invalid('place', '请选择到村（社区）或网格')
  const name = cleanName(input.name)
  const values = checkValues(coreFacts(input, name, identity), beijingDay(now))
  const person: Subject = { id: newId(), county: countyOf(input.place), place: input.place }
  const [joining, doubles] = await Promise.all([
    placeAndHousehold(ctx, input), alike(ctx, [{ name, birth_date: identity.birth_date, place: input.place, address: input.address }]),
  ])
  const double = doubles.get(0)
  if (double && !input.distinct && !(await isRegistered(ctx, identity.number))) throw new Problem('person.alike', { who: double.says })
  const sealed = sealValue(vault, findElement('person.identity_number')!, person.id, identity.number).sealed
  const row = {
    ...person, ...shadowsOf(values), sex: identity.sex, birth_date: identity.birth_date, identity_kind: identity.kind, identity_sealed: sealed,
    identity_masked: maskIdentity(identity.number), registered_at: now,
  }
  // one round trip; begun here, so that the number is refused before anything else is
  const enrolled = sql`select registry.enrol(${identityHash(vault, identity.number)}, ${person.id}, ${person.county})`.execute()
  const [, , , household] = await Promise.all([
    enrolled, sql`insert into registry.person ${sql(row)}`, writeFacts(ctx, person, values, from, null),
    joining ? joinHousehold(ctx, joining, person.id) : foundHousehold(ctx, { place: person.place, address: input.address, head: person.id }),
    sql`select kernel.bump(${person.place}, 'person', array['resident'], array[1])`,
  ])
  // Who was compared with those who look alike is not asked about again.
  await noteUnlike(ctx, (double?.who ?? []).map(other => ({ one: person, other, reason: `登记时核对，不是同一人（${from.purpose}）` })))
  return { ...person, household }
}

/** True for a number under which somebody in the province is registered; not who. */
export const isRegistered = async ({ sql, vault }: Context, number: string): Promise<boolean> =>
  (await sql`select 1 from registry.known(array[${identityHash(vault, normaliseNumber(number))}])`).length > 0

const invalid = (path: string, message: string) => new Problem('input.invalid', {}, [{ path, message }])

export type Known = Extract<Identity, { ok: true }> & { birth_date: string; sex: '1' | '2' }

/** The number says when somebody was born and their sex; what else was said must agree with it. */
export function identityOf(input: Pick<Registration, 'identity' | 'birth_date' | 'sex'>, today: string): Known {
  const identity = parseIdentity(input.identity, today)
  const refused = (reason: string, path = 'identity'): Problem => new Problem('identity.invalid', { reason }, [{ path, message: reason }] satisfies FieldProblem[])
  if (!identity.ok) throw refused(identity.reason)
  const birth_date = identity.birth_date ?? input.birth_date
  const sex = identity.sex ?? input.sex
  if (!birth_date || !sex) throw refused('这种证件的号码不含出生日期和性别，请同时填写', birth_date ? 'sex' : 'birth_date')
  if (birth_date > today) throw refused('出生日期不能晚于今天', 'birth_date')
  if (ageOn(birth_date, today) >= oldestAge) throw refused(`出生日期 ${birth_date} 太早，请核对证件`, 'birth_date')
  if (input.birth_date && input.birth_date !== birth_date) throw refused(`出生日期与证件号码不一致，号码中是 ${birth_date}`, 'birth_date')
  if (input.sex && input.sex !== sex) throw refused('性别与证件号码不一致', 'sex')
  return { ...identity, birth_date, sex }
}

function coreFacts(input: Registration, name: string, identity: Known): Given[] {
  const facts: [string, Value | undefined][] = [
    ['person.name', name], ['person.sex', identity.sex], ['person.birth_date', identity.birth_date], ['person.identity_kind', identity.kind],
    ['person.identity_number', identity.number], ['person.alive', true], ['person.residence_place', input.place],
    ['person.residence_address', input.address], ['person.phone', input.phone], ['person.resides', input.resides],
  ]
  return facts.filter(([, value]) => value !== undefined).map(([element, value]) => ({ element, value }))
}

/** The place must stand in the tree, and the household in it; null where a new household is meant. */
async function placeAndHousehold(ctx: Context, input: Registration): Promise<Joining | null> {
  const { sql } = ctx
  const [[place], [household]] = await Promise.all([
    sql<{ code: string }[]>`select code from territory.place where code = ${input.place} and valid_to is null`,
    input.household
      ? sql<{ id: string; county: string; place: string }[]>`
          select id, county, place from registry.household where id = ${input.household} and ended_on is null limit ${1}`
      : Promise.resolve([]),
  ])
  if (!place) throw new Problem('place.unknown')
  if (!input.household) return null
  if (!household || household.place !== input.place) throw invalid('household', '没有找到这一户，请重新选择')
  if (!input.relation) throw invalid('relation', '请选择与户主的关系')
  return { ...household, relation: input.relation }
}

