import { parseBankAccount, parseMobile } from '../../../contract/identifiers.ts'
import type { Field } from '../../../contract/service.ts'

/** What was typed, by element. A held fact stands here only when it is being corrected. */
export type Answers = Readonly<Record<string, string>>

/** The form asks what is missing or stale; of the rest only what somebody wants to correct. */
export const isAsked = (field: Field, answers: Answers): boolean => field.editable && (field.state !== 'held' || field.element in answers)

/** Asks at first what cannot be done without, in the form's order. */
export const asked = (fields: readonly Field[], answers: Answers): Field[] => fields.filter(field => isAsked(field, answers))

/** What is wrong with one answer, told before asking the server; undefined when nothing is. */
export function faultOf(field: Field, answers: Answers): string | undefined {
  const text = (answers[field.element] ?? '').trim()
  if (text === '') return field.required ? `请填写${field.name}` : undefined
  const read = field.type === 'phone' ? parseMobile(text) : field.type === 'account' ? parseBankAccount(text) : { ok: true as const }
  return read.ok ? undefined : read.reason
}

/** The faults of a whole form by element. */
export const faultsOf = (fields: readonly Field[], answers: Answers): Record<string, string> =>
  Object.fromEntries(asked(fields, answers).flatMap(field => { const fault = faultOf(field, answers); return fault ? [[field.element, fault]] : [] }))

/** The answers as they are sent: only what was asked and filled in; yes and no as what they are. */
export function sentAnswers(fields: readonly Field[], answers: Answers): Record<string, unknown> {
  return Object.fromEntries(asked(fields, answers).flatMap(field => {
    const text = (answers[field.element] ?? '').trim()
    return text === '' ? [] : [[field.element, field.type === 'yes_no' ? text === 'yes' : field.type === 'fen' ? Math.round(Number(text) * 100) : text]]
  }))
}
