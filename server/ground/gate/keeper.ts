import type { Database } from '../../kernel/db/index.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Keeper } from '../../kernel/house.ts'
import type { Context, Leave } from '../../kernel/operation.ts'
import { Problem, Withheld } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { beijingDay } from '../../../contract/time.ts'
import { kindName } from '../../../contract/gate.ts'
import { bodiesOf, organisationOf } from '../registry/index.ts'
import { texts } from '../territory/index.ts'
import { overreach, type Scope } from './scope.ts'

const numberForm = /^[\w-]{1,60}$/

interface Found { number: string; agreed: boolean; kind: string; title: string; subject: string | null; asks: Scope | null }

/**
 * The keeper of the gate: opens an admission of the asker that holds today for this kind, this subject (or its own number)
 * and all of these places, for this transaction only; tables under `gate.leave` take rows of that admission and no others.
 * What is asked under it stays within what was admitted, or is withheld too (`gate.beyond`).
 */
async function ask({ sql, now }: Context, leave: Leave): Promise<string> {
  const day = beijingDay(now)
  const subjects = texts([...leave.subject === null ? [] : [leave.subject], ...leave.or ?? []])
  const all = await sql<Found[]>`
    select a.number, a.agreed_on is not null or (a.staff = 0 and a.fee_fen = 0) as agreed, a.kind, a.title, a.subject, a.asks from gate.admission a
    where a.requester = ${leave.by}::uuid and a.kind = ${leave.kind} and (a.subject = any (${subjects}::text[]) or a.number = any (${subjects}::text[]))
      and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date) and (a.ended_on is null or a.ended_on > ${day}::date)
      and not exists (select from unnest(${texts(leave.places)}::text[]) as p where not gate.within(p, a.places))
    order by a.valid_to nulls first, a.number limit ${20}`
  const fitting = all.filter(one => overreach(one, leave).length === 0)
  const found = fitting.find(one => one.agreed) ?? fitting[0]
  if (!found && all.length > 0) throw new Withheld('gate.beyond', { what: overreach(all[0]!, leave).join('；'), leave })
  if (!found || !numberForm.test(found.number)) throw new Withheld('gate.not_admitted', { kind: kindName(leave.kind), leave })
  if (!found.agreed) throw new Problem('gate.not_agreed')
  // Not set_config: with distributed tables only `set local` reaches the workers.
  await sql.unsafe(`set local gate.admission = '${found.number}'`)
  return found.number
}

/** The keeper for the house. What it turns away is counted for the counties concerned, in the platform's own chair. */
export const gateKeeper = (database: Database): Keeper => ({
  ask,
  withheld: (_seat, operation, leave, now) => database.transact(serverScope, 'write', async ({ sql }) => {
    const counties = [...new Set(leave.places.map(place => place.slice(0, 6)))].slice(0, 200).sort()
    const rows = counties.map(place => ({
      county: countyOf(place), place, day: beijingDay(now), requester: leave.by, requester_name: leave.by_name, kind: leave.kind, subject: (leave.subject ?? '').slice(0, 200), operation, n: 1, last_at: now,
    }))
    await sql`insert into gate.turned_away ${sql(rows)}
      on conflict (county, place, day, requester, kind, subject) do update set n = gate.turned_away.n + 1, last_at = excluded.last_at, operation = excluded.operation`
  }),
})

/** Those whom departments ask, and who work for them by contract: a post there does not make anybody speak for a department. */
const noDepartment: ReadonlySet<string> = new Set(['villagers_committee', 'residents_committee', 'supervision_committee', 'owners_committee', 'property_firm'])

/**
 * The organisation for which a seat asks: a program's own, or a department or mass group in which the person holds a post. Of several
 * the one that is named, or that of the seat's own place; without any nothing can be asked of communities (`gate.no_body`).
 */
export async function speaksFor(ctx: Context, wanted?: string): Promise<{ id: string; name: string }> {
  const bodies = ctx.seat.client ? [await organisationOf(ctx, ctx.seat.actor!)] : await bodiesOf(ctx, ctx.seat.actor!)
  const found = bodies.filter(one => one !== null).filter(one => (!wanted || one.id === wanted) && !noDepartment.has(one.kind))
  if (found.length === 0) throw new Problem('gate.no_body')
  const one = found.find(each => each.place === ctx.seat.place) ?? found[0]!
  return { id: one.id, name: one.name }
}

/** The body to which this number was admitted, as far as the seat sees it; null where there is none. */
export async function askerOf({ sql }: Context, number: string): Promise<{ id: string; name: string } | null> {
  const [found] = await sql<{ id: string; name: string }[]>`select requester as id, requester_name as name from gate.admission where number = ${number} and requester is not null`
  return found ?? null
}
