import type { Condition } from '../../../contract/report.ts'

/** A condition as the page edits it: a list of plain lines that must all hold. What does not fit into lines is kept as it is. */
export type Line =
  | { kind: 'aged'; from: string; to: string }
  | { kind: 'equal' | 'not_equal' | 'known' | 'unknown' | 'at_least' | 'at_most'; element: string; value: string }
  | { kind: 'kept'; condition: Condition }

const plain = (condition: Condition): Line => {
  if ('aged' in condition) return { kind: 'aged', from: String(condition.aged.from ?? ''), to: String(condition.aged.to ?? '') }
  if ('known' in condition) return { kind: 'known', element: condition.known, value: '' }
  if ('equal' in condition) return { kind: 'equal', element: condition.equal[0], value: String(condition.equal[1]) }
  if ('at_least' in condition) return { kind: 'at_least', element: condition.at_least[0], value: String(condition.at_least[1]) }
  if ('at_most' in condition) return { kind: 'at_most', element: condition.at_most[0], value: String(condition.at_most[1]) }
  if ('not' in condition && 'equal' in condition.not) return { kind: 'not_equal', element: condition.not.equal[0], value: String(condition.not.equal[1]) }
  if ('not' in condition && 'known' in condition.not) return { kind: 'unknown', element: condition.not.known, value: '' }
  return { kind: 'kept', condition }
}

export const linesOf = (condition: Condition | null | undefined): Line[] =>
  !condition ? [] : 'all' in condition ? condition.all.map(plain) : [plain(condition)]

type TypeOf = (element: string) => string | undefined
const typed = (element: string, value: string, typeOf: TypeOf): string | number | boolean => {
  const type = typeOf(element)
  return type === 'yes_no' ? value === 'true' : type === 'fen' ? Math.round(Number(value) * 100) : type === 'count' ? Number(value) : value
}

function back(line: Line, typeOf: TypeOf): Condition | null {
  if (line.kind === 'kept') return line.condition
  if (line.kind === 'aged') return line.from === '' && line.to === '' ? null : { aged: { ...(line.from !== '' && { from: Number(line.from) }), ...(line.to !== '' && { to: Number(line.to) }) } }
  if (line.element === '') return null
  const value = typed(line.element, line.value, typeOf)
  switch (line.kind) {
    case 'known': return { known: line.element }
    case 'unknown': return { not: { known: line.element } }
    case 'not_equal': return { not: { equal: [line.element, value] } }
    case 'equal': return { equal: [line.element, value] }
    case 'at_least': return { at_least: [line.element, value as string | number] }
    case 'at_most': return { at_most: [line.element, value as string | number] }
  }
}

/** The lines as a condition again; null where nobody is left out. */
export function conditionOf(lines: readonly Line[], typeOf: TypeOf): Condition | null {
  const all = lines.flatMap(line => back(line, typeOf) ?? [])
  return all.length === 0 ? null : all.length === 1 ? all[0]! : { all }
}
