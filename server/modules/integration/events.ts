import type { CaseEvent, CertificateEvent, ReportEvent, Topic } from '../../../contract/integration.ts'
import { envelope, lay } from '../../engines/delivery/index.ts'
import { layLines } from '../../engines/filedrop/index.ts'
import type { Query } from '../../kernel/db/index.ts'
import type { OutboxHandler } from '../../kernel/outbox.ts'
import { adapterOf } from './adapters.ts'

/** A step as the letter tells it. */
interface Step { number: string; item: string; item_name: string; state: string; state_name: string; action: string; verb: string; seq: number; closed: boolean; opened_at: string }

const topicOf = ({ action, verb }: Step): Topic => action === 'open' ? 'case.opened' : verb === 'service.decide' ? 'case.decided' : 'case.moved'

/** Lays an event ready for whoever subscribed to its topic at the place or above. */
const tell = (sql: Query, place: string, topic: Topic, event: CaseEvent | CertificateEvent | ReportEvent): Promise<void> =>
  lay(sql, { id: event.id, at: event.time, place, topic, subject: event.subject, body: JSON.stringify(event) })

/**
 * A step of a case, for whoever is told by address or by file: which case of which item stands where since when. No names, and nothing
 * that an applicant wrote.
 */
export const announce: OutboxHandler = async (sql, { id, at: told, place, payload }) => {
  const step = payload as unknown as Step
  const { number, item, item_name, state, state_name, action, seq, closed, opened_at } = step
  const at = new Date(told).toISOString()
  const event: CaseEvent = {
    ...envelope(id, at, place, topicOf(step), number), data: { number, item, item_name, place, action, state, state_name, seq, closed, opened_at, at },
  }
  await layLines(sql, adapterOf, place, { id, at, subject: number, state, event: JSON.stringify(event) })
  await tell(sql, place, topicOf(step), event)
}

/** What a community said to a report, and what was said to that. */
export const announceReport: OutboxHandler = async (sql, { id, at: told, place, payload }) => {
  const { report, version, title, period, state, seq } = payload as unknown as Omit<ReportEvent['data'], 'place' | 'at'>
  const at = new Date(told).toISOString()
  await tell(sql, place, 'report.moved', { ...envelope(id, at, place, 'report.moved', `${report} ${period} ${place}`), data: { report, version, title, period, place, state, seq, at } })
}

/** A certificate that was issued or revoked. */
export const announceCertificate: OutboxHandler = async (sql, { id, at: told, place, payload }) => {
  const { number, kind, title, matter, organ, issued_on, valid_until, standing, reason } = payload as unknown as Omit<CertificateEvent['data'], 'place' | 'at'>
  const topic = standing === 'revoked' ? 'certificate.revoked' : 'certificate.issued'
  const at = new Date(told).toISOString()
  await tell(sql, place, topic, { ...envelope(id, at, place, topic, number), data: { number, kind, title, matter, place, organ, issued_on, valid_until, standing, reason, at } })
}
