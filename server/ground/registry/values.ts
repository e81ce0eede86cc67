import type { z } from 'zod'
import { isDivisionOfChina, maskAccount, maskIdentity, maskPhone, parseBankAccount, parseCreditCode, parseIdentity, parseMobile } from '../../../contract/identifiers.ts'
import { Day, Fen, Line, Name, Place, Text } from '../../../contract/kernel.ts'
import { readDay, today as todayInBeijing } from '../../../contract/time.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { provinceCode } from '../territory/index.ts'
import { findElement, type ElementDefinition } from './elements.ts'
import { offers, wordOf } from './lists.ts'

/** What an assertion may hold: a text, a number or yes and no. */
export type Value = string | number | boolean
export type Checked = { ok: true; value: Value } | { ok: false; reason: string }

/** The registered element, or «no such element». */
export function elementOf(id: string): ElementDefinition {
  const element = findElement(id)
  if (!element) throw new Problem('fact.element_unknown', { element: id.slice(0, 80) })
  return element
}

/** The normalised value, or `fact.value_invalid` with a sentence that tells what to do. `today` is a Beijing day. */
export function checkValue(id: string, value: unknown, today?: string): Value {
  const element = elementOf(id)
  const found = check(element, value, today ?? todayInBeijing())
  if (found.ok) return found.value
  throw new Problem('fact.value_invalid', { name: element.name, reason: found.reason }, [{ path: id, message: found.reason }])
}

export interface Given { element: string; value: unknown }

/** Checks a whole form: the values by element, or one problem that names every wrong field. */
export function checkValues(given: readonly Given[], today: string): Map<ElementDefinition, Value> {
  const values = new Map<ElementDefinition, Value>()
  const wrong: (FieldProblem & { name: string })[] = []
  for (const { element: id, value } of given) {
    const element = elementOf(id)
    const found = check(element, value, today)
    if (found.ok) values.set(element, found.value)
    else wrong.push({ path: id, message: found.reason, name: element.name })
  }
  const [first] = wrong
  if (!first) return values
  throw new Problem('fact.value_invalid', { name: first.name, reason: first.message }, wrong.map(({ path, message }) => ({ path, message })))
}

const refuse = (reason: string): Checked => ({ ok: false, reason })
const accept = (value: Value): Checked => ({ ok: true, value })
const by = (schema: z.ZodType<string | number>, value: unknown): Checked => {
  const parsed = schema.safeParse(value)
  return parsed.success ? accept(parsed.data) : refuse(parsed.error.issues[0]!.message)
}

/** A value checked without throwing: normalised, or the reason why not. For many at once. */
export const checked = (element: ElementDefinition, value: unknown, today: string): Checked => check(element, value, today)

function check(element: ElementDefinition, value: unknown, today: string): Checked {
  if (value === null || value === undefined || value === '') return refuse('请填写')
  if (element.type === 'yes_no') return yesNo(value)
  if (element.type === 'fen') return typeof value === 'number' && Fen.safeParse(value).success ? accept(value) : refuse('金额应是不小于 0 的整数（分）')
  if (element.type === 'count') return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? accept(value) : refuse('请填写不小于 0 的整数')
  if (typeof value !== 'string') return refuse('内容格式不对')
  return text(element, value, today)
}

function text(element: ElementDefinition, value: string, today: string): Checked {
  switch (element.type) {
    case 'text': return by(lineOf(element), value)
    case 'day': return dayOf(element, value, today)
    case 'choice': return offers(element.code_list!, value, today) ? accept(value) : refuse('请从列出的选项中选择')
    case 'phone': return phone(value)
    case 'account': return numberOf(parseBankAccount(value))
    case 'identity': return numberOf(parseIdentity(value, today))
    case 'credit_code': {
      const parsed = parseCreditCode(value)
      return parsed.ok ? accept(parsed.code) : parsed
    }
    case 'place': return isDivisionOfChina(value) ? by(Place, value) : refuse('区划代码格式不对')
    default: return by(lineOf(element), value)
  }
}

/** A day in any of the forms in which people write one. */
function dayOf({ ahead, coming, name }: ElementDefinition, value: string, today: string): Checked {
  const day = readDay(value)
  if (!day || !Day.safeParse(day).success) return refuse('日期写法如 2026-11-22、20261122、2026年11月22日')
  if (day > today && !ahead) return refuse('日期不能晚于今天')
  return day < today && coming ? refuse(`${name}已经过去了，请填今天或以后的日期`) : accept(day)
}

const lines = new WeakMap<ElementDefinition, z.ZodType<string>>()
/** What a text of an element must be; made once, for an import reads millions. */
function lineOf(element: ElementDefinition): z.ZodType<string> {
  let line = lines.get(element)
  if (!line) lines.set(element, (line = element.type === 'text' ? Text(element.max ?? 2000) : (/[._]name$/.test(element.id) ? Name : Line)(element.max ?? 200)))
  return line
}

const numberOf = (parsed: { ok: true; number: string } | { ok: false; reason: string }): Checked => (parsed.ok ? accept(parsed.number) : parsed)

/** A mobile number, or a fixed line with its area code: old people often have only that. */
function phone(value: string): Checked {
  const digits = value.normalize('NFKC').replace(/[\s\p{Cf}()-]/gu, '')
  return /^0\d{9,11}$/.test(digits) ? accept(digits) : numberOf(parseMobile(value))
}

function yesNo(value: unknown): Checked {
  if ([true, 'true', 'yes', '1', '是'].includes(value as string)) return accept(true)
  return [false, 'false', 'no', '0', '否'].includes(value as string) ? accept(false) : refuse('请选择“是”或“否”')
}

/** A value in words, as it was meant on a day (`2026-11-22`). A place is shown by its name where the caller knows it. */
export function showValue(element: ElementDefinition, value: Value, on?: string, placeName?: string | null): string {
  if (element.type === 'choice') return wordOf(element.code_list!, String(value), on)
  if (element.type === 'yes_no') return value ? '是' : '否'
  if (element.type === 'fen') return `${(Number(value) / 100).toFixed(2)} 元`
  if (element.type === 'place') return placeName ?? (String(value).startsWith(provinceCode) ? String(value) : `省外（${String(value)}）`)
  return String(value)
}

/** What of a sealed value may be seen without the right to see it. */
export function maskValue({ type }: ElementDefinition, value: Value): string {
  if (type === 'identity') return maskIdentity(String(value))
  if (type === 'phone') return maskPhone(String(value))
  return type === 'account' ? maskAccount(String(value)) : '已登记'
}
