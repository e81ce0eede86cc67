import { parseIdentity } from '../../../contract/identifiers.ts'
import { isDay } from '../../../contract/time.ts'
import { checked, choicesOf, findElement } from '../../ground/registry/index.ts'
import type { InColumn, Incoming, Outgoing } from './adapter.ts'

/** What is wrong with one cell, or with several of a row, in words. */
export class BadCell extends Error {}

const yes = new Set(['是', '1', 'true', 'yes', 'y']), no = new Set(['否', '0', 'false', 'no', 'n'])

function dayOf(text: string): string {
  const [, year, month, day] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text) ?? []
  return year && (text.length === 8 || /\D/.test(text)) ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text
}

/** A day as people write it; throws where it is none, or has not come though it must have. */
function dayIn(title: string, text: string, latest: string | null): string {
  const day = dayOf(text)
  if (!isDay(day)) throw new BadCell(`${title}：没有这一天，请写成 2026-11-22`)
  if (latest !== null && day > latest) throw new BadCell(`${title}：不能晚于今天`)
  return day
}

function numberIn(title: string, text: string, today: string): string {
  const found = parseIdentity(text, today)
  if (!found.ok) throw new BadCell(`${title}：${found.reason}`)
  return text
}

function valueOf({ title, as = 'text', to }: InColumn, raw: unknown, today: string): unknown {
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
    case 'day': return dayIn(title, text, null)
    case 'past_day': return dayIn(title, text, today)
    case 'identity': return numberIn(title, text, today)
    default: return text
  }
}

/** One cell as the operation takes it; what goes to a registered element is checked as that element. */
function cellOf(column: InColumn, cells: Readonly<Record<string, unknown>>, today: string): unknown {
  const { title, name, to, required } = column
  const raw = Object.hasOwn(cells, title) ? cells[title] : Object.hasOwn(cells, name) ? cells[name] : undefined
  if (raw === undefined || raw === null || raw === '') {
    if (required) throw new BadCell(`${title}：请填写`)
    return undefined
  }
  const value = valueOf(column, raw, today)
  const element = to.startsWith('facts/') ? findElement(to.slice('facts/'.length)) : undefined
  const fits = element ? checked(element, value, today) : null
  if (fits && !fits.ok) throw new BadCell(`${title}：${fits.reason}`)
  return value
}

/**
 * The operation's input that a row means: only declared columns, each where the adapter says. Throws `BadCell` with everything
 * that is wrong in the row, so that a department mends it once and not cell by cell.
 */
export function inputOf({ columns, fixed }: Incoming, cells: Readonly<Record<string, unknown>>, today: string): Record<string, unknown> {
  const input: Record<string, unknown> = { ...fixed }
  const wrong: string[] = []
  for (const column of columns) {
    try {
      const value = cellOf(column, cells, today)
      if (value === undefined) continue
      const path = column.to.split('/')
      const last = path.pop()!
      let at = input
      for (const step of path) at = (at[step] ??= {}) as Record<string, unknown>
      at[last] = value
    } catch (error) {
      if (!(error instanceof BadCell)) throw error
      wrong.push(error.message)
    }
  }
  if (wrong.length > 0) throw new BadCell(wrong.join('；'))
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
