import { isIP } from 'node:net'

const own = new Set(['127.0.0.1', '::1', 'localhost'])
const names = new Set(['loopback', 'linklocal', 'uniquelocal'])

function isNetwork(text: string): boolean {
  const [address, bits, more] = text.split('/')
  const version = isIP(address!)
  if (names.has(text) || version === 0 || more !== undefined) return names.has(text)
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (version === 4 ? 32 : 128))
}

/**
 * Whose word about the caller's address counts, from GONGZHI_PROXIES: addresses and networks with commas, or how many
 * proxies stand in front. Nobody's where it is not set. Throws a sentence for what is neither.
 */
export function proxiesOf(env: NodeJS.ProcessEnv = process.env): string[] | number | undefined {
  const text = env.GONGZHI_PROXIES?.trim()
  if (!text) return undefined
  if (/^[1-9]$/.test(text)) return Number(text)
  const list = text.split(',').map(one => one.trim()).filter(Boolean)
  const wrong = list.find(one => !isNetwork(one))
  if (wrong !== undefined) throw new Error(`GONGZHI_PROXIES=${text} 看不懂“${wrong}”：请写前置代理的地址或网段（如 10.0.0.5,10.1.0.0/16），或前置代理的层数（如 1）。GONGZHI_PROXIES takes addresses, networks or a number of hops.`)
  return list
}

/** Where the platform is reached: as GONGZHI_ADDRESS says, else where it listens. Throws a sentence for what is no address. */
export function addressOf({ host, port }: { host: string; port: number }, env: NodeJS.ProcessEnv = process.env): string {
  const text = env.GONGZHI_ADDRESS?.trim()
  if (!text) return `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`
  if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) throw new Error(`GONGZHI_ADDRESS=${text} 不是网址：请写群众打开平台的网址，如 https://gongzhi.example.gov.cn。GONGZHI_ADDRESS must be an http(s) address.`)
  return text.replace(/\/+$/, '')
}

const need = 'GONGZHI_ADDRESS 没有设置：证照二维码、邀请和短信里的链接会指向本机，群众打不开，发出的证照也收不回来。请设置群众打开平台的网址，如 GONGZHI_ADDRESS=https://gongzhi.example.gov.cn。GONGZHI_ADDRESS is not set.'

/**
 * What an earnest house without an address of its own has to hear. Where others can reach it, or a proxy stands before it,
 * papers would go out with links that lead nowhere: it does not start (throws the sentence). On this machine alone it is
 * being set up or tried: the sentence is answered, to be said aloud. Null where all is well.
 */
export function addressWarning(host: string, env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.GONGZHI_ADDRESS?.trim()) return null
  if (!own.has(host) || env.GONGZHI_PROXIES?.trim()) throw new Error(need)
  return `【重要】${need}`
}
