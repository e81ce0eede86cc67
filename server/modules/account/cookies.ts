import type { arrive, login, verify } from '../../../contract/account.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import type { SessionRule } from '../../kernel/http/index.ts'
import { arriving, residentCookieSeconds } from './constants.ts'
import { slots } from './slots.ts'

const inTurn = slots(arriving.at_once, arriving.waiting)

/**
 * Which answers open or close a session in the browser. In the body the token's place stays, empty, because the contract
 * promises it; only a program that asks for it sees the token.
 */
export const accountCookies: Readonly<Record<string, SessionRule>> = {
  'account.login': {
    fresh: true, inTurn,
    session: output => {
      const { token, needs_second_factor, step } = output as OutputOf<typeof login>
      return { token, body: { needs_second_factor, step, token: '' }, ...(!needs_second_factor && { max_age: residentCookieSeconds }) }
    },
  },
  'account.arrive': {
    fresh: true, inTurn,
    session: output => {
      const { token, ...rest } = output as OutputOf<typeof arrive>
      return { token, body: { ...rest, token: '' }, ...(!rest.needs_second_factor && { max_age: residentCookieSeconds }) }
    },
  },
  'account.verify': {
    inTurn,
    session: output => ({ token: (output as OutputOf<typeof verify>).token, body: { token: '' } }),
  },
  'account.logout': { session: output => ({ token: null, body: output }) },
}
