import type { z } from 'zod'
import * as contract from '../../../contract/catalogue.ts'
import type { What } from '../../../contract/catalogue.ts'
import { newestOf } from '../../engines/item/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { changesIn, judgedIn } from './parts.ts'

type Row = z.input<typeof contract.DraftRow>
export interface DraftRecord extends Omit<Row, 'mine'> {
  body: Record<string, unknown>
  /** All who had a hand in it since it was begun. */
  makers: string[]
}
const columns = (ctx: Context) => ctx.sql`what, id, place, name, revision, base_version, updated_at, updated_by, makers, proposed_at, proposed_by, returned_why, returned_by`
export const isMaker = ({ makers }: Pick<DraftRecord, 'makers'>, ctx: Context): boolean => makers.includes(ctx.seat.actor!)
export const rowOf = (ctx: Context, { body: _, makers, ...row }: DraftRecord): Row => ({ ...row, mine: isMaker({ makers }, ctx) })

/** A draft of one's own place, or of the place named, which lies in one's range or is not there. */
export async function findDraft(ctx: Context, { what, id, place = ctx.seat.place }: { what: What; id: string; place?: string | undefined }): Promise<DraftRecord | null> {
  const [row] = await ctx.sql<DraftRecord[]>`select ${columns(ctx)}, body from item.draft where place = ${place} and what = ${what} and id = ${id}`
  return row ?? null
}
/** A draft as it opens, with what is wrong with it, what is doubtful, and what it would change. */
const opened = async (ctx: Context, found: DraftRecord) => ({ draft: rowOf(ctx, found), ...await judgedIn(ctx, found), changes: await changesIn(ctx, found) })

export const drafts = serve(contract.drafts, {
  verb: 'item.make', at: here,
  run: async (ctx, { what, for_me, after, limit }) => {
    const key = fromCursor(after, 'instant', 'text', 'text')
    const mine = ctx.sql`place >= ${ctx.seat.place} and place < ${ctx.seat.place + '~'} ${what ? ctx.sql`and what = ${what}` : ctx.sql``}
      ${for_me ? ctx.sql`and proposed_at is not null and not ${ctx.seat.actor}::uuid = any (makers)` : ctx.sql``}`
    const [rows, count] = await Promise.all([
      ctx.sql<DraftRecord[]>`select ${columns(ctx)} from item.draft
        where ${mine} ${key ? ctx.sql`and (updated_at, what, id) < (${key[0]!}, ${key[1]!}, ${key[2]!})` : ctx.sql``} order by updated_at desc, what desc, id desc limit ${limit + 1}`,
      countUpTo(ctx.sql, ctx.sql`select 1 from item.draft where ${mine}`),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.updated_at, row.what, row.id])
    return { items: items.map(row => rowOf(ctx, row)), next, count }
  },
})

export const draft = serve(contract.draft, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, _input, found) => ({ ...await opened(ctx, found), body: found.body }),
})

/** What an empty draft begins with, so that its maker sees what there is to fill in. */
const empty = (what: What, id: string, name: string): Record<string, unknown> => what === 'bundle' ? { id, name, summary: '', items: [] } : ({
  id, name, summary: '', aliases: [], basic_code: '', implementing_code: '', kind: '公共服务', level: '县级', organs: [], basis: [], conditions: [], materials: [], steps: ['申请', '办理'],
  fee: '不收费', result: '', visits: 0, channels: ['手机', '全省任一窗口'], scope: '本地办理', process: '', rule: id, time: `${id}.time`, params: [], days: [],
  form: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: {}, required: [], additionalProperties: false },
  handled_at: 'person.residence_place', outcome: { text: '', amount: null }, certificate: null, valid_from: '2026-01-01',
})

export const begin = serve(contract.begin, {
  verb: 'item.make', at: here,
  run: async (ctx, { what, id, from, name, summary = '' }) => {
    const source = from ? await newestOf(ctx.sql, what, from) : undefined
    if (from && (!source || source.retired)) throw new Problem('found.nothing')
    const standing = await newestOf(ctx.sql, what, id)
    // What is published belongs to the place that made it, also when it was retired; another place makes its own under its own name.
    if (standing && standing.place !== ctx.seat.place) throw new Problem('item.taken', { id })
    const anew = { summary, ...(what === 'item' && { aliases: [], rule: id, time: `${id}.time` }) }
    const body: Record<string, unknown> = source ? { ...source.body, id, name: name ?? source.body.name, ...(id !== from && anew) } : { ...empty(what, id, name ?? id), summary }
    const record: DraftRecord = {
      what, id, place: ctx.seat.place, name: String(body.name), body, revision: 0, base_version: standing?.version ?? 0, updated_at: ctx.now, updated_by: ctx.seat.actorName, makers: [ctx.seat.actor!],
      proposed_at: null, proposed_by: null, returned_why: null, returned_by: null,
    }
    await ctx.sql`insert into item.draft (county, what, id, place, name, body, revision, base_version, updated_at, updated_by, makers)
      values (${countyOf(record.place)}, ${what}, ${id}, ${record.place}, ${record.name}, ${JSON.stringify(body)}::text::json, 0, ${record.base_version}, ${ctx.now}, ${record.updated_by}, array[${ctx.seat.actor}::uuid])`
    return rowOf(ctx, record)
  },
  subject: ({ id }) => id,
})

export const save = serve(contract.save, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { what, id, revision, body }, found) => {
    if (JSON.stringify(body).length > 200_000) throw new Problem('input.invalid', {}, [{ path: 'body', message: '内容太长' }])
    if (found.proposed_at) throw new Problem('item.waits')
    const name = typeof body.name === 'string' && body.name.trim() !== '' ? body.name.trim().slice(0, 60) : found.name
    const saved = { ...body, id }
    const done = await ctx.sql`update item.draft set body = ${JSON.stringify(saved)}::text::json, name = ${name}, revision = revision + 1, updated_at = ${ctx.now}, updated_by = ${ctx.seat.actorName},
      makers = array(select distinct unnest(makers || ${ctx.seat.actor}::uuid))
      where place = ${found.place} and what = ${what} and id = ${id} and revision = ${revision} and proposed_at is null`
    if (done.count === 0) throw new Problem('conflict.stale')
    return opened(ctx, { ...found, name, body: saved, revision: revision + 1, updated_at: ctx.now, updated_by: ctx.seat.actorName, makers: [...found.makers, ctx.seat.actor!] })
  },
  subject: ({ id }) => id,
})

export const discard = serve(contract.discard, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { what, id }, found) => {
    await ctx.sql`delete from item.draft where place = ${found.place} and what = ${what} and id = ${id}`
    return { id }
  },
  subject: ({ id }) => id,
})
