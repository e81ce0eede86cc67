import * as contract from '../../../contract/admission.ts'
import type { DemandKind } from '../../../contract/gate.ts'
import { newestDefinitions, standings, stateTitle } from '../../engines/process/index.ts'
import { dayOf, findAdmission, holds, speaksFor } from '../../ground/gate/index.ts'
import { nameOf, pathNameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Asking } from './ask.ts'
import { warningsOf, type Weight } from './weigh.ts'

export interface Request {
  county: string; number: string; place: string; requester: string; requester_name: string; kind: DemandKind; title: string; urgent: boolean; at: string; asked: Asking; answer: contract.Answer | null; weight: Weight | null
}
const columns = (sql: Context['sql']) => sql`r.county, r.number, r.place, r.requester, r.requester_name, r.kind, r.title, r.urgent, r.at, r.asked, r.answer, r.weight`

/** A request within the seat's range. */
export async function requestOf({ sql }: Pick<Context, 'sql'>, number: string): Promise<Request | null> {
  const [row] = await sql<Request[]>`select ${columns(sql)} from admission.request r where r.county = ${number.slice(0, 6)} and r.number = ${number}`
  return row ?? null
}

export const requests = serve(contract.requests, {
  verb: 'admission.open', at: here,
  run: async (ctx, { own, after, limit }) => {
    const { sql, seat } = ctx
    const mine = own ? (await speaksFor(ctx)).id : null
    const key = fromCursor(after, 'text')?.[0]
    const where = sql`from admission.request r where r.place >= ${seat.place} and r.place < ${seat.place + '~'} ${mine ? sql`and r.requester = ${mine}::uuid` : sql``}`
    const [rows, count] = await Promise.all([
      sql<Request[]>`select ${columns(sql)} ${where} ${key ? sql`and r.number < ${key}` : sql``} order by r.number desc limit ${limit + 1}`, countUpTo(sql, sql`select 1 ${where}`),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.number])
    const states = await statesOf(sql, items.map(row => row.number))
    return { items: items.map(({ number, kind, title, requester_name, urgent, at, place }) => ({ number, kind, title, requester_name, urgent, at, place, ...states(number) })), next, count }
  },
})

/** How the cases of these requests stand, each in the words of its own definition. */
async function statesOf(sql: Context['sql'], numbers: readonly string[]) {
  const [states, definitions] = await Promise.all([standings(sql, numbers), newestDefinitions(sql)])
  return (number: string) => {
    const found = states.get(number)
    const definition = definitions.find(one => one.id === found?.process)
    return { state: found?.state ?? '', state_name: found && definition ? stateTitle(definition, found.state) : '' }
  }
}

interface Said { place: string; stance: 'support' | 'lighten' | 'oppose' | null; score: number | null; words: string | null }

export const show = serve(contract.show, {
  verb: 'admission.open', at: (ctx, { number }) => requestOf(ctx, number),
  // Once it is in the catalogue it is not weighed against itself.
  run: async (ctx, _input, found) => {
    const said = await ctx.sql<Said[]>`select place, stance, score, words from admission.hearing where number = ${found.number} and stance is not null order by place limit ${500}`
    const [{ n }] = await ctx.sql<[{ n: number }]>`select count(*)::int as n from admission.hearing where number = ${found.number}`
    const [names, ranges, states, admitted, { refused, warnings, load }] = await Promise.all([nameOf(ctx.sql, said.map(one => one.place)), pathNameOf(ctx.sql, found.asked.places, { below: 'city' }), statesOf(ctx.sql, [found.number]), findAdmission(ctx.sql, found.number), warningsOf(ctx, found.asked, found.place)])
    const { number, kind, title, requester_name, urgent, at, place, asked, answer, weight } = found
    return {
      number, kind, title, requester_name, urgent, at, place, asked, answer, weight, ...states(number), heard: n, ...admitted ? { warnings: [], load: { ...load, minutes: Math.max(0, load.minutes - (holds(admitted, dayOf(ctx)) ? admitted.minutes : 0)) } } : { warnings: [...refused ? [refused] : [], ...warnings], load }, place_names: asked.places.map(one => ranges.get(one) ?? one),
      opinions: said.map(one => ({ ...one, stance: one.stance!, score: one.score!, place_name: names.get(one.place) ?? one.place })),
    }
  },
})

type Hearing = Said & { closed: boolean; id: string; number: string; kind: DemandKind; title: string; requester_name: string; asked: Asking; opened_at: string }

export const hearings = serve(contract.hearings, {
  verb: 'admission.hear', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat } = ctx
    const key = fromCursor(after, 'id')?.[0]
    // One's own voice, and not that of the places below.
    const own = sql`from admission.hearing where place = ${seat.place}`
    const [rows, count] = await Promise.all([
      sql<Hearing[]>`select id, place, number, kind, title, requester_name, asked, opened_at, closed_at is not null as closed, stance, score, words ${own} ${key ? sql`and id < ${key}::uuid` : sql``} order by id desc limit ${limit + 1}`,
      countUpTo(sql, sql`select 1 ${own}`),
    ])
    return { ...pageOf(rows, limit, row => [row.id]), count }
  },
})

export const opine = serve(contract.opine, {
  verb: 'admission.hear',
  at: async (ctx, { hearing }) => {
    const [row] = await ctx.sql<{ place: string; county: string; number: string; said: boolean; closed: boolean }[]>`
      select place, county, number, stance is not null as said, closed_at is not null as closed from admission.hearing where id = ${hearing} and place = ${ctx.seat.place} for update`
    return row ?? null
  },
  run: async (ctx, { hearing, stance, score, words }, { county, said, closed }) => {
    if (said) throw new Problem('admission.heard')
    if (closed) throw new Problem('admission.closed')
    await ctx.sql`update admission.hearing set stance = ${stance}, score = ${score}, words = ${words ?? null}, said_at = ${ctx.now} where county = ${county} and id = ${hearing}`
    return {}
  },
  subject: (_input, _output, ctx) => ctx.seat.place,
})

