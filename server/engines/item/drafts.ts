import { Bundle, ItemBody, type What } from '../../../contract/catalogue.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { declareRules } from './rules.ts'
import { addVersion, newestOf } from './store.ts'

/** An item or a bundle in the making at a place; proposed, it waits for a second person and stays as it is. */
export interface Draft {
  what: What; id: string; place: string; name: string; body: Record<string, unknown>; revision: number; base_version: number; updated_at: string; updated_by: string
  /** All who had a hand in it since it was begun: none of them publishes it. */
  makers: string[]
  proposed_at: string | null; proposed_by: string | null; returned_why: string | null; returned_by: string | null
}
/** What stands in the way of publishing: asked of whoever knows the processes and elements that a draft may name. */
export type Judge = (ctx: Context, draft: Pick<Draft, 'what' | 'place' | 'body'>) => Promise<FieldProblem[]>

const columns = ({ sql }: Context) => sql`what, id, place, name, revision, base_version, updated_at, updated_by, makers, proposed_at, proposed_by, returned_why, returned_by`
const at = ({ sql }: Context, { what, id, place }: Draft, revision: number) => sql`place = ${place} and what = ${what} and id = ${id} and revision = ${revision}`
const withMe = ({ sql, seat }: Context) => sql`array(select distinct unnest(makers || ${seat.actor}::uuid))`

export const isMaker = ({ makers }: Pick<Draft, 'makers'>, { seat }: Context): boolean => makers.includes(seat.actor!)

/** A draft of one's own place, or of the place named, which lies in one's range or is not there. */
export async function findDraft(ctx: Context, { what, id, place = ctx.seat.place }: { what: What; id: string; place?: string | undefined }): Promise<Draft | null> {
  const [row] = await ctx.sql<Draft[]>`select ${columns(ctx)}, body from item.draft where place = ${place} and what = ${what} and id = ${id}`
  return row ?? null
}

export interface DraftsAsked { what?: What | undefined; for_me?: boolean | undefined; after?: string | undefined; limit: number }
/** Drafts in the seat's range without their bodies, those touched last first; `for_me` those alone that wait for somebody who is this person. */
export async function draftsHere(ctx: Context, { what, for_me, after, limit }: DraftsAsked) {
  const { sql, seat } = ctx
  const key = fromCursor(after, 'instant', 'text', 'text')
  const wanted = sql`place >= ${seat.place} and place < ${seat.place + '~'} ${what ? sql`and what = ${what}` : sql``}
    ${for_me ? sql`and proposed_at is not null and not ${seat.actor}::uuid = any (makers)` : sql``}`
  const [rows, count] = await Promise.all([
    sql<Omit<Draft, 'body'>[]>`select ${columns(ctx)} from item.draft
      where ${wanted} ${key ? sql`and (updated_at, what, id) < (${key[0]!}, ${key[1]!}, ${key[2]!})` : sql``} order by updated_at desc, what desc, id desc limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from item.draft where ${wanted}`),
  ])
  return { ...pageOf(rows, limit, row => [row.updated_at, row.what, row.id]), count }
}

/** What an empty draft begins with, so that its maker sees what there is to fill in. */
const empty = (what: What, id: string, name: string): Record<string, unknown> => what === 'bundle' ? { id, name, summary: '', items: [] } : ({
  id, name, summary: '', aliases: [], basic_code: '', implementing_code: '', kind: '公共服务', level: '县级', organs: [], basis: [], conditions: [], materials: [], steps: ['申请', '办理'],
  fee: '不收费', result: '', visits: 0, channels: ['手机', '全省任一窗口'], scope: '本地办理', process: '', rule: id, time: `${id}.time`, params: [], days: [],
  form: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: {}, required: [], additionalProperties: false },
  handled_at: 'person.residence_place', outcome: { text: '', amount: null }, certificate: null, valid_from: '2026-01-01',
})

export interface Beginning { what: What; id: string; from?: string | undefined; name?: string | undefined; summary?: string | undefined }
/** Begins a draft, empty or from what is published. Throws `found.nothing` without that, `item.taken` for the name of another place's; that it is there already is a constraint. */
export async function beginDraft(ctx: Context, { what, id, from, name, summary = '' }: Beginning): Promise<Draft> {
  const { sql, seat, now } = ctx
  const source = from ? await newestOf(sql, what, from) : undefined
  if (from && (!source || source.retired)) throw new Problem('found.nothing')
  const standing = await newestOf(sql, what, id)
  // What is published belongs to the place that made it, also when it was retired; another place makes its own under its own name.
  if (standing && standing.place !== seat.place) throw new Problem('item.taken', { id })
  const anew = { summary, ...(what === 'item' && { aliases: [], rule: id, time: `${id}.time` }) }
  const body: Record<string, unknown> = source ? { ...source.body, id, name: name ?? source.body.name, ...(id !== from && anew) } : { ...empty(what, id, name ?? id), summary }
  const draft: Draft = {
    what, id, place: seat.place, name: String(body.name), body, revision: 0, base_version: standing?.version ?? 0, updated_at: now, updated_by: seat.actorName, makers: [seat.actor!],
    proposed_at: null, proposed_by: null, returned_why: null, returned_by: null,
  }
  await sql`insert into item.draft (county, what, id, place, name, body, revision, base_version, updated_at, updated_by, makers)
    values (${countyOf(draft.place)}, ${what}, ${id}, ${draft.place}, ${draft.name}, ${JSON.stringify(body)}::text::json, 0, ${draft.base_version}, ${now}, ${draft.updated_by}, array[${seat.actor}::uuid])`
  return draft
}

/** Keeps what was written, over the revision that its maker saw. Throws `item.waits` once it is proposed, `conflict.stale`, `input.invalid` for what is too long. */
export async function saveDraft(ctx: Context, found: Draft, revision: number, body: Record<string, unknown>): Promise<Draft> {
  const { sql, seat, now } = ctx
  if (JSON.stringify(body).length > 200_000) throw new Problem('input.invalid', {}, [{ path: 'body', message: '内容太长' }])
  if (found.proposed_at) throw new Problem('item.waits')
  const name = typeof body.name === 'string' && body.name.trim() !== '' ? body.name.trim().slice(0, 60) : found.name
  const saved = { ...body, id: found.id }
  const done = await sql`update item.draft set body = ${JSON.stringify(saved)}::text::json, name = ${name}, revision = revision + 1, updated_at = ${now}, updated_by = ${seat.actorName}, makers = ${withMe(ctx)}
    where ${at(ctx, found, revision)} and proposed_at is null`
  if (done.count === 0) throw new Problem('conflict.stale')
  return { ...found, name, body: saved, revision: revision + 1, updated_at: now, updated_by: seat.actorName, makers: [...found.makers, seat.actor!] }
}

export async function discardDraft({ sql }: Context, { what, id, place }: Draft): Promise<void> {
  await sql`delete from item.draft where place = ${place} and what = ${what} and id = ${id}`
}

async function refuseFaults(ctx: Context, draft: Draft, judge: Judge): Promise<void> {
  const faults = await judge(ctx, draft)
  if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
}

/** From now on it waits for a second person; whoever proposes it has had a hand in it. Throws `item.waits`, `conflict.stale`, `input.invalid`. */
export async function proposeDraft(ctx: Context, found: Draft, revision: number, judge: Judge): Promise<Draft> {
  const { sql, seat, now } = ctx
  if (found.proposed_at) throw new Problem('item.waits')
  if (found.revision !== revision) throw new Problem('conflict.stale')
  await refuseFaults(ctx, found, judge)
  const done = await sql`update item.draft set proposed_at = ${now}, proposed_by = ${seat.actorName}, returned_why = null, returned_by = null, makers = ${withMe(ctx)}
    where ${at(ctx, found, revision)} and proposed_at is null`
  if (done.count === 0) throw new Problem('conflict.stale')
  return { ...found, proposed_at: now, proposed_by: seat.actorName, returned_why: null, returned_by: null, makers: [...found.makers, seat.actor!] }
}

/**
 * Its makers take it back without a word being kept; a second person's reason stays with it until it is proposed again. Throws
 * `item.not_proposed`, `conflict.stale`.
 */
export async function returnDraft(ctx: Context, found: Draft, revision: number, reason: string): Promise<Draft> {
  if (!found.proposed_at) throw new Problem('item.not_proposed')
  const [why, by] = isMaker(found, ctx) ? [null, null] : [reason, ctx.seat.actorName]
  const done = await ctx.sql`update item.draft set proposed_at = null, proposed_by = null, returned_why = ${why}, returned_by = ${by} where ${at(ctx, found, revision)} and proposed_at is not null`
  if (done.count === 0) throw new Problem('conflict.stale')
  return { ...found, proposed_at: null, proposed_by: null, returned_why: why, returned_by: by }
}

/**
 * Makes a draft the next version, at the word of a second person, and declares the rules that an item rests on. Throws
 * `item.not_proposed`, `item.own` for who had a hand in it, `conflict.stale`, `input.invalid`, `item.taken`. Answers the version.
 */
export async function publishDraft(ctx: Context, found: Draft, revision: number, judge: Judge): Promise<number> {
  const { what, id, place, body } = found
  if (!found.proposed_at) throw new Problem('item.not_proposed')
  if (isMaker(found, ctx)) throw new Problem('item.own')
  if (found.revision !== revision) throw new Problem('conflict.stale')
  await refuseFaults(ctx, found, judge)
  const standing = await newestOf(ctx.sql, what, id)
  if (standing && standing.place !== place) throw new Problem('item.taken', { id })
  // The draft goes first: of two who publish it one finds it gone.
  const gone = await ctx.sql`delete from item.draft where ${at(ctx, found, revision)} and proposed_at is not null`
  if (gone.count === 0) throw new Problem('conflict.stale')
  const by = `${found.proposed_by}提出、${ctx.seat.actorName}复核`
  if (what === 'bundle') return addVersion(ctx, what, Bundle.parse(body), place, by)
  const item = ItemBody.parse(body)
  await declareRules(ctx, item, place, standing?.body as ItemBody | undefined)
  return addVersion(ctx, what, item, place, by)
}
