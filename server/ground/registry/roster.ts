import { levels } from '../../../contract/kernel.ts'
import { addDays, beijingDay } from '../../../contract/time.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { cleanName } from './names.ts'
import type { PageOf, PageWanted } from './pages.ts'
import { personColumns, type PersonRecord } from './persons.ts'

export interface RosterFilter extends PageWanted {
  /** At or under this place; row security keeps it within the seat's range. */
  place: string
  /** Part of a name, or the beginning of its pinyin or initials; for a town or less. */
  text?: string | undefined
  min_age?: number | undefined
  /** A code of the list `living`. */
  living?: string | undefined
}

/**
 * People at or under a place in order of their names in pinyin, by key. Counted exactly without a filter (kept counts at
 * town grain and above, read at village grain) and to 10,000 with one. A search by text above a town is `input.invalid`:
 * row security would make it a scan of everybody.
 */
export async function roster(ctx: Context, filter: RosterFilter): Promise<PageOf<PersonRecord>> {
  const { sql } = ctx
  const { place, after, limit } = filter
  if (filter.text && place.length < levels.town) {
    throw new Problem('input.invalid', {}, [{ path: 'text', message: '请先选择到镇街或村（社区），再按姓名查找' }])
  }
  const key = fromCursor(after, 'text', 'id')
  const where = conditions(ctx, filter)
  const [rows, count] = await Promise.all([
    sql<PersonRecord[]>`
      select ${personColumns(sql)} from registry.person p
      left join territory.place t on t.code = p.place and t.valid_to is null
      where ${where} ${key ? sql`and (p.sort_key, p.id) > (${key[0]!}, ${key[1]!}::uuid)` : sql``}
      order by p.sort_key, p.id limit ${limit + 1}`,
    filtered(filter) ? countUpTo(sql, sql`select 1 from registry.person p where ${where}`) : residentsOf(ctx, place),
  ])
  return { ...pageOf(rows, limit, row => [row.sort_key, row.id]), count }
}

const filtered = ({ place, text, min_age, living }: RosterFilter): boolean =>
  place.length > levels.town || text !== undefined || min_age !== undefined || living !== undefined

function conditions({ sql, now }: Context, { place, text, min_age, living }: RosterFilter) {
  return sql`p.place >= ${place} and p.place < ${place + '~'}
    ${text ? searched(sql, text) : sql``} ${living ? sql`and p.living = ${living}` : sql``}
    ${min_age ? sql`and p.birth_date <= ${bornBy(beijingDay(now), min_age)}::date` : sql``}`
}

function searched(sql: Context['sql'], text: string) {
  const name = cleanName(text)
  const letters = /^[a-z\s'·]+$/i.test(text) ? text.toLowerCase().replace(/[^a-z]/g, '') : ''
  return letters
    ? sql`and (starts_with(p.pinyin, ${letters}) or starts_with(p.initials, ${letters}) or position(lower(${name}) in lower(p.name)) > 0)`
    : sql`and position(${name} in p.name) > 0`
}

/** The last day on which one may be born to have completed `years` today; of 29 February in a common year, 1 March counts. */
export function bornBy(today: string, years: number): string {
  const day = `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`
  return isLeapDay(day) ? addDays(`${day.slice(0, 4)}-03-01`, -1) : day
}
const isLeapDay = (day: string): boolean => day.endsWith('-02-29')

/** How many people are registered at or under a town or a higher place: kept, not counted. */
export async function residentsOf({ sql }: Context, place: string): Promise<{ n: number; exact: boolean }> {
  const [row] = await sql<{ n: number }[]>`
    select coalesce(sum(n), 0)::bigint as n from kernel.counter
    where place >= ${place} and place < ${place + '~'} and kind = 'person' and state = 'resident' limit ${1}`
  return { n: row!.n, exact: true }
}
