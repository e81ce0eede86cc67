import type { licence_use } from '../../db/types.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Fragment, Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'
import { together } from '../../kernel/together.ts'
import { depositedOf } from './deposited.ts'
import { obtained } from './obtained.ts'

export type UseRow = licence_use

/** A licence that the library holds for a kind of material, valid now. */
export interface Available { kind: string; title: string; number: string | null; organ: string; valid_until: string | null }

interface Asked { person: string; wanted: readonly string[] }

/** What several items ask for about a person in one turn is read once. */
async function once<Found extends { kind: string }>(asked: readonly Asked[], read: (person: string, kinds: string[]) => PromiseLike<readonly Found[]>): Promise<Found[][]> {
  const kinds = new Map<string, Set<string>>()
  for (const { person, wanted } of asked) kinds.set(person, new Set([...kinds.get(person) ?? [], ...wanted]))
  const found = new Map(await Promise.all([...kinds].map(async ([person, of]) => [person, await read(person, [...of])] as const)))
  return asked.map(({ person, wanted }) => found.get(person)!.filter(one => wanted.includes(one.kind)))
}

const issuedTo = together((ctx: Context, asked: readonly Asked[]) => once(asked, (person, kinds) => ctx.sql<Available[]>`
  select distinct on (kind) kind, title, number, organ, valid_until from licence.licence
  where person = ${person} and kind in ${ctx.sql(kinds)} and revoked_at is null and (valid_until is null or valid_until >= ${beijingDay(ctx.now)}::date)
  order by kind, valid_until desc nulls first, issued_at desc limit ${100}`))
const broughtFor = together((ctx: Context, asked: readonly Asked[]) => once(asked, (person, kinds) => depositedOf(ctx.sql, person, kinds)))

/**
 * What the library holds of these kinds for the person in whose chair one sits, valid at this instant: of several issued, here or by others who
 * deposited them, the one that lasts longest; what another register holds only while it is fresh. At most one for each kind.
 */
export async function available(ctx: Context, person: string, wanted: readonly string[]): Promise<Map<string, Available>> {
  if (wanted.length === 0) return new Map()
  const [issued, others, brought] = await Promise.all([issuedTo(ctx, { person, wanted }), obtained(ctx, person, wanted), broughtFor(ctx, { person, wanted })])
  // How long a card itself is good the register does not say: only that its word is fresh.
  const fresh = others.filter(one => one.fresh).map(({ kind, title, number, register }): Available => ({ kind, title, number, organ: register, valid_until: null }))
  const today = beijingDay(ctx.now)
  // Of several deposited the one that lasts longest comes last, and so stands.
  const valid = brought.filter(one => !one.revoked && (one.valid_until === null || one.valid_until >= today))
    .map(({ kind, title, number, organ, valid_until }): Available => ({ kind, title, number, organ, valid_until }))
    .sort((a, b) => (a.valid_until ?? '9999') < (b.valid_until ?? '9999') ? -1 : 1)
  return new Map([...fresh, ...valid, ...issued].map(one => [one.kind, one]))
}

export interface Using { place: string; person: string; matter: string; matter_title: string; licences: readonly (Available & { material: string })[] }

/** Notes that licences were handed over for a matter by consent: what, for what, through whom. Travels with the command's commit. */
export function recordUses(ctx: Context, { place, person, matter, matter_title, licences }: Using): void {
  if (licences.length === 0) return
  const { seat } = ctx
  const rows = licences.map(({ material, kind, title, number, organ, valid_until }) => ({
    county: countyOf(place), id: newId(), place, person, matter, matter_title, material, kind, title, number, organ, valid_until, at: ctx.now,
    actor: seat.actor, actor_name: seat.actorName, office: seat.office, actor_place: seat.place,
  }))
  ctx.append('licence.use', ...rows)
}

const columns = (sql: Query) => sql`county, id, place, person, matter, matter_title, material, kind, title, number, organ, valid_until, at, actor, actor_name, office, actor_place`

/** In which matters a person's licences were used, newest first. */
export const usesOf = (sql: Query, person: string, after: string[] | null, limit: number): PromiseLike<UseRow[]> => sql<UseRow[]>`
  select ${columns(sql)} from licence.use
  where person = ${person} ${after ? sql`and (at, id) < (${after[0]!}::timestamptz, ${after[1]!}::uuid)` : sql``} order by at desc, id desc limit ${limit}`
export const usesRows = (sql: Query, person: string): Fragment => sql`select 1 from licence.use where person = ${person}`

/** What was handed over for one matter. */
export const usesIn = (sql: Query, matter: string): PromiseLike<UseRow[]> => sql<UseRow[]>`
  select ${columns(sql)} from licence.use where county = ${matter.slice(0, 6)} and matter = ${matter} order by material limit ${100}`
