import type { Expression, ItemBodyInput } from '../../../contract/catalogue.ts'

/** A draft as the editor holds it: perhaps incomplete, never of another shape. */
export type Body = Omit<ItemBodyInput, 'kind'> & { kind: string }
type Properties = Body['form']['properties']
type Property = Properties[string]
type Asked = Extract<Property, { $ref: string }>

export interface AskedRow { element: string; title: string; description: string; example: string; required: boolean; readOnly: boolean }

const refOf = (element: string) => `urn:gongzhi:element:${element}`
const isAsked = (property: Property): property is Asked => '$ref' in property

/** The questions of a form in their order; a group that repeats for members of the household stays as it is. */
export const rowsOf = ({ form }: Body): AskedRow[] => Object.entries(form.properties).flatMap(([element, property]) => isAsked(property) ? [{
  element, title: property.title, description: property.description ?? '', example: property.examples?.[0] ?? '', required: form.required.includes(element), readOnly: property.readOnly ?? false,
}] : [])

/** The form with these questions instead of those it had. */
export function withRows(body: Body, rows: readonly AskedRow[]): Body {
  const asked = rows.map(row => [row.element, {
    $ref: refOf(row.element), title: row.title, description: row.description, examples: row.example ? [row.example] : [], readOnly: row.readOnly,
  }] as const)
  const groups = Object.entries(body.form.properties).filter(([, property]) => !isAsked(property))
  return { ...body, form: { ...body.form, properties: Object.fromEntries([...asked, ...groups]), required: rows.filter(row => row.required || row.readOnly).map(row => row.element) } }
}

/** Moves one of a list up or down; at the ends it stays. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by
  if (to < 0 || to >= list.length) return [...list]
  const next = [...list]
  ;[next[from], next[to]] = [next[to]!, next[from]!]
  return next
}

export const lines = (text: string): string[] => text.split('\n').map(line => line.trim()).filter(line => line !== '')

/** The kinds of condition that can be put together from fields; others are shown as they are and kept. */
export type Simple =
  | { kind: 'age_at_least' | 'age_below'; param: string } | { kind: 'number_at_least' | 'number_at_most'; element: string; param: string }
  | { kind: 'yes'; element: string } | { kind: 'known'; element: string } | { kind: 'one_of'; element: string; codes: string[] } | { kind: 'not_granted' } | { kind: 'hukou' }
  | { kind: 'days_since' | 'months_since' | 'years_since'; element: string; param: string }
export const simpleKinds: Record<Simple['kind'], string> = {
  age_at_least: '年龄不小于（参数）', age_below: '年龄小于（参数）', number_at_least: '数值不小于（参数）', number_at_most: '数值不大于（参数）', yes: '数据项为“是”', known: '数据项已知',
  one_of: '数据项是其中之一', not_granted: '没有批准过这个事项', hukou: '户籍在本省', days_since: '从某日起满几天（参数）', months_since: '从某日起满几个月（参数）', years_since: '从某日起满几年（参数）',
}

export function expressionOf(simple: Simple): Expression {
  switch (simple.kind) {
    case 'age_at_least': return { at_least: [{ age: true }, { param: simple.param }] }
    case 'age_below': return { not: { at_least: [{ age: true }, { param: simple.param }] } }
    case 'number_at_least': return { at_least: [{ element: simple.element }, { param: simple.param }] }
    case 'number_at_most': return { at_most: [{ element: simple.element }, { param: simple.param }] }
    case 'yes': return { is: { element: simple.element } }
    case 'known': return { known: { element: simple.element } }
    case 'one_of': return { one_of: [{ element: simple.element }, simple.codes] }
    case 'not_granted': return { not: { is: { granted: true } } }
    case 'days_since': case 'months_since': case 'years_since':
      return { at_least: [{ since: { element: simple.element }, in: simple.kind.slice(0, -'_since'.length) as 'days' | 'months' | 'years' }, { param: simple.param }] }
    case 'hukou': return { starts: [{ element: 'person.hukou_place' }, '32'] }
  }
}

/** The fields that an expression was put together from; null for one that was written otherwise. */
export function simpleOf(when: Expression): Simple | null {
  const text = JSON.stringify(when)
  const element = /"element":"([^"]+)"/.exec(text)?.[1] ?? ''
  const param = /"param":"([^"]+)"/.exec(text)?.[1] ?? ''
  const codes = 'one_of' in when ? when.one_of[1].map(String) : []
  const tries: Simple[] = [
    { kind: 'age_at_least', param }, { kind: 'age_below', param }, { kind: 'number_at_least', element, param }, { kind: 'number_at_most', element, param },
    { kind: 'yes', element }, { kind: 'known', element }, { kind: 'one_of', element, codes }, { kind: 'not_granted' }, { kind: 'hukou' },
    { kind: 'days_since', element, param }, { kind: 'months_since', element, param }, { kind: 'years_since', element, param },
  ]
  return tries.find(one => JSON.stringify(expressionOf(one)) === text) ?? null
}

/** What one types as yuan, as integer fen; null for what is no amount. */
export const fenOf = (yuan: string): number | null => {
  const found = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(yuan.trim())
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null
}
export const yuanOf = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** The faults of one part of the editor, by what their paths begin with. */
export const faultsOf = (faults: readonly { path: string; message: string }[], ...heads: string[]) =>
  faults.filter(fault => heads.some(head => fault.path === head || fault.path.startsWith(`${head}.`)))
