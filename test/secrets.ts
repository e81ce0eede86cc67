import type { Secrets } from '../server/kernel/home.ts'

/** The database that stories are cloned from. */
export const template = 'gongzhi_template'
export const appPassword = 'story'

const key = (letter: string) => Buffer.alloc(32, letter).toString('base64')
/** Keys of the tests; what the template seals must open in every copy. */
export const testSecrets: Secrets = { field_key: key('f'), hash_key: key('h'), app_password: appPassword }

/** The same server, another database (and perhaps another role). */
export function inDatabase(url: string, name: string, login?: { user: string; password: string }): string {
  const there = new URL(url)
  there.pathname = `/${name}`
  if (login) {
    there.username = login.user
    there.password = login.password
  }
  return there.toString()
}
