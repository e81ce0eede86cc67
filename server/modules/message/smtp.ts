import { createTransport } from 'nodemailer'
import { Unreachable, type Sender } from './senders.ts'

export interface SmtpSettings {
  /** `smtps://user:password@mail.example.gov.cn` (TLS from the start, port 465) or `smtp://…:587` (STARTTLS, required). */
  url: string
  /** `共治平台 <notice@example.gov.cn>`. */
  from: string
  /** PEM of an authority of one's own that signed the server's certificate. */
  ca?: string | undefined
  /** Only for a relay on the same machine or in tests: false sends in clear. */
  tls?: boolean | undefined
  timeout_ms?: number | undefined
}

interface SmtpError { code?: string; responseCode?: number; message: string }

const said: Readonly<Record<string, string>> = {
  EAUTH: '邮件服务器不接受账号或密码', ETLS: '邮件服务器不接受加密，或证书不受信任', ECONNECTION: '连不上邮件服务器', ESOCKET: '连不上邮件服务器，或证书不受信任', ETIMEDOUT: '邮件服务器没有按时答复', EDNS: '找不到邮件服务器',
}

/**
 * E-mail through an SMTP server. Encrypted, with time-outs; the Message-ID is made of the letter's id, so that a letter that was
 * taken before a connection broke is known when it comes again. An address that the server refuses for good is `Unreachable`.
 */
export function smtpSender({ url, from, ca, tls = true, timeout_ms = 20_000 }: SmtpSettings): Sender {
  const { protocol, hostname, port, username, password } = new URL(url)
  if (protocol !== 'smtp:' && protocol !== 'smtps:') throw new Error('GONGZHI_SMTP_URL 须以 smtp:// 或 smtps:// 开头。')
  const secure = protocol === 'smtps:'
  const domain = /@([^>\s]+)>?\s*$/.exec(from)?.[1]
  if (!domain) throw new Error('GONGZHI_SMTP_FROM 须是发件地址，例如 共治平台 <notice@example.gov.cn>。')
  const transport = createTransport({
    host: hostname, port: port ? Number(port) : secure ? 465 : 587, secure, requireTLS: tls && !secure, ignoreTLS: !tls,
    ...username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }, tls: { minVersion: 'TLSv1.2', ...ca && { ca } },
    connectionTimeout: timeout_ms, greetingTimeout: timeout_ms, socketTimeout: timeout_ms, dnsTimeout: timeout_ms, disableFileAccess: true, disableUrlAccess: true,
  })
  return {
    channel: 'email',
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({
        from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      }).catch((error: unknown) => { throw told(error as SmtpError) })
    },
  }
}

/** What a failure means: 5xx for the address or the letter is for good; all else, our own account included, comes again. */
function told({ code = '', responseCode = 0, message }: SmtpError): Error {
  if (responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')) return new Unreachable(`邮件服务器拒收（${responseCode}）`)
  return new Error(said[code] ?? (responseCode ? `邮件服务器答复 ${responseCode}` : message))
}
