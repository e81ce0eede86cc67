import type { IncomingHttpHeaders } from 'node:http'

const name = 'gongzhi_session'
const prefix = `${name}=`
const bearer = 'Bearer '

/** The token in the cookie of the session, if the browser sent one. */
export function cookieToken(headers: IncomingHttpHeaders): string | undefined {
  const line = headers.cookie
  if (!line) return undefined
  for (let from = line.indexOf(prefix); from !== -1; from = line.indexOf(prefix, from + 1)) {
    if (from > 0 && line[from - 1] !== ' ' && line[from - 1] !== ';') continue
    const end = line.indexOf(';', from)
    return line.slice(from + prefix.length, end === -1 ? undefined : end) || undefined
  }
  return undefined
}

/** The token that a program bears in `authorization`, if any. Unverified. */
export const bearerOf = ({ authorization }: IncomingHttpHeaders): string | undefined =>
  authorization?.startsWith(bearer) ? authorization.slice(bearer.length).trim() || undefined : undefined

/** The token of a request: a program's `authorization: Bearer`, else the cookie. Unverified. */
export const tokenOf = (headers: IncomingHttpHeaders): string | undefined => headers.authorization?.startsWith(bearer) ? bearerOf(headers) : cookieToken(headers)

/**
 * The `set-cookie` line of a session; null ends it. No script reads the cookie and no other site's page sends it. Without
 * `maxAge` (seconds) it ends with the browser.
 */
export function sessionCookie(token: string | null, secure: boolean, maxAge?: number): string {
  const age = token === null ? '; Max-Age=0' : maxAge === undefined ? '' : `; Max-Age=${maxAge}`
  return `${prefix}${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}${age}`
}
