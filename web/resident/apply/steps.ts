import type { z } from 'zod'
import { parseBankAccount, parseMobile } from '../../../contract/identifiers.ts'
import type { Field as FieldSchema, Prepared as PreparedSchema } from '../../../contract/service.ts'
import { readDate, type DateBox, type DateParts } from '../../ui/date.ts'

export type Prepared = z.infer<typeof PreparedSchema>
export type Field = z.infer<typeof FieldSchema>
/** What was typed, by element: always text, as it stands in the box. */
export type Answers = Readonly<Record<string, string>>

/** The pages of a form. What is held and fresh has none: it is not asked. */
export type Step = { key: 'known' | 'eligible' | 'papers' | 'check'; field?: undefined } | { key: string; field: Field }

/** A question's place in the address: without a dot, which to a server is the ending of a file. */
export const slugOf = (field: Field): string => field.element.replaceAll('.', '-')

/** True when the form asks this by itself. */
export const isAsked = (field: Field): boolean => field.editable && field.state !== 'held'

/** What of the papers the applicant may hand in at once. */
export const papersOf = (prepared: Prepared) => prepared.item.materials.filter(m => m.source === 'applicant')

/** The consents that still mean something: what the library does not hold any more is left out. */
export const agreedOf = (prepared: Prepared, licences: readonly string[]): string[] => licences.filter(one => prepared.licences.some(held => held.material === one))

/** The pages in order: what is known, whether one may get it, what is missing, papers, everything once more. */
export function stepsOf(prepared: Prepared): Step[] {
  return [
    { key: 'known' }, { key: 'eligible' },
    ...prepared.fields.filter(isAsked).map(field => ({ key: slugOf(field), field })),
    ...(papersOf(prepared).length > 0 ? [{ key: 'papers' as const }] : []),
    { key: 'check' },
  ]
}

/** Never kept on the disk: account and telephone numbers, and whatever the registry keeps sealed. */
export const isSealed = (field: Field): boolean => field.type === 'account' || field.type === 'phone' || field.held?.sealed === true

/** What a box begins with: what was typed; of a stale answer the old one, when it may be shown whole. */
export const begins = (field: Field, answers: Answers): string =>
  answers[field.element] ?? (field.state === 'stale' && field.held && !field.held.sealed ? String(field.held.value ?? '') : '')

export type Reading = { value: string | number | null; error?: undefined } | { value?: undefined; error: string; at?: DateBox }

/** What was typed as the server wants it, or the sentence to stand beside the box. Blank is null where that is allowed. */
export function read(field: Field, typed: string): Reading {
  const text = typed.trim()
  if (field.type === 'day') return readDay(field, text)
  if (text === '') {
    if (!field.required) return { value: null }
    return { error: field.choices.length > 0 || field.type === 'yes_no' ? '请选一项' : `请填写${field.name}` }
  }
  switch (field.type) {
    case 'account': return number(parseBankAccount(text))
    case 'phone': return phone(text)
    case 'fen': return yuan(text)
    case 'choice': return field.choices.some(c => c.code === text) ? { value: text } : { error: '请选一项' }
    default: return text.length > 200 ? { error: `写得太长了，最多 200 个字` } : { value: text }
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

/** A date is kept as its three boxes, `2026-3-` while it is half typed. */
export const partsOfTyped = (typed: string): DateParts => {
  const [year = '', month = '', day = ''] = typed.split('-')
  return { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') }
}
export const typedOfParts = ({ year, month, day }: DateParts): string => (year || month || day ? `${year}-${month}-${day}` : '')

function readDay(field: Field, typed: string): Reading {
  if (typed === '' && !field.required) return { value: null }
  const found = readDate(partsOfTyped(typed))
  return found.error === undefined ? { value: found.day } : { error: found.error, at: found.at }
}

/** The first question that is not answered as it should be. */
export function firstOpen(prepared: Prepared, answers: Answers): Field | undefined {
  return prepared.fields.find(field => field.editable && (isAsked(field) || answers[field.element] !== undefined) && read(field, begins(field, answers)).error !== undefined)
}

/** The answers as they are sent: what was asked, and what was changed of what is held. Blank ones are left out. */
export function sent(prepared: Prepared, answers: Answers): Record<string, string | number> {
  const found: Record<string, string | number> = {}
  for (const field of prepared.fields) {
    if (!field.editable || (!isAsked(field) && answers[field.element] === undefined)) continue
    const { value } = read(field, begins(field, answers))
    if (value !== undefined && value !== null) found[field.element] = value
  }
  return found
}

/** An answer as the page that checks everything shows it: an account in groups of four, a choice in its words. */
export function shownAnswer(field: Field, typed: string): string {
  const { value } = read(field, typed)
  if (value === undefined || value === null) return typed
  if (field.type === 'choice') return field.choices.find(c => c.code === value)?.label ?? typed
  if (field.type === 'yes_no') return value === 'yes' ? '是' : '否'
  if (field.type === 'account') return String(value).replace(/(.{4})(?=.)/g, '$1 ')
  if (field.type === 'phone' && /^1\d{10}$/.test(String(value))) return String(value).replace(/^(...)(....)(....)$/, '$1 $2 $3')
  if (field.type === 'fen') return `${(Number(value) / 100).toFixed(2)} 元`
  return String(value)
}

/** What a fact is called on a page of facts. */
export const nameOf = (field: Field): string => field.name
