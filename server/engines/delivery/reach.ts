import { request as plain, type Agent } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { useAgent as agentFor } from 'request-filtering-agent'
import { Problem } from '../../kernel/problem.ts'
import { hook } from './constants.ts'

/** Networks that receivers may lie in although they are not public: `loopback`, `10.0.0.0/8`. None unless the deployment says so. */
export type Networks = readonly string[]

const loopback = ['127.0.0.0/8', '::1/128']
const listOf = (networks: Networks): string[] => networks.flatMap(one => (one === 'loopback' ? loopback : [one]))

const refuse = (reason: string): Problem => new Problem('hook.url', { reason }, [{ path: 'url', message: reason }])
const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))

/** The address as it is called. Throws `hook.url` for what is no https address, or carries a log-in. Plain http only to the own machine, where that is allowed. */
export function checkUrl(text: string, networks: Networks): string {
  if (!URL.canParse(text)) throw refuse('网址格式不对，例如 https://example.gov.cn/hook')
  const url = new URL(text)
  const own = isLoopback(url.hostname) && networks.includes('loopback')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && own)) throw refuse('网址须以 https 开头')
  if (url.username || url.password) throw refuse('网址里不能带账号和密码')
  if (isLoopback(url.hostname) && !own) throw refuse('不能推送到平台自己的机器')
  url.hash = ''
  return url.toString()
}

/** What came of a call: the receiver's status, or why there is none. */
export interface Called { status: number | null; error: string | null; ms: number }

/**
 * Posts and answers with what came of it; never throws. Names are looked up and the address is checked as the connection is
 * made, so that no name can lead inside; redirections are not followed; nothing of the answer but its status is read.
 */
export async function post(url: string, body: string, headers: Record<string, string>, networks: Networks): Promise<Called> {
  const began = Date.now()
  const status = await send(url, body, headers, agentFor(url, { allowIPAddressList: listOf(networks), keepAlive: false }))
    .then(code => ({ status: code, error: null }), (error: unknown) => ({ status: null, error: said(error) }))
  return { ...status, ms: Date.now() - began }
}

function send(url: string, body: string, headers: Record<string, string>, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = (url.startsWith('https:') ? secure : plain)(url, {
      method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal: AbortSignal.timeout(hook.timeout_ms),
    }, response => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    request.on('error', reject)
    request.end(body)
  })
}

const words: Record<string, string> = {
  ENOTFOUND: '找不到这个网址', EAI_AGAIN: '找不到这个网址', ECONNREFUSED: '对方没有开放这个端口', ECONNRESET: '对方中断了连接', EHOSTUNREACH: '网络不通', ENETUNREACH: '网络不通',
  ETIMEDOUT: '网络不通', CERT_HAS_EXPIRED: '对方的证书已过期', DEPTH_ZERO_SELF_SIGNED_CERT: '对方的证书不受信任', SELF_SIGNED_CERT_IN_CHAIN: '对方的证书不受信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '对方的证书不受信任', ERR_TLS_CERT_ALTNAME_INVALID: '对方的证书与网址不符', EPROTO: '对方不接受加密连接',
}

function said(error: unknown): string {
  const { name, code = '', message } = error as { name: string; code?: string; message: string }
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR') return `${hook.timeout_ms / 1000} 秒内没有答复`
  if (/is not allowed/.test(message)) return '地址在内部网络，平台不访问'
  return words[code] ?? `没有送达（${code || name}）`
}
