import type { z } from 'zod'
import { codes } from '../../../contract/codes.ts'
import type { Household } from '../../../contract/person.ts'
import { beijingDay } from '../../../contract/time.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { offers, wordOf } from './lists.ts'
import { ageOn } from './names.ts'

export type HouseholdView = z.infer<typeof Household>

export interface Founding {
  place: string
  address: string
  head: string
  kind?: 'family' | 'collective'
  /** The number of the household register; a number of the platform where there is none yet. */
  number?: string
  formed_on?: string
}

/** 户主 in GB/T 4761. */
export const headRelation = '02'

/** Founds a household with its head as the first member, in the dwelling of that address. Answers its id. */
export async function foundHousehold(ctx: Context, founding: Founding): Promise<string> {
  const { sql } = ctx
  const { place, address, head, kind = 'family', formed_on = beijingDay(ctx.now) } = founding
  const county = countyOf(place)
  const [id, dwelling] = [newId(), newId()]
  const number = founding.number ?? await ctx.numbers.take(county, beijingDay(ctx.now))
  await sql`
    with known as (select id from registry.dwelling where county = ${county} and place = ${place} and address = ${address} limit 1),
    built as (
      insert into registry.dwelling (county, id, place, address, kind)
      select ${county}, ${dwelling}::uuid, ${place}, ${address}, 'other' where not exists (select from known)),
    founded as (
      insert into registry.household (county, id, place, number, kind, head, dwelling, formed_on)
      values (${county}, ${id}, ${place}, ${number}, ${kind}, ${head}, coalesce((select id from known), ${dwelling}), ${formed_on}))
    insert into registry.member (county, household, person, place, relation, since)
    values (${county}, ${id}, ${head}, ${place}, ${headRelation}, ${formed_on})`
  return id
}

export interface Joining { id: string; county: string; place: string; relation: string; since?: string }

/** Makes a person a member of a household of the same county. A person has one household at a time: the older membership ends. */
export async function joinHousehold(ctx: Context, joining: Joining, person: string): Promise<string> {
  const { id, county, place, relation, since = beijingDay(ctx.now) } = joining
  if (!offers(codes.family.id, relation, since)) {
    throw new Problem('input.invalid', {}, [{ path: 'relation', message: '请从列出的关系中选择' }])
  }
  await ctx.sql`
    with ended as (
      update registry.member set until = ${since}
      where county = ${county} and person = ${person} and until is null and household <> ${id} returning 1)
    insert into registry.member (county, household, person, place, relation, since)
    select ${county}, ${id}::uuid, ${person}::uuid, ${place}, ${relation}, ${since}::date where (select count(*) from ended) >= 0`
  return id
}

interface MemberRow {
  id: string; number: string; kind: string; address: string | null; formed_on: string
  person: string; name: string; relation: string; age: number | null; birth_date: string | null; head: boolean
}

/**
 * The household a person lives in now, head first; null for none. A desk sees members within its range; the self chair
 * its own household only, through a door that tells names, relations and ages.
 */
export async function householdOf(ctx: Context, person: string): Promise<HouseholdView | null> {
  const day = beijingDay(ctx.now)
  const rows = ctx.seat.chair === 'self' ? await ofSelf(ctx, person, day) : await ofDesk(ctx, person)
  const [first] = rows
  if (!first) return null
  const { id, number, kind, address, formed_on } = first
  return {
    id, number, address, formed_on, kind: wordOf('household_kind', kind, day),
    members: rows.map(({ person, name, relation, age, birth_date, head }) => ({
      person, name, relation, relation_name: wordOf(codes.family.id, relation, day), age: age ?? ageOn(birth_date!, day), head,
    })),
  }
}

async function ofSelf({ sql, seat }: Context, person: string, day: string): Promise<MemberRow[]> {
  if (person !== seat.person) return []
  return sql<MemberRow[]>`
    select id, number, kind, address, formed_on, person, name, relation, age, null as birth_date, head
    from registry.household_of_self(${day}::date)`
}

const ofDesk = ({ sql }: Context, person: string): PromiseLike<MemberRow[]> => sql<MemberRow[]>`
  select h.id, h.number, h.kind, d.address, h.formed_on, p.id as person, p.name, m.relation, null as age, p.birth_date, h.head = p.id as head
  from registry.member own
  join registry.household h on h.county = own.county and h.id = own.household and h.ended_on is null
  left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
  join registry.member m on m.county = h.county and m.household = h.id and m.until is null
  join registry.person p on p.county = m.county and p.id = m.person
  where own.person = ${person} and own.until is null
  order by h.head = p.id desc, m.relation, p.birth_date, p.id`
