import { itemsOf } from '../../engines/item/index.ts'
import { casesAt, openCasesAt } from '../../engines/process/index.ts'
import type { Known, Sources } from '../../engines/report/index.ts'
import type { Context } from '../../kernel/operation.ts'

/** What reports draw on besides facts: cases of items, and what waits. */
export const sources: Sources = {
  cases: (ctx, wanted, place, length) => casesAt(ctx.sql, wanted, place, length),
  indicators: {
    'cases.open': { name: '正在办理的办件', read: (ctx, place, length) => openCasesAt(ctx.sql, place, length, null) },
    'cases.late': { name: '超期的办件', read: (ctx, place, length) => openCasesAt(ctx.sql, place, length, ctx.now) },
  },
}

export const knownTo = async (ctx: Context): Promise<Known> =>
  ({ topics: new Set((await itemsOf(ctx.sql)).map(one => one.id)), indicators: new Set(Object.keys(sources.indicators)) })
