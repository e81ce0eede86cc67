import type { Looked } from '../../../contract/person.ts'
import { officeName, operationName } from '../../../contract/glossary.ts'
import type { z } from 'zod'
import { newId } from '../../kernel/ids.ts'
import type { Context, Looked as Look } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { countyOf } from '../../kernel/seat.ts'
import type { PageOf, PageWanted } from './pages.ts'

/** Notes who opened whose record, in which capacity and for what (PIPL arts 44–45). The statement travels with the commit. */
export function recordLook(ctx: Context, operation: string, look: Look): PromiseLike<unknown> {
  const { seat } = ctx
  return ctx.sql`
    insert into registry.look (county, id, place, person, actor, actor_name, office, actor_place, operation, purpose, confidential, at)
    values (${countyOf(look.place)}, ${newId()}, ${look.place}, ${look.person}, ${seat.actor}, ${seat.actorName}, ${seat.office},
      ${seat.place}, ${operation}, ${look.purpose}, ${look.confidential ?? false}, ${ctx.now})`
}

interface LookRow { id: string; at: string; first_at: string; times: number; actor_name: string; office: string; place_name: string; looks: { at: string; operation: string; purpose: string }[] }

/**
 * Who looked at a person's record, newest first: the looks of one person for one matter (or with one purpose) on one day of Beijing are one row,
 * with how many and each of them. In the self chair confidential looks are not seen.
 */
export async function looksAt(ctx: Context, person: string, { after, limit }: PageWanted): Promise<PageOf<z.infer<typeof Looked>>> {
  const { sql } = ctx
  const [before] = fromCursor(after, 'id') ?? []
  const newest = sql`(array_agg(l.id order by l.id desc))[1]`
  // A purpose that names a case is about that case, whatever was done with it.
  const visits = sql`group by l.actor, l.actor_name, l.office, (l.at at time zone 'Asia/Shanghai')::date, coalesce(substring(l.purpose from '\\d{6}-\\d{8}-\\d{6,9}'), l.operation || ' ' || l.purpose)`
  const [rows, count] = await Promise.all([
    sql<LookRow[]>`
      select ${newest} as id, max(l.at) as at, min(l.at) as first_at, count(*)::integer as times, l.actor_name, l.office, (array_agg(coalesce(p.display, l.actor_place) order by l.id desc))[1] as place_name,
        (jsonb_agg(jsonb_build_object('at', l.at, 'operation', l.operation, 'purpose', l.purpose) order by l.id desc)) as looks
      from registry.look l left join territory.place p on p.code = l.actor_place and p.valid_to is null
      where l.person = ${person} ${visits} ${before ? sql`having ${newest} < ${before}::uuid` : sql``}
      order by 1 desc limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.look l where l.person = ${person} ${visits}`),
  ])
  const { items, next } = pageOf(rows, limit, row => [row.id])
  return { next, count, items: items.map(shown) }
}

function shown({ at, first_at, times, actor_name, office, place_name, looks }: LookRow): z.infer<typeof Looked> {
  const each = looks.slice(0, most).map(({ at, operation, purpose }) => ({ at: new Date(at).toISOString(), operation_name: operationName(operation), purpose }))
  const [last] = each
  return { at, first_at, times, actor_name, office_name: officeName(office), place_name, operation_name: last!.operation_name, purpose: last!.purpose, looks: each }
}
const most = 50
