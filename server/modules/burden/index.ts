import * as contract from '../../../contract/burden.ts'
import { kindName } from '../../../contract/gate.ts'
import { levelOf, levels } from '../../../contract/kernel.ts'
import { operationName } from '../../../contract/glossary.ts'
import { measureOf, publish as publishMonth, publishedAt, requestersAt, spentAt } from '../../ground/burden/index.ts'
import { capsOn, capsRule, communitiesOf, dayOf, loadOf } from '../../ground/gate/index.ts'
import { defineRule, ownParams, ruleOn } from '../../ground/law/index.ts'
import { findPlace, nameOf } from '../../ground/territory/index.ts'
import type { Module } from '../../kernel/module.ts'
import { here, serve } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

const kindNames: Record<string, string> = { duty: '自己的工作' }
const sum = (rows: readonly { minutes: number }[]): number => rows.reduce((all, row) => all + row.minutes, 0)

export const spent = serve(contract.spent, {
  verb: 'burden.read', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, { month }, { place }) => {
    const [rows, found, caps, communities, load] = await Promise.all([
      spentAt(ctx.sql, place, month), findPlace(ctx.sql, place), capsOn(ctx.sql, place, dayOf(ctx)), communitiesOf(ctx.sql, [place], 'all'),
      loadOf(ctx.sql, { places: [place], reach: 'all', kind: 'task', valid_from: dayOf(ctx), valid_to: null }),
    ])
    if (!found) throw new Problem('found.nothing')
    return {
      place, place_name: found.display, minutes: sum(rows), communities, allowed: caps.params.minutes!, promised: load.minutes, source: caps.source,
      items: rows.map(({ kind, requester_name, n, minutes }) => ({ kind, kind_name: kindNames[kind] ?? kindName(kind), requester_name, n, minutes })),
    }
  },
})

export const requesters = serve(contract.requesters, {
  verb: 'burden.govern', at: here,
  run: async (ctx, { month }) => {
    const [rows, published] = await Promise.all([requestersAt(ctx.sql, ctx.seat.place, month), publishedAt(ctx.sql, ctx.seat.place)])
    return {
      items: rows.map(({ requester_name, communities, n, minutes }) => ({ requester_name, communities, n, minutes })),
      published: published.some(one => one.month.startsWith(month) && one.place === ctx.seat.place),
    }
  },
})

export const publish = serve(contract.publish, {
  verb: 'burden.govern', at: here,
  run: async (ctx, { month, decision }) => {
    if (month >= dayOf(ctx).slice(0, 7)) throw new Problem('burden.month_open')
    return { n: await publishMonth(ctx, ctx.seat.place, month, decision) }
  },
  subject: input => input.month,
})

export const published = serve(contract.published, {
  verb: 'admission.read', at: here,
  run: async (ctx, { place }) => {
    const rows = await publishedAt(ctx.sql, place)
    const names = await nameOf(ctx.sql, rows.map(row => row.place))
    const months = new Map<string, (typeof rows)[number][]>()
    for (const row of rows) months.set(`${row.month} ${row.place}`, [...months.get(`${row.month} ${row.place}`) ?? [], row])
    return {
      months: [...months.values()].map(list => ({
        place: list[0]!.place, place_name: names.get(list[0]!.place) ?? list[0]!.place, month: list[0]!.month.slice(0, 7), decision: list[0]!.decision, published_at: list[0]!.published_at,
        items: list.map(({ requester_name, communities, minutes }) => ({ requester_name, communities, minutes })),
      })),
    }
  },
})

/** A budget is a dated rule of the county: it can only be lower than what holds above, and the caps beside it stay. */
export const setBudget = serve(contract.setBudget, {
  verb: 'burden.govern', at: here,
  run: async (ctx, { minutes, basis, valid_from }) => {
    if (valid_from < dayOf(ctx)) throw new Problem('input.invalid', {}, [{ path: 'valid_from', message: '生效日期不能早于今天' }])
    const [above, own] = await Promise.all([ruleOn(ctx.sql, capsRule, ctx.seat.place.slice(0, 2), valid_from), ownParams(ctx.sql, capsRule, ctx.seat.place, valid_from)])
    return { version: await defineRule(ctx, {
      id: capsRule, place: ctx.seat.place, title: '社区负担预算', level: levelOf(ctx.seat.place) === 'county' ? 'county' : 'province', valid_from, valid_to: null, source: basis, verified: true,
      params: ctx.seat.place.length > 2 ? { ...own, minutes: { value: minutes } } : { ...Object.fromEntries(Object.entries(above!.params).map(([name, value]) => [name, { value, local: 'at_most' as const }])), minutes: { value: minutes, local: 'at_most' } },
    }) }
  },
})

/** The measure stands on the desk of those who can act: the county's, by department and place; a community sees its own. */
export const measure = serve(contract.measure, {
  verb: 'burden.read', at: here,
  run: async (ctx, { month, by }) => {
    const { place } = ctx.seat
    const below = place.length < levels.county ? levels.county : place.length < levels.town ? levels.town : levels.community
    const rows = await measureOf(ctx.sql, place, month, by, below)
    const names = by === 'place' ? await nameOf(ctx.sql, rows.map(row => row.label)) : new Map<string, string>()
    return {
      entered: rows.reduce((all, row) => all + row.entered, 0), again: rows.reduce((all, row) => all + row.again, 0),
      items: rows.map(row => ({ ...row, name: by === 'form' ? operationName(row.label) : names.get(row.label) ?? row.label })),
    }
  },
})

/** The burden ledger on the desks of those who can act, and what of it is published. */
export const burdenModule: Module = {
  name: 'burden',
  offices: {
    community_worker: ['burden.read'], street_examiner: ['burden.read'], county_admin: ['burden.read'], social_work: ['burden.read'], burden_taskforce: ['burden.read', 'burden.govern'],
    city_viewer: ['burden.read'], province_viewer: ['burden.read'],
  },
  operations: [spent, requesters, publish, published, setBudget, measure],
  constraints: { published_pkey: 'burden.published' },
}
