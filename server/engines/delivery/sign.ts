import { createHmac, randomBytes } from 'node:crypto'

/** What binds a sealed secret to its subscription; the name is older than this room. */
export const sealedFor = (subscription: string): string => `integration.subscription ${subscription}`

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
