import * as contract from '../../../contract/catalogue.ts'
import { levelOf } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { backDatedFaults, dayFaults, everyNewest, itemOf, newestOf, spoken, type ItemRecord } from '../../engines/item/index.ts'
import { checkRule, defineRule, ruleOn, type RuleDeclaration } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { newId } from '../../kernel/ids.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { levels } from './publish.ts'

type Which = 'params' | 'days'
interface Asked { which: Which; values: Record<string, number>; basis: string; valid_from: string; back_dated?: string | null | undefined }
interface Row { id: string; place: string; item: string; which: Which; numbers: Record<string, number>; basis: string; valid_from: string; back_dated: string | null; proposed_at: string; proposed_by: string; proposed_name: string; state: 'proposed' | 'in_force' | 'returned'; decided_at: string | null; decided_name: string | null; reason: string | null }

/** The parameters in force at a place, and which of them its own rule sets. */
export const params = serve(contract.params, {
  verb: 'item.read', at: here,
  run: async (ctx, { id, place = ctx.seat.place }) => {
    const found = await newestOf(ctx.sql, 'item', id)
    if (!found || !place.startsWith(ctx.seat.place)) throw new Problem('found.nothing')
    const day = beijingDay(ctx.now)
    const [rule, time] = await Promise.all([ruleOn(ctx.sql, found.body.rule, place, day), ruleOn(ctx.sql, found.body.time, place, day)])
    const rows = (which: Which, held: typeof rule) => found.body[which].map(one => ({ ...one, which, value: held?.params[one.id] ?? one.value, own: held?.place === place }))
    return { params: [...rows('params', rule), ...rows('days', time)], sources: [rule, time].flatMap(one => one ? [`${one.title}：${one.source}${one.verified ? '' : '（随平台带来，尚未与原文核对，启用前请核对）'}`] : []) }
  },
})

const ruleOf = ({ body }: ItemRecord, which: Which) => which === 'params' ? body.rule : body.time

/** The item whose numbers a place may set: the province's, or its own. */
async function itemFor(ctx: Context, id: string, place: string): Promise<ItemRecord> {
  const found = await itemOf(ctx.sql, id)
  if (!found || !place.startsWith(found.place)) throw new Problem('found.nothing')
  return found
}

/** The rule that numbers make: these alone, over whatever else holds at the place on each day from then on. */
function declaredBy(item: ItemRecord, place: string, { which, values, basis, valid_from, back_dated }: Asked): Omit<RuleDeclaration, 'version'> {
  return {
    id: ruleOf(item, which), place, title: `${item.body.name}${which === 'days' ? '办理时限' : ''}`, level: levels[levelOf(place)] ?? 'village', valid_from, valid_to: null, verified: true, partial: true,
    source: back_dated ? `${basis}（追溯执行：${back_dated}）` : basis, params: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  }
}

/** Everything that speaks against a place's numbers from a day, each beside its field. */
async function faultsOf(ctx: Context, item: ItemRecord, place: string, asked: Asked): Promise<FieldProblem[]> {
  const { which, values, valid_from } = asked
  const unknown = Object.keys(values).filter(name => !item.body[which].some(one => one.id === name))
  if (unknown.length > 0) return unknown.map(name => ({ path: `values.${name}`, message: `这个事项没有“${name}”这一项，不能自行增加` }))
  const standing = (await ruleOn(ctx.sql, ruleOf(item, which), place, valid_from))?.params ?? {}
  if (which === 'days') {
    const faults = dayFaults(new Map(Object.entries({ ...standing, ...values })))
    if (faults.length > 0) return faults.map(({ path, message }) => ({ path: path.replace(/^days/, 'values'), message }))
  }
  const loose = await checkRule(ctx.sql, declaredBy(item, place, asked), name => spoken(item.body[which], name))
  const late = valid_from < beijingDay(ctx.now) ? backDatedFaults(item.body[which], standing, values, { which, reason: asked.back_dated ?? null }) : []
  return [...loose.map(one => ({ ...one, path: one.path.replace(/^params/, 'values') })), ...late]
}

export const proposeParams = serve(contract.proposeParams, {
  verb: 'item.make', at: here,
  run: async (ctx, { id, ...asked }) => {
    const { place, actor, actorName } = ctx.seat
    const item = await itemFor(ctx, id, place)
    const back_dated = asked.valid_from < beijingDay(ctx.now) ? asked.back_dated ?? null : null
    const faults = await faultsOf(ctx, item, place, { ...asked, back_dated })
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    const [waiting] = await ctx.sql`select 1 from item.standard where county = ${countyOf(place)} and place = ${place} and item = ${id} and which = ${asked.which} and state = 'proposed' limit ${1}`
    if (waiting) throw new Problem('item.standard_waits', { name: item.body.name })
    const standard = newId()
    await ctx.sql`insert into item.standard (county, id, place, item, which, numbers, basis, valid_from, back_dated, proposed_at, proposed_by, proposed_name)
      values (${countyOf(place)}, ${standard}, ${place}, ${id}, ${asked.which}, ${ctx.sql.json(asked.values)}, ${asked.basis}, ${asked.valid_from}::date, ${back_dated}, ${ctx.now}, ${actor}, ${actorName})`
    return { standard }
  },
  subject: ({ id }) => id, deed: ({ valid_from, back_dated }) => ({ title: back_dated ? `提出本地标准，追溯自 ${valid_from}：${back_dated}` : undefined }),
})

const columns = (ctx: Context) => ctx.sql`id, place, item, which, numbers, basis, valid_from, back_dated, proposed_at, proposed_by, proposed_name, state, decided_at, decided_name, reason`

export const standards = serve(contract.standards, {
  verb: 'item.read', at: here,
  run: async (ctx, { item, waiting, for_me, after, limit }) => {
    const key = fromCursor(after, 'id')
    const wanted = ctx.sql`place >= ${ctx.seat.place} and place < ${ctx.seat.place + '~'} ${item ? ctx.sql`and item = ${item}` : ctx.sql``} ${waiting || for_me ? ctx.sql`and state = 'proposed'` : ctx.sql``}
      ${for_me ? ctx.sql`and proposed_by <> ${ctx.seat.actor}` : ctx.sql``}`
    const [rows, count, items] = await Promise.all([
      ctx.sql<Row[]>`select ${columns(ctx)} from item.standard where ${wanted} ${key ? ctx.sql`and id < ${key[0]!}::uuid` : ctx.sql``} order by id desc limit ${limit + 1}`,
      countUpTo(ctx.sql, ctx.sql`select 1 from item.standard where ${wanted}`), everyNewest(ctx.sql, 'item'),
    ])
    const page = pageOf(rows, limit, row => [row.id])
    const names = await nameOf(ctx.sql, page.items.map(row => row.place))
    return { items: await Promise.all(page.items.map(row => shown(ctx, row, items.find(one => one.id === row.item), names))), next: page.next, count }
  },
})

/** A standard in words: what held on its first day beside what is to hold. */
async function shown(ctx: Context, { numbers, ...row }: Row, item: ItemRecord | undefined, names: ReadonlyMap<string, string>) {
  const { proposed_by, place, which, valid_from } = row
  const fields = item?.body[which] ?? []
  const above = item && (await ruleOn(ctx.sql, ruleOf(item, which), place, valid_from))?.params
  return {
    ...row, item_name: item?.body.name ?? row.item, place_name: names.get(place) ?? place, mine: proposed_by === ctx.seat.actor,
    numbers: Object.entries(numbers).map(([id, value]) => {
      const { name, say } = spoken(fields, id)
      return { name, before: above?.[id] === undefined ? '—' : say(above[id]), after: say(value) }
    }),
  }
}

async function findStandard(ctx: Context, { standard }: { standard: string }): Promise<Row | null> {
  const [row] = await ctx.sql<Row[]>`select ${columns(ctx)} from item.standard where id = ${standard} limit ${1}`
  return row ?? null
}

/** Of two who decide at once the slower is told so. */
async function decide(ctx: Context, { id, place }: Row, state: 'in_force' | 'returned', reason: string | null): Promise<void> {
  const done = await ctx.sql`update item.standard set state = ${state}, decided_at = ${ctx.now}, decided_name = ${ctx.seat.actorName}, reason = ${reason}
    where county = ${countyOf(place)} and id = ${id} and state = 'proposed'`
  if (done.count === 0) throw new Problem('item.standard_decided')
}

export const setParams = serve(contract.setParams, {
  verb: 'item.publish', at: findStandard,
  run: async (ctx, _input, found) => {
    if (found.state !== 'proposed') throw new Problem('item.standard_decided')
    if (found.proposed_by === ctx.seat.actor) throw new Problem('item.own')
    const item = await itemFor(ctx, found.item, found.place)
    if (found.valid_from < beijingDay(ctx.now) && found.back_dated === null) throw new Problem('item.too_late', { day: found.valid_from })
    const asked = { ...found, values: found.numbers }
    // What holds above may have changed since it was proposed.
    const faults = await faultsOf(ctx, item, found.place, asked)
    if (faults.length > 0) throw new Problem('input.invalid', {}, faults)
    await decide(ctx, found, 'in_force', null)
    const rule = declaredBy(item, found.place, asked)
    return { rule: rule.id, version: await defineRule(ctx, rule) }
  },
  subject: (_input, { rule }) => rule, deed: (_input, _output, { valid_from, back_dated }) => ({ title: back_dated ? `复核本地标准，追溯自 ${valid_from}：${back_dated}` : undefined }),
})

export const returnParams = serve(contract.returnParams, {
  verb: 'item.publish', at: findStandard,
  run: async (ctx, { standard, reason }, found) => {
    await decide(ctx, found, 'returned', reason)
    return { standard }
  },
  subject: ({ standard }) => standard, deed: ({ reason }, _output, { proposed_name }) => ({ title: `退回${proposed_name}提出的本地标准：${reason}` }),
})
