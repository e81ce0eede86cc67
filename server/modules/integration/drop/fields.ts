import { choicesOf, findElement } from '../../../ground/registry/index.ts'
import type { InColumn, Incoming, Outgoing } from './adapters.ts'

/** What is wrong with one cell, in words. */
export class BadCell extends Error {}

const yes = new Set(['是', '1', 'true', 'yes', 'y']), no = new Set(['否', '0', 'false', 'no', 'n'])

function dayOf(text: string): string {
  const [, year, month, day] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text) ?? []
  return year && (text.length === 8 || /\D/.test(text)) ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text
}

function valueOf({ title, as = 'text', to }: InColumn, raw: unknown): unknown {
  if (typeof raw !== 'string') return raw
  const text = raw.trim()
  switch (as) {
    case 'yes_no': {
      const word = text.toLowerCase()
      if (yes.has(word) || no.has(word)) return yes.has(word)
      throw new BadCell(`${title}：请写“是”或“否”`)
    }
    case 'choice': {
      const choices = choicesOf(findElement(to.split('/').at(-1)!)?.code_list ?? '')
      // Some write the word, some the code; which of both is wrong the contract says.
      return choices.find(choice => choice.label === text)?.code ?? text
    }
    case 'count': return /^\d{1,9}$/.test(text) ? Number(text) : text
    case 'day': return dayOf(text)
    default: return text
  }
}

/** The operation's input that a row means: only declared columns, each where the adapter says. Throws `BadCell`. */
export function inputOf({ columns, fixed }: Incoming, cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const input: Record<string, unknown> = { ...fixed }
  for (const column of columns) {
    const raw = Object.hasOwn(cells, column.title) ? cells[column.title] : Object.hasOwn(cells, column.name) ? cells[column.name] : undefined
    if (raw === undefined || raw === null || raw === '') {
      if (column.required) throw new BadCell(`${column.title}：请填写`)
      continue
    }
    const path = column.to.split('/')
    const last = path.pop()!
    let at = input
    for (const step of path) at = (at[step] ??= {}) as Record<string, unknown>
    at[last] = valueOf(column, raw)
  }
  return input
}

/** What is said of a field in the words of the columns: `facts.person.phone` is «联系电话». */
export function titleOf({ columns }: Incoming, path: string): string | null {
  return columns.find(({ to }) => to.replaceAll('/', '.') === path || to.split('/').at(-1) === path)?.title ?? null
}

const yuan = (fen: unknown): string => typeof fen === 'number' ? `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}` : ''

/** A line of an outgoing file: the cells of a CSV. */
export const cellsOf = ({ columns }: Outgoing, values: Readonly<Record<string, unknown>>): unknown[] =>
  columns.map(({ name, as }) => as === 'yuan' ? yuan(values[name]) : values[name])
/** A line of an outgoing file: an object with every column, in order. */
export const objectOf = ({ columns }: Outgoing, values: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, values[name] ?? null])))
