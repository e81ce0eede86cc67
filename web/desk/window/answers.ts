import { read, type Answers, type Field } from '../../resident/apply/read.ts'
import { memberKey, type Sheet } from '../../resident/apply/sheet.ts'

export type { Answers } from '../../resident/apply/read.ts'

/** The form asks what is missing or stale; of the rest only what somebody wants to correct. */
export const isAsked = (field: Field, answers: Answers): boolean => field.editable && (field.state !== 'held' || field.element in answers)

/** Asks at first what cannot be done without, in the form's order. */
export const asked = <F extends Field>(fields: readonly F[], answers: Answers): F[] => fields.filter(field => isAsked(field, answers))

/** Every box of the form with its key: what is asked, and each member's. At a window a stale answer is asked anew, not taken over. */
const boxes = ({ fields, members }: Pick<Sheet, 'fields' | 'members'>, answers: Answers): { key: string; field: Field }[] => [
  ...asked(fields, answers).map(field => ({ key: field.element, field })),
  ...(members?.rows ?? []).flatMap(({ person }) => members!.fields.map(field => ({ key: memberKey(person, field.element), field }))),
]

/** The faults of a whole form by box, told before asking the server. */
export const faultsOf = (sheet: Pick<Sheet, 'fields' | 'members'>, answers: Answers): Record<string, string> =>
  Object.fromEntries(boxes(sheet, answers).flatMap(({ key, field }) => {
    const { error } = read(field, answers[key] ?? '')
    return error === undefined ? [] : [[key, error]]
  }))

type Sent = Record<string, string | number>
const sentOf = (fields: readonly Field[], answers: Answers, keyOf: (element: string) => string): Sent => Object.fromEntries(fields.flatMap(field => {
  const { value } = read(field, answers[keyOf(field.element)] ?? '')
  return value === undefined || value === null ? [] : [[field.element, value]]
}))

/** The answers as they are sent: only what was asked and filled in, and each member's. */
export const sentAnswers = ({ fields, members }: Pick<Sheet, 'fields' | 'members'>, answers: Answers): { answers: Sent; members: { person: string; answers: Sent }[] } => ({
  answers: sentOf(asked(fields, answers), answers, element => element),
  members: (members?.rows ?? []).map(({ person }) => ({ person, answers: sentOf(members!.fields, answers, element => memberKey(person, element)) })),
})
