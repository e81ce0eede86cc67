import type { Condition } from '../../../contract/report.ts'
import { plain } from '../../../contract/search.ts'
import { findElement } from '../registry/index.ts'
import { canonicalJson } from '../../kernel/crypto/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Leave } from '../../kernel/operation.ts'

/** What something asks about people: one by one or in sum, of whom, which elements, and how often. */
export interface Asks { grain: string; population: Condition | null; period: string | null; elements: readonly string[] }
/** What was admitted to be asked; `titles` are the columns as they were asked for; what no element answered was registered with the decision. */
export interface Scope extends Asks { titles: readonly string[] }

const same = (one: unknown, other: unknown): boolean => canonicalJson(one as Json) === canonicalJson(other as Json)
const often = ['once', 'year', 'quarter', 'month']
const rows = ['person', 'household']

/** True when whoever belongs to the first surely belongs to the second: the same condition, more conditions, or a narrower age. */
export function narrows(one: Condition | null, other: Condition | null): boolean {
  if (other === null || same(one, other)) return true
  if (one === null) return false
  if ('all' in other) return other.all.every(each => narrows(one, each))
  if ('all' in one) return one.all.some(each => narrows(each, other))
  if (!('aged' in one && 'aged' in other)) return false
  const { from = 0, to = 150 } = other.aged
  return (one.aged.from ?? 0) >= from && (one.aged.to ?? 150) <= to
}

/** In what respects something asks more than was admitted, each in words; none where it stays within. */
export function beyond(admitted: Scope, asked: Asks): string[] {
  const known = new Set(admitted.elements)
  const more = asked.elements.filter(one => !known.has(one)).map(one => findElement(one)?.name ?? one)
  const byRow = rows.includes(asked.grain)
  return [
    ...more.length > 0 ? [`准入的栏目里没有${more.map(name => `“${name}”`).join('、')}`] : [],
    ...byRow && asked.grain !== admitted.grain ? [`准入的是${admitted.grain === 'household' ? '一户一行' : '一人一行'}`] : [],
    ...byRow && !narrows(asked.population, admitted.population) ? ['对象比准入的多'] : [],
    ...admitted.period !== null && asked.period !== null && often.indexOf(asked.period) > often.indexOf(admitted.period) ? ['次数比准入的多'] : [],
  ]
}

interface Given { kind: string; title: string; subject: string | null; asks: Scope | null }

/** In what respects a leave goes beyond the admission under which it is asked for: another name, or more asked. */
export function overreach(given: Given, { title, asks }: Leave): string[] {
  const renamed = title !== undefined && ![given.title, given.subject].some(one => one !== null && plain(one) === plain(title))
  return [
    ...renamed ? [`准入的名称是“${given.title}”，这里是“${title}”`] : [],
    // A report was admitted by its columns; what was admitted in words alone says nothing about elements.
    ...asks === undefined ? [] : given.asks ? beyond(given.asks, asks as unknown as Asks) : given.kind === 'report' ? ['这项准入没有列出栏目'] : [],
  ]
}
