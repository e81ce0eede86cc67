import type { LifeAsk, LifeKind, LifeRow, LifeState, Preview } from '../../../../contract/household.ts'
import type { Fragment, Json } from '../../../kernel/db/index.ts'
import type { Context } from '../../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../../kernel/page.ts'
import type { PageOf, PageWanted } from '../pages.ts'

/** A request as it is kept. `shown` are the sides as they were when it was decided; of one who arrives, what this place may know. */
export interface LifeRecord {
  county: string; id: string; place: string; place_name: string; kind: LifeKind; ask: LifeAsk; houses: string[]; people: string[]; who: string; reason: string
  asker: string; asker_name: string; asker_office: string; asked_at: string; seen: string; state: LifeState
  decider: string | null; decider_name: string | null; answer: string | null; decided_at: string | null
  shown: { preview: Preview; head?: string; standing?: { person: string; relation: string }[]; unsettled?: string[] } | null; twin: string | null
  called_from: string | null; called_name: string | null; journal: Json | null; undone_name: string | null; undone_why: string | null; undone_at: string | null
}

const columns = (sql: Context['sql']) => sql`
  l.county, l.id, l.place, l.kind, l.ask, l.houses, l.people, l.who, l.reason, l.asker, l.asker_name, l.asker_office, l.asked_at, l.seen, l.state, l.decider, l.decider_name, l.answer,
  l.decided_at, l.shown, l.twin, l.called_from, l.journal, l.undone_name, l.undone_why, l.undone_at, coalesce(t.display, l.place) as place_name,
  (select c.display from territory.place c where c.code = left(l.called_from, 12) and c.valid_to is null) as called_name`
const joined = (sql: Context['sql']) => sql`registry.life l left join territory.place t on t.code = l.place and t.valid_to is null`

/** One request under row security, its sealed parts opened; null when there is none. */
export async function lifeOf(ctx: Context, id: string): Promise<LifeRecord | null> {
  const [row] = await ctx.sql<LifeRecord[]>`select ${columns(ctx.sql)} from ${joined(ctx.sql)} where l.id = ${id} limit ${1}`
  return row ? { ...row, ask: unsealed(ctx, row.id, row.ask) } : null
}

/** A request as a list and a page show it. */
export function toLifeRow({ seat }: Context, row: LifeRecord): LifeRow {
  const { id, kind, who, place, place_name, reason, state, asker_name, asked_at, decider_name, answer, decided_at } = row
  const undone = state === 'undone' ? { decider_name: row.undone_name, answer: row.undone_why, decided_at: row.undone_at } : { decider_name, answer, decided_at }
  return { id, kind, who, place, place_name, reason, state, asker_name, by_self: row.asker_office === 'resident', asked_at, ...undone, mine: row.asker === seat.actor, called_name: row.called_from === null ? null : row.called_name ?? row.called_from }
}

async function page(ctx: Context, where: Fragment, { after, limit }: PageWanted): Promise<PageOf<LifeRow>> {
  const { sql } = ctx
  const [before] = fromCursor(after, 'id') ?? []
  const [rows, count] = await Promise.all([
    sql<LifeRecord[]>`select ${columns(sql)} from ${joined(sql)} where ${where} ${before ? sql`and l.id < ${before}::uuid` : sql``} order by l.id desc limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.life l where ${where}`),
  ])
  return { ...pageOf(rows.map(row => toLifeRow(ctx, row)), limit, row => [row.id]), count }
}

/** Requests at or under a place, newest first; `for_me`: open ones that whoever asks may decide. */
export const livesAt = (ctx: Context, { place, state, for_me, ...wanted }: PageWanted & { place: string; state?: LifeState | undefined; for_me?: boolean }): Promise<PageOf<LifeRow>> => {
  const { sql, seat } = ctx
  // Who asked for people to come here receives them too: the place they leave was the other pair of eyes.
  const mine = sql`and l.state = 'open' and (l.asker <> ${seat.actor} or (l.kind = 'arrive' and l.called_from is not null)) and not ${seat.actor}::uuid = any (l.people)`
  return page(ctx, sql`l.place >= ${place} and l.place < ${place + '~'} ${state ? sql`and l.state = ${state}` : sql``} ${for_me ? mine : sql``}`, wanted)
}
/** What somebody asked for. */
export const livesBy = (ctx: Context, asker: string, wanted: PageWanted): Promise<PageOf<LifeRow>> => page(ctx, ctx.sql`l.asker = ${asker}`, wanted)

const sealedFor = (id: string, field: string): string => `registry.life/${id}/${field}`
const secrets = ['identity', 'phone'] as const

/** The numbers of a newcomer are kept sealed under the request. */
export const sealed = ({ vault }: Context, id: string, ask: LifeAsk): Json => through(ask, (field, text) => vault.seal(text, sealedFor(id, field))) as unknown as Json
/** Decided in the negative there is nobody whose numbers one may keep. */
export const forgotten = (ask: LifeAsk): Json => through(ask, () => '') as unknown as Json
const unsealed = ({ vault }: Context, id: string, ask: LifeAsk): LifeAsk => through(ask, (field, text) => (text ? vault.open(text, sealedFor(id, field)) : text))

function through(ask: LifeAsk, turn: (field: string, text: string) => string): LifeAsk {
  if (ask.kind !== 'add' && ask.kind !== 'enter') return ask
  const newcomer = { ...ask.newcomer }
  for (const field of secrets) if (newcomer[field] !== undefined) newcomer[field] = turn(field, newcomer[field])
  return { ...ask, newcomer }
}
