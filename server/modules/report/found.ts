import { levelNames, levelOf, levels, type Level } from '../../../contract/kernel.ts'
import { daysOf, isPeriodOf } from '../../../contract/period.ts'
import { beijingDay } from '../../../contract/time.ts'
import { foundReport, isRowGrain, sendingsFor, type ReportRecord, type Sending } from '../../engines/report/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

export interface Found { place: string; record: ReportRecord; day: string; sendings: Sending[] }

/** A report at a place, one's own unless said otherwise, as of a day not ahead. */
export async function at(ctx: Context, { report, place = ctx.seat.place, day }: { report: string; place?: string | undefined; day?: string | undefined }): Promise<Found> {
  const today = beijingDay(ctx.now)
  if (day !== undefined && day > today) throw new Problem('input.invalid', {}, [{ path: 'day', message: '日期不能晚于今天' }])
  if (day !== undefined && day < '2000-01-01') throw new Problem('input.invalid', {}, [{ path: 'day', message: '最早到 2000-01-01' }])
  const [record, names] = await Promise.all([foundReport(ctx, report, place), nameOf(ctx.sql, [place])])
  if (!names.has(place)) throw new Problem('place.unknown')
  return { place, record, day: day ?? today, sendings: (await sendingsFor(ctx.sql, place, today)).filter(one => one.report === record.id) }
}

/** Names are for offices whose work they are; counts are for whoever reads reports. */
export const rowsVerb = ({ record }: Found): string => isRowGrain(record.body.grain) ? 'report.rows' : 'report.read'

/** Whether a period of a report is owed at a place: laid there or above, and begun. */
export function owes({ record, place, sendings }: Found, period: string, today: string): boolean {
  if (!isPeriodOf(record.body.period, period)) throw new Problem('input.invalid', {}, [{ path: 'period', message: '期次和这张报表的周期对不上' }])
  const days = daysOf(period)
  if (days && days.from > today) throw new Problem('input.invalid', {}, [{ path: 'period', message: '这一期还没有开始' }])
  return sendings.some(one => place.startsWith(one.place) && (days === null || one.starts_on <= days.to))
}

/** The level at which a table of a place is told: the one below, and never finer than a community. */
export function levelFor(place: string, by: Level | undefined): Level {
  const own = levelOf(place)
  const level = by ?? (levels[own] >= levels.community ? 'community' : levelNames[levelNames.indexOf(own) + 1]!)
  if (levels[level] < levels[own] || levels[level] > levels.community) throw new Problem('input.invalid', {}, [{ path: 'by', message: '请选择本级以下、到村（社区）为止的层级' }])
  return level
}
