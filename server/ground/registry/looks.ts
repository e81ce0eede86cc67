import type { Looked } from '../../../contract/person.ts'
import { officeName, operationName } from '../../../contract/glossary.ts'
import type { z } from 'zod'
import { newId } from '../../kernel/ids.ts'
import type { Context, Looked as Look } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { countyOf } from '../../kernel/seat.ts'
import { merged } from './merged.ts'
import type { PageOf, PageWanted } from './pages.ts'

/** Notes who opened whose record, in which capacity and for what (PIPL arts 44–45). The statement travels with the commit. */
export function recordLook(ctx: Context, operation: string, look: Look): PromiseLike<unknown> {
  const { seat } = ctx
  return ctx.sql`
    insert into registry.look (county, id, place, person, actor, actor_name, office, actor_place, operation, purpose, confidential, at)
    values (${countyOf(look.place)}, ${newId()}, ${look.place}, ${look.person}, ${seat.actor}, ${seat.actorName}, ${seat.office},
      ${seat.place}, ${operation}, ${look.purpose}, ${look.confidential ?? false}, ${ctx.now})`
}

interface LookRow { id: string; at: string; actor_name: string; office: string; place_name: string; operation: string; purpose: string }

/** Who looked at a person's record, newest first; a page holds `limit` looks, told as fewer where they belong together. In the self chair confidential looks are not seen. */
export async function looksAt(ctx: Context, person: string, { after, limit }: PageWanted): Promise<PageOf<z.infer<typeof Looked>>> {
  const { sql } = ctx
  const [before] = fromCursor(after, 'id') ?? []
  const [rows, count] = await Promise.all([
    sql<LookRow[]>`
      select l.id, l.at, l.actor_name, l.office, coalesce(p.display, l.actor_place) as place_name, l.operation, l.purpose
      from registry.look l left join territory.place p on p.code = l.actor_place and p.valid_to is null
      where l.person = ${person} ${before ? sql`and l.id < ${before}` : sql``}
      order by l.id desc limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.look where person = ${person}`),
  ])
  const { items, next } = pageOf(rows, limit, row => [row.id])
  return {
    next, count,
    items: merged(items).map(({ at, actor_name, office, place_name, operation, purpose, times, first_at }) =>
      ({ at, actor_name, office_name: officeName(office), place_name, operation_name: operationName(operation), purpose, times, first_at })),
  }
}
