import type { z } from 'zod'
import { parseBankAccount, parseMobile } from '../../../contract/identifiers.ts'
import type { Field as FieldSchema } from '../../../contract/service.ts'
import { dayInWords, readDay, today } from '../../kernel/time.ts'
import { readDate, type DateBox, type DateParts } from '../../ui/date.ts'

export type Field = z.infer<typeof FieldSchema>
/** What was typed, by the key of the box (an element; a member's is `members.<person>.<element>`): always text, as it stands there. */
export type Answers = Readonly<Record<string, string>>

/** A question's place in the address: without a dot, which to a server is the ending of a file. */
export const slugOf = (field: Field): string => field.element.replaceAll('.', '-')

/** True when the form asks this by itself. */
export const isAsked = (field: Field): boolean => field.editable && field.state !== 'held'

/** Never kept on the disk: account and telephone numbers, and whatever the registry keeps sealed. */
export const isSealed = (field: Field): boolean => field.type === 'account' || field.type === 'phone' || field.held?.sealed === true

/** What a box begins with: what was typed; of a stale answer the old one, when it may be shown whole. */
export const begins = (field: Field, answers: Answers, key = field.element): string =>
  answers[key] ?? (field.state === 'stale' && field.held && !field.held.sealed ? typedOf(field, field.held.value) : '')

/** A value that is held, as one would type it. */
function typedOf({ type }: Field, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (type === 'fen') return String(Number(value) / 100)
  return type === 'yes_no' ? (value === true || value === 'true' ? 'yes' : 'no') : String(value)
}

export type Reading = { value: string | number | null; error?: undefined } | { value?: undefined; error: string; at?: DateBox }

/** What was typed as the server wants it, or the sentence to stand beside the box. Blank is null where that is allowed. */
export function read(field: Field, typed: string): Reading {
  const text = typed.trim()
  if (field.type === 'day') return dayRead(field, text)
  if (text === '') {
    if (!field.required) return { value: null }
    return { error: field.choices.length > 0 || field.type === 'yes_no' ? '请选一项' : `请填写${field.name}` }
  }
  switch (field.type) {
    case 'account': return number(parseBankAccount(text))
    case 'phone': return phone(text)
    case 'fen': return yuan(text)
    case 'count': return whole(text)
    case 'choice': return field.choices.some(c => c.code === text) ? { value: text } : { error: '请选一项' }
    case 'text': return long(text, 500)
    default: return long(text, 200)
  }
}

const number = (parsed: { ok: true; number: string } | { ok: false; reason: string }): Reading =>
  parsed.ok ? { value: parsed.number } : { error: parsed.reason }

/** A mobile number, or a fixed line with its area code: some have only that. */
function phone(text: string): Reading {
  const digits = text.normalize('NFKC').replace(/[\s\p{Cf}()-]/gu, '')
  return /^0\d{9,11}$/.test(digits) ? { value: digits } : number(parseMobile(text))
}

function yuan(text: string): Reading {
  const plain = text.normalize('NFKC').replace(/[,，\s元]/g, '')
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? { value: Math.round(Number(plain) * 100) } : { error: '请填写金额，例如 1200 或 1200.50' }
}

const long = (text: string, most: number): Reading => Array.from(text).length > most ? { error: `写得太长了，最多 ${most} 个字` } : { value: text }

function whole(text: string): Reading {
  const plain = text.normalize('NFKC').replace(/[,，\s]|[个人辆年]$/g, '')
  return /^\d{1,9}$/.test(plain) ? { value: Number(plain) } : { error: '请填写数字，没有填 0' }
}

/** A date is kept as its three boxes, `2026-3-` while it is half typed. */
export const partsOfTyped = (typed: string): DateParts => {
  const [year = '', month = '', day = ''] = (readDay(typed) ?? typed).split('-')
  return { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') }
}
export const typedOfParts = ({ year, month, day }: DateParts): string => (year || month || day ? `${year}-${month}-${day}` : '')

function dayRead(field: Field, typed: string): Reading {
  if (typed === '' && !field.required) return { value: null }
  // Most days have been; only what is still to come may lie ahead.
  const found = readDate(partsOfTyped(typed), field.ahead ? undefined : today())
  if (found.day && field.coming && found.day < today()) return { error: '这一天已经过去了，请填今天或以后的日期', at: 'day' }
  return found.error === undefined ? { value: found.day } : { error: found.error, at: found.at }
}

/** An answer as the page that checks everything shows it: an account in groups of four, a choice in its words. */
export function shownAnswer(field: Field, typed: string): string {
  const { value } = read(field, typed)
  if (value === undefined || value === null) return typed
  if (field.type === 'choice') return field.choices.find(c => c.code === value)?.label ?? typed
  if (field.type === 'yes_no') return value === 'yes' ? '是' : '否'
  if (field.type === 'account') return String(value).replace(/(.{4})(?=.)/g, '$1 ')
  if (field.type === 'phone' && /^1\d{10}$/.test(String(value))) return String(value).replace(/^(...)(....)(....)$/, '$1 $2 $3')
  if (field.type === 'day') return dayInWords(String(value))
  if (field.type === 'fen') return `${(Number(value) / 100).toFixed(2)} 元`
  return String(value)
}

/** What a fact is called on a page of facts. */
export const nameOf = (field: Field): string => field.name
