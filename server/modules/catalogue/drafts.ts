import type { z } from 'zod'
import * as contract from '../../../contract/catalogue.ts'
import type { What } from '../../../contract/catalogue.ts'
import { newestOf } from '../../engines/item/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { faultsIn } from './parts.ts'

export interface DraftRecord { what: What; id: string; place: string; name: string; body: Record<string, unknown>; revision: number; base_version: number; updated_at: string; updated_by: string }
type Row = z.input<typeof contract.DraftRow>
export const rowOf = ({ what, id, place, name, revision, base_version, updated_at, updated_by }: DraftRecord): Row => ({ what, id, place, name, revision, base_version, updated_at, updated_by })

export async function findDraft(ctx: Context, { what, id }: { what: What; id: string }): Promise<DraftRecord | null> {
  const [row] = await ctx.sql<DraftRecord[]>`select what, id, place, name, body, revision, base_version, updated_at, updated_by from item.draft
    where place = ${ctx.seat.place} and what = ${what} and id = ${id}`
  return row ?? null
}

export const drafts = serve(contract.drafts, {
  verb: 'item.make', at: here,
  run: async (ctx, { what, after, limit }) => {
    const key = fromCursor(after, 'instant', 'text', 'text')
    const mine = ctx.sql`place >= ${ctx.seat.place} and place < ${ctx.seat.place + '~'} ${what ? ctx.sql`and what = ${what}` : ctx.sql``}`
    const [rows, count] = await Promise.all([
      ctx.sql<DraftRecord[]>`select what, id, place, name, revision, base_version, updated_at, updated_by from item.draft
        where ${mine} ${key ? ctx.sql`and (updated_at, what, id) < (${key[0]!}, ${key[1]!}, ${key[2]!})` : ctx.sql``} order by updated_at desc, what desc, id desc limit ${limit + 1}`,
      countUpTo(ctx.sql, ctx.sql`select 1 from item.draft where ${mine}`),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.updated_at, row.what, row.id])
    return { items: items.map(rowOf), next, count }
  },
})

export const draft = serve(contract.draft, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, _input, found) => ({ draft: rowOf(found), body: found.body, faults: await faultsIn(ctx, found) }),
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
  run: async (ctx, { what, id, from, name }) => {
    const source = from ? await newestOf(ctx.sql, what, from) : undefined
    if (from && (!source || source.retired)) throw new Problem('found.nothing')
    const standing = await newestOf(ctx.sql, what, id)
    // What is published belongs to the place that made it, also when it was retired; another place makes its own under its own name.
    if (standing && standing.place !== ctx.seat.place) throw new Problem('item.taken', { id })
    const body: Record<string, unknown> = source ? { ...source.body, id, name: name ?? source.body.name, ...(what === 'item' && id !== from && { rule: id, time: `${id}.time` }) } : empty(what, id, name ?? id)
    const record: DraftRecord = { what, id, place: ctx.seat.place, name: String(body.name), body, revision: 0, base_version: standing?.version ?? 0, updated_at: ctx.now, updated_by: ctx.seat.actorName }
    await ctx.sql`insert into item.draft (county, what, id, place, name, body, revision, base_version, updated_at, updated_by)
      values (${countyOf(record.place)}, ${what}, ${id}, ${record.place}, ${record.name}, ${JSON.stringify(body)}::text::json, 0, ${record.base_version}, ${ctx.now}, ${record.updated_by})`
    return rowOf(record)
  },
  subject: ({ id }) => id,
})

export const save = serve(contract.save, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { what, id, revision, body }, found) => {
    if (JSON.stringify(body).length > 200_000) throw new Problem('input.invalid', {}, [{ path: 'body', message: '内容太长' }])
    const name = typeof body.name === 'string' && body.name.trim() !== '' ? body.name.trim().slice(0, 60) : found.name
    const saved = { ...body, id }
    const done = await ctx.sql`update item.draft set body = ${JSON.stringify(saved)}::text::json, name = ${name}, revision = revision + 1, updated_at = ${ctx.now}, updated_by = ${ctx.seat.actorName}
      where place = ${found.place} and what = ${what} and id = ${id} and revision = ${revision}`
    if (done.count === 0) throw new Problem('conflict.stale')
    const draft = rowOf({ ...found, name, revision: revision + 1, updated_at: ctx.now, updated_by: ctx.seat.actorName })
    return { draft, faults: await faultsIn(ctx, { ...found, body: saved }) }
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
