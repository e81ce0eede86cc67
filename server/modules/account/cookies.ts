import type { login, verify } from '../../../contract/account.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import type { SessionRule } from '../../kernel/http/index.ts'
import { residentCookieSeconds } from './constants.ts'

/**
 * Which answers open or close a session in the browser. In the body the token's place stays, empty, because the contract
 * promises it; only a program that asks for it sees the token.
 */
export const accountCookies: Readonly<Record<string, SessionRule>> = {
  'account.login': {
    fresh: true,
    session: output => {
      const { token, needs_second_factor } = output as OutputOf<typeof login>
      return { token, body: { needs_second_factor, token: '' }, ...(!needs_second_factor && { max_age: residentCookieSeconds }) }
    },
  },
  'account.verify': {
    session: output => ({ token: (output as OutputOf<typeof verify>).token, body: { token: '' } }),
  },
  'account.logout': { session: output => ({ token: null, body: output }) },
}
