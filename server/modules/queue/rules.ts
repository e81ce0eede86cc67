import type { RuleDeclaration } from '../../ground/law/index.ts'

export const rule = 'queue'
/** How far ahead one may book, and how many booked people are called in a row while others wait at the counter. */
export const queueRules: readonly RuleDeclaration[] = [{
  id: rule, version: 1, title: '窗口预约和叫号', level: 'province', valid_from: '2020-01-01', valid_to: null, verified: false, source: '平台默认，各地按窗口情况自定',
  params: { days_ahead: { value: 14, local: 'free' }, in_row: { value: 2, local: 'free' } },
}]

/** Who may be called: the first booked whose time has come, the first at the counter, and how many booked were called last. */
export interface Waiting { booked: string | null; drawn: string | null; in_row: number }

/** Who is next: the booked, but after `most` of them in a row one who drew a number. Null when nobody waits. */
export function nextOf({ booked, drawn, in_row }: Waiting, most: number): { ticket: string; in_row: number } | null {
  if (booked !== null && (drawn === null || in_row < most)) return { ticket: booked, in_row: in_row + 1 }
  return drawn === null ? null : { ticket: drawn, in_row: 0 }
}
