import { isoDay } from './calendar.ts'
import type { Draft } from './drafts.ts'

const bySex = (one: Draft, man: string, woman: string) => (one.sex === '1' ? man : woman)
const isChild = (one: Draft, of: Draft | undefined): boolean => of !== undefined && (one.father === of || one.mother === of)

/** 独生 for the only child of the years of that policy; else by order among brothers or sisters of the house. */
function childCode(one: Draft, house: readonly Draft[]): string {
  const siblings = house.filter(other => (one.father !== undefined && other.father === one.father) || (one.mother !== undefined && other.mother === one.mother))
  if (siblings.length === 1) {
    const year = Number(isoDay(one.born).slice(0, 4))
    return year >= 1980 && year <= 2015 ? bySex(one, '21', '31') : bySex(one, '20', '30')
  }
  const order = siblings.filter(other => other.sex === one.sex).sort((a, b) => a.born - b.born).indexOf(one)
  return String((one.sex === '1' ? 22 : 32) + Math.min(order, 4))
}

/** The GB/T 4761-2008 code of what `one` is to the head of the house; the class where the list goes no deeper, 80 for others. */
export function relation(head: Draft, one: Draft, house: readonly Draft[]): string {
  const mate = head.spouse
  if (one === head) return '02'
  if (one === mate) return bySex(one, '11', '12')
  const ofHead = (x: Draft | undefined) => x !== undefined && (isChild(x, head) || isChild(x, mate))
  if (ofHead(one)) return childCode(one, house)
  if (ofHead(one.spouse)) return bySex(one, '28', '38')
  if (ofHead(one.father)) return bySex(one, '41', '42')
  if (ofHead(one.mother)) return bySex(one, '43', '44')
  if ([one.father, one.mother, one.spouse].some(near => ofHead(near?.father) || ofHead(near?.mother))) return '40'
  if (one === head.father || one === head.mother) return bySex(one, '51', '52')
  if (one === mate?.father || one === mate?.mother) return head.sex === '1' ? bySex(one, '55', '56') : bySex(one, '53', '54')
  if (isChild(head.father ?? head, one)) return bySex(one, '61', '62')
  if (isChild(head.mother ?? head, one)) return bySex(one, '63', '64')
  if (isChild(mate?.father ?? head, one) || isChild(mate?.mother ?? head, one)) return '60'
  return isChild(one, head.father) || isChild(one, head.mother) ? '70' : '80'
}
