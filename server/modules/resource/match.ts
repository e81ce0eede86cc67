import { purposes } from '../../../contract/resource.ts'

export interface Need { purpose: string; object_key: string; wanted_by: string | null }
export interface Sent { purpose: string; object_key: string; period_from: string; period_to: string }

/** What two people write who mean the same object: without spaces and marks, full width as half. */
export const objectKey = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '')

const alike = (one: string, other: string): boolean => one === other || (one.length > 1 && other.length > 1 && (one.includes(other) || other.includes(one)))

/**
 * Why something that is sent down fits a need, and how well; no reasons, no match. Nothing is chosen here: people see the
 * reasons beside each other.
 */
export function fits(need: Need, sent: Sent): { reasons: string[]; score: number } {
  const purpose = need.purpose === sent.purpose
  const object = alike(need.object_key, sent.object_key)
  if (!purpose && !object) return { reasons: [], score: 0 }
  const inTime = need.wanted_by === null || sent.period_from <= need.wanted_by
  return {
    reasons: [
      ...purpose ? [`用途相同：${purposes[need.purpose as keyof typeof purposes]}`] : [], ...object ? ['对象相同或相近'] : [],
      ...need.wanted_by === null ? [] : [inTime ? `赶得上：${sent.period_from} 起` : `晚于需要的日期：${sent.period_from} 才开始`],
    ],
    score: (purpose ? 2 : 0) + (object ? 3 : 0) + (inTime ? 1 : 0),
  }
}

/** Two pay for the same when object and purpose are one and their periods meet. */
export const clashes = (one: Sent, other: Sent): boolean =>
  one.object_key === other.object_key && one.purpose === other.purpose && one.period_from <= other.period_to && other.period_from <= one.period_to
