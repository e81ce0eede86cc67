import type { Column, ImportKind } from '../../../contract/exchange.ts'
import { titleKey } from '../../ground/registry/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'
import { answerTitle } from './targets.ts'

interface Template { id: string; name: string; kind: ImportKind; columns: Column[]; made_name: string; used_at: string; place: string }

/** The templates of this seat's place, the last used first. */
export const templatesAt = async ({ sql, seat }: Context): Promise<Template[]> => [...await sql<Template[]>`
  select id, name, kind, columns, made_name, used_at, place from exchange.template where place = ${seat.place} order by used_at desc limit ${100}`]

const signature = (titles: readonly string[]): string => titles.map(titleKey).filter(title => title !== '' && title !== titleKey(answerTitle)).sort().join('|')

/** The template with these same titles, in whatever order they stand now; null where there is none. */
export async function templateFor(ctx: Context, kind: ImportKind, titles: readonly string[]): Promise<{ name: string; columns: Column[] } | null> {
  const found = (await templatesAt(ctx)).find(one => one.kind === kind && signature(one.columns.map(column => column.title)) === signature(titles))
  if (!found) return null
  const meant = new Map(found.columns.map(column => [titleKey(column.title), column.target]))
  const taken = new Set<string>()
  return {
    name: found.name,
    columns: titles.map((title, at) => {
      const target = meant.get(titleKey(title)) ?? null
      if (target === null || taken.has(target)) return { at, title, target: null }
      taken.add(target)
      return { at, title, target }
    }),
  }
}

/** Remembers what the columns mean under a name; the same name at the same place is the same template. */
export async function rememberTemplate({ sql, seat, now }: Context, name: string, kind: ImportKind, columns: readonly Column[]): Promise<void> {
  await sql`
    insert into exchange.template as t (county, id, place, name, kind, columns, made_by, made_name, used_at)
    values (${countyOf(seat.place)}, ${newId()}, ${seat.place}, ${name}, ${kind}, ${sql.json(columns as unknown as Json)}, ${seat.actor}, ${seat.actorName}, ${now})
    on conflict (county, place, name) do update set kind = excluded.kind, columns = excluded.columns, used_at = excluded.used_at`
}

/** Forgets a template of this place; false where there is none. */
export const dropTemplate = async ({ sql, seat }: Context, id: string): Promise<boolean> =>
  (await sql`delete from exchange.template where county = ${countyOf(seat.place)} and id = ${id} and place = ${seat.place}`).count > 0
