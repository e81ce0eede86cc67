import { importAdmissions } from '../../ground/gate/index.ts'
import { asksOf, importReports } from '../../engines/report/index.ts'
import type { Sql } from '../../kernel/db/index.ts'
import { countyOf } from '../../kernel/seat.ts'
import { carriedReports } from './carried.ts'

/** Enters the reports that come with the platform. Repeating it changes nothing. */
export const layReports = (admin: Sql): Promise<number> => importReports(admin, carriedReports, '32', new Date().toISOString())

/** Reports that the demonstration's communities confirm, with the minutes of a month that were admitted for each. */
const sent: Readonly<Record<string, number>> = { elders_alone: 10, children_left: 5, disability_benefits: 2, inhabitants: 2, old_age_allowance: 2 }

/** The demonstration's own sendings, each under an admission that is entered with it; from the first day of the month before last. */
export async function sendCarried(admin: Sql, place: string, today: string): Promise<void> {
  const month = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 3, 1)).toISOString().slice(0, 10)
  const reports = carriedReports.filter(one => one.id in sent)
  await importAdmissions(admin, reports.map(one => ({
    number: numberOf(one.id), place, places: [place], reach: 'all' as const, kind: 'report' as const, requester: null, requester_name: one.department, subject: one.id, title: one.title,
    basis: one.basis[0]!, valid_from: month, valid_to: `${Number(today.slice(0, 4)) + 2}-01-01`, minutes: sent[one.id]!, staff: 0, fee_fen: 0, statistical: false, form_number: null, form_approval: null, form_valid_to: null,
    emergency: false, asks: { ...asksOf(one), titles: one.columns.map(column => column.title) },
  })), new Date().toISOString())
  for (const { id } of reports) {
    await admin`insert into report.sending ${admin({ county: countyOf(place), place, report: id, admission: numberOf(id), starts_on: month, sent_at: new Date().toISOString(), sent_by: '演示' })} on conflict do nothing`
  }
}
const numberOf = (id: string): string => `carried-${id}`
