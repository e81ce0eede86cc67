import { castList } from '../../server/demo/index.ts'
import { codeFor, demoSecret } from '../../server/modules/account/index.ts'

/**
 * The present one-time code of a demonstration account: its secret is no secret, which is why it works nowhere else.
 * Throws a sentence for a login that the demonstration does not know, or that logs in without a code.
 */
export async function totp(login: string): Promise<void> {
  console.log(await codeOfCast(login, new Date().toISOString()))
}

export async function codeOfCast(login: string, now: string): Promise<string> {
  const who = castList.find(one => one.login === login)
  if (!who) throw new Error(`演示数据里没有“${login}”这个账号。账号列在登录页上。`)
  if (!who.office) throw new Error(`${who.name}（${login}）是居民，登录不用动态验证码。`)
  return codeFor(demoSecret(login), 0, now)
}
