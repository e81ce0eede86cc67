import { readFileSync } from 'node:fs'
import { gatewaySender, plainBody } from './gateway.ts'
import type { Sender } from './senders.ts'
import { smtpSender } from './smtp.ts'

type Env = Readonly<Record<string, string | undefined>>

const headersOf = (text: string | undefined): Record<string, string> => Object.fromEntries((text ?? '').split(/\r?\n|;/).map(line => line.trim()).filter(Boolean).map(line => {
  const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(line) ?? []
  if (!name || !value) throw new Error('GONGZHI_SMS_HEADERS 应写成“名称: 值”，多个用分号隔开。')
  return [name, value]
}))

/** The senders that the environment names (docs/senders.md); undefined where it names none, and then nothing leaves the house. Throws a sentence for a setting that cannot be. */
export function configuredSenders(env: Env): readonly Sender[] | undefined {
  const senders: Sender[] = []
  if (env.GONGZHI_SMTP_URL) {
    if (!env.GONGZHI_SMTP_FROM) throw new Error('发送邮件还须设置 GONGZHI_SMTP_FROM。')
    senders.push(smtpSender({
      url: env.GONGZHI_SMTP_URL, from: env.GONGZHI_SMTP_FROM, ca: env.GONGZHI_SMTP_CA && readFileSync(env.GONGZHI_SMTP_CA, 'utf8'), tls: env.GONGZHI_SMTP_TLS !== 'off',
    }))
  }
  if (env.GONGZHI_SMS_URL) {
    senders.push(gatewaySender({
      url: env.GONGZHI_SMS_URL, body: env.GONGZHI_SMS_BODY ?? plainBody, secret: env.GONGZHI_SMS_SECRET, signature: env.GONGZHI_SMS_SIGNATURE, headers: headersOf(env.GONGZHI_SMS_HEADERS),
      taken: env.GONGZHI_SMS_TAKEN, never: env.GONGZHI_SMS_NEVER,
    }))
  }
  return senders.length > 0 ? senders : undefined
}
