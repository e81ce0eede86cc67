import * as contract from '../../../contract/report.ts'
import { officeName } from '../../../contract/glossary.ts'
import { levels } from '../../../contract/kernel.ts'
import { daysOf, dueOn, periodName } from '../../../contract/period.ts'
import { beijingDay } from '../../../contract/time.ts'
import {
  approveReturn, confirmReturn, headings, headOf, keptRows, progressUnder, reopenReturn, standingOf, stepRows, stepsOf, type ProgressRow,
} from '../../engines/report/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { emit } from '../../kernel/outbox.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { behalfOf } from './behalf.ts'
import { at, levelFor, type Found } from './found.ts'
import { filled, owedOrRefused } from './read.ts'

/** Every row of a table, however many pages. */
export async function wholeTable(ctx: Context, found: Found, by?: Parameters<typeof levelFor>[1], most = 200_000): Promise<{ rows: contract.FilledRow[]; total: (number | null)[] }> {
  const rows: contract.FilledRow[] = []
  for (let after: string | undefined; ;) {
    const page = await filled(ctx, found, { after, limit: 5000, by })
    rows.push(...page.rows)
    if (page.next === null || rows.length >= most) return { rows, total: page.total }
    after = page.next
  }
}

/** Who lays tables up in a community: the return of one community, not of a grid or a town. */
const community = async (ctx: Context, { report, place }: { report: string; place: string }): Promise<Found> => {
  if (place.length !== levels.community) throw new Problem('input.invalid', {}, [{ path: 'place', message: '报表由村（社区）确认' }])
  return at(ctx, { report, place })
}

/** What a department’s own system hears: which report of which community stands where. It names nobody. */
function tell(ctx: Context, { record, place }: Found, period: string, seq: number, state: 'confirmed' | 'approved' | 'reopened'): void {
  emit(ctx, { topic: 'report.step', place, payload: { report: record.id, version: record.version, title: record.body.title, period, seq, state } })
}

export const confirm = serve(contract.confirm, {
  verb: 'report.confirm', at: community,
  run: async (ctx, { period, place, seq, note }, found) => {
    const today = beijingDay(ctx.now)
    owedOrRefused(found, period, today)
    await behalfOf(ctx, found.record, found.sendings)
    const end = daysOf(period)?.to ?? today
    const day = end < today ? end : today
    ctx.defer(ctx.sql`set local plan_cache_mode = force_custom_plan`)
    const { rows } = await wholeTable(ctx, { ...found, day })
    const done = await confirmReturn(ctx, found.record, { period, place, seq, note }, { rows, headings: headings(found.record.body.columns), as_of: day })
    tell(ctx, found, period, done.seq, 'confirmed')
    return { report: found.record.id, period, place, state: 'confirmed' as const, ...done }
  },
  subject: ({ report, period }) => `${report} ${period}`,
})

export const approve = serve(contract.approve, {
  verb: 'report.oversee', at: community,
  run: async (ctx, { period, place, seq }, found) => {
    await approveReturn(ctx, found.record.body, period, place, seq)
    tell(ctx, found, period, seq + 1, 'approved')
    return { report: found.record.id, period, place, state: 'approved' as const, seq: seq + 1 }
  },
  subject: ({ report, period }) => `${report} ${period}`,
})

export const reopen = serve(contract.reopen, {
  verb: 'report.oversee', at: community,
  run: async (ctx, { period, place, seq, reason }, found) => {
    // What is no longer asked for is not sent back to be done again.
    owedOrRefused(found, period, beijingDay(ctx.now))
    await reopenReturn(ctx, found.record.body, period, place, seq, reason)
    tell(ctx, found, period, seq + 1, 'reopened')
    return { report: found.record.id, period, place, state: 'reopened' as const, seq: seq + 1 }
  },
  subject: ({ report, period }) => `${report} ${period}`,
})

const sumOf = (rows: readonly ProgressRow[]) => rows.reduce((sum, row) => ({
  communities: sum.communities + row.communities, confirmed: sum.confirmed + row.confirmed, approved: sum.approved + row.approved, late: sum.late + row.late,
}), { communities: 0, confirmed: 0, approved: 0, late: 0 })

export const progress = serve(contract.progress, {
  verb: 'report.read', at: (ctx, input) => at(ctx, input),
  run: async (ctx, { period, after, limit }, found) => {
    const { record, place, sendings } = found
    const { body } = record
    const due = dueOn(body, period)
    const rows = await progressUnder(ctx, body, period, place, levelFor(place, undefined), sendings)
    const from = fromCursor(after, 'text')?.[0]
    const { items, next } = pageOf(rows.filter(row => from === undefined || row.place > from).slice(0, limit + 1), limit, row => [row.place])
    const today = beijingDay(ctx.now)
    return {
      items: items.map(row => ({
        place: row.place, place_name: row.place_name, level: row.level, progress: { communities: row.communities, confirmed: row.confirmed, approved: row.approved, late: row.late },
        standing: row.level === 'community' ? standing(row, due, today) : null,
      })),
      next, count: { n: rows.length, exact: true }, head: await headOf(ctx, record, sendings.length > 0), period_name: periodName(period), due_on: due, sum: sumOf(rows),
    }
  },
})

function standing({ last }: ProgressRow, due: string | null, today: string) {
  const { state, seq } = standingOf(last, due, today)
  return { state, seq, n: last?.n ?? null, at: last?.at ?? null, by: last?.actor_name ?? null, late: last?.late ?? false, note: last?.note ?? null }
}

export const returns = serve(contract.returns, {
  verb: 'report.read', at: (ctx, input) => at(ctx, input),
  run: async (ctx, { after, limit }, { record, place }) => {
    const key = fromCursor(after, 'text', 'instant', 'text', 'text')
    const ids = [record.id, ...record.aliases]
    const [rows, count] = await Promise.all([stepsOf(ctx, ids, place, key, limit + 1), countUpTo(ctx.sql, stepRows(ctx, ids, place))])
    const names = await nameOf(ctx.sql, rows.map(row => row.place))
    const { items, next } = pageOf(rows, limit, row => [row.period, row.at, row.place, String(row.seq)])
    return {
      items: items.map(({ office, ...row }) => ({ ...row, period_name: periodName(row.period), place_name: names.get(row.place) ?? row.place, office_name: officeName(office) })), next, count,
    }
  },
})

export const kept = serve(contract.kept, {
  verb: 'report.rows', at: community,
  // By its own id, also where the report goes on under another: what was kept is what was said then.
  run: async (ctx, { report, period, place, seq }) => {
    const found = await keptRows(ctx, report, period, place, seq)
    if (!found) throw new Problem('found.nothing')
    return { columns: found.rows.headings, rows: found.rows.rows, as_of: found.as_of!, n: found.n!, confirmed_by: found.actor_name, at: found.at, digest: found.digest }
  },
  looked: () => null,
})
