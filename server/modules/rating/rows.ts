import type { z } from 'zod'
import type { Channel, Grade, Rate } from '../../../contract/rating.ts'
import type * as contract from '../../../contract/rating.ts'
import { stateName } from '../../../contract/glossary.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ruleOn } from '../../ground/law/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { rule } from './process.ts'

/** A rating as its operations read it; without the person who gave it. */
export interface Row {
  county: string; id: string; ref: string; place: string; channel: Channel; grade: Grade; bad: boolean; words: string | null; at: string; item_name: string | null
  worker: string | null; worker_name: string | null; follow_up: string | null; follow_state: string | null; follow_note: string | null
  appealed_at: string | null; voided_at: string | null
}
export const columns = (sql: Context['sql']) => sql`
  county, id, ref, place, channel, grade, bad, words, at, item_name, worker, worker_name, follow_up, follow_state, follow_note, appealed_at, voided_at`

/** The numbers of the law for ratings at a place on the day of the event. */
export async function paramsAt(ctx: Context, place: string, at: string = ctx.now): Promise<Readonly<Record<string, number>>> {
  const found = await ruleOn(ctx.sql, rule, place, beijingDay(at))
  if (!found) throw new Error(`no rule ${rule} in force`)
  return found.params
}

export interface Counted { n: number; one: number; two: number; three: number; four: number; five: number }

/** A rate out of counts; its share only from `shown_from` on, because of a few everybody knows who they were. */
export function rateOf(counted: Counted, { bad_grade = 0, shown_from = 0 }: Readonly<Record<string, number>>): Rate {
  const by = [counted.five, counted.four, counted.three, counted.two, counted.one]
  const grades = by.map((n, i) => ({ grade: (5 - i) as Grade, n }))
  const good = grades.filter(one => one.grade > bad_grade).reduce((sum, one) => sum + one.n, 0)
  return { n: counted.n, grades, good_permille: counted.n > 0 && counted.n >= shown_from ? Math.floor(good * 1000 / counted.n) : null }
}

/** The grades of rows, each counted once: `n` is what a row stands for. */
export const sums = (sql: Context['sql'], n: ReturnType<Context['sql']>) => sql`
  coalesce(sum(${n}), 0)::bigint as n, coalesce(sum(${n}) filter (where grade = 1), 0)::bigint as one, coalesce(sum(${n}) filter (where grade = 2), 0)::bigint as two,
  coalesce(sum(${n}) filter (where grade = 3), 0)::bigint as three, coalesce(sum(${n}) filter (where grade = 4), 0)::bigint as four,
  coalesce(sum(${n}) filter (where grade = 5), 0)::bigint as five`

export const followOf = (row: Pick<Row, 'follow_state' | 'follow_note'>): z.input<typeof contract.Follow> | null =>
  row.follow_state === null ? null : { state: row.follow_state, state_name: stateName(row.follow_state), done: row.follow_note }

/** What others than the rater read of a rating: the day and not the hour, by which a clerk would know who it was; nor the key, which holds the hour. */
export const shown = (row: Row) => ({
  rating: row.ref, grade: row.grade, words: row.words, on: beijingDay(row.at), channel: row.channel, item_name: row.item_name, bad: row.bad,
  follow: followOf(row), counted: row.voided_at === null,
})
