import * as contract from '../../../contract/report.ts'
import { stateName, states } from '../../../contract/glossary.ts'
import { ReportBody } from '../../../contract/report.ts'
import { beijingDay } from '../../../contract/time.ts'
import { itemsOf } from '../../engines/item/index.ts'
import { addSendings, addVersion, allReports, asksOf, coverage, faultsOf, foundReport, holdReport, retireReport, sendingsFor } from '../../engines/report/index.ts'
import { choicesOf, elementsAt, findElement, reaches } from '../../ground/registry/index.ts'
import { speaksFor } from '../../ground/gate/index.ts'
import { countsUnder, placesByCode } from '../../ground/territory/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { here, serve, type Context, type Leave } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { own } from './layouts.ts'
import { knownTo, sources } from './sources.ts'

interface Draft { id: string; place: string; name: string; body: Record<string, unknown>; revision: number; updated_at: string; updated_by: string }
const rowOf = ({ id, name, revision, updated_at, updated_by }: Draft) => ({ id, name, revision, updated_at, updated_by })

async function found(ctx: Context, { id }: { id: string }): Promise<Draft | null> {
  const [row] = await ctx.sql<Draft[]>`select id, place, name, body, revision, updated_at, updated_by from report.draft where place = ${ctx.seat.place} and id = ${id}`
  return row ?? null
}

/** What is wrong with a definition here; an element that was registered for other places cannot be asked. */
async function faultsHere(ctx: Context, body: Record<string, unknown>): Promise<ReturnType<typeof faultsOf>> {
  const faults = faultsOf(body, await knownTo(ctx))
  if (faults.length > 0) return faults
  const far = asksOf(ReportBody.parse(body)).elements.map(id => findElement(id)!).filter(one => !reaches(one, ctx.seat.place))
  return far.map(({ name }) => ({ path: 'columns', message: `数据项“${name}”不是给这里登记的` }))
}

/** A draft with its faults; where it has none, how much is held already in one's own range. */
async function judged(ctx: Context, draft: Draft) {
  const faults = await faultsHere(ctx, draft.body)
  ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
  const held = faults.length > 0 ? null : await coverage(ctx, ReportBody.parse(draft.body), { place: ctx.seat.place, day: beijingDay(ctx.now) })
  return { draft: rowOf(draft), body: draft.body, faults, coverage: held }
}

export const drafts = serve(contract.drafts, {
  verb: 'report.define', at: here,
  run: async (ctx, { after, limit }) => {
    const key = fromCursor(after, 'instant', 'text')
    const mine = ctx.sql`place = ${ctx.seat.place}`
    const [rows, count] = await Promise.all([
      ctx.sql<Draft[]>`select id, place, name, revision, updated_at, updated_by from report.draft
        where ${mine} ${key ? ctx.sql`and (updated_at, id) < (${key[0]!}, ${key[1]!})` : ctx.sql``} order by updated_at desc, id desc limit ${limit + 1}`,
      countUpTo(ctx.sql, ctx.sql`select 1 from report.draft where ${mine}`),
    ])
    const { items, next } = pageOf(rows, limit, row => [row.updated_at, row.id])
    return { items: items.map(rowOf), next, count }
  },
})

export const draft = serve(contract.draft, { verb: 'report.define', at: found, run: (ctx, _input, one) => judged(ctx, one) })

export const begin = serve(contract.begin, {
  verb: 'report.define', at: here,
  run: async (ctx, { id, title, from }) => {
    const source = from ? await foundReport(ctx, from) : undefined
    // Looked for everywhere: an id says the same report in the whole province.
    const standing = (await allReports(ctx.sql)).find(one => one.id === id || one.aliases.includes(id))
    if (standing && (standing.place !== ctx.seat.place || standing.id !== id)) throw new Problem('item.taken', { id })
    const body = {
      ...source?.body ?? { grain: 'person', population: null, columns: [], period: 'month', due_days: 5, department: '', basis: [], valid_from: beijingDay(ctx.now) },
      id, title,
    }
    const row: Draft = { id, place: ctx.seat.place, name: title, body, revision: 0, updated_at: ctx.now, updated_by: ctx.seat.actorName }
    await ctx.sql`insert into report.draft (county, id, place, name, body, revision, updated_at, updated_by)
      values (${countyOf(row.place)}, ${id}, ${row.place}, ${title}, ${JSON.stringify(body)}::text::json, 0, ${ctx.now}, ${row.updated_by})`
    return rowOf(row)
  },
  subject: ({ id }) => id,
})

export const save = serve(contract.save, {
  verb: 'report.define', at: found,
  run: async (ctx, { id, revision, body }, one) => {
    if (JSON.stringify(body).length > 100_000) throw new Problem('input.invalid', {}, [{ path: 'body', message: '内容太长' }])
    const name = typeof body.title === 'string' && body.title.trim() !== '' ? body.title.trim().slice(0, 60) : one.name
    const saved = { ...body, id }
    const done = await ctx.sql`update report.draft set body = ${JSON.stringify(saved)}::text::json, name = ${name}, revision = revision + 1, updated_at = ${ctx.now}, updated_by = ${ctx.seat.actorName}
      where place = ${one.place} and id = ${id} and revision = ${revision}`
    if (done.count === 0) throw new Problem('conflict.stale')
    return judged(ctx, { ...one, name, body: saved, revision: revision + 1, updated_at: ctx.now, updated_by: ctx.seat.actorName })
  },
  subject: ({ id }) => id,
})

const drop = (ctx: Context, { place, id }: Draft) => ctx.sql`delete from report.draft where place = ${place} and id = ${id}`

export const discard = serve(contract.discard, {
  verb: 'report.define', at: found,
  run: async (ctx, { id }, one) => {
    await drop(ctx, one)
    return { id }
  },
  subject: ({ id }) => id,
})

/** Whether a version asks more of communities than the one before: another fact, other people, another rhythm, or under another name. */
function asksMore(was: ReportBody, is: ReportBody): boolean {
  const [before, after] = [asksOf(was), asksOf(is)]
  return after.elements.some(one => !before.elements.includes(one)) || was.title !== is.title || was.period !== is.period || was.grain !== is.grain
    || JSON.stringify(was.population) !== JSON.stringify(is.population)
}

/**
 * A report that lies on communities was admitted as it was: what asks more of them must still be within that, or admitted as its
 * next version, named `report@2`.
 */
async function laidAnew(ctx: Context, { id }: { id: string }, one: Draft): Promise<Leave[]> {
  await holdReport(ctx, id)
  const [body, standing] = [ReportBody.safeParse(one.body).data, (await allReports(ctx.sql)).find(each => each.id === id)]
  if (!body || !standing || !asksMore(standing.body, body)) return []
  const lying = (await sendingsFor(ctx.sql, one.place, beijingDay(ctx.now))).filter(each => each.report === id)
  if (lying.length === 0) return []
  const asker = await speaksFor(ctx)
  const named = standing.body.title === body.title ? {} : { title: body.title }
  return lying.map(({ place, admission }) => (
    { kind: 'report', subject: `${id}@${standing.version + 1}`, or: [admission], places: [place], by: asker.id, by_name: asker.name, asks: asksOf(body) as unknown as Json, ...named }))
}

export const publish = serve(contract.publish, {
  verb: 'report.define', at: found, lays: { kinds: ['report'], of: laidAnew },
  run: async (ctx, { id, revision }, one) => {
    if (one.revision !== revision) throw new Problem('conflict.stale')
    const faults = await faultsHere(ctx, one.body)
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    const version = await addVersion(ctx, ReportBody.parse(one.body), one.place)
    await drop(ctx, one)
    return { id, version }
  },
  subject: ({ id }) => id,
})

export const retire = serve(contract.retire, {
  verb: 'report.define', at: own,
  run: async (ctx, { reason }, { record }) => {
    await retireReport(ctx, record.id, record.version, reason)
    return { id: record.id, version: record.version }
  },
  subject: ({ report }) => report,
})

/** The one door by which a report reaches communities: what was not admitted the gate withholds, and the county hears of it. */
export const send = serve(contract.send, {
  verb: 'report.define',
  at: async (ctx, { report, places }) => {
    const record = await foundReport(ctx, report)
    if ((await placesByCode(ctx.sql, places)).length !== new Set(places).size) throw new Problem('place.unknown')
    const outside = places.find(place => !place.startsWith(ctx.seat.place))
    return { place: outside ?? ctx.seat.place, record }
  },
  lays: {
    kinds: ['report'],
    // Under a number it bears the name that was admitted; by its own id, or that of its version, it was admitted itself.
    of: async (ctx, { places, body, admission }, { record }) => {
      const asker = await speaksFor(ctx, body)
      const under = admission === undefined ? { subject: record.id, or: [`${record.id}@${record.version}`] } : { subject: admission, title: record.body.title }
      return [{ kind: 'report', ...under, places, by: asker.id, by_name: asker.name, asks: asksOf(record.body) as unknown as Json }]
    },
  },
  run: async (ctx, { places, from }, { record }) => {
    if (record.retired) throw new Problem('found.nothing')
    await addSendings(ctx, record, places, from)
    const counts = await Promise.all(places.map(async place => place.length >= 12 ? { community: 1 } : countsUnder(ctx.sql, place)))
    return { report: record.id, places: places.length, communities: counts.reduce((sum, one) => sum + (one.community ?? 0), 0) }
  },
  subject: ({ report }) => report,
})

export const parts = serve(contract.parts, {
  verb: 'report.define', at: here,
  run: async ctx => ({
    elements: elementsAt(ctx.seat.place).filter(one => one.object === 'person' || one.object === 'household').map(one => ({
      id: one.id, name: one.name, meaning: one.meaning, type: one.type, object: one.object, sealed: one.sensitivity === 'sealed', choices: one.code_list ? choicesOf(one.code_list) : [],
    })),
    topics: (await itemsOf(ctx.sql)).map(one => ({ id: one.id, name: one.body.name })),
    states: Object.keys(states).filter(one => !one.startsWith('rating_')).map(code => ({ code, label: stateName(code) })),
    indicators: Object.entries(sources.indicators).map(([id, { name }]) => ({ id, name })),
  }),
})
