import type { z } from 'zod'
import * as contract from '../../../contract/resource.ts'
import { beijingDay } from '../../../contract/time.ts'
import { speaksFor } from '../../ground/gate/index.ts'
import { findPlace, nameOf } from '../../ground/territory/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Module } from '../../kernel/module.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { clashes, fits, objectKey } from './match.ts'

export { importResources } from './import.ts'

type Form = keyof typeof contract.resourceForms
type Purpose = keyof typeof contract.purposes
interface Sent {
  id: string; place: string; owner: string; owner_name: string; form: Form; purpose: Purpose; object: string; object_key: string; title: string; amount_fen: number; quantity: number; unit: string
  period_from: string; period_to: string; declared_at: string; withdrawn_why: string | null
}
interface Need { id: string; place: string; purpose: Purpose; object: string; object_key: string; title: string; why: string; wanted_by: string | null; met_at: string | null }
interface Clash { id: string; place: string; older: string; newer: string; answerer: string; answer: string | null; answered_at: string | null }

const sentColumns = (sql: Context['sql']) => sql`id, place, owner, owner_name, form, purpose, object, object_key, title, amount_fen, quantity, unit, period_from, period_to, declared_at, withdrawn_why`
const wrong = (path: string, message: string): Problem => new Problem('input.invalid', {}, [{ path, message }])

/** Others have paid for the same: each pair is written down and waits for an answer from whoever came second. */
async function writeClashes(ctx: Context, mine: Sent): Promise<number> {
  const others = await ctx.sql<Sent[]>`select ${sentColumns(ctx.sql)} from resource.sent
    where place = ${mine.place} and object_key = ${mine.object_key} and purpose = ${mine.purpose} and id <> ${mine.id} and withdrawn_at is null order by id limit ${100}`
  const found = others.filter(one => clashes(one, mine))
  for (const one of found) {
    await ctx.sql`insert into resource.clash ${ctx.sql({ county: mine.place.slice(0, 6), id: newId(), place: mine.place, older: one.id, newer: mine.id, answerer: mine.owner, found_at: ctx.now })}`
  }
  return found.length
}

/** The object as it is compared; what is nothing but marks and blanks names no object. */
function keyOf(object: string): string {
  const key = objectKey(object)
  if (key === '') throw wrong('object', '请写明对象的名称，不能只有标点')
  return key
}

/** Double funding is answered before anything else is declared. */
async function owesNothing({ sql }: Context, owner: string): Promise<void> {
  const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from resource.clash where answerer = ${owner}::uuid and answer is null`
  if (n > 0) throw new Problem('resource.answer_first', { n })
}

const inTurn = (ctx: Context, place: string): PromiseLike<unknown> => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`resource ${place}`}, 0))`

const declare = serve(contract.declare, {
  verb: 'resource.declare', at: (_ctx, { place }) => ({ place }),
  run: async (ctx, { organisation, ...given }) => {
    const owner = await speaksFor(ctx, organisation)
    if ((await findPlace(ctx.sql, given.place))?.level !== 'community') throw wrong('place', '请选择村（社区）')
    if (given.period_to < given.period_from) throw wrong('period_to', '结束日期不能早于开始日期')
    if (given.form === 'money' && given.amount_fen === 0) throw wrong('amount_fen', '请填写金额')
    // Two who declare the same at once must see each other: one after the other at a community.
    await inTurn(ctx, given.place)
    const row: Sent = { ...given, id: newId(), owner: owner.id, owner_name: owner.name, object_key: keyOf(given.object), declared_at: ctx.now, withdrawn_why: null }
    await owesNothing(ctx, owner.id)
    await ctx.sql`insert into resource.sent ${ctx.sql({ county: given.place.slice(0, 6), ...row })}`
    return { id: row.id, clashes: await writeClashes(ctx, row) }
  },
  subject: (_input, { id }) => id,
})

const need = serve(contract.need, {
  verb: 'resource.need', at: here,
  run: async (ctx, { wanted_by = null, ...stated }) => {
    const id = newId()
    await ctx.sql`insert into resource.need ${ctx.sql({ county: ctx.seat.place.slice(0, 6), id, place: ctx.seat.place, ...stated, wanted_by, object_key: keyOf(stated.object), stated_at: ctx.now })}`
    return { id }
  },
  subject: (_input, { id }) => id,
})

const rowAt = (table: 'need' | 'clash' | 'sent') => async (ctx: Context, id: string) => {
  const [row] = await ctx.sql<{ place: string; county: string; answerer?: string; answered_at?: string | null; owner?: string; title?: string; withdrawn_why?: string | null }[]>`select * from ${ctx.sql(`resource.${table}`)} where id = ${id} for update`
  return row ?? null
}

const meet = serve(contract.meet, {
  verb: 'resource.need', at: (ctx, { need: id }) => rowAt('need')(ctx, id),
  run: async (ctx, { need: id, how }) => {
    await ctx.sql`update resource.need set met_at = ${ctx.now}, met_how = ${how} where id = ${id} and met_at is null`
    return {}
  },
  subject: input => input.need,
})

const withdraw = serve(contract.withdraw, {
  verb: 'resource.declare', at: (ctx, { resource }) => rowAt('sent')(ctx, resource),
  run: async (ctx, { resource, reason }, { place, owner, title, withdrawn_why }) => {
    if ((await speaksFor(ctx, owner).catch(() => null))?.id !== owner) throw new Problem('resource.not_owner')
    // Who declares at this moment finds it, or finds it taken back: nobody is left with an overlap with what is gone.
    await inTurn(ctx, place)
    if (withdrawn_why) throw new Problem('resource.withdrawn')
    await ctx.sql`update resource.sent set withdrawn_at = ${ctx.now}, withdrawn_why = ${reason} where id = ${resource}`
    const done = await ctx.sql`update resource.clash set answer = ${`“${title}”已收回：${reason}`}, answered_at = ${ctx.now} where (older = ${resource} or newer = ${resource}) and answer is null`
    return { answered: done.count }
  },
  subject: input => input.resource,
})

const answer = serve(contract.answer, {
  verb: 'resource.declare', at: (ctx, { clash }) => rowAt('clash')(ctx, clash),
  run: async (ctx, { clash, answer: text }, { answerer, answered_at }) => {
    if ((await speaksFor(ctx, answerer).catch(() => null))?.id !== answerer) throw new Problem('resource.not_yours')
    // What a colleague said, or that it was taken back, is not written over.
    if (answered_at) throw new Problem('resource.answered')
    await ctx.sql`update resource.clash set answer = ${text}, answered_at = ${ctx.now} where id = ${clash}`
    return {}
  },
  subject: input => input.clash,
})

const pool = serve(contract.pool, {
  verb: 'resource.read', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, { after, limit }, { place }) => {
    const { sql } = ctx
    const range = sql`place >= ${place} and place < ${place + '~'}`
    const key = fromCursor(after, 'id')?.[0]
    const found = await findPlace(sql, place)
    if (!found) throw new Problem('found.nothing')
    const [rows, count, [total], needs, clashed, current] = await Promise.all([
      sql<Sent[]>`select ${sentColumns(sql)} from resource.sent where ${range} ${key ? sql`and id < ${key}::uuid` : sql``} order by id desc limit ${limit + 1}`,
      countUpTo(sql, sql`select 1 from resource.sent where ${range}`), sql<{ amount: number }[]>`select coalesce(sum(amount_fen), 0)::bigint as amount from resource.sent where ${range} and withdrawn_at is null`,
      sql<Need[]>`select id, place, purpose, object, object_key, title, why, wanted_by, met_at from resource.need where ${range} order by met_at nulls first, id desc limit ${100}`,
      sql<Clash[]>`select id, place, older, newer, answerer, answer, answered_at from resource.clash where ${range} order by answered_at nulls first, id desc limit ${100}`,
      sql<Sent[]>`select ${sentColumns(sql)} from resource.sent where ${range} and withdrawn_at is null and period_to >= ${beijingDay(ctx.now)}::date order by id desc limit ${500}`,
    ])
    const { items, next } = pageOf(rows, limit, row => [row.id])
    const paired = await sql<Sent[]>`select ${sentColumns(sql)} from resource.sent where id = any (${clashed.flatMap(one => [one.older, one.newer])}::uuid[])`
    const names = await nameOf(sql, [...new Set([...items, ...needs, ...clashed, ...current].map(row => row.place))])
    const own = ctx.may('resource.declare') ? (await speaksFor(ctx).catch(() => null))?.id : undefined
    const name = (code: string) => names.get(code) ?? code
    const shown = ({ owner, object_key: _, ...row }: Sent): z.input<typeof contract.pool.output>['items'][number] => ({ ...row, place_name: name(row.place), mine: owner === own })
    return {
      items: items.map(shown), next, count, place, place_name: found.display, amount_fen: total!.amount, open_clashes: clashed.filter(one => one.answer === null).length,
      needs: needs.map(({ met_at, object_key, ...row }) => ({
        ...row, place_name: name(row.place), met: met_at !== null,
        matches: met_at ? [] : current.filter(one => one.place === row.place).map(one => ({ resource: one.id, title: one.title, owner_name: one.owner_name, ...fits({ ...row, object_key }, one) }))
          .filter(one => one.score >= 2 && one.reasons.length > 0).sort((a, b) => b.score - a.score).slice(0, 5),
      })),
      clashes: clashed.flatMap(one => {
        const [older, newer] = [one.older, one.newer].map(id => paired.find(row => row.id === id))
        return older && newer ? [{ id: one.id, place_name: name(one.place), one: shown(older), other: shown(newer), shares: `同一对象“${newer.object}”、同一用途“${contract.purposes[newer.purpose]}”、时间重叠`, answer: one.answer, answered_at: one.answered_at, mine: own === one.answerer }] : []
      }),
    }
  },
})

/** What is sent down, on one page beside what a community needs (统筹资源). */
export const resourceModule: Module = {
  name: 'resource',
  offices: {
    department_clerk: ['resource.read', 'resource.declare'], community_worker: ['resource.read', 'resource.need'], street_examiner: ['resource.read'], county_admin: ['resource.read'],
    social_work: ['resource.read'], burden_taskforce: ['resource.read'],
  },
  operations: [declare, need, meet, withdraw, answer, pool],
}
