import { newId } from '../../server/kernel/ids.ts'
import type { Call } from './load.ts'
import { process_ } from './settings.ts'
import type { Resident, Seated } from './standing.ts'
import { answers, five } from './matter.ts'
import { formItem } from './form.ts'

const common = (token: string) => ({ 'x-gongzhi': '1', authorization: `Bearer ${token}` })
export const deskHeaders = (seat: Seated): Record<string, string> => ({ ...common(seat.token), seat: seat.mandate })

/** Everything the item needs is held, so nothing is asked: the shortest application there is, and the commonest. */
export const applyCall = (one: Resident): Call => ({
  group: 'ours', path: '/api/service.apply', headers: { ...common(one.token), 'idempotency-key': newId() },
  body: JSON.stringify({ item: process_, answers: {}, papers: [], confirmed: true }),
})

export const acceptCall = (number: string, seat: Seated): Call => ({
  group: 'ours', path: '/api/case.take', headers: { ...deskHeaders(seat), 'idempotency-key': newId() },
  body: JSON.stringify({ number, seq: 1, action: 'accept' }),
})

/** Five items in one: what three of them ask is answered, the rest is held. */
export const matterCall = (one: Resident): Call => ({
  group: 'ours', path: '/api/matter.apply', headers: { ...common(one.token), 'idempotency-key': newId() },
  body: JSON.stringify({ items: five, answers, members: [], papers: [], confirmed: true }),
})

export const formCall = (one: Resident): Call => ({
  group: 'ours', path: '/api/service.prepare', headers: common(one.token), body: JSON.stringify({ item: formItem.id }),
})
