import { createHmac, randomBytes } from 'node:crypto'
import type { CaseEvent, CertificateEvent, ReportEvent, Topic } from '../../../contract/integration.ts'
import { cut, levelNames } from '../../../contract/kernel.ts'
import type { Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { layLines } from './drop/index.ts'
import type { Letter, OutboxHandler } from '../../kernel/outbox.ts'
import { together } from '../../kernel/together.ts'

/** A step as the letter tells it. */
interface Step { number: string; item: string; item_name: string; state: string; state_name: string; action: string; verb: string; seq: number; closed: boolean; opened_at: string }

const topicOf = ({ action, verb }: Step): Topic => action === 'open' ? 'case.opened' : verb === 'service.decide' ? 'case.decided' : 'case.moved'

export const envelope = (id: string, at: string, place: string, topic: Topic | 'trial', subject: string) =>
  ({ specversion: '1.0', id, source: `/gongzhi/${place.slice(0, 6)}`, type: `cn.gongzhi.${topic}`, subject, time: at, datacontenttype: 'application/json' } as const)

/** CloudEvents 1.0, structured: which case of which item stands where since when. No names, and nothing that an applicant wrote. */
function eventOf(id: string, at: string, place: string, topic: Topic, { number, item, item_name, state, state_name, action, seq, closed, opened_at }: Step): string {
  const event: CaseEvent = {
    ...envelope(id, at, place, topic, number),
    data: { number, item, item_name, place, action, state, state_name, seq, closed, opened_at, at },
  }
  return JSON.stringify(event)
}

interface Subscribed { county: string; id: string; place: string; topics: Topic[] }

/** Who subscribed at a place or above it; one statement for all the letters of a bundle. */
const subscribedAt = together(async (sql: Query, places: readonly string[]): Promise<Subscribed[][]> => {
  const paths = places.map(aboveOf)
  const all = await sql<Subscribed[]>`
    select county, id, place, topics from integration.subscription where place = any (${`{${[...new Set(paths.flat())].join(',')}}`}::text[]) and ended_at is null order by place, id`
  return paths.map(path => all.filter(one => path.includes(one.place)))
})

/** Lays the event of a step ready for whoever subscribed to it at the place or above, by address or by file. A letter that comes twice lays nothing twice. */
export const announce: OutboxHandler = async (sql, { id, at, place, payload }) => {
  const step = payload as unknown as Step
  const topic = topicOf(step)
  const instant = new Date(at).toISOString()
  const body = eventOf(id, instant, place, topic, step)
  await layLines(sql, aboveOf(place), { id, at: instant, number: step.number, state: step.state, event: body })
  await lay(sql, { id, at: instant, place, topic, subject: step.number, body })
}

type ReportStep = Omit<ReportEvent['data'], 'place' | 'at'>

/** The same for what a community said to a report, and what was said to that. */
export const announceReport: OutboxHandler = async (sql, { id, at, place, payload }) => {
  const step = payload as unknown as ReportStep
  const instant = new Date(at).toISOString()
  const subject = `${step.report} ${step.period} ${place}`
  const event: ReportEvent = {
    specversion: '1.0', id, source: `/gongzhi/${place.slice(0, 6)}`, type: 'cn.gongzhi.report.moved', subject, time: instant, datacontenttype: 'application/json',
    data: { report: step.report, version: step.version, title: step.title, period: step.period, place, state: step.state, seq: step.seq, at: instant },
  }
  await lay(sql, { id, at: instant, place, topic: 'report.moved', subject, body: JSON.stringify(event) })
}

const aboveOf = (place: string): string[] => levelNames.flatMap(level => cut(place, level) ?? [])

/** Lays one event ready for each subscription to its topic at its place or above. */
async function lay(sql: Query, { id, at, place, topic, subject, body }: { id: string; at: string; place: string; topic: Topic; subject: string; body: string }): Promise<void> {
  const subscribed = (await subscribedAt(sql, place)).filter(one => one.topics.includes(topic))
  if (subscribed.length === 0) return
  const rows = subscribed.map(one => ({ county: one.county, id: newId(), place: one.place, subscription: one.id, event: id, topic, subject, body, at, due_at: at }))
  await sql`insert into integration.delivery ${sql(rows)} on conflict (county, subscription, event) do nothing`
}

/** A certificate as the letter tells it. */
type Certificate = Omit<CertificateEvent['data'], 'place' | 'at'>

/** Lays the event of a certificate that was issued or revoked ready for whoever subscribed to it at the place or above. */
export const announceCertificate: OutboxHandler = async (sql, { id, at, place, payload }: Letter & { id: string; at: string }) => {
  const certificate = payload as unknown as Certificate
  const topic = certificate.standing === 'revoked' ? 'certificate.revoked' : 'certificate.issued'
  const instant = new Date(at).toISOString()
  const { number, kind, title, matter, organ, issued_on, valid_until, standing, reason } = certificate
  const event: CertificateEvent = {
    ...envelope(id, instant, place, topic, number), data: { number, kind, title, matter, place, organ, issued_on, valid_until, standing, reason, at: instant },
  }
  await lay(sql, { id, at: instant, place, topic, subject: number, body: JSON.stringify(event) })
}

/** The secret of a subscription, as Standard Webhooks writes one. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** The headers of a delivery: HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks, v1), under the event's own id each time. */
export function signed(secret: string, event: string, now: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.parse(now) / 1000))
  const mac = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${event}.${timestamp}.${body}`).digest('base64')
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'Gongzhi-Webhooks/1',
    'webhook-id': event, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}`,
  }
}
